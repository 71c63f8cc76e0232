"""The page of a pack, to be sent to: what each audience gets, how it looks, and what is to be known of each file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from briefpack.delivery.contents import Audience, Document, File, Pack
from briefpack.delivery.frame import framed
from briefpack.delivery.names import document_name
from briefpack.delivery.pictures import Picture
from briefpack.delivery.words import counted, format_of, kind_of, size_of
from briefpack.languages.locales import language_name
from briefpack.languages.scripts import is_right_to_left
from briefpack.look.css import dotted_html, marking_html, png_address
from briefpack.look.theme import Theme

SHOWN = ("html",)
"""The formats that a browser shows: their links lead there, the others' bring the file."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Say what is wrong with what a pack is made from, and where: `place` has the line, `file` is without it."""

    message: str
    hint: str
    place: str
    file: str


def pack_page(
    pack: Pack, pictures: Mapping[str, Picture], problems: Sequence[Problem], more: Mapping[str, str], theme: Theme
) -> bytes:
    """Return the page as UTF-8.

    pictures: that of a document's first page by the path of its PDF; more: further files of the pack, by what their
    links say.
    """
    main = "\n".join((_overview(pack), *(_audience(one, pictures) for one in pack.audiences), _problems(problems)))
    return framed(pack.title, _header(pack, more), _form(pack), main, theme)


def _header(pack: Pack, more: Mapping[str, str]) -> str:
    about = pack.about
    parts = {key: escape(str(about.get(key, "")), quote=False) for key in ("sender", "date_text")}
    date = f'<time datetime="{escape(str(about.get("date", "")))}">{parts["date_text"]}</time>'
    marking = marking_html(str(about.get("marking", "")), str(about.get("in_capitals", "")))
    lines = {"marking": marking, "sender": parts["sender"], "date": date if parts["date_text"] else ""}
    said = "".join(f'<p class="{name}">{line}</p>' for name, line in lines.items() if line)
    links = "".join(f'<li><a href="{quote(path)}">{escape(label)}</a></li>' for label, path in more.items())
    return (
        f'<div class="from"{_language(pack.language)}>{said}</div>\n'
        f"<h1{_language(pack.language)}>{escape(pack.title, quote=False)}</h1>\n"
        f'<p class="counts">{counts(pack)}</p>\n<ul class="more">{links}</ul>'
    )


def counts(pack: Pack) -> str:
    """Return how much a pack holds, in a line."""
    return dotted_html(
        (
            counted(len(pack.audiences), "audience"),
            counted(len(pack.languages), "language"),
            counted(len(pack.documents), "document"),
            f"{counted(len(pack.files), 'file')}, {size_of(sum(file.bytes for file in pack.files))}",
        )
    )


def _form(pack: Pack) -> str:
    """Return the filter; it is shown where a script can use it."""
    audiences = {one.name: one.label for one in pack.audiences}
    languages = {code: language_name(code) for code in pack.languages}
    return (
        '<form role="search" aria-label="Documents" hidden><div class="width">\n'
        '<div class="words"><label for="words">Words</label><input id="words" name="words" type="search" '
        'autocomplete="off"></div>\n'
        f"{_choice('audience', 'Audience', audiences)}{_choice('language', 'Language', languages)}"
        '<button type="reset">Show all</button>\n<output aria-live="polite"></output>\n</div></form>\n'
    )


def _choice(name: str, label: str, values: Mapping[str, str]) -> str:
    options = "".join(f'<option value="{escape(value)}">{escape(text)}</option>' for value, text in values.items())
    return (
        f'<div><label for="{name}">{label}</label><select id="{name}" name="{name}"><option value="">All</option>'
        f"{options}</select></div>\n"
    )


def _overview(pack: Pack) -> str:
    """Return who gets what in which languages, each a link to its card; roles are said for screens that move cells."""
    names = list(dict.fromkeys(document.name for document in pack.documents))
    heads = "".join(f'<th role="columnheader" scope="col">{escape(kind_of(name))}</th>' for name in names)
    rows = "".join(_overview_row(audience, names, pack.language) for audience in pack.audiences)
    return (
        '<div class="overview" role="region" aria-label="Who gets what" tabindex="0"><table role="table">'
        "<caption>Who gets what, in which languages</caption>"
        f'<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Audience</th>{heads}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table></div>'
    )


def _overview_row(audience: Audience, names: Sequence[str], language: str) -> str:
    head = f'<th role="rowheader" scope="row"{_language(language)}>{escape(audience.label, quote=False)}</th>'
    return f'<tr role="row">{head}{"".join(_links(audience, name) for name in names)}</tr>'


def _links(audience: Audience, name: str) -> str:
    own = [one for code in audience.languages for one in audience.in_language(code) if one.name == name]
    links = "".join(f'<a href="#{_anchor(one)}">{escape(language_name(one.language))}</a>' for one in own)
    return f'<td role="cell" data-head="{escape(kind_of(name))}">{links or "–"}</td>'


