"""The stream of paragraphs and tables that a body is, and the spacing that each takes from its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefpack.languages.scripts import is_right_to_left
from briefpack.look.theme import Theme
from briefpack.units import twips
from briefpack.writers.word.inherited import NOTHING, SET_APART, Inherited
from briefpack.writers.word.markup import Markup, border, indent, shading
from briefpack.writers.word.numbering import HANG_PT, label_xml, same_indent
from briefpack.writers.word.styles import Style, paragraph_styles

PAD_PT = 6.0
"""Between a panel's edge and its words."""


HEADINGS = frozenset({"Title", *(f"Heading{level}" for level in range(1, 5))})
"""Styles whose paragraphs stand as the organisation has its headings stand."""


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """Set paragraphs on one ground or beside one bar; two panels are the same only if they are one object."""

    ground: str
    edge: str
    edge_pt: float
    top: str = ""
    left_pt: float = 0
    """Where the panel starts, from the margin."""
    pad_pt: float = PAD_PT - 1
    """Between its upper and lower edges and the words."""

    @property
    def inset_pt(self) -> float:
        """Return where words start, from the margin."""
        return self.left_pt + self.edge_pt + PAD_PT

    def borders(self, from_right: bool = False) -> str:
        """Return the panel's edges: those that are not seen are of the ground's colour and hold the padding.

        Left and right are those of the page, whatever the direction of the paragraph (17.3.1.17).
        """
        sides = [(self.edge, self.edge_pt), (self.ground, 0.5)]
        (at_left, left_pt), (at_right, right_pt) = sides[::-1] if from_right else sides
        top = border("top", self.top or self.ground, 1.5 if self.top else 0.5, self.pad_pt)
        left = border("left", at_left, left_pt, PAD_PT)
        bottom = border("bottom", self.ground, 0.5, self.pad_pt)
        right = border("right", at_right, right_pt, PAD_PT)
        return f"<w:pBdr>{top}{left}{bottom}{right}</w:pBdr>{shading(self.ground)}"


@dataclass(frozen=True, slots=True)
class Steps:
    """Say a length in steps of the theme: how long they are is known when it is known how closely a memo is set."""

    count: float


Length = float | Steps


def _edges(par: Paragraph, language: str) -> str:
    if par.panel:
        return par.panel.borders(is_right_to_left(language))
    return f"<w:pBdr>{par.borders}</w:pBdr>" if par.borders else ""


def points(length: Length, step_pt: float) -> float:
    """Return a length in points."""
    return length.count * step_pt if isinstance(length, Steps) else length


@dataclass(slots=True)
class Paragraph:
    """Hold a paragraph before its neighbours are known; None means: as the style has it. Lengths are in points."""

    runs: str
    style: str = "Normal"
    left_pt: float | None = None
    hanging_pt: float = 0
    right_pt: float = 0
    number: tuple[int, int] | None = None
    """Number of the list and level."""
    borders: str = ""
    tabs: str = ""
    before: Length | None = None
    after: Length | None = None
    align: str = ""
    keep_next: bool = False
    keep_lines: bool = False
    may_part: bool = False
    """Its lines may stand on two pages, though the last of them stays with what follows."""
    new_page: bool = False
    line: Length = 0
    """How tall its lines are at least."""
    panel: Panel | None = None


@dataclass(frozen=True, slots=True)
class TableXml:
    """Hold a whole table; how tall it is, and what of it stays on the page where it begins, are estimates in points.

    rows_pt: its head, which stands again on every page, and the rows below it, those that stay together as one.
    """

    xml: str
    height_pt: float = 0
    kept_pt: float = 0
    keeps_next: bool = False
    rows_pt: tuple[float, ...] = ()


Flowed = Paragraph | TableXml


def flow_xml(flow: Sequence[Flowed], theme: Theme, markup: Markup, own_styles: bool = True) -> str:
    """Return paragraphs and tables as one string of XML.

    Styles that are not ours may not keep paragraphs together: there, each paragraph says it.
    """
    styles = paragraph_styles(theme)
    if not own_styles:
        for one in flow:
            if isinstance(one, Paragraph):
                one.keep_next |= styles[one.style].keep_next
        styles = {name: replace(style, keep_next=False, keep_lines=False) for name, style in styles.items()}
    return "".join(
        one.xml
        if isinstance(one, TableXml)
        else _paragraph(one, (*around, points(one.line, theme.step_pt)), styles[one.style], markup)
        for one, around in zip(flow, spaces(flow, theme), strict=True)
    )


def spaces(spaced: Sequence[Flowed], theme: Theme) -> list[tuple[float, float]]:
    """Return the space before and after each part of a flow, in points; tables have none of their own."""
    styles = paragraph_styles(theme)
    around = zip([None, *spaced[:-1]], spaced, [*spaced[1:], None], strict=True)
    return [
        (0.0, 0.0) if isinstance(one, TableXml) else _space(last, one, then, styles[one.style], theme.step_pt)
        for last, one, then in around
    ]


