"""The cover of a long memo in Word: its list of contents is a field (ECMA-376 part 1, 17.16.5.68) with its result."""

from __future__ import annotations

from collections.abc import Sequence

from briefpack.document import tree as t
from briefpack.document.contents import LISTED_LEVELS
from briefpack.look.theme import Theme
from briefpack.writers.word.body import Body
from briefpack.writers.word.flow import Flowed, Paragraph, separated
from briefpack.writers.word.inlines import Tone
from briefpack.writers.word.markup import Markup, tab_stop, text_xml
from briefpack.writers.word.paging import CAUTIOUS, paged
from briefpack.writers.word.styles import COVER_TITLE

COVER = Tone(voice="cover")
LOWER = 5
"""The title of a cover stands by so many steps lower than that of a page with text below."""
FIRST_BOOKMARK = 9000
"""Bookmarks of headings are numbered from here on; the names are those that Word gives them."""


def cover_space(theme: Theme) -> tuple[float, float, float]:
    """Return the space before and after the title of a cover, and the least height of its lines."""
    return theme.step_pt * LOWER, theme.step_pt * 1.5, theme.sizes.memo_title * COVER_TITLE * theme.leading.title


def set_contents(body: Body, first: int) -> None:
    """Put the contents before the flow's part of that number, which begins a page of its own.

    Where those of all levels go beyond the cover, they name the sections alone; where those do, they have a page.
    """
    head = body.flow[first]
    assert isinstance(head, Paragraph)
    head.new_page = True
    levels: Sequence[int] = LISTED_LEVELS
    title = Paragraph(body.markup.text(body.meta.contents_label), "TOCHeading")
    if _placed(body, first, title, levels, CAUTIOUS)[2][id(head)] > 2:
        _raise_title(body.flow[:first])
        levels = LISTED_LEVELS[:1]
    if _placed(body, first, title, levels, CAUTIOUS)[2][id(head)] > 2:
        title.new_page, levels = True, LISTED_LEVELS
    listed, blank, pages = _placed(body, first, title, levels)
    for number, ((node, par), entry) in enumerate(zip(listed, blank, strict=True)):
        entry.runs = _entry(t.plain_text(node.inlines), number, pages[id(par)], body.markup)
        entry.tabs = tab_stop(body.width_pt, "right")
        par.runs = _marked(par.runs, number)
    blank[0].runs = _field_start(listed, body) + blank[0].runs
    blank[-1].runs += body.markup.run('<w:fldChar w:fldCharType="end"/>')
    body.flow[first:first] = [title, *blank]


Sections = Sequence[tuple[t.Heading, Paragraph]]
"""Headings, and the paragraphs that they are."""


def _placed(
    body: Body, first: int, title: Paragraph, levels: Sequence[int], share: float = 1.0
) -> tuple[Sections, list[Paragraph], dict[int, int]]:
    """Return the headings of these levels, an entry for each, and by their ids the pages of all parts of the flow."""
    listed = [(node, par) for node, par in body.sections if node.level in levels]
    blank = [Paragraph("", f"TOC{node.level}") for node, _ in listed]
    flow = separated([*body.flow[:first], title, *blank, *body.flow[first:]], body.theme)
    height = body.height_pt * share
    starts = paged(flow, body.theme, body.meta.language, body.width_pt, height).starts
    return listed, blank, dict(zip(map(id, flow), starts, strict=True))


def _raise_title(cover: Sequence[Flowed]) -> None:
    for par in cover:
        if isinstance(par, Paragraph) and par.style == "Heading1":
            par.before_pt = None


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
