"""Traces: every word of a document is laid at the door of the right template line and the right YAML value."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from briefpack.build.jobs import Folders, Request, WrongUse
from briefpack.build.run import build
from briefpack.build.workshop import Workshop
from briefpack.content.model import ITEM_KINDS
from briefpack.document import tree
from briefpack.errors import Place
from briefpack.languages.catalogues.model import Catalogue
from briefpack.languages.locales import listed
from briefpack.layers import template_folders
from briefpack.rendering.phrases import phrase_catalogues
from briefpack.reports.trace import Passage, Section, Trace, pack_items, plain_words, trace_documents
from briefpack.yaml_file import YamlFile
from tests.conftest import REPOSITORY
from tests.drafts import FOLDERS, TEMPLATES, TINY_FOLDERS, jobs

CASES = REPOSITORY / "tests" / "cases" / "reports"
JOBS = {job.name: FOLDERS for job in jobs(Request())}
JOBS |= {job.name: TINY_FOLDERS for job in jobs(Request(), Workshop(TINY_FOLDERS))}
each_document = pytest.mark.parametrize("trace", JOBS, indirect=True)


@cache
def traces(folders: Folders) -> dict[str, Trace]:
    """Return the traces of every document by the name of its job."""
    found, problems = trace_documents(Request(), folders, lambda *_: None)
    assert problems == ()
    return {trace.job.name: trace for trace in found}


@pytest.fixture
def trace(request: pytest.FixtureRequest) -> Trace:
    return traces(JOBS[request.param])[request.param]


def two_audiences(project: Path) -> Folders:
    """Return the folders of a project with the small templates of tests/cases/reports."""
    shutil.copytree(CASES / "project", project, dirs_exist_ok=True)
    return Folders(project / "content", template_folders(project), project / "build")


def trace_one(folders: Folders, audience: str, document: str) -> Trace:
    found, problems = trace_documents(Request(audiences=(audience,), documents=(document,)), folders, lambda *_: None)
    assert problems == ()
    return found[0]


workshop = cache(Workshop)
"""Documents are made apart from traces, but a pack is read once for all of them."""


def document_of(trace: Trace) -> tree.Document:
    return workshop(JOBS[trace.job.name]).draft(trace.job).parsed(trace.cuts)


@each_document
def test_the_traced_items_are_those_whose_words_the_document_holds(trace: Trace) -> None:
    text = " ".join(" ".join(tree.words(document_of(trace))).split())
    data = trace.brief.audience.data
    for kind in ITEM_KINDS:
        for item in getattr(trace.pack.facts, kind):
            reworded = data.reword.get(item.id)
            # A wording that is the beginning of nothing else: titles are too short to prove anything.
            wordings = [item.text, item.short, *([reworded.text, reworded.short] if reworded else [])]
            held = any(" ".join(plain_words(wording).split()) in text for wording in wordings if wording)
            use = trace.uses()[item.id]
            # A key figure's words go on after its number and unit: alone they may be the end of another sentence.
            told = bool(use.long or use.short)
            assert held == told or (held and kind == "key_figures"), f"{item.id} is told as {use.told}"


@each_document
def test_every_word_of_the_document_is_traced(trace: Trace) -> None:
    """Letters and not words: a template may set two fields side by side."""

    def letters(texts: Iterable[str]) -> Counter[str]:
        return Counter(character for text in texts for character in text if character.isalpha())

    document = document_of(trace)
    places = Counter(node for node in tree.walk(document) if isinstance(node, tree.Span) and node.voice == "place")
    again = letters(word for place, times in places.items() for word in tree.words((place,)) * (times - 1))
    traced = letters(passage.text for passage in trace.passages())
    assert letters(tree.words(document)) - again - traced == Counter(), "a place that is cited again is one note"


MADE = {
    *("date", "due", "cites", "ask by", "original", "as of", "country", "outlines"),
    *(f"lines {line} values {n}" for line in range(1, 5) for n in range(1, 13)),
    *(f"{name} draws on" for name in ("headline", "message", "why now", "ask")),
    *(f"slides {n} items" for n in range(1, 20)),
}
"""Fields whose words are made from what is written there: a date, a number, numbers of paragraphs, a name of CLDR’s, a translation."""


def value_at(place: Place, files: list[YamlFile], catalogue: Catalogue | None) -> str:
    """Return the text that stands at a line and column of one of the files, or at a line of the catalogue."""
    if catalogue and place.file.endswith(".po"):
        return next(message.translations[0] for message in catalogue.messages if message.line == place.line)
    file = next(file for file in files if place.file.endswith(f"{file.path.parent.name}/{file.path.name}"))
    path = next(path for path, mark in file.values.items() if mark == (place.line, place.column))
    found = file.data
    for key in path:
        found = found[key]
    assert isinstance(found, str), f"{place} names a group of values"
    return found


@each_document
def test_every_wording_names_the_place_where_it_is_written(trace: Trace) -> None:
    files = [trace.pack.file, trace.pack.source_file, trace.brief.audience.file]
    for passage in trace.passages():
        if passage.origin != "template" and passage.field not in MADE:
            words = plain_words(" ".join(value_at(passage.place, files, trace.pack.catalogue).split()))
            assert words == passage.text, f"{passage.place}"


@each_document
def test_a_templates_own_words_stand_in_the_line_that_is_named(trace: Trace) -> None:
    for passage in trace.passages():
        assert passage.templates
        lines = in_language(" ".join(line_at(place) for place in passage.templates), trace.language)
        if passage.origin == "template":
            assert passage.place == passage.templates[-1]
            words = [word.strip(".,;:") for word in passage.text.split() if word.isalpha()]
            joined = listed(["1", "2", "3"], trace.language).split() if "listed(" in lines else []
            named = [word for paragraph in trace.pack.source.paragraphs for word in paragraph.name.split()]
            words = [word for word in words if word not in (*joined, *named)]  # CLDR's and the source's
            assert all(word in lines for word in words), f"{passage.text} is not in {lines}"


def in_language(lines: str, language: str) -> str:
    """Return lines of templates with the translations of the words that they mark."""
    catalogues = phrase_catalogues(TEMPLATES, language)
    marked = (message for catalogue in catalogues for message in catalogue.messages if message.original in lines)
    return " ".join([lines, *(text for message in marked for text in message.translations)])


def line_at(place: Place) -> str:
    return Path(place.file).read_text(encoding="utf-8").splitlines()[place.line - 1]


def section(trace: Trace, block: str) -> Section:
    return next(section for section in trace.sections if section.block == block)


def passages(trace: Trace, item: str) -> list[Passage]:
    return [passage for passage in trace.passages() if passage.item == item and not passage.about]


def test_an_overlay_is_named_with_the_block_that_it_replaces(project: Path) -> None:
    trace = trace_one(two_audiences(project), "councillors", "memo")
    context = section(trace, "context")
    assert context.place.file.endswith("templates/packs/two-towns/councillors/documents/memo.md.j2")
    assert (context.place.line, context.overlay) == (9, "councillors in two-towns")
    assert context.replaces is not None
    assert context.replaces.file.endswith("templates/documents/memo.md.j2")
    assert [(p.item, p.field) for p in context.passages] == [("", ""), ("harbour-fact", "long")]
    assert section(trace, "vision").passages == ()
    assert section(trace, "risks").overlay == ""
    assert trace.uses()["one-town"].told == "passed over"


def test_super_leads_to_the_block_below(project: Path) -> None:
    trace = trace_one(two_audiences(project), "councillors", "memo")
    first, second = (found for found in trace.sections if found.block == "bottom_line")
    assert (first.passages[0].text, first.overlay) == ("In short.", "councillors in two-towns")
    assert (second.passages[0].field, second.overlay) == ("message text", "")


def test_a_rewording_is_told_from_the_packs_words(project: Path) -> None:
    trace = trace_one(two_audiences(project), "voters", "memo")
    kiosk = {passage.field: passage for passage in passages(trace, "shared-kiosk")}
    assert {field: passage.origin for field, passage in kiosk.items()} == {
        "title": "reworded",
        "long": "reworded",
        "rationale": "pack",
        "first step": "pack",
    }
    assert kiosk["long"].place.file.endswith("audiences/voters.yaml")
    assert kiosk["rationale"].place.file.endswith("pack.yaml")


def test_a_long_rewording_without_a_short_one_is_told_long(project: Path) -> None:
    use = trace_one(two_audiences(project), "voters", "onepager").uses()["shared-kiosk"]
    assert (use.told, use.reworded, use.long) == ("long", True, "A kiosk that both towns pay for.")


def add_proposals(project: Path, *proposals: str) -> None:
    """Add proposals that may go to the pack, and let the second audience have all there are."""
    shared = "cites: [p04], rationale: None., leads: [lower], horizon: near, region: hill, first_step: Wait."
    extra = "".join(f"  - {{{proposal}, {shared}}}\n" for proposal in proposals)
    pack = project / "content" / "two-towns" / "pack.yaml"
    text = pack.read_text(encoding="utf-8").replace("context:\n", f"{extra}context:\n", 1)
    pack.write_text(text, encoding="utf-8")
    voters = project / "content" / "two-towns" / "audiences" / "voters.yaml"
    text = voters.read_text(encoding="utf-8").replace("  proposals: [shared-kiosk, new-bridge]\n", "")
    text = text.replace("One of two measures can start this year.", "When each measure can start.")
    voters.write_text(text, encoding="utf-8")


LONG = "A sentence that says next to nothing. " * 6


def test_what_fitting_left_out_is_told(project: Path) -> None:
    folders = two_audiences(project)
    add_proposals(project, *(f"id: extra-{n}, title: Extra {n}, text: {LONG}, priority: 4" for n in range(14)))
    trace = trace_one(folders, "voters", "onepager")
    uses = trace.uses()
    assert trace.fitting[0].startswith("set in 8.")
    assert uses["new-bridge"].told == "cut", "priority 5 goes first"
    assert {uses[cut.item_id].told for cut in trace.cuts} == {"cut"}
    report = build(Request(audiences=("voters",), documents=("onepager",)), folders, lambda *_: None, publish=False)
    assert report.outputs[0].steps == trace.fitting[1:], "a build does the same; Word is set in a size of its own"


def test_a_short_wording_that_fitting_chose_is_told_as_such(project: Path) -> None:
    folders = two_audiences(project)
    onepager = project / "templates" / "documents" / "onepager.md.j2"
    onepager.write_text(onepager.read_text(encoding="utf-8").replace("item.brief", "item.text"), encoding="utf-8")
    add_proposals(project, f"id: extra, title: Extra, text: {LONG * 20}, short: In short nothing., priority: 5")
    trace = trace_one(folders, "voters", "onepager")
    assert [(cut.item_id, cut.how) for cut in trace.cuts] == [("extra", "short")]
    use = trace.uses()["extra"]
    assert (use.told, use.fitted, use.short) == ("short", True, "In short nothing.")
    short = next(passage for passage in passages(trace, "extra") if passage.field == "short")
    assert short.place.key == "proposals.2.short"


def test_limits_name_their_place_and_what_was_found() -> None:
    trace = traces(TINY_FOLDERS)["two-towns/councillors/en/onepager"]
    limits = {limit.name: limit for limit in trace.limits}
    assert {
        name: limits[name].value for name in ("words_min", "words_max", "pages", "sentence_words", "direct_asks")
    } == {
        "words_min": "20",
        "words_max": "550",
        "pages": "1",
        "sentence_words": "25",
        "direct_asks": "yes",
    }
    assert limits["words_min"].found == str(trace.words)
    assert limits["words_min"].place.file.endswith("councillors.yaml")


@each_document
def test_every_item_has_a_use_in_the_packs_order(trace: Trace) -> None:
    assert list(trace.uses()) == pack_items(trace.pack)


def test_a_trace_changes_nothing_of_a_build(project: Path) -> None:
    folders = two_audiences(project)
    wanted = Request(formats=("md", "docx"))
    before = [output.data for output in build(wanted, folders, lambda *_: None, publish=False).outputs]
    trace_documents(Request(), folders, lambda *_: None)
    assert [output.data for output in build(wanted, folders, lambda *_: None, publish=False).outputs] == before


def test_problems_stand_in_the_way_and_unknown_names_are_refused(project: Path) -> None:
    folders = two_audiences(project)
    with pytest.raises(WrongUse, match="Known here: en"):
        trace_documents(Request(languages=("fr",)), folders, lambda *_: None)
    memo = project / "templates" / "documents" / "memo.md.j2"
    memo.write_text(memo.read_text(encoding="utf-8").replace("pack.date_text", "pack.date_txt"), encoding="utf-8")
    found, problems = trace_documents(Request(), folders, lambda *_: None)
    assert {trace.document for trace in found} == {"onepager", "slides"}
    assert "nothing is called “date_txt” here" in str(problems[0])


def test_a_document_is_fitted_on_the_audiences_paper(project: Path) -> None:
    audience = project / "content/two-towns/audiences/councillors.yaml"
    words = audience.read_text(encoding="utf-8")
    long = "The hut is empty " + "and empty " * 90 + "today."
    audience.write_text(
        words.replace("theme: ministry", "theme: ministry\npaper: Letter").replace(
            "text: The hut at the pier is empty.", f"text: {long}"
        ),
        encoding="utf-8",
    )
    folders = Folders(project / "content", template_folders(project), project / "build")
    wanted = Request(documents=("onepager",), formats=("pdf",))
    (output,) = build(wanted, folders, lambda *_: None, publish=False).outputs
    assert output.steps
    assert trace_one(folders, "councillors", "onepager").fitting == output.steps
