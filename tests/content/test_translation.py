"""A translated pack is a pack; what a translation lacks is said at its place, or where the audience allows it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from briefpack.build.jobs import Folders, Release, Request, WrongUse
from briefpack.build.results import Report
from briefpack.build.run import build
from briefpack.checks.rules import checked_pack, translated_problems
from briefpack.content.translation import pack_messages, pack_texts, translate_pack
from briefpack.content.values import Markdown
from briefpack.errors import BuildError
from briefpack.languages.catalogues.matching import update
from briefpack.languages.catalogues.model import new_catalogue
from briefpack.languages.catalogues.reading import read_catalogue
from briefpack.languages.catalogues.writing import catalogue_text
from briefpack.rendering.labels import label_messages, phrase_messages
from briefpack.rendering.loader import template_layers
from briefpack.rendering.template_words import template_messages, unmarked_words
from briefpack.starters.translators import template_updates, update_catalogues, write_catalogue
from tests.conftest import REFRESH, REPOSITORY, TINY

CATALOGUE = "content/two-towns/languages/ja.po"
AUDIENCE = "content/two-towns/audiences/councillors.yaml"
VOTERS = "content/two-towns/audiences/voters.yaml"
CONTEXTS = REPOSITORY / "tests" / "cases" / "catalogues" / "contexts.txt"


@pytest.fixture
def japanese(translated: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose councillors read English and Japanese."""
    monkeypatch.chdir(translated)
    change(translated, AUDIENCE, "languages: [en]", "languages: [en, ja]")
    return translated


def change(project: Path, file: str, old: str, new: str) -> None:
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def folders(project: Path) -> Folders:
    return Folders(project / "content", (project / "templates",), project / "build")


def built(project: Path, release: bool = False, **wanted: tuple[str, ...]) -> Report:
    asked = {"languages": ("ja",), "formats": ("md",), **wanted}
    goes_out = Release(datetime.date(2024, 3, 1), allowed=("placeholder",)) if release else None
    return build(Request(**asked, release=goes_out), folders(project), lambda name, done, total: None, False)  # type: ignore[arg-type]


def said(report: Report) -> str:
    return "\n".join(map(str, report.problems))


def untranslated(project: Path, original: str, file: str = CATALOGUE) -> None:
    """Take the translation of an original out of a catalogue."""
    lines = (project / file).read_text(encoding="utf-8").split("\n")
    at = lines.index(f'msgid "{original}"') + 1
    lines[at] = 'msgstr ""'
    (project / file).write_text("\n".join(lines), encoding="utf-8")


def test_every_text_for_readers_has_its_key_path() -> None:
    messages = [*pack_messages(checked_pack(TINY)), *phrase_messages((REPOSITORY / "templates",))]
    found = "".join(f"{message.context or '-'}: {message.original}\n" for message in messages)
    if REFRESH:
        CONTEXTS.write_text(found, encoding="utf-8")
    assert found == CONTEXTS.read_text(encoding="utf-8"), "refresh with BRIEFPACK_REFRESH=1"


def test_a_translated_pack_differs_in_its_words_alone() -> None:
    pack = checked_pack(TINY)
    told = translate_pack(pack, read_catalogue(TINY / "languages" / "ja.po"))
    assert told.facts.language == "ja"
    assert told.untranslated == {}
    assert [key for key, _ in pack_texts(told)] == [key for key, _ in pack_texts(pack)]
    assert [type(text) for _, text in pack_texts(told)] == [type(text) for _, text in pack_texts(pack)]
    kiosk, original = told.item("shared-kiosk"), pack.item("shared-kiosk")
    assert (kiosk.id, kiosk.cites, kiosk.priority) == (original.id, original.cites, original.priority)
    assert kiosk.text == "港の売店一か所で、**両町**と渡船の切符を販売する。"
    assert isinstance(kiosk.text, Markdown)
    assert told.audiences["councillors"].data.reword["shared-kiosk"].title == "共同の売店"
    assert pack.facts.title == "One ticket for two towns"
    assert translated_problems(told, "en") == []


