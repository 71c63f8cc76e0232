"""Where a line may end: in Chinese and Japanese between characters, in Thai between words, else at spaces alone.

One rule for all formats that break lines themselves, after JIS X 4051 and W3C's Requirements for Japanese Text Layout
(JLREQ), 3.1: closing marks, small kana and the like begin no line, opening marks end none, and a number keeps its
counter. Words in katakana stay whole, as their readers prefer. Hangul is broken between words only, as Koreans prefer.
Words of Thai are those of a model; of Khmer, Lao and Burmese, which write no spaces either, none is known.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from typing import Any

from briefpack.languages.characters import JOINER, SOFT_HYPHEN, cells, clusters, goes_on
from briefpack.languages.hyphenation import LEFT, RIGHT, hyphen_places, own_hyphens, with_soft_hyphens
from briefpack.languages.scripts import HANGUL, IDEOGRAPHS, WIDE, EastAsian

NO_BREAK = "\u00a0"
OPENING = "（「『【〔〈《［｛〖〘〚〝｟｢‘“"
SMALL_KANA = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
CLOSING = (
    "、。，．・：；？！）」』】〕〉》］｝〗〙〛〞〟｠｡､｣･’”…‥‼⁇⁈⁉ー〜～゠／％々〻ゝゞヽヾｰﾞﾟ" + SMALL_KANA + ",.:;?!)]}%"
)
SCALE = "十百千万億兆"
LONG_UNITS = (
    "か国語 カ国語 か国 カ国 ヵ国 ヶ国 ケ国 か月 カ月 ヵ月 ヶ月 ケ月 か年 カ年 か所 カ所 ヵ所 ヶ所 ケ所 年度 年代 年間"
    " 年前 年後 年半 年目 か条 カ条 週間 日間 日目 時間 分間 世紀 回目 番目 段落 段階 ページ ウォン ドル ユーロ"
)
UNITS = (
    *LONG_UNITS.split(),
    *"年月日号號時分秒週人名件円元圓個个回度本校社国國州県市町村歳才台枚冊点點項条條章節部版位割倍頁字語隻機組番行段階種类類弾つ",
)
"""What counts: it stays with the number before it. Longer ones first."""
LEAST_CELLS = 6
"""A last line of fewer cells than this, two a wide character, takes some of the line before."""
MOST_CELLS = 16
BRACKETS = frozenset("）」』】〕〉》］｝)]}")
NAME_DOT = "・"
"""Stands between the parts of a name, and of a list of two words: a line had better not end there."""

LONGEST_COUNT = 40
"""A number with its counters has no more letters than this."""

_OPENS = f"(?:[{OPENING}]|[(\\[{{](?=[{WIDE}{OPENING}]))"
_KATAKANA = "[\u30a1-\u30fa\u30fc-\u30ff]"
_FOREIGN = f"{_KATAKANA}{{2,8}}(?!{_KATAKANA})|{_KATAKANA}{{4}}(?={_KATAKANA}{{5}})"
"""A word of another language, whole; of more than eight letters, a part of four at least."""
_NARROW = f"(?:(?!{_OPENS})[^{WIDE}{OPENING}])"
_UNIT = "(?:" + "|".join(UNITS) + ")"
_COUNTED = f"(?:[{SCALE}]+[0-9０-９]*)*{_UNIT}?"
_NUMBER = "(?:[０-９](?:[０-９，．：]*[０-９])?|[〇一二三四五六七八九十百千]+)"
NAMED = "段落"
"""What a number behind it is the number of."""
_CLOSED = f"(?:[{re.escape(CLOSING)}]|[-‐–/](?![0-9]))*"
_LETTERS = f"{_NARROW}+(?:(?<=[0-9])(?:[：．，〜～][0-9]+)*{_COUNTED})?|{_NUMBER}{_COUNTED}"
_NUMBERED = f"(?:第|{NAMED}(?=[0-9０-９]))?"
_SINGLE = f"[￥＄￡€№]?(?!{_OPENS})(?:{_FOREIGN}|[{WIDE}])"
_ATOM = f"{_OPENS}*(?:{_NUMBERED}(?:{_LETTERS})|{_SINGLE}){_CLOSED}|{_OPENS}+|."
_WIDE = EastAsian(f"[{WIDE}]")
_BREAK_BESIDE_WIDE = EastAsian(f"(?<=[{WIDE}])\n|\n(?=[{WIDE}])")
_KANA = EastAsian("[\u3041-\u3096\u30a1-\u30fa]")
_COMPOUND = EastAsian(f"[{IDEOGRAPHS}][{IDEOGRAPHS}\u30a1-\u30fa]")
_HANGUL = EastAsian(f"[{HANGUL}]")
_THAI = re.compile("[\u0e01-\u0e5b]")
THAI_LEADING = "เแโใไ"
"""Vowels that stand before the letter after which they are read."""
THAI_TRAILING = "ะาำๅๆฯ"
"""Vowels and signs that stand behind a letter and end with it."""
_UNPARTED = re.compile("[\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f]+")
LONGEST_UNPARTED = 40
"""More letters of Khmer, Lao or Burmese in a row than this do not fit on a line of a narrow column."""
_LETTERS_ALONE = re.compile(r"\W*[^\W\d_]+(?:[’'‑-][^\W\d_]+)*\W*")
_TOKEN = re.compile(r"\S+")
_GLUED = frozenset((NO_BREAK, "\u202f", JOINER))
"""Characters beside which no line ends, as beside Korean letters."""
_DATE_GOES_ON = re.compile(r"[0-9０-９][年月]\Z")
_DATE_PART = re.compile("[0-9０-９]+[月日](?!間)")
_COUNT = re.compile(f"(?:第?(?:[0-9][0-9,.]*|{_NUMBER})[{SCALE}]*{_UNIT})+")


SPACE = re.compile(r"[^\S\u00a0\u2007\u202f]+")
"""White space at which a line may end: any but the no-break spaces."""


def is_wide(text: str) -> bool:
    """Whether the text holds a character beside which a line may end without a space."""
    return bool(_WIDE.search(text))


def holds_hangul(text: str) -> bool:
    """Tell whether a text holds Korean letters, whose words are not broken."""
    return bool(_HANGUL.search(text))


def ends_with_phrases(text: str) -> bool:
    """Tell whether lines of a text end where phrases do: of Japanese, that is, which kana give away."""
    return bool(_KANA.search(text)) and not holds_hangul(text)


def parts_with_hyphen(text: str) -> bool:
    """Tell whether a text without spaces is parted with a hyphen: letters, with signs around them; no address."""
    return bool(_LETTERS_ALONE.fullmatch(text)) and not is_wide(text) and not holds_hangul(text)


def with_hyphens_where_wide(text: str, language: str, is_wide: Callable[[str], bool]) -> str:
    """Return a text for a narrow column with soft hyphens in its longer words.

    A word that the column does not hold has them where patterns say, be it a name, or without patterns between any
    letters; an address and a number have none. What says where it may be parted stays as it is.
    """

    def parted(token: re.Match[str]) -> str:
        if "/" in token[0] or "@" in token[0]:
            return token[0]
        parts = pairwise((0, *own_hyphens(token[0], 1), len(token[0])))
        return "".join(_with_hyphens(token[0][first:last], language, is_wide) for first, last in parts)

    return _TOKEN.sub(parted, text)


def _with_hyphens(word: str, language: str, is_wide: Callable[[str], bool]) -> str:
    if SOFT_HYPHEN in word or not is_wide(word) or not parts_with_hyphen(word):
        return with_soft_hyphens(word, language)
    letters = list(clusters(word))
    ends = list(accumulate(map(len, letters)))
    places = hyphen_places(word, language) or tuple(
        end for end in ends[LEFT - 1 : -RIGHT] if word[end - 1].isalpha() and word[end].isalpha()
    )
    return SOFT_HYPHEN.join(word[first:last] for first, last in pairwise((0, *places, len(word))))


def unbroken(text: str) -> str:
    """Return lines as one: the end of a line is a space, but beside letters of Chinese and Japanese it is nothing."""
    return _BREAK_BESIDE_WIDE.sub(lambda _: "", text).replace("\n", " ")


def is_count(text: str) -> bool:
    """Whether the text is one number with its counters, as a date is: 2023年9月15日."""
    return len(text) <= LONGEST_COUNT and bool(_COUNT.fullmatch(text))


def atoms(word: str) -> list[str]:
    """Split a word without spaces where a line may end."""
    if not is_wide(word):
        return [word] if word.isascii() or not _THAI.search(word) else _thai_words(word)
    split: list[str] = []
    for atom in _atom().findall(word):
        in_date = split and _DATE_GOES_ON.search(split[-1]) and _DATE_PART.match(atom)
        if split and (in_date or _is_glued(split[-1][-1]) or _is_glued(atom[0])):
            split[-1] += atom
        else:
            split.append(atom)
    return split


def _is_glued(character: str) -> bool:
    return character in _GLUED or goes_on(character) or holds_hangul(character)


def whole_words(text: str) -> list[str]:
    """Return the words of a text that no line may part; an address may be, behind each of its slashes."""
    return [atom for word in SPACE.split(text) if "/" not in word for atom in atoms(word)]


def _thai_words(text: str) -> list[str]:
    """Split Thai where its words end; what belongs to the letter or the word before it stays there."""
    words: list[str] = []
    for part in _thai_parser().parse(text):
        if words and not _ends_a_thai_word(words[-1][-1], part[0]):
            words[-1] += part
        else:
            words.append(part)
    return words


def _ends_a_thai_word(last: str, first: str) -> bool:
    in_thai = _THAI.match(last) or _THAI.match(first)
    held = last in THAI_LEADING + OPENING + "([{" or first in THAI_TRAILING + CLOSING
    return bool(in_thai and not held and not _is_glued(last) and not _is_glued(first))


@functools.cache
def _thai_parser() -> Any:
    """Return what finds words of Thai, loaded when a text first needs it."""
    import budoux

    return budoux.load_default_thai_parser()


@functools.cache
def _atom() -> re.Pattern[str]:
    """Return what finds atoms, compiled when a text first needs it: that takes longer than all else in this module."""
    return re.compile(_ATOM, re.DOTALL)


def unparted(text: str) -> str:
    """Return the first letters of Khmer, Lao or Burmese that are more than a line can hold; "" if there are none.

    Their words are not known here: only a space or a zero-width space says where a line may end.
    """
    if text.isascii():
        return ""
    return next((run for run in _UNPARTED.findall(text) if len(run) > LONGEST_UNPARTED), "")


def handed_down(before: Sequence[str], last: str) -> int:
    """Return how many pieces of the line before the last one belong with it, so that no lone character ends a text.

    For Chinese and Japanese alone; in other languages the caller moves whole words.
    """
    short = cells(last)
    if short >= LEAST_CELLS or holds_hangul(last) or not is_wide(last + "".join(before[-2:])):
        return 0
    best, least = 0, 0.0
    for count in range(1, len(before) // 2 + 1):
        moved = short + cells("".join(before[-count:]))
        if moved > short + MOST_CELLS:
            break
        cost = moved / 2 + ugliness(before[-count - 1], before[-count]) / 4
        if moved >= LEAST_CELLS and (not best or cost < least):
            best, least = count, cost
    return best


@functools.lru_cache(maxsize=1024)
def phrase_ends(text: str) -> frozenset[int]:
    """Return after how many letters phrases of Japanese end, as its readers part them; none for other languages."""
    if not _KANA.search(text):
        return frozenset()
    ends = accumulate(map(len, _parser().parse(text)))
    # An ideograph and what follows of these or of katakana mostly are one word: 青少年, 共同留学プログラム.
    parted = {end for end in ends if not _COMPOUND.search(text[end - 1 : end + 1])}
    marks = {
        n
        for n, letter in enumerate(text, 1)
        if letter_kind(letter) in ("mark", "space")
        and letter != NAME_DOT
        and not _goes_on_behind(letter, text[n : n + 1])
    }
    parted -= {end for end in parted if _goes_on_behind(text[end - 1], text[end : end + 1])}
    return frozenset(parted | marks | {n for n, letter in enumerate(text) if letter in OPENING})


@functools.cache
def _parser() -> Any:
    """Return what finds phrases, loaded when a text first needs it."""
    import budoux

    return budoux.load_default_japanese_parser()


def ugliness(left: str, right: str) -> float:
    """Return how much a reader minds that a line ends here, from 0: best after a stop or a space, then after particles.

    Most phrases of Japanese end in hiragana, and the next one begins in another script.
    """
    ends, begins = letter_kind(left[-1:]), letter_kind(right[:1])
    if left[-1:] == NAME_DOT:
        return 40 if joins_a_name(left, right) else 10
    if ends in ("space", "mark") or begins == "mark":
        return 36 if _goes_on_behind(left[-1:], right[:1]) else 0
    if ends == "hiragana":
        return 28 if begins == "hiragana" else 3
    if begins == "hiragana":
        return 36
    return 56 if ends == begins == "katakana" else 24


def _goes_on_behind(bracket: str, following: str) -> bool:
    """Tell whether kana behind a closing bracket end the phrase that is in it, as a particle does: （PIF）の."""
    return bracket in BRACKETS and letter_kind(following) == "hiragana"


def joins_a_name(left: str, right: str) -> bool:
    """Tell whether the dot at the end of a text joins parts of a name from abroad, and not words of a list."""
    return letter_kind(left[-2:-1]) == letter_kind(right[:1]) == "katakana"


@functools.lru_cache(maxsize=4096)
def letter_kind(character: str) -> str:
    if character.isspace():
        return "space"
    if re.match("[\u30a1-\u30fa\u30fc-\u30ff]", character):
        return "katakana"
    if re.match("[\u3041-\u3096]", character):
        return "hiragana"
    return "mark" if character and character in CLOSING + OPENING else "other"
