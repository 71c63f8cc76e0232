"""What is written is read again, by others too."""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from briefpack.errors import Place
from briefpack.languages.catalogues.model import Catalogue, Message, new_catalogue
from briefpack.languages.catalogues.reading import read_catalogue
from briefpack.languages.catalogues.writing import catalogue_text
from briefpack.languages.characters import character_problems
from tests.languages.catalogues.written import CASES
from tests.tools import tool


def test_other_programs_read_what_is_written() -> None:
    done = subprocess.run(
        [tool("msgfmt"), "--check", "-o", "-", CASES / "after.po"], capture_output=True, text=False, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


@given(
    st.text(
        alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="%{}\x85\u2028\u2029")
    ).filter(lambda text: not list(character_problems(text, Place(""))))
)
def test_any_words_survive(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "de.po"
        made = Catalogue(path, "de", (Message("pack.title", "a", translations=(text,)),), comment="#")
        path.write_text(catalogue_text(made), encoding="utf-8")
        assert read_catalogue(path).messages[0].translations == (text,)


def test_a_new_catalogue_says_that_nobody_has_reviewed_it(tmp_path: Path) -> None:
    made = new_catalogue(tmp_path / "pt-BR.po", "two-towns")
    (tmp_path / "pt-BR.po").write_text(catalogue_text(made), encoding="utf-8")
    read = read_catalogue(tmp_path / "pt-BR.po")
    assert read.reviewed_by == ""
    assert dict(read.headers)["Language"] == "pt_BR"
    # As many forms as Babel knows: from 2.19 on, millions have one of their own, before the last.
    forms = int(re.search(r"nplurals=(\d)", dict(read.headers)["Plural-Forms"])[1])  # type: ignore[index]
    assert read.plural_form(1, forms) == 0
    assert read.plural_form(7, forms) == forms - 1
