"""Explain a slide master: which layout is for what, places, sizes and colours, what was taken out or changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from briefpack.build.jobs import Folders, chosen
from briefpack.build.workshop import Workshop
from briefpack.reports.lines import Line, Run, columns, line

if TYPE_CHECKING:
    from briefpack.office.reading import ForeignFile
    from briefpack.writers.pptx.places import Placeholder
    from briefpack.writers.pptx.slide_master import SlideMaster


def read_slide_paper(name: str, folders: Folders) -> tuple[ForeignFile, SlideMaster]:
    """Return a master and what a deck finds in it. Raise WrongUse for an unknown name, BuildError."""
    from briefpack.writers.pptx import opened_master

    workshop = Workshop(folders)
    [known] = chosen((name,), workshop.stationery_paths("master"), "master")
    master = workshop.stationery("master", known)
    assert master is not None  # it is one of those that lie there
    return master, opened_master(master, workshop.theme(workshop.looks()["theme"][0], "", "en"))


def slide_paper_lines(file: ForeignFile, master: SlideMaster) -> list[Line]:
    """Return the explanation of a master."""
    from briefpack.writers.pptx.cautions import master_cautions

    head = line((f"master {file.name}", "heading"), "  ", (str(file.place), "place"))
    notes = [(one.message, one.hint) for one in file.problems] + list(master_cautions(master))
    told = [one for message, hint in notes for one in (line("  ", message), line("    ", (hint, "quiet")))]
    gone = [line(), line(("taken out, changed, or to look at", "heading"))] if told else []
    return [head, *columns(_rows(master), 2, indent=2), *gone, *told]


def _rows(master: SlideMaster) -> Iterator[tuple[Run, ...]]:
    yield ("slides", "strong"), "", f"{master.width:.0f} by {master.height:.0f} pt"
    for role, layout in master.roles.items():
        elsewhere = "" if layout.master == master.layout().master else ", on another of the file’s masters than content"
        yield (role, "strong"), "layout", f"“{layout.name}”{elsewhere}"
        yield "", "title", _place(layout.title)
        for place in layout.texts:
            yield "", "text", _place(place)
    colours = master.colours
    yield (
        ("colours", "strong"),
        "",
        f"text {colours.ink} on {colours.paper}, emphasis {colours.accent} and {colours.second}",
    )
    for one in master.recoloured:
        said = f"“{one.layout}”: {one.colour} has {one.ratio:.1f} to 1 on its ground; {one.instead} is used"
        yield ("too pale", "strong"), one.place, said


def _place(place: Placeholder) -> str:
    (x, y, width, height), level = place.box, place.setting.levels[0]
    weight = ", bold" if level.bold else ""
    return (
        f"{width:.0f} by {height:.0f} pt at {x:.0f}, {y:.0f}; {level.family} {level.size:g} pt{weight}, {level.colour}"
    )


def slide_paper_json(file: ForeignFile, master: SlideMaster) -> str:
    """Return what is known of a master as JSON; lengths are points."""
    layouts = {
        role: {"layout": one.name, "title": _record(one.title), "texts": [_record(place) for place in one.texts]}
        for role, one in master.roles.items()
    }
    pale = [
        {"layout": one.layout, "place": one.place, "colour": one.colour, "instead": one.instead}
        for one in master.recoloured
    ]
    gone = [{"message": one.message, "hint": one.hint} for one in file.problems]
    slides = {"width": master.width, "height": master.height}
    record = {
        "master": file.name,
        "file": file.place.file,
        "slides": slides,
        "layouts": layouts,
        "too_pale": pale,
        "taken_out": gone,
    }
    return json.dumps(record, indent=2, ensure_ascii=False)


def _record(place: Placeholder) -> dict[str, Any]:
    level = place.setting.levels[0]
    return {"box": place.box, "font": level.family, "size": level.size, "bold": level.bold, "colour": level.colour}
