"""ReportLab's inner loops in C write what those in Python write: who has the extra `fast` gets the same bytes."""

from __future__ import annotations

import importlib.util
from typing import Any
from unittest import mock

from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib import rl_accel as in_c

from tests.tools import module

module("_rl_accel")

LENGTHS = st.floats(-1e6, 1e6) | st.floats(-1e-5, 1e-5) | st.integers(-(10**6), 10**6)


def loaded_without_c() -> Any:
    spec = importlib.util.spec_from_file_location("rl_accel_in_python", in_c.__file__)
    assert spec and spec.loader
    in_python = importlib.util.module_from_spec(spec)
    with mock.patch.dict("sys.modules", {"_rl_accel": None}):
        spec.loader.exec_module(in_python)
    return in_python


IN_PYTHON = loaded_without_c()


def test_two_are_compared() -> None:
    assert type(in_c.fp_str) is not type(IN_PYTHON.fp_str)


@given(st.lists(LENGTHS, min_size=1, max_size=6))
def test_lengths_are_written_alike(lengths: list[float]) -> None:
    assert in_c.fp_str(*lengths) == IN_PYTHON.fp_str(*lengths)


@given(st.text(st.characters(max_codepoint=255)))
def test_letters_are_escaped_alike(letters: str) -> None:
    assert in_c.escapePDF(letters) == IN_PYTHON.escapePDF(letters)


@given(st.binary())
def test_tables_of_fonts_have_the_same_sum(table: bytes) -> None:
    assert in_c.calcChecksum(table) == IN_PYTHON.calcChecksum(table)
