"""Labels: the words that writers add, in a document's language, and whatever else is to be translated."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from briefpack.document.tree import Meta
from briefpack.rendering.labels import (
    OUTGOING_WORDS,
    label_messages,
    labels_in,
    outgoing_messages,
    outgoing_words,
    phrase_messages,
    phrase_translations,
)
from tests.conftest import REPOSITORY

TEMPLATES = (REPOSITORY / "templates",)


def test_every_label_of_a_document_is_translated_by_its_own_context() -> None:
    names = {field.name for field in fields(Meta) if field.name.endswith("_label")}
    english, korean = labels_in("en", TEMPLATES), labels_in("ko", TEMPLATES)
    assert set(english) == set(korean) == names
    assert english == {field.name: field.default for field in fields(Meta) if field.name in names}
    assert all(english[name] != korean[name] for name in names if english[name].isalpha())
    assert {message.context for message in label_messages()} == {
        f"words.{name.removesuffix('_label')}" for name in names
    }


def test_what_goes_out_speaks_the_language_of_its_readers() -> None:
    say = outgoing_words(TEMPLATES)
    assert all(say("en", words) == words for words in OUTGOING_WORDS.values())
    for language in ("de", "ja", "ko"):
        assert all(say(language, words) != words for words in OUTGOING_WORDS.values())
        assert all(f"{{{name}}}" in say(language, OUTGOING_WORDS["copy"]) for name in ("number", "total", "name"))


def test_a_phrase_is_listed_once(tmp_path: Path) -> None:
    memo = tmp_path / "documents" / "memo.md.j2"
    memo.parent.mkdir()
    memo.write_text('{{ _("Why") }} {{ _("Why") }} {{ pgettext("a verb", "Why") }}', encoding="utf-8")
    keys = [message.key for message in phrase_messages((tmp_path,))]
    assert keys[len([*label_messages(), *outgoing_messages()]) :] == [("", "Why"), ("a verb", "Why")]
    assert phrase_translations((tmp_path,), (), "en") == [], "English needs none"
    assert ("Why", None) in phrase_translations((tmp_path,), (), "de")
