"""Pictures in drawings: figures as SVG, with PNG beside it for Word before 2016 and programs without SVG; logos."""

from __future__ import annotations

from dataclasses import dataclass

from briefpack.document import tree as t
from briefpack.figures import Drawing, draw_figure
from briefpack.figures.mirrored import in_direction
from briefpack.look.lookalikes import drawn_as
from briefpack.look.pictures import Picture
from briefpack.look.theme import Theme
from briefpack.look.typefaces import Typesetter
from briefpack.office.markup import escape
from briefpack.units import emu
from briefpack.writers.word.styles import quiet_size

LEAST_SCALE = 0.6
"""A drawing that would have to be made smaller than this to fit a page is shown as its table."""
IMAGES = {"png": "image/png", "svg": "image/svg+xml", "jpeg": "image/jpeg"}
"""The content types of pictures by the ends of their names."""
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
WP = f"{_DRAWING}/wordprocessingDrawing"
_SVG = (
    '<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{}"/></a:ext></a:extLst>'
)


@dataclass(frozen=True, slots=True)
class FigureFiles:
    """Hold a drawing as two files, and the ids of the relations to them."""

    relation: str
    png: bytes
    svg: bytes

    @property
    def svg_relation(self) -> str:
        """Return the id of the relation to the second."""
        return f"{self.relation}svg"


def drawing_of(figure: t.Figure, width_pt: float, theme: Theme, typesetter: Typesetter) -> Drawing:
    """Draw a figure over a width, in type that is as wide as asides in the document's font."""
    _, scale = drawn_as(theme.fonts.office_body, theme.fonts.body)
    size = quiet_size(theme) * scale
    drawing = draw_figure(figure, width_pt, theme, typesetter.measure, size, language=typesetter.language)
    return in_direction(drawing, typesetter.language)


def typesetter_of(theme: Theme, language: str) -> Typesetter:
    """Return what sets words of figures in a family that looks like the document's font."""
    family, _ = drawn_as(theme.fonts.office_body, theme.fonts.body)
    fonts = theme.fonts.model_copy(update={"body": family})
    return Typesetter(theme.model_copy(update={"fonts": fonts}), language)


def figure_files(drawing: Drawing, typesetter: Typesetter, alt: str, relation: str, ground: str) -> FigureFiles:
    """Draw a figure's files; `relation` is the id of the first, `ground` the colour on which the figure stands."""
    from briefpack.figures.png import png_of  # Pillow takes longer to load than a memo without a figure to write
    from briefpack.figures.svg import svg_of

    return FigureFiles(relation, png_of(drawing, typesetter, ground), svg_of(drawing, typesetter, alt))


def figure_xml(files: FigureFiles, drawing: Drawing, scale: float, number: int, alt: str) -> str:
    """Return the content of a run that shows a figure in line with the text (ECMA-376 part 1, 20.4.2.8)."""
    size = _size(drawing.width * scale, drawing.height * scale)
    blip = f'<a:blip r:embed="{files.relation}">{_SVG.format(files.svg_relation)}</a:blip>'
    return (
        f'<w:drawing><wp:inline xmlns:wp="{WP}" distT="0" distB="0" distL="0" '
        f'distR="0"><wp:extent {size}/>{_named_graphic(f"Figure {number}", number, alt, blip, size)}'
        "</wp:inline></w:drawing>"
    )


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """Hold the file of a picture, and the id of the relation to it."""

    relation: str
    data: bytes
    kind: str


def photo_xml(file: PhotoFile, size_pt: tuple[float, float], number: int, alt: str) -> str:
    """Return the content of a run that shows a picture in line with the text."""
    size, blip = _size(*size_pt), f'<a:blip r:embed="{file.relation}"/>'
    return (
        f'<w:drawing><wp:inline xmlns:wp="{WP}" distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f"{_named_graphic(f'Picture {number}', number, alt, blip, size)}</wp:inline></w:drawing>"
    )


def logo_xml(logo: Picture, relation: str, number: int, gap_pt: float, at_left: bool) -> str:
    """Return the content of a run that anchors a logo at the edge of the text beside it (20.4.2.3, 20.4.2.17).

    It hangs half the gap below its line, and keeps as much from what runs below it.
    """
    size = _size(logo.width_pt, logo.height_pt)
    edge, left, right = ("left", 0, emu(gap_pt)) if at_left else ("right", emu(gap_pt), 0)
    half = emu(gap_pt / 2)
    return (
        f'<w:drawing><wp:anchor xmlns:wp="{WP}" distT="0" distB="{half}" distL="{left}" distR="{right}" '
        'simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0">'
        f'<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="margin"><wp:align>{edge}</wp:align></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{half}</wp:posOffset></wp:positionV>'
        f'<wp:extent {size}/><wp:wrapSquare wrapText="bothSides"/>'
        f"""{_named_graphic("Logo", number, logo.alt, f'<a:blip r:embed="{relation}"/>', size)}"""
        "</wp:anchor></w:drawing>"
    )


def _size(width_pt: float, height_pt: float) -> str:
    return f'cx="{emu(width_pt)}" cy="{emu(height_pt)}"'


def _named_graphic(called: str, number: int, alt: str, blip: str, size: str) -> str:
    """Return what an inline and an anchored drawing end in: its name, its words and its picture."""
    name = f'id="{number}" name="{called}"'
    return (
        f'<wp:docPr {name} descr="{escape(alt)}"/><wp:cNvGraphicFramePr>'
        f'<a:graphicFrameLocks xmlns:a="{_DRAWING}/main" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>'
        f"<pic:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic>"
    )
