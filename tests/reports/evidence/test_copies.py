"""Copies: eight words in a row, sentences that are near, and neither what is quoted nor what is anybody's."""

from __future__ import annotations

import time

import pytest

from briefpack.content.values import Markdown
from briefpack.reports.evidence.copies import CopyFinder
from tests.reports.evidence.packs import messages, problems, with_item

SOURCE = {
    3: "Put a single counter where the boats come in, and let it take the money for everything that moves.",
    4: "A bridge is a promise. It carries nobody before it is built.",
}
FINDER = CopyFinder(SOURCE, "en")
EIGHT = "a single counter where the boats come in"


def test_the_pack_has_no_copies() -> None:
    assert messages("runs") == messages("near copies") == []


def test_eight_words_are_a_run_and_seven_are_none() -> None:
    assert [(copy.words, copy.paragraph, copy.count) for copy in FINDER.runs(f"We want {EIGHT}!")] == [(EIGHT, 3, 8)]
    assert list(FINDER.runs("We want a single counter where the boats come")) == []


def test_a_run_goes_as_far_as_it_goes_and_capitals_and_marks_do_not_part_it() -> None:
    (copy,) = FINDER.runs("Say: PUT a single — counter where “the” boats come in and let it go.")
    assert copy.words == "put a single counter where the boats come in and let it"


def test_what_stands_in_one_pair_of_quotation_marks_is_quoted() -> None:
    assert list(FINDER.runs(f"The letter wants “{EIGHT}”.")) == []
    assert list(FINDER.runs(f"The letter wants “{EIGHT}, and let it take” a fee.")) == []
    assert [copy.count for copy in FINDER.runs("The letter wants “a single counter” where the boats come in.")] == [8]


def test_a_copied_run_is_an_error_at_its_field_and_in_a_remark() -> None:
    pack = with_item("context", lambda item: {"text": Markdown(f"There would be {EIGHT}.")})
    (found,) = problems("runs", pack)
    assert (found.severity, found.place.key) == ("error", "context.0.text")
    assert found.message == f"8 words in a row are those of paragraph 3: “{EIGHT}”"


def test_a_sentence_with_a_few_other_words_is_near() -> None:
    near = "Set up a single counter where the boats dock, and let it take all money for everything that sails."
    (copy,) = FINDER.near(f"A thought. {near}")
    assert (copy.words, copy.paragraph) == (near, 3)
    assert 40 <= copy.count < 100


@pytest.mark.parametrize(
    "honest",
    [
        "One desk at the landing stage would sell every ticket, the letter proposes.",
        "Tickets for all that moves could be sold at one desk.",
        f"“{EIGHT}, and let it take the money”: so the letter.",
    ],
)
def test_other_words_and_quotations_are_not_near(honest: str) -> None:
    assert list(FINDER.near(honest)) == []


def test_a_run_is_not_near_as_well() -> None:
    pack = with_item("context", lambda item: {"text": Markdown(f"Put {EIGHT}, and let it take the money.")})
    assert len(problems("runs", pack)) == 1
    assert messages("near copies", pack) == []


def test_japanese_letters_count_one_by_one() -> None:
    finder = CopyFinder({0: "上の町と下の町は一つの港を分け合い、それがだれの港かを尋ねたことはない。"}, "ja")
    assert [
        copy.paragraph for copy in finder.runs("寄稿は、上の町と下の町は一つの港を分け合い、それが要るという。")
    ] == [0]
    assert list(finder.runs("二つの町は一つの港を使っている。")) == []


def test_the_work_grows_with_the_texts_and_not_with_their_pairs() -> None:
    def seconds(size: int) -> float:
        paragraphs = {n: " ".join(f"word{n * 7 + k} of the town" for k in range(20)) for n in range(size)}
        finder = CopyFinder(paragraphs, "en")
        began = time.process_time()
        for n in range(size):
            text = f"{paragraphs[n]} and something else. The town of the town is of the town."
            list(finder.runs(text)), list(finder.near(text))
        return time.process_time() - began

    small, large = seconds(100), seconds(400)
    assert large < 10 * max(small, 0.01)
