"""Starting points: they build without a problem, refuse what is there, and lead their author on."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.build.jobs import Folders, Request, WrongUse
from briefpack.build.results import Report
from briefpack.build.run import build
from briefpack.content.pack import read_pack
from briefpack.languages.catalogues.reading import read_catalogue
from briefpack.layers import template_folders
from briefpack.look.theme import read_theme
from briefpack.starters import check_language, check_name, new_audience, new_language, new_pack, new_theme
from briefpack.starters.source_text import source_paragraphs
from briefpack.starters.translators import update_catalogues
from tests.conftest import REPOSITORY


def folders(project: Path) -> Folders:
    return Folders(project / "content", template_folders(project), project / "build")


def checked(project: Path, **wanted: tuple[str, ...]) -> Report:
    return build(Request(**wanted), folders(project), lambda *_: None, publish=False)


def problems(project: Path, **wanted: tuple[str, ...]) -> list[str]:
    report = checked(project, **wanted)
    assert report.outputs
    return [str(problem) for problem in report.problems]


def test_a_new_pack_builds_without_a_problem(tmp_path: Path) -> None:
    started = new_pack("night-trains", folders(tmp_path))
    assert problems(tmp_path) == []
    assert [path.relative_to(tmp_path).as_posix() for path in started.written] == [
        "content/night-trains/pack.yaml",
        "content/night-trains/source.yaml",
        "content/night-trains/audiences/first-readers.yaml",
        "schema/pack.schema.json",
        "schema/source.schema.json",
        "schema/audience.schema.json",
    ]


def test_every_place_to_edit_next_is_the_line_of_its_key(tmp_path: Path) -> None:
    started = new_pack("night-trains", folders(tmp_path))
    lines = {(Path(place.file).name, place.key): (place, said) for place, said in started.next}
    assert {("pack.yaml", "proposals"), ("source.yaml", "author"), ("first-readers.yaml", "ask")} <= set(lines)
    for (_, key), (place, said) in lines.items():
        assert Path(place.file).read_text(encoding="utf-8").splitlines()[place.line - 1].startswith(f"{key}:")
        assert said


def test_every_key_of_a_starting_point_is_explained(tmp_path: Path) -> None:
    new_pack("night-trains", folders(tmp_path))
    for file in (tmp_path / "content").rglob("*.yaml"):
        above = ""
        for line in file.read_text(encoding="utf-8").splitlines():
            if re.match("[a-z_]+:", line):
                explained = (
                    "#" in line or above.startswith("#") or re.match("(author|kind|published|subject|to|sender)", line)
                )
                assert explained or above, f"{file.name}: {line}"
            above = line


def test_a_source_text_becomes_paragraphs_without_its_words(tmp_path: Path) -> None:
    text = tmp_path / "op-ed.txt"
    text.write_bytes("\ufeffA “cool” \\ room\r\n\r\nThe first\r\nparagraph.\r\n \r\n\r\nThe  second one.\n".encode())
    started = new_pack("heat", folders(tmp_path), text)
    assert [(p.id, p.label, p.text) for p in started.paragraphs] == [
        ("title", "title", "A “cool” \\ room"),
        ("p01", "1", "The first paragraph."),
        ("p02", "2", "The second one."),
    ]
    pack = read_pack(tmp_path / "content" / "heat")
    assert pack.source.title == "A “cool” \\ room"
    assert pack.source.paragraphs[1].sha256 == hashlib.sha256(b"The first paragraph.").hexdigest()
    assert "second one" not in (tmp_path / "content" / "heat" / "source.yaml").read_text(encoding="utf-8")
    assert problems(tmp_path) == []


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("One sentence.", ["p01"]),
        ("No full stop", ["p01"]),
        ("Title\n\nText.", ["title", "p01"]),
        ("He said “no.”\n\nText.", ["p01", "p02"]),
        ("題名\n\n本文。", ["title", "p01"]),
        ("本文。\n\n本文。", ["p01", "p02"]),
    ],
)
def test_a_first_paragraph_that_is_no_sentence_is_the_title(tmp_path: Path, text: str, ids: list[str]) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert [paragraph.id for paragraph in source_paragraphs(tmp_path / "a.txt")] == ids


@pytest.mark.parametrize(
    ("data", "words"),
    [(None, "is missing"), (b"PK\x03\x04\xff\xfe", "is not plain text"), (b" \n\n ", "holds no text")],
)
def test_a_source_that_is_no_text_is_refused_and_nothing_is_written(
    tmp_path: Path, data: bytes | None, words: str
) -> None:
    if data is not None:
        (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(WrongUse, match=words):
        new_pack("heat", folders(tmp_path), tmp_path / "a.txt")
    assert not (tmp_path / "content").exists()


@pytest.mark.parametrize("pack", ["two-towns", "japan-korea-ties"])
def test_a_new_audience_of_any_pack_builds_without_a_problem(tmp_path: Path, pack: str) -> None:
    source = REPOSITORY / ("tests/packs" if pack == "two-towns" else "content") / pack
    target = tmp_path / "content" / pack
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("languages") if pack == "two-towns" else None)
    shutil.copytree(REPOSITORY / "templates", tmp_path / "templates")
    new_audience("parliament", folders(tmp_path))
    assert problems(tmp_path) == []
    audience = read_pack(target).audiences["parliament"].data
    assert audience.label == "Parliament"
    facts = read_pack(target).facts
    assert audience.select.proposals == tuple(item.id for item in facts.proposals), "all are there to choose from"


def test_a_pack_with_a_single_item_can_have_an_audience(project: Path) -> None:
    path = project / "content" / "two-towns" / "pack.yaml"
    text = path.read_text(encoding="utf-8")
    head, tail = text.split("proposals:\n")[0], text.split("context:\n")[1].split("precedents:\n")[0]
    path.write_text(f"{head}context:\n{tail}", encoding="utf-8")
    for audience in (project / "content/two-towns/audiences").iterdir():
        audience.unlink()
    new_audience("parliament", folders(project))
    assert problems(project) == []
    path.write_text(head, encoding="utf-8")
    with pytest.raises(WrongUse, match="states nothing yet"):
        new_audience("senate", folders(project))


def test_a_copied_audience_says_the_same_until_it_is_changed(translated: Path) -> None:
    old = translated / "templates" / "audiences" / "councillors" / "documents" / "memo.md.j2"
    old.parent.mkdir(parents=True)
    old.write_text('{% extends "documents/memo.md.j2" %}{% block decision %}{% endblock %}', encoding="utf-8")
    started = new_audience("parliament", folders(translated), like="councillors")
    assert [path.relative_to(translated).as_posix() for path in started.written] == [
        "content/two-towns/audiences/parliament.yaml",
        "templates/packs/two-towns/parliament/documents/memo.md.j2",
        "content/two-towns/languages/ja.po",
    ]
    report = checked(translated, formats=("md",))
    assert [problem.message for problem in report.problems] == ["is not read: no audience is briefed in “ja”"]
    words = {output.path: output.words for output in report.outputs}
    assert words["two-towns/councillors/en/memo.md"] == words["two-towns/parliament/en/memo.md"]
    text = started.written[0].read_text(encoding="utf-8").splitlines()
    assert text[:3] == [
        "# yaml-language-server: $schema=../../../../schema/audience.schema.json",
        "# Copied from councillors: change what differs.",
        "label: Councillors",
    ]


def test_a_new_theme_is_readable_and_a_copy_is_its_model(project: Path) -> None:
    new_theme("harbour", folders(project))
    new_theme("dock", folders(project), like="newsroom")
    themes = project / "templates" / "themes"
    assert read_theme("harbour", themes).colours == read_theme("ministry", themes).colours
    assert read_theme("dock", themes).model_copy(update={"name": "newsroom"}) == read_theme("newsroom", themes)
    started = new_theme("quay", folders(project), like="base")
    assert [said for _, said in started.next] == [
        "its colours, fonts and sizes",
        "theme: quay, if councillors shall have it",
        "theme: quay, if voters shall have it",
    ]
    assert [place.line for place, _ in started.next[1:]] == [16, 17]


def test_a_new_language_begins_with_every_text_and_without_a_clock(project: Path) -> None:
    started = new_language("pt-BR", folders(project))
    pack, templates = (project / path / "languages" / "pt-BR.po" for path in ("content/two-towns", "templates"))
    assert started.written == (pack, templates)
    for path in started.written:
        catalogue = read_catalogue(path)
        assert len(catalogue.messages) > 80
        assert not any(message.translated for message in catalogue.messages)
        assert dict(catalogue.headers)["Language"] == "pt_BR"
        assert "Date" not in "".join(name for name, _ in catalogue.headers)
    assert [said for _, said in started.next] == [
        "the translations",
        "the words of documents",
        *2 * ["languages: [en, pt-BR], with fallback: true until it is translated"],
    ]
    assert problems(project, formats=("md",)) == []


def test_a_language_that_an_audience_names_already_can_be_begun(project: Path) -> None:
    audience = project / "content/two-towns/audiences/councillors.yaml"
    audience.write_text(audience.read_text(encoding="utf-8").replace("[en]", "[en, fr, it]"), encoding="utf-8")
    started = new_language("fr", folders(project))
    assert (project / "content/two-towns/languages/fr.po") in started.written
    assert started.next[2][1] == "languages: [en, fr, it], with fallback: true until it is translated"
    assert [updated.catalogue.language for updated in update_catalogues(folders(project), ("two-towns",), ("it",))] == [
        "it"
    ]


def test_a_further_language_stands_beside_those_that_an_audience_has(translated: Path) -> None:
    audience = translated / "content/two-towns/audiences/councillors.yaml"
    audience.write_text(audience.read_text(encoding="utf-8").replace("[en]", "[en, ja]"), encoding="utf-8")
    said = [said for _, said in new_language("ko", folders(translated)).next]
    assert said[-2:] == [
        f"languages: [{languages}], with fallback: true until it is translated"
        for languages in ("en, ja, ko", "en, ko")
    ]


def test_templates_that_speak_a_language_need_no_new_words(project: Path) -> None:
    assert new_language("ko", folders(project)).written == (project / "content/two-towns/languages/ko.po",)


def test_what_is_there_is_never_overwritten(project: Path) -> None:
    for start, arguments in (
        (new_pack, ("heat",)),
        (new_audience, ("parliament", "two-towns")),
        (new_theme, ("harbour",)),
        (new_language, ("ko", "two-towns")),
    ):
        name, *rest = arguments
        written = start(name, folders(project), *rest).written[0]  # type: ignore[operator]
        written.write_text("mine", encoding="utf-8")
        with pytest.raises(WrongUse, match="already"):
            start(name, folders(project), *rest)  # type: ignore[operator]
        assert written.read_text(encoding="utf-8") == "mine"
        if start in (new_pack, new_audience):  # with a broken pack no name of another is looked for
            written.unlink()
    for taken in ("base", "ministry"):
        with pytest.raises(WrongUse, match=f"there is a theme “{taken}” already"):
            new_theme(taken, folders(project))


def test_unknown_names_are_refused_with_the_nearest(project: Path) -> None:
    for words, start in {
        "there is no audience “councilors”. Did you mean “councillors”?": lambda: new_audience(
            "parliament", folders(project), like="councilors"
        ),
        "there is no pack “two-town”. Did you mean “two-towns”?": lambda: new_audience(
            "parliament", folders(project), "two-town"
        ),
        "there is no theme “newsrom”. Did you mean “newsroom”?": lambda: new_theme("x", folders(project), "newsrom"),
        "there is no language “jp”. Did you mean “ja”?": lambda: new_language("jp", folders(project)),
        "there is no language “Korean”. Did you mean “ko”?": lambda: new_language("Korean", folders(project)),
        "there is no language “pt_BR”. Did you mean “pt-BR”?": lambda: new_language("pt_BR", folders(project)),
        "“en” is the language in which": lambda: new_language("en", folders(project)),
        "“Night_Trains” cannot name a pack: write small letters, digits and hyphens. Did you mean “night-trains”?": (
            lambda: new_pack("Night_Trains", folders(project))
        ),
        "“../up” cannot name a theme": lambda: new_theme("../up", folders(project)),
        "“夜行列車” cannot name an audience": lambda: new_audience("夜行列車", folders(project)),
    }.items():
        with pytest.raises(WrongUse) as found:
            start()
        assert str(found.value).startswith(words)
    new_pack("heat", folders(project))
    with pytest.raises(WrongUse) as found:
        new_audience("parliament", folders(project))
    assert str(found.value) == "say which pack, with --pack. Known here: heat, two-towns."


@given(st.text(max_size=20))
def test_a_suggested_name_is_a_valid_one(name: str) -> None:
    try:
        check_name(name, "a pack")
    except WrongUse as wrong:
        suggested = re.search("Did you mean “(.+)”", str(wrong))
        if suggested:
            check_name(suggested[1], "a pack")


@pytest.mark.parametrize("code", ["ja", "ko", "fr", "de", "pt-BR", "zh-Hant", "zh-TW", "mi"])
def test_languages_of_cldr_are_known(code: str) -> None:
    check_language(code)
