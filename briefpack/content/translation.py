"""Translate a pack: a pack in, the same pack in another language out, before any audience sees it.

A text is found by its key path: `pack.proposals.working-table.title`, with ids where items have them and positions
elsewhere. Fields that are not words keep their values. What an audience has translated for itself (`registers`)
becomes a rewording.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from briefpack.content.fields import ALL, AnyPart, Entry, Part, Words, replaced, walk
from briefpack.content.model import AudienceFile
from briefpack.content.pack import Pack
from briefpack.content.registers import in_register, register_texts
from briefpack.errors import Place
from briefpack.languages.catalogues.model import Catalogue, Message
from briefpack.yaml_file import KeyPath, YamlFile, key_path


def pack_texts(pack: Pack) -> list[tuple[str, str]]:
    """Return every text of a pack that a reader may read, after its key path, in the order of the files."""
    return [(key_path(entry.key), entry.value) for head, part, _ in pack.parts() for entry in _texts(part, head)]


def _texts(part: Part, head: tuple[str, ...]) -> Iterator[Entry]:
    return (entry for entry in walk(part, key=head, only=(Words,)) if entry.value.strip())


def _translations(part: Part, head: tuple[str, ...], catalogue: Catalogue) -> Iterator[tuple[Entry, Message]]:
    for entry in _texts(part, head):
        message = catalogue.by_context.get(key_path(entry.key))
        if message and message.translated:
            yield entry, message


def pack_messages(pack: Pack) -> list[Message]:
    """Return what translators get: a message for each text of a pack, and for those that an audience has for itself."""
    own = [(text.key, text.text) for name in pack.audiences for text in register_texts(pack, name)]
    return [Message(key, str(text)) for key, text in [*pack_texts(pack), *own]]


def translate_pack(pack: Pack, catalogue: Catalogue) -> Pack:
    """Return the pack in the catalogue's language; what has no translation keeps its words, and is listed.

    A translation of an original that has changed since is used: `checks` report it.
    """

    def translated(part: AnyPart, *head: str) -> AnyPart:
        entries = _translations(part, head, catalogue)
        return replaced(part, {entry.path: message.translations[0] for entry, message in entries})

    def audience_data(name: str, data: AudienceFile) -> AudienceFile:
        return replaced(translated(data, "audiences", name), in_register(pack, name, catalogue))

    return replace(
        pack,
        facts=translated(pack.facts, "pack").model_copy(update={"language": catalogue.language}),
        source=translated(pack.source, "source"),
        audiences={
            name: replace(audience, data=audience_data(name, audience.data))
            for name, audience in pack.audiences.items()
        },
        catalogue=catalogue,
        original=pack,
        untranslated={
            key: str(text)
            for key, text in pack_texts(pack)
            if not ((message := catalogue.by_context.get(key)) and message.translated)
        },
    )


def written_texts(pack: Pack, words_only: bool = False) -> Iterator[tuple[str, Callable[[], Place]]]:
    """Yield every text of a pack with what finds where it is written; of a translated pack, those of its catalogue.

    words_only: leave out what readers do not read, and what no language changes.
    """
    for head, part, file in pack.parts():
        if catalogue := pack.catalogue:
            yield from (
                (e.value, partial(catalogue.place, message)) for e, message in _translations(part, head, catalogue)
            )
        else:
            yield from (
                (e.value, partial(file.place, *e.path))
                for e in walk(part, only=(Words,) if words_only else ALL)
                if isinstance(e.value, str)
            )


def text_place(pack: Pack, file: YamlFile, path: KeyPath) -> Place:
    """Return where the text with this path in a YAML file of the pack is written: there, or in the catalogue."""
    if pack.catalogue is None:
        return file.place(*path)
    head = next(head for head, _, its_file in pack.parts() if its_file.path == file.path)
    message = pack.catalogue.by_context.get(key_path((*head, *_ids(file, path))))
    return pack.catalogue.place(message) if message and message.translated else file.place(*path)


def _ids(file: YamlFile, path: KeyPath) -> Iterator[str]:
    """Yield the parts of a key path: in a list, what has an id is named by it."""
    node = file.data
    for part in path:
        node = node[part] if isinstance(part, int) or part in node else {}
        yield str(node.get("id", part)) if isinstance(part, int) and isinstance(node, dict) else str(part)
