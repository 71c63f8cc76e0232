"""The document tree: closed, typed, frozen. Templates end in it and writers start from it.

A node holds what is said and what it is, never how it looks. A sequence of nodes is a tuple, so a tree
can be compared, hashed and shared. `Note` points into `Document.notes` by number, so that a source cited
twice is one note.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal, get_args

Alignment = Literal["left", "center", "right"]
LayoutRole = Literal["band", "main", "side", "full"]
UseRole = Literal["ask", "callout", "decision", "options", "notes", "source", "contact"]
FormRole = Literal["cards", "columns", "timeline", "key_figures", "beside", "section", "agenda"]
Role = LayoutRole | UseRole | FormRole
ROLES: tuple[str, ...] = tuple(role for kind in get_args(Role) for role in get_args(kind))
"""What a region is for: a theme decides where it stands and how it looks.

band: title block; main, side: the columns of a page that has columns; full: over all columns; ask: what the
reader is asked; callout: set apart; decision: choices to tick and a place to sign; options: alternatives
side by side; notes: for the speaker only; source: where it comes from; contact: whom to ask.

Seven give their content a form; what has no such form shows the content as it is:
cards: a few points side by side, two by two if there are four; each starts with a heading, `parts_of` parts them;
columns: two or three things to compare, the same way, without a ground of their own;
timeline: `Fields` in the order of time, their labels the dates, their `day` where on the axis they stand;
key_figures: `Fields` whose labels are numbers, set large, each over what it counts and says;
beside: a picture, and what stands beside it;
section: a heading of level 2, and what is said with it, that opens a part of a deck on a slide of its own;
agenda: a list of the parts of a deck; the one in which we are holds a span of the voice `mark`.
"""
FORM_ROLES: frozenset[str] = frozenset(get_args(FormRole))
LAYOUT_ROLES: frozenset[str] = frozenset(get_args(LayoutRole))
"""The roles that only say where on a page something stands."""
CHARTS = ("bars", "columns", "lines", "stacked")
FIGURE_KINDS = {"roadmap": 3, "timeline": 3, "map": 2, "matrix": 0, **dict.fromkeys(CHARTS, 0)}
"""The kinds of figure, each with how many columns its table has; 0: two or more. `figures` says how they are shown."""


@dataclass(frozen=True, slots=True)
class Text:
    """Hold words as `languages.characters` lets them in: composed, on one line, without what no text may hold."""

    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """End the line but not the paragraph."""


@dataclass(frozen=True, slots=True)
class Strong:
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Emphasis:
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Link:
    """Point at an address that `content.addresses` lets through: http, https or mailto, in ASCII."""

    url: str
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Span:
    """Mark words as of another language (BCP 47) or another voice: `editor` is our own analysis,
    `label` a small heading within a line, `quiet` a side remark; `mark` tags what it stands in as the one of its
    kind that counts: the recommended row of a table, the card to look at first, the part of an agenda that is next;
    `place` says where in the source a statement stands; `capitals` shows words in capitals."""

    inlines: Inlines
    language: str = ""
    voice: Literal["", "editor", "label", "quiet", "mark", "place", "capitals"] = ""
    day: str = ""
    """The day that the words name, in ISO 8601."""
    spot: str = ""
    """Where on a map the words stand: a country by its ISO 3166-1 alpha-3 code, or latitude and longitude."""


@dataclass(frozen=True, slots=True)
class Note:
    """Refer to `Document.notes[number - 1]`."""

    number: int


Inline = Text | LineBreak | Strong | Emphasis | Link | Span | Note
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """Head what follows; level 1 is the document's title, at most 4."""

    level: int
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Paragraph:
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class ListItem:
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class List:
    """List items; an ordered list counts from `start`."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Quote:
    """Quote somebody; `said_and_speaker` finds who."""

    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Cell:
    """Hold a cell; each statement in it stands on a line of its own, parted by a `LineBreak`."""

    inlines: Inlines
    alignment: Alignment = "left"


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Arrange cells; every row has as many cells as the header."""

    header: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """Show a table as a drawing where a format can, as the table itself elsewhere.

    roadmap: header `label, horizon, region`, a row a bar, which strong words at its start number; a row whose second
    cell names its horizon, and on a further line a `Span` of a day, is a date on the axis; timeline: header `date,
    step, owner`, a row a step, its date a `Span` of the day, one with a `mark` the one that counts; map: header `place,
    group`, a row a country or a town, its name a `Span` of the spot; matrix: first column the actors, first row the
    headings, a cell the word of `leads`, of `takes_part` or empty; a chart: labels in the first column, a column of
    numbers for each series.
    The title is a sentence that states the finding, empty where a heading says it already; `alt` describes in words
    what it shows.
    """

    kind: str
    title: Inlines
    table: Table
    alt: str
    leads: str = "leads"
    takes_part: str = "takes part"
    regions: tuple[str, ...] = ()
    """The regions that there are: in any drawing, each has the sign of its place among them."""
    area: str = ""
    """What a map shows: an area by its name, or west, south, east and north in degrees; empty: what it names."""
    borders: bool = False
    """Whether a map shows borders between countries that it does not name."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Show a picture of the pack above its caption, which names who made it; `name` is its id.

    `data` are the bytes of a PNG or JPEG of so many pixels; there are none before `document.pictures` has put them in.
    `alt` says what it shows to who does not see it.
    """

    name: str
    caption: Inlines
    alt: str
    data: bytes = field(default=b"", repr=False)
    digest: str = ""
    width: int = 3
    height: int = 2

    @property
    def kind(self) -> str:
        """The ending of its file: png or jpeg."""
        return "png" if self.data.startswith(b"\x89PNG") else "jpeg"


