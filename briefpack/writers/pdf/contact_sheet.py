"""A contact sheet: pictures of pages in rows, under what each row is of, tagged and archival as any PDF of ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefpack.document import tree as t
from briefpack.look.theme import Theme
from briefpack.writers.pdf.blocks import flows
from briefpack.writers.pdf.canvas import PageCanvas
from briefpack.writers.pdf.columns import Columns
from briefpack.writers.pdf.context import Context
from briefpack.writers.pdf.flows import Flow, Stack
from briefpack.writers.pdf.fonts import Fonts
from briefpack.writers.pdf.pages import Layout, PageContent, draw, fill, furniture, masthead, page_frame, with_marking
from briefpack.writers.pdf.roles import Role
from briefpack.writers.pdf.styles import full_setting, make_styles
from briefpack.writers.pdf.surface import Surface

A_ROW = 4
GAP_PT = 10.0


@dataclass(frozen=True, slots=True)
class Shot:
    """Hold a picture of a page, its size in pixels, what people hear who do not see it, and what stands below it."""

    data: bytes
    width: int
    height: int
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class Strip:
    """Hold the pages of one document under its title, in its language, and what else is to be said of it."""

    title: str
    language: str
    about: str
    shots: tuple[Shot, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold a contact sheet in English: its title, of which `subject` is in a language of its own, and what it says."""

    title: str
    subject: str
    subject_language: str
    said: tuple[str, ...]
    strips: tuple[Strip, ...]
    labels: tuple[str, ...]
    """What whoever signs it fills in."""
    organisation: str = ""
    marking: str = ""
    in_capitals: str = ""
    date: str = "2000-01-01"
    date_text: str = ""

    @property
    def meta(self) -> t.Meta:
        """What the file says of itself."""
        return t.Meta(
            kind="contact-sheet",
            title=f"{self.title} {self.subject}",
            organisation=self.organisation,
            date=self.date,
            date_text=self.date_text,
            marking=self.marking,
            in_capitals=self.in_capitals,
        )


@dataclass
class ShotFlow(Flow):
    """Show a picture over the width, with a thin line around it."""

    shot: Shot | None = None
    colour: str = "#000000"

    def _measure(self, width: float) -> float:
        return width * self.shot.height / self.shot.width if self.shot else 0

    def _draw(self, surface: Surface, x: float, y: float, width: float) -> None:
        if not self.shot:
            return
        height = self.height(width)
        surface.begin_drawing(x, y, width, height)
        surface.draw_picture(self.shot.data, x, y, width, height)
        surface.stroke_rect(x, y, width, height, self.colour, 0.5)
        surface.end_drawing()


def contact_sheet(sheet: Sheet, theme: Theme) -> bytes:
    """Return the sheet as PDF. Raise BuildError if no font has one of its characters."""
    meta = sheet.meta
    fonts = Fonts(theme, meta.language, f"{meta.kind}.pdf")
    context = Context(theme, meta.kind, make_styles(theme, meta.kind, full_setting(theme, meta.kind)), fonts)
    size, paper = page_frame(theme, theme.page.margin_side_mm)
    title = (t.Text(f"{sheet.title} "), t.Span((t.Text(sheet.subject),), sheet.subject_language))
    opening: t.Blocks = (t.Heading(1, title), *(t.Paragraph((t.Text(line),)) for line in sheet.said))
    closing = t.Region("decision", (t.Fields(tuple(t.Field(label, ()) for label in sheet.labels)),))
    strips = [_strip(strip, context) for strip in sheet.strips]
    body = Stack(None, flows=[*flows(opening, context), *strips, *flows((closing,), context)])
    head, caption = masthead(meta, paper.width, context), context.styles.caption.leading
    frame = replace(paper, top=paper.top + caption * 2.2, bottom=paper.bottom - caption * 2)
    first = replace(frame, top=paper.top + head.height(paper.width) + context.styles.space * 1.2)
    placed = fill(body, lambda page: frame if page else first)
    pages = [
        PageContent((content,), furniture(meta, number, len(placed), paper, context, head))
        for number, content in enumerate(placed, 1)
    ]
    canvas = PageCanvas(meta, fonts, size)
    named = (line for strip in sheet.strips for line in (strip.title, strip.about))
    fonts.raise_missing([meta.title, *sheet.said, *named])
    draw(with_marking(Layout(size, tuple(pages)), meta), canvas)
    return canvas.to_bytes()


def _strip(strip: Strip, context: Context) -> Flow:
    """Keep the title with the first row."""
    title = (t.Span((t.Text(strip.title),), strip.language),)
    head = flows((t.Heading(2, title), t.Paragraph((t.Span((t.Text(strip.about),), voice="quiet"),))), context)
    rows = [_row(strip.shots[start : start + A_ROW], context) for start in range(0, len(strip.shots), A_ROW)]
    opening = Stack(None, after=GAP_PT, flows=[*head, *rows[:1]], whole=True)
    return Stack(Role("Sect"), after=GAP_PT, flows=[opening, *rows[1:]])


def _row(shots: Sequence[Shot], context: Context) -> Flow:
    columns: list[Flow | None] = [_labelled(shot, context) for shot in shots]
    columns += [None] * (A_ROW - len(columns))
    return Columns(None, after=GAP_PT, columns=columns, shares=(1 / A_ROW,) * A_ROW, gap=GAP_PT, whole=True)


def _labelled(shot: Shot, context: Context) -> Flow:
    style = replace(context.styles.caption, before=2, after=0)
    picture = ShotFlow(Role("Figure", alt=shot.alt), shot=shot, colour=context.rule)
    return Stack(None, flows=[picture, context.text_flow(Role("P"), (t.Text(shot.caption),), style)], whole=True)
