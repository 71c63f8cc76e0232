"""The table of foreign files: each kind is found by its names and read by its own rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefpack.content.model import AudienceFile
from briefpack.errors import BuildError
from briefpack.office.foreign import KINDS
from tests.conftest import REPOSITORY

FOLDERS = {field: REPOSITORY / "templates" / kind.folder for field, kind in KINDS.items()}


@pytest.mark.parametrize("field", KINDS)
def test_the_shipped_files_of_a_kind_are_found_and_read(field: str) -> None:
    paths = sorted(FOLDERS[field].glob(KINDS[field].pattern))
    assert paths
    assert [KINDS[field].read(path).name for path in paths] == [path.stem for path in paths]


def test_a_kind_is_a_field_of_an_audience() -> None:
    assert set(KINDS) <= set(AudienceFile.model_fields)


def test_a_file_of_one_kind_is_none_of_the_other(tmp_path: Path) -> None:
    for field, other in (("letterhead", "master"), ("master", "letterhead")):
        path = next(FOLDERS[other].glob(KINDS[other].pattern))
        with pytest.raises(BuildError, match="another kind of file than its name says"):
            KINDS[field].read(path)
