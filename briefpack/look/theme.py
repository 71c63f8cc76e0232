"""Themes: fonts, colours and lengths as data. A theme file holds only what differs from `base.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from briefpack.errors import BuildError, Place, Problem, did_you_mean, error, relative_name
from briefpack.languages.characters import character_problems, in_one_line
from briefpack.languages.scripts import is_east_asian, primary
from briefpack.layers import files_by_stem, first_file
from briefpack.look.pictures import Picture, read_picture, seen_colour
from briefpack.units import mm
from briefpack.yaml_file import YamlFile, check_keys, read_yaml, validate

BASE = "base"
Colour = Annotated[
    str, Field(pattern=r"^#[0-9A-Fa-f]{6}$", description="A colour is written as “#1a2b3c”, in quotation marks.")
]
"""A colour as #RRGGBB."""
LARGE_PT, LARGE_CAPTION_PT, LARGE_MARGIN_MM = 16.0, 14.0, 22.0
"""Large print: no text of a page is smaller than 16 pt, and no head or foot smaller than 14."""
COVER_SCALE = 1.4
"""The title of a cover is so much larger than that of a memo without one."""
LOGO_CONTRAST = 3.0
"""The least contrast of what is no text: WCAG 2.1, success criterion 1.4.11, level AA."""
AA_CONTRAST = 4.5
"""The least contrast of text against its ground: WCAG 2.1, success criterion 1.4.3, level AA."""


