"""How languages write numbers in words, as far as texts for readers do: from two upwards, places in an order, shares.

English is read on its own (`checks/mentions/numbers.py`), as are Japanese, Korean and Chinese. A word that is another
one as well is left out: French neuf, Italian sei.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from briefpack.languages.scripts import primary


@dataclass(frozen=True)
class NumberWords:
    """Hold the words of a language, in small letters, each with its value."""

    numbers: dict[str, int]
    ordinals: dict[str, int] = field(default_factory=dict)
    endings: str = ""
    """What may stand behind an ordinal, as a regular expression: dritten, dritter."""
    half: tuple[str, ...] = ()
    most: tuple[str, ...] = ()


def _from(first: int, words: str) -> dict[str, int]:
    return {word: n for n, word in enumerate(words.split(), first) if word != "-"}


NUMBER_WORDS = {
    "de": NumberWords(
        {
            **_from(2, "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn"),
            "zweier": 2,
            "dreier": 3,
            "dutzend": 12,
            "jahrzehnt": 10,
            "zwanzig": 20,
            "dreißig": 30,
            "hundert": 100,
            "tausend": 1000,
        },
        _from(2, "zweite dritte vierte fünfte sechste siebte achte neunte zehnte"),
        "[nrsm]?",
        ("hälfte",),
        ("mehrheit",),
    ),
    "fr": NumberWords(
        {
            **_from(2, "deux trois quatre cinq six sept huit - dix onze douze treize quatorze quinze seize"),
            "douzaine": 12,
            "vingt": 20,
            "trente": 30,
            "cent": 100,
            "mille": 1000,
        },
        _from(2, "deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième"),
        "s?",
        ("moitié",),
        ("plupart", "majorité"),
    ),
    "es": NumberWords(
        {
            **_from(2, "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"),
            "docena": 12,
            "veinte": 20,
            "treinta": 30,
            "cien": 100,
            "mil": 1000,
        },
        _from(2, "segund tercer cuart quint sext séptim octav noven décim"),
        "[oa]s?",
        ("mitad",),
        ("mayoría",),
    ),
    "it": NumberWords(
        {
            **_from(2, "due tre quattro cinque - sette otto nove dieci undici dodici tredici quattordici quindici"),
            "dozzina": 12,
            "venti": 20,
            "trenta": 30,
            "cento": 100,
            "mille": 1000,
        },
        _from(2, "second terz quart quint sest settim ottav non decim"),
        "[oaie]",
        ("metà",),
        ("maggioranza",),
    ),
    "pt": NumberWords(
        {
            **_from(2, "dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze"),
            "duas": 2,
            "dúzia": 12,
            "vinte": 20,
            "trinta": 30,
            "cem": 100,
            "mil": 1000,
        },
        _from(2, "segund terceir quart quint sext sétim oitav non décim"),
        "[oa]s?",
        ("metade",),
        ("maioria",),
    ),
    "nl": NumberWords(
        {
            **_from(2, "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien"),
            "dozijn": 12,
            "twintig": 20,
            "dertig": 30,
            "honderd": 100,
            "duizend": 1000,
        },
        _from(2, "tweede derde vierde vijfde zesde zevende achtste negende tiende"),
        "n?",
        ("helft",),
        ("meerderheid",),
    ),
}


def number_words(language: str) -> NumberWords | None:
    """Return the words of a language, or nothing where there are none here."""
    return NUMBER_WORDS.get(primary(language))
