"""Compiled templates are kept and never wrong: a change, damage or another version makes them anew."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from unittest.mock import Mock, patch

import pytest
from jinja2 import Environment, FileSystemLoader

from briefpack.rendering import compiled
from briefpack.rendering.compiled import CompiledTemplates
from briefpack.rendering.environment import COMPILED, environment_for, shipped_files, tokens
from briefpack.rendering.marks import Marks
from tests.conftest import REPOSITORY


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one template, and an empty cache beside it."""
    monkeypatch.setattr(compiled, "cache_folder", lambda: tmp_path / "cache")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "memo.md.j2").write_text("{{ 1 + 1 }}", encoding="utf-8")
    return tmp_path / "templates"


def rendered(folder: Path, made_with: bytes = b"1") -> tuple[str, int]:
    """Render the template in a new environment, as a new run does; say how often it was compiled."""
    environment = Environment(loader=FileSystemLoader(folder), bytecode_cache=CompiledTemplates(made_with))
    with patch.object(environment, "compile", Mock(wraps=environment.compile)) as compiles:
        return environment.get_template("memo.md.j2").render(), compiles.call_count


def test_a_template_is_compiled_once_for_all_runs(folder: Path) -> None:
    assert [rendered(folder) for _ in range(3)] == [("2", 1), ("2", 0), ("2", 0)]
    assert len(list((folder.parent / "cache").rglob("*.*"))) == 0


def test_a_change_of_its_text_or_of_what_compiles_it_compiles_it_anew(folder: Path) -> None:
    rendered(folder)
    assert rendered(folder, b"2") == ("2", 1)
    (folder / "memo.md.j2").write_text("{{ 1 + 2 }}", encoding="utf-8")
    assert rendered(folder, b"2") == ("3", 1)


def test_a_copy_of_a_template_is_not_compiled_and_has_its_own_file(folder: Path) -> None:
    (folder / "memo.md.j2").write_text("{% macro half() %}\n{{ 1 / 0 }}{% endmacro %}{{ half() }}", encoding="utf-8")
    copy = shutil.copytree(folder, folder.parent / "copy")
    for templates in (folder, copy):
        with pytest.raises(ZeroDivisionError) as raised:
            rendered(templates)
        assert (raised.traceback[-1].path, raised.traceback[-1].lineno) == (templates / "memo.md.j2", 1)
    assert len(list((folder.parent / "cache" / "templates").iterdir())) == 1


def test_a_folder_that_has_become_large_is_emptied(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "MOST_FILES", 3)
    for made_with in (b"1", b"2", b"3", b"4", b"5"):
        rendered(folder, made_with)
    assert len(list((folder.parent / "cache" / "templates").iterdir())) == 1


@pytest.mark.parametrize("data", [b"", b"x", b"\0" * 64, b"\0" * 4096])
def test_a_damaged_file_counts_as_missing(folder: Path, data: bytes) -> None:
    rendered(folder)
    (file,) = (folder.parent / "cache" / "templates").iterdir()
    whole = file.read_bytes()
    for damaged in (data, whole[:-1], whole[:100] + b"\xff" + whole[101:]):
        file.write_bytes(damaged)
        assert rendered(folder) == ("2", 1)
        assert file.read_bytes() == whole


def test_where_nothing_can_be_kept_templates_are_compiled(folder: Path) -> None:
    (folder.parent / "cache").write_text("a file where the folder should be")
    assert [rendered(folder) for _ in range(2)] == [("2", 1), ("2", 1)]


def test_environments_share_what_they_compile_but_for_the_marks_of_traces(folder: Path) -> None:
    name = "0|memo.md.j2"
    plain = environment_for((folder,))
    with patch.object(COMPILED, "dump_bytecode", Mock(wraps=COMPILED.dump_bytecode)) as kept:
        plain.get_template(name)
        environment_for((folder, folder.parent)).get_template(name)
        assert [call.args[0].code is not None for call in kept.call_args_list] == [True]
        traced = environment_for((folder,), (Marks("").extension,)).get_template(name).render()
    assert kept.call_count == 1
    assert plain.get_template(name).render() == "2" != traced


def test_what_a_wheel_holds_of_the_templates_is_what_is_made_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tokens of a wheel are read where the text is the same, and no others."""
    paths = sorted((REPOSITORY / "templates" / "documents").glob("*.md.j2"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    parted = [tokens(text) for text in texts]
    (tmp_path / "packaged").mkdir()
    for name, made in shipped_files(REPOSITORY / "templates").items():
        (tmp_path / "packaged" / name).write_text(json.dumps(made), encoding="utf-8")
    monkeypatch.setattr(compiled, "PACKAGE", tmp_path)
    compiled.shipped.cache_clear()
    try:
        with patch.object(Environment, "lex", Mock(wraps=environment_for(()).lex)) as lexes:
            assert [tokens(text) for text in texts] == parted
            assert lexes.call_count == 0
            assert [kind for _, kind, _ in tokens("{{ 40 }} million")] == [
                "variable_begin",
                "integer",
                "variable_end",
                "data",
            ]
            assert lexes.call_count == 1
    finally:
        compiled.shipped.cache_clear()
