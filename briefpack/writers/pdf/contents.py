"""The cover of a long memo: its title, what it is about, and where its sections begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefpack.document.contents import LISTED_LEVELS
from briefpack.document.tree import Meta
from briefpack.writers.pdf.columns import Columns
from briefpack.writers.pdf.context import Context
from briefpack.writers.pdf.flows import Flow, Stack, TextFlow
from briefpack.writers.pdf.inlines import StyledText, look_of
from briefpack.writers.pdf.pages import Placed
from briefpack.writers.pdf.passages import Passage
from briefpack.writers.pdf.roles import Role
from briefpack.writers.pdf.styles import TextStyle
from briefpack.writers.pdf.text import shape

NUMBER_EM = 2.4
"""The room for the number of a page, in ems."""


@dataclass
class ContentsRow(Columns):
    """Set the title of a section, indented, and at the end of the line the number of its page."""

    indent: float = 0
    number_width: float = 0

    def areas(self, width: float) -> Iterator[tuple[float, float]]:
        """Yield the x and the width of the title and of the number."""
        number = width - self.number_width
        yield from ((self.indent, number - self.indent), (number, self.number_width))


def cover_context(context: Context) -> Context:
    """Return the context of what stands on a cover."""
    title = context.styles.title
    scale, space = context.theme.cover_scale, context.styles.space
    size, leading = title.size * scale, title.leading * scale
    larger = replace(title, size=size, leading=leading, before=space * 5, after=space * 1.5)
    return replace(context, styles=replace(context.styles, title=larger))


def section_roles(body: Sequence[Flow]) -> list[Role]:
    """Return the roles of the headings that the contents name, of the flows of a memo's sections."""
    return [flow.role for flow in body if flow.role and flow.role.level in LISTED_LEVELS and isinstance(flow, TextFlow)]


def first_pages(sections: Sequence[Role], placed: Sequence[Placed], before: int) -> list[int]:
    """Return the number of the page on which each begins, after so many pages of the cover."""
    pages: dict[Role, int] = {}
    for number, page in enumerate(placed, before + 1):
        inside = page.flow.flows if isinstance(page.flow, Stack) else ()
        for flow in inside:
            if flow.role:
                pages.setdefault(flow.role, number)
    return [pages[role] for role in sections]


def contents_flows(meta: Meta, sections: Sequence[Role], pages: Sequence[int], context: Context) -> list[Flow]:
    """Return the list of contents under its heading: TOC and TOCI of ISO 32000-1, table 333, each a link."""
    styles = context.styles
    role = Role(f"H{LISTED_LEVELS[0]}", level=LISTED_LEVELS[0], words=meta.contents_label)
    look = look_of(styles.section, context.ground)
    words = Passage.of(shape([StyledText(meta.contents_label, look)], context.fonts), look.size)
    heading = TextFlow(role, styles.section.before, styles.section.after, True, passage=words, style=styles.section)
    rows: list[Flow] = [_row(section, page, context) for section, page in zip(sections, pages, strict=True)]
    return [heading, Stack(Role("TOC"), flows=rows)]


def _row(section: Role, page: int, context: Context) -> Flow:
    styles, is_first = context.styles, section.level == LISTED_LEVELS[0]
    space = styles.space
    style = replace(styles.body, bold=is_first, after=0, balanced=False)
    reference, link = Role("Reference"), Role("Link", words=section.words)
    number = _linked(str(page), reference, link, section, style, context, "right")
    title = _linked(section.words, reference, link, section, style, context)
    indent = 0.0 if is_first else style.size * 1.2
    row = ContentsRow(Role("TOCI"), before=space * (0.45 if is_first else 0.1), columns=[title, number], indent=indent)
    return replace(row, number_width=style.size * NUMBER_EM, on_baseline=True, whole=True)


def _linked(
    text: str, reference: Role, link: Role, section: Role, style: TextStyle, context: Context, align: str = "left"
) -> TextFlow:
    look = replace(look_of(style, context.ground), target=section)
    words = Passage.of(shape([StyledText(text, look, (link,))], context.fonts), look.size)
    return TextFlow(reference, passage=words, style=style, align=align)
