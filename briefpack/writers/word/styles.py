"""The styles of a memo as data, derived from a theme; `styles_xml` writes them.

Nothing else in the writer names a font, a size or a colour of text: changing a style in Word changes
everything that is set in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from briefpack.look.theme import Theme
from briefpack.units import PAGE_SIZES_PT, mm
from briefpack.writers.word.markup import border, indent, tab_stop

MARKING_SPACING_PT = 0.5
"""Between the letters of a marking."""
LABEL_SPACING_PT = 0.6
"""Between the letters of a field's label."""
CELL_MARGINS_PT = {"top": 3.0, "left": 5.0, "bottom": 3.0, "right": 5.0}
RUNNING_LEADING = 1.22
"""Of lines of headers and footers; the fonts' own."""
RULE_GAP_PT = 6.0
"""Between a letterhead and the rule below it."""
CONTACT_GAP_PT = 5.0
"""Between the rule above whom to ask and their name."""
SIGNED = 2.3
"""Lines to sign on are so much as high as the type: a hand is larger."""
NUMBER = 2.1
"""Key figures are so much larger than the text."""
HEADER_MM, FOOTER_MM = 10.5, 8.5
"""Room between the theme's margins, where header and footer stand, and the text."""


@dataclass(frozen=True, slots=True)
class Style:
    """Describe a style of paragraphs or of words; None and "" mean: as in the style that it is based on."""

    id: str
    name: str
    based_on: str = "Normal"
    next: str = ""
    size_pt: float = 0
    leading: float = 0
    before_pt: float = 0
    after_pt: float = 0
    colour: str = ""
    font: str = ""
    bold: bool | None = None
    italic: bool | None = None
    keep_next: bool = False
    keep_lines: bool = False
    outline: int | None = None
    extra: str = ""
    """Other elements: in a paragraph between widowControl and spacing (borders, shading, tabs), in words last."""
    indent: str = ""
    spacing_pt: float = 0
    """Letter spacing."""
    built_in: bool = True
    fits: bool = False
    """Lines are as high as their content."""


@dataclass(frozen=True, slots=True)
class PageSetup:
    """Hold the lengths of a memo's page; header and footer are measured from the paper's edge."""

    width_pt: float
    height_pt: float
    side_pt: float
    header_pt: float
    footer_pt: float

    @property
    def text_width_pt(self) -> float:
        """Return the width between the side margins."""
        return self.width_pt - 2 * self.side_pt

    @property
    def top_pt(self) -> float:
        """Return the margin above the text, below the header."""
        return self.header_pt + mm(HEADER_MM)

    @property
    def bottom_pt(self) -> float:
        """Return the margin below the text, above the footer."""
        return self.footer_pt + mm(FOOTER_MM)

    @property
    def text_height_pt(self) -> float:
        """Return the height between header and footer."""
        return self.height_pt - self.top_pt - self.bottom_pt


def page_of(theme: Theme) -> PageSetup:
    """Return the page of a memo, as the theme has it."""
    width, height = PAGE_SIZES_PT[theme.page.size]
    side = mm(theme.page.memo_margin_side_mm)
    return PageSetup(width, height, side, mm(theme.page.margin_top_mm), mm(theme.page.margin_bottom_mm))


@lru_cache(maxsize=16)
def paragraph_styles(theme: Theme) -> dict[str, Style]:
    """Return all paragraph styles by id, in the order in which Word lists them."""
    headings = list(_heading_styles(theme))
    styles = [*_text_styles(theme), *headings, *_table_styles(theme), *_page_styles(theme), title_style(headings)]
    return {style.id: style for style in styles}


