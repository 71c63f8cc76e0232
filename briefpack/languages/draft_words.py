"""Words by which people say that a document is not final yet, in the languages that they write their marks in.

They are looked for in every document, whatever its language: many write “Draft” on a German one.
"""

from __future__ import annotations

import re
from functools import cache

_WORDS = {
    "en": r"(?:first |second |final |rough |working )?drafts?|preliminary|provisional|unfinished|not (?:yet )?final"
    r"|work in progress|for internal review",
    "de": r"\w*entwurf\w*|rohfassung|arbeitsfassung|arbeitsstand|vorläufig\w*|unfertig|nicht (?:final|abgestimmt)",
    "es": r"borrador(?:es)?|provisional|preliminar",
    "fr": r"brouillon|ébauche|avant-projet|provisoire|préliminaire",
    "it": r"bozza|bozze|provvisori[oa]|preliminare",
    "nl": r"concept(?:versie)?|voorlopig",
    "pt": r"rascunho|minuta|provisóri[oa]|preliminar",
    "ja": r"草案|素案|試案|原案|未定稿|下書き|ドラフト|たたき台|叩き台|暫定|仮訳|仮版",
    "ko": r"초안|시안|가안|잠정|드래프트|작성 ?중|미확정",
    "zh": r"草案|草稿|初稿|暂定|暫定|征求意见稿|徵求意見稿|未定稿",
}
_ANY = "|".join(_WORDS.values())
_CLOSED_UP = "|".join(_WORDS[language] for language in ("ja", "ko", "zh"))
"""Words of languages that write other words right before and behind them."""
_BRACKETED = r"[（(]\s*[案안]\s*[）)]"
"""A word that is one of many others without its brackets."""
_NUMBER = r"(?:\s?(?:v|version|no\.?|nr\.?|#)?\s?\d[\d.]*)?"


@cache
def _said() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{_ANY})(?![a-zà-ÿ])|{_CLOSED_UP}|{_BRACKETED}", re.IGNORECASE)


@cache
def _label() -> re.Pattern[str]:
    """Return what finds a label; compiled for a release alone, as that takes as long as reading a pack."""
    before = rf"^\W*(?:{_ANY}){_NUMBER}\s*(?:[:：–—|)\]】）]|-\s|$)"
    return re.compile(rf"{before}|[(\[（【]\s*(?:{_ANY}|案|안){_NUMBER}\s*[)\]）】]\W*$", re.IGNORECASE)


def draft_words_in(mark: str) -> str:
    """Return the words of a handling mark that say that a document is not final; nothing where none do."""
    said = _said().search(mark)
    return said[0] if said else ""


def draft_label_of(title: str) -> str:
    """Return the label before or behind a title that says so: “Draft: …”, “… (Entwurf)”; a law’s draft is no label."""
    label = _label().search(title)
    return label[0].strip(" -–—:：|()[]【】（）") if label else ""
