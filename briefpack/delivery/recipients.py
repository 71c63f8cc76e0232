"""Recipients: who gets a copy, from a table with a row for each; problems at their row and column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from briefpack.delivery.mailboxes import mailbox_of
from briefpack.delivery.spreadsheets import read_rows
from briefpack.errors import Findings, Place, Problem, did_you_mean, error, relative_name, warning
from briefpack.languages.characters import character_problems
from briefpack.refusals import Unusable

COLUMNS = {
    "name": ("name",),
    "organisation": ("organisation", "organization"),
    "email": ("e-mail", "email", "mail"),
    "audience": ("audience",),
    "language": ("language",),
    "salutation": ("salutation",),
}
"""The columns of a list, each with the heads that it may have; the first is what it is called."""
REQUIRED = ("name", "audience")
LONGEST = 120
MOST_PROBLEMS = 100
"""After so many the rest of a list is not read: something is wrong with all of it."""
LETTER = "Write the name as it is spoken of; a note about somebody has no place in it."


@dataclass(frozen=True, slots=True)
class Recipient:
    """Hold one row; `email` is empty for somebody to whom a copy is handed."""

    row: int
    name: str
    organisation: str
    email: str
    audience: str
    language: str
    salutation: str


NameProblems = Callable[[Recipient, Place], Iterable[Problem]]


class RecipientList:
    """Read a list row by row. What is wrong is in `problems` once all rows are read.

    audiences: those who can be chosen, each with its languages, that of the pack first; `name_problems`: what is wrong
    with somebody’s name at its place.
    """

    def __init__(self, path: Path, audiences: Mapping[str, Sequence[str]], name_problems: NameProblems) -> None:
        self.path, self.audiences, self._name_problems = path, audiences, name_problems
        self._name = relative_name(path)
        self.problems = Findings()
        self._columns: dict[str, int] = {}
        self._width = 0

    def __iter__(self) -> Iterator[Recipient]:
        rows = read_rows(self.path)
        number, head = next(rows, (1, []))
        self._read_head(number, head)
        self.problems.raise_errors()
        for number, cells in rows:
            own = list(islice(self._row_problems(number, cells), 20))
            self.problems += own
            if len(self.problems) > MOST_PROBLEMS:
                self.problems.raise_errors()
            if any(problem.severity == "error" for problem in own):
                continue
            recipient = self._recipient(number, cells)
            self.problems += (unset := [*self._name_problems(recipient, self.place(number, "name"))])
            if not unset:
                yield recipient

    def place(self, row: int, column: str = "") -> Place:
        """Return the place of a cell; it is named by its row, the number of its column and that column’s head."""
        at = self._columns.get(column, -1) + 1
        return Place(self._name, row, at, COLUMNS[column][0] if column else "")

    def _read_head(self, row: int, head: Sequence[str]) -> None:
        self._width = len(head)
        by_name = {name: column for column, names in COLUMNS.items() for name in names}
        for at, text in enumerate(head):
            column = by_name.get(text.casefold().strip())
            place = Place(self._name, row, at + 1, text)
            if column in self._columns:
                self.problems.append(error(f"has two columns “{text}”", place, "Take one of them out."))
            elif column:
                self._columns[column] = at
            elif text:
                hint = f"{did_you_mean(text, by_name)} Take it out if it is no one’s business."
                self.problems.append(warning(f"the column “{text}” is not used", place, hint, "column-unused"))
        for column in REQUIRED:
            if column not in self._columns:
                known = ", ".join(names[0] for names in COLUMNS.values())
                hint = f"The first row has the heads of the columns: {known}."
                self.problems.append(error(f"has no column “{column}”", Place(self._name, row), hint))

    def _cell(self, cells: Sequence[str], column: str) -> str:
        at = self._columns.get(column, len(cells))
        return cells[at] if at < len(cells) else ""

    def _row_problems(self, row: int, cells: Sequence[str]) -> Iterator[Problem]:
        for column in COLUMNS:
            text, place = self._cell(cells, column), self.place(row, column)
            if not text and column in REQUIRED:
                yield error(f"has no {COLUMNS[column][0]}", place, "Fill it in, or take the row out.")
            if len(text) > LONGEST:
                yield error(f"has more than {LONGEST} letters", place, LETTER)
            if text.startswith("#") and text.endswith(("!", "?", "/A")):
                yield error(f"“{text}” is what a spreadsheet says of a formula that fails", place, "Mend it there.")
            yield from character_problems(text, place)
        yield from self._choice_problems(row, cells)
        if any(cells[self._width :]):
            hint = "Put a text that holds what parts cells in quotation marks."
            yield error("has more cells than the first row", self.place(row), hint)

    def _choice_problems(self, row: int, cells: Sequence[str]) -> Iterator[Problem]:
        audience, language, email = (self._cell(cells, name) for name in ("audience", "language", "email"))
        if audience and audience not in self.audiences:
            hint = did_you_mean(audience, self.audiences)
            yield error(f"there is no audience “{audience}” with documents to copy", self.place(row, "audience"), hint)
        elif language and language not in self.audiences.get(audience, (language,)):
            hint = did_you_mean(language, self.audiences[audience])
            yield error(f"{audience} has no documents in “{language}”", self.place(row, "language"), hint)
        if email:
            try:
                mailbox_of(email)
            except Unusable as refused:
                yield error(str(refused), self.place(row, "email"), refused.hint)

    def _recipient(self, row: int, cells: Sequence[str]) -> Recipient:
        values = {column: self._cell(cells, column) for column in COLUMNS}
        values["language"] = values["language"] or self.audiences[values["audience"]][0]
        return Recipient(row, **values)
