"""The matrix as records, one for each item, audience, document and language: CSV, and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefpack.errors import Place, relative_name
from briefpack.reports.trace import Trace

COLUMNS = (
    *("pack", "item", "kind", "audience", "document", "language", "told", "reworded", "to fit the page"),
    *("title", "long", "short", "place"),
)


def records(traces: Sequence[Trace], base: Path) -> Iterator[dict[str, str]]:
    """Yield a record for each item, audience, document and language; places are relative to `base`."""
    for trace in traces:
        for use in trace.uses().values():
            fitted = {True: "shortened", False: "left out" if use.told == "cut" else ""}[use.fitted]
            values = (
                *(trace.pack.name, use.item, trace.pack.items[use.item][0]),
                *(trace.audience, trace.document, trace.language, use.told, "yes" if use.reworded else "no", fitted),
                *(use.title, use.long, use.short, "; ".join(based(place, base) for place in use.places)),
            )
            yield dict(zip(COLUMNS, values, strict=True))


def based(place: Place, base: Path) -> str:
    """Write a place as it is called from the project’s folder, wherever the command ran."""
    return f"{relative_name(Path(place.file), base)}:{place.line}"


def matrix_json(traces: Sequence[Trace], base: Path) -> str:
    return json.dumps(list(records(traces, base)), ensure_ascii=False, indent=2)


def matrix_csv(traces: Sequence[Trace], base: Path) -> bytes:
    """Return the records as CSV (RFC 4180) in UTF-8 with a byte order mark, by which Excel knows it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for record in records(traces, base):
        writer.writerow(map(_harmless, record.values()))
    return text.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    """Keep a spreadsheet from reading a text as a formula (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")) else text
