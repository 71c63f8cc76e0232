"""A slide master as a deck needs it: its layouts by what they are for, its levels of text, its colours."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from briefpack.look.theme import AA_CONTRAST, Colours, Theme, contrast
from briefpack.office.package import Package, Relation, unpacked
from briefpack.writers.pptx import shapes
from briefpack.writers.pptx.adapted import Recoloured, legibility, nearest, overlap, with_contrast, with_room
from briefpack.writers.pptx.demands import EMU_A_POINT, SIZES_OF_SLIDES, BrokenMaster, needed, number
from briefpack.writers.pptx.ground import Ground, Painted, paint
from briefpack.writers.pptx.own_layouts import ASK, SOURCE_INDEX
from briefpack.writers.pptx.places import ROOM_FOR_TEXT, Placeholder, TextSources, is_quotation, marked, placeholders_of
from briefpack.writers.pptx.roles import TEXTS, Layout, Role, roles_of
from briefpack.writers.pptx.theme_colours import MAPPED, SCHEME, scheme_of

A, P, R = f"{{{shapes.A}}}", f"{{{shapes.P}}}", f"{{{shapes.R}}}"
TITLES = ("title", "ctrTitle")
OTHERS = ("pic", "clipArt", "chart", "tbl", "dgm", "media")
"""The kinds of place for what is no text."""


@dataclass(frozen=True, slots=True)
class SlideMaster:
    """Hold a master's parts and content types by part name, and what slides are measured by; lengths are points."""

    files: dict[str, str | bytes]
    kinds: dict[str, str]
    main: str
    """The name of the part of the presentation."""
    width: float
    height: float
    roles: dict[Role, Layout]
    """The layouts by what they are for; there is one for content."""
    colours: Colours
    scheme: dict[str, str]
    """Colours that the theme names, #RRGGBB to the name by which slides refer to them."""
    family: str
    """The font of text."""
    recoloured: tuple[Recoloured, ...]
    """What was too pale to be read where it stands."""
    beside: tuple[tuple[str, str], ...]
    """What the package relates to beside the presentation, such as an organisation's labels: kinds and parts."""
    notes_master: str
    """The name of its part; "" where the master has none."""
    notes_feet: dict[str, int]
    """What stands at the foot of its notes pages, with the index of each place; empty where the master has none."""

    def layout(self, *roles: Role) -> Layout:
        """Return the layout for the first of these that there is one for, else that for content."""
        return next((self.roles[role] for role in roles if role in self.roles), self.roles["content"])


@functools.lru_cache(maxsize=16)
def read_slide_master(data: bytes, theme: Theme, is_own: bool) -> SlideMaster:
    """Read a .pptx without slides that we packed; the theme's colours hold for our own master, others bring theirs.

    Raise BrokenMaster.
    """
    opened = Opened(unpacked(data, PARSED))
    size = needed(opened.deck.find(f"{P}sldSz"), "does not say how large its slides are")
    width, height = (number(size.get(name), name, *SIZES_OF_SLIDES) / EMU_A_POINT for name in ("cx", "cy"))
    ground = functools.cache(lambda part, master: opened.ground(part, master, (width, height)))

    def calm(layout: Layout, place: Placeholder) -> float:
        return ground(layout.part, layout.master).calm(place.inner)

    layouts = list(opened.layouts((width, height)))
    roles = roles_of(layouts, height) if is_own else roles_of(layouts, height, calm)
    fonts, scheme, _ = opened.themed(roles["content"].master)
    colours, recoloured = theme.colours, list[Recoloured]()
    if not is_own:
        grounds = {role: ground(layout.part, layout.master) for role, layout in roles.items()}
        for role, layout in roles.items():
            _, own, _ = opened.themed(layout.master)
            roles[role], changes = with_contrast(with_room(layout, grounds[role]), grounds[role], own)
            recoloured += changes
        colours = _colours(scheme, theme.colours, roles["content"], grounds["content"])
    notes = next((name for name, kind in opened.parts.kinds.items() if kind.endswith("notesMaster+xml")), "")
    return SlideMaster(
        files=opened.parts.written(),
        kinds=opened.parts.kinds,
        main=opened.parts.main,
        width=width,
        height=height,
        roles={role: replace(layout, role=role) for role, layout in roles.items()},
        colours=colours,
        scheme={scheme[name]: name for name in reversed(MAPPED)},
        family=fonts["+mn-lt"],
        recoloured=tuple(recoloured),
        beside=tuple(
            (one.type, one.target)
            for one in opened.parts.relations[""]
            if not one.external and one.target != opened.parts.main
        ),
        notes_master=notes,
        notes_feet=_feet(opened.parts.trees[notes]) if notes else {},
    )