def _text_styles(theme: Theme) -> Iterator[Style]:
    size, colours, step = theme.sizes, theme.colours, theme.step_pt
    small = quiet_size(theme)
    body = theme.leading.memo
    yield Style("Normal", "Normal", "", "", size.memo_body, body, 0, step / 2, colours.ink)
    yield Style("Lead", "Lead", size_pt=size.memo_body + 1, leading=body, after_pt=step / 2, built_in=False)
    yield Style("Kicker", "Kicker", size_pt=small, colour=colours.quiet, after_pt=2, keep_next=True, built_in=False)
    yield Style("ListParagraph", "List Paragraph", after_pt=step / 4)
    yield Style("Aside", "Aside", size_pt=small, leading=1.3, after_pt=step / 2, keep_lines=True, built_in=False)
    quote, font = indent(mm(6), 0, mm(6)), theme.fonts.office_title
    said = Style("Quote", "Quote", size_pt=size.memo_body + 1, font=font, italic=True, after_pt=step / 2)
    yield replace(said, indent=quote, keep_lines=True)
    speaker = Style("Attribution", "Attribution", size_pt=small, colour=colours.quiet, built_in=False)
    yield replace(speaker, after_pt=step / 2, indent=quote)
    yield Style("MemoField", "Memo Field", after_pt=step / 4, keep_lines=True, built_in=False)
    yield Style("Ask", "Ask", after_pt=step / 4, keep_lines=True, built_in=False)
    yield Style("Callout", "Callout", after_pt=step / 4, keep_lines=True, built_in=False)
    yield Style("Decision", "Decision", after_pt=step / 4, keep_lines=True, built_in=False)
    yield Style("Signature", "Signature", leading=SIGNED, after_pt=step / 2, keep_lines=True)
    quiet = Style("Source", "Source", size_pt=small, colour=colours.quiet, after_pt=step / 4, built_in=False)
    yield quiet
    yield replace(quiet, id="SpeakerNotes", name="Speaker Notes")
    line = f"<w:pBdr>{border('top', colours.rule, 0.5, CONTACT_GAP_PT)}</w:pBdr>"
    contact = replace(quiet, id="Contact", name="Contact", colour=colours.ink, before_pt=step * 0.75, extra=line)
    yield replace(contact, keep_lines=True)
    yield Style("FootnoteText", "footnote text", size_pt=small, leading=1.18, after_pt=0, indent=indent(9, 9))


def _heading_styles(theme: Theme) -> Iterator[Style]:
    size, colours, step = theme.sizes, theme.colours, theme.step_pt
    between = (size.memo_section + size.memo_body) / 2
    title = colours.accent if theme.manner.band == "filled" else colours.ink
    rows = (
        (size.memo_title, title, theme.leading.title, step / 2, step * 0.75),
        (size.memo_section, colours.accent, theme.leading.title, step * 1.25, step / 4),
        (between, colours.ink, theme.leading.title, step * 0.75, step / 4),
        (size.memo_body, colours.quiet, theme.leading.memo, step / 2, 2),
    )
    for level, (points, colour, leading, before, after) in enumerate(rows, 1):
        yield Style(
            f"Heading{level}",
            f"heading {level}",
            next="Normal",
            size_pt=points,
            leading=leading,
            before_pt=before,
            after_pt=after,
            colour=colour,
            font=theme.fonts.office_title if level < 3 else "",
            bold=True,
            keep_next=True,
            keep_lines=True,
            outline=level - 1,
        )


def title_style(headings: Iterable[Style]) -> Style:
    """Return the title's own style, for letterheads that number their headings: it looks as our first heading."""
    return replace(next(iter(headings)), id="Title", name="Title", outline=None)


def _table_styles(theme: Theme) -> Iterator[Style]:
    small = table_size(theme)
    yield Style("TableText", "Table Text", size_pt=small, leading=1.22, built_in=False)
    heading = Style("TableHeading", "Table Heading", "TableText", bold=True, keep_next=True, built_in=False)
    yield replace(heading, size_pt=small, leading=1.22, colour=theme.colours.accent)
    number = Style("KeyNumber", "Key Number", size_pt=theme.sizes.memo_body * NUMBER, leading=1.1, bold=True, fits=True)
    yield replace(number, colour=theme.colours.accent, keep_next=True, built_in=False)
    title = replace(heading, id="FigureTitle", name="Figure Title", based_on="Normal", keep_lines=True)
    yield replace(title, before_pt=theme.step_pt, after_pt=theme.step_pt / 3)
    yield Style("FigurePicture", "Figure Picture", after_pt=theme.step_pt, built_in=False, fits=True)


