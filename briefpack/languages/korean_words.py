"""Words of Korean that lean on a neighbour: no line had better part them, though a space does."""

from __future__ import annotations

import re

_PARTICLES = (
    "은|는|이|가|을|를|도|의|에|에서|에는|에도|에만|로|으로|와|과|만|조차|밖에|라고|이라고|이다|이며|이고|이나|입니다"
    "|인가|이었다|일|임|까지|부터|마다"
)
_LEANS_BACK = re.compile(
    rf"(?:것|바|데|줄|뿐|채|때|때문|만큼|대로|듯|등|간|중|측|전|후|내|외|가지|명|편|곳|번|차례)(?:{_PARTICLES})?\W*"
)
"""Nouns that say something only with what stands before them, as 의존 명사 and counters do: 할 수, 부처 간, 두 가지."""
_LEANS_ON = frozenset(["그", "이", "저", "두", "세", "네", "한", "몇", "각", "더", "덜", "본", "안", "못", "새", "첫"])
"""Words of a syllable that belong to the next."""
_CAN = re.compile("(?:있|없)")
_ABILITY = re.compile("수(?:가|는|도|를|밖에|조차|만)?")


def belong_together(word: str, following: str) -> bool:
    """Tell whether a line had better not end between two words of Korean."""
    if _ABILITY.fullmatch(following):
        return _ends_in_l(word)
    if _LEANS_BACK.fullmatch(following) or word in _LEANS_ON:
        return True
    return bool(_ABILITY.fullmatch(word) and _CAN.match(following))


def _ends_in_l(word: str) -> bool:
    """Tell whether a verb says what may be: 할, 볼. Then 수도 is no capital."""
    last = ord(word[-1]) - 0xAC00
    return 0 <= last < 11172 and last % 28 == 8
