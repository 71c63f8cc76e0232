"""An audience hears what its own translation lacks, and nothing of another audience's."""

from __future__ import annotations

from dataclasses import replace

from briefpack.checks.release import held_back
from briefpack.checks.translations import concerns, translation_problems, untranslated_problems
from briefpack.content.brief import brief_pack
from briefpack.content.pack import Pack, read_pack
from briefpack.content.translation import translate_pack
from briefpack.document import tree
from briefpack.languages.catalogues.reading import read_catalogue
from tests.conftest import TINY
from tests.trees import p

PACK = read_pack(TINY)
JAPANESE = read_catalogue(TINY / "languages" / "ja.po")
OF_VOTERS, OF_COUNCILLORS, OF_ALL = "audiences.voters.label", "audiences.councillors.label", "pack.subject"


def without(*keys: str) -> Pack:
    """Return the tiny pack in Japanese, where the texts with these key paths have no translation."""
    messages = [replace(m, translations=("",)) if m.context in keys else m for m in JAPANESE.messages]
    return translate_pack(PACK, replace(JAPANESE, messages=messages))


def messages_to(audience: str, translated: Pack, release: bool = False) -> list[tuple[str, str]]:
    problems = translation_problems(PACK, translated, audience, release)
    problems = held_back(problems, ()) if release else problems
    return [(problem.severity, problem.place.key or problem.message) for problem in problems]


def test_a_missing_text_is_an_error_for_those_who_would_read_it() -> None:
    translated = without(OF_VOTERS, OF_ALL)
    assert messages_to("voters", translated) == [("error", OF_ALL), ("error", OF_VOTERS)]
    assert messages_to("councillors", translated) == [("error", OF_ALL)]


def test_an_uncertain_text_is_a_warning_for_those_who_would_read_it_and_an_error_in_a_release() -> None:
    unsure = [
        replace(message, unsure=True) if message.context == OF_VOTERS else message for message in JAPANESE.messages
    ]
    translated = translate_pack(PACK, replace(JAPANESE, messages=unsure))
    assert [severity for severity, _ in messages_to("voters", translated)] == ["warning"]
    assert next(severity for severity, _ in messages_to("voters", translated, release=True)) == "error"
    assert messages_to("councillors", translated) == []


def test_whom_a_text_concerns() -> None:
    assert concerns(OF_ALL, "voters") and concerns(OF_VOTERS, "voters")
    assert not concerns(OF_COUNCILLORS, "voters")


def test_a_document_that_falls_back_names_its_own_texts_alone() -> None:
    translated = without(OF_VOTERS, OF_COUNCILLORS)
    audience = translated.audiences["councillors"]
    data = audience.data.model_copy(update={"fallback": True})
    translated = replace(translated, audiences={"councillors": replace(audience, data=data)})
    brief = brief_pack(translated, "councillors", "ja")
    labels = [PACK.audiences[name].data.label for name in ("voters", "councillors")]
    document = tree.Document(tree.Meta("memo", "x"), tuple(map(p, labels)))
    (problem,) = untranslated_problems(document, brief)
    assert problem.message == f"the memo in “ja”: 1 text is not translated and in the original: “{OF_COUNCILLORS}”"
