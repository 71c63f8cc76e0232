"""Whatever is read, it ends in a value or in a problem: bytes altered at random, at every stage and from end to end."""

from __future__ import annotations

import copy
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from briefpack.build.jobs import Job
from briefpack.build.workshop import Workshop
from briefpack.checks.rules import pack_problems
from briefpack.document.inline_markdown import inline_words
from briefpack.document.tree import text_lines
from briefpack.errors import BuildError, Findings
from briefpack.languages.characters import in_one_line
from briefpack.office.foreign import KINDS
from briefpack.writers.pptx import write_slides
from briefpack.writers.word import write_word
from tests.hostile.targets import OFFICE, TARGETS, document, entries, folders_with, theme, zipped
from tests.hostile.targets import file as written

EXAMPLES = {"text": 25, "letterhead": 60, "master": 60}
"""Of the readers that take longest."""
PIECES = st.one_of(
    st.binary(max_size=8),
    st.sampled_from(
        [b"*", b"[", b"](", b": ", b"- ", b"\n", b"\r", b"\xe2\x80\xa8", b"\xff", b"\0", b"<", b'"', b"%s"]
    ),
    st.sampled_from(
        [b"*" * 99, b"[" * 99, b"{" * 99, b"- " * 99, b" " * 99, b"9" * 5000, b"\xcc\x81" * 40, b"a: " * 9]
    ),
)


@st.composite
def altered(draw: st.DrawFn, name: str) -> bytes:
    """Draw one of a reader’s seeds with some pieces of it gone, doubled or replaced."""
    data = draw(st.sampled_from(TARGETS[name].seeds()))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 40)))
        piece = data[start:end] * 2 if draw(st.booleans()) else draw(PIECES)
        data = data[:start] + piece + data[end:]
    return data


@pytest.mark.parametrize("name", TARGETS)
def test_any_bytes_end_in_a_value_or_a_problem(name: str) -> None:
    for seed in TARGETS[name].seeds():
        TARGETS[name].run(seed)

    @settings(max_examples=EXAMPLES.get(name, 150))
    @given(st.one_of(altered(name), st.binary(max_size=60)))
    def any_bytes(data: bytes) -> None:
        TARGETS[name].run(data)

    any_bytes()


NUMBERS = ("abc", "", "-1", "0", "99999999999", "1e999", "nan", "1" * 400, "٣", "1.5", "../x")
"""What may stand where an attribute is a number."""


@st.composite
def altered_parts(draw: st.DrawFn, kind: str) -> dict[str, bytes]:
    """Draw the parts of an Office file with one of their elements gone, doubled, emptied, renamed or said otherwise."""
    parts = entries(kind)
    name = draw(st.sampled_from([name for name in parts if name.endswith((".xml", ".rels"))]))
    root = etree.fromstring(parts[name])
    node = draw(st.sampled_from(list(root.iter(etree.Element))))
    above = node.getparent()
    ways = [
        "empty",
        "rename",
        *(["drop", "double"] if above is not None else []),
        *(["say"] * 3 if node.attrib else []),
    ]
    match draw(st.sampled_from(ways)):
        case "drop":
            above.remove(node)
        case "double":
            above.insert(above.index(node), copy.deepcopy(node))
        case "empty":
            node[:] = []
            node.text = None
        case "rename":
            node.tag = "{urn:x}y"
        case _:
            said = draw(st.sampled_from(sorted(node.attrib)))
            number = draw(st.one_of(st.none(), st.sampled_from(NUMBERS)))
            node.attrib.pop(said) if number is None else node.set(said, number)
    return {**parts, name: etree.tostring(root)}


@pytest.mark.parametrize("kind", OFFICE)
def test_an_office_file_is_used_or_refused_whatever_one_of_its_elements_says(kind: str) -> None:
    @settings(max_examples=120)
    @given(altered_parts(kind))
    def any_file(parts: dict[str, bytes]) -> None:
        path = written(f"altered{OFFICE[kind][-5:]}", zipped(parts))
        with suppress(BuildError):
            foreign = KINDS[kind].read(path)
            if kind == "master":
                write_slides(document("slides"), theme(), foreign)
            else:
                write_word(document("memo"), theme(), foreign)

    any_file()


@settings(max_examples=40)
@given(st.text(st.characters(exclude_categories=("Cc", "Cn", "Cs", "Zl", "Zp")), min_size=1, max_size=60))
def test_a_text_is_in_its_document_or_a_problem(text: str) -> None:
    folders = folders_with(text)
    with suppress(BuildError):
        workshop = Workshop(folders)
        found = Findings(pack_problems(workshop.pack("two-towns")))
        found.raise_errors()
        lines = "\n".join(text_lines(workshop.draft(Job("two-towns", "councillors", "en", "memo", ())).parsed().blocks))
        assert in_one_line(text).strip() in lines, "of the plain field"
        assert inline_words(text) in lines, "of the fields of Markdown"
