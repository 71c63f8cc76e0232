"""Tables from spreadsheets: rows of text, each with its number, from CSV and from the first sheet of a workbook."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from briefpack.errors import BuildError, Place, error, relative_name
from briefpack.files import read_bytes, read_text
from briefpack.languages.characters import in_one_line
from briefpack.office.reading import MAX_RATIO, RATIO_FROM

LARGEST, LARGEST_UNPACKED, MOST_ROWS, MOST_CELLS = 20_000_000, 200_000_000, 1_000_000, 100
ENDINGS = (".csv", ".xlsx")
DELIMITERS = (",", ";", "\t")
RESAVE = "Save it as .xlsx, or as CSV in UTF-8."
Row = tuple[int, list[str]]
"""The number of a row, counted from 1, and the texts of its cells."""


def read_rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a table that hold anything. Raise BuildError for a file that is none."""
    if path.suffix.lower() not in ENDINGS:
        raise refused(path, "is no table that can be read", RESAVE)
    rows = _of_text(path) if path.suffix.lower() == ".csv" else _of_workbook(path)
    for count, (number, cells) in enumerate(rows):
        if count > MOST_ROWS or len(cells) > MOST_CELLS:
            raise refused(path, f"has more than {MOST_ROWS:,} rows or {MOST_CELLS} columns", "Part it.", number)
        if any(cells):
            yield number, cells


def refused(path: Path, what: str, hint: str, row: int = 0) -> BuildError:
    return BuildError([error(what, Place(relative_name(path), row), hint)])


def _of_text(path: Path) -> Iterator[Row]:
    text = read_text(path, LARGEST, "Name the list: --recipients recipients.csv")
    head = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    number = 1
    try:
        for cells in reader:
            yield number, [in_one_line(cell).strip() for cell in cells]
            number = reader.line_num + 1
    except csv.Error:
        hint = "Put a cell with quotation marks between such marks, and write each of its own twice."
        raise refused(
            path, "has quotation marks that nobody closed, or a cell that goes on behind them", hint, number
        ) from None


def _of_workbook(path: Path) -> Iterator[Row]:
    data = read_bytes(path, LARGEST, "Name the list: --recipients recipients.xlsx")
    _check_size(path, data)
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what a file says of its size need not be so
        for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
            yield number, [_text(cell) for cell in cells]
    except BuildError:
        raise
    except Exception:  # whatever a file from anybody breaks in a parser
        raise refused(path, "cannot be read as a workbook", RESAVE) from None


def _check_size(path: Path, data: bytes) -> None:
    """Refuse what unpacks to far more than a list needs, before anything is unpacked, and what defines entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            tight = [e for e in entries if e.file_size > max(RATIO_FROM, MAX_RATIO * max(1, e.compress_size))]
            if tight or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
                raise refused(path, "unpacks to far more than it needs", RESAVE)
            if any(_defines_entities(archive, entry) for entry in entries):
                raise refused(path, "holds what no workbook holds", RESAVE)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise refused(path, "is no workbook, or has a password", RESAVE) from None


def _defines_entities(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    with archive.open(entry) as part:
        return b"<!DOCTYPE" in part.read(4096)


def _text(cell: Any) -> str:
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else in_one_line(str(cell)).strip()
