"""The contact sheet of a pack, for whoever signs it off: every page of its PDFs, small, on a few sheets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from briefpack.delivery.contents import Document, File, Pack
from briefpack.delivery.pictures import Pictures
from briefpack.delivery.words import counted, kind_of, size_of
from briefpack.languages.locales import language_name
from briefpack.look.theme import Theme

if TYPE_CHECKING:
    from briefpack.writers.pdf.contact_sheet import Strip

SIGNED = ("Checked by", "Date", "Signature")


def sign_off_sheet(pack: Pack, read: Mapping[str, bytes], pictures: Pictures, theme: Theme) -> bytes:
    """Return the sheet as PDF; `read` holds the pack's PDFs by their paths. Raise BuildError."""
    from briefpack.writers.pdf.contact_sheet import Sheet, contact_sheet

    shown = [(document, pdf) for document in pack.documents if (pdf := document.file("pdf"))]
    strips = tuple(_strip(document, pdf, read[pdf.path], pictures) for document, pdf in shown)
    about = {key: str(value) for key, value in pack.about.items()}
    return contact_sheet(
        Sheet(
            title="Every page:",
            subject=pack.title,
            subject_language=pack.language,
            said=_said(pack, [pdf for _, pdf in shown]),
            strips=strips,
            labels=SIGNED,
            organisation=about.get("sender", ""),
            marking=about.get("marking", ""),
            in_capitals=about.get("in_capitals", ""),
            date=about.get("date", "") or "2000-01-01",
            date_text=about.get("date_text", ""),
        ),
        theme,
    )


def _said(pack: Pack, shown: list[File]) -> tuple[str, ...]:
    """Say how much the sheet shows, and what it cannot show."""
    pages = counted(sum(pdf.pages for pdf in shown), "page")
    lines = [f"{pages} of {counted(len(shown), 'PDF')}. In other formats pages may end elsewhere."]
    others = [document for document in pack.documents if not document.file("pdf")]
    if others:
        names = ", ".join(f"{one.name} for {one.audience} ({one.language})" for one in others)
        lines.append(f"Not shown, because there is no PDF of it: {names}.")
    return tuple(lines)


def _strip(document: Document, pdf: File, data: bytes, pictures: Pictures) -> Strip:
    from briefpack.writers.pdf.contact_sheet import Shot, Strip

    drawn = pictures.of(data, pdf.sha256, range(pdf.pages))
    shots = tuple(
        Shot(picture.data, picture.width, picture.height, _alt(document, number, pdf.pages), f"{number} of {pdf.pages}")
        for number, picture in enumerate(drawn, 1)
    )
    audience = document.about.get("audience") or document.audience
    what = f"{kind_of(document.name)} · {audience} · {language_name(document.language)}"
    file = f"{size_of(pdf.bytes)} · SHA-256 {pdf.sha256[:16]}…"
    return Strip(document.title, document.language, f"{what} · {file}", shots)


def _alt(document: Document, number: int, pages: int) -> str:
    return f"Page {number} of {pages} of “{document.title}”, as a small picture"
