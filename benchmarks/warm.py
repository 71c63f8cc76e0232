"""What one document costs in a process that has made it before, beside peers that write the same words in one.

Run as a process of its own, since it loads everything: python -m benchmarks.warm PROJECT SOURCES ROUNDS
"""

from __future__ import annotations

import gc
import io
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import peers
from benchmarks.projects import COPIED, change_word
from benchmarks.trees import drafts
from briefpack.build.drafts import Draft
from briefpack.build.fit import Fitted
from briefpack.build.formats import FORMATS, Look
from briefpack.build.jobs import Folders, Request
from briefpack.build.run import build
from briefpack.content.model import ONE_PAGE
from briefpack.document import tree as t
from briefpack.layers import template_folders

Run = Callable[[], object]
Piece = tuple[str, Any]
"""What a peer writes: `heading`, `paragraph` or `item` with its text, or `table` with its rows."""


def pieces(blocks: t.Blocks) -> Iterator[Piece]:
    """Yield what a document says as the few things that every library writes."""
    for block in blocks:
        match block:
            case t.Heading(_, inlines):
                yield "heading", t.plain_text(inlines)
            case t.Paragraph(inlines):
                yield "paragraph", t.plain_text(inlines)
            case t.List(items):
                yield from (("item", text) for item in items for text in t.text_lines(item))
            case t.Table(header, rows):
                yield "table", [[t.plain_text(cell.inlines) for cell in row.cells] for row in (header, *rows)]
            case t.Figure(_, title, table):
                yield "paragraph", t.plain_text(title)
                yield from pieces((table,))
            case t.Fields(fields):
                yield "table", [[field.label, t.plain_text(field.inlines)] for field in fields]
            case t.Region(_, inner) | t.Quote(inner):
                yield from pieces(inner)


def by_python_docx(written: list[Piece]) -> bytes:
    """Write paragraphs, lists and tables as the documentation of python-docx shows it."""
    import docx

    document = docx.Document()
    for kind, content in written:
        if kind == "heading":
            document.add_heading(content, 2)
        elif kind == "table":
            table = document.add_table(0, len(content[0]))
            for row in content:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        else:
            document.add_paragraph(content, "List Bullet" if kind == "item" else None)
    return _saved(document)


def by_python_pptx(slides: list[tuple[str, list[str], list[str]]]) -> bytes:
    """Write titles, items and notes as the documentation of python-pptx shows it."""
    from pptx import Presentation

    deck: Any = Presentation()
    for title, lines, notes in slides:
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text_frame.text = "\n".join(lines)
        slide.notes_slide.notes_text_frame.text = "\n".join(notes)
    return _saved(deck)


def _saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def slides(blocks: t.Blocks) -> list[tuple[str, list[str], list[str]]]:
    """Return the title, the lines and the notes of each slide."""
    deck: list[tuple[str, list[str], list[str]]] = []
    for block in blocks:
        if isinstance(block, t.Heading):
            deck.append((t.plain_text(block.inlines), [], []))
        elif deck:
            _, lines, notes = deck[-1]
            is_note = isinstance(block, t.Region) and block.role == "notes"
            (notes if is_note else lines).extend(t.text_lines(block))
    return deck


def by_docxtpl(written: list[Piece], folder: Path) -> Run:
    """Return a run that fills a template of one loop over all paragraphs."""
    import docx
    from docxtpl import DocxTemplate

    template = docx.Document()
    for line in ("{%p for line in lines %}", "{{ line }}", "{%p endfor %}"):
        template.add_paragraph(line)
    path = folder / "template.docx"
    template.save(str(path))
    lines = [line for kind, text in written for line in (map(" ".join, text) if kind == "table" else [text])]

    def run() -> bytes:
        document = DocxTemplate(path)
        document.render({"lines": lines}, autoescape=True)
        return _saved(document)

    return run


def pdf_peers(source: Path) -> Iterator[tuple[str, Run]]:
    """Yield the peers that make a PDF of a Markdown file, each with what it has to do for it."""
    if "typst" in peers.versions() and "pandoc" in peers.versions():
        import typst

        made = str(peers.as_typst(source))
        yield "typst", lambda: typst.compile(made, font_paths=[str(peers.fonts())], ignore_system_fonts=True)
    if "emboss" in peers.versions():
        import emboss

        text = source.read_text(encoding="utf-8").split("---\n", 2)[2]
        yield "emboss", lambda: emboss.Document.from_markdown(text).render()
    if "weasyprint" in peers.versions() and "pandoc" in peers.versions():
        import weasyprint

        page = source.with_suffix(".html")
        subprocess.run([*peers.pandoc(source, page), "--standalone"], check=True)
        yield "weasyprint", lambda: weasyprint.HTML(page).write_pdf(pdf_variant="pdf/ua-1")


def product(draft: Draft, fitted: Fitted, format_: str) -> Iterator[tuple[str, Run]]:
    """Yield what a document costs: written from its tree, rendered and parsed, fitted, and all of it."""
    one, look = FORMATS[format_], Look(draft.theme)
    yield "write", lambda: one.write(fitted, look)
    yield "render and parse", draft.parsed
    yield "render, parse and fit", draft.fitted
    yield "all of it", lambda: one.write(draft.fitted(), look)


def rebuild(project: Path) -> Iterator[tuple[str, Run]]:
    """Yield a build by the library, of one document with one word changed since the last one."""
    folders = Folders(project / "content", template_folders(project), project / "build")
    for document in ("memo", "onepager", "slides"):
        request = Request(audiences=(COPIED,), documents=(document,))
        yield f"{document}, one word changed", partial(build, request, folders, lambda *_: None)


def milliseconds(runs: dict[str, Run], rounds: int, prepare: Run = lambda: None) -> dict[str, float]:
    """Return the median CPU time of each in milliseconds; they run in turns, so that a busy machine slows all."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(rounds + 1):
        for name, run in runs.items():
            prepare()
            gc.collect()
            start = time.process_time()
            run()
            if number:
                times[name].append((time.process_time() - start) * 1000)
    return {name: statistics.median(spent) for name, spent in times.items()}


def main(project: str, sources: str, rounds: str) -> None:
    """Print, as JSON, the milliseconds of each run by document."""
    folder = Path(sources)
    made = {name: (draft, fitted) for name, draft, fitted in drafts(Path(project)) if name.startswith(COPIED)}
    found: dict[str, dict[str, float]] = {}
    for document, format_ in (("memo", "docx"), ("onepager", "pdf"), ("slides", "pptx"), ("memo", "pdf")):
        name = f"{COPIED}-{document}"
        draft, fitted = made[name]
        runs = dict(product(draft, fitted, format_))
        written = list(pieces(fitted.document.blocks))
        if format_ == "pdf":
            runs |= pdf_peers(folder / f"{name}.md")
        elif format_ == "docx":
            runs["python-docx"] = partial(by_python_docx, written)
            if "docxtpl" in peers.versions():
                runs["docxtpl"] = by_docxtpl(written, folder)
        else:
            runs["python-pptx"] = partial(by_python_pptx, slides(fitted.document.blocks))
        spent = milliseconds(runs, int(rounds))
        if document == ONE_PAGE:
            # Not the sum of both: what was laid out last is what is written.
            spent = {"fit and write": spent["all of it"] - spent["render and parse"], **spent}
        found[f"{document}.{format_}"] = spent
    changed = milliseconds(dict(rebuild(Path(project))), int(rounds), lambda: change_word(Path(project)))
    found["by the library"] = changed
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
