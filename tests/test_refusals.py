"""What a model refuses is one problem a mistake: what follows from another one is left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefpack.content.model import AudienceFile, PackFile
from briefpack.errors import BuildError
from briefpack.refusals import _meant_date
from briefpack.yaml_file import YamlFile, validate

LIBRARY = ("string", "tuple", "pattern", "validation", "pydantic", "literal", "dict", "NoneType", "['", "{'")
VALUES = st.recursive(
    st.none() | st.sampled_from(["", "no", "near", "p01", "a text", "2024-05-01", "upper, lower", "7"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "title", "text", "due", "owner", "x y", "formats"]), inner, max_size=3)
    ),
    max_leaves=8,
)
KEYS = [*PackFile.model_fields, "Title", "proposal", "contacts"]


def refused(data: Any, model: type[Any] = PackFile) -> list[str]:
    with pytest.raises(BuildError) as found:
        validate(YamlFile(Path("pack.yaml"), data), model)
    return [f"{problem.place.key}: {problem.message}. {problem.hint}" for problem in found.value.problems]


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6))
def test_whatever_a_file_holds_is_refused_in_plain_words(data: dict[str, Any]) -> None:
    for problem in refused(data):
        assert not [word for word in LIBRARY if word in problem]
        assert not problem.endswith(". "), "it says what to do"


def one(entry: dict[str, Any], kind: str = "proposals") -> list[str]:
    """Return what is refused of an entry of a list, without what the file lacks."""
    return [problem for problem in refused({kind: [entry]}) if problem.startswith(kind)]


def test_an_entry_of_another_list_is_said_to_be_one() -> None:
    step = {"id": "rent", "title": "Rent", "text": "Rent it.", "owner": "office", "basis": "editor"}
    assert one(step) == [
        "proposals.0: this entry of “proposals” has the fields of one of “steps”. "
        "Move it to “steps”, or give it the fields that an entry here has."
    ]


def test_an_entry_that_goes_on_in_the_next_is_one_problem() -> None:
    found = refused({"context": [{"id": "a"}, {"title": "b", "text": "c"}, {"id": "d", "title": "e"}]})
    assert [problem for problem in found if problem.startswith("context")] == [
        "context.1: has the fields that the entry above lacks. "
        "Take its “- ” out, and let its fields begin below those of the entry above.",
        "context.2: the field “text” is missing. Add “text: …” here. The long wording.",
    ]


def test_a_key_that_is_spelt_wrong_is_not_missing_as_well() -> None:
    found = refused({"label": "a", "tehme": "ministry"}, AudienceFile)
    assert "tehme: there is no field “tehme” here. Did you mean “theme”?" in found
    assert not [problem for problem in found if "“theme” is missing" in problem]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1 March 2024", "2024-03-01"),
        ("March 1, 2024", "2024-03-01"),
        ("1 Mar 2024", "2024-03-01"),
        ("2024/3/1", "2024-03-01"),
        ("2024-03-01 10:00", "2024-03-01"),
        ("“2024-03-01”", "2024-03-01"),
        ("2024年3月1日", "2024-03-01"),
        ("1.3.2024", "2024-03-01"),
        ("1. 3. 2024", "2024-03-01"),
        ("01/03/2024", ""),
        ("31.2.2024", ""),
        ("3.13.2024", ""),
        ("31 February 2024", ""),
        ("soon", ""),
    ],
)
def test_a_date_is_suggested_only_where_its_order_is_sure(written: str, meant: str) -> None:
    assert _meant_date(written) == meant
