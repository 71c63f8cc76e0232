"""Formats: one value each, whose names are those that audience files and the commands' help know."""

from __future__ import annotations

from briefpack.build.formats import FORMATS
from briefpack.command_line import FILTERS
from briefpack.content.formats import FORMAT_NAMES
from briefpack.office.foreign import KINDS


def test_the_formats_of_the_model_are_those_that_are_written() -> None:
    assert tuple(FORMATS) == FORMAT_NAMES
    assert all(name == known.name for name, known in FORMATS.items())


def test_an_organisation_s_own_file_is_of_a_kind_there_is() -> None:
    kinds = [known.stationery for known in FORMATS.values() if known.stationery]
    assert sorted(kinds) == sorted(KINDS), "each kind of file is written on by one format"


def test_what_can_be_set_closer_has_pages() -> None:
    assert all(known.on_paper for known in FORMATS.values() if known.tightens)


def test_the_help_of_the_commands_names_each_format() -> None:
    assert f"({', '.join(FORMATS)}; " in FILTERS["format"]
