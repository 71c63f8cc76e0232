"""The page over all packs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import quote

from briefpack.delivery.contents import Pack
from briefpack.delivery.frame import framed
from briefpack.delivery.page import counts, picture_tag
from briefpack.delivery.pictures import Picture
from briefpack.delivery.words import counted
from briefpack.look.css import dotted_html, marking_html
from briefpack.look.theme import Theme

TITLE = "What has been built"


def index_page(packs: Sequence[Pack], pictures: Mapping[str, Picture], theme: Theme) -> bytes:
    """Return the page as UTF-8; pictures: that of a document's first page by the path of its PDF."""
    cards = "\n".join(_card(pack, pictures) for pack in packs)
    files = sum(len(pack.files) for pack in packs)
    header = f'<h1>{TITLE}</h1>\n<p class="counts">{counted(len(packs), "pack")}, {counted(files, "file")}</p>'
    return framed(TITLE, header, "", f'<div class="cards">\n{cards}\n</div>', theme)


def _card(pack: Pack, pictures: Mapping[str, Picture]) -> str:
    about = pack.about
    sender = escape(str(about.get("sender", "")), quote=False)
    marking = marking_html(str(about.get("marking", "")), str(about.get("in_capitals", "")))
    language = f' lang="{escape(pack.language)}"' if pack.language else ""
    facts = [part for part in (sender, escape(str(about.get("date_text", "")), quote=False)) if part]
    marked = f'<p class="marked"{language}>{marking}</p>\n' if marking else ""
    return (
        f'<article class="card">\n<div class="shot">{_picture(pack, pictures)}</div>\n'
        f'<h2{language}><a href="{quote(pack.name)}/index.html">{escape(pack.title, quote=False)}</a></h2>\n{marked}'
        f'<p class="kind"{language}>{dotted_html(facts)}</p>\n<p class="facts">{counts(pack)}</p>\n</article>'
    )


def _picture(pack: Pack, pictures: Mapping[str, Picture]) -> str:
    """Return the first picture of a document in the pack's own language, or of any."""
    own = pictures.keys() & {file.path for file in pack.files}
    paths = sorted(own, key=lambda path: (path.split("/")[2] != pack.language, path))
    if not paths:
        return '<span class="none">No picture: there is no PDF in it</span>'
    picture = pictures[paths[0]]
    return picture_tag(picture)