def test_a_translation_of_the_same_originals_in_their_own_words_is_the_same_pack() -> None:
    pack = checked_pack(TINY)
    empty = translate_pack(pack, new_catalogue(TINY / "languages" / "en.po", "two-towns"))
    assert empty.facts == pack.facts
    assert empty.audiences["councillors"].data == pack.audiences["councillors"].data
    assert list(empty.untranslated) == [message.context for message in pack_messages(pack)]


def test_a_complete_translation_builds_without_a_problem(japanese: Path) -> None:
    report = built(japanese)
    assert said(report) == ""
    assert [output.path for output in report.outputs] == [
        f"two-towns/councillors/ja/{document}.md" for document in ("memo", "onepager", "slides")
    ]
    memo = report.outputs[0].data.decode()
    assert all(word in memo for word in ("宛先", "両町の議員各位", "2024年3月1日", "当方の分析：", "「hil」"))


def test_a_missing_translation_is_an_error_at_its_entry(japanese: Path) -> None:
    untranslated(japanese, "One harbour")
    assert said(built(japanese)) == (
        f"{CATALOGUE}:{line(japanese, 'One harbour')}: error: “One harbour” is not translated into “ja” "
        "(pack.context.harbour-fact.title)\n"
        "    Translate it, or write “fallback: true” into the audience file to take the original words for now."
    )


def line(project: Path, original: str) -> int:
    return (project / CATALOGUE).read_text(encoding="utf-8").split("\n").index(f'msgid "{original}"') + 1


def test_an_audience_hears_nothing_of_what_another_audience_lacks(japanese: Path) -> None:
    mine, theirs = "One ticket would join two towns", "You may soon need one ticket."
    untranslated(japanese, theirs)
    assert said(built(japanese)) == ""
    change(japanese, CATALOGUE, f'msgid "{mine}"', f'#, fuzzy\nmsgid "{mine}"')
    change(japanese, VOTERS, "theme:", "languages: [ja]\ntheme:")
    ours, voters = (said(built(japanese, audiences=(name,))) for name in ("councillors", "voters"))
    assert theirs not in ours
    assert "warning: the translation is uncertain" in ours
    assert f"{CATALOGUE}:{line(japanese, theirs)}: error: “{theirs}” is not translated into “ja”" in voters
    assert "uncertain" not in voters


def test_an_audience_that_falls_back_is_told_of_its_own_texts_alone(japanese: Path) -> None:
    """The voters' ask has the words of an item here, so the councillors' document seems to hold it."""
    change(japanese, VOTERS, "title: Tell us", "title: One harbour")
    change(japanese, CATALOGUE, "お知らせください", "")
    for file in (AUDIENCE, VOTERS):
        change(japanese, file, "theme:", "fallback: true\ntheme:")
    untranslated(japanese, "One harbour")
    told = said(built(japanese, audiences=("councillors",)))
    assert "“pack.context.harbour-fact.title”" in told
    assert "audiences.voters" not in told


def test_many_missing_translations_are_counted(japanese: Path) -> None:
    (japanese / CATALOGUE).write_text('msgid ""\nmsgstr "Language: ja\\n"\n', encoding="utf-8")
    report = built(japanese)
    assert len(report.problems) == 11
    assert "86 more texts are not translated into “ja”" in said(report)


def test_a_fallback_takes_the_original_and_says_so_a_document(japanese: Path) -> None:
    untranslated(japanese, "One harbour")
    change(japanese, AUDIENCE, "theme:", "fallback: true\ntheme:")
    report = built(japanese)
    assert not report.failed
    assert '<span lang="en">**One harbour**</span>：' in report.outputs[0].data.decode()
    assert said(report) == "\n".join(
        f"{CATALOGUE}:1: warning: the {document} in “ja”: 1 text is not translated and in the original: "
        "“pack.context.harbour-fact.title”"
        for document in ("memo", "slides")
    )


def test_words_of_templates_fall_back_too(japanese: Path) -> None:
    untranslated(japanese, "Recommendation", "templates/languages/ja.po")
    report = built(japanese)
    assert f"{AUDIENCE}:17:17: error: the templates have no word in “ja” for “Recommendation” (1 in all)" in said(
        report
    )
    change(japanese, AUDIENCE, "theme:", "fallback: true\ntheme:")
    report = built(japanese)
    assert not report.failed
    assert "no word in “ja” for “Recommendation”" in said(report)
    assert "Recommendation" in report.outputs[0].data.decode()


