"""What a pack states, item by item: proposals, options, steps, quotations, and what stands beside them."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field

from briefpack.content.fields import Mark, Part, Pointer, Words
from briefpack.content.values import Code, Id, Inline, NotBlank, OptionalInline, OptionalPlain, Plain

Name = Annotated[NotBlank, Mark()]
"""An id as it is used: that there is one is checked when everything has been read."""
ActorId = Annotated[Name, Pointer("actors")]
ItemId = Annotated[Name, Pointer("items")]
REWORDABLE = Words(rewordable=True)
Basis = Literal["source", "editor"]
HorizonName = Literal["near", "medium", "long"]
HorizonId = Annotated[HorizonName, Pointer("horizons")]


class Item(Part):
    """One thing that the pack states."""

    id: Id
    title: Annotated[Plain, REWORDABLE]
    text: Annotated[Inline, REWORDABLE] = Field(description="The long wording.")
    short: Annotated[OptionalInline, REWORDABLE] = ""
    priority: int = Field(3, ge=1, le=5, description="1 must stay … 5 may go first.")
    basis: Basis = Field("source", description="source: the author argues it; editor: our own analysis.")
    cites: tuple[Annotated[NotBlank, Pointer("paragraphs")], ...] = Field(
        (), description="Paragraphs of the source: p24, or p11..p18 for a run of them."
    )
    marking: Code = Field(
        "", description="The least marking of a document that may tell it: one of the pack’s markings."
    )

    def sentences(self, language: str) -> tuple[str, ...]:
        """Return what it says in more than one of its fields together, in the language of its pack."""
        return ()


class Proposal(Item):
    rationale: Annotated[Inline, REWORDABLE] = Field(description="Why, in a sentence or two.")
    leads: tuple[ActorId, ...] = Field(min_length=1, description="Actors that would lead.")
    partners: tuple[ActorId, ...] = Field((), description="Actors that would take part.")
    horizon: HorizonId
    region: Annotated[Name, Pointer("regions")]
    first_step: Annotated[Inline, REWORDABLE] = Field(description="What can be done first, as an instruction.")


class Option(Item):
    """One of the ways between which the reader may choose."""

    pros: tuple[Inline, ...] = Field(min_length=1)
    cons: tuple[Inline, ...] = Field(min_length=1)
    recommended: bool = False


class Step(Item):
    owner: ActorId = Field(description="The actor that does it.")
    due: datetime.date | None = Field(None, description="By when, as 2023-08-18; leave it out if it is open.")
    when: OptionalPlain = Field("", description="By when in words, if no single day says it.")
    horizon: Annotated[HorizonName, Mark()] = Field(
        "near", description="Where it stands on a roadmap: near, medium or long."
    )
    announced: bool = Field(False, description="Its day is public: others have announced it, and it is no proposal.")


class Quote(Item):
    """A short passage in the words of its speaker; `text` holds it without quotation marks."""

    speaker: Plain


class Correction(Item):
    """A slip of the source: what is printed there, and what this pack writes instead."""

    printed: Plain
    used: OptionalPlain = Field("", description="Leave it out where the slip is noted but not mended.")
