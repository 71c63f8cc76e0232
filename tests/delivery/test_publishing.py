"""Publishing: changed files alone, pages last, and nobody else’s file touched."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefpack.build.jobs import INDEX, Request, RunStopped
from briefpack.build.publish import publish_outputs, publish_reports
from briefpack.delivery.publishing import RECORD, Folder, place_of, publish
from tests.delivery.conftest import INPUTS, output
from tests.tools import module


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "build"
    shutil.copytree(built, copy)
    publish_reports({INDEX: b"<p>all</p>", "two-towns/index.html": b"<p>pack</p>"}, copy, INPUTS)
    return copy


class Cut(Folder):
    """A folder that the line to it is cut after some files."""

    left = 3

    def write(self, path: str, data: bytes) -> None:
        if not Cut.left:
            raise RunStopped("cut")
        Cut.left -= 1
        super().write(path, data)


def test_only_what_has_changed_is_written_and_the_page_over_all_last(site: Path, tmp_path: Path) -> None:
    place = Folder(tmp_path / "site")
    first = publish(site, place)
    assert len(first.written) == 9
    assert first.written[-2:] == ("two-towns/index.html", INDEX)
    assert publish(site, place).written == ()
    publish_reports({INDEX: b"<p>new</p>"}, site, INPUTS)
    assert publish(site, place).written == (INDEX,)


def test_what_is_not_ours_stays(site: Path, tmp_path: Path) -> None:
    place = Folder(tmp_path / "site")
    place.write("index.html", b"somebody else's")
    with pytest.raises(RunStopped, match=r"index\.html is there already"):
        publish(site, place)
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["index.html"]
    (tmp_path / "site/index.html").unlink()
    place.write("notes.txt", b"mine")
    publish(site, place)
    publish_outputs([output("two-towns/voters/en/onepager.pdf", b"%PDF")], Request(audiences=("voters",)), site, INPUTS)
    assert publish(site, place).removed == ("two-towns/voters/en/slides.outline.docx",)
    assert place.read("notes.txt") == b"mine"


def test_a_run_that_is_cut_off_is_gone_on_with(site: Path, tmp_path: Path) -> None:
    Cut.left = 3
    with pytest.raises(RunStopped, match="cut\nPublish again: what is there already is not copied twice"):
        publish(site, Cut(tmp_path / "site"))
    assert not (tmp_path / "site" / INDEX).exists()
    publish(site, Folder(tmp_path / "site"))
    assert (tmp_path / "site" / INDEX).read_bytes() == b"<p>all</p>"


def test_a_record_from_anybody_leads_nowhere(site: Path, tmp_path: Path) -> None:
    place = Folder(tmp_path / "site")
    (tmp_path / "precious.txt").write_text("mine")
    place.write(RECORD, b'{"files": {"../precious.txt": "1", "/etc/passwd": "2"}}')
    assert publish(site, place).removed == ()
    assert (tmp_path / "precious.txt").exists()
    place.write(RECORD, b"[")
    with pytest.raises(RunStopped, match="cannot be read"):
        publish(site, place)


def test_an_address_is_written_to(site: Path) -> None:
    module("fsspec")
    place = place_of("memory://site", site)
    assert len(publish(site, place).written) == 9
    assert publish(site, place).written == ()
    assert place.read(INDEX) == b"<p>all</p>"
