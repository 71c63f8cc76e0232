"""The page that is drawn on: ReportLab's canvas with y downwards from the top, and what its files need mended."""

from __future__ import annotations

import functools
import hashlib
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar, cast

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

from briefpack import __version__
from briefpack.document.tree import Meta
from briefpack.look.pictures import as_shown
from briefpack.look.theme import PdfStandard
from briefpack.writers.pdf.archive import DocumentDate, describe, title_of
from briefpack.writers.pdf.colours import colour_of, filled_in
from briefpack.writers.pdf.destinations import ElementDestination, leads_to, without_information
from briefpack.writers.pdf.fonts import Fonts, font
from briefpack.writers.pdf.form_fields import FormFields
from briefpack.writers.pdf.glyphs import Strings, show
from briefpack.writers.pdf.inlines import NotePlace
from briefpack.writers.pdf.marks import END, Marks
from briefpack.writers.pdf.mending import mend_reportlab
from briefpack.writers.pdf.roles import Role
from briefpack.writers.pdf.surface import FieldKind
from briefpack.writers.pdf.tags import Elem, write_structure
from briefpack.writers.pdf.text import Segment, TextLine

UNMARKED = Elem(Role(""))
"""What words belong to before the first are marked."""
F = TypeVar("F", bound=Callable[..., None])


def _painting(paint: F) -> F:
    """Mark what a method paints as an artifact, unless it is part of a drawing: so none of it is forgotten."""

    @functools.wraps(paint)
    def marked(canvas: PageCanvas, *args: Any, **kwargs: Any) -> None:
        if canvas.marks.in_drawing:
            return paint(canvas, *args, **kwargs)
        canvas._code.append(canvas.marks.begin_artifact())
        paint(canvas, *args, **kwargs)
        return canvas._code.append(END)

    return cast(F, marked)


