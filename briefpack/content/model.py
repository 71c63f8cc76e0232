"""What a person may write: the pack, its source and its audiences, as typed models.

Unknown keys are refused. Each kind of item has a list of its own instead of a union, so that the path of a finding is
the path in the YAML file. The JSON Schemas that editors use are made from these models, descriptions included.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field

from briefpack.content.fields import Mark, Part, Pointer, Words
from briefpack.content.file_names import Pattern
from briefpack.content.formats import Format
from briefpack.content.handling import Handling
from briefpack.content.values import (
    Code,
    Digest,
    Figure,
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
from briefpack.languages.locales import number_text

Name = Annotated[NotBlank, Mark()]
"""An id as it is used: that there is one is checked when everything has been read."""
ActorId = Annotated[Name, Pointer("actors")]
ItemId = Annotated[Name, Pointer("items")]
Chosen = Annotated[tuple[Name, ...] | None, Field(description="Left out: all of them.")]
REWORDABLE = Words(rewordable=True)
Basis = Literal["source", "editor"]
HorizonName = Literal["near", "medium", "long"]
HorizonId = Annotated[HorizonName, Pointer("horizons")]
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
PictureShape = Annotated[Literal["wide", "photo", "square", "tall", "whole"], Mark()]
Share = Annotated[float, Field(ge=0, le=1)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
ChartForm = Annotated[Literal["bars", "columns", "lines", "stacked"], Mark()]
MapArea = Annotated[
    Literal[
        "",
        "world",
        "africa",
        "americas",
        "arctic",
        "asia",
        "asia-pacific",
        "caribbean",
        "central-america",
        "central-asia",
        "east-asia",
        "europe",
        "indian-ocean",
        "mediterranean",
        "middle-east",
        "north-america",
        "oceania",
        "pacific",
        "south-america",
        "south-asia",
        "south-east-asia",
    ],
    Mark(),
]
CountryCode = Annotated[NotBlank, Mark()]
"""A country by its ISO 3166-1 alpha-3 code; whether there is one is checked when everything has been read."""
MOST_GROUPS, MOST_PLACES = 4, 12
"""More groups than these are not told apart on a map; more places have no room for their names."""
MOST_LINES = 4
"""More series than these are not told apart in a chart."""


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


class Item(Part):
    """One thing that the pack states."""

    id: Id
    title: Annotated[Plain, REWORDABLE]
    text: Annotated[Inline, REWORDABLE] = Field(description="The long wording.")
    short: Annotated[OptionalInline, REWORDABLE] = ""
    priority: int = Field(3, ge=1, le=5, description="1 must stay … 5 may go first.")
    basis: Basis = Field("source", description="source: the author argues it; editor: our own analysis.")
    cites: tuple[Annotated[NotBlank, Pointer("paragraphs")], ...] = Field(
        (), description="Paragraphs of the source: p24, or p11..p18 for a run of them."
    )
    marking: Code = Field(
        "", description="The least marking of a document that may tell it: one of the pack’s markings."
    )

    def sentences(self, language: str) -> tuple[str, ...]:
        """Return what it says in more than one of its fields together, in the language of its pack."""
        return ()


class Proposal(Item):
    rationale: Annotated[Inline, REWORDABLE] = Field(description="Why, in a sentence or two.")
    leads: tuple[ActorId, ...] = Field(min_length=1, description="Actors that would lead.")
    partners: tuple[ActorId, ...] = Field((), description="Actors that would take part.")
    horizon: HorizonId
    region: Annotated[Name, Pointer("regions")]
    first_step: Annotated[Inline, REWORDABLE] = Field(description="What can be done first, as an instruction.")


class KeyFigure(Item):
    """A number that says much: `text` says what, in a sentence that goes on from number and unit."""

    number: Figure = Field(description="The number alone, as it is printed large: 6, 1,500, 0.4, €2.")
    unit: OptionalPlain = Field("", description="What it counts or measures: of 14 proposals, degrees, % of votes.")

    def sentences(self, language: str) -> tuple[str, ...]:
        """Return what it says in one: number, unit and text."""
        return (" ".join(filter(None, (self.number, self.unit, self.text))),)


class Line(Part):
    """One series of numbers in a chart."""

    name: OptionalPlain = Field("", description="What it is, where a chart has more than one.")
    values: tuple[float, ...] = Field(min_length=1, description="A number for each label, in the order of the labels.")


class Chart(Item):
    """Numbers that are drawn; `text` says in a sentence what is to be seen."""

    form: ChartForm = Field("columns", description="bars (lying), columns, lines, or stacked (columns).")
    axis: Plain = Field(description="What the labels name, as the head of a table has it: Year, Quarter of the city.")
    labels: tuple[Plain, ...] = Field(min_length=2, max_length=12, description="What each number is of, in order.")
    unit: Plain = Field(description="What the numbers count or measure: nights in July, % of votes, million euros.")
    lines: tuple[Line, ...] = Field(min_length=1, max_length=MOST_LINES, description="One series of numbers, or more.")
    as_of: datetime.date = Field(description="The day on which the numbers were so, as 2025-08-31.")
    source: OptionalPlain = Field("", description="Where the numbers are from, if not from the paragraphs it cites.")

    def sentences(self, language: str) -> tuple[str, ...]:
        """Return each number with its unit, its series and its label."""
        return tuple(
            " ".join(filter(None, (number_text(value, language), self.unit, line.name, label)))
            for line in self.lines
            for label, value in zip(self.labels, line.values, strict=False)
        )


class MapGroup(Part):
    """Countries that a map shows alike."""

    name: Plain = Field(description="What they have in common, as the key says it: Partner, Invited.")
    countries: tuple[CountryCode, ...] = Field(min_length=1, description="ISO 3166-1 codes of three letters: JPN.")


class MapPlace(Part):
    """A town or another place on a map."""

    name: Plain
    at: tuple[Latitude, Longitude] = Field(description="Latitude and longitude in degrees, south and west less than 0.")
    what: OptionalPlain = Field("", description="What is there, as the key says it.")


class CountryName(Part):
    """What a map calls a country, if not what CLDR does."""

    country: CountryCode
    name: Plain


class Map(Item):
    """Countries and places on a map; `text` says in a sentence what is to be seen."""

    groups: tuple[MapGroup, ...] = Field((), max_length=MOST_GROUPS, description="Countries that are shown, in groups.")
    places: tuple[MapPlace, ...] = Field((), max_length=MOST_PLACES, description="Places that are shown.")
    area: MapArea = Field("", description="What the map shows; left out: an area that holds all of these.")
    box: tuple[float, ...] = Field((), description="In place of an area: west, south, east and north in degrees.")
    names: tuple[CountryName, ...] = Field((), description="Names in place of those that CLDR has.")
    borders: Annotated[Literal["none", "all"], Mark()] = Field(
        "none", description="all: also between countries that are in no group."
    )
    lines_seen: bool = Field(
        False, description="Somebody has looked at the lines of countries that are disputed, and they may be shown so."
    )
    as_of: datetime.date | None = Field(None, description="The day on which it was so, as 2025-08-31.")
    source: OptionalPlain = Field("", description="Where it is from, if not from the paragraphs it cites.")


class Picture(Item):
    """A photo, a portrait or a map: a file in the folder “pictures” of the pack; `text` is what stands below it."""

    file: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._-]*\.(png|jpe?g)$", max_length=80), Mark()] = Field(
        description="The name of a PNG or JPEG in the folder “pictures” of the pack: harbour.jpg."
    )
    alt: Plain = Field(description="What it shows, for people who do not see it.")
    credit: Plain = Field(description="Who made it, and by what right it is shown.")
    shape: PictureShape = Field("photo", description="wide (16:9), photo (3:2), square, tall (3:4), or whole.")
    focus: tuple[Share, Share] = Field(
        (0.5, 0.5), description="What must be seen, from the left and from the top: [0.3, 0.5]."
    )


class Option(Item):
    """One of the ways between which the reader may choose."""

    pros: tuple[Inline, ...] = Field(min_length=1)
    cons: tuple[Inline, ...] = Field(min_length=1)
    recommended: bool = False


class Step(Item):
    owner: ActorId = Field(description="The actor that does it.")
    due: datetime.date | None = Field(None, description="By when, as 2023-08-18; leave it out if it is open.")
    when: OptionalPlain = Field("", description="By when in words, if no single day says it.")
    horizon: Annotated[HorizonName, Mark()] = Field(
        "near", description="Where it stands on a roadmap: near, medium or long."
    )
    announced: bool = Field(False, description="Its day is public: others have announced it, and it is no proposal.")


class Quote(Item):
    """A short passage in the words of its speaker; `text` holds it without quotation marks."""

    speaker: Plain


class Correction(Item):
    """A slip of the source: what is printed there, and what this pack writes instead."""

    printed: Plain
    used: OptionalPlain = Field("", description="Leave it out where the slip is noted but not mended.")


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
ONE_PAGE = "onepager"
"""The kind of document that has one page or is a problem."""
"""The document that is a deck."""
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