@dataclass(frozen=True, slots=True)
class Field:
    """Hold a labelled value; without inlines it is a blank to fill in by hand.

    Where the label is a date, `day` is it in ISO 8601, or empty if no single day is meant. `signed`: the blank is for
    somebody's signature.
    """

    label: str
    inlines: Inlines
    day: str = ""
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """List labelled values: to, from, date, subject; signature and date."""

    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """Group blocks by what they are for; regions may hold regions."""

    role: Role
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Rule:
    """Separate what comes before from what comes after; between slides, start a new one."""


Block = Heading | Paragraph | List | Quote | Table | Figure | Picture | Fields | Region | Rule
Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Meta:
    """Describe the document: file properties, running heads and marking come from here.

    `date` is ISO 8601 (YYYY-MM-DD), `date_text` the same as its readers write it, `language` BCP 47.
    The labels are the few words that writers and figures add themselves, in the document's language: the number of a
    page, the heading of a list of notes, the title of what goes on, what the cells of a matrix say, and what leads
    through a page on a screen.
    """

    kind: str
    title: str
    language: str = "en"
    subject: str = ""
    organisation: str = ""
    series: str = ""
    audience: str = ""
    date: str = "2000-01-01"
    date_text: str = ""
    marking: str = ""
    in_capitals: str = ""
    """The part of the marking that is shown in capitals."""
    with_notes: bool = True
    """Whether what is said to the slides goes with them: to those to whom they are sent, it may not."""
    with_contents: bool = False
    """Whether a memo has a cover with its contents: `contents` says from how many pages on."""
    keywords: tuple[str, ...] = ()
    page_label: str = "page {page} of {pages}"
    sources_label: str = "Sources"
    part_label: str = "{title} ({part} of {parts})"
    leads_label: str = "leads"
    takes_part_label: str = "takes part"
    regions: tuple[str, ...] = ()
    contents_label: str = "Contents"
    notes_label: str = "Notes"
    note_label: str = "note {number}"
    back_label: str = "back to note {number} in the text"
    speaker_notes_label: str = "Speaker’s notes"
    data_label: str = "The same as a table"
    draft_label: str = "Draft"
    embargo_label: str = "Embargoed until {time}, {date}"
    release_to_label: str = "Only for: {names}"
    expires_label: str = "Valid until {date}"


@dataclass(frozen=True, slots=True)
class Document:
    """Hold what a writer is given; `Note(n)` refers to `notes[n - 1]`."""

    meta: Meta
    blocks: Blocks
    notes: tuple[Inlines, ...] = field(default=())


Node = Block | Inline | ListItem | Row | Cell | Field | Meta | Document
BLOCK_TYPES = get_args(Block)
INLINE_TYPES = get_args(Inline)
FIELDS = {kind: tuple(part.name for part in dataclasses.fields(kind)) for kind in get_args(Node) if kind is not Meta}
"""The fields of each type of node; a Meta is not part of the tree that is walked."""
_OF_NODES = re.compile("Blocks|Inlines|Row|Table|Cell|Field|ListItem")
_BELOW = {
    kind: tuple(part.name for part in dataclasses.fields(kind)[::-1] if _OF_NODES.search(str(part.type)))
    for kind in FIELDS
}
"""Of these, the ones that hold nodes, the last first."""


def walk(node: object) -> Iterator[object]:
    """Yield the node and all nodes below it, in reading order; a Meta is not entered."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, tuple):
            waiting += node[::-1]
        elif (names := _BELOW.get(type(node))) is not None:
            yield node
            waiting += [getattr(node, name) for name in names]


def lines_of(inlines: Inlines) -> list[Inlines]:
    """Return the lines into which the line breaks among the nodes part them; an empty line is none."""
    groups = groupby(inlines, lambda inline: isinstance(inline, LineBreak))
    return [tuple(group) for breaks, group in groups if not breaks]


def plain_text(inlines: Inlines) -> str:
    """Return the words of inline nodes without their structure; a note's number is not a word."""
    return "".join([inline.text if type(inline) is Text else _inline_text(inline) for inline in inlines])


def _inline_text(inline: Inline) -> str:
    match inline:
        case Text(text):
            return text
        case LineBreak():
            return "\n"
        case Note():
            return ""
        case _:
            return plain_text(inline.inlines)


def text_lines(node: object) -> Iterator[str]:
    """Yield the text of each paragraph, heading, cell, label and note below the node, in reading order."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, tuple):
            if node and isinstance(node[0], INLINE_TYPES):
                yield plain_text(node)
            else:
                waiting += node[::-1]
        elif isinstance(node, Field):
            yield node.label
            yield plain_text(node.inlines)
        else:
            waiting += [getattr(node, name) for name in _BELOW.get(type(node), ())]


def words(node: object) -> list[str]:
    """Return the words below the node, in reading order: what every written file must hold."""
    return [word for line in text_lines(node) for word in line.split()]
