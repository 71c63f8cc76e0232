"""Styles: what a theme and a setting make of each kind of text. All lengths are points."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any, Literal

from briefpack.languages.scripts import has_italics, is_east_asian, may_be_set_apart
from briefpack.look.last_page import flatter_plots
from briefpack.look.slide_grid import COVER_TITLE_SCALE, MEASURE_EM, TABLE
from briefpack.look.theme import Theme
from briefpack.look.typefaces import Family

ColourName = Literal["ink", "quiet", "accent", "second"]
GroundName = Literal["paper", "tint", "accent", "band"]
PULLED = 1.5
"""A quotation on a page is pulled out of the text: so much larger than it."""
SMALLER, CLOSEST = 0.6, 0.8
"""How tight a one-pager is when its type begins to shrink, and when its lines can come no closer: space goes first."""
MEMO_TABLE = 10 / 11
"""Tables of a memo are set so much smaller than its text, as in Word."""
EAST_ASIAN_SIZE, EAST_ASIAN_LEADING = 0.96, 1.1
MOST_STYLES = 128
"""So many changed styles are kept: a few for each setting that fitting tries."""
Ground = dict[ColourName, str]
"""The colours of text on one ground, by what they are for."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How large and how loosely a document is set; fitting tries smaller ones.

    `leading` is a multiple of the size of type, `spacing` of the theme's space around blocks.
    """

    body_pt: float
    leading: float
    spacing: float = 1.0

    @property
    def step_pt(self) -> float:
        """The distance of the body's baselines; space around blocks is a multiple or a part of it."""
        return self.body_pt * self.leading


def full_setting(theme: Theme, kind: str) -> Setting:
    """Return the setting that the theme asks for: where fitting starts."""
    sizes, leading = theme.sizes, theme.leading
    if kind == "slides":
        return Setting(sizes.slide_body, leading.floor + 0.04)
    if kind == "onepager":
        return Setting(sizes.body, leading.body)
    return Setting(sizes.memo_body, leading.memo)


def tightened(theme: Theme, tightness: float) -> Setting:
    """Return a one-pager's setting between the full one (0) and the theme's floor (1)."""
    full = full_setting(theme, "onepager")
    closer = min(1.0, tightness / CLOSEST)
    smaller = max(0.0, tightness - SMALLER) / (1 - SMALLER)

    def between(loose: float, tight: float, share: float) -> float:
        return loose + (min(tight, loose) - loose) * share

    return Setting(
        between(full.body_pt, theme.sizes.floor, smaller),
        between(full.leading, theme.leading.floor, closer),
        between(full.spacing, 0.55, closer),
    )


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Say how a block of text looks.

    before, after: space around it, of which the larger counts between two blocks; strut: the size that its
    baseline is placed by, so that text of two sizes side by side stands on one line; tracking: in ems.
    """

    size: float
    leading: float
    colour: ColourName = "ink"
    family: Family = "body"
    bold: bool = False
    italic: bool = False
    upright: bool = False
    """Whether the script has no italics, so that weight emphasises and nothing leans."""
    before: float = 0
    after: float = 0
    keep: bool = False
    balanced: bool = False
    tracking: float = 0
    strut: float = 0
    measure_em: float = 0
    """The widest that a line may be, in ems; 0 for no limit."""
    between: float = 0
    """The space after a line that a break ends: in a cell each says something of its own."""

    @property
    def baseline(self) -> float:
        """The distance from the top of a line to its baseline: capitals stand in the middle of the line."""
        return self.leading / 2 + (self.strut or self.size) * 0.33


@lru_cache(maxsize=MOST_STYLES)
def varied(style: TextStyle, **changes: Any) -> TextStyle:
    """Return the style with some changes: every paragraph asks for one of a few."""
    return replace(style, **changes)


@dataclass(frozen=True, slots=True)
class Styles:
    """Hold the styles of one document; `step` is the distance of the body's baselines."""

    step: float
    space: float
    body: TextStyle
    lead: TextStyle
    title: TextStyle
    section: TextStyle
    item: TextStyle
    detail: TextStyle
    panel_head: TextStyle
    ask: TextStyle
    label: TextStyle
    quiet: TextStyle
    kicker: TextStyle
    caption: TextStyle
    quote: TextStyle
    cell: TextStyle
    figure_pt: float
    flatter: float = 1
    """The part of their usual height that plots of charts and maps have."""

    def heading(self, level: int) -> TextStyle:
        """Return the style of headings of a level, 1 to 4."""
        return {1: self.title, 2: self.section, 3: self.item}.get(level, self.detail)


def ground_colours(theme: Theme, ground: GroundName) -> Ground:
    """Return the colours of text on a ground; a filled one has a single colour of text."""
    colours = theme.colours
    if ground in ("accent", "band"):
        only = colours.on_accent if ground == "accent" else colours.on_band
        return {"ink": only, "quiet": only, "accent": only, "second": only}
    return {"ink": colours.ink, "quiet": colours.quiet, "accent": colours.accent, "second": colours.second}


def make_styles(theme: Theme, kind: str, setting: Setting, language: str = "en") -> Styles:
    """Return the styles of a kind of document; as its script allows, letters lean or are set apart."""
    make = {"onepager": _onepager_styles, "slides": _slide_styles}.get(kind, _memo_styles)
    styles = make(theme, setting)
    changes: dict[str, Any] = {} if has_italics(language) else {"italic": False, "upright": True}
    changes |= {} if may_be_set_apart(language) else {"tracking": 0.0}
    if not changes:
        return styles
    own = ((style.name, getattr(styles, style.name)) for style in fields(styles))
    changed: dict[str, Any] = {name: replace(one, **changes) for name, one in own if isinstance(one, TextStyle)}
    return replace(styles, **changed)