def separated(flow: Sequence[Flowed]) -> list[Flowed]:
    """Put a gap where Word would join what is apart: two tables, two panels alike; and after a last table."""
    spaced: list[Flowed] = []
    for one in flow:
        if spaced and _would_join(spaced[-1], one):
            spaced.append(_gap())
        spaced.append(one)
    if not spaced or isinstance(spaced[-1], TableXml):
        spaced.append(_gap())
    return spaced


def _gap() -> Paragraph:
    return Paragraph("", "Gap", line=Steps(0.5))


def _would_join(first: Flowed, second: Flowed) -> bool:
    if isinstance(first, TableXml) or isinstance(second, TableXml):
        return isinstance(first, TableXml) and isinstance(second, TableXml)
    if first.panel is None or second.panel is None or first.panel is second.panel:
        return False
    return first.panel.borders() == second.panel.borders()


def _space(
    last: Flowed | None, par: Paragraph, then: Flowed | None, style: Style, step_pt: float
) -> tuple[float, float]:
    """Return the space before and after in points."""
    before = style.before_pt if par.before is None else points(par.before, step_pt)
    after = style.after_pt if par.after is None else points(par.after, step_pt)
    if par.panel:
        return _panel_space(last, par, then, after, step_pt)
    return max(before, step_pt * 0.75) if isinstance(last, TableXml) else before, after


def _panel_space(
    last: Flowed | None, par: Paragraph, then: Flowed | None, after: float, step: float
) -> tuple[float, float]:
    """Keep space outside a panel, and inside only where Word joins the boxes, so that no gap shows paper."""
    joined_above = isinstance(last, Paragraph) and last.panel is par.panel
    joined_below = isinstance(then, Paragraph) and then.panel is par.panel
    apart = 0 if isinstance(last, Paragraph) and last.style == "Gap" else step / 2
    top = 0 if joined_above else apart
    if not joined_below:
        return top, 0 if isinstance(then, Paragraph) and then.style == "Gap" else step
    return top, min(after, step / 3) if isinstance(then, Paragraph) and _shape(then) == _shape(par) else 0


def _shape(par: Paragraph) -> tuple[float | None, float, float]:
    return par.left_pt, par.hanging_pt, par.right_pt


def _paragraph(par: Paragraph, heights: tuple[float, float, float], style: Style, markup: Markup) -> str:
    """Return the paragraph with the elements of pPr in the order of the schema (CT_PPr).

    heights: of the space before and after, and of its lines at least, in points. In a style of the letterhead's own
    it says itself what is not the organisation's.
    """
    theirs = markup.inherited.get(par.style, NOTHING)
    is_theirs, is_heading = par.style in markup.inherited, par.style in HEADINGS and not (par.panel or par.number)
    parts = [
        markup.style("pStyle", par.style) if par.style != "Normal" else "",
        "<w:keepNext/>" if par.keep_next and not style.keep_next else "",
        "<w:keepLines/>" if ((par.keep_next and not par.may_part) or par.keep_lines) and not style.keep_lines else "",
        "<w:pageBreakBefore/>" if par.new_page else theirs.off("pageBreakBefore"),
        label_xml(*par.number) if par.number else "" if is_heading else theirs.unnumbered(),
        _edges(par, markup.language),
        theirs.cleared(par.tabs) if par.tabs or not is_heading else "",
        theirs.direction(markup.language) if is_theirs else "",
        _spacing(*heights, style, theirs, is_told=is_theirs and not is_heading),
        _indent(par, theirs, is_told=is_theirs and not is_heading) or _outdent(par, theirs, markup),
        "" if is_heading else theirs.off("contextualSpacing"),
        theirs.aligned(par.align) if par.align or not (is_heading and theirs.align in SET_APART) else "",
    ]
    properties = "".join(parts)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else '<w:pPr/>'}{par.runs}</w:p>"


def _spacing(before: float, after: float, line: float, style: Style, theirs: Inherited, is_told: bool) -> str:
    """Return the space around a paragraph, as far as its style has another; `is_told`: the letterhead's style."""
    pairs = (("before", before, style.before_pt), ("after", after, style.after_pt))
    has = {name: theirs.space(name) if is_told else own for name, _, own in pairs}
    parts = [f'w:{name}="{twips(space)}"' for name, space, _ in pairs if space != has[name]]
    if line:
        parts.append(f'w:line="{twips(line)}" w:lineRule="atLeast"')
    if (parts or is_told) and theirs.automatic():
        parts.append(theirs.automatic().strip())
    return f"<w:spacing {' '.join(parts)}/>" if parts else ""


def _outdent(par: Paragraph, theirs: Inherited, markup: Markup) -> str:
    """Return the start of the line for a heading whose indent is that of the text, as its style rests on that."""
    if par.style not in HEADINGS:
        return ""
    return theirs.outdented(markup.inherited.get("Normal", NOTHING))


def _indent(par: Paragraph, theirs: Inherited, is_told: bool) -> str:
    if par.left_pt is None and not (is_told and theirs.indents):
        return ""
    left = par.left_pt or 0.0
    as_listed = par.hanging_pt == HANG_PT and not par.right_pt
    if par.number and as_listed and not is_told and same_indent(left, par.number[1]):
        return ""
    return indent(left, par.hanging_pt, par.right_pt).replace("/>", f"{theirs.in_letters()}/>")
