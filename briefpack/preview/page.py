"""The page that a preview is seen on."""

from __future__ import annotations

from pathlib import Path

from briefpack.look.css import page_rules, source_digest
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
    style = f"{page_rules(theme)}\n{_part('page.css')}"
    script = _part("page.js")
    policy = (
        f"default-src 'none'; style-src {source_digest(style)}; script-src {source_digest(script)}; img-src data:; "
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
