"""What slides.pptx costs in milliseconds, beside plain python-pptx writing the same words; medians in one process.

Run: python benchmarks/slides.py
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pptx import Presentation

from briefpack.document import tree as t
from briefpack.look.theme import read_theme
from briefpack.writers.pptx import write_slides

THEME = read_theme("ministry", Path(__file__).parent.parent / "templates/themes")
ITEMS = tuple(f"Item {n}: what both towns could do within a year, and who would do it." for n in range(4))
NOTES = tuple(
    f"Paragraph {n} of what the speaker says to this slide, with the details that are not on it." for n in range(3)
)


def document(slides: int) -> t.Document:
    blocks: list[t.Block] = []
    for number in range(slides):
        items = tuple(t.ListItem((t.Paragraph((t.Text(item),)),)) for item in ITEMS)
        notes = tuple(t.Paragraph((t.Text(note),)) for note in NOTES)
        source = t.Region("source", (t.Paragraph((t.Text("Council report, p. 4"),)),))
        title = t.Heading(2, (t.Text(f"Slide {number} states its point in a sentence"),))
        blocks += [title, t.List(items), t.Region("notes", notes), source]
    return t.Document(t.Meta("slides", "Deck", organisation="Office", date_text="1 March 2024"), tuple(blocks))


def plain(slides: int) -> bytes:
    """Write the same titles, items and notes with python-pptx alone, on its default template."""
    deck: Any = Presentation()
    for number in range(slides):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = f"Slide {number} states its point in a sentence"
        slide.placeholders[1].text_frame.text = "\n".join(ITEMS)
        slide.notes_slide.notes_text_frame.text = "\n".join(NOTES)
    stream = io.BytesIO()
    deck.save(stream)
    return stream.getvalue()


def median_ms(run: Callable[[], object], rounds: int) -> float:
    run()
    times = []
    for _ in range(rounds):
        start = time.process_time()
        run()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    """Print a line for each size of deck."""
    print(f"{'slides':>8}{'briefpack':>12}{'a slide':>10}{'python-pptx':>14}{'ratio':>8}")
    for slides, rounds in ((10, 21), (100, 5), (1000, 1)):
        made = document(slides)
        ours = median_ms(lambda made=made: write_slides(made, THEME), rounds)
        theirs = median_ms(lambda slides=slides: plain(slides), rounds)
        print(f"{slides:8}{ours:12.1f}{ours / slides:10.2f}{theirs:14.1f}{theirs / ours:8.1f}")


if __name__ == "__main__":
    main()
