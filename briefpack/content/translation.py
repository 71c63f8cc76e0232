"""Translate a pack: a pack in, the same pack in another language out, before any audience sees it.

A text is found by its key path: `pack.proposals.working-table.title`, with ids where items have them and positions
elsewhere. Ids, figures, dates and addresses are no words: they stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefpack.content.model import Markdown, Part
from briefpack.content.pack import Audience, Pack
from briefpack.errors import Place, Problem, error, warning
from briefpack.languages.catalogues import REVIEWED, Catalogue, Message
from briefpack.yaml_file import YamlFile

NO_WORDS = frozenset(
    [
        *("id", "language", "date", "url", "email", "phone", "horizon", "region", "leads", "partners", "owner"),
        *("cites", "basis", "priority", "draws_on", "theme", "letterhead", "languages", "select", "figure", "formats"),
        *("sha256", "paragraphs", "items", "limits", "due", "by", "recommended", "master", "paper", "notes_for"),
    ]
)
"""Fields that say the same in every language, or nothing to a reader."""
NAMED = 10
"""How many missing translations are named one by one."""

Tell = Callable[[str, str], str]
"""Is given a text's key path and the text, and returns the text to put in its place."""


def pack_texts(pack: Pack) -> list[tuple[str, str]]:
    """Return every text of a pack that a reader may read, after its key path, in the order of the files."""
    found: list[tuple[str, str]] = []

    def note(key: str, text: str) -> str:
        found.append((key, text))
        return text

    _retold_pack(pack, note)
    return found


def pack_messages(pack: Pack) -> list[Message]:
    return [Message(key, str(text)) for key, text in pack_texts(pack)]


def translate_pack(pack: Pack, catalogue: Catalogue) -> Pack:
    """Return the pack in the catalogue's language; what has no translation keeps its words, and is listed.

    A translation of an original that has changed since is used: `translation_problems` says so.
    """
    untranslated: dict[str, str] = {}

    def tell(key: str, text: str) -> str:
        message = catalogue.by_context.get(key)
        if message and message.translated:
            return message.translations[0]
        untranslated[key] = str(text)
        return text

    told = _retold_pack(pack, tell)
    facts = told.facts.model_copy(update={"language": catalogue.language})
    return replace(told, facts=facts, catalogue=catalogue, untranslated=untranslated)


def _retold_pack(pack: Pack, tell: Tell) -> Pack:
    facts = _retold(pack.facts, ("pack",), tell)
    source = _retold(pack.source, ("source",), tell)
    audiences = {
        name: Audience(name, _retold(audience.data, ("audiences", name), tell), audience.file)
        for name, audience in pack.audiences.items()
    }
    return replace(pack, facts=facts, source=source, audiences=audiences)


def _retold(value: Any, key: tuple[str, ...], tell: Tell) -> Any:
    if isinstance(value, Part):
        names = [name for name in type(value).model_fields if name not in NO_WORDS]
        told = {name: _retold(getattr(value, name), (*key, name), tell) for name in names}
        return value.model_copy(update={name: new for name, new in told.items() if new is not getattr(value, name)})
    if isinstance(value, tuple):
        return tuple(_retold(child, (*key, getattr(child, "id", str(n))), tell) for n, child in enumerate(value))
    if isinstance(value, dict):
        return {name: _retold(child, (*key, name), tell) for name, child in value.items()}
    if isinstance(value, str) and value.strip():
        told_text = tell(".".join(key), value)
        return Markdown(told_text) if isinstance(value, Markdown) else told_text
    return value


def text_place(pack: Pack, file: YamlFile, path: tuple[str | int, ...]) -> Place:
    """Return where a text stands that has this path in a YAML file of the pack: there, or in the catalogue."""
    if pack.catalogue is None:
        return file.place(*path)
    heads: dict[Path, tuple[str, ...]] = {pack.file.path: ("pack",), pack.source_file.path: ("source",)}
    heads |= {audience.file.path: ("audiences", name) for name, audience in pack.audiences.items()}
    message = pack.catalogue.by_context.get(".".join((*heads[file.path], *_ids(file, path))))
    return pack.catalogue.place(message) if message and message.translated else file.place(*path)


def _ids(file: YamlFile, path: tuple[str | int, ...]) -> Iterator[str]:
    """Yield the parts of a key path: what stands in a list and has an id is named by it."""
    node = file.data
    for part in path:
        node = node[part] if isinstance(part, int) or part in node else {}
        yield str(node.get("id", part)) if isinstance(part, int) and isinstance(node, dict) else str(part)


def concerns(key: str, audience: str) -> bool:
    """Tell whether an audience may read the text with this key path."""
    return not key.startswith("audiences.") or key.split(".")[1] == audience


def translation_problems(pack: Pack, translated: Pack, audience: str, release: bool) -> Iterator[Problem]:
    """Find what an audience's translation lacks: texts, certainty, and for a release a native speaker's eye.

    An uncertain translation is a warning in a draft. What is missing is an error, unless the audience takes the pack's
    own words instead: then each document says so (`fallback_problems`).
    """
    catalogue = translated.catalogue
    assert catalogue is not None
    for message in stale_messages(pack, catalogue):
        if concerns(message.context, audience):
            yield Problem("error" if release else "warning", UNCERTAIN, catalogue.place(message), UNCERTAIN_HINT)
    if not pack.audiences[audience].data.fallback:
        missing = [Message(*text) for text in translated.untranslated.items() if concerns(text[0], audience)]
        yield from missing_problems(missing, catalogue)
    if release and not catalogue.reviewed_by:
        yield warning(NOT_REVIEWED, catalogue.place(), f"Write who has read it into the header {REVIEWED}.")


UNCERTAIN = "the translation is uncertain: it is marked fuzzy, or its original has changed"
UNCERTAIN_HINT = (
    "Run invoke translations, compare it with the original, then take the mark off (“Needs work” in Poedit)."
)
NOT_REVIEWED = "the translation is not yet reviewed by a native speaker"


def stale_messages(pack: Pack, catalogue: Catalogue) -> Iterator[Message]:
    """Yield the translations that are marked as unsure, and those of an original that has changed since."""
    for message in pack_messages(pack):
        found = catalogue.by_context.get(message.context)
        if found and found.translated and (found.unsure or found.original != message.original):
            yield found


def missing_problems(missing: list[Message], catalogue: Catalogue) -> Iterator[Problem]:
    """Name the first texts without a translation, each at its entry if it has one, and count the rest."""
    hint = "Translate it, or write “fallback: true” into the audience file to take the original words for now."
    for message in missing[:NAMED]:
        entry = catalogue.by_key.get(message.key)
        place = replace(catalogue.place(entry), key=message.context)
        words = message.original if len(message.original) <= 60 else f"{message.original[:59]}…"
        yield error(f"“{words}” is not translated into “{catalogue.language}”", place, hint)
    if rest := len(missing) - NAMED if len(missing) > NAMED else 0:
        hint = "invoke translations adds what has no entry yet."
        yield error(f"{rest} more texts are not translated into “{catalogue.language}”", catalogue.place(), hint)


def fallback_problems(missing: list[str], document: str, language: str, place: Place) -> list[Problem]:
    """Say that a document has fallen back to original words, with their number and the first of them."""
    if not missing:
        return []
    named = ", ".join(f"“{key}”" for key in missing[:3]) + (" …" if len(missing) > 3 else "")
    many = "1 text is" if len(missing) == 1 else f"{len(missing)} texts are"
    return [warning(f"the {document} in “{language}”: {many} not translated and in the original: {named}", place)]
