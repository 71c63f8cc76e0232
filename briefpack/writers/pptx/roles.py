"""Which layout is for what: found by what layouts hold; their types only decide between equals.

Programs drop the type of a layout when somebody edits it (ECMA-376 part 1, 19.7.15), and names are in any language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from briefpack.look.slide_grid import ABOVE_SOURCE
from briefpack.writers.pptx.demands import BrokenMaster
from briefpack.writers.pptx.places import Placeholder

Role = Literal[
    "cover", "content", "ask", "section", "title only", "two columns", "comparison", "picture", "quotation", ""
]
LEAST_PLACE = 200.0, 100.0
"""The least width and height of a place that a deck's text can stand in, in points."""
GOOD_PLACE = 480.0, 260.0
"""What messages advise, on a slide of 13⅓ by 7½ inches."""
NEARLY = 0.85
"""Places larger than this part of the largest are as good."""
LEAST_COVER, CLEAR = 300.0, 0.95
"""How wide the words of a title slide are at least, in points, and how calm its ground is, if there is another one."""
FAR = 0.5
"""A master whose place is smaller than this part of the largest is none for text, on however calm a ground."""
ALIKE, LOW, LARGE, SMALL = 0.06, 0.25, 1.15, 0.5
"""How far apart like places may be and how low a title stands that opens a part, as parts of the slide's height; how
much larger it is than others; and how much of the content's place its text has at most."""
TEXTS = ("obj", "body", "subTitle")
ADVICE = (
    "In PowerPoint’s slide master view, choose Insert Layout, keep its title, add a text placeholder below it of at "
    f"least {GOOD_PLACE[0]:.0f} by {GOOD_PLACE[1]:.0f} pt, and save."
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Hold what a layout has places for; its `kind` is a type of ECMA-376 part 1, 19.7.15."""

    part: str
    """The name of its part in the package."""
    master: str
    """The name of its master's part."""
    name: str
    kind: str
    is_ask: bool
    title: Placeholder
    texts: tuple[Placeholder, ...]
    """The places in which text can stand, but for the source line."""
    source: Placeholder | None
    feet: tuple[Placeholder, ...]
    """Marking, date and number, where it has them: the kinds ftr, dt and sldNum."""
    is_quotation: bool
    """Whether it shows by its marks or its name that it is for a quotation."""
    picture: Placeholder | None
    """Its place for a picture, the first."""
    others: int
    """How many places it has for pictures, charts and the like."""
    role: Role = ""
    free: float = 0
    """How much of the slide its largest place for text takes, in square points."""
    floor: float = 0
    """Where what stands below its largest place for text begins, in points; 0 where the feet say so."""

    @property
    def body(self) -> Placeholder | None:
        """The largest place for text."""
        return max(self.texts, key=lambda place: place.area, default=None)

    @property
    def opens(self) -> bool:
        """Whether it is for title slides, or for those that open a part."""
        return self.role in ("cover", "section")

    def foot_below(self, bottom: float) -> float:
        """Return where the foot of a slide starts, if it is below the text's bottom; else that."""
        if self.floor:
            return self.floor
        tops = (place.box[1] - ABOVE_SOURCE for place in self.feet)
        return min((top for top in tops if top >= bottom), default=bottom)


Calm = Callable[[Layout, Placeholder], float]


def roles_of(layouts: Sequence[Layout], height: float, calm: Calm = lambda layout, place: 1) -> dict[Role, Layout]:
    """Return the layouts of all masters by what they are for. Raise BrokenMaster if none is for text under a title.

    `calm` says how quiet the ground of a layout is below one of its places, 1 being of one colour.
    """
    content = _content(layouts, calm)
    others = [one for one in layouts if one is not content]
    like = [one for one in others if one.master == content.master and one.title.kind == "title" and not one.others]
    pictured = [one for one in others if one.master == content.master and one.title.kind == "title" and one.picture]
    plain, quoting = ([one for one in like if one.is_quotation == own] for own in (False, True))
    roles: dict[Role, Layout | None] = {
        "content": content,
        "cover": _cover(others, content.master, height, calm),
        "ask": next((one for one in plain if one.is_ask and one.body), None),
        "section": _section(plain, content, height),
        "title only": _best(
            plain, lambda one: not one.texts and _is_alike(one.title, content.title, height), "titleOnly"
        ),
        "comparison": _best(plain, lambda one: _compares(one, content, height), "twoTxTwoObj"),
        "picture": _best(pictured, lambda one: _takes_picture(one, content, height), "picTx"),
        "quotation": next(filter(_takes_quotation, quoting), None),
        "two columns": _best(plain, lambda one: _has_columns(one, content, height), "twoObj"),
    }
    return {role: layout for role, layout in roles.items() if layout}


def _best(layouts: Iterable[Layout], suits: Callable[[Layout], bool], kind: str) -> Layout | None:
    """Return the first layout that suits, one of a type before others."""
    return min(filter(suits, layouts), key=lambda one: one.kind != kind, default=None)


def _content(layouts: Sequence[Layout], calm: Calm) -> Layout:
    """Return the layout with the largest place for text under a title; without one for pictures if there is one.

    Of several masters, the first is taken on which about as much text can be read as on any.
    """
    usable = [one for one in layouts if not one.is_ask and _is_usable(one)]
    plain = [one for one in usable if one.title.kind == "title" and not (_is_subtitle(one) or one.is_quotation)]
    groups = ([one for one in plain if not one.others], plain, [one for one in usable if not _is_subtitle(one)])
    suiting = next(filter(None, groups), None)
    if not suiting:
        raise BrokenMaster(_what_is_there(layouts), ADVICE)
    masters = dict.fromkeys(one.master for one in suiting)
    best = [_largest([one for one in suiting if one.master == master]) for master in masters]
    most = max(one.free for one in best)
    best = [one for one in best if one.free >= most * FAR]
    if len(best) == 1:
        return best[0]
    worth = [_worth(one, calm) for one in best]
    return next(one for one, own in zip(best, worth, strict=True) if own >= max(worth) * NEARLY)


def _largest(layouts: Sequence[Layout]) -> Layout:
    most = max(one.free for one in layouts)
    best = [one for one in layouts if one.free >= most * NEARLY]
    return min(best, key=lambda one: (_rank(one.kind), len(one.texts)))


def _worth(layout: Layout, calm: Calm) -> float:
    """Return how much a layout is worth for text, beside others: very large text is set smaller in the end."""
    assert layout.body
    quiet = calm(layout, layout.body) * calm(layout, layout.title)
    return layout.free / layout.body.setting.levels[0].size * quiet**2


def _rank(kind: str) -> int:
    return {"obj": 0, "tx": 1, "title": 4, "secHead": 4}.get(kind, 2)


def _is_subtitle(layout: Layout) -> bool:
    return layout.body is not None and layout.body.kind == "subTitle"


def _is_usable(layout: Layout) -> bool:
    """Tell whether a layout has a place for text that is large enough and does not end above its title."""
    if not layout.body:
        return False
    _, y, width, height = layout.body.inner
    _, top, _, tall = layout.title.box
    return width >= LEAST_PLACE[0] and height >= LEAST_PLACE[1] and y + height > top + tall


def _what_is_there(layouts: Sequence[Layout]) -> str:
    """Say why no layout is for text under a title."""
    largest = max(layouts, key=lambda one: one.free, default=None)
    if not largest or not largest.body:
        return "has no layout with a title and a place for text of some size"
    _, _, width, height = largest.body.inner
    where = f"the largest is on “{largest.name}”, {width:.0f} by {height:.0f} pt"
    return f"has no layout with a title and, below it, a place large enough for text: {where}"


def _cover(layouts: Sequence[Layout], master: str, height: float, calm: Calm) -> Layout | None:
    """Return the title slide: its title is centred, or it has a subtitle.

    Of several, one on the master of the content is first, and one whose title stands low. Where nothing but a subtitle
    tells, one on whose ground words can be read comes before.
    """
    suiting = [one for one in layouts if one.title.kind == "ctrTitle"]
    if suiting:
        return min(suiting, key=lambda one: (one.master != master, one.kind != "title", not one.texts, one.others))
    suiting = [one for one in layouts if any(place.kind == "subTitle" for place in one.texts)]
    suiting = suiting or [one for one in layouts if one.kind == "title"]

    def unsuited(one: Layout) -> tuple[bool, ...]:
        is_high = one.title.box[1] < height * LOW
        is_narrow = not one.body or one.body.inner[2] < LEAST_COVER
        return is_narrow, is_high and one.body is not None and calm(one, one.body) < CLEAR, is_high, one.kind != "title"

    return min(suiting, key=unsuited, default=None)


def _section(layouts: Sequence[Layout], content: Layout, height: float) -> Layout | None:
    """Return the layout that opens a part: its title is low or large, with little text beside it."""

    def opens(one: Layout) -> bool:
        size, usual = (layout.title.setting.levels[0].size for layout in (one, content))
        stands_out = one.title.box[1] >= height * LOW or size >= usual * LARGE
        return not one.is_ask and len(one.texts) < 2 and one.free < content.free * SMALL and stands_out

    return _best(layouts, lambda one: one.kind == "secHead" or opens(one), "secHead")


def _takes_quotation(layout: Layout) -> bool:
    """Tell whether a layout has a place for words quoted beside its title; others have the words for a title."""
    return _is_usable(layout) and layout.body is not None and layout.body.box[3] >= layout.title.box[3]


def _is_alike(first: Placeholder, second: Placeholder, height: float) -> bool:
    """Tell whether two places are as good as the same."""
    return all(abs(a - b) <= height * ALIKE for a, b in zip(first.box, second.box, strict=True))


def _has_columns(layout: Layout, content: Layout, height: float) -> bool:
    """Tell whether a layout has two like places for text side by side, under the title of the content's."""
    if len(layout.texts) != 2 or not _is_alike(layout.title, content.title, height):
        return False
    left, right = sorted(layout.texts, key=lambda place: place.box[0])
    apart = right.box[0] >= left.box[0] + left.box[2] - 1
    return apart and all(abs(left.box[n] - right.box[n]) <= height * ALIKE for n in (1, 2, 3))


def comparison_places(layout: Layout) -> tuple[Placeholder, ...]:
    """Return a layout's places for two heads, then for the texts below them, from the left; none if it has others."""
    if len(layout.texts) != 4:
        return ()
    high = sorted(layout.texts, key=lambda place: place.box[1])
    heads, texts = (sorted(row, key=lambda place: place.box[0]) for row in (high[:2], high[2:]))
    apart = heads[1].box[0] >= heads[0].box[0] + heads[0].box[2] - 1
    return (*heads, *texts) if apart and all(map(_heads, heads, texts)) else ()


def _heads(head: Placeholder, text: Placeholder) -> bool:
    """Tell whether a low place stands over a higher one that begins about where it does."""
    (x, y, _, tall), (left, top, wide, high) = head.box, text.box
    return y + tall <= top + high / 4 and tall < high and abs(x - left) <= wide / 4


def _compares(layout: Layout, content: Layout, height: float) -> bool:
    """Tell whether a layout has heads over two columns, under the title of the content's."""
    return bool(comparison_places(layout)) and _has_title_of(content, layout, height)


def _takes_picture(layout: Layout, content: Layout, height: float) -> bool:
    """Tell whether a layout has one place for a picture and beside it one for text, under the content's title."""
    picture, text = layout.picture, layout.body
    if not picture or not text or layout.others != 1 or len(layout.texts) != 1:
        return False
    (left, _, wide, _), (right, *_) = sorted((picture.box, text.box))
    is_large = text.inner[2] >= LEAST_PLACE[0] and text.inner[3] >= LEAST_PLACE[1]
    is_for_lists = any(level.bullet for level in text.setting.levels)
    return is_large and is_for_lists and right >= left + wide - 1 and _has_title_of(content, layout, height)


def _has_title_of(content: Layout, layout: Layout, height: float) -> bool:
    """Tell whether a layout's title stands where that of the content does, and is about as large."""
    size, usual = (one.title.setting.levels[0].size for one in (layout, content))
    return usual / LARGE <= size <= usual * LARGE and _is_alike(layout.title, content.title, height)
