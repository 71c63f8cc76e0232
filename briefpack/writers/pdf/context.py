"""What flows are made with, and the text in them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefpack.document.tree import Inlines
from briefpack.languages.hyphenation import with_soft_hyphens
from briefpack.look.theme import Theme
from briefpack.writers.pdf.flows import TextFlow
from briefpack.writers.pdf.fonts import Fonts
from briefpack.writers.pdf.inlines import NotePlace, StyledText, in_paragraphs, look_of, styled
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
        words = self._shaped(inlines, style, holds_blocks=bool(role and role.tag in STATED))
        parted = _is_running(style) and self.kind != "slides"  # large type for people who look up now and then
        return TextFlow(
            role, style.before, style.after, style.keep, words=words, style=style, align=align, parted=parted
        )

    def _shaped(self, inlines: Inlines, style: TextStyle, holds_blocks: bool) -> list[Word]:
        """Return the words of inline nodes; they are those of the last setting, where that has the same look.

        holds_blocks: lines that a break parts are each a paragraph of its own, between which a voice rests.
        """
        look = look_of(style, self.ground)
        parted = self.theme.manner.hyphenated and _is_running(style)
        key = id(inlines), look, self.ground_name, parted, holds_blocks
        kept = self.fonts.shaped.get(key)
        if kept is None:  # the nodes are kept, too, so that no others can have their id
            texts = styled(inlines, look, self.ground)
            texts = in_paragraphs(texts) if holds_blocks else texts
            kept = self.fonts.shaped[key] = inlines, shape(map(self._parted, texts) if parted else texts, self.fonts)
        words: list[Word] = kept[1]
        return words

    def _parted(self, styled: StyledText) -> StyledText:
        """Return a text whose words say where a line may part them; an address does not."""
        language = styled.look.language or self.fonts.language
        return styled if styled.look.url else replace(styled, text=with_soft_hyphens(styled.text, language))

    def label_flow(self, text: str, style: TextStyle, align: str = "left", target: NotePlace | None = None) -> TextFlow:
        """Set words that stand beside the text: a bullet, a number, a label, a running head, a number that leads on."""
        look, path = look_of(style, self.ground), (Role("Link"),) if target else ()
        words = shape([StyledText(text, replace(look, target=target) if target else look, path)], self.fonts)
        return TextFlow(Role("Lbl"), words=words, style=style, align=align)


STATED = frozenset(("LBody", "TD", "TH"))
"""What may say several things, a line each."""


def _is_running(style: TextStyle) -> bool:
    """Tell whether a style is one of running text: words of titles are not parted."""
    return not (style.balanced or style.keep or style.bold or style.tracking)