def test_a_language_that_the_templates_do_not_speak_is_a_problem(japanese: Path) -> None:
    (japanese / "templates/languages/ja.po").unlink()
    assert "the templates have no word in “ja” for “page {page} of {pages}”" in said(built(japanese))


@pytest.mark.parametrize("what", ["marked", "original changed"])
def test_an_uncertain_translation_is_used_in_a_draft_and_refused_in_a_release(japanese: Path, what: str) -> None:
    if what == "marked":
        change(japanese, CATALOGUE, 'msgctxt "pack.title"', '#, fuzzy\nmsgctxt "pack.title"')
    else:
        change(japanese, "content/two-towns/pack.yaml", "title: One ticket for two towns", "title: A ticket")
    draft, release = built(japanese), built(japanese, release=True)
    assert not draft.failed
    assert "warning: the translation is uncertain" in said(draft)
    assert release.failed
    assert "error: the translation is uncertain" in said(release)
    assert "(pack.title)" in said(release)


def test_a_release_waits_for_a_native_speaker_to_read_a_translation(japanese: Path) -> None:
    report = built(japanese, release=True)
    assert report.failed
    assert f"{CATALOGUE}:1: error: the translation is not yet reviewed by a native speaker" in said(report)
    draft = built(japanese)
    assert draft.outputs[0].record()["translation"] == "the translation is not yet reviewed by a native speaker"
    for file in (CATALOGUE, "templates/languages/ja.po"):
        change(japanese, file, "X-Reviewed-By: ", "X-Reviewed-By: 山田")
    report = built(japanese, release=True)
    assert not report.failed
    assert report.outputs[0].record()["translation"] == "reviewed by 山田"
    assert "translation" not in built(japanese, languages=("en",)).outputs[0].record()


def test_what_a_translator_writes_is_checked_like_an_original(japanese: Path) -> None:
    change(japanese, CATALOGUE, "二つの町は一つの港を共有している。", "二つの町は`港`を共有している。")
    change(japanese, CATALOGUE, "丘は急である。", "丘は'急'である。")
    found = said(built(japanese))
    assert f"{CATALOGUE}:{line(japanese, 'The two towns share a harbour.')}: error: holds code" in found
    assert "warning: has straight quotation marks (pack.proposals.new-bridge.rationale)" in found
    assert "Write ’ for an apostrophe and 「 」 for a quotation." in found


def test_a_character_that_no_font_has_is_named_in_the_catalogue(japanese: Path) -> None:
    change(japanese, CATALOGUE, "各町は独自の運賃を定めている。", "各町は独自の運賃を定めている🯰。")
    report = built(japanese, formats=("pdf",), documents=("memo",))
    assert report.failed
    entry = f"{CATALOGUE}:{line(japanese, 'Each town keeps its own fare.')}"
    assert f"{entry}: error: no font has the character “🯰”" in said(report)


def test_a_catalogue_that_cannot_be_read_is_named(japanese: Path) -> None:
    change(japanese, CATALOGUE, 'msgstr "渡船"', 'msgstr "渡船')
    assert f"{CATALOGUE}:" in said(built(japanese))
    assert 'error: is not a line of a catalogue: msgstr "渡船' in said(built(japanese))


def test_an_unknown_language_is_wrong_use(japanese: Path) -> None:
    with pytest.raises(WrongUse, match="there is no language “jp”"):
        built(japanese, languages=("jp",))


def test_a_pack_whose_language_nobody_knows_is_a_problem(project: Path) -> None:
    change(project, "content/two-towns/pack.yaml", "language: en", "language: englisch")
    with pytest.raises(BuildError, match="“englisch” is not a language"):
        checked_pack(project / "content/two-towns")


