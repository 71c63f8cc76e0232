"""Find maps of countries that there are not, or that show something else than they hold, at the field that says so."""

from __future__ import annotations

from collections.abc import Iterator

from briefpack.content.exhibits import Map
from briefpack.content.pack import Pack
from briefpack.errors import Problem, did_you_mean, error, warning
from briefpack.languages.territories import meant_territory, territory_name
from briefpack.look.world import AREAS, DISPUTED, Box, codes, holds, is_on_earth, place_of
from briefpack.yaml_file import KeyPath


def map_problems(pack: Pack) -> Iterator[Problem]:
    """Find codes of no country, countries named twice or outside of the area, and maps that show nothing."""
    for n, shown in enumerate(pack.facts.maps):
        if not shown.groups and not shown.places:
            hint = "Write countries under “groups”, or places under “places”."
            yield error(f"the map “{shown.id}” shows nothing", pack.file.place("maps", n), hint)
        yield from _area_problems(pack, n, shown)
        yield from _code_problems(pack, n, shown)
        yield from _outside(pack, n, shown)


def line_problems(pack: Pack) -> Iterator[Problem]:
    """Find countries whose lines are disputed and were not looked at."""
    for n, shown in enumerate(pack.facts.maps):
        disputed = [code for code, _ in _countries(n, shown) if code in DISPUTED]
        if disputed and not shown.lines_seen:
            name = territory_name(disputed[0], "en")
            message = f"the map draws {name} as Natural Earth does, by who holds the ground, and its lines are disputed"
            hint = "Look whether your readers may see it so; write “lines_seen: true” if they may, else leave it out."
            yield warning(message, pack.file.place("maps", n, "groups"), hint, "disputed-lines")


def _countries(n: int, shown: Map) -> Iterator[tuple[str, KeyPath]]:
    for at, group in enumerate(shown.groups):
        yield from ((code, ("maps", n, "groups", at, "countries", k)) for k, code in enumerate(group.countries))


def _code_problems(pack: Pack, n: int, shown: Map) -> Iterator[Problem]:
    named: set[str] = set()
    names = ((one.country, ("maps", n, "names", k, "country")) for k, one in enumerate(shown.names))
    for code, path in _countries(n, shown):
        if code in named:
            yield error(
                f"“{code}” is in two groups of the map, or twice in one", pack.file.place(*path), "Name it once."
            )
        named.add(code)
    for code, path in (*_countries(n, shown), *names):
        if code in codes():
            continue
        meant = meant_territory(code, codes(), pack.facts.language)
        hint = f"Write its code: {meant}." if meant else _nearest(code)
        yield error(f"“{code}” is no country’s code", pack.file.place(*path), hint)


def _nearest(code: str) -> str:
    names = {territory_name(one, "en"): one for one in codes()}
    return (
        did_you_mean(code, codes()) or did_you_mean(code, names) or "Codes have three letters (ISO 3166-1): JPN, KOR."
    )


def _area_problems(pack: Pack, n: int, shown: Map) -> Iterator[Problem]:
    place = pack.file.place("maps", n, "box")
    if shown.box and shown.area:
        yield error("a map has an area or a box, not both", place, "Take one of them out.")
    if shown.box and not is_on_earth(shown.box):
        hint = "Write west, south, east and north in degrees: [110, -50, -120, 30] holds the Pacific, with 180° within."
        yield error("this is no box on a map", place, hint)


def _outside(pack: Pack, n: int, shown: Map) -> Iterator[Problem]:
    """Find what lies outside of the area that a map names."""
    box: Box | None = AREAS.get(shown.area)
    if shown.box and is_on_earth(shown.box):
        west, south, east, north = shown.box
        box = west, south, east, north
    if not box:
        return
    hint = "Choose another area, or leave it out: the map then holds all that it shows."
    for code, path in _countries(n, shown):
        if code in codes() and not holds(box, place_of(code)):
            yield error(f"{territory_name(code, 'en')} lies outside of the map", pack.file.place(*path), hint)
    for k, one in enumerate(shown.places):
        if not holds(box, (one.at[1], one.at[0])):
            yield error(f"{one.name} lies outside of the map", pack.file.place("maps", n, "places", k, "at"), hint)
