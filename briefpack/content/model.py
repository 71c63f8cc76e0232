"""What a person may write: the pack, its source and its audiences, as typed models.

Unknown keys are refused. Each kind of item has a list of its own instead of a union, so that the path of a finding is
the path in the YAML file. The JSON Schemas that editors use are made from these models, descriptions included.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field

from briefpack.content.exhibits import Chart, KeyFigure, Map, Picture
from briefpack.content.fields import Mark, Part, Pointer
from briefpack.content.file_names import Pattern
from briefpack.content.formats import Format
from briefpack.content.handling import Handling
from briefpack.content.items import Correction, Item, ItemId, Name, Option, Proposal, Quote, Step
from briefpack.content.values import (
    Code,
    Digest,
    FileName,
    Id,
    Inline,
    Limit,
    MailAddress,
    NotBlank,
    OptionalInline,
    OptionalPlain,
    Phone,
    Plain,
    WebAddress,
)

Chosen = Annotated[tuple[Name, ...] | None, Field(description="Left out: all of them.")]
NotesFor = Literal["marp", "pandoc", "reveal"]
NotesChoice = Literal["", "none"]
Paper = Literal["", "A4", "Letter"]
FigureName = Literal["", "roadmap", "timeline", "matrix"]
PageFigure = Literal["", "roadmap", "timeline"]
SlideForm = Literal[
    "",
    "list",
    "cards",
    "columns",
    "options",
    "timeline",
    "key_figures",
    "chart",
    "map",
    "picture",
    "quotation",
    "section",
    "agenda",
]


class Organisation(Part):
    name: Plain
    unit: OptionalPlain = ""
    address: OptionalPlain = ""
    url: WebAddress = ""


class Contact(Part):
    name: Plain
    role: OptionalPlain = ""
    email: MailAddress = ""
    phone: Phone = ""


class Actor(Part):
    """Somebody who leads or takes part."""

    id: Id
    name: Plain
    short: OptionalPlain = Field("", description="The name where space is short, for instance in a figure.")


class Acronym(Part):
    short: Plain
    long: Plain


class Region(Part):
    id: Id
    name: Plain


class Horizons(Part):
    """What near, medium and long mean here, as a reader should see them."""

    near: Plain = "Near term"
    medium: Plain = "Medium term"
    long: Plain = "Long term"


class PackFile(Part):
    """One subject: every fact once."""

    title: Plain
    series: OptionalPlain = Field("", description="The line above a title, for instance the name of a series.")
    number: OptionalPlain = Field("", description="Which one of the series this is, for instance “No. 12”.")
    subject: Plain
    language: Code = "en"
    spelling: Code = Field("", description="The language with its country, for spell checkers: en-GB; left out: any.")
    date: datetime.date
    marking: OptionalPlain = Field("", description="Handling mark on every page, for instance “For discussion”.")
    handling: Handling = Field(default=Handling(), description="How all documents are to be handled.")
    markings: tuple[Annotated[NotBlank, Mark()], ...] = Field(
        (), description="The markings that there are, the most open first: [PUBLIC, OFFICIAL, SECRET]."
    )
    file_names: Pattern = Field("", description="How files are called that leave the building; left out: as docs say.")
    organisation: Organisation
    contact: Contact
    keywords: tuple[OptionalPlain, ...] = ()
    message: Inline = Field(description="The whole subject in one sentence.")
    horizons: Horizons = Horizons()
    regions: tuple[Region, ...] = ()
    actors: tuple[Actor, ...] = ()
    acronyms: tuple[Acronym, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    key_figures: tuple[KeyFigure, ...] = ()
    charts: tuple[Chart, ...] = ()
    maps: tuple[Map, ...] = ()
    pictures: tuple[Picture, ...] = ()
    context: tuple[Item, ...] = ()
    precedents: tuple[Item, ...] = ()
    obstacles: tuple[Item, ...] = ()
    vision: tuple[Item, ...] = ()
    analysis: tuple[Item, ...] = ()
    options: tuple[Option, ...] = ()
    steps: tuple[Step, ...] = ()
    quotes: tuple[Quote, ...] = ()
    corrections: tuple[Correction, ...] = ()


class Paragraph(Part):
    """A paragraph of the source, by the digest of its text with runs of white space as one space."""

    id: Id
    label: Annotated[Plain, Mark()] = Field(description="How a note names it, for instance 24.")
    name: OptionalPlain = Field("", description="In place of a number: what it is, as in “note on the author”.")
    sha256: Digest
    unused: Annotated[OptionalPlain, Mark()] = Field(
        "", description="Why no item cites it, for whoever signs that the pack leaves nothing out."
    )


class Beside(Part):
    """Lines that a copy of the source may hold and that are not its text: a menu, a byline, buttons."""

    label: Annotated[Plain, Mark()] = Field(description="What they are, for instance “foot of the web page”.")
    sha256: Digest


class SourceFile(Part):
    """The text that a pack summarises: its reference, not its words."""

    author: Plain
    title: Plain
    kind: Plain = Field(description="For instance op-ed, report, speech.")
    published: Plain = Field(description="Where and when, as far as it is known.")
    url: WebAddress = ""
    short: Plain = Field(description="How notes name it, for instance “Galimberti, op-ed (2023)”.")
    language: Code = Field("", description="The language of the text; left out: the pack’s.")
    beside: tuple[Beside, ...] = Field((), description="What copies of the text hold beside it.")
    paragraphs: tuple[Paragraph, ...] = Field(min_length=1)


class Statement(Part):
    """A sentence for one audience and the items of the pack that it draws on."""

    text: Inline
    draws_on: tuple[ItemId, ...] = Field(min_length=1)


class Ask(Statement):
    """What the reader is asked to do."""

    title: Plain
    by: datetime.date | None = Field(None, description="By when, as 2023-08-18.")
    details: tuple[Inline, ...] = Field((), description="What it takes, a line each.")


class Selection(Part):
    """Items by id, in the order in which this audience meets them; a list that is left out means all of them."""

    proposals: Annotated[Chosen, Pointer("proposals")] = None
    key_figures: Annotated[Chosen, Pointer("key_figures")] = None
    charts: Annotated[Chosen, Pointer("charts")] = None
    maps: Annotated[Chosen, Pointer("maps")] = None
    pictures: Annotated[Chosen, Pointer("pictures")] = None
    context: Annotated[Chosen, Pointer("context")] = None
    precedents: Annotated[Chosen, Pointer("precedents")] = None
    obstacles: Annotated[Chosen, Pointer("obstacles")] = None
    vision: Annotated[Chosen, Pointer("vision")] = None
    analysis: Annotated[Chosen, Pointer("analysis")] = None
    options: Annotated[Chosen, Pointer("options")] = None
    steps: Annotated[Chosen, Pointer("steps")] = None
    quotes: Annotated[Chosen, Pointer("quotes")] = None
    corrections: Annotated[Chosen, Pointer("corrections")] = None


ITEM_KINDS = tuple(Selection.model_fields)
"""The lists of items in a pack; every id is unique across them."""


class Rewording(Part):
    """Other words for an item; what is left out stays the pack's. The item's cites stay in every case."""

    title: OptionalPlain = ""
    text: OptionalInline = ""
    short: OptionalInline = ""
    rationale: OptionalInline = ""
    first_step: OptionalInline = ""


class Slide(Part):
    """One slide: a sentence that states the point, and the items that bear it out."""

    headline: Plain
    items: tuple[ItemId, ...] = ()
    figure: FigureName = ""
    form: SlideForm = Field("", description="How the items are shown; left out: as it follows from what they are.")


class TextLimits(Part):
    """How long a text may be and how hard to read; docs/prose.md has what counts where a limit is left out."""

    words_min: Limit = Field(default=0, description="Words that a document has at least; 0: no limit.")
    words_max: Limit = Field(default=0, description="Words that a document has at most; 0: no limit.")
    section_words: Limit = Field(default=0, description="Words under one heading, at most; 0: no limit.")
    sentence_words: Limit = Field(default=0, description="Words in a sentence, at most; 0: no limit.")
    sentence_characters: Limit = Field(
        default=0, description="Characters in a sentence, for languages without spaces between words; 0: no limit."
    )
    reading_grade: float = Field(
        default=0, ge=0, le=25, description="Flesch-Kincaid grade, at most; English only; 0: no limit."
    )
    known_acronyms: tuple[Annotated[NotBlank, Mark()], ...] = Field(
        default=(), description="Acronyms that these readers know without explanation."
    )
    avoid: dict[str, Code] = Field(
        default={}, description="Words to avoid, each with the word to use; an empty one allows a word again."
    )
    direct_asks: bool = Field(default=True, description="Report an ask that is passive or hedged; English only.")


class Limits(TextLimits):
    """What a document keeps to, in the pack's own language and, under `languages`, in others."""

    pages: Limit = Field(default=0, description="0: no limit; a one-pager has one page in any case.")
    languages: dict[str, TextLimits] = Field(default={}, description="What differs in a language: ja, ko, …")
    slides_min: Limit = Field(default=8, description="Slides only, the title's and the closing one counted.")
    slides_max: Limit = Field(default=12, description="Slides only; 0: no limit.")
    items_max: Limit = Field(default=6, description="Items in the lists of one slide; 0: no limit.")
    levels_max: Limit = Field(default=2, description="Levels of a list on a slide; 0: no limit.")


