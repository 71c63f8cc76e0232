"""What a letterhead holds only because a person wrote on it: it makes room for our text before it is judged."""

from __future__ import annotations

from typing import Any

from briefpack.office.body_place import body_place, place_in_sentence
from briefpack.office.reading import R, UntrustedPackage
from briefpack.office.word_fields import W

NOTES = {"footnotes": "footnote", "endnotes": "endnote"}


def leave_paper(package: UntrustedPackage, tree: Any) -> set[str]:
    """Take out what our text replaces; return the ids of the relations that nothing else had."""
    if package.main not in package.trees:
        return set()
    before = _related(tree)
    main: Any = package.trees[package.main]
    body = main.find(f"{W}body") if tree is main else None
    if body is not None:
        _make_room(package, body)
    for notes, note in NOTES.items():
        if tree.tag == f"{W}{notes}":
            _drop_notes(tree, note, main)
    return before - _related(tree)


def _related(tree: Any) -> set[str]:
    return {value for node in tree.iter() for name, value in node.attrib.items() if name.startswith(R)}


def _make_room(package: UntrustedPackage, body: Any) -> None:
    """Keep what stands around the text's place; where there is none, the page alone."""
    if body_place(body) is not None:
        return
    if place_in_sentence(body) is not None:
        hint = "Give it a paragraph of its own, to choose where they stand."
        message = "{{body}} stands in a sentence: its words before the mark stand above the memo, the others below"
        package.warn(message, hint, "stray-mark")
        return
    if next(body.iter(f"{W}drawing", f"{W}pict"), None) is not None:
        hint = "Put it into the header, or write {{body}} in a paragraph of its own where the text belongs."
        package.warn("the letterhead's body holds a picture that the text replaces", hint, "paper-left-out")
    sections = list(body.iter(f"{W}sectPr"))
    if len(_pages(sections)) > 1:
        hint = "Write {{body}} in a paragraph of its own on the page where the memo shall stand: then all of them stay."
        message = f"the letterhead has {len(sections)} sections that differ: the memo stands on the page of the first"
        package.warn(message, hint, "paper-left-out")
    body[:] = sections[:1]  # it alone inherits nothing


def _pages(sections: list[Any]) -> set[tuple[tuple[str, str], ...]]:
    """Return what the pages of sections look like; one without a header of its own has that of the one before."""
    shown: dict[str, str] = {}
    pages = set()
    for section in sections:
        for node in section.iter(f"{W}headerReference", f"{W}footerReference"):
            shown[f"{node.tag} {node.get(f'{W}type')}"] = node.get(f"{R}id", "")
        lengths = {name: value for node in section.iter(f"{W}pgSz", f"{W}pgMar") for name, value in node.attrib.items()}
        pages.add(tuple(sorted({**shown, **lengths}.items())))
    return pages


def _drop_notes(tree: Any, note: str, main: Any) -> None:
    """Leave the separators, and the notes that the text around the place refers to."""
    used = {node.get(f"{W}id") for node in main.iter(f"{W}{note}Reference")}
    for node in tree.findall(f"{W}{note}"):
        if node.get(f"{W}type", "normal") == "normal" and node.get(f"{W}id") not in used:
            tree.remove(node)
