"""Translate a pack: a pack in, the same pack in another language out, before any audience sees it.

A text is found by its key path: `pack.proposals.working-table.title`, with ids where items have them and positions
elsewhere. Ids, figures, dates and addresses are no words: they stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefpack.content.fields import AnyPart, Entry, Part, Words, replaced, walk
from briefpack.content.pack import Pack
from briefpack.errors import Place, Problem, error, warning
from briefpack.languages.catalogues import REVIEWED, Catalogue, Message
from briefpack.yaml_file import YamlFile, key_path

NAMED = 10
"""How many missing translations are named one by one."""


def pack_texts(pack: Pack) -> list[tuple[str, str]]:
    """Return every text of a pack that a reader may read, after its key path, in the order of the files."""
    return [(key_path(entry.key), entry.value) for head, part, _ in pack.parts() for entry in _texts(part, head)]


def _texts(part: Part, head: tuple[str, ...]) -> Iterator[Entry]:
    return (entry for entry in walk(part, key=head) if isinstance(entry.kind, Words) and entry.value.strip())


def pack_messages(pack: Pack) -> list[Message]:
    return [Message(key, str(text)) for key, text in pack_texts(pack)]


def translate_pack(pack: Pack, catalogue: Catalogue) -> Pack:
    """Return the pack in the catalogue's language; what has no translation keeps its words, and is listed.

    A translation of an original that has changed since is used: `translation_problems` says so.
    """
    messages = catalogue.by_context

    def translated(part: AnyPart, *head: str) -> AnyPart:
        found = ((entry, messages.get(key_path(entry.key))) for entry in _texts(part, head))
        return replaced(part, {e.path: type(e.value)(m.translations[0]) for e, m in found if m and m.translated})

    return replace(
        pack,
        facts=translated(pack.facts, "pack").model_copy(update={"language": catalogue.language}),
        source=translated(pack.source, "source"),
        audiences={
            name: replace(audience, data=translated(audience.data, "audiences", name))
            for name, audience in pack.audiences.items()
        },
        catalogue=catalogue,
        untranslated={
            key: str(text)
            for key, text in pack_texts(pack)
            if not ((message := messages.get(key)) and message.translated)
        },
    )


def text_place(pack: Pack, file: YamlFile, path: tuple[str | int, ...]) -> Place:
    """Return where a text stands that has this path in a YAML file of the pack: there, or in the catalogue."""
    if pack.catalogue is None:
        return file.place(*path)
    head = next(head for head, _, its_file in pack.parts() if its_file.path == file.path)
    message = pack.catalogue.by_context.get(key_path((*head, *_ids(file, path))))
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
    own words instead: then each document says so (`checks/fallbacks`).
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


def review_state(pack: Pack) -> str:
    """Say who has reviewed a translated pack; nothing of a pack in its own language."""
    if not pack.catalogue:
        return ""
    return f"reviewed by {pack.catalogue.reviewed_by}" if pack.catalogue.reviewed_by else NOT_REVIEWED
