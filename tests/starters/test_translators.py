"""Catalogues that translators work on: brought up to date, begun, copied; not written until they are asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefpack.build.jobs import Folders, WrongUse
from briefpack.checks.rules import checked_pack
from briefpack.starters.translators import copied_translations, update_catalogues, write_catalogue


def folders(project: Path) -> Folders:
    return Folders(project / "content", (project / "templates",), project / "build")


def test_what_is_up_to_date_stays_as_it_is(translated: Path) -> None:
    updated = update_catalogues(folders(translated))
    assert {one.catalogue.language for one in updated} >= {"ja"}
    assert not any(one.changes or one.is_new for one in updated)
    before = {one.catalogue.path: one.catalogue.path.read_bytes() for one in updated}
    for one in updated:
        write_catalogue(one)
    assert {path: path.read_bytes() for path in before} == before


def test_a_new_language_has_every_text_to_do_and_no_file_yet(project: Path) -> None:
    (updated,) = update_catalogues(folders(project), ("two-towns",), ("pt-BR",))
    assert updated.is_new and not updated.catalogue.path.exists()
    assert updated.left() == {"untranslated": len(updated.catalogue.messages), "uncertain": 0}


def test_an_unknown_pack_is_wrong_use(project: Path) -> None:
    with pytest.raises(WrongUse, match="two-towns"):
        update_catalogues(folders(project), ("two-town",))


def test_a_copied_audience_takes_its_translations_along(translated: Path) -> None:
    audiences = translated / "content/two-towns/audiences"
    (audiences / "senate.yaml").write_bytes((audiences / "councillors.yaml").read_bytes())
    (updated,) = copied_translations(checked_pack(audiences.parent), "councillors", "senate")
    known = updated.catalogue.by_context
    copies = [context for context in known if context.startswith("audiences.senate.")]
    assert copies
    for context in copies:
        original = known[context.replace("audiences.senate.", "audiences.councillors.")]
        assert known[context].translations == original.translations
