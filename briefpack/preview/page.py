"""The page that a preview is seen on."""

from __future__ import annotations

import base64
from hashlib import sha256
from pathlib import Path

from briefpack.look.css import colour_properties, dark_rule, families
from briefpack.look.theme import Theme

HERE = Path(__file__).parent
BODY = """<header><h1>Preview</h1><p role="status">Making the documents …</p></header>
<nav aria-label="Documents"></nav>
<main>
<div class="bar" hidden><h2></h2><ul aria-label="Formats"></ul>
<label>Width <select><option value="">all there is</option><option value="tablet">a tablet’s</option>
<option value="phone">a phone’s</option></select></label></div>
<section class="problems" aria-label="Problems" aria-live="polite" tabindex="0" hidden><h2></h2>
<p class="stale">What stands below is from before. It changes as soon as the errors are gone.</p><ul></ul></section>
<div class="stage"></div>
</main>"""


def preview_page(theme: Theme) -> bytes:
    """Return the page in UTF-8: it runs its own script, and shows and asks nothing but the server that it is from."""
    fonts = families(theme.fonts.body, theme.fonts.office_body, theme.fonts.japanese, theme.fonts.korean)
    colours = f"{colour_properties(theme.colours)}; --fill: {theme.colours.accent}; --fonts: {fonts}"
    style = f":root {{ {colours} }}\n{dark_rule(theme.colours)}\n{_part('page.css')}"
    script = _part("page.js")
    policy = (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; img-src data:; "
        "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'"
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<link rel="icon" href="data:,">\n'
        f"<title>Preview</title>\n<style>{style}</style>\n</head>\n<body>\n{BODY}\n<script>{script}</script>\n"
        "</body>\n</html>\n"
    ).encode()


def _part(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"
