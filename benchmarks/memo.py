"""What a Word memo costs in milliseconds, side by side with python-docx's own interface, and how it grows.

Run: python benchmarks/memo.py
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import docx

from briefpack.document import tree as t
from briefpack.look.theme import read_theme
from briefpack.writers.word import write_word

THEME = read_theme("ministry", Path(__file__).parent.parent / "templates/themes")
META = t.Meta("memo", "A joint working table", organisation="Regional Cooperation Desk", date_text="14 August 2023")
WORDS = "Both sides name a co-chair by September and agree a mandate of one page before the first meeting. "


def inline(text: str) -> t.Inlines:
    return (t.Text(text),)


def row(*cells: str) -> t.Row:
    return t.Row(tuple(t.Cell(inline(cell)) for cell in cells))


def section(number: int) -> t.Blocks:
    """Return a proposal in full: a heading, paragraphs, a list and a table. Two of them fill two pages."""
    paragraph = t.Paragraph((t.Strong(inline(f"Proposal {number}. ")), t.Text(WORDS * 3)))
    points = t.List(tuple(t.ListItem((t.Paragraph(inline(WORDS)),)) for _ in range(6)))
    table = t.Table(row("Who", "What", "By when", "Where"), (row("Ministries", WORDS, "1 September", "Tokyo"),) * 4)
    return (t.Heading(2, inline(f"Proposal {number}")), *[paragraph] * 5, points, table)


def memo(sections: int) -> t.Document:
    body = tuple(block for number in range(sections) for block in section(number))
    return t.Document(META, (t.Heading(1, inline(META.title)), *body))


def by_python_docx(sections: int) -> bytes:
    """Write the same words with python-docx's paragraphs, lists and tables."""
    made = docx.Document()
    for number in range(sections):
        made.add_heading(f"Proposal {number}", 2)
        for _ in range(5):
            paragraph = made.add_paragraph()
            paragraph.add_run(f"Proposal {number}. ").bold = True
            paragraph.add_run(WORDS * 3)
        for _ in range(6):
            made.add_paragraph(WORDS, style="List Bullet")
        table = made.add_table(0, 4)
        for cells in [("Who", "What", "By when", "Where"), *[("Ministries", WORDS, "1 September", "Tokyo")] * 4]:
            for cell, text in zip(table.add_row().cells, cells, strict=True):
                cell.text = text
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def turns(*runs: Callable[[], object], rounds: int = 15) -> list[float]:
    """Return the median CPU time of each, in milliseconds; they run in turns, so that a busy machine slows all."""
    times: list[list[float]] = [[] for _ in runs]
    for number in range(rounds + 1):
        for run, found in zip(runs, times, strict=True):
            start = time.process_time()
            run()
            if number:
                found.append((time.process_time() - start) * 1000)
    return [statistics.median(found) for found in times]


def main() -> None:
    """Print the two-page memo beside python-docx, then the growth."""
    two = memo(2)
    ours, theirs = turns(lambda: write_word(two, THEME), lambda: by_python_docx(2))
    print(f"two pages: {ours:.1f} ms; python-docx's interface {theirs:.1f} ms; ratio {ours / theirs:.2f}")
    before = 0.0
    for sections in (10, 100, 1000):
        document = memo(sections)
        (spent,) = turns(lambda document=document: write_word(document, THEME), rounds=5 if sections < 1000 else 2)
        grown = f", {spent / before:.1f} times as long" if before else ""
        print(f"{sections} proposals: {spent:.0f} ms, {spent / sections:.2f} ms a proposal{grown}")
        before = spent


if __name__ == "__main__":
    main()
