"""The file of a memo on paper of our own: the same parts that a letterhead gets, and all others."""

from __future__ import annotations

from collections.abc import Mapping

from briefpack.look.theme import Theme
from briefpack.office.markup import DECLARATION
from briefpack.office.package import DECLARED, Package
from briefpack.writers.properties import add_properties, core_xml
from briefpack.writers.word.base import MAIN, as_written, base_package, facts_of
from briefpack.writers.word.body import Body
from briefpack.writers.word.logo import RELATION
from briefpack.writers.word.markup import NAMESPACES
from briefpack.writers.word.notes import separators_xml
from briefpack.writers.word.numbering import numbering_parts
from briefpack.writers.word.pictures import IMAGES

CORE, NOTES = "docProps/core.xml", "word/footnotes.xml"


def own_file(theme: Theme, body: Body, text: str, notes: str, note_links: Mapping[str, str]) -> bytes:
    """Return the file of a body whose paragraphs and notes are written; a theme's memos share its looks."""
    package = base_package(theme, body.meta, text)
    separators = separators_xml(body.markup)
    footnotes = f"{DECLARATION}<w:footnotes {NAMESPACES}>{separators}{notes}</w:footnotes>"
    package.add(MAIN, NOTES, footnotes, "wordprocessingml.footnotes")
    _relate_links(package, MAIN, body.story.links)
    _relate_links(package, NOTES, note_links)
    _put_images(package, body, theme)
    if body.numbering.used:
        lists = "".join(numbering_parts(body.numbering, theme))
        xml = f"{DECLARED}<w:numbering {NAMESPACES}>{lists}</w:numbering>"
        package.add(MAIN, "word/numbering.xml", xml, "wordprocessingml.numbering")
    add_properties(package, body.meta, facts_of(body.meta))
    package.files[CORE] = as_written(core_xml(body.meta))
    return package.packed()


def _relate_links(package: Package, part: str, links: Mapping[str, str]) -> None:
    for address, relation in links.items():
        package.relate(part, "hyperlink", address, relation, external=True)


def _put_images(package: Package, body: Body, theme: Theme) -> None:
    for number, figure in enumerate(body.story.figures, 1):
        _put_image(package, f"figure{number}.png", figure.png, figure.relation)
        _put_image(package, f"figure{number}.svg", figure.svg, figure.svg_relation)
    for number, photo in enumerate(body.story.photos, 1):
        _put_image(package, f"photo{number}.{photo.kind}", photo.data, photo.relation)
    if theme.picture:
        _put_image(package, "logo.png", theme.picture.data, RELATION)


def _put_image(package: Package, name: str, data: bytes, relation: str) -> None:
    package.put(f"word/media/{name}", data, IMAGES[name.rpartition(".")[2]])
    package.relate(MAIN, "image", f"word/media/{name}", relation)
