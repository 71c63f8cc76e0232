"""Figures as pictures: SVG, with PNG beside it for Word before 2016 and whoever draws no SVG."""

from __future__ import annotations

from dataclasses import dataclass

from briefpack import tree as t
from briefpack.figures import Drawing, draw_figure
from briefpack.theme import Theme
from briefpack.typefaces import Typesetter
from briefpack.units import emu
from briefpack.writers.word.markup import clean, escape
from briefpack.writers.word.styles import quiet_size

LEAST_SCALE = 0.6
"""A drawing that would have to be made smaller than this to fit a page is shown as its table."""
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_SVG = (
    '<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{}"/></a:ext></a:extLst>'
)


@dataclass(frozen=True, slots=True)
class Picture:
    """Hold a drawing as two files, and the ids of the relations to them."""

    relation: str
    png: bytes
    svg: bytes

    @property
    def svg_relation(self) -> str:
        return f"{self.relation}svg"


def drawing_of(figure: t.Figure, width_pt: float, theme: Theme, typesetter: Typesetter) -> Drawing:
    return draw_figure(figure, width_pt, theme, typesetter.measure, quiet_size(theme))


def picture_of(drawing: Drawing, typesetter: Typesetter, alt: str, relation: str, ground: str) -> Picture:
    from briefpack.figures.png import png_of  # Pillow takes longer to load than a memo without a figure to write
    from briefpack.figures.svg import svg_of

    return Picture(relation, png_of(drawing, typesetter, ground), svg_of(drawing, typesetter, clean(alt)))


def described(figure: t.Figure) -> str:
    """Return the alternative text, with the data where it does not hold them: a listener gets what a reader sees."""
    headings, *rows = (
        [t.plain_text(c.inlines) for c in row.cells] for row in (figure.table.header, *figure.table.rows)
    )
    if figure.kind != "matrix":
        headings = [""] * len(headings)
    if all(text in figure.alt for row in (headings[1:], *rows) for text in row if text not in ROLES):
        return figure.alt
    data = "; ".join(_said(headings, row) for row in rows)
    return f"{figure.alt} {data}.".strip()


ROLES = ("leads", "takes part")
"""What a matrix shows by a mark; its alternative text may say it in other words."""


def _said(headings: list[str], row: list[str]) -> str:
    cells = (f"{head} {text}".strip() for head, text in zip(headings[1:], row[1:], strict=True) if text)
    return f"{row[0]}: {', '.join(cells)}"


def picture_run(picture: Picture, drawing: Drawing, scale: float, number: int, alt: str) -> str:
    """Return the run that shows the picture in line with the text (ECMA-376 part 1, 20.4.2.8)."""
    size = f'cx="{emu(drawing.width * scale)}" cy="{emu(drawing.height * scale)}"'
    name = f'id="{number}" name="Figure {number}"'
    blip = f'<a:blip r:embed="{picture.relation}">{_SVG.format(picture.svg_relation)}</a:blip>'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" '
        f'distR="0"><wp:extent {size}/><wp:docPr {name} descr="{escape(alt)}"/><wp:cNvGraphicFramePr>'
        f'<a:graphicFrameLocks xmlns:a="{_DRAWING}/main" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>'
        f"<pic:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