def _anchor(document: Document) -> str:
    return escape(f"{document.audience}.{document.language}.{document.name}")


def _audience(audience: Audience, pictures: Mapping[str, Picture]) -> str:
    parts = "".join(_in_language(audience, code, pictures) for code in audience.languages)
    label = escape(audience.label, quote=False)
    return f'<section class="audience" data-group><h2{_language(audience.language)}>{label}</h2>\n{parts}</section>'


def _in_language(audience: Audience, language: str, pictures: Mapping[str, Picture]) -> str:
    cards = "\n".join(_card(one, audience, pictures) for one in audience.in_language(language))
    return (
        f'<div class="language" data-group><h3>{escape(language_name(language))}</h3>\n'
        f'<div class="cards">\n{cards}\n</div></div>\n'
    )


def _card(document: Document, audience: Audience, pictures: Mapping[str, Picture]) -> str:
    title = escape(document.title, quote=False)
    pdf = document.file("pdf")
    pages = pdf.pages if pdf else max(file.pages for file in document.files)
    facts = [counted(pages, "page")] if pages else []
    facts += [counted(document.words, "word")]
    marking = marking_html(document.marking, str(document.about.get("in_capitals", "")))
    marking = f'<p class="marked"{_language(document.language)}>{marking}</p>' if marking else ""
    files = "".join(_download(file, document) for file in document.files)
    return (
        f'<article class="card" id="{_anchor(document)}" data-audience="{escape(audience.name)}" '
        f'data-language="{escape(document.language)}" data-words="{escape(_searched(document, audience))}">\n'
        f'{_shot(document, pictures)}\n<p class="kind">{escape(kind_of(document.name))}</p>\n'
        f'<h4{_language(document.language)}>{title}</h4>\n{marking}<p class="facts">{dotted_html(facts)}</p>\n'
        f'<ul class="files">{files}</ul>\n{_more(document)}\n</article>'
    )


def _searched(document: Document, audience: Audience) -> str:
    """Return the words by which a card is found, in small letters."""
    formats = " ".join(format_of(file.format) for file in document.files)
    parts = (document.title, kind_of(document.name), document.name, audience.name, audience.label, formats)
    said = (str(document.about.get("audience", "")), language_name(document.language), document.marking)
    return " ".join((*parts, *said, *(file.sha256 for file in document.files))).lower()


def _shot(document: Document, pictures: Mapping[str, Picture]) -> str:
    """Return the picture of the first page, as a link to what a browser shows best; links below it say so in words."""
    pdf = document.file("pdf")
    target = document.file("html") or pdf or document.files[0]
    inside = '<span class="none">No picture: there is no PDF of it</span>'
    if pdf and (picture := pictures.get(pdf.path)):
        inside = picture_tag(picture)
    return f'<a class="shot" href="{_href(target)}" tabindex="-1" aria-hidden="true">{inside}</a>'


def picture_tag(picture: Picture) -> str:
    """Return the image of a page; what it shows is said beside it."""
    return f'<img src="{png_address(picture.data)}" alt="" width="{picture.width}" height="{picture.height}">'


def _download(file: File, document: Document) -> str:
    """Return a link to a file; what a browser shows is opened, the rest is saved."""
    name = document_name(file.path.partition("/")[0], document, file.format)
    saved = "" if file.format in SHOWN else f' download="{escape(name)}"'
    kind = f"{escape(format_of(file.format))} <small>{size_of(file.bytes)}</small>"
    return f'<li><a href="{_href(file)}"{saved}>{kind}</a></li>'


def _href(file: File) -> str:
    """Return the address of a file, from the page of its pack."""
    return escape(quote(file.path.partition("/")[2]))


def _more(document: Document) -> str:
    rows = [(f"SHA-256 of the {format_of(file.format)} file", f"<code>{file.sha256}</code>") for file in document.files]
    told = [("Made to fit", escape("; ".join(document.done), quote=False))] if document.done else []
    told += [("Translation", escape(document.translation, quote=False))] if document.translation else []
    listed = "".join(f"<dt>{escape(name)}</dt><dd>{value}</dd>" for name, value in (*told, *rows))
    name = "Fitting and digests" if document.done else "Digests"
    return f"<details><summary>{name}</summary><dl>{listed}</dl></details>"


def _problems(problems: Iterable[Problem]) -> str:
    shown = "".join(_problem(problem) for problem in problems)
    if not shown:
        return ""
    return f'<section class="problems"><h2>To be looked at</h2>\n<ul>{shown}</ul></section>'


def _problem(problem: Problem) -> str:
    place = f'<br><code class="place">{escape(problem.place, quote=False)}</code>'
    hint = f"<br>{escape(problem.hint, quote=False)}" if problem.hint else ""
    return f"<li><strong>{escape(problem.message, quote=False)}</strong>{hint}{place}</li>"


def _language(language: str) -> str:
    """Return the attributes of words in a language, where the page is in English."""
    direction = ' dir="rtl"' if language and is_right_to_left(language) else ""
    return f' lang="{escape(language)}"{direction}' if language else ""
