"""Footnotes: the part that holds them, and the notes that nothing refers to."""

from __future__ import annotations

from briefpack.document import tree as t
from briefpack.writers.word.inherited import NOTHING
from briefpack.writers.word.inlines import Story, runs
from briefpack.writers.word.markup import Markup, indent

SEPARATORS = (("separator", -1), ("continuationSeparator", 0))


def separators_xml(markup: Markup) -> str:
    """Return the lines above notes; they start where the text starts."""
    theirs = markup.inherited.get("Normal", NOTHING)
    turned = theirs.direction(markup.language) if theirs is not NOTHING else ""
    start = '<w:ind w:left="0" w:firstLine="0"/>' if theirs.indents else ""
    spacing = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    return "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr>{turned}{spacing}{start}</w:pPr>'
        f"<w:r><w:{kind}/></w:r></w:p></w:footnote>"
        for kind, number in SEPARATORS
    )


def footnotes_xml(notes: tuple[t.Inlines, ...], body: Story) -> tuple[str, dict[str, str]]:
    """Return the cited notes in the order of their first references, and their links."""
    story = Story(body.theme, body.markup, body.link_name, cited=body.cited, in_notes=True)
    footnotes = [_footnote(body.first_note + n, notes[number - 1], story) for number, n in body.cited.items()]
    return "".join(footnotes), story.links


def _footnote(number: int, inlines: t.Inlines, story: Story) -> str:
    markup = story.markup
    mark = markup.run("<w:footnoteRef/>", markup.style("rStyle", "FootnoteReference")) + markup.tab()
    text = markup.paragraph("FootnoteText", mark + runs(inlines, story), _hung(markup))
    return f'<w:footnote w:id="{number}">{text}</w:footnote>'


def _hung(markup: Markup) -> str:
    """Return the indent that the tab behind a note's mark needs, where the style is the letterhead's."""
    theirs = markup.inherited.get("FootnoteText")
    if theirs is None:
        return ""
    hung = indent(HANG_PT, HANG_PT).replace("/>", f"{theirs.in_letters()}/>")
    return (
        f"{theirs.unnumbered()}{theirs.cleared()}{theirs.direction(markup.language)}"
        f'<w:spacing w:before="0" w:after="0"{theirs.automatic()}/>{hung}{theirs.aligned()}'
    )


HANG_PT = 9.0
"""How far the text of a note stands from the margin, behind its mark."""


def uncited(document: t.Document, cited: dict[int, int]) -> tuple[t.Paragraph, ...]:
    """Return the notes that nothing refers to, so that no words are lost."""
    return tuple(t.Paragraph(note) for number, note in enumerate(document.notes, 1) if number not in cited)
