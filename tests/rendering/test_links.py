"""No template puts a value between the brackets of a link: link() writes addresses, and what is none is a problem."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefpack.content.brief import brief_pack
from briefpack.content.pack import read_pack
from briefpack.document.inline_markdown import inline_source
from briefpack.errors import BuildError
from briefpack.rendering.escaping import link, words_for
from briefpack.rendering.mistakes import Mistake
from briefpack.rendering.templates import render_document
from tests.conftest import REPOSITORY, TINY

WORDS = words_for(inline_source)
RAW = "prints a value as the address of a link"


@pytest.mark.parametrize(
    ("address", "words", "written"),
    [
        ("https://example.org/a_b(c)", "", r"[https\:\/\/example\.org\/a\_b\(c\)](<https://example.org/a_b(c)>)"),
        ("clerk@example.org", "", r"[clerk\@example\.org](<mailto:clerk@example.org>)"),
        ("mailto:clerk@example.org", "Write *us*", r"[Write \*us\*](<mailto:clerk@example.org>)"),
        ("", "words", ""),
    ],
)
def test_a_link_goes_to_its_address_and_nowhere_else(address: str, words: str, written: str) -> None:
    assert link(WORDS(address), words) == written


@pytest.mark.parametrize(
    "address", ["not online", "a@b.org, c@d.org", "javascript:alert(1)", "ftp://example.org", "a>b@c.org"]
)
def test_what_is_no_address_is_a_mistake(address: str) -> None:
    with pytest.raises(Mistake, match="which is no address"):
        link(address)


def rendered(tmp_path: Path, memo: str) -> str:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents/memo.md.j2").write_text(memo, encoding="utf-8")
    return render_document(brief_pack(read_pack(TINY), "councillors", "en"), "memo", (tmp_path,), inline_source)


@pytest.mark.parametrize(
    "line",
    [
        "[{{ source.url }}]({{ source.url }})",
        "[Write](mailto:{{ pack.contact.email }})",
        "[a](https://example.org/{{ source.title }} 'x')",
        "<{{ source.url }}>",
        "<mailto:{{ pack.contact.email }}>",
        "[a]: {{ source.url }}",
    ],
)
def test_a_raw_value_in_an_address_is_a_problem_at_its_line(tmp_path: Path, line: str) -> None:
    with pytest.raises(BuildError) as found:
        rendered(tmp_path, f"# T\n\n{line}\n")
    assert "memo.md.j2:3: error: " + RAW in str(found.value)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("{{ link(pack.contact.email) }}", r"[clerk\@example\.org](<mailto:clerk@example.org>)"),
        ("{# [a]({{ b }}) #}x", "x"),
        ("[x]{.quiet} ({{ 1 }})", "[x]{.quiet} (1)"),
        ("a[^n] {{ 1 }} < {{ 2 }}\n\n[^n]: {{ 3 }}", "a[^n] 1 < 2\n\n[^n]: 3"),
        ("[{{ 1 }}](https://example.org)", "[1](https://example.org)"),
    ],
)
def test_what_is_no_address_of_a_value_passes(tmp_path: Path, line: str, text: str) -> None:
    assert rendered(tmp_path, line) == text


def test_no_template_that_comes_with_briefpack_does_it() -> None:
    templates = sorted((REPOSITORY / "templates").rglob("*.md.j2"))
    assert len(templates) > 12
    assert [path.name for path in templates if "]({{" in path.read_text(encoding="utf-8")] == []
