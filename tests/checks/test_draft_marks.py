"""The marking that counts is the one that readers see."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefpack.checks.draft_marks import draft_problems
from briefpack.checks.rules import checked_pack
from briefpack.content.brief import brief_pack
from briefpack.content.pack import Pack
from tests.conftest import TINY

PACK = checked_pack(TINY)


def marked(of_pack: str, of_audience: str | None) -> Pack:
    audience = PACK.audiences["voters"]
    data = audience.data.model_copy(update={"marking": of_audience})
    facts = PACK.facts.model_copy(update={"marking": of_pack})
    return replace(PACK, facts=facts, audiences={"voters": replace(audience, data=data)})


@pytest.mark.parametrize(
    ("of_pack", "of_audience", "file"),
    [
        ("Draft", None, "pack.yaml"),
        ("Draft", "", ""),
        ("Draft", "Entwurf", "voters.yaml"),
        ("For discussion", "草案", "voters.yaml"),
        ("For discussion", None, ""),
    ],
)
def test_an_audience_s_own_marking_counts_before_the_pack_s(of_pack: str, of_audience: str | None, file: str) -> None:
    problems = list(draft_problems(brief_pack(marked(of_pack, of_audience), "voters", "en")))
    assert [problem.place.file.rpartition("/")[2] for problem in problems] == ([file] if file else [])
