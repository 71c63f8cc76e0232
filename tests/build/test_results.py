"""What a run made, as the manifest and programs read it."""

from __future__ import annotations

import hashlib
import json

import pytest

from briefpack.build.results import Output, Report
from briefpack.errors import Place, error, warning

OUTPUT = Output("a/b/en/memo.pdf", b"bytes", pages=2, words=7, problems=1, steps=("“One” left out",))
PLACE = Place("a.yaml", 3, 5, "title")


def test_a_record_has_the_digest_and_the_size_of_the_file_but_not_its_bytes() -> None:
    assert OUTPUT.record() == {
        "path": "a/b/en/memo.pdf",
        "sha256": hashlib.sha256(b"bytes").hexdigest(),
        "bytes": 5,
        "pages": 2,
        "words": 7,
        "fitting": ["“One” left out"],
        "split": [],
    }


def test_only_a_translation_says_who_has_reviewed_it() -> None:
    reviewed = Output("a", b"", pages=1, words=1, problems=0, translation="reviewed by 山田")
    assert reviewed.record()["translation"] == "reviewed by 山田"
    assert "translation" not in OUTPUT.record()


@pytest.mark.parametrize(
    ("problems", "failed"),
    [((), False), ((warning("a", PLACE),), False), ((warning("a", PLACE), error("b", PLACE)), True)],
)
def test_an_error_fails_a_run_and_a_warning_does_not(problems: tuple, failed: bool) -> None:
    assert Report(problems=problems).failed is failed


def test_programs_read_outputs_problems_and_what_was_removed() -> None:
    report = json.loads(Report((OUTPUT,), (warning("é", PLACE, "Do it."),), ("old.pdf",)).as_json())
    assert report["outputs"] == [{**OUTPUT.record(), "problems": 1}]
    (problem,) = report["problems"]
    assert (problem["severity"], problem["message"], problem["hint"]) == ("warning", "é", "Do it.")
    assert problem["place"] == {"file": "a.yaml", "line": 3, "column": 5, "key": "title"}
    assert report["removed"] == ["old.pdf"]
