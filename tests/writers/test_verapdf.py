"""veraPDF finds nothing: in every node, in random documents, in the packs that we ship. It finds our deliberate faults."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefpack.document import tree as t
from briefpack.look.theme import Theme
from briefpack.writers.labels import CopyLabel
from briefpack.writers.pdf import write_pdf
from briefpack.writers.pdf.copies import PdfCopies
from tests import trees
from tests.verapdf import broken_rules
from tests.writers.pdf_text import every_node, every_node_written, theme
from tests.writers.test_pdf import KINDS, THEMES
from tests.writers.test_pdf_tags import MUTATIONS, OWN, real_documents, rewritten

pytestmark = pytest.mark.slow
NAMES = {1: "יעל כהן", 2: "विद्या शर्मा"}
PROFILES = {"ua1": "ua1,2a", "ua2": "ua2,wt1a,4"}
Standard = Literal["ua1", "ua2"]


def faults(files: dict[str, bytes], folder: Path, standard: Standard = "ua1") -> dict[str, list[str]]:
    return {name: rules for name, rules in broken_rules(files, PROFILES[standard], folder).items() if rules}


def theme_for(standard: Standard, name: str = "ministry") -> Theme:
    return theme(name).model_copy(update={"pdf": standard})


def test_every_node_of_every_document_and_theme(tmp_path: Path) -> None:
    files = {f"{kind} {name}": every_node_written(kind, name).data for kind in KINDS for name in THEMES}
    assert faults(files, tmp_path) == {}


def test_every_node_as_pdf_2(tmp_path: Path) -> None:
    files = {kind: write_pdf(every_node(kind), theme_for("ua2")).data for kind in KINDS}
    assert faults(files, tmp_path, "ua2") == {}


@pytest.mark.parametrize("standard", PROFILES)
def test_random_documents(standard: Standard, tmp_path: Path) -> None:
    files: dict[str, bytes] = {}

    @settings(max_examples=40)
    @given(st.sampled_from(KINDS).flatmap(trees.documents))
    def write(random: t.Document) -> None:
        files[f"{random.meta.kind} {len(files)}"] = write_pdf(random, theme_for(standard)).data

    write()
    assert faults(files, tmp_path, standard) == {}


def test_the_packs_that_we_ship(tmp_path: Path) -> None:
    assert faults(real_documents(), tmp_path) == {}


def test_deliberate_faults_are_found(tmp_path: Path) -> None:
    good = every_node_written("memo").data
    files = {name: rewritten(good, mutate) for name, mutate in MUTATIONS.items()}
    assert MUTATIONS.keys() - faults(files, tmp_path).keys() <= OWN


@pytest.mark.parametrize("standard", PROFILES)
def test_copies_and_files_for_a_printer(standard: Standard, tmp_path: Path) -> None:
    files: dict[str, bytes] = {}
    for kind in ("memo", "slides"):
        made = PdfCopies(write_pdf(every_node(kind), theme_for(standard)).data, theme_for(standard), "en")
        labels = [
            CopyLabel(f"Copy {number} of 2 for {name} · 7K3F-Q2XM", "7K3F-Q2XM") for number, name in NAMES.items()
        ]
        printed = io.BytesIO()
        made.write_all(labels, printed, duplex=True)
        files |= {f"{kind} for a printer": printed.getvalue(), kind: made.copy(labels[0])}
    assert faults(files, tmp_path, standard) == {}
