"""The theme's logo beside the title of a memo on paper of ours; a letterhead brings its own."""

from __future__ import annotations

from itertools import takewhile

from briefpack.languages.scripts import is_right_to_left
from briefpack.look.pictures import WIDEST, Picture
from briefpack.writers.word.blocks import Body
from briefpack.writers.word.flow import Par, Piece
from briefpack.writers.word.pictures import logo_run

RELATION = "logo"
CLEAR = '<w:r><w:br w:type="textWrapping" w:clear="all"/></w:r>'
"""A break after which the text goes on below what stands beside it (ECMA-376 part 1, 17.3.3.1)."""


def set_beside_title(logo: Picture, body: Body) -> None:
    """Set the logo at the end side of the title, above all else where there is no title.

    It is anchored in a line of its own: Word would repeat what hangs in a heading in every list of headings.
    """
    shown = logo.within(body.width_pt * WIDEST)
    number, at_left = len(body.story.pictures) + 1, is_right_to_left(body.meta.language)
    anchor = logo_run(shown, RELATION, number, body.theme.step_pt, at_left)
    title = list(takewhile(_is_title, body.pieces))
    around = Par(anchor, "Gap", keep_next=True), *title, Par(CLEAR, "Gap", keep_next=True)
    body.pieces[: len(title)] = around


def _is_title(piece: Piece) -> bool:
    return isinstance(piece, Par) and piece.style in ("Kicker", "Heading1") and not piece.panel
