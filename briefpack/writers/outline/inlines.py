"""Words within a line as Markdown that CommonMark, Marp and pandoc read alike.

Inline nodes become runs: words with one style each. A run is marked on its own, so that no two marks meet.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import NamedTuple, assert_never

from briefpack.document.tree import Emphasis, Inline, Inlines, LineBreak, Link, Note, Span, Strong, Text

BREAK = "\n"
"""A line break within a run's text."""
TAGS = {"mark": "mark", "editor": 'span class="editor"'}
"""How a voice is shown in Markdown: what counts is marked, what is ours has its own colour."""


class Run(NamedTuple):
    """Hold words of one style."""

    text: str
    strong: bool = False
    emphasis: bool = False
    url: str = ""
    tag: str = ""
    """What of HTML shows its voice, in Markdown."""
    language: str = ""
    """Where it is not that of the text (BCP 47)."""

    @property
    def mark(self) -> str:
        """What stands on both sides of the words."""
        return "**" * self.strong + "*" * self.emphasis

    @property
    def element(self) -> str:
        """What of HTML the words stand in, with its attributes; empty where they need none."""
        said = f' lang="{escape(self.language)}"' if self.language else ""
        return (self.tag or "span") + said if self.tag or said else ""


def markdown_of(inlines: Inlines, line_break: str) -> str:
    """Return the inline nodes as Markdown, `line_break` standing for a line break."""
    text = ""
    groups = [(url, tuple(runs)) for url, runs in groupby(runs_of(inlines), key=lambda run: run.url)]
    for n, (url, runs) in enumerate(groups):
        after = _first(groups[n + 1]) if n + 1 < len(groups) else ""
        text += f"[{_marked(runs, '[', ']')}]({url_escaped(url)})" if url else _marked(runs, text[-1:], after)
    return text.replace(BREAK, line_break)


def plain_of(inlines: Inlines) -> str:
    """Return the words alone, a link's address behind its words; a line break stays a line feed."""
    runs = groupby(runs_of(inlines), key=lambda run: run.url)
    return "".join(_plain_link("".join(run.text for run in group), url) for url, group in runs)


def _plain_link(text: str, url: str) -> str:
    return f"{text} ({url})" if url and url.removeprefix("mailto:") not in text else text


def runs_of(inlines: Inlines) -> list[Run]:
    """Return the words in runs of one style each, white space at the edges of a style outside it."""
    spaced = (part for run in _joined(_flat(inlines, Run(""))) for part in _spaced(run))
    runs = [run for run in _joined(spaced) if run.text]
    if runs:
        runs[0] = runs[0]._replace(text=runs[0].text.lstrip(" " + BREAK))
        runs[-1] = runs[-1]._replace(text=runs[-1].text.rstrip(" " + BREAK))
    return [run for run in runs if run.text]


def _flat(inlines: Inlines, style: Run) -> Iterator[Run]:
    for inline in inlines:
        yield from _run(inline, style)


