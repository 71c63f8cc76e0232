"""Reading YAML: values, places, refusals; never an exception that is not a BuildError."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from briefpack import yaml_file
from briefpack.errors import BuildError
from briefpack.yaml_file import read_model, read_yaml


def read(tmp_path: Path, text: str | bytes) -> object:
    path = tmp_path / "file.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_yaml(path)


def problems(tmp_path: Path, text: str | bytes) -> str:
    with pytest.raises(BuildError) as found:
        read(tmp_path, text)
    return str(found.value)


def test_plain_scalars_stay_text(tmp_path: Path) -> None:
    file = read_yaml(_write(tmp_path, "a: no\nb: 2023-08-18\nc: 007\nd:\ne: ~\nf: ''\n"))
    assert file.data == {"a": "no", "b": "2023-08-18", "c": "007", "d": None, "e": None, "f": ""}


def test_places_are_lines_and_columns_of_values_and_keys(tmp_path: Path) -> None:
    file = read_yaml(_write(tmp_path, "a:\n  - b: x\n    c: [1, 2]\n"))
    value, key = file.place("a", 0, "c", 1), file.key_place("a", 0, "c")
    assert (value.line, value.column, value.key) == (3, 12, "a.0.c.1")
    assert (key.line, key.column) == (3, 5)
    assert file.place("a", 0, "missing").line == 2


def _write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "file.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\na: 2\n", 2, "stands twice"),
        ("a: [1, 2\nb: 3\n", 1, "cannot be read"),
        ("a: !!python/object:os.system x\n", 1, "begins with “!”"),
        ("a: !own x\n", 1, "begins with “!”"),
        ("a: 1\nb: *x\n", 2, "begins with an asterisk"),
        ("a: b: c\n", 1, "cannot be read"),
        ("? [a, b]\n: 1\n", 1, "not a plain word"),
        ("a: 1\n---\nb: 2\n", 2, "behind which nothing is read"),
        (b"a: \xff\n", 1, "not UTF-8"),
        ("b: 1\na: '\x07'\n", 2, "U+0007"),
        ("- " * 60 + "x", 1, "deep"),
        ("[" * 100_000, 1, "deep"),
    ],
)
def test_what_is_refused_is_named_at_its_line(tmp_path: Path, text: str | bytes, line: int, words: str) -> None:
    found = problems(tmp_path, text)
    assert words in found
    assert f"file.yaml:{line}" in found


@pytest.mark.parametrize(
    ("text", "path", "rest"),
    [
        ("title: The first #1 proposal\n", ("title",), "#1 proposal"),
        ("- a\n- b  #tag\n", (1,), "#tag"),
        ("title: The first\n  line #2 goes on\n", ("title",), "#2 goes on"),
        ("title: 日本 #1 案\n", ("title",), "#1 案"),
        ("a: x # a remark\n", ("a",), "# a remark"),
    ],
)
def test_what_stands_behind_a_text_is_kept_for_those_who_know_what_the_text_is(
    tmp_path: Path, text: str, path: tuple[str | int, ...], rest: str
) -> None:
    assert read_yaml(_write(tmp_path, text)).remarks == {path: rest}


@pytest.mark.parametrize("text", ["a: 'x #1'\n", "a: x#1\n", "a: # remark\n", "#remark\na: x\n", "a: |\n  x #1\n"])
def test_number_signs_in_texts_and_remarks_of_their_own_cut_nothing(tmp_path: Path, text: str) -> None:
    assert read_yaml(_write(tmp_path, text)).remarks == {}


class Entry(BaseModel):
    id: Annotated[str, Field(pattern="^[a-z]+(-[a-z]+)*$", description="Small letters.")]
    sides: tuple[Annotated[str, Field(pattern="^[a-z]+$", description="One word.")], ...] = Field(min_length=1)
    title: Annotated[str, Field(min_length=1)] = "A title"


def refusals(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(BuildError) as failure:
        read_model(_write(tmp_path, text), Entry)
    return [f"{problem.place.key}: {problem.message}. {problem.hint}" for problem in failure.value.problems]


def test_a_name_with_other_letters_is_named_once_with_the_nearest(tmp_path: Path) -> None:
    assert refusals(tmp_path, "id: Première idée\nsides: [left]\n") == [
        "id: “Première idée” cannot be an id. Small letters. Did you mean “premiere-idee”?"
    ]


def test_a_list_whose_only_entry_is_refused_is_not_too_short_as_well(tmp_path: Path) -> None:
    assert refusals(tmp_path, "id: a\nsides: [Lëft]\n") == [
        "sides.0: “Lëft” cannot stand here. One word. Did you mean “left”?"
    ]
    assert refusals(tmp_path, "id: a\nsides: []\n") == [
        "sides: must have at least one entry. Write each entry on a line of its own, with “- ” before it."
    ]
    assert refusals(tmp_path, "id: a\nsides: [X1]\n") == ["sides.0: “X1” cannot stand here. One word."]


def test_what_is_missing_or_empty_says_what_to_write(tmp_path: Path) -> None:
    assert refusals(tmp_path, "sides: [left]\n") == [": the field “id” is missing. Add “id: …” here. Small letters."]
    assert refusals(tmp_path, "id: a\nsides: [left]\ntitle: ''\n") == ["title: is empty. Write a text here."]


def test_an_alias_bomb_is_refused_quickly(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 20)]
    assert "begins with “&”" in problems(tmp_path, "\n".join(lines))


@given(st.text(max_size=60))
def test_any_text_is_data_or_a_problem(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    try:
        read(tmp_path_factory.mktemp("yaml"), text.encode("utf-8", "surrogatepass"))
    except BuildError as found:
        assert found.problems


def test_a_file_has_limits_of_size_and_of_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_file, "MAX_VALUES", 5)
    path = tmp_path / "pack.yaml"
    path.write_text("[1, 2, 3, 4]")
    assert read_yaml(path).data == ["1", "2", "3", "4"]
    path.write_text("[1, 2, 3, 4, 5]")
    with pytest.raises(BuildError, match=r"pack\.yaml:1:14: error: holds more than 5 values"):
        read_yaml(path)
    monkeypatch.setattr(yaml_file, "MAX_BYTES", 3)
    with pytest.raises(BuildError, match="is larger than 3e-06 MB"):
        read_yaml(path)


SLIPS = {
    "text: Do nothing: wait for the law\n": "has a colon with a blank behind it within a text",
    "a: 1\ntext: *strong* words\n": "begins with an asterisk",
    "text: @office of the mayor\n": "begins with “@”",
    "text: %5 of all\n": "begins with “%”",
    "text: `code`\n": "begins with “`”",
    "text: !important\n": "begins with “!”",
    'text: "Cool rooms" are open\nb: 2\n': "has words behind the quotation mark that closes",
    "text: 'It's late\n": "has words behind the quotation mark that closes",
    'text: "It is late\nb: 2\n': "has a quotation mark that opens here and is not closed",
    "text: [draft] The towns\nb: 2\n": "begins with “[”",
    "text: “Do nothing: wait”\n": "has “smart” quotation marks, which do not protect a text",
    "text: >- Do nothing\n": "has words behind “>-”",
    "text: | Do nothing\n": "has words behind “>-” or “|”",
    'path: "C:\\Users"\n': "has a backslash",
    "a:\n\tb: 1\n": "is indented with a tab",
    "a:\n  b: 1\n c: 2\n": "does not fit the lines above",
    "a:\n  - b\n   - c\n": "goes on at line 3 with “- ”",
    "- id: x\n   title: y\n": "stands further in than the line above",
    "a:\n  - b\n - c\n": "does not fit the lines above",
    "a: - b\n": "has a list that begins on the same line as its name",
    "title:Cool rooms\nb: 2\n": "has no blank after the colon of “title:”",
    "a: 1\nloose words\nb: 2\n": "is neither a field, such as “title: …”, nor part of a text above",
}
"""Slips of people who do not know YAML, and what is said of them."""
JARGON = ("mapping", "scalar", "token", "block", "alphabetic", "simple key", "anchor", "alias", "indicator", "stream")


@pytest.mark.parametrize("text", SLIPS)
def test_a_slip_is_named_in_plain_words_with_a_way_out(tmp_path: Path, text: str) -> None:
    found = problems(tmp_path, text)
    message, _, hint = found.partition("\n")
    assert SLIPS[text] in message
    assert len(hint.split()) > 5
    assert not [word for word in JARGON if word in found.replace("file.yaml", "")]


@pytest.mark.parametrize("end", ["\r", "\x85", "\u2028", "\u2029"])
def test_whatever_ends_a_line_the_place_is_right(tmp_path: Path, end: str) -> None:
    file = read_yaml(_write(tmp_path, f"a: b{end}c: d{end}"))
    assert (file.data, file.place("c").line) == ({"a": "b", "c": "d"}, 2)
    assert "file.yaml:2:4: error: " in problems(tmp_path, f"a: b{end}c: *d{end}e: f{end}")


def test_a_group_that_is_cut_off_within_a_text_is_a_problem(tmp_path: Path) -> None:
    assert "cannot be read" in problems(tmp_path, "a: {text: One would join, dra")


def test_a_file_that_holds_the_same_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Fare(BaseModel, frozen=True):
        title: str

    path = _write(tmp_path, "title: One ticket\n")
    first = read_model(path, Fare)
    assert read_model(path, Fare) == first
    assert read_model(path, Fare)[0] is first[0]
    path.write_text("title: Two tickets\n", encoding="utf-8")
    assert read_model(path, Fare)[0] == Fare(title="Two tickets")
    path.write_text("title: One ticket\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert read_model(path, Fare)[1].place("title").file == "file.yaml", "places are told from where one stands"
    monkeypatch.setattr(yaml_file, "MOST_KEPT", 5)
    assert read_model(path, Fare)[0] is not read_model(path, Fare)[0]
