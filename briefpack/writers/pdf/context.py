"""What flows are made with, and the text in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from briefpack.document.tree import Inlines, Text
from briefpack.languages.hyphenation import with_soft_hyphens
from briefpack.look.theme import Theme
from briefpack.writers.pdf.flows import TextFlow
from briefpack.writers.pdf.fonts import Fonts
from briefpack.writers.pdf.inlines import NotePlace, StyledText, in_paragraphs, look_of, styled
from briefpack.writers.pdf.passages import Passage
from briefpack.writers.pdf.roles import Role
from briefpack.writers.pdf.styles import Ground, GroundName, Setting, Styles, TextStyle, ground_colours, make_styles
from briefpack.writers.pdf.text import Word, shape


@dataclass(frozen=True, slots=True)
class Context:
    """Hold what flows are made with: theme, styles, fonts, and where in the document we are.

    text: the style of paragraphs here, where it is not the body's; lists: of lists, where it is another; ticks: the
    items of lists are choices to tick; evened: paragraphs of a few lines end about equally long;
    depth: how many lists are around; opens_item: the paragraph here is the title of
    an item with more to say.
    """

    theme: Theme
    kind: str
    styles: Styles
    fonts: Fonts
    ground_name: GroundName = "paper"
    text: TextStyle | None = None
    lists: TextStyle | None = None
    in_panel: bool = False
    evened: bool = False
    ticks: bool = False
    depth: int = 0
    last_number: int = 0
    opens_item: bool = False

    @property
    def ground(self) -> Ground:
        """The colours of text here."""
        return ground_colours(self.theme, self.ground_name)

    @property
    def rule(self) -> str:
        """The colour of lines here."""
        filled = self.ground_name in ("accent", "band")
        return self.ground["ink"] if filled else self.theme.colours.rule

    @property
    def small(self) -> Context:
        """The same in the style of captions: for what stands below or beside the text."""
        return replace(self, text=self.styles.caption, in_panel=True)

    def at(self, setting: Setting) -> Context:
        """Return the same in another setting."""
        return replace(self, styles=make_styles(self.theme, self.kind, setting, self.fonts.language))

    def text_flow(self, role: Role | None, inlines: Inlines, style: TextStyle, align: str = "left") -> TextFlow:
        """Set inline nodes in a style, with its space around them."""
        passage = self._passage(inlines, style, holds_blocks=bool(role and role.tag in STATED))
        parted = _is_running(style) and self.kind != "slides"  # large type for people who look up now and then
        return TextFlow(
            role, style.before, style.after, style.keep, passage=passage, style=style, align=align, parted=parted
        )

    def _passage(self, inlines: Inlines, style: TextStyle, holds_blocks: bool) -> Passage:
        """Return the passage of inline nodes; it is that of other settings, where they differ in its size alone.

        holds_blocks: lines that a break parts are each a paragraph of its own, between which a voice rests.
        """
        parted = self.theme.manner.hyphenated and _is_running(style)

        def shaped(size: float) -> list[Word]:
            texts = styled(inlines, look_of(style, self.ground, size), self.ground)
            texts = in_paragraphs(texts) if holds_blocks else texts
            return shape(map(self._parted, texts) if parted else texts, self.fonts)

        # Plain words are the same wherever they stand; what has roles is an element of its own.
        is_plain = len(inlines) == 1 and isinstance(inlines[0], Text)
        key = inlines if is_plain else id(inlines), _looks(style), self.ground_name, parted, holds_blocks
        return self._kept(key, inlines, shaped, style.size)

    def _kept(self, key: Any, source: Any, shaped: Callable[[float], list[Word]], size: float) -> Passage:
        """Return the passage that the document has by a key; its source is kept, so that no other can have its id."""
        passages = self.fonts.passages
        if key not in passages:
            passages[key] = source, Passage(shaped, size)
        passage: Passage = passages[key][1]
        return passage

    def _parted(self, styled: StyledText) -> StyledText:
        """Return a text whose words say where a line may part them; an address does not."""
        language = styled.look.language or self.fonts.language
        return styled if styled.look.url else replace(styled, text=with_soft_hyphens(styled.text, language))

    def label_flow(self, text: str, style: TextStyle, align: str = "left", target: NotePlace | None = None) -> TextFlow:
        """Set words that stand beside the text: a bullet, a number, a label, a running head, a number that leads on."""
        path = (Role("Link"),) if target else ()

        def shaped(size: float) -> list[Word]:
            look = look_of(style, self.ground, size)
            return shape([StyledText(text, replace(look, target=target) if target else look, path)], self.fonts)

        key = text, _looks(style), self.ground_name, target
        return TextFlow(Role("Lbl"), passage=self._kept(key, None, shaped, style.size), style=style, align=align)


def _looks(style: TextStyle) -> tuple[object, ...]:
    """Return what words look like in a style in every size."""
    return style.colour, style.family, style.bold, style.italic, style.upright, style.tracking


STATED = frozenset(("LBody", "TD", "TH"))
"""What may say several things, a line each."""


def _is_running(style: TextStyle) -> bool:
    """Tell whether a style is one of running text: words of titles are not parted."""
    return not (style.balanced or style.keep or style.bold or style.tracking)