def test_catalogues_are_kept_up_to_date(japanese: Path) -> None:
    assert not any(found.changes for found in update_catalogues(folders(japanese)))
    change(japanese, "content/two-towns/pack.yaml", "Travellers queue twice today.", "Travellers wait twice today.")
    change(japanese, "templates/documents/memo.md.j2", '_("Recommendation")', '_("Our recommendation")')
    pack, _, templates, _ = update_catalogues(folders(japanese))
    assert [m.context for m in pack.changes.changed] == ["pack.proposals.shared-kiosk.rationale"]
    assert [(m.original, m.translations) for m in templates.changes.changed] == [("Our recommendation", ("提言",))]
    assert pack.left() == {"untranslated": 0, "uncertain": 1}
    write_catalogue(pack)
    assert "warning: the translation is uncertain" in said(built(japanese))


@pytest.mark.parametrize(
    "path", sorted(REPOSITORY.glob("**/languages/*.po")), ids=lambda path: f"{path.parts[-3]}-{path.stem}"
)
def test_the_catalogues_that_come_with_briefpack_are_up_to_date_and_complete(path: Path) -> None:
    catalogue = read_catalogue(path)
    templates = (REPOSITORY / "templates",)
    own = path.parent.parent == templates[0]
    updated, changes = update(
        catalogue, phrase_messages(templates) if own else pack_messages(checked_pack(path.parent.parent))
    )
    assert not changes, "run invoke translations"
    assert [message.context for message in updated.messages if not message.translated or message.unsure] == []
    assert catalogue_text(read_catalogue(path)) == catalogue_text(updated)


def test_templates_hold_no_words_that_are_not_marked() -> None:
    assert list(unmarked_words((REPOSITORY / "templates",))) == []


def test_words_of_a_template_that_are_not_marked_are_named_where_there_are_translations(japanese: Path) -> None:
    overlay = japanese / "templates/audiences/councillors/documents/memo.md.j2"
    overlay.parent.mkdir(parents=True, exist_ok=True)
    overlay.write_text(
        '{% extends "documents/memo.md.j2" %}\n{# Not a word. #}\n{% block context %}\n\n## What has happened\n\n'
        "::: callout\n{{ points(context) }} [**At sea**](https://example.org){.ours} &nbsp;\n:::\n{% endblock %}\n",
        encoding="utf-8",
    )
    name = "templates/audiences/councillors/documents/memo.md.j2"
    found = said(built(japanese))
    assert (
        f"{name}:5: warning: “What has happened” is not marked for translation and would stand in every language"
        in found
    )
    assert 'Write {{ _("What has happened") }}, then run invoke translations.' in found
    assert f"{name}:8: warning: “At sea” is not marked" in found
    assert found.count("in every language") == 2
    assert "in every language" not in said(built(japanese, languages=("en",)))


def test_marked_words_and_labels_are_all_there_is() -> None:
    templates = (REPOSITORY / "templates",)
    assert {message.context for message in label_messages()} == {
        *("words.page", "words.sources", "words.part", "words.leads", "words.takes_part"),
        *(
            "words.back",
            "words.note",
            "words.notes",
            "words.draft",
            "words.release_to",
            "words.expires",
            "words.embargo",
        ),
        *("words.contents", "words.data", "words.speaker_notes"),
    }
    layers = template_layers(templates, "japan-korea-ties", "ministers")
    ministers = {message.original for message in template_messages(templates, layers)}
    assert {"Decision", "Recommendation"} <= ministers
    assert "Questions to put" not in ministers


def test_a_project_translates_what_briefpack_does_not_bring(project: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "documents").mkdir(parents=True)
    (own / "documents/letter.md.j2").write_text("# {{ _('Dear') }} {{ _('Recommendation') }}", encoding="utf-8")
    both = Folders(project / "content", (own, project / "templates"), project / "build")
    found = {one.catalogue.language: one for one in template_updates(both, ("ja", "fr"))}
    assert [message.original for message in found["ja"].catalogue.messages] == ["Dear"]
    assert {"Dear", "Recommendation", "page {page} of {pages}"} <= {m.original for m in found["fr"].catalogue.messages}
    (own / "documents/letter.md.j2").write_text("# {{ _('Recommendation') }}", encoding="utf-8")
    assert [one.catalogue.language for one in template_updates(both, ("ja", "fr"))] == ["fr"]
