"""What a pack shows: key figures, charts, maps and pictures, each an item with an id as any other."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field

from briefpack.content.fields import Mark, Part
from briefpack.content.items import Item
from briefpack.content.values import Figure, NotBlank, OptionalPlain, Plain
from briefpack.languages.locales import number_text

PictureShape = Annotated[Literal["wide", "photo", "square", "tall", "whole"], Mark()]
Share = Annotated[float, Field(ge=0, le=1)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
ChartForm = Annotated[Literal["bars", "columns", "lines", "stacked"], Mark()]
MapArea = Annotated[
    Literal[
        "",
        "world",
        "africa",
        "americas",
        "arctic",
        "asia",
        "asia-pacific",
        "caribbean",
        "central-america",
        "central-asia",
        "east-asia",
        "europe",
        "indian-ocean",
        "mediterranean",
        "middle-east",
        "north-america",
        "oceania",
        "pacific",
        "south-america",
        "south-asia",
        "south-east-asia",
    ],
    Mark(),
]
CountryCode = Annotated[NotBlank, Mark()]
"""A country by its ISO 3166-1 alpha-3 code; whether there is one is checked when everything has been read."""
MOST_GROUPS, MOST_PLACES = 4, 12
"""More groups than these are not told apart on a map; more places have no room for their names."""
MOST_LINES = 4
"""More series than these are not told apart in a chart."""


class KeyFigure(Item):
    """A number that says much: `text` says what, in a sentence that goes on from number and unit."""

    number: Figure = Field(description="The number alone, as it is printed large: 6, 1,500, 0.4, €2.")
    unit: OptionalPlain = Field("", description="What it counts or measures: of 14 proposals, degrees, % of votes.")

    def sentences(self, language: str) -> tuple[str, ...]:
        """Return what it says in one: number, unit and text."""
        return (" ".join(filter(None, (self.number, self.unit, self.text))),)


class Line(Part):
    """One series of numbers in a chart."""

    name: OptionalPlain = Field("", description="What it is, where a chart has more than one.")
    values: tuple[float, ...] = Field(min_length=1, description="A number for each label, in the order of the labels.")


class Chart(Item):
    """Numbers that are drawn; `text` says in a sentence what is to be seen."""

    form: ChartForm = Field("columns", description="bars (lying), columns, lines, or stacked (columns).")
    axis: Plain = Field(description="What the labels name, as the head of a table has it: Year, Quarter of the city.")
    labels: tuple[Plain, ...] = Field(min_length=2, max_length=12, description="What each number is of, in order.")
    unit: Plain = Field(description="What the numbers count or measure: nights in July, % of votes, million euros.")
    lines: tuple[Line, ...] = Field(min_length=1, max_length=MOST_LINES, description="One series of numbers, or more.")
    as_of: datetime.date = Field(description="The day on which the numbers were so, as 2025-08-31.")
    source: OptionalPlain = Field("", description="Where the numbers are from, if not from the paragraphs it cites.")

    def sentences(self, language: str) -> tuple[str, ...]:
        """Return each number with its unit, its series and its label."""
        return tuple(
            " ".join(filter(None, (number_text(value, language), self.unit, line.name, label)))
            for line in self.lines
            for label, value in zip(self.labels, line.values, strict=False)
        )


class MapGroup(Part):
    """Countries that a map shows alike."""

    name: Plain = Field(description="What they have in common, as the key says it: Partner, Invited.")
    countries: tuple[CountryCode, ...] = Field(min_length=1, description="ISO 3166-1 codes of three letters: JPN.")


class MapPlace(Part):
    """A town or another place on a map."""

    name: Plain
    at: tuple[Latitude, Longitude] = Field(description="Latitude and longitude in degrees, south and west less than 0.")
    what: OptionalPlain = Field("", description="What is there, as the key says it.")


class CountryName(Part):
    """What a map calls a country, if not what CLDR does."""

    country: CountryCode
    name: Plain


class Map(Item):
    """Countries and places on a map; `text` says in a sentence what is to be seen."""

    groups: tuple[MapGroup, ...] = Field((), max_length=MOST_GROUPS, description="Countries that are shown, in groups.")
    places: tuple[MapPlace, ...] = Field((), max_length=MOST_PLACES, description="Places that are shown.")
    area: MapArea = Field("", description="What the map shows; left out: an area that holds all of these.")
    box: tuple[float, ...] = Field((), description="In place of an area: west, south, east and north in degrees.")
    names: tuple[CountryName, ...] = Field((), description="Names in place of those that CLDR has.")
    borders: Annotated[Literal["none", "all"], Mark()] = Field(
        "none", description="all: also between countries that are in no group."
    )
    lines_seen: bool = Field(
        False, description="Somebody has looked at the lines of countries that are disputed, and they may be shown so."
    )
    as_of: datetime.date | None = Field(None, description="The day on which it was so, as 2025-08-31.")
    source: OptionalPlain = Field("", description="Where it is from, if not from the paragraphs it cites.")


class Picture(Item):
    """A photo, a portrait or a map: a file in the folder “pictures” of the pack; `text` is what stands below it."""

    file: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._-]*\.(png|jpe?g)$", max_length=80), Mark()] = Field(
        description="The name of a PNG or JPEG in the folder “pictures” of the pack: harbour.jpg."
    )
    alt: Plain = Field(description="What it shows, for people who do not see it.")
    credit: Plain = Field(description="Who made it, and by what right it is shown.")
    shape: PictureShape = Field("photo", description="wide (16:9), photo (3:2), square, tall (3:4), or whole.")
    focus: tuple[Share, Share] = Field(
        (0.5, 0.5), description="What must be seen, from the left and from the top: [0.3, 0.5]."
    )
