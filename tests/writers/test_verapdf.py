"""veraPDF finds nothing: in every node, in random documents, in the packs that we ship. It finds our deliberate faults."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefpack.document import tree as t
from briefpack.writers.pdf import write_pdf
from tests import trees
from tests.verapdf import broken_rules
from tests.writers.pdf_text import every_node_written, theme
from tests.writers.test_pdf import KINDS, THEMES
from tests.writers.test_pdf_tags import MUTATIONS, OWN, real_documents, rewritten

pytestmark = pytest.mark.slow
PROFILES = "ua1,2a"


def faults(files: dict[str, bytes], folder: Path) -> dict[str, list[str]]:
    return {name: rules for name, rules in broken_rules(files, PROFILES, folder).items() if rules}


def test_every_node_of_every_document_and_theme(tmp_path: Path) -> None:
    files = {f"{kind} {name}": every_node_written(kind, name).data for kind in KINDS for name in THEMES}
    assert faults(files, tmp_path) == {}


def test_random_documents(tmp_path: Path) -> None:
    files: dict[str, bytes] = {}

    @settings(max_examples=40)
    @given(st.sampled_from(KINDS).flatmap(trees.documents))
    def write(random: t.Document) -> None:
        files[f"{random.meta.kind} {len(files)}"] = write_pdf(random, theme()).data

    write()
    assert faults(files, tmp_path) == {}


def test_the_packs_that_we_ship(tmp_path: Path) -> None:
    assert faults(real_documents(), tmp_path) == {}


def test_deliberate_faults_are_found(tmp_path: Path) -> None:
    good = every_node_written("memo").data
    files = {name: rewritten(good, mutate) for name, mutate in MUTATIONS.items()}
    assert MUTATIONS.keys() - faults(files, tmp_path).keys() <= OWN