class ThemePart(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Page(ThemePart):
    size: Literal["A4", "Letter"]
    margin_side_mm: float = Field(ge=8, le=40)
    memo_margin_side_mm: float = Field(ge=8, le=60)
    """The margins beside a memo's text, and that of any document which is set like one."""
    margin_top_mm: float = Field(ge=8, le=40)
    margin_bottom_mm: float = Field(ge=8, le=40)
    gutter_mm: float = Field(ge=2, le=12)
    main_columns: int = Field(ge=5, le=10)
    """How many of the page's twelve columns the main column takes; the side column has the rest."""

    @property
    def column_gap_pt(self) -> float:
        """The space between the main column and the side column."""
        return mm(self.gutter_mm) * 1.4

    def side_start(self, width_pt: float) -> float:
        """Return how far from the left the side column starts, in as wide a text."""
        return (width_pt - self.column_gap_pt) * self.main_columns / 12 + self.column_gap_pt


class Colours(ThemePart):
    """Name what a colour is for, never what it looks like."""

    paper: Colour
    ink: Colour
    quiet: Colour
    accent: Colour
    on_accent: Colour
    second: Colour
    tint: Colour
    band: Colour
    on_band: Colour
    rule: Colour


class OwnFont(NamedTuple):
    """Name a font file of an organisation's own: what it is, and the stem by which it is found."""

    family: str
    bold: bool
    italic: bool
    stem: str


class Fonts(ThemePart):
    """Name font families; `office_*` are those of Word and PowerPoint files, which do not carry their fonts."""

    body: str
    title: str
    japanese: str
    korean: str
    chinese: str
    office_body: str
    office_title: str
    office_japanese: str
    office_korean: str
    office_chinese: str
    others: tuple[str, ...] = Field(
        default=(), description="Families for characters that the others lack, tried in this order."
    )
    _own: tuple[OwnFont, ...] = PrivateAttr(())

    @property
    def own(self) -> tuple[OwnFont, ...]:
        """The organisation's own font files, which may be named like those that come with briefpack."""
        return self._own

    def east_asian(self, language: str) -> tuple[str, str, str]:
        """Return the families of Japanese, Korean and Chinese, that of the language first; of no such, Japanese."""
        others = {"ko": (self.korean, self.japanese, self.chinese), "zh": (self.chinese, self.japanese, self.korean)}
        return others.get(primary(language), (self.japanese, self.korean, self.chinese))

    def office_east_asian(self, language: str) -> str:
        """Return the font that Office sets East Asian letters in: that of the language, else the Japanese."""
        return {"ko": self.office_korean, "zh": self.office_chinese}.get(primary(language), self.office_japanese)


class Sizes(ThemePart):
    """Sizes of type in points; `floor` is the least that fitting may set body text in, on slides titles."""

    caption: float
    body: float
    floor: float = Field(ge=8.5)
    lead: float
    item: float
    section: float
    title: float
    memo_body: float
    memo_section: float
    memo_title: float
    slide_body: float
    slide_title: float
    slide_title_floor: float
    slide_caption: float


class Leading(ThemePart):
    """Distance of baselines as a multiple of the size of type."""

    body: float = Field(ge=1.0, le=2.0)
    floor: float = Field(ge=1.0, le=2.0)
    title: float = Field(ge=0.9, le=1.6)
    memo: float = Field(ge=1.0, le=2.0)


class Manner(ThemePart):
    """Choose between the ways a thing can be set."""

    numbered_items: bool
    band: Literal["filled", "ruled"]
    """filled: the title stands on a block of the band's colour; ruled: on paper over a thick rule."""
    panel: Literal["tint", "bar"]
    """tint: a callout stands on a tinted ground; bar: beside a bar of the accent colour."""
    hyphenated: bool = Field(
        default=False, description="Whether words may be parted at the end of a line, by the rules of their language."
    )


PdfStandard = Literal["ua1", "ua2"]


class Logo(ThemePart):
    """Name a picture that stands beside the title; no file means no logo."""

    file: str = Field(default="", description="A PNG in the folder of the theme, for white paper.")
    on_band: str = Field(
        default="", description="Another one for a filled title block, if the first is too dark for it."
    )
    alt: str = Field(default="", description="What it says or shows, for people who do not see it.")
    height_mm: float = Field(default=12, ge=5, le=30)


class Theme(ThemePart):
    name: str
    page: Page
    colours: Colours
    fonts: Fonts
    sizes: Sizes
    leading: Leading
    manner: Manner
    pdf: PdfStandard = Field(default="ua1", description="ua1: PDF/UA-1 and PDF/A-2a; ua2: PDF/UA-2 and PDF/A-4.")
    step_pt: float = Field(ge=6, le=20)
    """The baseline step: space around blocks is a multiple or half of it."""
    logo: Logo = Logo()
    _pictures: dict[str, Picture] = PrivateAttr({})

    @property
    def picture(self) -> Picture | None:
        """The logo for paper, read and measured; None where the theme has none."""
        return self._pictures.get("file")

    @property
    def picture_on_band(self) -> Picture | None:
        """The logo for the ground of the title block: where that is filled, the one that is made for it."""
        filled = self.manner.band == "filled"
        return self._pictures.get("on_band" if filled else "file") or self.picture

    def with_fonts(self, own: tuple[OwnFont, ...]) -> Theme:
        """Return the theme with font files of an organisation's own."""
        fonts = self.fonts.model_copy()
        fonts._own = own
        return self.model_copy(update={"fonts": fonts})

    def on_paper(self, size: Literal["", "A4", "Letter"]) -> Theme:
        """Return the theme on another size of paper; on its own if none is named."""
        return self.model_copy(update={"page": self.page.model_copy(update={"size": size})}) if size else self

    @property
    def is_large_print(self) -> bool:
        """Whether pages are set for people who see little: a one-pager then takes up to four sides."""
        return self.sizes.body >= LARGE_PT

    @property
    def cover_scale(self) -> float:
        """How much larger the title of a memo's cover is: not at all in large print, where it would take the page."""
        return 1.0 if self.is_large_print else COVER_SCALE

    def in_large_print(self) -> Theme:
        """Return the theme with pages in type that people who see little can read; slides are large anyway.

        What is larger than the text stays so by as many points: in proportion, headings would take the page.
        """
        sizes, page = self.sizes, self.page
        in_memo, on_page = LARGE_PT - sizes.memo_body, LARGE_PT - sizes.body
        larger = {name: getattr(sizes, name) + in_memo for name in ("memo_section", "memo_title")}
        larger |= {name: getattr(sizes, name) + on_page for name in ("lead", "item", "section")}
        larger |= {"memo_body": LARGE_PT, "body": LARGE_PT, "floor": LARGE_PT, "caption": LARGE_CAPTION_PT}
        title = max(sizes.title, larger["section"] * 1.15)
        narrow = min(page.memo_margin_side_mm, LARGE_MARGIN_MM)
        return self.model_copy(
            update={
                "sizes": sizes.model_copy(update={**larger, "title": title}),
                "page": page.model_copy(update={"memo_margin_side_mm": narrow}),
            }
        )

    def in_language(self, language: str) -> Theme:
        """Return the theme in a language: the Japanese and Korean faces suit the letters of the body only."""
        if not is_east_asian(language):
            return self
        fonts = {"title": self.fonts.body, "office_title": self.fonts.office_body}
        return self.model_copy(update={"fonts": self.fonts.model_copy(update=fonts)})


def theme_names(*folders: Path) -> list[str]:
    """Return the names of the themes in the folders, sorted."""
    return [name for name in files_by_stem(folders, "*.yaml") if name != BASE]


def read_theme(name: str, *folders: Path) -> Theme:
    """Read `<name>.yaml` over `base.yaml`, each from the first folder that has it.

    Raise BuildError with all problems, contrast among them.
    """
    base = read_yaml(first_file(folders, f"{BASE}.yaml") or folders[0] / f"{BASE}.yaml")
    path = first_file(folders, f"{name}.yaml")
    if path is None:
        place, hint = Place(relative_name(folders[0] / f"{name}.yaml")), did_you_mean(name, theme_names(*folders))
        raise BuildError([error(f"there is no theme “{name}”", place, hint)])
    file = read_yaml(path)
    if file.data:  # one that differs in nothing is a theme
        check_keys(file, "colours")
    theme = validate(_overlaid(base, file, name), Theme)
    problems = [*contrast_problems(theme, file), *_text_problems(theme, file)]
    try:
        theme._pictures = _read_logo(theme.logo, file)
    except BuildError as refused:
        problems += refused.problems
    problems += _logo_problems(theme, file)
    if problems:
        raise BuildError(problems)
    return theme


def _logo_problems(theme: Theme, file: YamlFile) -> Iterator[Problem]:
    """Find a logo that is too dark or too light for the ground on which it stands (WCAG 2.1, 1.4.11)."""
    grounds = [("paper", "file", theme.picture)]
    if theme.manner.band == "filled":
        key = "on_band" if theme.logo.on_band else "file"
        grounds.append(("band", key, theme.picture_on_band))
    for ground, key, picture in grounds:
        colour = picture and seen_colour(picture.data)
        if colour and (ratio := contrast(colour, getattr(theme.colours, ground))) < LOGO_CONTRAST:
            message = (
                f"the logo has a contrast of {ratio:.1f} to 1 on “{ground}”, and {LOGO_CONTRAST:g} to 1 is the least"
            )
            hint = (
                "Name a logo for a filled title block with “on_band: …”." if ground == "band" and key == "file" else ""
            )
            yield error(
                message, file.place("logo", key), hint or "Export it in colours that stand out from its ground."
            )


def _text_problems(theme: Theme, file: YamlFile) -> Iterator[Problem]:
    """Find characters that no text may hold in what a theme hands to files: names of fonts, and the logo’s words."""
    for name, families in theme.fonts:
        for family in (families,) if isinstance(families, str) else families:
            yield from character_problems(family, file.place("fonts", name))
    yield from character_problems(theme.logo.alt, file.place("logo", "alt"))


def _read_logo(logo: Logo, file: YamlFile) -> dict[str, Picture]:
    """Read the pictures that lie beside the theme's file. Raise BuildError for one that is missing or not described."""
    named = {key: name for key in ("file", "on_band") if (name := getattr(logo, key))}
    if not named and not logo.alt:
        return {}
    if not logo.alt.strip():
        hint = "Add “alt: …” with what it says or shows: people who do not see it hear that."
        raise BuildError([error("the logo has no text that says what it is", file.place("logo"), hint)])
    if "file" not in named:
        hint = "Put a PNG into the folder of the theme and write “file: logo.png”."
        raise BuildError([error("the logo names no file", file.place("logo"), hint)])
    folder = file.path.parent
    return {
        key: read_picture(folder, name, in_one_line(logo.alt), logo.height_mm, file.place("logo", key))
        for key, name in named.items()
    }


def _overlaid(base: YamlFile, file: YamlFile, name: str) -> YamlFile:
    """Return the base's data with the file's differences; places are the file's own where it has them."""
    places = {**base.values, **file.values}
    return YamlFile(file.path, {**_merge(base.data, file.data), "name": name}, places, {**base.keys, **file.keys})


def _merge(base: Any, difference: Any) -> Any:
    if isinstance(base, dict) and isinstance(difference, dict):
        keys = [*base, *(key for key in difference if key not in base)]
        return {k: _merge(base.get(k), difference[k]) if k in difference else base[k] for k in keys}
    return difference


TEXT_ON_GROUND = (
    ("ink", "paper"),
    ("quiet", "paper"),
    ("accent", "paper"),
    ("second", "paper"),
    ("ink", "tint"),
    ("quiet", "tint"),
    ("accent", "tint"),
    ("second", "tint"),
    ("on_accent", "accent"),
    ("on_band", "band"),
)
"""Every pair of text and ground that a writer may set."""


def contrast_problems(theme: Theme, file: YamlFile) -> list[Problem]:
    """Find the pairs of text and ground below level AA, with the contrast that they have."""
    problems = []
    for text, ground in TEXT_ON_GROUND:
        ratio = contrast(getattr(theme.colours, text), getattr(theme.colours, ground))
        if ratio < AA_CONTRAST:
            message = f"text in “{text}” on “{ground}” has a contrast of {ratio:.1f} to 1"
            hint = f"Make one of the two darker or lighter until it reaches {AA_CONTRAST} to 1 (WCAG AA)."
            problems.append(error(message, file.place("colours", text), hint))
    return problems


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2.1 defines it."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 to 1, as WCAG 2.1 defines it."""
    channels = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