def _feet(notes: Any) -> dict[str, int]:
    places = {mark.get("type"): mark.get("idx", "0") for _, mark in marked(notes)}
    return {kind: int(places[kind]) for kind in ("hdr", "ftr", "sldNum") if places.get(kind, "").isdigit()}


PARSED = tuple(f"{kind}+xml" for kind in ("presentation.main", "slideMaster", "slideLayout", "notesMaster"))
"""The ends of the content types of the parts that are written anew."""


@dataclass(slots=True)
class Opened:
    """Hold the package of one or more masters."""

    parts: Package
    masters: list[str] = field(init=False)
    """The names of the parts of the slide masters, in the order in which PowerPoint shows them."""

    def __post_init__(self) -> None:
        for name, relations in self.parts.relations.items():
            if name:
                relations.sort(key=_place)
        self.masters = self.listed(self.parts.main, "sldMasterId", "slideMaster")
        needed(next(iter(self.masters), None), "lists no master")

    @property
    def deck(self) -> Any:
        return self.parts.trees[self.parts.main]

    def listed(self, name: str, tag: str, kind: str) -> list[str]:
        """Return the names of the parts of a kind that the elements `tag` of a part's list refer to, in its order."""
        targets = {one.id: one.target for one in self.parts.relations[name] if one.kind == kind and not one.external}
        nodes = self.parts.trees[name].iterfind(f"{P}{tag}Lst/{P}{tag}")
        return [needed(targets.get(node.get(f"{R}id")), f"lists a {tag} that is not there") for node in nodes]

    def layouts(self, size: tuple[float, float]) -> Iterator[Layout]:
        """Yield the layouts of all masters that can be used. Raise BrokenMaster if there is no such master."""
        broken: list[BrokenMaster] = []
        for master in self.masters:
            try:
                yield from self._layouts(master, size)
            except BrokenMaster as cause:
                broken.append(cause)
        if len(broken) == len(self.masters):
            raise broken[0]

    def themed(self, master: str) -> tuple[dict[str, str], dict[str, str], Any]:
        """Return the fonts and the colours of a master's theme, and the theme itself."""
        name = needed(self.parts.related(master, "theme") or None, "has no theme")
        theme, mapping = etree.fromstring(self.parts.files[name]), self.parts.trees[master].find(f"{P}clrMap")
        fonts = _fonts(theme)
        return fonts, scheme_of(theme, needed(mapping, "does not say what its colours are for")), theme

    def ground(self, layout: str, master: str, size: tuple[float, float]) -> Ground:
        """Return what lies below the text of a layout."""
        _, scheme, theme = self.themed(master)
        name = self.parts.related(master, "theme")
        tree = self.parts.trees[layout]
        mapping = tree.find(f"{P}clrMapOvr/{A}overrideClrMapping")
        own = scheme if mapping is None else scheme_of(theme, mapping)
        return paint(
            Painted(tree, own, self._pictures(layout)),
            Painted(self.parts.trees[master], scheme, self._pictures(master)),
            Painted(theme, scheme, self._pictures(name)),
            size,
        )

    def _pictures(self, part: str) -> Callable[[str], bytes | None]:
        targets = {one.id: one.target for one in self.parts.relations.get(part, ()) if not one.external}

        def read(name: str) -> bytes | None:
            data = self.parts.files.get(targets.get(name, ""))
            return data if isinstance(data, bytes) else None

        return read

    def _layouts(self, master: str, size: tuple[float, float]) -> list[Layout]:
        fonts, scheme, theme = self.themed(master)
        sources = TextSources(self.parts.trees[master], self.deck.find(f"{P}defaultTextStyle"), fonts, scheme)
        layouts: list[Layout] = []
        for name in self.listed(master, "sldLayoutId", "slideLayout"):
            tree = self.parts.trees[name]
            mapping = tree.find(f"{P}clrMapOvr/{A}overrideClrMapping")
            own = sources if mapping is None else replace(sources, scheme=scheme_of(theme, mapping))
            layouts += _layout(name, master, tree, own, size)
        return layouts


