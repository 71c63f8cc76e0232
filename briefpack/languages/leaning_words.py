"""Words that lean on the next one: articles, prepositions and the like, in which no line had better end.

Those of English, German and Korean; other languages have none here, so that their lines are even and no more.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefpack.languages.korean_words import belong_together
from briefpack.languages.line_breaks import letter_kind

_ENGLISH = """
a an the this these those its their our your his her my each every both all any some no not
one two three four five six seven eight nine ten eleven twelve
of in on at by for from with to into onto over under between among against about after before during through without
within via per as than near beyond behind towards toward across along until since
and or nor but so if i we they he she
is are was were be been has have had will would can could may might must shall should do does did
"""
_GERMAN = """
der die das den dem des ein eine einen einem einer eines kein keine keinen keiner nicht
dieser diese dieses diesen diesem jeder jede jedes jeden jedem sein seine seinen seiner ihr ihre ihren ihrer
unser unsere unseren unserer euer eure euren zwei drei vier fünf sechs sieben acht neun zehn elf zwölf
im ins am ans auf aus bei beim mit nach von vom zu zum zur für über unter um durch gegen ohne bis seit vor hinter
zwischen wegen neben während trotz und oder aber sondern denn als wie wir sie es
ist sind war waren wird wurde werden soll sollen sollte sollten kann können könnte könnten muss müssen darf dürfen
hat haben hatte
"""
_CLAUSES = """
that what who whom whose which how where when whether why because while
dass was wer wen wem wie wo wann ob warum weil wenn
"""
_LEANING = frozenset(f"{_ENGLISH} {_GERMAN}".split())
_OPENS_A_CLAUSE = frozenset(_CLAUSES.split())
"""A line may begin with these whatever stands before it."""
_JOINS = frozenset(("and", "or", "nor", "und", "oder", "&"))
_AROUND = "“”‘’„‚«»\"'([{)]}"
IN_A_ROW, BETTER, USUAL, WITHIN_NAME, AFTER_LEANING, WITHIN_PAIR = 18, 24, 30, 80, 90, 100
"""How much a reader minds a line that ends behind a comma before more of the same, before a word that leans on the
next, anywhere, and where it had better not end, in squared ems: what the lines may differ to avoid it."""
LONE = 40
"""How much more, if a word of a text of four or more then ends it alone."""


def break_minded(words: Sequence[str], place: int) -> int:
    """Return how much a reader minds a line that ends after the word of that number, from 0: best behind a stop.

    Worst are ends that tear a word from the one that it leans on, or a pair of words from each other: “neighbours and
    clients”.
    """
    lone = LONE if len(words) == place + 2 and len(words) > 3 else 0
    return lone + _minded(words, place)


def _minded(words: Sequence[str], place: int) -> int:
    word, following = _core(words[place]), _core(words[place + 1])
    if _ends_in_mark(words[place]):
        goes_on = word.endswith(",") and not (following in _LEANING or following in _OPENS_A_CLAUSE)
        return IN_A_ROW if goes_on else 0
    if "가" <= following[:1] <= "힣" and belong_together(word, following):
        return AFTER_LEANING
    if _parts_a_pair(words, place) or (place and _parts_a_pair(words, place - 1)):
        return WITHIN_PAIR
    if following in _OPENS_A_CLAUSE:
        return USUAL
    if word in _LEANING or word in _OPENS_A_CLAUSE or word.isdecimal():
        return AFTER_LEANING
    if place and words[place].strip(_AROUND)[:1].isupper() and words[place + 1].strip(_AROUND)[:1].isupper():
        return WITHIN_NAME
    return BETTER if following in _LEANING else USUAL


def _parts_a_pair(words: Sequence[str], place: int) -> bool:
    """Tell whether a line ends before the “and” of two words that are a pair, not of lists or phrases."""
    if _core(words[place + 1]) not in _JOINS or (place and _core(words[place - 1]) not in _LEANING):
        return False
    behind = [_core(word) for word in words[place + 2 : place + 5]]
    phrase = next((n for n, word in enumerate(behind) if word in _LEANING), len(behind))
    return phrase < 3 and len(words) > place + 3 and not _ends_in_mark(words[place])


def _ends_in_mark(word: str) -> bool:
    return letter_kind(word.rstrip()[-1:]) == "mark"


def _core(word: str) -> str:
    return word.strip().strip(_AROUND).casefold()
