"""Numbered copies, the register of them, and whose a file is: whatever is killed, done again or done to a file."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pikepdf
import pytest

from briefpack.build.jobs import Request, RunStopped, WrongUse
from briefpack.build.publish import publish_outputs
from briefpack.delivery.copies import Round, filled, originals_in
from briefpack.delivery.recipients import RecipientList
from briefpack.delivery.register import FILE, open_register
from briefpack.delivery.signatures import Seal, seal_of, signature_said
from briefpack.delivery.whose import trace_line, whose
from briefpack.errors import BuildError
from briefpack.writers.word import write_word
from tests.conftest import REPOSITORY
from tests.delivery.conftest import INPUTS, SAY, THEME, output, pdf
from tests.tools import tool
from tests.trees import EVERY_NODE
from tests.writers.test_pdf_copies import page_texts
from tests.writers.test_pdf_tags import faults

LIST = """name,organisation,e-mail,audience,language
Jana Nováková,Office,jana@example.org,councillors,en
田中 宏,Press,,councillors,ja
יעל כהן,Press,ali@example.org,councillors,en
Eva,,eva@example.org,voters,
"""
MADE = "2026-01-02T03:04:05+00:00"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with copies that no test changes."""
    project = started(tmp_path_factory.mktemp("copies"))
    run(project)
    return project


def started(project: Path) -> Path:
    outputs = [
        output("two-towns/councillors/en/memo.pdf", pdf("en", 2), 2),
        output("two-towns/councillors/en/memo.docx", write_word(EVERY_NODE, THEME).data),
        output("two-towns/councillors/en/memo.html", b"<!DOCTYPE html>"),
        output("two-towns/councillors/ja/memo.pdf", pdf("ja"), 1),
        output("two-towns/voters/en/onepager.pdf", pdf("en", kind="onepager"), 1),
    ]
    publish_outputs(outputs, Request(), project / "build", INPUTS)
    (project / "recipients.csv").write_text(LIST, encoding="utf-8")
    return project


def run(project: Path, print_files: bool = False, seal: Seal | None = None, **asked: object) -> Round:
    with open_register(project, new=True) as register:
        originals = originals_in(project / "build", Request(**asked), lambda *_: THEME)  # type: ignore[arg-type]
        people = RecipientList(project / "recipients.csv", originals.audiences, originals.name_problems)
        issue = register.issue_for(originals.pack.name, people, originals.basis, MADE)
        done = Round(originals, issue, register, project / "copies", SAY, seal)
        done.make(lambda *_: None)
        if print_files:
            done.write_print_files(False)
    return done


def files(project: Path) -> dict[str, bytes]:
    folder = project / "copies"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def said(project: Path, file: Path | str) -> list[str]:
    with open_register(project) as register:
        return [trace_line(one) for one in whose(Path(file), register, SAY)]


def one(project: Path, ending: str) -> Path:
    return next(path for path in sorted((project / "copies").rglob(f"*{ending}")))


def test_everybody_has_a_copy_of_each_pdf_and_word_file(project: Path) -> None:
    assert list(files(project)) == [
        "two-towns/1_Jana-Nováková/two-towns_councillors_memo_en_2024-03-01_copy-1-of-4.docx",
        "two-towns/1_Jana-Nováková/two-towns_councillors_memo_en_2024-03-01_copy-1-of-4.pdf",
        "two-towns/2_田中-宏/two-towns_councillors_memo_ja_2024-03-01_copy-2-of-4.pdf",
        "two-towns/3_יעל-כהן/two-towns_councillors_memo_en_2024-03-01_copy-3-of-4.docx",
        "two-towns/3_יעל-כהן/two-towns_councillors_memo_en_2024-03-01_copy-3-of-4.pdf",
        "two-towns/4_Eva/two-towns_voters_onepager_en_2024-03-01_copy-4-of-4.pdf",
    ]
    assert "全4部のうち第2号 田中 宏様 · " in page_texts(one(project, "copy-2-of-4.pdf").read_bytes())[0]


def test_a_name_without_fonts_is_refused_at_its_place_before_anything_is_written(tmp_path: Path) -> None:
    started(tmp_path)
    (tmp_path / "recipients.csv").write_text(f"{LIST}محمد علي,,m@example.org,councillors,en\n", encoding="utf-8")
    with pytest.raises(BuildError) as refused:
        run(tmp_path)
    (problem,) = refused.value.problems
    assert (problem.place.line, problem.place.column, problem.place.key) == (6, 1, "name")
    assert (
        problem.message == "no font sets “محمد علي” on its copies: م, ح, د, ع, ل, ي" and "It is Arabic" in problem.hint
    )
    assert files(tmp_path) == {} and registered(tmp_path) == []
    run(tmp_path, formats=("docx",))
    assert len(files(tmp_path)) == 3


