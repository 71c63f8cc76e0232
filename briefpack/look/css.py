"""Colours and fonts of a theme as properties of a style sheet, whose rules take them by name."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from hashlib import sha256
from html import escape

from briefpack.languages.capitals import parts_of
from briefpack.languages.marks import DOT
from briefpack.look.dark import dark_colours
from briefpack.look.theme import Colours, Theme


def colour_properties(colours: Colours) -> str:
    """Return a declaration for each colour: `--on-accent: #FFFFFF`."""
    return "; ".join(f"--{name.replace('_', '-')}: {value}" for name, value in colours.model_dump().items())


def dark_rule(colours: Colours) -> str:
    """Return the rule that gives a screen that is set to dark its own colours; paper keeps those of the theme."""
    dark = colour_properties(dark_colours(colours))
    return f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}"


def families(*names: str) -> str:
    """Return the names of fonts, each once, for those who have them; a style sheet escapes nothing itself."""
    return ", ".join(f'"{name}"' for name in dict.fromkeys(re.sub(r"[^\w .-]", "", name) for name in names))


def css_string(text: str) -> str:
    """Return a text as a string of CSS (CSS Syntax level 3, 4.3.7): nothing in it ends the string or the sheet."""
    return '"' + re.sub(r'[\\"<\n\r\f]', lambda sign: f"\\{ord(sign[0]):x} ", text) + '"'


def marking_html(marking: str, capitals: str) -> str:
    """Return how something is to be handled, the part of it in capitals that is shown so."""
    return "".join(
        f'<span class="capitals">{escape(text, quote=False)}</span>' if loud else escape(text, quote=False)
        for text, loud in parts_of(marking, capitals)
    )


def page_rules(theme: Theme) -> str:
    """Return the colours, light and dark, and the fonts (`--fonts`) of a page of ours that is no document.

    `--fill` is the accent as a ground, the same on both screens.
    """
    fonts = families(theme.fonts.body, theme.fonts.office_body, theme.fonts.japanese, theme.fonts.korean)
    own = f"{colour_properties(theme.colours)}; --fill: {theme.colours.accent}; --fonts: {fonts}"
    return f":root {{ {own} }}\n{dark_rule(theme.colours)}"


def png_address(data: bytes) -> str:
    """Return a PNG as the address of an image that a page carries itself."""
    return image_address(data, "png")


def image_address(data: bytes, kind: str) -> str:
    """Return a picture, png or jpeg, as the address of an image that a page carries itself (RFC 2397)."""
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


def dotted_html(parts: Iterable[str]) -> str:
    """Return pieces of HTML with dots between them, each `kept`: parted by lines only where it is longer than one.

    A dot belongs to the piece before it, so that none begins a line.
    """
    pieces = [*parts]
    ended = [*(piece + DOT.rstrip() for piece in pieces[:-1]), *pieces[-1:]]
    return " ".join(f'<span class="kept">{piece}</span>' for piece in ended)


def source_digest(text: str) -> str:
    """Return what a policy knows a style sheet or a script by (Content Security Policy level 3, 2.3.1)."""
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"
