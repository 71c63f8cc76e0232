"""The types of fields beside models: words, an address, a telephone number, the name of a file, an id, a number.

What a value cannot be is said where it stands, with what to write instead; a text of blanks alone is an empty one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator, Field

from briefpack.content.addresses import safe_address
from briefpack.content.fields import Constant, Mark, Words
from briefpack.content.source_text import DIGEST
from briefpack.errors import shortened
from briefpack.languages.characters import is_invisible
from briefpack.refusals import Unusable

MAIL = re.compile(r"[^\s@,;:<>()\[\]\\\"|`]+@[^\W_]([\w-]*[^\W_])?(\.[^\W_]([\w-]*[^\W_])?)+")
PHONE = re.compile(r"[+(]?\d[\d\s()./–-]*( ?(ext\.?|extension|x|#) ?\d+)?", re.IGNORECASE)
FEWEST_DIGITS = 3
FILE_NAME = re.compile(r"[^\x00-\x1f\x7f/\\:*?\"<>|.]([^\x00-\x1f\x7f/\\:*?\"<>|]*[^\x00-\x1f\x7f/\\:*?\"<>|.\s])?")
LONGEST_NAME = 100
LONGEST_FIGURE = 12


class Markdown(str):
    """Text in which strong, emphasis and links are written as Markdown; every other text is plain."""

    __slots__ = ()


def escape_markdown(text: str) -> str:
    """Return text as Markdown that reads as that text in any place: a backslash before every ASCII punctuation mark."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def is_blank(text: str) -> bool:
    """Tell whether a text holds nothing that can be seen."""
    return all(letter.isspace() or is_invisible(letter) for letter in text)


def _not_blank(text: str) -> str:
    if is_blank(text):
        raise Unusable("is blank", "Write a text here.")
    return text


def _empty_if_blank(text: str) -> str:
    return "" if is_blank(text) else text


def _unless_empty(check: Callable[[str], str]) -> Callable[[str], str]:
    """Return a check of a value that may be left out."""

    def checked(text: str) -> str:
        return "" if is_blank(text) else check(text.strip())

    return checked


def _email(text: str) -> str:
    if MAIL.fullmatch(text) and safe_address(f"mailto:{text}"):
        return text
    raise Unusable(
        f"“{shortened(text)}” is not one e-mail address",
        "Write one address and nothing else, such as name@example.org, or leave the line out.",
    )


def _web_address(text: str) -> str:
    if text.lower().startswith(("http://", "https://")) and safe_address(text):
        return text
    if re.fullmatch(r"(doi:\s*)?10\.\d{4,9}/\S+", text, re.IGNORECASE):
        meant = f"https://doi.org/{text[text.index('10.') :]}"
    else:
        meant = f"https://{text}" if "." in text and ":" not in text.partition("/")[0] and "@" not in text else ""
    hint = f"Write “{shortened(meant)}”." if safe_address(meant) else "Write it as https://www.example.org/page."
    raise Unusable(f"“{shortened(text)}” is not a web address", f"{hint} If there is none, leave the line out.")


def _phone(text: str) -> str:
    if PHONE.fullmatch(text) and sum(letter.isdecimal() for letter in text) >= FEWEST_DIGITS:
        return text
    raise Unusable(
        f"“{shortened(text)}” is not a telephone number",
        "Write one number of digits and blanks, such as “+44 20 7946 0000”, or leave the line out.",
    )


def _digest(text: str) -> str:
    if re.fullmatch(DIGEST, text):
        return text
    hint = "invoke new.pack NAME --source TEXT.txt writes one for each paragraph of a text."
    if re.fullmatch(DIGEST, text.strip().lower()):
        hint = f"Write “{text.strip().lower()}”."
    raise Unusable(f"“{shortened(text)}” is not a digest, which has 64 digits and small letters from a to f", hint)


def _file_name(text: str) -> str:
    if FILE_NAME.fullmatch(text) and len(text) <= LONGEST_NAME:
        return text
    hint = f"Write the name of the file alone, without folder and ending: {LONGEST_NAME} letters at most."
    raise Unusable(f"“{shortened(text)}” cannot be the name of a file", hint)


def _figure(text: str) -> str:
    if any(letter.isdecimal() for letter in text) and len(text) <= LONGEST_FIGURE:
        return text
    hint = "Write it in digits, with its sign if it has one: 6, 1,500, €2, 40 %. Words belong into “unit”."
    raise Unusable(f"“{shortened(text)}” is not a number that can be printed large", hint)


Id = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
        max_length=LONGEST_NAME,
        description="Small letters from a to z, digits and hyphens; a letter comes first.",
    ),
    Mark(),
]
NotBlank = Annotated[str, Field(min_length=1), AfterValidator(_not_blank)]
Plain = Annotated[NotBlank, Words()]
OptionalPlain = Annotated[str, AfterValidator(_empty_if_blank), Words()]
Inline = Annotated[
    str,
    Field(min_length=1, description="May hold **strong**, *emphasis* and [links](https://…)."),
    AfterValidator(_not_blank),
    AfterValidator(Markdown),
    Words(),
]
OptionalInline = Annotated[str, AfterValidator(_empty_if_blank), AfterValidator(Markdown), Words()]
WebAddress = Annotated[str, AfterValidator(_unless_empty(_web_address)), Constant()]
MailAddress = Annotated[str, AfterValidator(_unless_empty(_email)), Constant()]
Digest = Annotated[
    str,
    Field(json_schema_extra={"pattern": DIGEST}, description="64 digits and small letters from a to f."),
    AfterValidator(_digest),
    Mark(),
]
Figure = Annotated[NotBlank, AfterValidator(_figure), Words()]
"""A number as readers see it, in digits."""
Phone = Annotated[str, AfterValidator(_unless_empty(_phone)), Constant()]
FileName = Annotated[str, AfterValidator(_unless_empty(_file_name)), Mark()]
Limit = Annotated[int, Field(ge=0)]
Code = Annotated[str, Mark()]
"""A language, or another name that the content itself does not define."""
