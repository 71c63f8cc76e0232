"""The page of a pack and the page over all: what they hold, and that they can do no more than filter."""

from __future__ import annotations

import base64
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from briefpack.build.jobs import MANIFEST, Request, RunStopped
from briefpack.build.publish import publish_outputs, publish_reports, read_manifest, remove_built
from briefpack.content.formats import FORMAT_NAMES, FORMAT_TITLES
from briefpack.delivery.pages import make_pages
from briefpack.delivery.words import counted, size_of
from briefpack.look.theme import TEXT_ON_GROUND
from tests.delivery.conftest import INPUTS, THEME, output

PROBLEM = {
    "severity": "warning",
    "message": "the sentence has 41 <words>",
    "hint": "Cut it.",
    "place": {"file": "content/two-towns/pack.yaml", "line": 12, "column": 3, "key": ""},
}


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[str, bytes]:
    place = {**PROBLEM["place"], "file": str(built.parent / "content/two-towns/pack.yaml")}  # type: ignore[dict-item]
    return make_pages(built, [{**PROBLEM, "place": place}], THEME)


@pytest.fixture(scope="module")
def page(pages: dict[str, bytes]) -> Any:
    return lxml.html.document_fromstring(pages["two-towns/index.html"].decode())


def test_there_is_a_page_and_a_sheet_for_each_pack_and_a_page_over_all(pages: dict[str, bytes]) -> None:
    names = {f"{pack}/{name}" for pack in ("rivers", "two-towns") for name in ("index.html", "contact-sheet.pdf")}
    assert set(pages) == {*names, "index.html"}


def test_every_file_can_be_had_and_is_named_with_its_size_and_digest(page: Any, built: Path) -> None:
    records = [one for path, one in read_manifest(built / MANIFEST).records.items() if path.startswith("two-towns/")]
    links = {link.get("href"): link for link in page.xpath("//ul[@class='files']//a")}
    digests = {code.text for code in page.xpath("//dd/code")}
    assert set(links) == {record["path"].removeprefix("two-towns/") for record in records}
    assert digests == {record["sha256"] for record in records}
    assert links["councillors/en/memo.docx"].text_content() == "Word 3 kB"
    assert links["councillors/en/memo.docx"].get("download") is not None
    assert links["councillors/en/memo.html"].get("download") is None, "a browser shows it"


def test_a_card_says_what_is_known_of_a_document(page: Any) -> None:
    card = page.get_element_by_id("councillors.en.memo")
    text = " ".join(card.text_content().split())
    for said in ("One ticket for two towns", "2 pages · 1,234 words", "For discussion", "“A bridge” left out"):
        assert said in text
    assert card.find("h4").get("lang") == "en"
    japanese = page.get_element_by_id("councillors.ja.memo")
    assert japanese.find("h4").get("lang") == "ja"
    assert "not reviewed by a native speaker" in japanese.text_content()
    picture = card.find("a/img")
    assert picture.get("src").startswith("data:image/png;base64,")
    assert "No picture" in page.get_element_by_id("voters.en.slides").find("a").text_content()


def test_the_overview_leads_to_each_card(page: Any) -> None:
    links = page.xpath("//table//td/a/@href")
    assert len(links) == 4
    assert all(page.get_element_by_id(link[1:]) is not None for link in links)
    assert {head.get("scope") for head in page.iter("th")} == {"col", "row"}


def test_problems_stand_on_the_page_of_their_pack_alone(page: Any, pages: dict[str, bytes]) -> None:
    (problem,) = page.xpath("//section[@class='problems']//li")
    assert problem.find("strong").text == "the sentence has 41 <words>"
    assert problem.find("code").text == "content/two-towns/pack.yaml:12:3"
    assert b"the sentence has" not in pages["rivers/index.html"]