SLIDES = "slides"
"""The document that is a deck."""
ONE_PAGE = "onepager"
"""The kind of document that has one page or is a problem."""
SLIDE_LIMITS = frozenset({"slides_min", "slides_max", "items_max", "levels_max"})
"""The limits that hold for a deck only."""


Length = Literal["long", "short"]
Wording = dict[str, Length]
WORDING = (
    "long or short, for a kind of items or for one item by its id. Left out: long in a memo, short on one page and on "
    "slides."
)


class DocumentChoice(Part):
    """One document that an audience gets."""

    formats: tuple[Format, ...] = Field(min_length=1)
    notes_for: NotesFor = Field(
        "marp", description="Who reads the speaker notes of a md file: Marp; pandoc and Quarto; reveal.js."
    )
    notes: NotesChoice = Field("", description="none: what is said to the slides stays out of every file.")
    handling: Handling = Field(default=Handling(), description="How this document is to be handled.")
    title: OptionalPlain = Field("", description="The title of this document, if it is not the audience's headline.")
    figure: PageFigure = Field(
        "",
        description="What shows time on a page: roadmap or timeline; left out: a roadmap if there are proposals.",
    )
    figure_title: OptionalInline = Field("", description="What the figure shows, as a sentence.")
    select: Selection = Selection()
    wording: Wording = Field(default={}, description=f"In which wording this document tells items: {WORDING}")
    slides: tuple[Slide, ...] = ()
    limits: Limits = Limits()


