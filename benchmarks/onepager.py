"""What a one-pager costs in milliseconds: read and parsed, fitted, drawn; medians in one process.

Run: python benchmarks/onepager.py
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from unittest.mock import patch

from reportlab.pdfbase.pdfdoc import PDFDictionary

from briefpack.build.jobs import Folders, Request
from briefpack.build.plan import plan_jobs
from briefpack.build.workshop import Workshop
from briefpack.document.tree import Document
from briefpack.errors import Findings
from briefpack.look.theme import Theme
from briefpack.writers.pdf import canvas, measure_pages, write_pdf
from briefpack.writers.pdf.marks import Marks

REPOSITORY = Path(__file__).parent.parent
FOLDERS = Folders(REPOSITORY / "content", (REPOSITORY / "templates",), REPOSITORY / "build")
ROUNDS = 30


def median_ms(run: Callable[[], object]) -> float:
    run()
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        run()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


@contextmanager
def untagged() -> Iterator[None]:
    """Leave out the elements, the structure tree and the archival metadata: what a plain PDF does without."""
    with (
        patch.object(Marks, "open", lambda marks, flow: None),
        patch.object(Marks, "close", lambda marks: None),
        patch.object(Marks, "of", lambda marks, path: None),
        patch.object(canvas, "write_structure", lambda *_: PDFDictionary({})),
        patch.object(canvas, "describe", lambda *_: None),
    ):
        yield


def pair_ms(first: Callable[[], object], second: Callable[[], object]) -> tuple[float, float]:
    """Return the medians of two variants, run in turns so that a busy machine slows both."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for run, found in zip((first, second), times, strict=True):
            start = time.process_time()
            run()
            found.append((time.process_time() - start) * 1000)
    return statistics.median(times[0]), statistics.median(times[1])


def write_untagged(document: Document, theme: Theme, tightness: float) -> None:
    with untagged():
        write_pdf(document, theme, tightness)


def main() -> None:
    """Print a line for each audience of the first pack."""
    workshop = Workshop(FOLDERS)
    wanted = Request(packs=("japan-korea-ties",), documents=("onepager",), languages=("en",))
    print(
        f"{'audience':16}{'render+parse':>14}{'lay out':>10}{'untagged':>10}{'tagged':>10}{'fit':>8}{'fit+tagged':>12}"
    )
    for job in plan_jobs(wanted, workshop, Findings()):
        draft = workshop.draft(job)
        theme, fitted = draft.theme, draft.fitted()
        parse = median_ms(draft.parsed)
        layout = median_ms(lambda f=fitted, t=theme: measure_pages(f.document, t, f.tightness))
        write = (fitted.document, theme, fitted.tightness)
        plain, tagged = pair_ms(partial(write_untagged, *write), partial(write_pdf, *write))
        fit = median_ms(draft.fitted) - parse
        print(f"{job.audience:16}{parse:14.1f}{layout:10.1f}{plain:10.1f}{tagged:10.1f}{fit:8.1f}{fit + tagged:12.1f}")


if __name__ == "__main__":
    main()
