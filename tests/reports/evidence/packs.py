"""The tiny pack and the letter that it summarises, changed as a test needs them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from briefpack.content.pack import Pack, read_pack
from briefpack.errors import Problem
from briefpack.reports.evidence.sheet import Evidence, Name, evidence_of
from tests.conftest import REPOSITORY, TINY

LETTER = (REPOSITORY / "tests" / "cases" / "evidence" / "letter.txt").read_text(encoding="utf-8")
PACK = read_pack(TINY)


def with_item(kind: str, change: Callable[[Any], dict[str, Any]], n: int = 0) -> Pack:
    """Return the pack with other values in the nth item of a kind."""
    items = list(getattr(PACK.facts, kind))
    items[n] = items[n].model_copy(update=change(items[n]))
    return replace(PACK, facts=PACK.facts.model_copy(update={kind: tuple(items)}))


def with_paragraph(n: int, **changes: Any) -> Pack:
    """Return the pack with other values in a listed paragraph."""
    paragraphs = list(PACK.source.paragraphs)
    paragraphs[n] = paragraphs[n].model_copy(update=changes)
    return with_source(paragraphs=tuple(paragraphs))


def with_source(**changes: Any) -> Pack:
    return replace(PACK, source=PACK.source.model_copy(update=changes))


def evidence(pack: Pack = PACK, text: str | None = LETTER) -> Evidence:
    return evidence_of(pack, (), text, "")


def problems(name: Name, pack: Pack = PACK, text: str = LETTER) -> tuple[Problem, ...]:
    return evidence(pack, text).result(name).problems


def messages(name: Name, pack: Pack = PACK, text: str = LETTER) -> list[str]:
    return [f"{problem.severity}: {problem.message}" for problem in problems(name, pack, text)]
