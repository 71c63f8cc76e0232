"""The Word writer: a document tree as a memo in Office Open XML (ISO/IEC 29500, transitional)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import chain

from briefpack.document.contents import front_and_body
from briefpack.document.tree import Document, Region
from briefpack.look.last_page import CLOSER, WIDER, closer_leading, without_holes
from briefpack.look.theme import Theme
from briefpack.office.reading import ForeignFile
from briefpack.writers import Written, table_warnings
from briefpack.writers.word.blocks import BLOCKS
from briefpack.writers.word.body import At, Body, body_of
from briefpack.writers.word.contents import with_contents
from briefpack.writers.word.flow import Flowed, Paragraph, flow_xml, separated
from briefpack.writers.word.logo import beside_title
from briefpack.writers.word.notes import footnotes_xml, separators_xml, uncited
from briefpack.writers.word.numbering import numbering_parts
from briefpack.writers.word.own_file import own_file
from briefpack.writers.word.paging import Measured, Paged, measured, paged_at_worst
from briefpack.writers.word.regions import region
from briefpack.writers.word.running_heads import letterhead_pt, marking_run
from briefpack.writers.word.stationery import Stationery, own_stationery

__all__ = ["SETTERS", "write_word"]

SETTERS = {**BLOCKS, Region: region}
"""How each type of block is set."""


def write_word(document: Document, theme: Theme, letterhead: ForeignFile | None = None) -> Written:
    """Return the document as a .docx file, on a letterhead if one is given; how many pages it has only Word knows.

    Raise MissingGlyphs if a figure holds characters that no font has.
    """
    return _on_letterhead(document, theme, letterhead) if letterhead else _on_our_paper(document, theme)


def _on_our_paper(document: Document, theme: Theme) -> Written:
    body = _set(document, own_stationery(theme, document.meta))
    body.typesetter.raise_missing(document.meta.kind)
    notes, links = footnotes_xml(document.notes, body.story)
    setting, flow = _chosen(body, theme)
    text = flow_xml(flow, setting, body.markup)
    return Written(
        own_file(setting, body, text, notes, links), warnings=tuple(table_warnings(body.story.narrow_tables))
    )


def _on_letterhead(document: Document, theme: Theme, letterhead: ForeignFile) -> Written:
    from briefpack.writers.word import package
    from briefpack.writers.word.letterhead import stationery_of
    from briefpack.writers.word.missing_heads import add_heads, number_drawings, plan_heads

    stationery = stationery_of(theme, document.meta, letterhead)
    heads = plan_heads(stationery, document.meta)
    body = _set(document, stationery, heads.marks_body)
    body.typesetter.raise_missing(document.meta.kind)
    notes, links = footnotes_xml(document.notes, body.story)
    flow = _arranged(body, stationery.theme)
    text = flow_xml(flow, stationery.theme, body.markup, own_styles=False)
    word = stationery.document
    add_heads(stationery, heads, document.meta)
    package.put_notes(word, notes, separators_xml(body.markup), links)
    poured_body = package.poured(word, text, body.story.links)
    del text
    package.put_figures(word, body.story.figures)
    package.put_photos(word, body.story.photos)
    package.parse_body(word, poured_body)
    number_drawings(word)
    if body.numbering.used:
        first = stationery.starts.definition + 1
        package.put_numbering(word, *numbering_parts(body.numbering, stationery.theme, first, stationery.starts.marks))
    package.set_properties(word, document.meta)
    return Written(package.package_bytes(word), warnings=(*heads.warnings, *table_warnings(body.story.narrow_tables)))


def _set(document: Document, stationery: Stationery, is_marked: bool = False) -> Body:
    """Set the blocks once, however closely they will stand."""
    body = body_of(stationery, document.meta, SETTERS)
    if is_marked:
        body.add(marking_run(document.meta, body.markup), At(keep=True), "Kicker")
    front, sections = front_and_body(document.blocks) if document.meta.with_contents else (document.blocks, ())
    body.set(front, At())
    first = len(body.flow)
    body.set(sections, At())
    body.set(uncited(document, body.story.cited), At(style="Source"))
    body.notes = document.notes
    if body.sections and sections:
        body.cover = first
    return body


def _chosen(body: Body, theme: Theme) -> tuple[Theme, list[Flowed]]:
    """Return the flow in its setting: a closer or a wider one, where a page would else be nearly empty.

    Of a paragraph that goes on over two pages the last lines stay with what follows anyway; some programs would move
    all of it to the second page if it said so.
    """
    closer, wider = ((_spaced(theme, factor) for factor in factors) for factors in (CLOSER, WIDER))
    attempts = _attempts(body, theme)
    tried = map(attempts, chain((theme,), closer))
    chosen = without_holes(
        tried, lambda one: one.told.pages, lambda one: one.told.filled, lambda one: one.told.hole, map(attempts, wider)
    )
    flow = chosen.flow if chosen.theme is chosen.measured_in else _arranged(body, chosen.theme)
    return chosen.theme, [_free(one) if number in chosen.told.parted else one for number, one in enumerate(flow)]


@dataclass(frozen=True, slots=True)
class _Attempt:
    """Hold a setting, the flow that was measured for it, and what is told of its pages."""

    theme: Theme
    flow: list[Flowed]
    measured_in: Theme
    told: Paged


def _attempts(body: Body, theme: Theme) -> Callable[[Theme], _Attempt]:
    """Return what tells of the pages of a body in a setting: measured once, unless its contents rest on the setting."""
    head = letterhead_pt(body.meta, theme)

    def in_setting(setting: Theme) -> tuple[list[Flowed], Measured]:
        flow = _arranged(body, setting)
        return flow, measured(flow, setting, body.meta.language, body.width_pt, body.footnotes)

    first = in_setting(theme)

    def attempt(setting: Theme) -> _Attempt:
        anew = body.cover is not None and setting is not theme
        flow, once = in_setting(setting) if anew else first
        return _Attempt(setting, flow, setting if anew else theme, paged_at_worst(once, setting, body.height_pt, head))

    return attempt


def _free(par: Flowed) -> Flowed:
    return replace(par, keep_next=False) if isinstance(par, Paragraph) else par


def _arranged(body: Body, theme: Theme) -> list[Flowed]:
    """Return the flow with the logo and the contents, whose places rest on how closely it is set."""
    logo = theme.picture if body.own_styles else None
    flow = beside_title(logo, body, theme.step_pt) if logo else body.flow
    if body.cover is not None:
        flow = with_contents(body, flow, body.cover + len(flow) - len(body.flow), theme)
    return separated(flow)


def _spaced(theme: Theme, factor: float) -> Theme:
    leading = theme.leading.model_copy(update={"memo": closer_leading(theme.leading.memo, factor)})
    return theme.model_copy(update={"step_pt": theme.step_pt * factor, "leading": leading})
