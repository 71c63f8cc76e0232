"""Colours and fonts of a theme as properties of a style sheet, whose rules take them by name."""

from __future__ import annotations

import re

from briefpack.look.dark import dark_colours
from briefpack.look.theme import Colours


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
