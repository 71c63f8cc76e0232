"""List the acronyms that a document uses, where its template asks for the list.

Only the finished text says which ones it uses, so a template leaves a mark, and the list takes its place at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from briefpack.content.model import escape_markdown
from briefpack.languages.locales import in_a_row
from briefpack.languages.scripts import has_full_width_marks

OPEN, CLOSE = "\ue000", "\ue001"
"""Characters of private use around the label of a list that is still to be written."""
PLACE = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")


def place_of_list(label: str) -> str:
    """Return the mark for a list; its label is left out with it where there is nothing to explain."""
    return f"{OPEN}{label}{CLOSE}"


def with_short_forms(source: str, acronyms: Iterable[Any], known: Iterable[str], language: str) -> str:
    """Return rendered Markdown in which `SHARE: …; UN: …` stands where a template asked for it.

    It holds the pack's acronyms, as templates are given them, that the text uses, in the pack's order, but for those
    that its readers know.
    """
    used = [acronym for acronym in acronyms if acronym.short not in set(known) and _uses(source, acronym.short)]
    colon, stop = ("：", "。") if has_full_width_marks(language) else (": ", ".")
    explained = [f"{acronym.short.__html__()}{colon}{acronym.long.__html__()}" for acronym in used]
    listed = in_a_row(explained, language, apart=True)
    return PLACE.sub(lambda place: place[1] + listed + stop if listed else "", source)


def _uses(source: str, short: str) -> bool:
    return bool(re.search(rf"(?<![A-Za-z0-9]){re.escape(escape_markdown(short))}(?![A-Za-z0-9])", source))
