"""How Word files state the language of words."""

from __future__ import annotations

from functools import lru_cache

from briefpack.languages.scripts import is_east_asian, is_right_to_left, office_tag, primary
from briefpack.office.markup import escape

DATE_FORMATS = {"ja": "yyyy'年'M'月'd'日'", "zh": "yyyy'年'M'月'd'日'", "ko": "yyyy'년' M'월' d'일'"}
"""How Word writes a date that a person picks, where that is not `18 August 2023`."""


@lru_cache(maxsize=64)
def language_xml(language: str) -> str:
    """Return the element by which a run says its language, in the slot of its script (17.3.2.20).

    Latin words among East Asian ones are no words of that language: programs would break them anywhere.
    """
    tag = escape(office_tag(language))
    if is_east_asian(language):
        return f'<w:lang w:val="en-US" w:eastAsia="{tag}"/>'
    return f'<w:lang w:bidi="{tag}"/>' if is_right_to_left(language) else f'<w:lang w:val="{tag}"/>'


def date_format(language: str) -> str:
    """Return the format of a date to pick, in Word's letters for day, month and year."""
    return DATE_FORMATS.get(primary(language), "d MMMM yyyy")
