"""Lines of text: Japanese breaks where its rules allow, Korean between words, no line wider than its column."""

from __future__ import annotations

import pytest

from briefpack.figures.pen import CLOSING, OPENING
from briefpack.theme import read_theme
from briefpack.tree import Span, Text
from briefpack.writers.pdf.fonts import Fonts
from briefpack.writers.pdf.inlines import Look, Run
from briefpack.writers.pdf.text import Line, break_lines, shape
from tests.conftest import REPOSITORY

FONTS = Fonts(read_theme("ministry", REPOSITORY / "templates" / "themes"), "en", "test.pdf")
JAPANESE = (
    "港と丘を結ぶ共通の切符（きっぷ）は、来年の春から「双方の町」で売り出される予定です。"
    "料金は２００円……あるいは150円ですが、「安すぎる！」という声もあります。詳しくは www.example.org/kippu をご覧ください。"
    "ゲートウェイ・カードを使う人は、チャージして、すぐに乗れます。"
)
KOREAN = "항구와 언덕을 잇는 공동 승차권은 내년 봄부터 두 도시에서 판매될 예정입니다. 요금은 2천 원이며, 자세한 내용은 사무소에서 안내합니다."


def lines(text: str, language: str, width: float) -> list[Line]:
    look = Look(size=10, colour="#000000", language=language)
    return break_lines(shape([Run(text, look, (Span((Text(text),), language),))], FONTS), width)


def written(line: Line) -> str:
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
