"""Fields that are filled in on screen: boxes to tick, blanks to write in or to sign (ISO 32000-1, 12.7).

What is printed of an empty field stands on the page; its appearance holds only what is filled in.
"""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFStream, PDFString

Corners = tuple[float, float, float, float]
PRINTED = 4
"""The flag that lets a field be printed: ISO 19005-2, 6.3.2."""
FONT = "Helv"
SIGNATURES_EXIST = 1
"""The flag of a form with a field to sign (table 219)."""


class FormFields:
    """Collect the fields of a document; each has a name that no other has."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._names: dict[str, str] = {}
        self._to_sign = False

    def check_box(self, name: str, words: str, corners: Corners, parent: int) -> PDFDictionary:
        """Return the field of a box; `name`: of its annotation, `words`: what is ticked, `parent`: its key there."""
        x1, y1, x2, y2 = corners
        states = {"Yes": _cross(x2 - x1, y2 - y1), "Off": b""}
        looks = {state: self._look(f"{name}{state}", code, corners) for state, code in states.items()}
        own = {"FT": PDFName("Btn"), "V": PDFName("Off"), "AS": PDFName("Off")}
        return self._field(name, words, corners, parent, own | {"AP": PDFDictionary({"N": PDFDictionary(looks)})})

    def text(self, name: str, words: str, corners: Corners, parent: int) -> PDFDictionary:
        """Return the field of a blank."""
        look = self._look(f"{name}Look", b"/Tx BMC EMC", corners)
        own = {"FT": PDFName("Tx"), "DA": PDFString(f"/{FONT} 11 Tf 0 g"), "AP": PDFDictionary({"N": look})}
        return self._field(name, words, corners, parent, own)

    def signature(self, name: str, words: str, corners: Corners, parent: int) -> PDFDictionary:
        """Return the field in which a certificate signs (12.7.4.5); nothing shows in it before."""
        self._to_sign = True
        own = {"FT": PDFName("Sig"), "AP": PDFDictionary({"N": self._look(f"{name}Look", b"", corners)})}
        return self._field(name, words, corners, parent, own)

    def catalogue_entry(self) -> PDFDictionary | None:
        """Return the form for the catalogue; None without fields."""
        if not self._names:
            return None
        fields = PDFArray([PDFObjectReference(f"Annot.{name}") for name in self._names])
        font = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica", "Encoding": "WinAnsiEncoding"}
        fonts = PDFDictionary({FONT: PDFDictionary({key: PDFName(value) for key, value in font.items()})})
        flags = {"SigFlags": SIGNATURES_EXIST} if self._to_sign else {}
        return PDFDictionary({"Fields": fields, "DR": PDFDictionary({"Font": fonts}), **flags})

    def _field(self, name: str, words: str, corners: Corners, parent: int, own: dict[str, Any]) -> PDFDictionary:
        """Return a field that is its own annotation (12.5.6.19); what it is for is said in words, too (table 220)."""
        called, said = self._called(words), PDFString(words or self._called(words))
        self._names[name] = called
        entries = {"Type": PDFName("Annot"), "Subtype": PDFName("Widget"), "F": PRINTED, "Rect": PDFArray(corners)}
        names = {"T": PDFString(called), "TU": said, "Contents": said, "StructParent": parent}
        return PDFDictionary({**entries, **names, **own})

    def _called(self, words: str) -> str:
        """Return a name that no other field has; a full stop would part it (12.7.3.2)."""
        name = " ".join(words.replace(".", " ").split()) or "Field"
        used = set(self._names.values())
        return next(own for own in (name, *(f"{name} {n}" for n in range(2, len(used) + 3))) if own not in used)

    def _look(self, name: str, code: bytes, corners: Corners) -> Any:
        x1, y1, x2, y2 = corners
        box = PDFArray([0, 0, round(x2 - x1, 3), round(y2 - y1, 3)])
        kind = {"Type": PDFName("XObject"), "Subtype": PDFName("Form"), "BBox": box, "Resources": PDFDictionary({})}
        return self._document.Reference(PDFStream(PDFDictionary(kind), code), name)


def _cross(width: float, height: float) -> bytes:
    """Return two strokes from corner to corner, a little within."""
    left, right, low, high = width * 0.2, width * 0.8, height * 0.2, height * 0.8
    strokes = f"{left:.2f} {low:.2f} m {right:.2f} {high:.2f} l {left:.2f} {high:.2f} m {right:.2f} {low:.2f} l S"
    return f"q 1.2 w 0 0 0 RG {strokes} Q".encode()
