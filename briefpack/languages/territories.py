"""Countries and territories by their codes: what a language calls them, and which one is meant by a name."""

from __future__ import annotations

from collections.abc import Iterable

from babel import Locale
from babel.core import get_global

from briefpack.languages.locales import locale_of

KOSOVO = {"XKX": "XK"}
"""What has no code in ISO 3166-1, but one that everybody takes for it."""


def territory_name(code: str, language: str) -> str:
    """Return what a language calls a territory, by its ISO 3166-1 alpha-3 code; the code where it has no name."""
    named = locale_of(language).territories.get(_alpha_2(code)) or Locale("en").territories.get(_alpha_2(code))
    return str(named or code)


def meant_territory(named: str, codes: Iterable[str], language: str) -> str:
    """Return which of some alpha-3 codes a name or a code of two letters stands for; empty if none."""
    wanted = named.strip().casefold()
    for code in codes:
        names = (code, _alpha_2(code), territory_name(code, "en"), territory_name(code, language))
        if wanted in (name.casefold() for name in names):
            return code
    return ""


def _alpha_2(code: str) -> str:
    aliases: list[str] = get_global("territory_aliases").get(code) or [code]
    return KOSOVO.get(code, aliases[0])
