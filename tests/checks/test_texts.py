"""No text holds a character that nobody can read, in whichever way it was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefpack.checks.rules import checked_pack, translated_problems
from briefpack.content.translation import translate_pack
from briefpack.errors import BuildError
from briefpack.languages.catalogues.reading import read_catalogue


@pytest.mark.parametrize(
    ("escape", "character"),
    [(r"\x01", "U+0001"), (r"\e[31m", "U+001B"), (r"\u2028", "U+2028"), (r"\ufffe", "U+FFFE"), (r"\u202e", "U+202E")],
)
@pytest.mark.parametrize(("file", "key"), [("pack.yaml", "subject"), ("audiences/voters.yaml", "label")])
def test_an_escape_is_refused_at_its_field(project: Path, escape: str, character: str, file: str, key: str) -> None:
    path = project / "content/two-towns" / file
    lines = path.read_text(encoding="utf-8").split("\n")
    n = next(n for n, line in enumerate(lines) if line.startswith(f"{key}: "))
    lines[n] = f'{key}: "a{escape}b"'
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(BuildError) as raised:
        checked_pack(project / "content/two-towns")
    (problem,) = raised.value.problems
    assert character in problem.message
    assert (problem.place.line, problem.place.key) == (n + 1, key)
    assert problem.hint


def test_the_marks_that_arabic_and_hebrew_need_are_allowed(project: Path) -> None:
    path = project / "content/two-towns/pack.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "subject: Public transport", r'subject: "\u200e\u200f\u2067x\u2069"'
    )
    path.write_text(text, encoding="utf-8")
    assert checked_pack(path.parent).facts.subject == "\u200e\u200f\u2067x\u2069"


def test_a_translation_is_held_to_the_same(translated: Path) -> None:
    folder = translated / "content/two-towns"
    path = folder / "languages/ja.po"
    lines = path.read_text(encoding="utf-8").split("\n")
    n = lines.index('msgctxt "pack.subject"')
    lines[n + 2] = 'msgstr "a\u202eb"'
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(BuildError) as raised:
        translated = translate_pack(checked_pack(folder), read_catalogue(path))
        raise BuildError(translated_problems(translated, "en"))
    assert any("U+202E" in problem.message for problem in raised.value.problems)
