"""Lines of text: Japanese breaks where its rules allow, Korean between words, no line wider than its column."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefpack.languages.line_breaks import CLOSING, OPENING
from briefpack.look.theme import read_theme
from briefpack.writers.pdf.flows import TextFlow
from briefpack.writers.pdf.fonts import Fonts
from briefpack.writers.pdf.inlines import Look, StyledText
from briefpack.writers.pdf.lines import break_lines
from briefpack.writers.pdf.passages import Passage
from briefpack.writers.pdf.styles import TextStyle
from briefpack.writers.pdf.tables import column_widths
from briefpack.writers.pdf.text import TextLine, shape
from tests.conftest import REPOSITORY

FONTS = Fonts(read_theme("ministry", REPOSITORY / "templates" / "themes"), "en", "test.pdf")
JAPANESE = (
    "港と丘を結ぶ共通の切符（きっぷ）は、来年の春から「双方の町」で売り出される予定です。"
    "料金は２００円……あるいは150円ですが、「安すぎる！」という声もあります。詳しくは www.example.org/kippu をご覧ください。"
    "ゲートウェイ・カードを使う人は、チャージして、すぐに乗れます。"
)
KOREAN = "항구와 언덕을 잇는 공동 승차권은 내년 봄부터 두 도시에서 판매될 예정입니다. 요금은 2천 원이며, 자세한 내용은 사무소에서 안내합니다."


def lines(text: str, language: str, width: float) -> list[TextLine]:
    look = Look(size=10, colour="#000000", language=language)
    return break_lines(shape([StyledText(text, look)], FONTS), width)


def written(line: TextLine) -> str:
    return "".join(segment.text for segment in line.segments)


@pytest.mark.parametrize("width", range(112, 420, 4))
def test_japanese_lines_keep_the_rules(width: int) -> None:
    found = lines(JAPANESE, "ja", width)
    texts = [written(line) for line in found]
    assert "".join(texts).replace(" ", "") == JAPANESE.replace(" ", "")
    assert not [text for text in texts[1:] if text.strip()[0] in CLOSING]
    assert not [text for text in texts[:-1] if text.strip()[-1] in OPENING]
    assert all(line.width <= width + 0.1 for line in found)
    assert any("www.example.org/kippu" in text for text in texts), "an address is not split where it has room"
    assert not [text for text in texts if text.endswith("15")], "nor is a number"


@pytest.mark.parametrize("width", range(60, 420, 8))
def test_korean_lines_end_between_words(width: int) -> None:
    found = lines(KOREAN, "ko", width)
    assert " ".join(written(line).strip() for line in found) == KOREAN
    assert all(line.width <= width + 0.1 for line in found)


@pytest.mark.parametrize(("text", "language", "font"), [(JAPANESE, "ja", "NotoSansJP"), (KOREAN, "ko", "NotoSansKR")])
def test_each_script_is_set_in_its_font(text: str, language: str, font: str) -> None:
    fonts = {segment.font for line in lines(text, language, 300) for segment in line.segments}
    assert any(name.replace(" ", "").startswith(font) for name in fonts), fonts


def test_latin_within_japanese_keeps_the_body_font() -> None:
    fonts = {segment.font for line in lines("港の Kippu カード", "ja", 300) for segment in line.segments}
    assert len(fonts) == 2


LOOK = Look(size=10, colour="#000000", language="ja")
BOLD = replace(LOOK, bold=True)
NUMBER = replace(LOOK, size=6.6, rise=3.4)


def words(*runs: tuple[str, Look]) -> list[str]:
    """Return what no line may end in, of runs that each have a look."""
    return ["".join(run.text for run in word.runs) for word in shape([StyledText(*run) for run in runs], FONTS)]


@pytest.mark.parametrize("width", range(40, 140, 7))
def test_a_change_of_look_does_not_change_where_lines_end(width: int) -> None:
    texts = [JAPANESE[n : n + 3] for n in range(0, len(JAPANESE), 3)]
    changing = [StyledText(text, BOLD if n % 2 else LOOK) for n, text in enumerate(texts)]
    assert [word.text for word in shape(changing, FONTS)] == [
        word.text for word in shape([StyledText(JAPANESE, LOOK)], FONTS)
    ]
    assert all(line.width <= width + 0.1 for line in break_lines(shape(changing, FONTS), width))


def test_a_line_may_end_where_only_the_look_changes() -> None:
    assert words(("港と", BOLD), ("丘", LOOK)) == ["港", "と", "丘"]
    assert words(("日本-", BOLD), ("韓国", LOOK)) == ["日", "本-", "韓", "国"]
    assert words(("（", BOLD), ("丘", LOOK), ("）", BOLD)) == ["（丘）"]
    assert words(("港", BOLD), ("。", LOOK)) == ["港。"]
    assert words(("9", BOLD), ("月", LOOK), ("中", LOOK)) == ["9月", "中"]
    assert words(("un", BOLD), ("broken", LOOK)) == ["unbroken"]


def test_the_number_of_a_note_stays_with_what_it_follows() -> None:
    assert words(("増えた。", LOOK), ("1", NUMBER), ("次に", LOOK)) == ["増", "え", "た。1", "次", "に"]
    assert words(("港", LOOK), ("1", NUMBER), ("。", LOOK)) == ["港1。"]
    assert words(("end ", LOOK), ("1", NUMBER), ("月", LOOK)) == ["end", "1月"]


@pytest.mark.parametrize("length", range(11, 34))
@pytest.mark.parametrize("stop", ["。", ""])
def test_no_lone_character_ends_a_text_in_japanese(length: int, stop: str) -> None:
    found = [written(line) for line in lines(JAPANESE[:length].replace("「", "の") + stop, "ja", 100)]
    assert len(found[-1]) >= 3
    assert all(len(text) >= 5 for text in found[:-1])


@pytest.mark.parametrize("count", range(12, 40))
def test_a_short_word_does_not_end_a_text_alone(count: int) -> None:
    text = " ".join(["the", "boat", "leaves", "from", "a", "pier"] * count).split()[:count]
    found = break_lines(shape([StyledText(" ".join([*text, "now."]), replace(LOOK, language="en"))], FONTS), 150)
    assert len(found[-1].words) > 1


def test_a_short_word_does_not_end_a_heading_in_korean() -> None:
    for count in range(2, 12):
        text = "승차권은 " * count + "된다."
        for width in (100, 140, 180):
            found = break_lines(shape([StyledText(text, replace(LOOK, language="ko"))], FONTS), width, balanced=True)
            assert written(found[-1]) != "된다.", (count, width)


def test_a_title_in_japanese_ends_its_lines_between_phrases() -> None:
    def title(text: str, width: float) -> list[str]:
        return [written(line) for line in break_lines(shape([StyledText(text, LOOK)], FONTS), width, balanced=True)]

    assert title("合同作業部会の設置：留学・青少年を先行", 150) == ["合同作業部会の設置：", "留学・青少年を先行"]
    assert title("港と丘を結ぶ共通の切符についての提案", 140) == ["港と丘を結ぶ共通の", "切符についての提案"]


def cell(text: str) -> TextFlow:
    return TextFlow(None, passage=Passage.of(shape([StyledText(text, LOOK)], FONTS), 10), style=TextStyle(10, 13))


def test_a_narrow_column_holds_a_date_or_several_characters() -> None:
    rows = [[cell("担当する部局" * 9), cell("2023年9月15日"), cell("期限"), cell("Harbour " * 40)]]
    widths = column_widths(rows)
    assert widths.least[0] == pytest.approx(42)
    assert widths.least[1] == pytest.approx(cell("2023年9月15日").lines(1000)[0].width + 2)
    assert widths.least[2] == pytest.approx(22)
    assert [len(flow.lines(wide)) for flow, wide in zip(rows[0], widths.at(200), strict=True)][1:3] == [1, 1]


def test_a_joiner_keeps_two_words_in_one_line_and_is_not_written() -> None:
    assert words(("港へ。\u2060", LOOK), ("[段落5]", LOOK)) == ["港", "へ。[段落5]"]
    assert words(("\u2060 a", LOOK), ("\u2060", LOOK)) == ["", "a"]


def test_the_dot_between_names_has_no_space_of_its_own() -> None:
    def width(text: str) -> float:
        return sum(
            word.width
            for word in shape(
                [StyledText(text, LOOK)],
                Fonts(read_theme("ministry", REPOSITORY / "templates" / "themes"), "ja", "test.pdf"),
            )
        )

    assert width("EU・ASEAN") == pytest.approx(width("EU") + width("・") + width("ASEAN"))
    assert width("EUと") > width("EU") + width("と")


@pytest.mark.parametrize(
    ("word", "language", "parts"),
    [
        ("Klimaanpassungsmaßnahmen", "de", ["Klimaan\u00ad", "passungs\u00ad", "maßnah\u00ad", "men"]),
        ("responsibility", "en", ["responsib\u00ad", "ility"]),
        ("www.example.org/climate", "en", ["www.exam", "ple.org/", "climate"]),
    ],
)
def test_a_word_too_wide_for_its_column_is_parted_where_its_language_parts_it(
    word: str, language: str, parts: list[str]
) -> None:
    assert [written(line) for line in lines(word, language, 48)] == parts


def test_a_word_without_patterns_is_parted_with_a_hyphen_all_the_same() -> None:
    found = [written(line) for line in lines("abcdefghijklmnopqrstuvwxyz", "xx", 48)]
    assert "".join(found).replace("\u00ad", "") == "abcdefghijklmnopqrstuvwxyz"
    assert all(line.endswith("\u00ad") for line in found[:-1])


def test_a_lone_word_does_not_end_a_paragraph() -> None:
    text = "The ministers meet in the capital and agree to a plan for the coming year at"
    for width in range(120, 260, 7):
        found = [written(line).split() for line in lines(text + " sea", "en", width)]
        assert len(found[-1]) > 1, width


def test_a_hyphen_of_ours_belongs_to_the_word_that_it_parts() -> None:
    plain, link = Look(size=10, colour="#000000"), Look(size=10, colour="#000000", url="https://example.org/")
    texts = [StyledText("responsibility" * 3, plain), StyledText(":", link)]
    found = break_lines(shape(texts, FONTS), 60)
    assert all(segment.look is plain for line in found[:-1] for segment in line.segments)


def test_a_remark_in_brackets_and_what_dots_part_stand_on_one_line() -> None:
    said, small = Look(10, "#000000", language="en"), Look(8, "#000000", language="en")
    note = [
        StyledText("The name of a contact, by 15 September 2023. ", said),
        StyledText("(Our analysis; cf. paras 24)", small),
    ]
    for balanced in (False, True):
        found = [written(line) for line in break_lines(shape(note, FONTS), 130, balanced)]
        assert found[-1] == "(Our analysis; cf. paras 24)"
    facts = "Lead: Parks department · By next summer · paras 3, 5"
    found = [written(line) for line in break_lines(shape([StyledText(facts, small)], FONTS), 140)]
    assert found == ["Lead: Parks department · By next summer", "paras 3, 5"]


def test_what_belongs_together_is_parted_before_a_word_is() -> None:
    said, small = Look(10, "#000000", language="en"), Look(8, "#000000", language="en")
    note = [StyledText("A contact. ", said), StyledText("(Our analysis and that of others; cf. paras 24)", small)]
    found = break_lines(shape(note, FONTS), 100)
    assert " ".join(map(written, found)) == "A contact. (Our analysis and that of others; cf. paras 24)"
    assert all(line.width <= 100.01 for line in found)
