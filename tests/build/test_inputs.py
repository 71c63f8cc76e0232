"""What a run may read: digested once, before it is used; what cannot be read stops nothing."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from briefpack.build import inputs as inputs_module
from briefpack.build.inputs import Inputs
from briefpack.build.jobs import Folders


def folders(tmp_path: Path) -> Folders:
    for name in ("content/p", "templates/themes", "packaged/themes"):
        (tmp_path / name).mkdir(parents=True)
    return Folders(tmp_path / "content", (tmp_path / "templates", tmp_path / "packaged"), tmp_path / "build")


def test_inputs_are_named_from_the_project_and_from_briefpack(tmp_path: Path) -> None:
    known = folders(tmp_path)
    for path in ("content/p/pack.yaml", "templates/themes/own.yaml", "packaged/themes/base.yaml"):
        (tmp_path / path).write_bytes(path.encode())
    assert Inputs(known).digests_by_name() == {
        "content/p/pack.yaml": hashlib.sha256(b"content/p/pack.yaml").hexdigest(),
        "templates/themes/own.yaml": hashlib.sha256(b"templates/themes/own.yaml").hexdigest(),
        "briefpack/templates/themes/base.yaml": hashlib.sha256(b"packaged/themes/base.yaml").hexdigest(),
    }


def test_what_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    known = folders(tmp_path)
    pack = known.content / "p"
    (pack / "pack.yaml").write_text("x", encoding="utf-8")
    os.mkfifo(pack / "pipe.yaml")
    (pack / "zero.yaml").symlink_to("/dev/zero")
    (pack / "nowhere.yaml").symlink_to("nowhere")
    (pack / "around").symlink_to(known.content)
    Path(os.fsdecode(bytes(pack) + b"/\xff.yaml")).write_text("x", encoding="utf-8")
    with (pack / "film.mov").open("wb") as file:
        file.truncate(6_000_000_000)
    inputs = Inputs(known)
    assert list(inputs.digests_by_name()) == ["content/p/pack.yaml"]
    assert inputs.changed() == []


def test_linked_folders_are_inputs_by_their_names_here(tmp_path: Path) -> None:
    known = folders(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "pack.yaml").write_text("x", encoding="utf-8")
    (known.content / "q").symlink_to(tmp_path / "elsewhere")
    known.content.rename(tmp_path / "moved")
    known.content.symlink_to(tmp_path / "moved")
    assert list(Inputs(known).digests_by_name()) == ["content/q/pack.yaml"]


def test_what_has_changed_since_is_known_by_its_content(tmp_path: Path) -> None:
    known = folders(tmp_path)
    for name in ("same", "changed", "gone"):
        (known.content / "p" / name).write_text("1", encoding="utf-8")
    inputs = Inputs(known)
    (known.content / "p" / "same").write_text("1", encoding="utf-8")
    (known.content / "p" / "changed").write_text("2", encoding="utf-8")
    (known.content / "p" / "gone").unlink()
    (known.content / "p" / "new").write_text("1", encoding="utf-8")
    assert [Path(path).name for path in inputs.changed()] == ["changed", "gone", "new"]


def test_what_is_known_is_not_read_twice(tmp_path: Path) -> None:
    known = folders(tmp_path)
    path = known.content / "p" / "pack.yaml"
    path.write_text("x", encoding="utf-8")
    before = Inputs(known)
    stamps = inputs_module.settled(before.stamps, before.read_ns + 10 * inputs_module.SLACK_NS)
    stamps[str(path)][-1] = "remembered"
    assert inputs_module.digests(Inputs(known, stamps).stamps)[str(path)] == "remembered"
    assert inputs_module.settled(before.stamps, before.read_ns) == {}, "a young file may have changed unseen"
