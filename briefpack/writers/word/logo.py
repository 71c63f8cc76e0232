"""The theme's logo beside the title of a memo on paper of ours; a letterhead brings its own."""

from __future__ import annotations

from itertools import takewhile

from briefpack.languages.scripts import is_right_to_left
from briefpack.look.pictures import WIDEST, Picture
from briefpack.writers.word.body import Body
from briefpack.writers.word.flow import Flowed, Paragraph
from briefpack.writers.word.pictures import logo_xml

RELATION = "logo"
CLEAR = '<w:br w:type="textWrapping" w:clear="all"/>'
"""A break after which the text goes on below what stands beside it (ECMA-376 part 1, 17.3.3.1)."""


def beside_title(logo: Picture, body: Body, step_pt: float) -> list[Flowed]:
    """Return the flow with the logo at the end side of the title, above all else where there is no title.

    It is anchored in a line of its own: Word would repeat what hangs in a heading in every list of headings.
    """
    shown = logo.within(body.width_pt * WIDEST)
    number, at_left = body.story.drawings + 1, is_right_to_left(body.meta.language)
    anchor = logo_xml(shown, RELATION, number, step_pt, at_left)
    before, after = (Paragraph(body.markup.run(xml), "Gap", keep_next=True) for xml in (anchor, CLEAR))
    title = list(takewhile(_is_title, body.flow))
    return [before, *title, after, *body.flow[len(title) :]]


def _is_title(one: Flowed) -> bool:
    return isinstance(one, Paragraph) and one.style in ("Kicker", "Heading1") and not one.panel
