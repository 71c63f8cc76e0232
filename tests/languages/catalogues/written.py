"""Catalogues for tests, written from their entries."""

from __future__ import annotations

from pathlib import Path

from briefpack.languages.catalogues.model import Catalogue
from briefpack.languages.catalogues.reading import read_catalogue
from tests.conftest import REPOSITORY

CASES = REPOSITORY / "tests" / "cases" / "catalogues"


def catalogue(tmp_path: Path, *entries: str, headers: str = r'"Language: de\n"') -> Catalogue:
    path = tmp_path / "de.po"
    path.write_text("\n".join(['msgid ""', 'msgstr ""', headers, "", *entries]), encoding="utf-8")
    return read_catalogue(path)
