"""What points at something points at something that is there; a new pointer is known to everybody who asks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefpack.checks.drift import Holdings
from briefpack.checks.references import reference_problems
from briefpack.checks.rules import checked_pack
from briefpack.content.brief import brief_pack
from briefpack.content.items import ActorId, Proposal
from briefpack.content.model import PackFile
from briefpack.content.pack import Pack, read_pack
from briefpack.content.translation import pack_texts
from briefpack.content.views import document_view
from briefpack.errors import BuildError
from tests.conftest import TINY

PACK = read_pack(TINY)


class SponsoredProposal(Proposal):
    sponsors: tuple[ActorId, ...] = ()


class SponsoredPack(PackFile):
    proposals: tuple[SponsoredProposal, ...] = ()  # type: ignore[assignment]


def sponsored(*actors: str) -> Pack:
    """Return the tiny pack with a new pointer: those who sponsor its first proposal."""
    data = PACK.facts.model_dump(mode="json", exclude_unset=True)
    data["proposals"][0]["sponsors"] = actors
    return replace(PACK, facts=SponsoredPack.model_validate(data))


def test_a_new_pointer_is_checked() -> None:
    assert list(reference_problems(sponsored("office"))) == []
    (problem,) = reference_problems(sponsored("upper", "offise"))
    assert (problem.message, problem.hint) == ("there is no actor “offise”", "Did you mean “office”?")
    assert problem.place.key == "proposals.0.sponsors.1"


def test_a_new_pointer_is_neither_translated_nor_a_claim() -> None:
    assert pack_texts(sponsored("upper", "office")) == pack_texts(PACK)
    extended, own = (Holdings(pack).items for pack in (sponsored("upper", "office"), PACK))
    assert [texts.figures for texts in extended.values()] == [texts.figures for texts in own.values()]


def test_a_template_is_given_what_a_new_pointer_points_at() -> None:
    view = document_view(brief_pack(sponsored("office"), "councillors", "en"), "memo")
    proposal = next(proposal for proposal in view["proposals"] if proposal.id == PACK.facts.proposals[0].id)
    assert [sponsor.name for sponsor in proposal.sponsors] == ["Harbour office"]


def test_an_id_is_defined_once_in_its_list(project: Path) -> None:
    folder = project / "content/two-towns"
    change(folder / "pack.yaml", "- {id: hill, name: Hill}", "- {id: harbour, name: Hill}")
    change(folder / "source.yaml", "id: p02", "id: p01")
    with pytest.raises(BuildError) as raised:
        checked_pack(folder)
    messages = [problem.message for problem in raised.value.problems]
    assert "the id “harbour” is used twice" in messages
    assert "the id “p01” is used twice" in messages
    assert len(messages) == 2, "what points at an id that one of two should have is not said as well"


def test_problems_of_all_files_come_together(project: Path) -> None:
    folder = project / "content/two-towns"
    change(folder / "audiences/voters.yaml", "theme: campaign", "theme: [campaign]")
    change(folder / "pack.yaml", "partners: [office]", "partners: [offise]")
    with pytest.raises(BuildError) as raised:
        checked_pack(folder)
    assert [Path(problem.place.file).name for problem in raised.value.problems] == ["voters.yaml", "pack.yaml"]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