def _place(relation: Relation) -> tuple[int, str]:
    """Return what puts relations with numbers in their order, behind the others."""
    digits = relation.id.removeprefix("rId")
    return int(digits) if digits.isdigit() and digits != relation.id else 0, relation.id


def _layout(part: str, master: str, tree: Any, sources: TextSources, size: tuple[float, float]) -> Iterator[Layout]:
    """Yield a layout, if it has a title of some width."""
    places = list(placeholders_of(tree, sources))
    titles = [place for place in places if place.kind in TITLES and place.inner[2] >= ROOM_FOR_TEXT[0]]
    texts = tuple(p for p in places if p.kind in TEXTS and p.index != SOURCE_INDEX and p.is_roomy)
    if titles:
        yield Layout(
            part=part,
            master=master,
            name=tree.find(f"{P}cSld").get("name", "") or part.rpartition("/")[2],
            kind=tree.get("type", "cust"),
            is_ask=tree.get("matchingName") == ASK,
            title=titles[0],
            texts=texts,
            source=next((place for place in places if place.index == SOURCE_INDEX), None),
            feet=tuple(place for place in places if place.kind in shapes.FURNITURE),
            is_quotation=is_quotation(tree),
            picture=next((place for place in places if place.kind == "pic"), None),
            others=sum(mark.get("type") in OTHERS for _, mark in marked(tree)),
            free=max((overlap(place.box, (0, 0, *size)) for place in texts), default=0),
        )


def _fonts(theme: Any) -> dict[str, str]:
    """Return the names of the theme's fonts by the names that text refers to them with."""
    fonts = {"+mj-lt": "majorFont", "+mn-lt": "minorFont"}
    latin = {mark: theme.find(f".//{A}{name}/{A}latin") for mark, name in fonts.items()}
    named = {mark: node.get("typeface") if node is not None else None for mark, node in latin.items()}
    return {mark: needed(face or None, "names no fonts in its theme") for mark, face in named.items()}


def _colours(scheme: dict[str, str], ours: Colours, content: Layout, ground: Ground) -> Colours:
    """Return an organisation's colours under our names; a pair that is too pale to read is not used."""
    body = content.body
    assert body
    below, ink = ground.colours(body.inner), body.setting.levels[0].colour
    ink = ink if legibility(ink, below) >= AA_CONTRAST else nearest(ink, below, scheme)
    paper = max(set(below), key=below.count)
    candidates = [scheme[name] for name in ("accent1", "tx2", *SCHEME[5:10])]
    accent, second = [*(one for one in candidates if legibility(one, below) >= AA_CONTRAST), ink, ink][:2]
    tint = scheme["bg2"] if contrast(scheme["bg2"], ink) >= 7 and scheme["bg2"] != paper else paper
    on_accent = max((paper, ink, scheme["bg1"]), key=lambda colour: contrast(colour, accent))
    named = {"paper": paper, "ink": ink, "quiet": ink, "accent": accent, "second": second, "tint": tint, "rule": ink}
    return ours.model_copy(update={**named, "on_accent": on_accent, "band": accent, "on_band": on_accent})
