"""Nothing grows faster than its input: work is counted in calls, for a text, twice as long and four times.

A call of Python or of C counts as one, whatever the machine does beside. What a call does within C, a regular expression
above all, is held by the CPU seconds that a text of 100,000 letters may take: they are a tenth of that limit.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from jinja2 import TemplateSyntaxError

from briefpack.build.fit import Cut, fit
from briefpack.checks.explanations import Explanations
from briefpack.checks.mentions import figures_in, mentions_in
from briefpack.checks.reading import grade, sentences
from briefpack.content.model import PackFile
from briefpack.document import tree
from briefpack.document.inline_markdown import inline_source, parse_inlines
from briefpack.document.losses import MOST_MARKS, losses, open_brackets
from briefpack.document.markdown import parse_document
from briefpack.document.spacing import spaced
from briefpack.document.tree import Meta
from briefpack.errors import BuildError
from briefpack.languages.catalogues.reading import read_catalogue
from briefpack.rendering.environment import environment_for
from briefpack.rendering.sandbox import NotCompiled
from briefpack.writers.html import write_html
from briefpack.writers.outline import write_outline
from briefpack.writers.pdf import write_pdf
from briefpack.writers.pptx import write_slides
from briefpack.writers.word import write_word
from briefpack.yaml_file import read_model
from tests.hostile.targets import HERE, file, theme
from tests.hostile.targets import TEMPLATES as TEMPLATES_FOLDER

FASTER = 2.4
"""So many times the work may a text take that is twice as long: 2 is linear, 4 is quadratic."""
SLACK_CALLS = 5_000
"""For what a stage does once a slide, a page or a table."""
MOST_SECONDS, LETTERS = 2, 100_000
Stage = Callable[[str], object]

TEXTS = ("word and *more* words. ", "*a* ", "[", "“", "No. 5 (NATO) ", "a", "東京に行く。", "\\", "`", "1,200 of 3 ")
YAML = ("a: b ", "- ", "“a ", "\n- ", "\n  - a: b", "\nx: 'a\n", "[{", "# ", "\nproposals:\n  - id: é\n    title: x\n")
CATALOGUES = ('msgid "a"\nmsgstr "b"\n\n', 'msgid "a\n', "rubbish\n", '#~ msgid "a"\n', '"\n"', "%(a)s")
TEMPLATES = ("{{ a }} ", "{% if a %}b{% endif %}", "{{ ", "{# a #}", '{{ _("a") }}')
HEAD = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'


def document(text: str, kind: str = "memo") -> tree.Document:
    return spaced(parse_document(f"# One\n\n## Two\n\n{text}\n", Meta(kind, "One"), HERE))


def as_template(text: str) -> object:
    with suppress(TemplateSyntaxError, NotCompiled):
        return environment_for((TEMPLATES_FOLDER,)).compile(text, "0|documents/own.md.j2", "own.md.j2")
    return None


READERS: dict[str, tuple[Stage, tuple[str, ...]]] = {
    "sentences": (sentences, TEXTS),
    "grade": (grade, TEXTS),
    "numbers, dates and sums": (figures_in, TEXTS),
    "names": (mentions_in, TEXTS),
    "numbers in Japanese": (lambda text: figures_in(text, "ja"), TEXTS),
    "explanations": (lambda text: Explanations([text]).explain("NATO", "", text), TEXTS),
    "what is dropped": (lambda text: [*losses(text), *open_brackets(text)], TEXTS),
    "a field": (lambda text: parse_inlines(text, HERE), TEXTS),
    "a field in a template": (inline_source, TEXTS),
    "a document": (document, TEXTS),
    "YAML": (lambda text: read_model(file("pack.yaml", f"title: {text}".encode()), PackFile), YAML),
    "a catalogue": (lambda text: read_catalogue(file("de.po", f"{HEAD}{text}".encode())), CATALOGUES),
    "a template": (as_template, TEMPLATES),
}
WRITERS: dict[str, Stage] = {
    "memo.docx": lambda text: write_word(document(text), theme(), None),
    "memo.pdf": lambda text: write_pdf(document(text), theme(), 0),
    "memo.html": lambda text: write_html(document(text), theme()),
    "slides.md": lambda text: write_outline(document(text, "slides"), theme(), "marp"),
    "slides.pdf": lambda text: write_pdf(document(text, "slides"), theme(), 0),
    "slides.pptx": lambda text: write_slides(document(text, "slides"), theme(), None),
}


def calls(stage: Stage, text: str) -> int:
    """Count what a stage calls for a text; a problem ends it as it may."""
    count = 0

    def counted(_frame: object, event: str, _about: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        with suppress(BuildError):
            stage(text)
    finally:
        sys.setprofile(None)
    return count


def repeated(piece: str, letters: int) -> str:
    return (piece * (letters // len(piece) + 1))[:letters]


def assert_linear(stage: Stage, piece: str, letters: int) -> None:
    for short in (50, letters):
        with suppress(BuildError):
            stage(repeated(piece, short))  # what is loaded once is no growth
    counts = [calls(stage, repeated(piece, letters * times)) for times in (1, 2, 4)]
    # Some sizes take a pass more than others, to save a page or to number contents: a bounded number of times.
    most = max(counts[0] * 2, counts[1])
    assert counts[2] <= FASTER * most + SLACK_CALLS, f"{piece!r}: {counts}"


@pytest.mark.parametrize("name", READERS)
def test_readers_are_linear(name: str) -> None:
    stage, pieces = READERS[name]
    for piece in pieces:
        assert_linear(stage, piece, 1_000)


@pytest.mark.slow
@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("form", ["{}", "- {}", "> {}\n>\n> — A", "| a | b |\n|---|---|\n| {} | b |"])
def test_writers_are_linear_in_the_length_of_a_paragraph(name: str, form: str) -> None:
    for piece in TEXTS[:1] if "|" in form else (TEXTS[0], "東京に行く。"):
        assert_linear(lambda text: WRITERS[name](form.format(text)), piece, 2_000)


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("line", ["- word\n", "| a | b |\n", "word\n\n"])
def test_writers_are_linear_in_the_number_of_paragraphs(name: str, line: str) -> None:
    head = "| a | b |\n|---|---|\n" if line[0] == "|" else ""
    assert_linear(lambda text: WRITERS[name](head + text), line, 80 * len(line))


def test_fitting_measures_no_more_often_than_it_halves() -> None:
    """Of n cuts, log n are tried."""
    measured = []
    for items in (64, 128, 256):
        cuts = [Cut(str(n), f"Item {n}", "out") for n in range(items)]
        count = 0

        def excess(document: tree.Document, tightness: float) -> float:
            nonlocal count
            count += 1
            return len(document.blocks) * 20 - 100

        def make(made: tuple[Cut, ...], items: int = items) -> tree.Document:
            left = items - len(made)
            return tree.Document(Meta("onepager", "One"), (tree.Paragraph((tree.Text("a"),)),) * left)

        fit(make, excess, cuts, lambda made, cuts=cuts: [(cut.item_id, "text") for cut in cuts if cut not in made])
        measured.append(count)
    assert measured[2] - measured[1] <= measured[1] - measured[0] + 2 <= 4, measured


def seconds(stage: Stage, text: str) -> float:
    """Return the CPU time of a stage; Python looks for garbage as rarely as in a run."""
    gc.disable()
    started = time.process_time()
    try:
        with suppress(BuildError):
            stage(text)
        return time.process_time() - started
    finally:
        gc.enable()


MARKED = (
    *("*a* ", "_a_ ", "**a *b* c** ", "[a](https://e.org) ", "![a](b) ", "`a` ", "&amp; ", "“a ‘b’ c” ", "<b>x</b> "),
    *("- a\n", "| a | b |\n", "> ", "[", "](", "*", "_", "`", "\\", "\\* ", "::: ", "a[^1] ", "[a]{.x} ", "a\n\n"),
)
PARSERS = ("a field", "a field in a template", "a document")


@pytest.mark.parametrize("name", PARSERS)
def test_no_mark_keeps_a_parser_busy(name: str) -> None:
    for piece in MARKED:
        assert seconds(READERS[name][0], repeated(piece, LETTERS)) < MOST_SECONDS, piece


def test_a_text_of_marks_alone_is_refused_by_its_count() -> None:
    few, many = "*a* " * (MOST_MARKS // 2), "*a* " * (MOST_MARKS // 2 + 1)
    assert not parse_inlines(few, HERE)[1] and document(few)
    (problem,) = parse_inlines(many, HERE)[1]
    assert "more than 10000 marks" in problem.message and problem.hint
    assert document(f"{few}\n\n{few}")
    with pytest.raises(BuildError, match="more than 10000 marks"):
        document(many)


@pytest.mark.parametrize("name", [name for name in READERS if name not in (*PARSERS, "a template")])
def test_no_regular_expression_takes_long(name: str) -> None:
    stage, pieces = READERS[name]
    for piece in (*pieces, " ", "*", "::: ", "| ", "](", "<", "é", "1/", "I", "(AB) ", "Mr. ", "."):
        assert seconds(stage, repeated(piece, LETTERS)) < MOST_SECONDS, piece