def test_a_name_from_the_right_stands_on_the_line_with_its_code(project: Path) -> None:
    (text, *_) = page_texts(one(project, "copy-3-of-4.pdf").read_bytes())
    code = code_of(project, 3, "pdf")
    assert "Copy 3 of 4 for " in text and all(part in text for part in ("יעל", "כהן", f" · {code}"))
    with pikepdf.open(one(project, "copy-3-of-4.pdf")) as copy:
        assert f"for \u2068יעל כהן\u2069 · \u2068{code}\u2069" in str(copy.docinfo.Subject)
        assert str(copy.Root.StructTreeRoot.K[0].K[0].ActualText) == str(copy.docinfo.Copy)


def test_each_copy_is_traced_back(project: Path) -> None:
    for path in sorted((project / "copies").rglob("*-of-4.*")):
        (line,) = said(project, path)
        number, _, name = path.parent.name.partition("_")
        assert line.startswith(f"copy {number} of 4: {name.replace('-', ' ')}") and "every byte" in line


def test_a_copy_is_traced_by_its_properties_though_it_was_changed(project: Path, tmp_path: Path) -> None:
    path = one(project, "copy-1-of-4.pdf")
    (tmp_path / "a.pdf").write_bytes(path.read_bytes() + b"\n")
    (line,) = said(project, tmp_path / "a.pdf")
    assert "Jana Nováková, Office <jana@example.org>" in line and "its properties; it is not as it was made" in line


def test_a_copy_is_traced_by_its_line_when_it_was_printed_to_pdf_again(project: Path, tmp_path: Path) -> None:
    source = one(project, "copy-2-of-4.pdf")
    with pikepdf.open(source) as copy:
        del copy.Root.Metadata, copy.docinfo["/Subject"], copy.docinfo["/Copy"]
        copy.save(tmp_path / "a.pdf", compress_streams=True)
    (line,) = said(project, tmp_path / "a.pdf")
    assert "田中 宏" in line and "the line that it shows" in line
    printed = [tool("pdftocairo"), "-pdf", str(source), str(tmp_path / "b.pdf")]
    subprocess.run(printed, check=True, timeout=60)
    assert said(project, tmp_path / "b.pdf") == [line]


def test_a_word_copy_is_traced_by_its_foot_without_its_properties(project: Path, tmp_path: Path) -> None:
    with (
        zipfile.ZipFile(one(project, "copy-3-of-4.docx")) as before,
        zipfile.ZipFile(tmp_path / "a.docx", "w") as after,
    ):
        for name in before.namelist():
            after.writestr(name, b"" if name == "docProps/core.xml" else before.read(name))
    (line,) = said(project, tmp_path / "a.docx")
    assert "יעל כהן" in line and "the line that it shows" in line


