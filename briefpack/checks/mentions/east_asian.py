"""Numbers as Japanese, Korean and Chinese write them: 5千, 五千, 1億5千万, 三つ, 3割, 세 가지, 오천 명, 第2次."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from briefpack.checks.mentions.quantity import MOST, ORDINAL, PERCENT, UNIT, unit_of

LANGUAGES = frozenset(("ja", "ko", "zh"))
DIGITS = {digit: n for digits in ("〇一二三四五六七八九", "영일이삼사오육칠팔구") for n, digit in enumerate(digits)}
PLACES = {"十": 10, "百": 100, "千": 1000, "십": 10, "백": 100, "천": 1000}
GROUPS = {"万": 10**4, "萬": 10**4, "만": 10**4, "億": 10**8, "억": 10**8, "兆": 10**12, "조": 10**12}
KANJI = "一二三四五六七八九十百千"
HANGUL = "일이삼사오육칠팔구십백천만억조"
NATIVE = {word: n for n, word in enumerate("두 세 네 다섯 여섯 일곱 여덟 아홉 열 열한 열두".split(), 2)}  # noqa: SIM905
NATIVE_ORDINALS = {"둘째": 2, "셋째": 3, "넷째": 4, "다섯째": 5}
JA_COUNTERS = (
    "つ|人(?!的|間|口)|名|件|[かカヵヶケ箇](?:国|所|月|年)|回|本(?!的|来|質)|点(?!で|が|を|は)|倍|割|歳|項目|種類|段階|分野|機関|大学|案|校|社|"
    "団体|提案|選択肢|枚|ページ|頁|時間|週間|日間|年間|年後|年前|%|％|パーセント|ドル|円|ユーロ|ウォン"
)
KO_COUNTERS = (
    "가지|개|곳|나라|국가|명|사람|건|번(?!째)|차례|정부|정상|장관|부처|분야|단계|방안|기관|대학|쪽|편|배|달|해(?!서|야)|주(?!요)|년|시간|원|달러|"
    "퍼센트|%|회|학교|단체|제안|선택지|지역|도시|양측|측"
)
SCALES = "".join((*PLACES, *GROUPS))
SCALED = (
    rf"(?<![\d.,])(?P<number>\d[\d,.]*[{SCALES}](?:\s?\d[\d,.]*[{SCALES}]|[{SCALES}]|\d+(?![\d.,]))*)(?P<unit>{UNIT})?"
)
"""A number in digits with words for its places: 5千, 2만, 1億5千万, 1조 2,000억."""
IN_KANJI = rf"(?<![第数何幾{KANJI}〇万億兆])(?P<number>[{KANJI}][{KANJI}〇万億兆]*)(?=(?:{JA_COUNTERS}))"
IN_HANGUL = (
    rf"(?<![가-힣])(?P<number>(?=[{HANGUL}]*[십백천만억])[{HANGUL}]{{2,}}\s?|[십백천만억]\s)(?=(?:{KO_COUNTERS}))"
)
IN_WORDS = rf"(?<![가-힣])(?P<word>{'|'.join(sorted(NATIVE, key=len, reverse=True))})\s(?=(?:{KO_COUNTERS}))"
TENTHS = (
    r"(?<![\d一二三四五六七八九])(?P<tenths>[\d一二三四五六七八九]+)\s?[割할]"
    r"(?:(?P<hundredths>[\d一二三四五六七八九])[分푼])?(?![合り])"
)
SHARES = r"(?P<most>過半数?|大半|大部分|大多数|대부분|대다수|과반수?)|(?P<half>半数|半分|절반|반수(?![가-힣]))"
ORDINALS = (
    rf"[第제]\s?(?P<after>\d+|[{KANJI}]+)(?=\s?[次回期条章版代位号部차회기조장판대위호부])|"
    rf"(?<![\d{KANJI}])(?P<before>\d+|[{KANJI}]+)(?=番目|つ目|회째|번째|째)|"
    rf"(?<![가-힣])(?P<native>{'|'.join(NATIVE)})(?=\s?번째)|(?<![가-힣])(?P<word>{'|'.join(NATIVE_ORDINALS)})"
)

Value = tuple[Fraction, str] | None


def value_of(written: str) -> Fraction:
    """Return what a number stands for that is written in digits, in words for digits and places, or in both."""
    total, group, ones = Fraction(0), Fraction(0), Fraction(0)
    for token in re.findall(r"\d[\d,]*(?:\.\d+)?|\D", written):
        if token in GROUPS:
            total += (group + ones or 1) * GROUPS[token]
            group = ones = Fraction(0)
        elif token in PLACES:
            group += (ones or 1) * PLACES[token]
            ones = Fraction(0)
        elif token in DIGITS:
            ones = 10 * ones + DIGITS[token]
        elif token[0].isdecimal():
            ones = Fraction(token.replace(",", ""))
    return total + group + ones


def _plain(match: re.Match[str]) -> Value:
    return value_of(match["number"]), unit_of(match.groupdict().get("unit"))


def _native(match: re.Match[str]) -> Value:
    return Fraction(NATIVE[match["word"]]), ""


def _tenths(match: re.Match[str]) -> Value:
    return 10 * value_of(match["tenths"]) + value_of(match["hundredths"] or ""), PERCENT


def _share(match: re.Match[str]) -> Value:
    return Fraction(50), MOST if match["most"] else PERCENT


def _ordinal(match: re.Match[str]) -> Value:
    written = match["after"] or match["before"]
    if written:
        return value_of(written), ORDINAL
    return Fraction(NATIVE[match["native"]] if match["native"] else NATIVE_ORDINALS[match["word"]]), ORDINAL


Read = Callable[[re.Match[str]], Value]
Reading = tuple[re.Pattern[str], Read]
HINTS = re.compile(rf"[{KANJI}{SCALES}割할半過大第제째절반과대]|{'|'.join(NATIVE)}")
"""A character of every number that is written without digits."""


def with_digits() -> tuple[Reading, ...]:
    """Return what a text with a digit may hold; what one finds, the next does not see."""
    return _compiled((TENTHS, _tenths), (ORDINALS, _ordinal), (SCALED, _plain))


def without_digits() -> tuple[Reading, ...]:
    return _compiled(
        *((TENTHS, _tenths), (ORDINALS, _ordinal), (SHARES, _share)),
        *((IN_KANJI, _plain), (IN_HANGUL, _plain), (IN_WORDS, _native)),
    )


def _compiled(*readings: tuple[str, Read]) -> tuple[Reading, ...]:
    """Compile what is asked for: most runs meet no such number."""
    return tuple((re.compile(pattern), read) for pattern, read in readings)
