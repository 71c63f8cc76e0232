"""Where lines may end, and where they are best ended."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.languages.line_breaks import (
    CLOSING,
    LEAST_CELLS,
    OPENING,
    atoms,
    handed_down,
    is_count,
    is_wide,
    unparted,
)
from briefpack.languages.ragged import Atom, evened, filled, phrased


def test_lines_may_end_between_japanese_characters_but_not_before_a_stop() -> None:
    assert atoms("日本語。") == ["日", "本", "語。"]
    assert atoms("「約束」ABC、") == ["「約", "束」", "ABC、"]
    assert atoms("한국어") == ["한국어"]


@pytest.mark.parametrize(
    "whole",
    [
        *("日|本|「語」|と", "と|（注）、|「『「二|重」』」。", "日|本|(JAPAN)|と|(日|本)", "「「", "日|（(「"),
        *(
            "ウォッチャー|とヶ|と|パートナー|や|キャンプ・|デービッド",
            "コミュニ|ケーション|の|リスク、|インフラ|ストラクチャー|が",
            "人々|と|こゝ|ろ|を",
            "……|あ|る|い|は|――|そ|う！？",
            "11〜18|と|日|本-|韓|国／|中|国",
        ),
        *(
            "2023年9月15日|に",
            "３か国語|で",
            "3万5千人|と|１，０００円|と|2.5％|増",
            "第12回|と|第一弾|と|二つ",
            "G7|諸|国|の|第5条",
            "段落4、|14、|19〜24、|筆|者|紹|介",
            "段|落|の|2〜3か所|で",
        ),
        *(
            "気|温|は|-5度",
            "10：30|に|9/15|発",
            "9月\u00a015日|の|朝",
            "한국(韓|國)과",
            "한국「通」을",
            "well-known/used(x)",
        ),
    ],
)
def test_lines_end_as_japanese_rules_allow(whole: str) -> None:
    assert atoms(whole.replace("|", "")) == whole.split("|")


@given(st.text(alphabet="日本語をー、。「」（）()“”ッゃ々12年月AB-/한 \u00a0", max_size=12))
def test_no_opening_mark_ends_a_line_and_no_closing_mark_begins_one(text: str) -> None:
    for word in text.split():
        found = atoms(word)
        assert "".join(found) == word
        assert not [atom for atom in found[:-1] if atom[-1] in OPENING]
        assert not [atom for atom in found[1:] if is_wide(word) and atom[0] in CLOSING]


def test_a_number_with_its_counters_is_told_from_other_text() -> None:
    assert all(map(is_count, ("2023年9月15日", "３か国語", "第5条", "1,000円")))
    assert not any(map(is_count, ("9月の朝", "約3万", "")))


def test_a_last_line_takes_what_it_lacks_from_the_line_before() -> None:
    before = atoms("太平洋の若者の留学枠を")
    assert handed_down(before, "基") == len("留学枠を")
    assert handed_down(before, "基金を") == 0
    assert handed_down(["부처 ", "간 ", "공동 "], "실") == 0
    assert handed_down(["one ", "two "], "x") == 0
    assert LEAST_CELLS == 6


def lines(text: str, width: float, count: int) -> list[str]:
    parts = [Atom(atom, len(atom) * 10.0) for atom in atoms(text)]
    starts = [0, *phrased(parts, width, count, 10)]
    return ["".join(part.text for part in parts[a:b]) for a, b in pairwise(starts)]


def test_lines_of_a_title_end_where_a_reader_parts_phrases() -> None:
    assert lines("合同作業部会と共同留学プログラムからの着手を", 160, 2) == [
        "合同作業部会と",
        "共同留学プログラムからの着手を",
    ]
    name = lines("執筆するシモーネ・ガリンベルティ氏は日本と韓国に提案する", 200, 2)
    assert lines("第一弾として留学・青少年の事業から着手する", 130, 2)[0] in (
        "第一弾として",
        "第一弾として留学・青少年の",
    )
    assert name == ["執筆するシモーネ・ガリンベルティ氏は", "日本と韓国に提案する"]


def test_lines_of_a_title_end_between_phrases_and_are_about_even() -> None:
    assert lines("競い合う援助から共同の援助へ", 110, 2) == ["競い合う援助から", "共同の援助へ"]
    assert lines("甲乙丙、丁戊己庚辛壬", 60, 2) == ["甲乙丙、", "丁戊己庚辛壬"]
    assert lines("共同", 20, 1) == ["共同"]


def test_lines_are_filled_or_even() -> None:
    parts = [Atom(word, len(word), 1) for word in ["a", "working", "group", "with", "study", "programmes", "first"]]
    assert filled(parts, 40) == [6, 7], "the last line is one word"
    assert evened(parts, 40, 2, 2) == [3, 7], "before a word that leans on the next"


def test_even_lines_end_behind_a_stop_and_not_within_what_belongs_together() -> None:
    def even(text: str, width: float, count: int) -> list[str]:
        words = text.split()
        parts = [Atom(word.replace("~", ""), len(word), 1, kept="~" in word) for word in words]
        ends = evened(parts, width, count, 1)
        return [" ".join(words[first:last]).replace("~", "") for first, last in pairwise([0, *ends])]

    assert even("What would it cost, and who would pay?", 26, 2) == ["What would it cost,", "and who would pay?"]
    assert even("No money is committed before you have seen that report.", 25, 3)[0] == "No money is committed"
    assert even("the name of a contact (Our~ analysis;~ para 24)", 28, 2) == [
        "the name of a contact",
        "(Our analysis; para 24)",
    ]
    assert evened([Atom("", 9, 1)] * 3, 10, 2, 1) == [], "they need three"


def test_thai_is_parted_between_words() -> None:
    words = ["การ", "ประชุม", "สุดยอด", "เพื่อ", "ความ", "ร่วม"]
    assert atoms("".join(words)) == words
    assert atoms("“ประชุม”") == ["“ประชุม”"]
    assert atoms("ASEAN2023ประชุม") == ["ASEAN2023", "ประชุม"]


@given(st.text("กขนมรเแไะาำิ่้็์ๆฯ2A“”()\u00a0", min_size=1, max_size=30))
def test_no_word_of_thai_begins_with_a_mark_or_ends_with_a_vowel_that_leads(text: str) -> None:
    parts = atoms(text)
    assert "".join(parts) == text
    for before, after in pairwise(parts):
        assert before[-1] not in "เแไ“(\u00a0" and after[0] not in "ะาำิ่้็์ๆฯ”)\u00a0"
        assert not (before[-1] + after[0]).isascii()


def test_letters_whose_words_are_not_known_are_parted_by_those_who_wrote_them() -> None:
    khmer = "កិច្ចសហប្រតិបត្តិការ"
    assert atoms(khmer) == [khmer]
    assert unparted(khmer) == "" and unparted(khmer * 3) == khmer * 3
    assert unparted("\u200b".join([khmer] * 3)) == "" and unparted("a" * 90) == ""
