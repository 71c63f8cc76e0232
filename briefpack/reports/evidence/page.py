"""The evidence of a pack as a page: one HTML file without scripts or anything from elsewhere, to be read and signed.

`page.html` beside this module is the page but for its sections. Follows WCAG 2.2 AA; it prints on A4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape
from itertools import groupby
from pathlib import Path
from string import Template

from briefpack.content.items import Item
from briefpack.content.source_text import opening
from briefpack.errors import counted
from briefpack.languages.locales import date_text, language_name
from briefpack.look.css import page_rules
from briefpack.look.theme import Theme
from briefpack.reports.evidence.annex import short_digest
from briefpack.reports.evidence.findings import OPENING_WORDS
from briefpack.reports.evidence.sheet import Evidence, source_language
from briefpack.reports.evidence.told import Told, Wording
from briefpack.reports.evidence.words import CHECKS, NO_CHECK, grounds, result_text, verdict
from briefpack.reports.page import logo_image
from briefpack.reports.trace import plain_words

PAGE = Path(__file__).with_suffix(".html")
BOX = '<td class="tick"><input type="checkbox" aria-label="Checked"></td>'
HEAD_OF_BOXES = '<th scope="col" class="tick">Checked</th>'
CHOICES = (
    "I have read every statement beside the paragraphs named with it; they bear it out, and what is ours is marked "
    "as ours.",
    "The same, with the changes that I have noted.",
)
BLANKS = ("Name", "Office", "Signature", "Date")


def evidence_page(evidence: Evidence, theme: Theme, with_text: bool) -> bytes:
    """Return the evidence of one pack, in all languages in which it is told, as an HTML page in UTF-8."""
    sections = [(key, heading, body) for key, heading, make in SECTIONS if (body := make(evidence, with_text))]
    page = Template(PAGE.read_text(encoding="utf-8")).substitute(
        title=escape(evidence.pack.facts.title),
        rules=page_rules(theme),
        logo=logo_image(theme.picture_on_band) if theme.picture_on_band else "",
        head="".join(f"<dt>{escape(name)}</dt><dd>{text}</dd>" for name, text in _head(evidence)),
        verdict=escape(verdict(evidence)),
        limits=escape(NO_CHECK),
        contents="".join(f'<li><a href="#{key}">{escape(heading)}</a></li>' for key, heading, _ in sections),
        sections="\n".join(f'<h2 id="{key}">{escape(heading)}</h2>\n{body}' for key, heading, body in sections),
    )
    return page.encode()


def _head(evidence: Evidence) -> Iterator[tuple[str, str]]:
    source, facts = evidence.pack.source, evidence.pack.facts
    reference = escape(f"{source.author}, “{source.title}”, {source.kind}, {source.published}")
    if source.url:
        reference += f'. <a href="{escape(source.url)}">{escape(source.url)}</a>'
    yield "Source", reference
    day = date_text(facts.date, "en")
    yield "Content", escape(f"{evidence.pack.name}, as of {day}; digest {short_digest(evidence.content)}")
    yield "Languages", escape(", ".join(language_name(told.language) for told in evidence.told))


def _checks(evidence: Evidence, _: bool) -> str:
    rows = "".join(
        f'<tr><th scope="row">{CHECKS[one.name].capitalize()}</th>'
        f'<td class="{one.state.replace(" ", "-")}">{escape(result_text(one, evidence))}</td></tr>'
        for one in evidence.results
    )
    head = '<tr><th scope="col">What</th><th scope="col">Result</th></tr>'
    return f"{_table('checks', 'What was checked, with its result', head, rows)}{_findings(evidence)}"


def _findings(evidence: Evidence) -> str:
    found = "".join(
        f"<li>{escape(problem.severity.capitalize())}: {escape(problem.message)}"
        f"<small>{escape(str(problem.place))}</small></li>"
        for problem in evidence.problems
    )
    return f'<ul class="findings">{found}</ul>' if found else ""


def _signature(evidence: Evidence, _: bool) -> str:
    """Return what is signed; nothing where there is a fault."""
    if evidence.errors:
        return ""
    choices = "".join(f'<label class="choice"><input type="checkbox"> {escape(text)}</label>' for text in CHOICES)
    blanks = "".join(f'<label>{name}<input type="text" autocomplete="off"></label>' for name in BLANKS)
    return f'<fieldset><legend>Signed by</legend>{choices}<div class="blanks">{blanks}</div></fieldset>'


def _ours(evidence: Evidence, _: bool) -> str:
    rows = "".join(
        f'<tr><td><a href="#{item.id}">{_words(item.title, evidence)}</a></td>'
        f"<td>{_words(plain_words(item.text), evidence)}</td></tr>"
        for item in evidence.ours
    )
    head = '<tr><th scope="col">Item</th><th scope="col">What it says in the pack</th></tr>'
    what = f"<p>{counted(len(evidence.ours), 'item is', 'items are')} our own analysis, and marked so.</p>"
    return what + _table("ours", "Items that are our own analysis", head, rows)


def _paragraphs(evidence: Evidence, _: bool) -> str:
    cited, language, rows = evidence.cited, source_language(evidence.pack), ""
    for n, paragraph in enumerate(evidence.pack.source.paragraphs):
        begins = _beginning(n, evidence, language)
        links = ", ".join(f'<a href="#{item.id}">{item.id}</a>' for item in cited.items_by_paragraph[n])
        unused = f"Not used: {paragraph.unused}" if paragraph.unused else "Not used; no reason is given."
        rows += f'<tr><th scope="row">{escape(paragraph.label)}</th>{begins}<td>{links or escape(unused)}</td></tr>'
    heads = ["Paragraph", *(["It begins"] if evidence.text else []), "Items"]
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    return _table("paragraphs", "Paragraphs of the source and the items that rest on them", f"<tr>{head}</tr>", rows)


def _beginning(number: int, evidence: Evidence, language: str) -> str:
    """Return the cell with a paragraph's first words; none where its text is not at hand."""
    if not evidence.text:
        return ""
    return f'<td lang="{language}">{escape(opening(evidence.text.standings[number].text, OPENING_WORDS))}</td>'