def test_words_are_never_marks_and_nothing_is_fetched(pages: dict[str, bytes]) -> None:
    for path, data in pages.items():
        if path.endswith(".html"):
            text = data.decode()
            assert "<Two>" not in text
            assert not re.search(r"<(link|iframe|object|embed)|url\(|@import|https?:", text)
            page = lxml.html.document_fromstring(text)
            policy = page.find(".//meta[@http-equiv]").get("content")
            for kind, node in (("style", page.find(".//style")), ("script", page.find(".//script"))):
                if node is not None:
                    digest = base64.b64encode(sha256(node.text.encode()).digest()).decode()
                    assert f"{kind}-src 'sha256-{digest}'" in policy
            assert not page.xpath("//@style")


def test_the_page_over_all_leads_to_each_pack(pages: dict[str, bytes]) -> None:
    index = lxml.html.document_fromstring(pages["index.html"].decode())
    assert index.xpath("//h2/a/@href") == ["rivers/index.html", "two-towns/index.html"]
    assert "2 packs, 7 files" in index.text_content()
    assert len(index.xpath("//img")) == 2
    assert index.find(".//script") is None


def test_text_stands_only_on_grounds_that_themes_are_checked_for() -> None:
    style = (Path(__file__).parents[2] / "briefpack/delivery/page.css").read_text(encoding="utf-8")
    found = set()
    for _, body in re.findall(r"([^{}]+)\{([^{}]*)\}", style):
        text = re.search(r"(?<![-\w])color: var\(--([\w-]+)\)", body)
        ground = re.search(r"background: var\(--([\w-]+)\)", body)
        if text:
            found.add((text[1].replace("-", "_"), ground[1].replace("-", "_") if ground else "paper"))
    assert found <= set(TEXT_ON_GROUND)


def test_pages_are_the_same_bytes_every_time(built: Path, pages: dict[str, bytes]) -> None:
    place = {**PROBLEM["place"], "file": str(built.parent / "content/two-towns/pack.yaml")}  # type: ignore[dict-item]
    assert make_pages(built, [{**PROBLEM, "place": place}], THEME) == pages


def test_a_pack_without_pdfs_has_a_page_and_no_sheet(tmp_path: Path) -> None:
    publish_outputs([output("two-towns/voters/en/slides.md", b"# Slides")], Request(), tmp_path, INPUTS)
    pages = make_pages(tmp_path, [], THEME)
    assert set(pages) == {"index.html", "two-towns/index.html"}
    assert b"No picture: there is no PDF in it" in pages["index.html"]


def test_what_a_terminal_would_obey_is_shown_as_what_it_is(built: Path) -> None:
    pages = make_pages(built, [{**PROBLEM, "message": "a \u202etxt"}], THEME)
    assert "a \\u202etxt" in pages["two-towns/index.html"].decode()


def test_a_file_that_is_not_as_it_was_built_is_shown_by_no_page(built: Path) -> None:
    path = built / "rivers/farmers/en/memo.pdf"
    before = path.read_bytes()
    path.write_bytes(before + b" ")
    try:
        with pytest.raises(RunStopped, match=r"build/rivers/farmers/en/memo\.pdf is not as it was built"):
            make_pages(built, [], THEME)
    finally:
        path.write_bytes(before)


def test_pages_are_published_named_and_cleaned(built: Path, pages: dict[str, bytes], tmp_path: Path) -> None:
    publish_reports(pages, tmp_path, INPUTS)
    assert set(read_manifest(tmp_path / MANIFEST).reports) == set(pages)
    assert (tmp_path / "index.html").read_bytes() == pages["index.html"]
    assert remove_built(tmp_path) == len(pages)
    assert not tmp_path.exists()


def test_each_format_is_called_something_and_numbers_have_their_noun() -> None:
    assert set(FORMAT_TITLES) == set(FORMAT_NAMES)
    assert (counted(1, "page"), counted(1200, "page"), counted(2, "memory", "memories")) == (
        *("1 page", "1,200 pages"),
        "2 memories",
    )
    assert (size_of(10), size_of(12_345), size_of(2_345_678)) == ("1 kB", "12 kB", "2.3 MB")