def _page_styles(theme: Theme) -> Iterator[Style]:
    page, colours = page_of(theme), theme.colours
    right = f"<w:tabs>{tab_stop(page.text_width_pt, 'right')}</w:tabs>"
    header = Style("Header", "header", size_pt=running_size(theme), leading=RUNNING_LEADING, colour=colours.quiet)
    yield replace(header, extra=right)
    yield replace(header, id="Footer", name="footer", extra=right, before_pt=theme.step_pt / 2)
    filled = theme.manner.band == "filled"
    rule = border("bottom", colours.accent if filled else colours.ink, 1.5 if filled else 2.25, RULE_GAP_PT)
    gap = theme.step_pt * 0.75
    ruled = f"<w:pBdr>{rule}</w:pBdr>{right}"
    letterhead = replace(header, id="Letterhead", name="Letterhead", based_on="Header", after_pt=gap)
    yield replace(letterhead, extra=ruled, built_in=False)
    heading = Style("TOCHeading", "TOC Heading", size_pt=theme.sizes.memo_section, colour=colours.accent, bold=True)
    yield replace(heading, before_pt=gap * 2, after_pt=gap / 2, font=theme.fonts.office_title, keep_next=True)
    entry = Style("TOC2", "toc 2", extra=right, bold=True, before_pt=gap / 2)
    yield entry
    yield replace(entry, id="TOC3", name="toc 3", bold=None, before_pt=1, indent=indent(theme.sizes.memo_body * 1.2))
    line = f"<w:pBdr>{border('bottom', colours.rule, 0.5)}</w:pBdr>"
    yield Style("Rule", "Rule", size_pt=4, leading=1, after_pt=gap, extra=line, built_in=False)
    yield Style("Gap", "Gap", size_pt=4, leading=1, built_in=False)


def character_styles(theme: Theme) -> Iterator[Style]:
    """Yield the styles of words within paragraphs, in the order in which Word lists them."""
    colours, small = theme.colours, quiet_size(theme)
    title = colours.accent if theme.manner.band == "filled" else colours.ink
    yield Style("Hyperlink", "Hyperlink", colour=colours.accent, extra='<w:u w:val="single"/>')
    yield Style("FootnoteReference", "footnote reference", extra='<w:vertAlign w:val="superscript"/>')
    yield Style("EditorVoice", "Editor Voice", colour=colours.second, built_in=False)
    yield Style("Quiet", "Quiet", colour=colours.quiet, built_in=False)
    yield Style(
        "Place",
        "Place in the Source",
        colour=colours.quiet,
        size_pt=place_size(theme),
        font=theme.fonts.office_body,
        built_in=False,
    )
    yield Style("CoverTitle", "Cover Title", size_pt=theme.sizes.memo_title * theme.cover_scale, built_in=False)
    label = Style("Label", "Label", bold=True, size_pt=small, built_in=False)
    yield label
    yield replace(label, id="FieldLabel", name="Field Label", colour=colours.quiet, spacing_pt=LABEL_SPACING_PT)
    yield Style("Marking", "Marking", bold=True, colour=colours.accent, spacing_pt=MARKING_SPACING_PT, built_in=False)
    name, size = theme.fonts.office_title, theme.sizes.memo_section
    yield replace(label, id="Organisation", name="Organisation", font=name, colour=title, size_pt=size)


def quiet_size(theme: Theme) -> float:
    """Return the size of asides in points: one and a half below the body, no less than captions."""
    return max(theme.sizes.caption, theme.sizes.memo_body - 1.5)


def running_size(theme: Theme) -> float:
    """Return the size of headers and footers in points."""
    return theme.sizes.caption + 0.7


def place_size(theme: Theme) -> float:
    """Return the size of what says where in the source a statement stands, in points: below that of asides."""
    return max(theme.sizes.caption, round(theme.sizes.memo_body * 1.6) / 2)


def table_size(theme: Theme) -> float:
    """Return the size of type in tables, in points."""
    return theme.sizes.memo_body - 1
