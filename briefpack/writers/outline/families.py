"""Names of font families, as style sheets and drawings list them."""

from __future__ import annotations

import re

from briefpack.document.tree import Meta
from briefpack.languages.scripts import is_korean
from briefpack.look.theme import Theme


def families_of(meta: Meta, theme: Theme, first: str = "") -> str:
    """Return families as CSS lists them: `first` or the body's, then the script of the document's language, others."""
    scripts = [theme.fonts.japanese, theme.fonts.korean]
    scripts.sort(key=lambda family: family != theme.fonts.korean or not is_korean(meta.language))
    names = dict.fromkeys([first or theme.fonts.body, *scripts])
    return ", ".join([*('"' + re.sub(r'[\\"]', "", name) + '"' for name in names), "sans-serif"])
