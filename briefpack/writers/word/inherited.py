"""What a letterhead's styles hand down to paragraphs of ours that is not the organisation's to say.

Fonts, sizes and colours are; tab stops, indents, alignment and the rest shape the text that Word users write, and break
tables, lists and labels. Properties are those of CT_PPrBase (ECMA-376 part 1, 17.3.1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefpack.languages.scripts import is_right_to_left

AT_START = ("", "left", "start")
SET_APART = ("center", "right", "end")
"""How an organisation has its headings stand apart."""
AUTOMATIC = ("beforeAutospacing", "afterAutospacing", "beforeLines", "afterLines")
"""What beats the space before and after that a paragraph states."""
IN_LETTERS = ("leftChars", "rightChars", "firstLineChars", "hangingChars", "startChars", "endChars")
"""What beats the indents that a paragraph states."""


@dataclass(frozen=True, slots=True)
class Inherited:
    """Hold what a paragraph gets from its style and those that it rests on."""

    tabs: tuple[int, ...] = ()
    """Positions in twips."""
    align: str = ""
    on: frozenset[str] = frozenset()
    """Of the switches, those that are on."""
    spacing: tuple[tuple[str, float], ...] = ()
    indents: tuple[tuple[str, float], ...] = ()
    """The attributes that are no 0."""
    number: tuple[str, int] = ("", 0)
    """The list of the style, and the level in it; "" if it is in none."""

    def space(self, name: str) -> float:
        """Return the space before or after a paragraph in points."""
        return dict(self.spacing).get(name, 0.0) / 20

    @property
    def names(self) -> set[str]:
        """Return the attributes of spacing and indents that are no 0."""
        return {name for name, _ in (*self.spacing, *self.indents)}

    def direction(self, language: str) -> str:
        """Return the element that turns a paragraph into the direction of a language; "" if it runs so already."""
        turned = is_right_to_left(language)
        return "" if turned == ("bidi" in self.on) else "<w:bidi/>" if turned else '<w:bidi w:val="0"/>'

    def outdented(self, normal: Inherited) -> str:
        """Return the element that takes away the indent which a heading has from the text alone; "" if it has none."""
        is_text_s = bool(self.indents) and set(self.indents) <= set(normal.indents)
        return f'<w:ind w:left="0" w:right="0" w:firstLine="0"{self.in_letters()}/>' if is_text_s else ""

    def cleared(self, tabs: str = "") -> str:
        """Return tab stops, and among them that those of the style do not hold, in the order of their places."""
        kept = {int(place) for place in re.findall(r'w:pos="(-?\d+)"', tabs)}
        gone = "".join(f'<w:tab w:val="clear" w:pos="{pos}"/>' for pos in self.tabs if pos not in kept)
        return f"<w:tabs>{gone}{tabs}</w:tabs>" if gone or tabs else ""

    def off(self, name: str) -> str:
        """Return the element that turns a switch off which is on."""
        return f'<w:{name} w:val="0"/>' if name in self.on else ""

    def automatic(self) -> str:
        """Return the attributes that leave the space before and after to the paragraph."""
        return "".join(f' w:{name}="0"' for name, _ in self.spacing if name in AUTOMATIC)

    def in_letters(self) -> str:
        """Return the attributes that leave indents to the paragraph."""
        return "".join(f' w:{name}="0"' for name, _ in self.indents if name in IN_LETTERS)

    def unnumbered(self) -> str:
        """Return the element that takes a paragraph out of the list of its style."""
        return '<w:numPr><w:numId w:val="0"/></w:numPr>' if self.number[0] else ""

    def aligned(self, align: str = "") -> str:
        """Return how the paragraph is aligned, if its style would have it otherwise."""
        if align:
            return f'<w:jc w:val="{align}"/>'
        return "" if self.align in AT_START else '<w:jc w:val="left"/>'

    def plain(self, language: str, align: str = "") -> str:
        """Return the properties of a paragraph that has nothing of this, in the schema's order."""
        space = f'<w:spacing w:before="0" w:after="0"{self.automatic()}/>' if self.spacing else ""
        ind = f'<w:ind w:left="0" w:right="0" w:firstLine="0"{self.in_letters()}/>' if self.indents else ""
        first = self.off("pageBreakBefore") + self.unnumbered() + self.cleared() + self.direction(language)
        return first + space + ind + self.off("contextualSpacing") + self.aligned(align)


NOTHING = Inherited()
"""What a style of ours hands down: each says all that matters."""