class AudienceFile(Part):
    """Who is briefed, what they are asked, and what they get."""

    label: Plain = Field(description="The name of the audience as readers see it.")
    to: Plain = Field(description="Whom the memo addresses.")
    sender: Plain = Field(description="From whom it comes.")
    subject: Plain
    purpose: Plain = Field(description="For instance “For decision”.")
    marking: OptionalPlain | None = Field(None, description="As the pack’s; left out: the pack’s; empty: none.")
    handling: Handling = Field(default=Handling(), description="How this audience’s documents are to be handled.")
    kicker: OptionalPlain = Field("", description="The line above a page’s title; left out: the pack’s subject.")
    headline: Statement
    message: Statement
    why_now: Statement
    ask: Ask = Field(description="What the reader is asked to do: title, text, and what it draws on.")
    theme: Id = Field(description="The look: a file of templates/themes, without its ending.")
    paper: Paper = Field("", description="A4 or Letter; left out: the theme's.")
    large_print: bool = Field(False, description="Set pages in 16 pt, for readers who see little.")
    letterhead: FileName = Field(
        "", description="Whose Word paper: a file of templates/letterheads, without its ending."
    )
    master: FileName = Field("", description="Whose slide master: a file of templates/masters, without its ending.")
    languages: tuple[Code, ...] = Field((), description="Left out: the pack's own language.")
    fallback: bool = Field(False, description="Take the original words where a translation is missing, and say so.")
    own_register: bool = Field(
        False,
        description="Translators may word each item for these readers alone, even if its original is the same.",
    )
    select: Selection = Selection()
    wording: Wording = Field(default={}, description=f"In which wording items are told: {WORDING}")
    reword: dict[str, Rewording] = Field(default={})
    limits: Limits = Field(
        default=Limits(), description="For all documents of this audience; a document's own come first."
    )
    documents: dict[str, DocumentChoice] = Field(
        min_length=1, description="Each with its formats below it, as “memo: {formats: [docx, pdf]}”."
    )


SCHEMAS: dict[str, type[Part]] = {"pack": PackFile, "source": SourceFile, "audience": AudienceFile}
"""The kinds of content file, by the name of their JSON Schema."""