def test_a_copy_is_traced_by_number_and_name_where_the_code_is_gone(project: Path, tmp_path: Path) -> None:
    path = one(project, "copy-3-of-4.docx")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(tmp_path / "a.docx", "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(code_of(project, 3).encode(), b"????"))
    lines = said(project, tmp_path / "a.docx")
    assert len(lines) == 2 and all("יעל כהן" in line and "the number and the name" in line for line in lines)


def code_of(project: Path, number: int, format_: str = "docx") -> str:
    with sqlite3.connect(project / FILE) as register:
        query = "SELECT code FROM copy WHERE number = ? AND format = ?"
        (code,) = register.execute(query, (number, format_)).fetchone()
    register.close()
    return str(code)


def test_a_code_is_looked_up_without_a_file(project: Path) -> None:
    assert said(project, code_of(project, 1).lower())[0].startswith("copy 1 of 4: Jana")
    with pytest.raises(RunStopped, match="is missing"):
        said(project, "nothing.pdf")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 nothing", b"PK\3\4nothing", b"\0" * 100, b"Copy 1 of 9 for Jana"])
def test_a_file_that_is_no_copy_is_nobodys(project: Path, data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    assert said(project, tmp_path / "a.pdf") == []


def test_the_same_list_gives_the_same_bytes_and_no_new_rows(tmp_path: Path) -> None:
    run(started(tmp_path))
    before, rows = files(tmp_path), registered(tmp_path)
    run(tmp_path)
    assert files(tmp_path) == before and registered(tmp_path) == rows


def registered(project: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(project / FILE) as register:
        rows = register.execute("SELECT * FROM copy ORDER BY issue, number, format").fetchall()
    register.close()
    return rows


def test_another_list_removes_the_files_of_before_and_keeps_them_in_the_register(tmp_path: Path) -> None:
    run(started(tmp_path), print_files=True)
    old = one(tmp_path, "copy-4-of-4.pdf").read_bytes()
    (tmp_path / "recipients.csv").write_text(LIST.rpartition("Eva")[0], encoding="utf-8")
    run(tmp_path)
    assert len(files(tmp_path)) == 5 and all("-of-3." in name for name in files(tmp_path))
    (tmp_path / "found.pdf").write_bytes(old)
    assert said(tmp_path, tmp_path / "found.pdf")[0].startswith("copy 4 of 4: Eva")


def test_signed_copies_are_valid_traced_and_not_signed_again(tmp_path: Path, seal: Path) -> None:
    own = seal_of(seal / "seal.p12", "open")
    run(started(tmp_path), seal=own)
    before = files(tmp_path)
    for name, data in before.items():
        (line,) = said(tmp_path, tmp_path / "copies" / name)
        assert "every byte" in line
        if name.endswith(".pdf"):
            assert signature_said(name, data, [seal / "seal.pem"]) == "Common Name: Office of the Two Towns"
            assert [one for one in faults(data) if "an annotation is not in the structure" not in one] == []
    run(tmp_path, seal=own)
    assert files(tmp_path) == before
    (tmp_path / "a.pdf").write_bytes(data[:-200] + data[-199:])
    assert "its properties" in said(tmp_path, tmp_path / "a.pdf")[0]
    run(tmp_path)
    assert not any(b"/ByteRange" in data for data in files(tmp_path).values())


def test_some_of_the_readers_keep_their_numbers(tmp_path: Path) -> None:
    run(started(tmp_path), audiences=("voters",))
    assert [name.rpartition("_")[2] for name in files(tmp_path)] == ["copy-4-of-4.pdf"]
    run(tmp_path, audiences=("councillors",), formats=("pdf",))
    assert len(files(tmp_path)) == 4
    run(tmp_path, formats=("docx",))
    assert [name.rpartition("_")[2] for name in files(tmp_path)] == ["copy-1-of-4.docx", "copy-3-of-4.docx"]


def test_doubles_are_named_with_both_rows(tmp_path: Path) -> None:
    started(tmp_path)
    more = "Jana N.,Elsewhere,JANA@example.org,voters,\n田中 宏,Press,,voters,\n"
    (tmp_path / "recipients.csv").write_text(LIST + more, encoding="utf-8")
    with pytest.raises(BuildError) as refused:
        run(tmp_path)
    assert [(one.place.line, one.message) for one in refused.value.problems] == [
        (6, "“jana@example.org” is there already, in row 2"),
        (7, "“田中 宏” is there already, in row 3"),
    ]
    assert registered(tmp_path) == []


def test_copies_are_of_one_pack_as_it_was_built(built: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="add --pack with one of rivers, two-towns"):
        originals_in(built, Request(), lambda *_: THEME)
    started(tmp_path)
    (tmp_path / "build/two-towns/voters/en/onepager.pdf").write_bytes(b"%PDF")
    with pytest.raises(RunStopped, match="is not as it was built"):
        run(tmp_path)


KILLED = """
import os, sys
from pathlib import Path
from briefpack.delivery import copies
from tests.delivery.test_copies import run
count, write = int(sys.argv[2]), copies.write_whole
copies.BATCH_BYTES = 1
def killed(path, data):
    global count
    count -= 1
    if count < 0:
        os.kill(os.getpid(), 9)
    write(path, data)
copies.write_whole = killed
run(Path(sys.argv[1]))
"""


@pytest.mark.parametrize("at", [0, 3])
def test_a_run_that_was_killed_has_no_copy_that_the_register_lacks(at: int, tmp_path: Path, project: Path) -> None:
    started(tmp_path)
    command = [sys.executable, "-c", KILLED, str(tmp_path), str(at)]
    assert subprocess.run(command, cwd=REPOSITORY, check=False, timeout=120).returncode == -9
    left = files(tmp_path)
    assert len(left) == at
    known = {str(row[4]) for row in registered(tmp_path)}
    assert set(left) <= known
    run(tmp_path)
    assert files(tmp_path) == files(project)


@pytest.mark.parametrize("data", [b"no register", b"SQLite format 3\0" + b"\1" * 500])
def test_a_register_that_cannot_be_read_is_named(data: bytes, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(data)
    with pytest.raises(RunStopped, match="is no register that can be read"), open_register(tmp_path):
        pass
    (tmp_path / FILE).unlink()
    with pytest.raises(RunStopped, match="Make copies first"), open_register(tmp_path):
        pass


def test_what_a_name_holds_is_no_place() -> None:
    assert (
        filled("{number} of {total} for {name}{x", {"number": "1", "total": "2", "name": "{total}"})
        == "1 of 2 for {total}{x}"
    )


def test_print_files_hold_all_copies_of_a_document(tmp_path: Path) -> None:
    run(started(tmp_path), print_files=True)
    printed = {name: data for name, data in files(tmp_path).items() if name.endswith("_for-print.pdf")}
    assert len(printed) == 3
    texts = page_texts(printed["two-towns/two-towns_councillors_memo_en_2024-03-01_for-print.pdf"])
    assert ["Copy 1 of 4" in text for text in texts] == [True, True, False, False]
