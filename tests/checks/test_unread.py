"""What looks like content and is not read is named, with what to rename it to."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefpack.build.jobs import Folders, Request
from briefpack.build.plan import plan_jobs
from briefpack.build.workshop import Workshop
from briefpack.errors import Findings

PACK = "content/two-towns"
SLIPS = {
    f"{PACK}/pack.yaml {PACK}/pack.yml": "content/two-towns: error: holds no pack.yaml, so nothing in it is read\n"
    "    Rename “pack.yml” to “pack.yaml”.",
    f"{PACK}/pack.yaml {PACK}/Pack.yaml": "Rename “Pack.yaml” to “pack.yaml”.",
    f"{PACK}/pack.yaml {PACK}/pack.yaml.txt": "Rename “pack.yaml.txt” to “pack.yaml”.",
    f"{PACK}/source.yaml {PACK}/Source.yml": f"{PACK}/source.yaml: error: is missing\n"
    "    Rename “Source.yml” to “source.yaml”.",
    f"{PACK}/audiences/voters.yaml {PACK}/audiences/voters.yml": f"{PACK}/audiences/voters.yml: error: is not read: "
    "only files that end in “.yaml” are\n    Rename it to “voters.yaml”.",
    f"{PACK}/audiences/voters.yaml {PACK}/audiences/voters.yaml.txt": "Rename it to “voters.yaml”.",
    f"{PACK}/audiences/voters.yaml {PACK}/voters.yaml": "If it is an audience, move it into audiences/.",
    f"{PACK}/audiences {PACK}/audience": "Rename the folder to “audiences”.",
    f"{PACK}/languages/ja.po {PACK}/languages/ja.po.txt": "Rename it to “ja.po”.",
    "templates/themes/campaign.yaml templates/themes/campaign.yml": "Rename it to “campaign.yaml”.",
    "templates/documents/memo.md.j2 templates/documents/memo.md": "Rename it to “memo.md.j2”.",
}
"""A file that is renamed, and what is said of it."""
OVERLAYS = {
    "audiences/voter/documents/memo.md.j2": "no audience has this name\n    Did you mean “voters”? Rename the folder.",
    "packs/two-town/voters/documents/memo.md.j2": "no pack has this name\n    Did you mean “two-towns”?",
    "packs/two-towns/voter/documents/memo.md.j2": "no audience of the pack has this name\n    Did you mean “voters”?",
    "packs/two-towns/voters/documents/meno.md.j2": "there is no document “meno” of which it could be a change\n"
    "    Did you mean “memo”?",
    "audiences/voters/documents/memo.md": "Rename it to “memo.md.j2”.",
}
"""An overlay, and what is said of it."""


def found(project: Path, **request: tuple[str, ...]) -> str:
    folders = Folders(project / "content", (project / "templates",), project / "build")
    findings = Findings()
    plan_jobs(Request(**request), Workshop(folders), findings)
    return "\n".join(map(str, findings.in_order()))


@pytest.mark.parametrize("slip", SLIPS)
def test_a_file_under_nearly_the_right_name_is_named(
    translated: Path, slip: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(translated)
    old, new = slip.split()
    Path(old).rename(new)
    assert SLIPS[slip] in found(translated)


@pytest.mark.parametrize("name", OVERLAYS)
def test_an_overlay_that_nobody_reads_is_named(project: Path, name: str) -> None:
    path = project / "templates" / name
    path.parent.mkdir(parents=True)
    path.write_text("x", encoding="utf-8")
    assert OVERLAYS[name] in found(project)


def test_an_overlay_of_a_pack_and_of_its_audience_is_read(project: Path) -> None:
    for name in ("packs/two-towns/documents", "packs/two-towns/voters/documents", "audiences/voters/documents"):
        path = project / "templates" / name / "memo.md.j2"
        path.parent.mkdir(parents=True)
        path.write_text("x", encoding="utf-8")
    assert found(project) == ""


def test_what_is_right_hidden_or_a_backup_is_not_named(project: Path) -> None:
    for name in (".hidden.yml", "voters.yaml~", "notes.txt"):
        (project / PACK / "audiences" / name).write_text("x", encoding="utf-8")
    (project / "content/papers").mkdir()
    assert found(project) == ""


def test_a_link_that_leads_nowhere_is_named(project: Path) -> None:
    (project / PACK / "audiences/mayors.yaml").symlink_to(project / "gone.yaml")
    assert "mayors.yaml: error: is a link that leads nowhere" in found(project)


def test_a_folder_that_cannot_be_read_is_named(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    iterdir = Path.iterdir

    def refuse(folder: Path) -> object:
        if folder.name == "audiences":
            raise PermissionError(13, "Permission denied")
        return iterdir(folder)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert "audiences: error: cannot be read: Permission denied" in found(project)


def test_a_translation_that_no_audience_reads_is_named_unless_it_is_only_begun(translated: Path) -> None:
    assert "ja.po: warning: is not read: no audience is briefed in “ja”" in found(translated)
    path = translated / PACK / "languages/ja.po"
    path.write_text('msgid ""\nmsgstr ""\n"Language: ja\\n"\n\nmsgid "a"\nmsgstr ""\n', encoding="utf-8")
    assert found(translated) == ""


def test_a_pack_that_is_asked_for_hears_nothing_of_another(project: Path) -> None:
    shutil.copytree(project / PACK, project / "content/three-towns")
    (project / "content/three-towns/pack.yaml").rename(project / "content/three-towns/pack.yml")
    assert found(project, packs=("two-towns",)) == ""
    assert "Rename “pack.yml”" in found(project, packs=("three-towns",))
