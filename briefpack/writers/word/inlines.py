"""Inline nodes as runs: one function per node type, and one table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from briefpack.document import tree as t
from briefpack.languages.line_breaks import with_hyphens_where_wide
from briefpack.languages.scripts import has_italics, holds_right_to_left, is_east_asian, is_right_to_left
from briefpack.look.font_widths import Face, em_width
from briefpack.look.theme import Theme
from briefpack.office.markup import escape
from briefpack.writers.word.languages import language_xml
from briefpack.writers.word.markup import CAPITALS, Markup, run_xml, text_xml
from briefpack.writers.word.pictures import FigureFiles, PhotoFile

VOICE_STYLES = {"editor": "EditorVoice", "quiet": "Quiet", "place": "Place", "cover": "CoverTitle"}
UPRIGHT = '<w:i w:val="0"/><w:iCs w:val="0"/>'
"""Said of the words themselves: what styles of words say of italics turns that of their paragraph around (17.7.3)."""


class Tone(NamedTuple):
    """Say what the nodes around a run make of it."""

    strong: bool = False
    emphasis: bool = False
    label: bool = False
    capitals: bool = False
    voice: str = ""
    language: str = ""
    linked: bool = False
    room_em: float = 0
    """How wide words may be in ems, in a cell of whose words some are wider: these say where a line may part them."""
    in_head: bool = False
    """It is a cell that heads a column, whose style is bold."""


PLAIN = Tone()


@dataclass(slots=True)
class Story:
    """Hold what one part of the package collects while its text is written: its links and its notes."""

    theme: Theme
    markup: Markup
    link_name: str = "link"
    """How the ids of its relations start."""
    first_note: int = 0
    """How many ids of footnotes and bookmarks are given out already."""
    links: dict[str, str] = field(default_factory=dict)
    """Address to the id of its relation: an address is related once a part."""
    cited: dict[int, int] = field(default_factory=dict)
    """Number of a note to the number that Word shows for it: its place among first references."""
    in_notes: bool = False
    heading: str = ""
    """The words of the last heading, by which a table below it is called."""
    figures: list[FigureFiles] = field(default_factory=list)
    photos: list[PhotoFile] = field(default_factory=list)
    narrow_tables: list[list[str]] = field(default_factory=list)
    """The texts of the header cells of tables with words that are wider than their columns."""
    tones: dict[Tone, str] = field(default_factory=dict)
    """Properties of runs by tone: most runs of a memo share a handful."""

    @property
    def drawings(self) -> int:
        """How many figures and pictures there are so far."""
        return len(self.figures) + len(self.photos)


def runs(inlines: t.Inlines, story: Story, tone: Tone = PLAIN) -> str:
    """Return inline nodes as runs; links and notes are collected in the story."""
    return "".join([INLINES[type(node)](node, story, tone) for node in inlines])


def text(node: t.Text, story: Story, tone: Tone) -> str:
    """Return words in their tone; in a document from right to left, Latin words alone stay without direction."""
    own = story.markup.language
    if not tone.language and is_right_to_left(own) and holds_right_to_left(node.text):
        tone = tone._replace(language=own)
    if tone not in story.tones:
        story.tones[tone] = run_properties(tone, story.theme, story.markup)
    words = node.text
    if tone.room_em and not tone.linked:
        face = Face(story.theme.fonts.office_body, tone.strong or tone.in_head)
        words = with_hyphens_where_wide(words, tone.language or own, lambda word: em_width(word, face) > tone.room_em)
    return run_xml(text_xml(words), story.tones[tone])


def line_break(node: t.LineBreak, story: Story, tone: Tone) -> str:
    """Return a break within the paragraph."""
    return story.markup.line_break()


def strong(node: t.Strong, story: Story, tone: Tone) -> str:
    """Return words in bold."""
    return runs(node.inlines, story, tone._replace(strong=True))


def emphasis(node: t.Emphasis, story: Story, tone: Tone) -> str:
    """Return words in italics, in bold where their type has none."""
    return runs(node.inlines, story, tone._replace(emphasis=True))


def span(node: t.Span, story: Story, tone: Tone) -> str:
    """Return words in a language or voice of their own; an inner one replaces that around it."""
    voice = node.voice if node.voice in VOICE_STYLES else tone.voice
    label, capitals = tone.label or node.voice in ("label", "mark"), tone.capitals or node.voice == "capitals"
    language = node.language or tone.language
    own = tone._replace(voice=voice, language=language, label=label, capitals=capitals)
    return runs(node.inlines, story, own)


def link(node: t.Link, story: Story, tone: Tone) -> str:
    """Return a hyperlink; within another link, its words alone."""
    if tone.linked:
        return runs(node.inlines, story, tone)
    relation = story.links.setdefault(node.url, f"{story.link_name}{len(story.links) + 1}")
    words = runs(node.inlines, story, tone._replace(linked=True))
    return f'<w:hyperlink r:id="{relation}" w:history="1">{words}</w:hyperlink>'


def note(node: t.Note, story: Story, tone: Tone) -> str:
    """Return a footnote's mark the first time, a field that repeats its number from then on.

    Two marks would make two footnotes: the first is bookmarked and NOTEREF (ECMA-376 part 1, 17.16.5.39) reads it.
    """
    if node.number in story.cited:
        shown = str(story.cited[node.number])
        return story.markup.field(f"NOTEREF {bookmark(node.number)} \\f \\h", shown, "FootnoteReference")
    if story.in_notes:
        return ""  # Word allows no footnote within footnotes
    story.cited[node.number] = rank = len(story.cited) + 1
    number, raised = story.first_note + rank, story.markup.style("rStyle", "FootnoteReference")
    mark = story.markup.run(f'<w:footnoteReference w:id="{number}"/>', raised)
    start = f'<w:bookmarkStart w:id="{number}" w:name="{bookmark(node.number)}"/>'
    return f'{start}{mark}<w:bookmarkEnd w:id="{number}"/>'


def bookmark(number: int) -> str:
    """Return a name that Word hides in its lists, as it does its own, because it starts with an underscore."""
    return f"_RefNote{number}"


INLINES: dict[type, Callable[[Any, Story, Tone], str]] = {
    t.Text: text,
    t.LineBreak: line_break,
    t.Strong: strong,
    t.Emphasis: emphasis,
    t.Link: link,
    t.Span: span,
    t.Note: note,
}


def run_properties(tone: Tone, theme: Theme, markup: Markup) -> str:
    """Return the elements of rPr in the order of the schema (CT_RPr)."""
    language = tone.language or markup.language
    is_upright = not has_italics(language)
    style = "Hyperlink" if tone.linked else VOICE_STYLES.get(tone.voice, "Label" if tone.label else "")
    leans = tone.emphasis or style == VOICE_STYLES["editor"]
    bold = tone.strong or (tone.label and style != "Label") or (tone.emphasis and is_upright)
    parts = [
        markup.style("rStyle", style) if style else "",
        _east_asian_fonts(tone.language, theme) if is_east_asian(tone.language) else "",
        "<w:b/><w:bCs/>" if bold else "",
        UPRIGHT if style == VOICE_STYLES["place"] else "<w:i/><w:iCs/>" if leans and not is_upright else "",
        CAPITALS if tone.capitals else "",
        "<w:rtl/>" if is_right_to_left(tone.language) else markup.direction,
        language_xml(language),
    ]
    return "".join(parts)


def _east_asian_fonts(language: str, theme: Theme) -> str:
    """Name the script's font; the hint settles quotes and dashes, which Latin and East Asian fonts both have."""
    font = escape(theme.fonts.office_east_asian(language))
    return f'<w:rFonts w:hint="eastAsia" w:eastAsia="{font}"/>'
