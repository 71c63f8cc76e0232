"""Lists of recipients: what is wrong with one is named at its row and column, from tables and from workbooks alike."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from briefpack.delivery.mailboxes import mailbox_of
from briefpack.delivery.recipients import Recipient, RecipientList
from briefpack.delivery.spreadsheets import read_rows
from briefpack.errors import BuildError
from briefpack.refusals import Unusable
from tests.conftest import REFRESH, REPOSITORY

CASES = REPOSITORY / "tests" / "cases" / "recipients"
AUDIENCES = {"councillors": ["en", "ja"], "voters": ["en"]}
HEAD = ["Name", "Organisation", "E-mail", "Audience", "Language", "Salutation"]


def read(path: Path) -> tuple[list[Recipient], list[str]]:
    people = RecipientList(path, AUDIENCES, lambda *_: ())
    try:
        rows = list(people)
    except BuildError:
        rows = []
    return rows, [str(problem).replace(str(path), path.name) for problem in people.problems.in_order()]


@pytest.mark.parametrize("path", sorted(CASES.glob("*.csv")), ids=lambda path: path.stem)
def test_each_mistake_is_named_where_it_stands(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CASES)
    _, problems = read(path)
    if REFRESH:
        path.with_suffix(".txt").write_text("\n".join(problems) + "\n", encoding="utf-8")
    assert "\n".join(problems) + "\n" == path.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("beginning", ["", "\ufeff"])
def test_a_table_is_read_as_spreadsheets_save_it(delimiter: str, beginning: str, tmp_path: Path) -> None:
    rows = [
        HEAD,
        ["Jana Nova\u0301k", '"Office, Two; Towns"', "jana@example.org", "councillors", "ja", "Dear Jana"],
        ["", "", "", "", "", ""],
    ]
    rows += [["李 明", "", "", "voters", "", ""]]
    text = beginning + "\r\n".join(delimiter.join(row) for row in rows)
    (tmp_path / "list.csv").write_bytes(text.encode())
    people, problems = read(tmp_path / "list.csv")
    assert problems == []
    assert people == [
        Recipient(2, "Jana Novák", "Office, Two; Towns", "jana@example.org", "councillors", "ja", "Dear Jana"),
        Recipient(4, "李 明", "", "", "voters", "en", ""),
    ]


def test_a_workbook_is_read_like_a_table(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        HEAD,
        ["Jana", 112.0, "jana@example.org", "councillors", None, None],
        ["Max", "=1+1", "x", "voters", "fr"],
    ):
        sheet.append(row)
    book.save(tmp_path / "list.xlsx")
    people, problems = read(tmp_path / "list.xlsx")
    assert people == [Recipient(2, "Jana", "112", "jana@example.org", "councillors", "en", "")]
    assert [problem.partition(": error: ")[0].rpartition("/")[2] for problem in problems] == [
        "list.xlsx:3:3",
        "list.xlsx:3:5",
    ]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.ods", b"PK", "is no table that can be read"),
        ("a.xlsx", b"PK\3\4 nothing", "is no workbook, or has a password"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0", "is no workbook, or has a password"),
        ("a.csv", "näme".encode("latin-1"), "is not UTF-8 text"),
        ("a.csv", b'name,audience\n"Jana,voters\n', "has quotation marks that nobody closed"),
        ("a.csv", b"", "has no column"),
        ("b.csv", None, "is missing"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(name: str, data: bytes | None, words: str, tmp_path: Path) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(BuildError, match=words):
        list(RecipientList(tmp_path / name, AUDIENCES, lambda *_: ()))


@pytest.mark.parametrize("part", [b"<!DOCTYPE a><a/>", b"0" * 30_000_000])
def test_a_workbook_that_unpacks_to_more_than_a_list_is_refused(part: bytes, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "list.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", part)
    with pytest.raises(BuildError, match=r"unpacks to far more|holds what no workbook holds"):
        list(read_rows(tmp_path / "list.xlsx"))


def test_a_list_that_is_wrong_throughout_is_not_read_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("name,audience\n" + "Jana,nobody\n" * 5000, encoding="utf-8")
    assert len(read(tmp_path / "list.csv")[1]) < 150


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("jana@example.org", "jana@example.org"),
        ("Jana.O'Neill+press@Bürgeramt.Example", "Jana.O'Neill+press@xn--brgeramt-65a.example"),
        ("田中@例え.jp", "田中@xn--r8jz45g.jp"),
    ],
)
def test_an_address_is_taken_with_its_host_in_ascii(text: str, address: str) -> None:
    assert mailbox_of(text).address == address
    assert mailbox_of(text).is_international == (not text.partition("@")[0].isascii())


@pytest.mark.parametrize(
    "text",
    [
        "jana",
        "@example.org",
        "jana@",
        "jana@localhost",
        "jana(at)example.org",
        "Jana <jana@example.org>",
        "a@b.org,c@d.org",
        "ja na@example.org",
        "jana@example.org\r\nBcc: all@example.org",
        "jana@-a.org",
        "jana@a..org",
        "jana\n@example.org",
        "a" * 65 + "@example.org",
        "jana@" + "a" * 64 + ".org",
        ".jana@example.org",
        "jana@exa\x00mple.org",
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(Unusable):
        mailbox_of(text)
