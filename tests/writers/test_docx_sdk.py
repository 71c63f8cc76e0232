"""What Word's own library, the Open XML SDK, says of memos: of every one that a build makes, and on paper of others."""

from __future__ import annotations

import re
import subprocess
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings

from briefpack.document import tree as t
from briefpack.look.theme import read_theme
from briefpack.office.letterhead import read_letterhead
from briefpack.office.reading import ForeignFile
from briefpack.writers.word import write_word
from tests.conftest import REPOSITORY
from tests.papers import PAPERS, paper
from tests.tools import PROFILES, converted, sdk_errors, tool
from tests.trees import EVERY_NODE, documents
from tests.writers.docx_lint import CHECKS, lint
from tests.writers.memos import LETTERHEADS, MEMOS, written_memo
from tests.writers.word_text import body_words

THEMES = {name: read_theme(name, REPOSITORY / "templates/themes") for name in ("ministry", "newsroom", "campaign")}


def findings(data: bytes, profile: str, folder: Path) -> Counter[str]:
    """Return what the SDK finds, without the positions in the part: a memo moves what a letterhead has."""
    errors = sdk_errors(data, "docx", profile, folder)
    return Counter(re.sub(r"\[\d+\]", "", f"{e['path']} {e['xPath']}: {e['description']}") for e in errors)


@pytest.mark.slow
@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("letterhead", LETTERHEADS, ids=lambda name: name or "no letterhead")
@pytest.mark.parametrize("theme", THEMES)
def test_the_sdk_finds_nothing_in_any_node(theme: str, letterhead: str, profile: str, tmp_path: Path) -> None:
    data = write_word(EVERY_NODE, THEMES[theme], LETTERHEADS[letterhead]).data
    assert findings(data, profile, tmp_path) == Counter()


@pytest.mark.slow
@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("letterhead", LETTERHEADS, ids=lambda name: name or "no letterhead")
@pytest.mark.parametrize("name", MEMOS)
def test_the_sdk_finds_nothing_in_the_packs_memos(name: str, letterhead: str, profile: str, tmp_path: Path) -> None:
    data = written_memo(name, letterhead)
    assert lint(data) == []
    assert findings(data, profile, tmp_path) == Counter()


@pytest.mark.slow
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(documents())
def test_the_sdk_finds_nothing_in_random_documents(tmp_path: Path, document: t.Document) -> None:
    data = write_word(document, THEMES["ministry"], LETTERHEADS["ministry"]).data
    assert findings(data, "Microsoft365", tmp_path) == Counter()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ja", "ko", "he", "de-CH"])
def test_the_sdk_finds_nothing_in_other_languages(language: str, tmp_path: Path) -> None:
    document = replace(EVERY_NODE, meta=replace(EVERY_NODE.meta, language=language))
    for letterhead in LETTERHEADS.values():
        data = write_word(document, THEMES["newsroom"], letterhead).data
        assert lint(data) == []
        assert findings(data, "Office2013", tmp_path) == Counter()


def library_paper(folder: Path) -> Path:
    """Return a letterhead that python-docx made: its own template, with a header."""
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Acme Institute"
    made.save(str(folder / "library.docx"))
    return folder / "library.docx"


def pandoc_paper(folder: Path) -> Path:
    """Return pandoc's reference document, in which the SDK finds faults of its own."""
    order = [tool("pandoc"), "--print-default-data-file", "reference.docx"]
    data = subprocess.run(order, capture_output=True, timeout=60, check=True).stdout
    (folder / "pandoc.docx").write_bytes(data)
    return folder / "pandoc.docx"


def office_paper(folder: Path) -> Path:
    """Return a letterhead that LibreOffice saved, with its styles, a list and a table."""
    page = folder / "office.html"
    page.write_text("<h1>Acme</h1><ol><li>One</ol><table border=1><tr><td>a<td>b</table><p>{{body}}</p>", "utf-8")
    return converted([page], "docx:MS Word 2007 XML", folder / "office")[0]


@pytest.mark.slow
@pytest.mark.parametrize("make", [library_paper, pandoc_paper, office_paper])
def test_a_letterhead_of_others_gets_no_fault_that_it_did_not_have(make: object, tmp_path: Path) -> None:
    assert callable(make)
    path: Path = make(tmp_path)
    letterhead: ForeignFile = read_letterhead(path)
    data = write_word(EVERY_NODE, THEMES["ministry"], letterhead).data
    ours = {check.__name__ for check in CHECKS} - {"missing_words"}
    assert [line for line in lint(data) if line.partition(":")[0] in ours] == []
    for profile in PROFILES:
        assert findings(data, profile, tmp_path) - findings(path.read_bytes(), profile, tmp_path) == Counter()


@pytest.mark.slow
@pytest.mark.parametrize("name", PAPERS)
def test_the_sdk_finds_nothing_on_paper_that_has_spoilt_memos(name: str, tmp_path: Path) -> None:
    path = paper(name, tmp_path)
    data = write_word(EVERY_NODE, THEMES["ministry"], read_letterhead(path)).data
    assert findings(data, "Office2013", tmp_path) - findings(path.read_bytes(), "Office2013", tmp_path) == Counter()


@pytest.fixture(scope="module")
def office_templates(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return the text templates that LibreOffice brings, as Word files: letters, faxes, agendas, reports."""
    folder = Path(tool("soffice")).resolve().parents[1] / "share" / "template" / "common"
    return converted(sorted(folder.rglob("*.ott")), "docx", tmp_path_factory.mktemp("templates"))


@pytest.mark.slow
def test_libreoffice_s_templates_are_letterheads(office_templates: list[Path], tmp_path: Path) -> None:
    """Every memo on one is whole, and is written in a second; of every eighth, the SDK finds nothing new."""
    assert len(office_templates) > 50
    own = body_words(write_word(EVERY_NODE, THEMES["ministry"]).data)
    for number, path in enumerate(office_templates):
        start = time.process_time()
        data = write_word(EVERY_NODE, THEMES["ministry"], read_letterhead(path)).data
        assert time.process_time() - start < 2 and body_words(data)[-len(own) :] == own, path.name
        ours = {check.__name__ for check in CHECKS} - {"missing_words"}
        assert [line for line in lint(data) if line.partition(":")[0] in ours] == [], path.name
        if number % 8 == 0:
            theirs = findings(path.read_bytes(), "Office2013", tmp_path)
            assert findings(data, "Office2013", tmp_path) - theirs == Counter(), path.name
