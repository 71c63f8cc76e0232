"""What is known of languages beyond CLDR: which scripts they use, and how Office names them. Data only."""

from __future__ import annotations

EAST_ASIAN = frozenset({"ja", "ko", "zh"})
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
REGIONS = {
    "ar": "ar-SA",
    "cs": "cs-CZ",
    "da": "da-DK",
    "de": "de-DE",
    "el": "el-GR",
    "en": "en-US",
    "es": "es-ES",
    "fa": "fa-IR",
    "fi": "fi-FI",
    "fr": "fr-FR",
    "he": "he-IL",
    "hu": "hu-HU",
    "id": "id-ID",
    "it": "it-IT",
    "ja": "ja-JP",
    "ko": "ko-KR",
    "nl": "nl-NL",
    "pl": "pl-PL",
    "pt": "pt-PT",
    "ru": "ru-RU",
    "sv": "sv-SE",
    "th": "th-TH",
    "tr": "tr-TR",
    "uk": "uk-UA",
    "ur": "ur-PK",
    "vi": "vi-VN",
    "zh": "zh-CN",
}
"""The region that Office assumes for a language named without one; Office proofs only tags that have a region."""


def primary(language: str) -> str:
    """Return the language without its region or script: pt of pt-BR."""
    return language.partition("-")[0].lower()


def is_english(language: str) -> bool:
    return primary(language) == "en"


def office_tag(language: str) -> str:
    return REGIONS.get(language.lower(), language)


def is_east_asian(language: str) -> bool:
    return primary(language) in EAST_ASIAN


def is_right_to_left(language: str) -> bool:
    return primary(language) in RIGHT_TO_LEFT
