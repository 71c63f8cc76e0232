"""The evidence of a project: the pack that a text belongs to, the report that is signed, and where it lies."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from briefpack.build.jobs import Folders, Request, WrongUse
from briefpack.layers import template_folders
from briefpack.reports.evidence.gather import gather
from briefpack.reports.evidence.sheet import Evidence
from tests.conftest import REPOSITORY
from tests.typed import invoke

LETTER = REPOSITORY / "tests" / "cases" / "evidence" / "letter.txt"
REPORTS = ["evidence.en.docx", "evidence.html"]


def gathered(project: Path, source: Path | None = LETTER, **chosen: tuple[str, ...]) -> list[Evidence]:
    folders = Folders(project / "content", template_folders(project), project / "build")
    return gather(Request(**chosen), folders, lambda *_: None, source)


def reports(project: Path) -> list[str]:
    return sorted(path.name for path in (project / "build" / "two-towns").glob("*.*"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_report_is_left_by_builds_told_when_it_is_old_and_cleaned(project: Path) -> None:
    done = invoke(project / "content", "evidence", "--source", str(LETTER))
    assert (done.returncode, done.stderr) == (0, "")
    assert [Path(line).name for line in done.stdout.splitlines()[-2:]] == ["evidence.html", "evidence.en.docx"]
    assert "no fault was found" in done.stdout
    assert reports(project) == REPORTS
    before = [(project / "build" / "two-towns" / name).read_bytes() for name in REPORTS]
    assert invoke(project, "build", "--format", "md").stdout.endswith("0 errors, 0 warnings.\n")
    assert invoke(project, "evidence", "--source", str(LETTER), "--json").returncode == 0
    assert [(project / "build" / "two-towns" / name).read_bytes() for name in REPORTS] == before
    edit(
        project / "content" / "two-towns" / "pack.yaml", "The two towns share a harbour.", "The towns share a harbour."
    )
    stale = "made before content changed: build/two-towns/evidence.en.docx, build/two-towns/evidence.html"
    for _ in range(2):
        assert stale in invoke(project, "build", "--format", "md").stdout
    assert reports(project) == REPORTS
    invoke(project, "clean")
    assert not (project / "build").exists()


def test_faults_are_told_at_their_lines_and_the_report_is_not_to_be_signed(project: Path) -> None:
    pack = project / "content" / "two-towns" / "pack.yaml"
    edit(pack, "series:", "# Put a single counter where the boats come in,\n# and let it take the money.\nseries:")
    edit(pack, "A bridge is a promise.", "A bridge is a threat.")
    done = invoke(project, "evidence", "--source", str(LETTER))
    assert done.returncode == 1
    assert "content/two-towns/pack.yaml:4: error: 15 words in a row are those of paragraph 3" in done.stderr
    assert "error: “A bridge is a threat.” is nowhere in the text" in done.stderr
    assert "Not to be signed: 2 faults." in done.stdout
    page = (project / "build" / "two-towns" / "evidence.html").read_text(encoding="utf-8")
    assert "Signed by" not in page
    assert "Not to be signed: 2 faults." in page


def test_an_audience_may_not_reword_a_quotation(project: Path) -> None:
    audience = project / "content" / "two-towns" / "audiences" / "councillors.yaml"
    edit(audience, "reword:", "reword:\n  promise:\n    text: A bridge is a vow.")
    edit(project / "content" / "two-towns" / "pack.yaml", "text: A bridge is a promise.", "text: A bridge is a promise")
    templates = project / "templates" / "documents" / "memo.md.j2"
    edit(templates, "{% block vision %}", "{% for item in quotes %}\n{{ item.text }}\n{% endfor %}\n{% block vision %}")
    (found,) = gathered(project)
    assert [problem.message for problem in found.problems] == [
        "“A bridge is a vow.” is nowhere in the text, word for word"
    ]
    assert found.problems[0].place.key == "reword.promise.text"


def test_of_several_packs_the_one_is_taken_that_lists_the_text(project: Path, tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY / "content" / "example-summer-heat", project / "content" / "example-summer-heat")
    assert [one.pack.name for one in gathered(project)] == ["two-towns"]
    assert len(gathered(project, None, documents=("memo",))) == 2
    other = tmp_path / "other.txt"
    other.write_text("Nobody has listed this.", encoding="utf-8")
    with pytest.raises(WrongUse, match="no pack lists a paragraph of it"):
        gathered(project, other)
    (found,) = gathered(project, other, packs=("two-towns",), documents=("memo",))
    assert found.errors == 7
    for wrong in (project / "nowhere.txt", project):
        with pytest.raises(WrongUse, match="is"):
            gathered(project, wrong)


def test_json_holds_what_rests_on_what_but_no_word_of_the_text(project: Path) -> None:
    done = invoke(project, "evidence", "--source", str(LETTER), "--json")
    (found,) = json.loads(done.stdout)
    assert {paragraph["state"] for paragraph in found["paragraphs"]} == {"same"}
    items = {item["id"]: item for item in found["items"]}
    assert items["shared-kiosk"]["paragraphs"] == ["p02", "p03"]
    assert items["promise"]["verbatim"]
    wordings = {wording["text"] for wording in items["shared-kiosk"]["wordings"]}
    assert {"A kiosk that both towns run.", "A kiosk that both towns pay for."} <= wordings
    assert "where the boats come in" not in done.stdout
