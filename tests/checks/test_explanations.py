"""Acronyms and where they are spelled out: at brackets, in lists, by initials; never slower than the text is long."""

from __future__ import annotations

import pytest

from briefpack.checks.explanations import Explanations
from briefpack.checks.mentions import acronyms_in


def explained(line: str, acronym: str = "OTT", long: str = "", *others: str) -> bool:
    return Explanations([line, *others]).explain(acronym, long, line)


@pytest.mark.parametrize(
    "line",
    [
        "the Office of the Two Towns (OTT) says",
        "the Office - Two Towns (OTT)",
        "the office for two towns（OTT）",
        "OTT (Office of the Two Towns)",
        "the OTTs (the Office of Two Towns) say",
        "non-OTT (Office of the Two Towns)",
        "事務局（OTT）",
    ],
)
def test_an_acronym_is_explained_by_initials(line: str) -> None:
    assert explained(line)


@pytest.mark.parametrize(
    "line",
    ["OTT", "(OTT)", "the Office (OTT)", "Two Towns Office (OTT)", "Office of all the Two Towns OTT", "OTT (see)"],
)
def test_other_brackets_explain_nothing(line: str) -> None:
    assert not explained(line)


def test_a_long_form_of_the_pack_is_the_one_that_counts() -> None:
    assert explained("the office for harbours (OTT)", long="Office for Harbours")
    assert explained("OTT (the Office for Harbours)", long="Office for Harbours")
    assert not explained("the Office of the Two Towns (OTT)", long="Office for Harbours")


def test_a_list_explains_wherever_it_stands() -> None:
    assert explained("OTT says", "OTT", "", "OTT: Office of the Two Towns")
    assert explained("OTT says", "OTT", "", "OTT：Office of the Two Towns")
    assert not explained("OTT says", "OTT", "", "XOTT: Office of the Two Towns")
    assert not explained("OTT says", "OTT", "", "OTT: see below")


@pytest.mark.parametrize("text", ["A" * 40 + "b", "AA-" * 40 + "b", "A1" * 40 + "b", "A." * 40 + "b"])
def test_capitals_before_a_small_letter_are_soon_read(text: str) -> None:
    assert list(acronyms_in(f"so {text}")) in ([], ["AA"])


def test_many_words_of_one_initial_are_soon_read() -> None:
    assert not explained("a " * 40 + "(AAAAAAAAAAAAAAAAAAAB)", "AAAAAAAAAAAAAAAAAAAB")
    assert explained("a " * 40 + "(AAAAAAAAAAAAAAAAAAAA)", "A" * 20)


def test_what_is_longer_than_an_acronym_is_a_word() -> None:
    assert list(acronyms_in("the ASEAN and DONAUDAMPFSCHIFFFAHRTSGESELLSCHAFT of COP28, R&D and U.S.")) == [
        *("ASEAN", "COP28", "R&D", "US"),
    ]
