"""The matrix as records: a row an item, audience, document and language, and no formula in a cell."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from briefpack.reports.records import COLUMNS, matrix_csv
from briefpack.reports.trace import Trace


def test_the_csv_reads_back_as_a_row_an_item_audience_document_and_language(traces: list[Trace], shared: Path) -> None:
    data = matrix_csv(traces, shared)
    assert data.startswith(b"\xef\xbb\xbf"), "Excel knows UTF-8 by its mark"
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == len(traces) * 14
    told = next(r for r in rows if (r["item"], r["audience"], r["document"]) == ("shared-kiosk", "voters", "memo"))
    assert told["told"] == "long"
    assert told["reworded"] == "yes"
    assert told["long"] == "A kiosk that both towns pay for."
    assert told["place"] == "content/two-towns/audiences/voters.yaml:25; content/two-towns/audiences/voters.yaml:26"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "＝"])
def test_no_cell_of_the_csv_is_a_formula(
    traces: list[Trace], shared: Path, sign: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    uses = {item: replace(use, long=f"{sign}1+1") for item, use in traces[0].uses().items()}
    monkeypatch.setattr(Trace, "uses", lambda self: uses)
    rows = list(csv.DictReader(io.StringIO(matrix_csv(traces[:1], shared).decode("utf-8-sig"), newline="")))
    assert {row["long"] for row in rows} == {f"'{sign}1+1"}