def _run(inline: Inline, style: Run) -> Iterator[Run]:
    match inline:
        case Text(text):
            yield style._replace(text=text)
        case LineBreak():
            yield style._replace(text=BREAK)
        case Note(number):
            yield style._replace(text=f"[{number}]")
        case Strong(inner):
            yield from _flat(inner, style._replace(strong=True))
        case Emphasis(inner):
            yield from _flat(inner, style._replace(emphasis=True))
        case Link(url, inner):
            yield from _flat(inner, style._replace(url=style.url or url))
        case Span(inner, language, voice):
            tag = TAGS.get(voice, style.tag)
            yield from _flat(inner, style._replace(tag=tag, language=language or style.language))
        case _:
            assert_never(inline)


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Join neighbours of one style, and the white space around a break with it."""
    for style, group in groupby(runs, key=lambda run: run[1:]):
        text = re.sub(" +", " ", "".join([run.text for run in group]))
        yield Run(re.sub(r" ?\n[ \n]*", BREAK, text) if BREAK in text else text, *style)


def _spaced(run: Run) -> tuple[Run, ...]:
    core = run.text.strip()
    if not core:
        return (Run(run.text),)
    before, after = run.text.split(core, 1)
    return Run(before), run._replace(text=core), Run(after)


def _first(group: tuple[str, tuple[Run, ...]]) -> str:
    url, runs = group
    return "[" if url else escaped(runs[0].text)[:1]


def _marked(runs: tuple[Run, ...], before: str, after: str) -> str:
    """Return runs as Markdown; `before` and `after` are the letters around them, empty at an end."""
    text = ""
    for n, run in enumerate(runs):
        following = escaped(runs[n + 1].text)[:1] if n + 1 < len(runs) else after
        if run.element:
            before, following, text = ">", "<", text + f"<{run.element}>"
        text += _emphasised(run, text[-1:] or before, following) if run.mark else escaped(run.text)
        text += f"</{run.element.split()[0]}>" if run.element else ""
    return text


def _emphasised(run: Run, before: str, after: str) -> str:
    """Return a run between its marks, else its core with outer punctuation left out, else plain.

    CommonMark 6.2: a mark opens before a word and closes after it; next to punctuation only at a word's end.
    """
    if before == "*":
        return escaped(run.text)
    for head, core, tail in (("", run.text, ""), _without_punctuation(run.text)):
        left, right = escaped(head), escaped(tail)
        if core and _can_mark(core[0], left[-1:] or before) and _can_mark(core[-1], right[:1] or after):
            return f"{left}{run.mark}{escaped(core)}{run.mark}{right}"
    return escaped(run.text)


def _without_punctuation(text: str) -> tuple[str, str, str]:
    inside = [n for n, letter in enumerate(text) if not _is_mark(letter)]
    if not inside:
        return text, "", ""
    return text[: inside[0]], text[inside[0] : inside[-1] + 1], text[inside[-1] + 1 :]


def _can_mark(inner: str, outer: str) -> bool:
    """Tell whether emphasis may begin or end between two letters, under the older and the newer CommonMark."""
    is_end = not outer or outer.isspace() or unicodedata.category(outer).startswith("P")
    return not inner.isspace() and (is_end or not _is_mark(inner))


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "PS"


ALWAYS = re.compile(r"[\\`*_\[\]<~^$@#|{\"']")
"""Markup of CommonMark and pandoc: code, emphasis, links, HTML, sub- and superscript, mathematics, citations,
headings, tables, attributes, and straight quotes, which pandoc curls."""
IN_PLACE = re.compile(
    r"(?<=-)-|(?<=\.)\."  # pandoc makes dashes and ellipses of these
    r"|&(?=#|\w+;)"  # an entity
    r"|:(?=//)|(?<=\w)\.(?=[A-Za-z]{2})"  # an address that Marp would link
    r"|!$"  # an image, if a link follows
)
CLOSED_QUOTE = re.compile(r"“(?!\s)[^“”‘]+(?<!\s)”|„[^„“”‘]+“(?!\s)(?!$)")
QUOTE = re.compile("[“”‘]")
"""What is no pair within one style: pandoc makes an apostrophe of ‘ if nothing closes it, closes up the others, and
takes marks of emphasis between a pair for letters. As entities they stay, all of a run alike, since pandoc lets an
entity close what a letter opens."""
ENTITIES = {"‘": "&lsquo;", "“": "&ldquo;", "”": "&rdquo;"}
SHORTCODE = re.compile(r":(?=[\w+-]+:)")
"""Marp draws `:word:` as an emoji, escaped or not; a place where a line may break stops it."""
NUMBER = re.compile(r"(\(?(?:\d+|[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+))([.)](?:\s|$))")
"""A number that begins a list: CommonMark's and pandoc's `1.`, `(1)`, `a)`, `iv.`"""
LEADING = re.compile(r"([Tt]able|(?i:s*notes?))(:)|()([-+](?:\s|$|\\?-)|[>=:])")
"""What begins a list, a rule, a quote, a definition, a table's caption or, to reveal.js, speaker notes."""


def escaped(text: str) -> str:
    """Return text that Markdown reads as these words wherever they stand in a line."""
    text = IN_PLACE.sub(_backslashed, ALWAYS.sub(_backslashed, text))
    if QUOTE.search(CLOSED_QUOTE.sub("", text)):
        text = QUOTE.sub(lambda match: ENTITIES[match[0]], text)
    return SHORTCODE.sub(":<wbr>", text)


def _backslashed(match: re.Match[str]) -> str:
    return "\\" + match[0]


def line_escaped(line: str) -> str:
    """Return a line of Markdown that begins no block; its words are escaped already."""
    match = NUMBER.match(line) or LEADING.match(line)
    if not match:
        return line
    place = match.end(1) if match[1] is not None else match.start()
    return f"{line[:place]}\\{line[place:]}"


def url_escaped(url: str) -> str:
    """Return an address as it stands in a link: blanks, brackets and marks percent-encoded (RFC 3986)."""
    encoded = re.sub(r"[\s()<>\[\]\\\"'|`^{}*$]", lambda match: f"%{ord(match[0]):02X}", url)
    return re.sub(r"&(?=#|\w+;)", "&amp;", encoded)
