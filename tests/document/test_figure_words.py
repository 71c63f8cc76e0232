"""A figure in words: all its data are heard, none of them twice, in any language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefpack.document import tree as t
from briefpack.document.figure_words import figure_name, figure_told, figure_words, figures_told, rows_told
from tests.trees import BARS, MATRIX, ROADMAP, inline, table


def test_the_data_follow_an_alternative_text_that_does_not_hold_them() -> None:
    assert figure_words(BARS) == (
        "Bars of 120, 180 and 240 passengers. 2021; Passengers: 120. 2022; Passengers: 180. 2023; Passengers: 240."
    )
    assert "Shared kiosk; Horizon: Near term; Region: Harbour. Common ticket;" in figure_words(ROADMAP)
    assert figure_words(MATRIX).endswith(". Harbour office; Night ferry: leads.")


@pytest.mark.parametrize(("leads", "takes_part"), [("leads", "takes part"), ("主導", "参加")])
def test_an_alternative_text_that_holds_the_data_stands_alone(leads: str, takes_part: str) -> None:
    alt = "Ticket: led by the upper town, with the harbour."
    rows = table(("Actor", "Ticket"), ("upper town", leads), ("harbour", takes_part))
    matrix = t.Figure("matrix", (), rows, alt, leads, takes_part)
    assert figure_words(matrix) == alt
    assert figure_words(replace(matrix, alt="upper town, harbour")) == (
        f"upper town, harbour. upper town; Ticket: {leads}. harbour; Ticket: {takes_part}."
    )


def test_a_date_beside_its_horizon_is_not_told_twice() -> None:
    date = (t.Text("Near term"), t.LineBreak(), t.Span(inline("1 May"), day="2024-05-01"))
    rows = replace(ROADMAP.table, rows=(t.Row((t.Cell(inline("Open the kiosk")), t.Cell(date), t.Cell(()))),))
    alt = "Near term. 1 May: Open the kiosk."
    assert figure_words(replace(ROADMAP, table=rows, alt=alt)) == alt


def test_the_number_of_a_proposal_is_no_part_of_its_data() -> None:
    named = (t.Strong(inline("1")), t.Text(" Shared kiosk"))
    rows = replace(ROADMAP.table, rows=(t.Row((t.Cell(named), *(t.Cell(inline(text)) for text in ("Near", "Hill")))),))
    alt = "Near: Shared kiosk (Hill)."
    assert figure_words(replace(ROADMAP, table=rows, alt=alt)) == alt


def test_a_figure_is_never_without_words() -> None:
    empty = t.Table(t.Row((t.Cell(()),)), ())
    assert figure_words(t.Figure("bars", inline("A", " title"), empty, "")) == "A title"
    assert figure_words(t.Figure("bars", (), empty, "")) == "bars"


def test_a_row_names_the_column_of_each_cell_and_leaves_empty_cells_out() -> None:
    rows = table(("Actor", "Table", "Scholarship", "Climate"), ("Finance", "", "", "leads"), ("ASEAN", "", "joins", ""))
    assert [t.plain_text(row) for row in rows_told(rows)] == [
        "Actor: Finance; Climate: leads",
        "Actor: ASEAN; Scholarship: joins",
    ]
    options = table(("Option", "For", "Against"), ("Wait.", "It is cheap.", "It is slow"))
    assert [t.plain_text(row) for row in rows_told(options)] == ["Option: Wait. For: It is cheap. Against: It is slow"]


def test_a_date_on_a_roadmap_is_not_said_to_be_a_proposal() -> None:
    assert all(not t.plain_text(row).startswith("Proposal") for row in figure_told(ROADMAP))


def test_rows_in_japanese_have_its_marks() -> None:
    rows = table(("提案", "時期", "地域"), ("奨学金", "短期", "太平洋"), ("作業部会", "短期", ""))
    roadmap = t.Figure("roadmap", (), rows, "")
    assert [t.plain_text(row) for row in figure_told(roadmap)] == [
        "奨学金；時期：短期；地域：太平洋",
        "作業部会；時期：短期",
    ]
    assert figure_words(t.Figure("roadmap", (), rows, "二つの提案。")) == (
        "二つの提案。奨学金；時期：短期；地域：太平洋。作業部会；時期：短期。"
    )


def test_notes_tell_each_figure_of_a_slide_once() -> None:
    told = [t.plain_text(line) for line in figures_told((t.Region("callout", (ROADMAP,)), MATRIX))]
    both = [*figure_told(ROADMAP), *figure_told(MATRIX)]
    assert told == [t.plain_text(line) for line in both] and len({*told}) == len(told)


def test_notes_do_not_tell_rows_whose_data_the_alternative_text_holds() -> None:
    rows = table(("Step", "When"), ("Ask the towns", "Near term\n18 Aug"), ("Build", "Long term"))
    whole = t.Figure("roadmap", (), rows, "Near term: 18 Aug: Ask the towns. Long term: Build.")
    assert [t.plain_text(line) for line in figure_told(whole)] == [whole.alt]
    assert len(figure_told(replace(whole, alt="Near term: Ask the towns. Long term: Build."))) == 3


def test_a_figure_is_called_by_its_finding_else_by_what_it_tells() -> None:
    assert figure_name(MATRIX) == t.plain_text(MATRIX.title)
    assert figure_name(replace(MATRIX, title=())) == "Actor, Shared kiosk, Common ticket, Night ferry"
