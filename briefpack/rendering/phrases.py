"""The words of templates, and what they need to speak a language: translations, rows of names, quotation marks.

A template’s words are Markdown; what fills their placeholders is escaped like everything else that it prints.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from markupsafe import Markup

from briefpack.errors import did_you_mean
from briefpack.files import no_file
from briefpack.languages.catalogues.model import Catalogue, Message
from briefpack.languages.catalogues.reading import read_catalogue
from briefpack.languages.locales import date_text, in_a_row, listed, number_text, quotation_marks
from briefpack.languages.scripts import primary
from briefpack.layers import files_by_stem
from briefpack.rendering.allowance import checked_format
from briefpack.rendering.mistakes import Mistake

TEMPLATE_LANGUAGE = "en"
"""What templates are written in."""
LONGEST = 300
"""How many letters a number has at most."""

_READ: dict[tuple[Path, int, int], Catalogue] = {}


def catalogue_at(path: Path) -> Catalogue:
    """Read a catalogue once as long as its file does not change. Raise BuildError with its problems."""
    if no_file(path):
        return read_catalogue(path)
    status = path.stat()
    key = (path, status.st_mtime_ns, status.st_size)
    if key not in _READ:
        _READ[key] = read_catalogue(path)
    return _READ[key]


def forget() -> None:
    """Forget every catalogue: for whoever knows of changes that times of files do not show."""
    _READ.clear()


def needs_translation(language: str) -> bool:
    return primary(language) != TEMPLATE_LANGUAGE


def phrase_catalogues(templates: tuple[Path, ...], language: str) -> tuple[Catalogue, ...]:
    """Return the catalogues of the templates’ words, the project’s own first; none for the templates’ own language."""
    if not needs_translation(language):
        return ()
    paths = (files_by_stem((folder / "languages",), "*.po") for folder in templates)
    names = ((by_name.get(language) or by_name.get(primary(language))) for by_name in paths)
    return tuple(catalogue_at(path) for path in names if path)


class MissingName(Mistake):
    """Say that a text has a place that is not filled; `given` has the names of those that are."""

    def __init__(self, name: str, given: Collection[str]) -> None:
        hint = did_you_mean(name, given) if given else f"Add {name}=… to it."
        super().__init__(f"nothing fills the place “%({name})s” of this text", hint)


def _check_words(*words: object) -> None:
    if not all(isinstance(one, str) for one in words):
        raise Mistake("translates what is no text", 'Write the words themselves in quotation marks: _("Context").')


class Phrases:
    """Speak one language: look words up, and write names, quotations, numbers and dates as it does."""

    def __init__(
        self, catalogues: Sequence[Catalogue], language: str, escape: Callable[[Any], Any] = lambda text: text
    ):
        self._catalogues = catalogues
        self._language = language
        self._escape = escape

    def translation(self, context: str, original: str) -> tuple[Catalogue, Message] | None:
        for catalogue in self._catalogues:
            message = catalogue.by_key.get((context, original))
            if message and message.translated:
                return catalogue, message
        return None

    def text(self, context: str, original: str) -> str:
        translation = self.translation(context, original)
        return translation[1].translations[0] if translation else original

    def functions(self) -> dict[str, Callable[..., Any]]:
        """Return what a template may call, by name."""
        return {
            "_": self._gettext,
            "gettext": self._gettext,
            "ngettext": self._ngettext,
            "pgettext": self._pgettext,
            "npgettext": self._npgettext,
            "quote": self._quote,
            "in_language": self._in_language,
            "listed": self._listed,
            "in_a_row": self._in_a_row,
            "number": self._number,
            "date": self._date,
        }

    def _gettext(self, original: str, /, **values: Any) -> Markup:
        return self._pgettext("", original, **values)

    def _pgettext(self, context: str, original: str, /, **values: Any) -> Markup:
        _check_words(context, original)
        return self._filled(self.text(context, original), values)

    def _ngettext(self, one: str, several: str, number: int, /, **values: Any) -> Markup:
        return self._npgettext("", one, several, number, **values)

    def _npgettext(self, context: str, one: str, several: str, number: int, /, **values: Any) -> Markup:
        _check_words(context, one, several)
        translation = self.translation(context, one)
        if translation:
            catalogue, message = translation
            text = message.translations[catalogue.plural_form(number, len(message.translations))]
        else:
            text = one if number == 1 else several
        return self._filled(text, {"num": number, **values})

    def _filled(self, text: str, values: dict[str, Any]) -> Markup:
        try:
            return Markup(checked_format(text)) % {name: self._markup(value) for name, value in values.items()}
        except KeyError as missing:
            raise MissingName(str(missing.args[0]), values) from None

    def _markup(self, value: Any) -> Markup:
        shown = self._escape(value)
        return Markup(shown.__html__() if hasattr(shown, "__html__") else shown)

    def _quote(self, text: Any, language: str = "") -> Markup:
        opening, closing = quotation_marks(self._language)
        return Markup(opening) + self._in_language(text, language) + Markup(closing)

    def _in_language(self, text: Any, language: str = "") -> Markup:
        """Write words of a language; where it is not the text's own, as a span that says so."""
        shown = self._markup(text)
        if not language or primary(str(language)) == primary(self._language):
            return shown
        return Markup("[") + shown + Markup("]{lang=") + Markup(str(language)) + Markup("}")

    def _listed(self, texts: Iterable[Any]) -> Markup:
        return Markup(listed([str(self._markup(text)) for text in texts], self._language))

    def _in_a_row(self, texts: Iterable[Any], apart: bool = False) -> Markup:
        return Markup(in_a_row([str(self._markup(text)) for text in texts if text], self._language, apart))

    def _number(self, value: Any) -> str:
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str) or len(str(value)) > LONGEST:
            raise Mistake("number() is given what is no number", "Give it a number alone, without words.")
        return number_text(value, self._language)  # type: ignore[arg-type]  # a number in letters is one, too

    def _date(self, value: datetime.date) -> str:
        return date_text(value, self._language)
