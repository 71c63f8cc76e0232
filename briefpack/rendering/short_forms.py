"""List the acronyms that a document uses, where its template asks for the list.

Only the finished text shows which ones it uses. So a list is a code in the text, in whose place it is put when the
text is there. A template that does more with a list than print it is rendered twice: first without it, then with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup

from briefpack.content.values import escape_markdown
from briefpack.languages.locales import in_a_row
from briefpack.languages.marks import marks_in
from briefpack.rendering.escaping import escaped

CODE = "\ufdef"
"""Stands on both sides of a list's number: one of the codes that Unicode keeps for the inner use of programs."""
_CODED = re.compile(f"{CODE}([0-9]+){CODE}")


class ShortForms:
    """Explain the acronyms of a pack, as templates are given them, but for those that the readers know."""

    def __init__(self, acronyms: Iterable[Any], known: Iterable[str], language: str) -> None:
        self._acronyms = [acronym for acronym in acronyms if acronym.short not in set(known)]
        self._language = language
        self._explained: str | None = None
        self._lead_ins: list[str] = []
        self.printed, self.looked_at = 0, False
        """How often a list has been printed whose words are not known, and whether more was done with one."""

    def listed(self, label: str = "") -> Markup:
        """Return `SHARE: …; UN: ….` behind a label, in the pack's order; nothing where nothing is to be explained."""
        lead_in = f"{escaped(label)} " if label else ""
        if self._explained is None:
            self._lead_ins.append(lead_in)
            return Awaited(self, len(self._lead_ins) - 1)
        return self._list(lead_in)

    def _list(self, lead_in: str) -> Markup:
        return Markup(lead_in + self._explained if self._explained else "")

    def filled(self, source: str, unmarked: Callable[[str], str]) -> str | None:
        """Return a rendered text with its lists; nothing where it has to be rendered again, now that they are known.

        `unmarked` returns a text without the marks of a trace.
        """
        text = _CODED.sub("", unmarked(source)) if self._lead_ins else ""
        self._explained = self._explain([acronym for acronym in self._acronyms if _uses(text, acronym.short)])
        if self.looked_at or source.count(CODE) != 2 * self.printed:
            return None
        return _CODED.sub(lambda code: self._list(self._lead_ins[int(code[1])]), source)

    def _explain(self, used: list[Any]) -> str:
        marks = marks_in(self._language)
        explained = [f"{acronym.short.__html__()}{marks.head}{acronym.long.__html__()}" for acronym in used]
        return in_a_row(explained, self._language, apart=True) + marks.rows.rstrip() if used else ""


class Awaited(Markup):
    """Be an empty text that writes itself as the code of a list; whoever does more with it is noted."""

    _short_forms: ShortForms
    _number: int

    def __new__(cls, short_forms: ShortForms, number: int) -> Awaited:
        self = super().__new__(cls, "")
        self._short_forms, self._number = short_forms, number
        return self

    def __html__(self) -> Markup:  # type: ignore[override]  # it would have to be another of these
        self._short_forms.printed += 1
        return Markup(f"{CODE}{self._number}{CODE}")


def _noted(name: str) -> Callable[..., Any]:
    def method(self: Awaited, *arguments: Any) -> Any:
        self._short_forms.looked_at = True
        return getattr(Markup(""), name)(*arguments)

    return method


for _name in (
    *("__len__", "__iter__", "__getitem__", "__contains__", "__hash__", "__str__", "__format__"),
    *("__add__", "__radd__", "__mul__", "__mod__", "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"),
):
    setattr(Awaited, _name, _noted(_name))


def _uses(source: str, short: str) -> bool:
    return bool(re.search(rf"(?<![A-Za-z0-9]){re.escape(escape_markdown(short))}(?![A-Za-z0-9])", source))
