"""One document in the making: a brief and its templates become a document tree that fits its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate, takewhile
from pathlib import Path

from briefpack.build.fit import Cut, Cuts, Fitted, fit
from briefpack.build.formats import FORMATS
from briefpack.build.stages import stage
from briefpack.content.brief import Brief, cut_order, told_items
from briefpack.content.items import Item
from briefpack.content.limits import limits_for
from briefpack.content.model import ONE_PAGE
from briefpack.content.pack import picture_data
from briefpack.document.contents import MOST_PAGES, has_sections
from briefpack.document.foreign_words import in_their_language
from briefpack.document.inline_markdown import inline_source
from briefpack.document.markdown import parse_document
from briefpack.document.pictures import with_pictures
from briefpack.document.slides import without_notes
from briefpack.document.spacing import spaced
from briefpack.document.tree import Document, words
from briefpack.errors import BuildError, Place, did_you_mean, error, relative_name
from briefpack.languages.locales import word_count
from briefpack.look.photos import Photo, photo
from briefpack.look.theme import Theme
from briefpack.rendering.loader import Layer, split_name, template_layers, template_name, template_path
from briefpack.rendering.marks import Printed
from briefpack.rendering.meta import document_meta
from briefpack.rendering.places import RenderedPlaces
from briefpack.rendering.templates import render_document
from briefpack.writers.memo_pages import memo_pages

LEAST_WORDS, LEAST_WORDS_PT = 1200, 11
"""Fewer words, set in this size, never take more pages than a memo without contents has: they are not measured."""


@dataclass(frozen=True)
class Draft:
    """Hold what one document of one audience in one language is made from."""

    brief: Brief
    document: str
    theme: Theme
    """On the audience's paper, with the faces of the language."""
    templates: tuple[Path, ...]
    _printed: dict[Cuts, Printed] = field(default_factory=dict, repr=False, compare=False)
    """What the last rendering with each choice of cuts has printed."""

    @property
    def on_paper(self) -> bool:
        """Whether the audience gets the document in a format with pages, in this run or not."""
        return any(FORMATS[name].on_paper for name in self.brief.documents[self.document].formats)

    @cached_property
    def template(self) -> Place:
        return Place(relative_name(template_path(self.document, self.templates)))

    def parsed(self, cuts: Cuts = ()) -> Document:
        """Render and parse the document with these cuts made. Raise BuildError."""
        with stage("brief and render"):
            source = self._rendered(cuts)
            meta = document_meta(self.brief, self.document, self.templates)
        with stage("parse"):
            document = spaced(parse_document(source, meta, self.template, self.places(cuts).at))
            document = in_their_language(document, self.brief.pack.source_language)
            document = with_pictures(document, self._photo)
            return document if meta.with_notes else without_notes(document)

    def _photo(self, name: str) -> Photo:
        """Return a picture of the pack. Raise BuildError if there is none of that name."""
        pack = self.brief.pack
        known = [one.id for one in pack.facts.pictures]
        if name not in known:
            raise BuildError([error(f"there is no picture “{name}”", self.template, did_you_mean(name, known))])
        item, place = pack.facts.pictures[known.index(name)], pack.file.place("pictures", known.index(name), "file")
        return photo(picture_data(pack, name), item.file, item.shape, item.focus, place)

    def places(self, cuts: Cuts) -> RenderedPlaces:
        """Return what finds where the lines of the document come from, as it is with these cuts made."""
        brief = brief_with_cuts(self.brief, cuts)
        return RenderedPlaces(brief, self.document, self.templates, inline_source, self.template)

    def _rendered(self, cuts: Cuts) -> str:
        brief, printed = brief_with_cuts(self.brief, cuts), Printed()
        source = render_document(brief, self.document, self.templates, inline_source, printed)
        self._printed[cuts] = printed
        return source

    def printed(self, cuts: Cuts) -> Printed:
        """Return what the document prints with these cuts made."""
        if cuts not in self._printed:
            self._rendered(cuts)
        return self._printed[cuts]

    @property
    def _layers(self) -> tuple[Layer, ...]:
        return template_layers(self.templates, self.brief.pack.name, self.brief.audience.name)

    def overlays(self, cuts: Cuts) -> list[Layer]:
        """Return the overlays of which a template was read, the first in which templates are looked up first."""
        read = {split_name(name)[0] for name in self.printed(cuts).templates}
        return [layer for n, layer in enumerate(self._layers) if n in read and layer.readers]

    def own_template(self, cuts: Cuts) -> Place:
        """Return the template of the document that the audience reads: that of an overlay, if one has it."""
        name = template_name(self.document)
        layer = min(n for n, read in map(split_name, self.printed(cuts).templates) if read == name)
        return Place(relative_name(self._layers[layer].folder / name))

    def shown(self, cuts: Cuts) -> set[str]:
        """Return the ids of the items of which the document says more than what they rest on."""
        origins = self.printed(cuts).origins
        return {origin.item for origin in origins if not origin.about and origin.field and origin.field[0] != "cites"}

    @stage("fit")
    def fitted(self) -> Fitted:
        """Return the document, fitted if it is a one-pager on paper: all its formats then say the same."""
        if self.document != ONE_PAGE or not self.on_paper:
            return Fitted(self.with_contents(self.parsed()))
        from briefpack.writers.pdf import excess_pt

        candidates = [cut for item in cut_order(self.brief, self.document) for cut in _cuts_of(item)]

        def excess(document: Document, tightness: float) -> float:
            return excess_pt(document, self.theme, tightness)

        return fit(self.parsed, excess, candidates, self.told, self._growth)

    def with_contents(self, document: Document) -> Document:
        """Return the document; a long memo has a cover with its contents, in all formats that have pages."""
        shortest = LEAST_WORDS * (LEAST_WORDS_PT / self.theme.sizes.memo_body) ** 2
        is_memo = self.on_paper and document.meta.kind != "slides"
        if not is_memo or not has_sections(document.blocks) or word_count(words(document.blocks)) < shortest:
            return document
        if not self._takes_more_pages(document, MOST_PAGES):
            return document
        return replace(document, meta=replace(document.meta, with_contents=True))

    def _takes_more_pages(self, document: Document, most: int) -> bool:
        """Tell whether a memo takes more pages: it is laid out only where its letters leave that open."""
        least, longest = memo_pages(document, self.theme)
        if least > most or longest <= most:
            return least > most
        from briefpack.writers.pdf import takes_more_pages

        return takes_more_pages(document, self.theme, most)

    def _growth(self, document: Document) -> list[Cut]:
        """Return the items that a page with room tells in full, by priority, as far as the limit of words goes."""
        told, brief = self.told(()), replace(self.brief, document=self.document)
        first_told = told_items(brief, self.document)[::-1]
        items = sorted(first_told, key=lambda item: item.priority)
        longer = [
            item
            for item in items
            if (item.id, "short") in told and (item.id, "text") not in told and not brief.wording_of(item)
        ]
        most = limits_for(brief, self.document).words_max
        counts = accumulate(map(_more_words, longer), initial=word_count(words(document.blocks)))
        number = sum(1 for _ in takewhile(lambda count: not most or count <= most, counts)) - 1
        return [Cut(item.id, item.title, "long") for item in longer[: max(number, 0)]]

    def told(self, cuts: Cuts = ()) -> set[tuple[str, str]]:
        """Return the items that the document tells with these cuts made, each with the fields that it prints."""
        origins = self.printed(cuts).origins
        return {(origin.item, str(origin.field[0])) for origin in origins if origin.item and origin.field}

    def pages(self, fitted: Fitted) -> int:
        """Count the pages that a PDF of the document has."""
        from briefpack.writers.pdf import measure_pages

        return measure_pages(fitted.document, self.theme, fitted.tightness).pages

    def further_cuts(self, fitted: Fitted) -> Iterator[str]:
        """Return the titles of the items that would make it shorter if they were left out too, the last told first."""
        told = {item_id for item_id, _ in self.told(fitted.cuts)}
        return (item.title for item in told_items(self.brief, self.document) if item.id in told)

    def fitting_steps(self, fitted: Fitted, tightens: bool) -> tuple[str, ...]:
        """Say what was done to make it fit: how close a format that tightens is set, then the cuts."""
        cuts = tuple(map(str, fitted.cuts))
        if not tightens or not fitted.tightness:
            return cuts
        from briefpack.writers.pdf import body_size

        size, full = (f"{body_size(fitted.document, self.theme, tight):.1f} pt" for tight in (fitted.tightness, 0))
        return ("set closer" if size == full else f"set in {size} instead of {full}, closer", *cuts)


def _cuts_of(item: Item) -> Iterator[Cut]:
    """Yield how an item may be cut: first told in its short wording, where it has another one than the long."""
    if getattr(item, "short", "") not in ("", getattr(item, "text", "")):
        yield Cut(item.id, item.title, "short")
    yield Cut(item.id, item.title, "out")


def _more_words(item: Item) -> int:
    return word_count(item.text.split()) - word_count(item.short.split())


def brief_with_cuts(brief: Brief, cuts: Cuts) -> Brief:
    shortened = frozenset(cut.item_id for cut in cuts if cut.how == "short")
    left_out = frozenset(cut.item_id for cut in cuts if cut.how == "out")
    lengthened = frozenset(cut.item_id for cut in cuts if cut.how == "long")
    return replace(brief, shortened=shortened, left_out=left_out, lengthened=lengthened)
