"""Publishing to real servers: what a folder gets, a bucket, a share and another machine's folder get, too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefpack.build.jobs import INDEX, Request, RunStopped
from briefpack.build.publish import publish_outputs, publish_reports
from briefpack.delivery.publishing import RECORD, place_of, publish
from tests.delivery.conftest import INPUTS, output
from tests.delivery.file_servers import Server, object_store, ssh_server, webdav_share
from tests.delivery.test_publishing import site as site

pytest.importorskip("fsspec")


@pytest.fixture(params=["s3", "webdav", "sftp"])
def server(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    if request.param == "s3":
        with object_store(monkeypatch) as there:
            yield there
    elif request.param == "webdav":
        with webdav_share(tmp_path / "share", monkeypatch) as there:
            yield there
    else:
        monkeypatch.setenv("FSSPEC_SFTP_KEY_FILENAME", str(tmp_path / "ssh" / "key"))
        from fsspec.config import conf, set_conf_env

        monkeypatch.setitem(conf, "sftp", {})
        set_conf_env(conf)
        with ssh_server(tmp_path / "ssh") as there:
            yield there


def test_a_server_holds_what_was_published_and_keeps_what_was_not(server: Server, site: Path) -> None:
    first = publish(site, place_of(server.address, site))
    assert len(first.written) == 9 and first.written[-1] == INDEX
    there = server.files()
    assert set(there) == {*first.written, RECORD}
    assert all(data == (site / path).read_bytes() for path, data in there.items() if path != RECORD)
    assert publish(site, place_of(server.address, site)).written == ()
    place_of(server.address, site).write("notes.txt", b"mine")
    publish_reports({INDEX: b"<p>new</p>"}, site, INPUTS)
    publish_outputs([output("two-towns/voters/en/onepager.pdf", b"%PDF")], Request(audiences=("voters",)), site, INPUTS)
    again = publish(site, place_of(server.address, site))
    assert again.removed == ("two-towns/voters/en/slides.outline.docx",) and again.written[-1] == INDEX
    there = server.files()
    assert there["notes.txt"] == b"mine" and there[INDEX] == b"<p>new</p>"
    assert "two-towns/voters/en/slides.outline.docx" not in there
    place_of(server.address, site).write("two-towns/index.html", b"somebody else's")
    place_of(server.address, site).remove(RECORD)
    with pytest.raises(RunStopped, match=r"index\.html is there already"):
        publish(site, place_of(server.address, site))


def test_what_a_server_refuses_is_one_sentence_without_the_password(
    tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with webdav_share(tmp_path / "share", monkeypatch) as there:
        wrong = there.address.replace("clerk@", "clerk:wrong%21@")
        with pytest.raises(RunStopped) as refused:
            publish(site, place_of(wrong, site))
    said = str(refused.value)
    assert said.startswith("webdav://clerk:…@127.0.0.1") and "wrong" not in said and "\n" not in said
