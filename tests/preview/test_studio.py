"""What a preview shows: the document that is looked at first, the last good pages while something is wrong."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from briefpack.build.jobs import Folders, Request, WrongUse
from briefpack.preview.studio import Studio, View
from tests.preview.conftest import MEMO, Change


@pytest.fixture
def studio(folders: Folders) -> Iterator[Studio]:
    made = Studio(folders, Request())
    made.begin()
    yield made
    made.close()


def after(studio: Studio, number: int, complete: bool = True) -> View:
    """Return the first view after a number that is complete, or is not."""
    view = studio.view
    for _ in range(100):
        view = studio.after(number, 10)
        if view.number > number and view.complete == complete:
            return view
        number = view.number
    raise AssertionError(view)


def page(studio: Studio, path: str = f"{MEMO}.html") -> str:
    output = studio.file(path)
    assert output
    return output.data.decode()


def test_at_first_all_web_pages_are_made_and_all_files_are_named(studio: Studio) -> None:
    view = studio.view
    assert view.complete
    assert f"{MEMO}.html" in view.files
    assert f"{MEMO}.pdf" not in view.files
    (memo,) = (one for one in view.as_json()["documents"] if one["path"] == MEMO)
    assert memo["title"] == "A joint kiosk at the harbour"
    assert [one["name"] for one in memo["formats"]] == ["docx", "pdf", "html"]
    page = {"name": "html", "title": "Web page", "shown": True, "digest": view.files[f"{MEMO}.html"].sha256}
    assert memo["formats"][2] == page
    assert not studio.folders.build.exists() if hasattr(studio, "folders") else True


def test_other_formats_are_made_when_they_are_asked_for(studio: Studio) -> None:
    output = studio.file(f"{MEMO}.pdf")
    assert output
    assert output.data.startswith(b"%PDF")
    assert studio.view.complete
    assert studio.file("two-towns/councillors/en/memo.odt") is None
    assert studio.file("../two-towns/pack.yaml") is None


def test_what_is_looked_at_is_made_before_the_rest(studio: Studio, change: Change) -> None:
    page(studio)
    number = studio.view.number
    change("purpose: For decision", "purpose: For quick decision")
    studio.change()
    first = after(studio, number, complete=False)
    assert b"For quick decision" in first.files[f"{MEMO}.html"].data
    assert after(studio, first.number).complete


def test_the_last_good_page_stays_while_something_is_wrong(studio: Studio, change: Change) -> None:
    good = page(studio)
    number = studio.view.number
    change("theme: ministry", "theme: minstry")
    studio.change()
    view = after(studio, number)
    problems = [one for one in view.problems if one.severity == "error"]
    assert problems
    assert view.as_json()["failed"]
    places = [one["place"] for one in view.as_json()["problems"]]
    assert any("audiences/councillors.yaml:" in place for place in places), "with its line"
    assert page(studio) == good
    number = studio.view.number
    change("theme: minstry", "theme: ministry")
    studio.change()
    assert not after(studio, number).as_json()["failed"]


def test_pages_of_a_pack_that_is_gone_stay_until_it_is_back(folders: Folders) -> None:
    studio = Studio(folders, Request(packs=("two-towns",)))
    studio.begin()
    good = page(studio)
    away = folders.content.parent / "away"
    shutil.move(folders.content / "two-towns", away)
    try:
        number = studio.view.number
        studio.change()
        assert "there is no pack “two-towns”" in after(studio, number).problems[0].message
        assert page(studio) == good
    finally:
        shutil.move(away, folders.content / "two-towns")
        studio.close()


def test_a_name_that_is_not_there_is_wrong_use(folders: Folders) -> None:
    with pytest.raises(WrongUse, match="there is no audience “councilors”"):
        Studio(folders, Request(audiences=("councilors",))).begin()


def test_our_own_mistake_ends_it_and_is_kept(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(studio, "_make_seen", lambda: 1 / 0)
    number = studio.view.number
    studio.change()
    studio.after(number, 10)
    assert studio.closed
    assert isinstance(studio.fault, ZeroDivisionError)
