"""How Word’s files say which language words are in."""

from __future__ import annotations

import re

from briefpack.languages.scripts import is_east_asian, is_right_to_left, office_tag, primary
from briefpack.writers.word.markup import escape

_RUN = re.compile("<w:r>(?:<w:rPr>(.*?)</w:rPr>)?")
DATE_FORMATS = {"ja": "yyyy'年'M'月'd'日'", "zh": "yyyy'年'M'月'd'日'", "ko": "yyyy'년' M'월' d'일'"}
"""How Word writes a date that a person picks, where that is not `18 August 2023`."""


def language_xml(language: str) -> str:
    """Return the element by which a run says its language, in the slot of its script (17.3.2.20).

    Latin words among East Asian ones are no words of that language: programs would break them anywhere.
    """
    tag = escape(office_tag(language))
    if is_east_asian(language):
        return f'<w:lang w:val="en-US" w:eastAsia="{tag}"/>'
    return f'<w:lang w:bidi="{tag}"/>' if is_right_to_left(language) else f'<w:lang w:val="{tag}"/>'


def spoken(xml: str, language: str) -> str:
    """Return XML of ours in which every run says its language: those that do not yet are in the document's."""
    own = language_xml(language)

    def with_language(found: re.Match[str]) -> str:
        properties = found[1] or ""
        return found[0] if "<w:lang " in properties else f"<w:r><w:rPr>{properties}{own}</w:rPr>"

    return _RUN.sub(with_language, xml)


def date_format(language: str) -> str:
    return DATE_FORMATS.get(primary(language), "d MMMM yyyy")
