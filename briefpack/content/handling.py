"""How documents are to be handled: their marking, whether they are final, and until when nobody may publish them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field

from briefpack.content.fields import Constant, Part
from briefpack.content.values import OptionalPlain
from briefpack.errors import shortened
from briefpack.refusals import Unusable

MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(?::00)? ?(Z|UTC|GMT|[+-]\d\d:?\d\d|[A-Za-z]+(?:/[A-Za-z0-9_+-]+)+)"
)
EXAMPLE = "Write it as 2026-03-03 00:01 Europe/London, or as 2026-03-03 00:01 +00:00."


def moment_of(text: str) -> datetime.datetime:
    """Return the time that is written with its zone. Raise Unusable for none, or one that is there twice."""
    written = MOMENT.fullmatch(text.strip())
    if not written:
        raise Unusable(f"“{shortened(text)}” is not a time with its zone", EXAMPLE)
    day, clock, zone = written.groups()
    try:
        moment = datetime.datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=_zone(zone))
    except (ValueError, KeyError, OSError):
        raise Unusable(f"there is no day, hour or zone “{shortened(text)}”", EXAMPLE) from None
    _check_once(moment, text)
    return moment


def _zone(name: str) -> datetime.tzinfo:
    if name in ("Z", "UTC", "GMT"):
        return datetime.timezone(datetime.timedelta(), name.replace("Z", "UTC"))
    if "/" not in name:
        return datetime.datetime.strptime(name, "%z").tzinfo or datetime.UTC
    return ZoneInfo(name)


def _check_once(moment: datetime.datetime, text: str) -> None:
    """Raise Unusable for a time that is left out, or there twice, when clocks are put forward or back."""
    back = moment.astimezone(datetime.UTC).astimezone(moment.tzinfo)
    if back.replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise Unusable(f"“{shortened(text)}” is no time there: clocks are put forward that night", EXAMPLE)
    if moment.utcoffset() != moment.replace(fold=1).utcoffset():
        raise Unusable(f"“{shortened(text)}” is there twice: clocks are put back that night", EXAMPLE)


def _moment(text: str) -> str:
    text = " ".join(text.split())
    if text:
        moment_of(text)
    return text


Moment = Annotated[str, AfterValidator(_moment), Constant()]
Status = Literal["draft", "final"]


class Handling(Part):
    """Say how documents are to be handled; what is left out is as above: the audience’s, else the pack’s."""

    marking: OptionalPlain | None = Field(
        default=None, description="On every page, for instance “OFFICIAL”; empty: none."
    )
    status: Status | None = Field(default=None, description="draft: every page says so, and no release lets it out.")
    embargo: Moment | None = Field(
        default=None,
        description="Until when nobody may publish it, with the zone: 2026-03-03 00:01 Europe/London; empty: none.",
    )
    release_to: OptionalPlain | None = Field(default=None, description="To whom alone it may go; empty: to anybody.")
    expires: datetime.date | None = Field(default=None, description="The last day on which it holds, as 2026-12-31.")


def merged(levels: Iterable[Handling]) -> Handling:
    """Return what holds of several statements, those that come first before those that come later."""
    values: dict[str, object] = {}
    for level in levels:
        values = {**{name: value for name, value in level if value is not None}, **values}
    return Handling.model_construct(**{**dict(Handling()), **values})
