"""The stream of paragraphs and tables that a body is, and the spacing that each takes from its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefpack.look.theme import Theme
from briefpack.units import twips
from briefpack.writers.word.markup import border, indent, shading
from briefpack.writers.word.numbering import label_xml, same_indent
from briefpack.writers.word.styles import Style, paragraph_styles

PAD_PT = 6.0
"""Between a panel's edge and its words."""


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """Set paragraphs on one ground or beside one bar; two panels are the same only if they are one object."""

    ground: str
    edge: str
    edge_pt: float
    top: str = ""
    left_pt: float = 0
    """Where the panel starts, from the margin."""

    @property
    def inset_pt(self) -> float:
        return self.left_pt + self.edge_pt + PAD_PT

    def borders(self) -> str:
        """Return the panel's edges: those that are not seen are of the ground's colour and hold the padding."""
        top = border("top", self.top or self.ground, 1.5 if self.top else 0.5, PAD_PT - 1)
        left = border("left", self.edge, self.edge_pt, PAD_PT)
        bottom = border("bottom", self.ground, 0.5, PAD_PT - 1)
        right = border("right", self.ground, 0.5, PAD_PT)
        return f"<w:pBdr>{top}{left}{bottom}{right}</w:pBdr>{shading(self.ground)}"


@dataclass(slots=True)
class Par:
    """A paragraph before its neighbours are known; None means: as the style has it."""

    runs: str
    style: str = "Normal"
    left_pt: float | None = None
    hanging_pt: float = 0
    right_pt: float = 0
    number: tuple[int, int] | None = None
    """Number of the list and level."""
    borders: str = ""
    tabs: str = ""
    before_pt: float | None = None
    after_pt: float | None = None
    align: str = ""
    keep_next: bool = False
    line_pt: float = 0
    panel: Panel | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table in XML."""

    xml: str


Piece = Par | Grid


def flow_xml(pieces: Sequence[Piece], theme: Theme, own_styles: bool = True) -> str:
    """Return the pieces as one string of XML.

    Styles that are not ours may not keep paragraphs together: there, each paragraph says it.
    """
    spaced = separated(pieces, theme)
    styles = paragraph_styles(theme)
    if not own_styles:
        for piece in spaced:
            if isinstance(piece, Par):
                piece.keep_next |= styles[piece.style].keep_next
        styles = {name: replace(style, keep_next=False, keep_lines=False) for name, style in styles.items()}
    around = zip([None, *spaced[:-1]], spaced, [*spaced[1:], None], strict=True)
    return "".join([_piece(*three, styles, theme) for three in around])


def _piece(last: Piece | None, piece: Piece, then: Piece | None, styles: dict[str, Style], theme: Theme) -> str:
    if isinstance(piece, Grid):
        return piece.xml
    if isinstance(then, Grid):  # what introduces a table stays with its first row
        piece.keep_next = True
    return _paragraph(piece, *_space(last, piece, then, styles, theme), styles)


def separated(pieces: Sequence[Piece], theme: Theme) -> list[Piece]:
    """Put a gap where Word would join what is apart: two tables, two panels alike; and after a last table."""
    found: list[Piece] = []
    for piece in pieces:
        if found and _would_join(found[-1], piece):
            found.append(gap(theme))
        found.append(piece)
    if not found or isinstance(found[-1], Grid):
        found.append(gap(theme))
    return found


def gap(theme: Theme) -> Par:
    return Par("", "Gap", line_pt=theme.step_pt / 2)


def _would_join(first: Piece, second: Piece) -> bool:
    if isinstance(first, Grid) or isinstance(second, Grid):
        return isinstance(first, Grid) and isinstance(second, Grid)
    if first.panel is None or second.panel is None or first.panel is second.panel:
        return False
    return first.panel.borders() == second.panel.borders()


def _space(
    last: Piece | None, par: Par, then: Piece | None, styles: dict[str, Style], theme: Theme
) -> tuple[float, float]:
    """Return the space before and after in points."""
    style, step = styles[par.style], theme.step_pt
    before = style.before_pt if par.before_pt is None else par.before_pt
    after = style.after_pt if par.after_pt is None else par.after_pt
    if par.panel:
        return _panel_space(last, par, then, after, step)
    if isinstance(last, Grid):
        before = max(before, step * 0.75)
    return before, after


def _panel_space(last: Piece | None, par: Par, then: Piece | None, after: float, step: float) -> tuple[float, float]:
    """Keep space outside a panel, and inside only where Word joins the boxes, so that no gap shows paper."""
    joined_above = isinstance(last, Par) and last.panel is par.panel
    joined_below = isinstance(then, Par) and then.panel is par.panel
    apart = 0 if isinstance(last, Par) and last.style == "Gap" else step / 2
    top = 0 if joined_above else apart
    if not joined_below:
        return top, 0 if isinstance(then, Par) and then.style == "Gap" else step
    return top, min(after, step / 3) if isinstance(then, Par) and _shape(then) == _shape(par) else 0


def _shape(par: Par) -> tuple[float | None, float, float]:
    return par.left_pt, par.hanging_pt, par.right_pt


def _paragraph(par: Par, before: float, after: float, styles: dict[str, Style]) -> str:
    """Return the paragraph with the elements of pPr in the order of the schema (CT_PPr)."""
    style = styles[par.style]
    parts = [
        f'<w:pStyle w:val="{par.style}"/>' if par.style != "Normal" else "",
        "<w:keepNext/>" if par.keep_next and not style.keep_next else "",
        "<w:keepLines/>" if par.keep_next and not style.keep_lines else "",
        label_xml(*par.number) if par.number else "",
        par.panel.borders() if par.panel else f"<w:pBdr>{par.borders}</w:pBdr>" if par.borders else "",
        f"<w:tabs>{par.tabs}</w:tabs>" if par.tabs else "",
        _spacing(before, after, par.line_pt, style),
        _indent(par),
        f'<w:jc w:val="{par.align}"/>' if par.align else "",
    ]
    return f"<w:p><w:pPr>{''.join(parts)}</w:pPr>{par.runs}</w:p>"


def _spacing(before: float, after: float, line: float, style: Style) -> str:
    parts = []
    if before != style.before_pt:
        parts.append(f'w:before="{twips(before)}"')
    if after != style.after_pt:
        parts.append(f'w:after="{twips(after)}"')
    if line:
        parts.append(f'w:line="{twips(line)}" w:lineRule="atLeast"')
    return f"<w:spacing {' '.join(parts)}/>" if parts else ""


def _indent(par: Par) -> str:
    if par.left_pt is None:
        return ""
    if par.number and not par.right_pt and same_indent(par.left_pt, par.number[1]):
        return ""
    return indent(par.left_pt, par.hanging_pt, par.right_pt)
