"""A document says of itself what its pack says, in its own language."""

from __future__ import annotations

from briefpack.content.brief import brief_pack
from briefpack.content.pack import read_pack
from briefpack.content.translation import translate_pack
from briefpack.document.tree import Meta
from briefpack.languages.catalogues.reading import read_catalogue
from briefpack.rendering.meta import document_meta
from tests.conftest import TINY
from tests.drafts import TEMPLATES


def meta(language: str, document: str = "memo") -> Meta:
    pack = read_pack(TINY)
    told = pack if language == "en" else translate_pack(pack, read_catalogue(TINY / "languages" / f"{language}.po"))
    return document_meta(brief_pack(told, "councillors", language), document, TEMPLATES)


def test_a_document_has_the_words_of_its_pack() -> None:
    found = meta("en")
    assert (found.kind, found.title, found.subject) == ("memo", "A joint kiosk at the harbour", "Public transport")
    assert (found.organisation, found.series) == ("Office of the Two Towns, Transport", "Transport briefing · No. 7")
    assert (found.audience, found.marking, found.keywords) == ("Councillors", "For discussion", ("ferry", "ticket"))
    assert (found.date, found.date_text) == ("2024-03-01", "1\u00a0March\u00a02024")


def test_a_title_is_the_document_s_own_or_else_the_headline() -> None:
    assert meta("en", "onepager").title == "One ticket would join two towns"


def test_a_translated_document_says_all_of_it_in_its_language() -> None:
    found = meta("ja")
    assert (found.language, found.title, found.date_text) == ("ja", "港の共同売店", "2024年3月1日")
    assert found.page_label != meta("en").page_label
    assert found.date == "2024-03-01"