class PageCanvas(Canvas):
    """Draw one document. Lengths are points; y is the distance from the top of the page."""

    _doc: Any
    _code: list[str]
    _addAnnotation: Any
    _destinations: dict[str, Any]

    def __init__(
        self, meta: Meta, fonts: Fonts, size: tuple[float, float], notes: int = 0, standard: PdfStandard = "ua1"
    ) -> None:
        self.stream = io.BytesIO()
        super().__init__(
            self.stream,
            pagesize=size,
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7) if standard == "ua1" else (2, 0),
            enforceColorSpace="rgb",
            initialFontName=fonts.regular().fontName,  # type: ignore[arg-type]
            lang=meta.language,
        )
        self.height = self._page_height = size[1]
        self._outline_level = -1
        self._headings: dict[Role, str] = {}
        self.marks = Marks()
        self._meta, self._notes = meta, notes
        self._places: dict[NotePlace, Elem] = {}
        self._references: list[tuple[int, Elem]] = []
        self._form = FormFields(self._doc)
        self._standard = standard
        self._strings: dict[str, Strings] = {}
        self._describe(meta)

    def _describe(self, meta: Meta) -> None:
        creator, producer = f"briefpack {__version__}", f"briefpack {__version__}, ReportLab"
        describe(self._doc, meta, creator, producer, self._standard)
        self.setTitle(title_of(meta))
        self.setAuthor(meta.organisation)
        self.setSubject(meta.subject)
        self.setKeywords(", ".join(meta.keywords))
        self.setCreator(creator)
        self.setProducer(producer)
        self.setViewerPreference("DisplayDocTitle", "true")
        # ReportLab's identifier starts from the clock or the environment: this one, from what is written alone.
        self._doc.signature = hashlib.md5(usedforsecurity=False)
        self._doc._timeStamp = DocumentDate(meta.date)

    def strings_of(self, stem: str) -> Strings:
        """Return how the file writes the characters of a font."""
        if stem not in self._strings:
            self._strings[stem] = Strings(font(stem), self._doc)
        return self._strings[stem]

    def begin_page(self, width: float, height: float) -> None:
        """Begin a page of a size."""
        self.setPageSize((width, height))
        self.height = height

    def begin_picture(self, x: float, y: float, scale: float, height: float) -> None:
        """Begin a page in small; pictures do not nest."""
        self._page_height, top = self.height, self.height - y
        self.saveState()
        self.translate(x, top - height * scale)
        self.scale(scale, scale)
        self.height = height

    def end_picture(self) -> None:
        """End it."""
        self.restoreState()
        self.height = self._page_height

    def next_page(self) -> None:
        """End the page."""
        self._doc.updateSignature("\n".join(self._code))
        self.showPage()
        self._set_page("StructParents", self.marks.end_page())
        # The order of the tabulator key is that of the structure: ISO 14289-1, 7.18.3.
        self._set_page("Tabs", PDFName("S"))

    def _set_page(self, key: str, value: object) -> None:
        """Set an entry of the page that was finished last; ReportLab writes only the entries that it knows."""
        page = self._doc.Pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, key]
        setattr(page, key, value)

    def to_bytes(self) -> bytes:
        """Return the file."""
        self._doc.Catalog.AcroForm = self._form.catalogue_entry()
        self._link_notes()
        self._doc.Catalog.StructTreeRoot = write_structure(
            self._doc, self.marks.root, self.marks.parents, self._standard
        )
        self.save()
        data = self.stream.getvalue()
        return data if self._standard == "ua1" else without_information(data)

    def _link_notes(self) -> None:
        for number, reference in self._references:
            if note := self._places.get(NotePlace("note", number)):
                reference.refers_to.append(note)
                note.refers_to.append(reference)

    def _bookmarkReference(self, name: str) -> Any:
        """Return what leads to a place; PDF/UA-2 asks that it leads to an element, too (ISO 14289-2, 8.8)."""
        if self._standard == "ua2" and name not in self._destinations:
            self._destinations[name] = ElementDestination(name)
        return super()._bookmarkReference(name)  # type: ignore[misc]

    def _place(self, name: str, elem: Elem, y: float) -> None:
        """Name the place of an element."""
        self.bookmarkHorizontalAbsolute(name, y)
        destination = self._bookmarkReference(name)
        if isinstance(destination, ElementDestination):
            destination.elem = elem

    def open(self, role: Role | None, y: float) -> None:
        """Begin what belongs to a role; where a heading begins, add an entry to the outline.

        An entry whose level skips one is raised to follow its parent.
        """
        self.marks.open(role)
        elem = self.marks.current
        if role and role.level and elem and not elem.kids:
            self._outline_level = min(role.level - 1, self._outline_level + 1)
            key = self._key(role)
            self._place(key, elem, self.height - y)
            self.addOutlineEntry(role.words, key, self._outline_level)

    def _key(self, role: Role | NotePlace) -> str:
        """Return the name of the place where a heading stands, or will; notes have names of their own."""
        if isinstance(role, NotePlace):
            return str(role)
        return self._headings.setdefault(role, f"h{len(self._headings) + 1}")

    def close(self) -> None:
        """End what belongs to the role opened last."""
        self.marks.close()

    @_painting
    def fill_rect(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle whose top left corner is x, y."""
        self._code.append(filled_in(colour))
        self.rect(x, self.height - y - height, width, height, stroke=0, fill=1)

    @_painting
    def stroke_rect(self, x: float, y: float, width: float, height: float, colour: str, thickness: float) -> None:
        """Draw the outline of a rectangle."""
        self.setStrokeColor(colour_of(colour))
        self.setLineWidth(thickness)
        self.rect(x, self.height - y - height, width, height, stroke=1, fill=0)

    def fill_in(self, kind: FieldKind, words: str, x: float, y: float, width: float, height: float) -> None:
        """Add a field to the page and to the element that is open, which is its own: ISO 14289-1, 7.18.4."""
        elem = self.marks.current
        if elem is None:
            return
        name = f"field{len(self.marks.parents)}"
        corners = (x, self.height - y - height, x + width, self.height - y)
        parent = self.marks.annotate(elem, name)
        make = {"check_box": self._form.check_box, "text": self._form.text, "signature": self._form.signature}[kind]
        self._addAnnotation(make(name, words, corners, parent), name)

    @_painting
    def draw_line(self, x1: float, y1: float, x2: float, y2: float, colour: str, thickness: float = 0.5) -> None:
        """Draw a straight line."""
        self.setStrokeColor(colour_of(colour))
        self.setLineWidth(thickness)
        self.line(x1, self.height - y1, x2, self.height - y2)

    @_painting
    def draw_circle(self, x: float, y: float, radius: float, fill: str, stroke: str, thickness: float) -> None:
        """Fill a circle around x, y; draw its outline if `stroke` is a colour."""
        self._paint(fill, stroke, thickness)
        self.circle(x, self.height - y, radius, stroke=int(bool(stroke)), fill=1)

    def hold_sides(self, x: float, width: float) -> None:
        """Do nothing: this surface has all sides as they are."""

    def turn_sides(self) -> None:
        """Do nothing."""

    def draw_polygon(self, points: Iterable[tuple[float, float]], fill: str, stroke: str, thickness: float) -> None:
        """Fill a polygon; draw its outline if `stroke` is a colour."""
        self.draw_area((tuple(points),), fill, stroke, thickness)

    @_painting
    def draw_area(
        self, rings: Iterable[Sequence[tuple[float, float]]], fill: str, stroke: str, thickness: float
    ) -> None:
        """Fill what lies within rings; draw their outlines if `stroke` is a colour."""
        self._paint(fill, stroke, thickness)
        path = self.beginPath()
        for (x, y), *others in rings:
            path.moveTo(x, self.height - y)
            for x, y in others:
                path.lineTo(x, self.height - y)
            path.close()
        self.drawPath(path, stroke=int(bool(stroke)), fill=1)

    @_painting
    def draw_strokes(
        self, lines: Iterable[tuple[tuple[float, float], tuple[float, float]]], colour: str, thickness: float
    ) -> None:
        """Draw straight lines as one path."""
        self._paint(colour, colour, thickness)
        path = self.beginPath()
        for (x1, y1), (x2, y2) in lines:
            path.moveTo(x1, self.height - y1)
            path.lineTo(x2, self.height - y2)
        self.drawPath(path, stroke=1, fill=0)

    def draw_picture(self, data: bytes, x: float, y: float, width: float, height: float) -> None:
        """Draw a PNG; one that is drawn again is in the file once."""
        self.drawImage(ImageReader(io.BytesIO(as_shown(data))), x, self.height - y - height, width, height, mask="auto")

    def _paint(self, fill: str, stroke: str, thickness: float) -> None:
        self._code.append(filled_in(fill))
        if stroke:
            self.setStrokeColor(colour_of(stroke))
            self.setLineWidth(thickness)

    def write_lines(self, lines: Iterable[tuple[float, float, TextLine]]) -> None:
        """Write lines of text, each given with the x of its start and the y of its baseline."""
        placed = list(lines)
        text: Any = self.beginText()
        style: tuple[Any, ...] = ()
        marked: Elem | None = UNMARKED
        for x, y, line in placed:
            for number, segment in enumerate(line.segments):
                last = number == len(line.segments) - 1
                after = line.after if last else ""
                marked = self._mark(text, segment, marked)
                text.setTextOrigin(x + segment.x, self.height - y)
                style = self._set_style(text, segment, style)
                show(text, segment, after, self._spoken(marked))
        if style and not self.marks.in_drawing:
            text._code.append(END)
        # Rise and character space outlive a text object.
        if style and style[3]:
            text.setRise(0)
        if style and style[4]:
            text.setCharSpace(0)
        self.drawText(text)
        for x, y, line in placed:
            for segment in line.segments:
                if segment.look.url or segment.look.target:
                    self._link(segment, x + segment.x, y)

    def _mark(self, text: Any, segment: Segment, before: Elem | None) -> Elem | None:
        """Mark words as their element's where it is another than before.

        Marked sequences lie within text objects, or text objects within them: ISO 32000-1, 14.6.1.
        """
        if self.marks.in_drawing:
            return before
        elem = self.marks.of(segment.path)
        if elem is not before:
            text._code += [*([] if before is UNMARKED else [END]), self.marks.begin(elem)]
        return elem

    def _spoken(self, elem: Elem | None) -> Callable[[str], tuple[str, str]] | None:
        """Return what marks a word of an element that its glyphs do not spell; within it, sequences do not nest."""
        if elem is None or self.marks.in_drawing:
            return None
        return lambda word: (f"{END} {self.marks.begin(elem, word)}", f"{END} {self.marks.begin(elem)}")

    def begin_drawing(self, x: float, y: float, width: float, height: float) -> None:
        """Begin what is one sequence of the element that is open; points of its box."""
        elem = self.marks.current
        if elem and elem.tag == "Figure":
            box = (x, self.height - y - height, x + width, self.height - y)
            corners = " ".join(f"{length:.2f}" for length in box)
            elem.attributes = f"/O/Layout/Placement/Block/BBox[{corners}]"
        self._code.append(self.marks.begin_drawing())

    def end_drawing(self) -> None:
        """End the drawing."""
        self._code.append(self.marks.end_drawing())

    def _set_style(self, text: Any, segment: Segment, before: tuple[Any, ...]) -> tuple[Any, ...]:
        """Set what differs from the segment before; a text object starts with nothing set."""
        look = segment.look
        style = (segment.font, look.size, look.colour, look.rise, look.tracking * look.size)
        old = before or (None, None, None, 0.0, 0.0)
        if style[:2] != old[:2]:
            text.setFont(segment.font, look.size)
        if style[2] != old[2]:
            text._code.append(filled_in(look.colour))
        if style[3] != old[3]:
            text.setRise(look.rise)
        if style[4] != old[4]:
            text.setCharSpace(style[4])
        return style

    def _link(self, segment: Segment, x: float, baseline: float) -> None:
        size, look = segment.look.size, segment.look
        if look.url:
            self.draw_line(x, baseline + size * 0.14, x + segment.width, baseline + size * 0.14, look.colour, 0.4)
        words = self.marks.of(segment.path)
        elem = words.around("Link") if words else None
        if elem and segment.width > 0 and self._leads(elem, look.target, self.height - baseline + size):
            y = self.height - baseline
            self._annotate(elem, segment, (x, y - size * 0.25, x + segment.width, y + size * 0.85))

    def _leads(self, elem: Elem, target: Role | NotePlace | None, y: float) -> bool:
        """Tell whether there is or will be what a link leads to; a note and its reference are where they lead from."""
        if not isinstance(target, NotePlace):
            return True
        here = elem.around("Reference" if target.kind == "note" else "Note") or elem
        if target.counterpart not in self._places:
            self._places[target.counterpart] = here
            self._place(str(target.counterpart), here, y)
        if self._standard == "ua2" and target.kind == "note":
            self._references.append((target.number, here))
        return target.number <= self._notes if target.kind == "note" else target in self._places

    def _target_words(self, target: Role | NotePlace) -> str:
        if isinstance(target, Role):
            return target.words
        label = self._meta.note_label if target.kind == "note" else self._meta.back_label
        return label.replace("{number}", str(target.number))

    def _annotate(self, elem: Elem, segment: Segment, rect: tuple[float, float, float, float]) -> None:
        """Add a link, described and within the structure: ISO 14289-1, 7.18.5; printed: ISO 19005-2, 6.3.2."""
        url, target = segment.look.url, segment.look.target
        name = f"link{len(self.marks.parents)}"
        leads: dict[str, Any] = {"A": PDFDictionary({"S": PDFName("URI"), "URI": PDFString(url)})}
        if target:
            leads = leads_to(self._bookmarkReference(self._key(target)))
            url = self._target_words(target)
        entries = {
            "Subtype": PDFName("Link"),
            "F": 4,
            "Border": PDFArray([0, 0, 0]),
            "Rect": PDFArray(rect),
            **leads,
        }
        contents = {"Contents": PDFString(elem.role.words or url), "StructParent": self.marks.annotate(elem, name)}
        self._addAnnotation(PDFDictionary({"Type": PDFName("Annot"), **entries, **contents}), name)


mend_reportlab()
