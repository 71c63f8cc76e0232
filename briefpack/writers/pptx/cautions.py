"""What may look wrong in a deck on its master: messages and hints, one a thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefpack.look.font_widths import STAND_IN, measured_family
from briefpack.writers import count_warnings
from briefpack.writers.pptx.places import Placeholder
from briefpack.writers.pptx.roles import ADVICE, Layout
from briefpack.writers.pptx.slide_master import SlideMaster
from briefpack.writers.pptx.titles import Title

Caution = tuple[str, str]
"""A message and a hint."""
LINES_OF_TEXT, READABLE = 8, 18.0
"""The lines that a place for text holds without a warning, and their size on a slide of 7½ inches, in points."""
IN_SLIDE_MASTER = "in PowerPoint’s slide master view"


def title_cautions(titles: Iterable[tuple[Title, Layout]]) -> Iterator[Caution]:
    """Warn once of titles that are smaller than their layouts have them."""
    smaller = [(title, layout) for title, layout in titles if title.scale < 1]
    if smaller:
        title, layout = min(smaller, key=lambda one: one[0].scale)
        usual = layout.title.setting.levels[0].size
        count = f"{len(smaller)} titles are" if len(smaller) > 1 else "a title is"
        message = f"{count} smaller than the layout has titles, to fit their place: “{title.name}” is set in"
        hint = "Shorten them, or give titles a larger place or smaller text in the theme or the slide master."
        yield f"{message} {usual * title.scale:.0f} pt, not {usual:g}", hint


def count_cautions(drafts: int, slides: int, body: Placeholder) -> Iterator[Caution]:
    """Warn of a master on which the deck becomes another one."""
    (_, _, width, height), size = body.inner, body.setting.levels[0].size
    why = f": its text is set in {size:g} pt, in a box of {width:.0f} by {height:.0f} pt"
    yield from count_warnings(drafts, slides, why, "Use a master with smaller text or a larger box for it. ")


def master_cautions(master: SlideMaster) -> Iterator[Caution]:
    """Warn of fonts that are not known, of text that was too pale, and of a place that is too small."""
    places = [place for one in master.roles.values() for place in (one.title, one.body) if place]
    families = {place.setting.levels[0].family for place in places}
    for family in sorted({*families, master.family}):
        if not measured_family(family):
            message = f"not measured exactly: the font “{family}” is not known here, “{STAND_IN}” was measured"
            yield message, "Look whether the text of the slides stays within its boxes."
    yield from _pale(master)
    yield from _small(master)


def _pale(master: SlideMaster) -> Iterator[Caution]:
    """Warn once of text that could not be read where it stands."""
    pale = sorted({(one.ratio, one.place, one.layout, one.colour, one.instead) for one in master.recoloured})
    if pale:
        ratio, place, layout, colour, instead = pale[0]
        others = f" and {len(pale) - 1} more" if len(pale) > 1 else ""
        name = {"title": "the title", "text": "the text", "foot": "the foot"}[place]
        message = (
            f"too pale to be read: {name} on “{layout}”, {colour} at {ratio:.1f} to 1, is set in {instead}{others}"
        )
        hint = (
            f"Give it that colour, or change what lies below it, {IN_SLIDE_MASTER}; invoke explain --master lists them."
        )
        yield message, hint


def _small(master: SlideMaster) -> Iterator[Caution]:
    """Warn of a place for text in which a slide's text could not be 18 points."""
    layout = master.layout()
    assert layout.body
    _, _, width, height = layout.body.inner
    size = READABLE * min(1.0, master.height / 540)
    if height < LINES_OF_TEXT * size * 1.2:
        holds = f"{width:.0f} by {height:.0f} pt hold {height / size / 1.2:.0f} lines of {size:g} pt"
        message = f"the place for text on “{layout.name}” is small: {holds}"
        yield message, f"Make it larger {IN_SLIDE_MASTER}, or add a layout. {ADVICE}"
