"""List the acronyms that a document uses, where its template asks for the list.

Only the finished text shows which ones it uses. So a document that lists them is rendered twice: first without the
list, then with it. A mark for the list in the text would be a character that a text may hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from briefpack.content.values import escape_markdown
from briefpack.languages.locales import in_a_row
from briefpack.languages.scripts import has_full_width_marks
from briefpack.rendering.escaping import escaped


class ShortForms:
    """Explain the acronyms of a pack, as templates are given them, but for those that the readers know."""

    def __init__(self, acronyms: Iterable[Any], known: Iterable[str], language: str) -> None:
        self._acronyms = [acronym for acronym in acronyms if acronym.short not in set(known)]
        self._language = language
        self._explained = ""
        self._asked = False

    def listed(self, label: str = "") -> Markup:
        """Return `SHARE: …; UN: ….` behind a label, in the pack's order; nothing where nothing is to be explained."""
        self._asked = True
        lead_in = f"{escaped(label)} " if label else ""
        return Markup(lead_in + self._explained if self._explained else "")

    def explain(self, source: str) -> bool:
        """Keep what the rendered text uses for the list. Return whether it has to be rendered again to hold it."""
        used = [acronym for acronym in self._acronyms if _uses(source, acronym.short)]
        colon, stop = ("：", "。") if has_full_width_marks(self._language) else (": ", ".")
        explained = [f"{acronym.short.__html__()}{colon}{acronym.long.__html__()}" for acronym in used]
        self._explained = in_a_row(explained, self._language, apart=True) + stop if used else ""
        return self._asked and bool(used)


def _uses(source: str, short: str) -> bool:
    return bool(re.search(rf"(?<![A-Za-z0-9]){re.escape(escape_markdown(short))}(?![A-Za-z0-9])", source))
