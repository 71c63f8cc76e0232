"""Where templates are found: the overlay first, then each folder; never outside of them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import TemplateNotFound

from briefpack.errors import BuildError
from briefpack.rendering.loader import (
    LayeredLoader,
    document_names,
    layer_files,
    split_name,
    template_layers,
    template_path,
    template_text,
)

MEMO = "documents/memo.md.j2"


def layers(folders: tuple[Path, Path]) -> tuple[Path, ...]:
    return tuple(layer.folder for layer in template_layers(folders, "bridge", "voters"))


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Return a project's folder of templates and the one below it, with a memo in both and an overlay."""
    own, packaged = tmp_path / "own", tmp_path / "packaged"
    for folder, names in ((own, [MEMO, f"audiences/voters/{MEMO}"]), (packaged, [MEMO, "documents/slides.md.j2"])):
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(f"{folder.name} {name}", encoding="utf-8")
    (tmp_path / "secret.md.j2").write_text("secret", encoding="utf-8")
    return own, packaged


def test_a_template_that_extends_its_own_name_finds_the_one_below(folders: tuple[Path, Path]) -> None:
    loader = LayeredLoader(layers(folders))
    names = [loader.find(MEMO)]
    names += [loader.find_from(names[-1], MEMO)]
    names += [loader.find_from(names[-1], MEMO)]
    assert [split_name(name) for name in names] == [(2, MEMO), (3, MEMO), (4, MEMO)]
    assert loader.get_source(None, names[0])[0] == f"own audiences/voters/{MEMO}"
    with pytest.raises(TemplateNotFound):
        loader.find_from(names[-1], MEMO)


def test_another_template_is_looked_up_from_the_top(folders: tuple[Path, Path]) -> None:
    loader = LayeredLoader(layers(folders))
    assert loader.find_from("4|documents/slides.md.j2", MEMO) == f"2|{MEMO}"


@pytest.mark.parametrize("name", ["../secret.md.j2", "../../secret.md.j2", "documents/../../secret.md.j2", "no.md.j2"])
def test_nothing_outside_the_folders_is_found(folders: tuple[Path, Path], name: str) -> None:
    with pytest.raises(TemplateNotFound):
        LayeredLoader(layers(folders)).find(name)


@pytest.mark.parametrize(
    ("put", "words"),
    [
        (os.mkfifo, "is not a file: it is a pipe"),
        (os.mkdir, "is not a file: it is a folder"),
        (lambda path: path.symlink_to("gone"), "is a link that leads nowhere"),
        (lambda path: path.symlink_to(path.name), "is a link that leads back to itself"),
        (lambda path: path.symlink_to(path.parents[4] / "secret.md.j2"), "is a link that leads out of its folder"),
    ],
)
def test_an_overlay_that_is_no_template_is_not_passed_over(
    folders: tuple[Path, Path], put: Callable[[Path], None], words: str
) -> None:
    overlay = folders[0] / "audiences/voters" / MEMO
    overlay.unlink()
    put(overlay)
    with pytest.raises(BuildError, match=words):
        LayeredLoader(layers(folders)).find(MEMO)


def test_only_the_projects_own_folder_has_overlays_and_a_packs_come_first(folders: tuple[Path, Path]) -> None:
    own, packaged = folders
    found = template_layers((own, packaged), "bridge", "voters")
    assert [(layer.folder, layer.readers) for layer in found] == [
        (own / "packs/bridge/voters", "voters in bridge"),
        (own / "packs/bridge", "every audience in bridge"),
        (own / "audiences/voters", "voters in every pack"),
        (own, ""),
        (packaged, ""),
    ]


def test_a_layer_holds_no_templates_of_the_overlays_beneath_it(folders: tuple[Path, Path]) -> None:
    own, _ = folders
    for name in (f"packs/bridge/{MEMO}", "packs/bridge/parts/_a.md.j2", f"packs/bridge/voters/{MEMO}"):
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_text("x", encoding="utf-8")
    found = [
        [path.relative_to(own).as_posix() for path in layer_files(layer)]
        for layer in template_layers(folders, "bridge", "voters")[:4]
    ]
    assert found == [
        [f"packs/bridge/voters/{MEMO}"],
        [f"packs/bridge/{MEMO}", "packs/bridge/parts/_a.md.j2"],
        [f"audiences/voters/{MEMO}"],
        [MEMO],
    ]


def test_documents_are_named_from_all_folders(folders: tuple[Path, Path]) -> None:
    assert document_names(folders) == ["memo", "slides"]
    assert template_path("memo", folders) == folders[0] / MEMO
    assert template_path("slides", folders) == folders[1] / "documents/slides.md.j2"
    assert template_path("poster", folders) == folders[0] / "documents/poster.md.j2", "where it would be written"


def test_a_template_that_changes_is_read_again(folders: tuple[Path, Path]) -> None:
    source, path, is_current = LayeredLoader(folders).get_source(None, f"0|{MEMO}")
    assert (source, Path(path), is_current()) == (f"own {MEMO}", folders[0] / MEMO, True)
    stamp = Path(path).stat().st_mtime_ns
    Path(path).write_text("changed", encoding="utf-8")
    os.utime(path, ns=(stamp + 10**9, stamp + 10**9))
    assert not is_current()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"Z\xfcrich", "memo.md.j2:1:2: error: is not UTF-8 text"),
        (b"a\n b\x01", "memo.md.j2:2:3: error: holds a control"),
    ],
)
def test_a_template_that_is_no_text_is_a_problem(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "memo.md.j2"
    path.write_bytes(data)
    with pytest.raises(BuildError, match=message):
        template_text(path)
