"""What is around a page over finished files: its head, its style, its filter, and what it may do."""

from __future__ import annotations

import functools
from html import escape
from pathlib import Path

from briefpack import __version__
from briefpack.look.css import page_rules, source_digest
from briefpack.look.theme import Theme

HERE = Path(__file__).parent


def framed(title: str, header: str, form: str, main: str, theme: Theme, language: str = "en") -> bytes:
    """Return a page in UTF-8. It fetches nothing; its own script filters what it shows, and all is there without it."""
    style = f"{page_rules(theme)}\n{_part('page.css')}"
    script = _part("page.js") if form else ""
    runs = source_digest(script) if script else "'none'"
    policy = f"default-src 'none'; style-src {source_digest(style)}; script-src {runs}; img-src data:"
    policy += "; base-uri 'none'; form-action 'none'"
    name = escape(title, quote=False)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f'<meta name="generator" content="briefpack {__version__}">\n<title>{name}</title>\n<style>{style}</style>\n'
        f'</head>\n<body>\n<header class="top"><div class="width">\n{header}\n</div></header>\n{form}'
        f'<main class="width">\n{main}\n</main>\n'
        '<footer class="foot"><div class="width"><p>Keep this page with the files beside it.</p></div></footer>\n'
        f"{f'<script>{script}</script>' if script else ''}\n</body>\n</html>\n"
    ).encode()


@functools.cache
def _part(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")
