"""The cover of a long memo in Word: its list of contents is a field (ECMA-376 part 1, 17.16.5.68) with its result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefpack.document import tree as t
from briefpack.document.contents import LISTED_LEVELS
from briefpack.look.theme import Theme
from briefpack.writers.word.body import Body
from briefpack.writers.word.flow import Flowed, Paragraph, Steps, separated
from briefpack.writers.word.inlines import Tone
from briefpack.writers.word.markup import Markup, tab_stop, text_xml
from briefpack.writers.word.paging import measured, paged
from briefpack.writers.word.running_heads import letterhead_pt

COVER = Tone(voice="cover")
LOWER = 5
"""The title of a cover stands by so many steps lower than that of a page with text below."""
COVERED = 0.92
"""So much of the cover's page is counted on: a last entry that goes beyond it would stand on a page alone."""
FIRST_BOOKMARK = 9000
"""Bookmarks of headings are numbered from here on; the names are those that Word gives them."""


def cover_space(theme: Theme) -> tuple[Steps, Steps, float]:
    """Return the space before and after the title of a cover, and the least height of its lines."""
    return Steps(LOWER), Steps(1.5), theme.sizes.memo_title * theme.cover_scale * theme.leading.title


def with_contents(body: Body, flow: Sequence[Flowed], first: int, theme: Theme) -> list[Flowed]:
    """Return a flow with the contents before its part of that number, which begins a page of its own.

    Where those of all levels go beyond the cover, they name the sections alone; where those do, they begin a page, on
    which the text goes on.
    """
    memo = _Memo.of(body, flow, first, theme)
    memo.head.new_page = True
    levels: Sequence[int] = LISTED_LEVELS
    title = Paragraph(body.markup.text(body.meta.contents_label), "TOCHeading")
    if memo.placed(title, levels, COVERED)[2][id(memo.head)] > 2:
        _raise_title(memo.flow[:first])
        levels = LISTED_LEVELS[:1]
    if memo.placed(title, levels, COVERED)[2][id(memo.head)] > 2:
        title.new_page, memo.head.new_page, levels = True, False, LISTED_LEVELS
    listed, blank, pages = memo.placed(title, levels)
    for number, ((node, par), entry) in enumerate(zip(listed, blank, strict=True)):
        entry.runs = _entry(t.plain_text(node.inlines), number, pages[id(par)], body.markup)
        entry.tabs = tab_stop(body.width_pt, "right")
        par.runs = _marked(par.runs, number)
    blank[0].runs = _field_start(listed, body) + blank[0].runs
    blank[-1].runs += body.markup.run('<w:fldChar w:fldCharType="end"/>')
    return [*memo.flow[:first], title, *blank, *memo.flow[first:]]


Sections = Sequence[tuple[t.Heading, Paragraph]]
"""Headings, and the paragraphs that they are."""


@dataclass(frozen=True, slots=True)
class _Memo:
    """Hold a flow of its own, so that contents can be set of one body in several settings."""

    body: Body
    flow: list[Flowed]
    sections: Sections
    first: int
    theme: Theme

    @classmethod
    def of(cls, body: Body, flow: Sequence[Flowed], first: int, theme: Theme) -> _Memo:
        own = {id(one): replace(one) for one in flow if isinstance(one, Paragraph)}
        sections = [(node, own[id(par)]) for node, par in body.sections]
        return cls(body, [own.get(id(one), one) for one in flow], sections, first, theme)

    @property
    def head(self) -> Paragraph:
        """Return what begins the page after the cover."""
        head = self.flow[self.first]
        assert isinstance(head, Paragraph)
        return head

    def placed(
        self, title: Paragraph, levels: Sequence[int], share: float = 1.0
    ) -> tuple[Sections, list[Paragraph], dict[int, int]]:
        """Return the headings of these levels, an entry for each, and by their ids the pages of all parts."""
        listed = [(node, par) for node, par in self.sections if node.level in levels]
        blank = [Paragraph("", f"TOC{node.level}") for node, _ in listed]
        flow = separated([*self.flow[: self.first], title, *blank, *self.flow[self.first :]])
        body = self.body
        lines = measured(flow, self.theme, body.meta.language, body.width_pt, body.footnotes)
        head = letterhead_pt(body.meta, self.theme) if body.own_styles else 0
        starts = paged(lines, self.theme, body.height_pt * share, head).starts
        return listed, blank, dict(zip(map(id, flow), starts, strict=True))


def _raise_title(cover: Sequence[Flowed]) -> None:
    for par in cover:
        if isinstance(par, Paragraph) and par.style == "Heading1":
            par.before = None


def _field_start(listed: Sections, body: Body) -> str:
    markup, levels = body.markup, [node.level - body.counts_headings for node, _ in listed]
    order = rf'TOC \o "{min(levels)}-{max(levels)}" \h \z \u'
    begin, separate = (markup.run(f'<w:fldChar w:fldCharType="{kind}"/>') for kind in ("begin", "separate"))
    return begin + markup.run(f'<w:instrText xml:space="preserve"> {order} </w:instrText>') + separate


def _entry(words: str, number: int, page: int, markup: Markup) -> str:
    """Return a link to a heading: its words, and the page on which it stands."""
    runs = markup.run(text_xml(words)) + markup.tab() + markup.field(f"PAGEREF {_name(number)} \\h", str(page))
    return f'<w:hyperlink w:anchor="{_name(number)}" w:history="1">{runs}</w:hyperlink>'


def _marked(runs: str, number: int) -> str:
    mark = f'w:id="{FIRST_BOOKMARK + number}"'
    return f'<w:bookmarkStart {mark} w:name="{_name(number)}"/>{runs}<w:bookmarkEnd {mark}/>'


def _name(number: int) -> str:
    return f"_Toc{230000000 + number}"