def theme_in(theme: Theme, language: str) -> Theme:
    """Return the theme as it is set in a language: Chinese, Japanese and Korean a little smaller and looser.

    Their characters fill the height of a line, where most Latin letters leave half of it white. The floor stays: no
    type is smaller than that; nor does large print shrink.
    """
    if not is_east_asian(language):
        return theme
    scale = 1 if theme.is_large_print else EAST_ASIAN_SIZE
    sizes = {name: size * scale for name, size in theme.sizes if name != "floor"}
    leading = {name: factor * EAST_ASIAN_LEADING for name, factor in theme.leading}
    return theme.model_copy(
        update={
            "sizes": theme.sizes.model_copy(update=sizes),
            "leading": theme.leading.model_copy(update=leading),
        }
    )


def _styles(theme: Theme, setting: Setting, title: float, section: float, item: float, lead: float) -> Styles:
    """Make the styles that the documents share, from the sizes in which they differ."""
    size, step = setting.body_pt, setting.step_pt
    space = step * setting.spacing
    small = max(min(theme.sizes.caption, size * 0.9), size * 0.8)
    body = TextStyle(size, step, after=space * 0.5)
    caption = TextStyle(small, small * 1.3, colour="quiet", after=space * 0.25, measure_em=64)
    head = TextStyle(item, max(step, item * 1.2), bold=True, keep=True, balanced=True)
    return Styles(
        step=step,
        space=space,
        body=body,
        lead=TextStyle(lead, lead * 1.34, after=space * 0.5, balanced=True, measure_em=40),
        title=TextStyle(
            title, title * theme.leading.title, family="title", bold=True, after=space * 0.5, keep=True, balanced=True
        ),
        section=TextStyle(
            section,
            section * 1.2,
            "accent",
            "title",
            bold=True,
            before=space * 1.25,
            after=space * 0.375,
            keep=True,
            balanced=True,
        ),
        item=replace(head, before=space * 0.75, after=space * 0.125),
        detail=replace(head, size=size, leading=step, colour="accent", before=space * 0.5),
        panel_head=replace(head, colour="accent", family="title", before=space * 0.5, after=space * 0.125),
        ask=TextStyle(size * 1.06, size * 1.06 * min(setting.leading, 1.3), after=space * 0.4),
        label=TextStyle(small, step, "quiet", bold=True, tracking=0.06, strut=size),
        quiet=TextStyle(max(small, size * 0.9), step, "quiet", after=space * 0.5, strut=size),
        kicker=TextStyle(small * 1.1, step, after=space * 0.2, tracking=0.03, measure_em=76),
        caption=caption,
        quote=TextStyle(size * 1.08, size * 1.08 * setting.leading, family="title", italic=True, after=space * 0.25),
        cell=TextStyle(max(8.0, size * 0.94), max(8.0, size * 0.94) * min(setting.leading, 1.28)),
        figure_pt=max(theme.sizes.caption, size * 0.88),
    )


def _onepager_styles(theme: Theme, setting: Setting) -> Styles:
    sizes = theme.sizes
    # Titles shrink by half as much as the body does, so that the order of sizes stays clear.
    scale = (1 + setting.body_pt / sizes.body) / 2
    base = _styles(theme, setting, sizes.title * scale, sizes.section * scale, sizes.item * scale, sizes.lead * scale)
    pulled = setting.body_pt * PULLED
    return replace(base, quote=replace(base.quote, size=pulled, leading=pulled * 1.22, balanced=True))


def _memo_styles(theme: Theme, setting: Setting) -> Styles:
    sizes = theme.sizes
    item = (sizes.memo_body + sizes.memo_section) / 2
    base = _styles(theme, setting, sizes.memo_title, sizes.memo_section, item, setting.body_pt * 1.12)
    title = replace(base.title, colour="accent" if theme.manner.band == "filled" else "ink")
    label = replace(base.label, size=max(sizes.caption, setting.body_pt - 1.5), tracking=0.03)
    quiet = replace(base.quiet, leading=base.quiet.size * min(setting.leading, 1.3), strut=0)
    table = setting.body_pt * MEMO_TABLE
    cell = replace(base.cell, size=table, leading=table * min(setting.leading, 1.28))
    head, flatter = replace(base.item, after=base.space * 0.125), flatter_plots(setting.spacing)
    return replace(base, title=title, quiet=quiet, cell=cell, label=label, item=head, flatter=flatter)


def _slide_styles(theme: Theme, setting: Setting) -> Styles:
    sizes, size = theme.sizes, setting.body_pt
    base = _styles(theme, setting, sizes.slide_title * COVER_TITLE_SCALE, sizes.slide_title, size * 1.08, size)
    caption = TextStyle(sizes.slide_caption, sizes.slide_caption * 1.3, "quiet", after=base.space * 0.2)
    section = replace(base.section, leading=sizes.slide_title * 1.15, before=0, after=0)
    return replace(
        base,
        body=replace(base.body, measure_em=MEASURE_EM),
        lead=replace(base.lead, measure_em=MEASURE_EM),
        caption=caption,
        section=section,
        ask=replace(base.body, after=size * 0.7),
        quiet=replace(base.quiet, size=max(size * 0.8, sizes.slide_caption)),
        label=replace(base.label, size=max(size * 0.7, sizes.slide_caption)),
        cell=replace(base.cell, size=size * TABLE, leading=size * TABLE * 1.24, between=size * 0.25),
        figure_pt=size * 0.8,
    )