def _items(evidence: Evidence, with_text: bool) -> str:
    tables = ""
    for kind, group in groupby(evidence.cited.items, lambda item: evidence.pack.items[item.id][0]):
        bodies = "".join(_item(item, evidence, with_text) for item in group)
        head = '<tr><th scope="col">Language</th><th scope="col">Wording</th><th scope="col">Read by</th>'
        table = _table(f"items-{kind}", f"{kind.capitalize()} in all wordings", f"{head}{HEAD_OF_BOXES}</tr>", bodies)
        tables += f'<h3>{kind.capitalize()}</h3><div class="items">{table}</div>'
    return tables


def _item(item: Item, evidence: Evidence, with_text: bool) -> str:
    """Return an item's rows: its grounds, the paragraphs if they are asked for, each wording in each language."""
    heading = (
        f'<tr id="{item.id}"><th scope="rowgroup" colspan="4">{_words(item.title, evidence)}'
        f"<small>{_grounds(item, evidence)} · {item.id}</small></th></tr>"
    )
    texts = "".join(_source_row(n, evidence) for n in evidence.cited.positions[item.id] if with_text and evidence.text)
    wordings = "".join(_row(wording, told) for told in evidence.told for wording in told.items.get(item.id, ()))
    untold = "" if wordings else '<tr><td colspan="4">No document tells it.</td></tr>'
    return f"</tbody><tbody>{heading}{texts}{wordings}{untold}"


def _readers(wording: Wording, told: Told) -> str:
    """Name who reads a wording, by the labels that audiences have in English or in the pack's language."""
    audiences = (told.pack.original or told.pack).audiences
    return "; ".join(f"{audiences[one.audience].data.label}: {', '.join(one.documents)}" for one in wording.readers)


def _grounds(item: Item, evidence: Evidence) -> str:
    named = escape(grounds(item, evidence))
    return f'<span class="ours">{named}</span>' if item.basis == "editor" else named


def _source_row(n: int, evidence: Evidence) -> str:
    assert evidence.text is not None
    label, text = evidence.pack.source.paragraphs[n].label, evidence.text.standings[n].text
    return (
        f'<tr class="source"><td class="language">the source</td><td lang="{source_language(evidence.pack)}">'
        f'{escape(text)}</td><td class="told">{escape(evidence.cited.label(n) if label.isdecimal() else label)}</td>'
        "<td></td></tr>"
    )


def _row(wording: Wording, told: Told) -> str:
    title = ' class="title"' if wording.field == "title" else ""
    return (
        f'<tr><td class="language">{language_name(told.language)}</td>'
        f'<td lang="{told.language}"{title}>{escape(wording.text)}</td>'
        f'<td class="told">{escape(_readers(wording, told))}</td>{BOX}</tr>'
    )


def _statements(evidence: Evidence, _: bool) -> str:
    tables = ""
    head = '<tr><th scope="col">Wording</th><th scope="col">It rests on</th>'
    for told in evidence.told:
        for audience, group in groupby(told.statements, lambda said: said.audience):
            rows = ""
            for said in group:
                items = ", ".join(f'<a href="#{name}">{name}</a>' for name in said.draws_on)
                rows += f'<tr><td lang="{told.language}">{escape(said.text)}</td><td>{items}</td>{BOX}</tr>'
            name = f"{evidence.pack.audiences[audience].data.label}, in {language_name(told.language)}"
            table = _table(f"said-{audience}-{told.language}", name, f"{head}{HEAD_OF_BOXES}</tr>", rows)
            tables += f"<h3>{escape(name)}</h3>{table}"
    return tables


def _templates(evidence: Evidence, _: bool) -> str:
    rows = "".join(_row(wording, told) for told in evidence.told for wording in told.templates)
    head = '<tr><th scope="col">Language</th><th scope="col">Wording</th><th scope="col">Read by</th>'
    return _table("templates-table", "What the templates say", f"{head}{HEAD_OF_BOXES}</tr>", rows) if rows else ""


def _words(text: str, evidence: Evidence) -> str:
    return f'<span lang="{evidence.pack.facts.language}">{escape(text)}</span>'


def _table(key: str, caption: str, head: str, rows: str) -> str:
    body = rows.removeprefix("</tbody>") if rows.startswith("</tbody>") else f"<tbody>{rows}"
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-labelledby="caption-{key}"><table>'
        f'<caption id="caption-{key}">{escape(caption)}</caption><thead>{head}</thead>{body}</tbody></table></div>'
    )


Section = tuple[str, str, Callable[[Evidence, bool], str]]
SECTIONS: Iterable[Section] = (
    ("checked", "What was checked", _checks),
    ("signature", "Signature", _signature),
    ("own", "What we say on our own", _ours),
    ("by-paragraph", "Paragraphs and what rests on them", _paragraphs),
    ("by-item", "Item by item", _items),
    ("beside", "What each audience is told beside the items", _statements),
    ("templates", "What the templates say", _templates),
)
