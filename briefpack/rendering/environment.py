"""Jinja2 as templates get it: sandboxed, strict, layered; and its errors as problems of the template."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError, TemplateRuntimeError

from briefpack.errors import BuildError, Place, Problem, did_you_mean, error, relative_name
from briefpack.rendering import sandbox
from briefpack.rendering.compiled import SOURCES, TOKENS, CompiledTemplates, shipped
from briefpack.rendering.escaping import as_markdown
from briefpack.rendering.loader import (
    LAYER_MARK,
    SUFFIX,
    LayeredLoader,
    layer_files,
    template_layers,
    template_name,
    template_text,
)
from briefpack.rendering.mistakes import Mistake
from briefpack.rendering.sandbox import Environment, NotCompiled
from briefpack.rendering.syntax import UNREADABLE
from briefpack.rendering.syntax import syntax_problem as said

if TYPE_CHECKING:
    from jinja2.ext import Extension

FOR_TRANSLATORS = frozenset(("gettext", "pgettext", "ngettext", "npgettext"))
"""Names that templates rarely need: for a word that is like nothing, others are named."""
Tokens = tuple[tuple[int, str, str], ...]
COMPILED = CompiledTemplates(made_with=Path(sandbox.__file__).read_bytes())


@cache
def environment_for(layers: tuple[Path, ...], extensions: tuple[type[Extension], ...] = ()) -> Environment:
    """Return the environment that looks templates up in these folders.

    It is kept with what it compiled; a template that changes is compiled again.
    """
    environment = Environment(
        loader=LayeredLoader(layers),
        undefined=NamedUndefined,
        autoescape=True,
        optimized=False,
        finalize=as_markdown,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=None if extensions else COMPILED,  # an extension may make other code of the same text
        extensions=("jinja2.ext.i18n", *extensions),
    )
    environment.newstyle_gettext = True  # type: ignore[attr-defined]  # extend() would leave what an extension has set
    return environment


def compiled_sources(templates: Path) -> dict[str, str]:
    """Return the Python of the templates that come with briefpack, by digests of what it is made from.

    In a template's name stands its layer: for a project those that come with briefpack are always the last of all.
    """
    layers = template_layers((Path("own"), templates), "pack", "audience")
    environment = environment_for(tuple(layer.folder for layer in layers))
    sources = {}
    for path in layer_files(layers[-1]):
        name, text = f"{len(layers) - 1}{LAYER_MARK}{path.relative_to(templates).as_posix()}", template_text(path)
        checksum = COMPILED.get_source_checksum(text)
        sources[COMPILED.digest(name, checksum)] = environment.compile(text, name, str(path), raw=True)
    return sources


def shipped_files(templates: Path) -> dict[str, object]:
    """Return what a wheel holds of the templates that come with briefpack, by the names of its files."""
    layer = template_layers((Path("own"), templates), "pack", "audience")[-1]
    texts = [template_text(path) for path in layer_files(layer)]
    return {SOURCES: compiled_sources(templates), TOKENS: {_tokens_digest(text): _tokens(text) for text in texts}}


def tokens(text: str) -> Tokens:
    """Return the tokens of a template without spaces in tags, each with its line, kind and text.

    Raise TemplateSyntaxError.
    """
    known = shipped(TOKENS).get(_tokens_digest(text))
    return tuple((line, kind, part) for line, kind, part in known) if known else _tokens(text)


def _tokens(text: str) -> Tokens:
    return tuple(token for token in environment_for(()).lex(text) if token[1] != "whitespace")


def _tokens_digest(text: str) -> str:
    return COMPILED.digest("", COMPILED.get_source_checksum(text))


class TemplateProblem(UndefinedError):
    """Say that a template uses a name that does not exist.

    beside: the names that exist where it was looked for; empty if it was looked for among everything.
    """

    def __init__(self, name: str, beside: Iterable[str]) -> None:
        super().__init__(f"nothing is called “{name}” here")
        self.name = name
        self.beside = tuple(beside)


class NamedUndefined(StrictUndefined):
    """Fail with the missing name and the names that exist beside it."""

    __slots__ = ()

    def _fail_with_undefined_error(self, *args: Any, **kwargs: Any) -> Any:
        if self._undefined_exception is SecurityError:
            raise SecurityError(f"it reaches for “{self._undefined_name}”")
        if self._undefined_name is None:
            raise Mistake("asks for the first or last of nothing", "Ask with {% if … %} whether there is one.")
        if "was not provided" in (self._undefined_hint or ""):
            raise Mistake(
                f"a macro is called without “{self._undefined_name}”", f"Call it with {self._undefined_name}=…."
            )
        beside = vars(self._undefined_obj) if isinstance(self._undefined_obj, SimpleNamespace) else ()
        raise TemplateProblem(str(self._undefined_name), beside)

    __iter__ = __str__ = __len__ = __eq__ = __ne__ = __bool__ = __hash__ = _fail_with_undefined_error
    __call__ = __getitem__ = __add__ = __radd__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = (
        _fail_with_undefined_error
    )

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._fail_with_undefined_error()


@contextmanager
def template_problems(environment: Environment, document: str, names: Iterable[str]) -> Iterator[None]:
    """Turn what a template raises into a BuildError that names its line; `names` are those that it may use.

    What does not come from a line of a template is our own mistake, and passes as it is.
    """
    try:
        yield
    except BuildError:
        raise
    except Exception as raised:
        place = _place(raised, environment.loader, document)
        if place is None:
            raise
        raise BuildError([_problem(raised, place, environment, names)]) from None


def _problem(raised: Exception, place: Place, environment: Environment, names: Iterable[str]) -> Problem:
    match raised:
        case TemplateNotFound():
            hint = did_you_mean(str(raised.name), environment.loader.names())
            return error(f"there is no template “{raised.name}”", place, hint)
        case TemplateProblem():
            return error(
                str(raised),
                place,
                did_you_mean(raised.name, raised.beside or {*names, *_given_names(place)} - FOR_TRANSLATORS),
            )
        case SecurityError():
            hint = "Use the fields as they are, and the filters in docs/templates.md."
            return error(f"does what a template may not: {raised}", place, hint)
        case TemplateSyntaxError():
            message, hint = said(raised.message or "", environment.filters, environment.tests) or UNREADABLE
            return error(f"cannot be read: {message}", place, hint)
        case Mistake():
            return error(str(raised), place, raised.hint)
        case TemplateRuntimeError():
            message, hint = said(str(raised), environment.filters, environment.tests) or (NOT_TAKEN, TAKES)
            return error(f"cannot be read: {message}", place, hint)
    for kinds, words, hint in MISTAKES:
        if isinstance(raised, kinds):
            return error(f"cannot be filled in: {words}", place, hint)
    return error("cannot be filled in", place, "Look at what this line does with its fields.")


def _given_names(place: Place) -> set[str]:
    """Return the names that a template itself gives: to what it sets, loops over, imports or fills in."""
    try:
        source = template_text(Path(place.file))
    except BuildError:
        return set()
    return {name for names in GIVEN.findall(source) for name in re.findall(r"[^\W\d]\w*", " ".join(names))}


GIVEN = re.compile(r"([^\W\d]\w*)\s*=(?!=)|\bfor\s+(.+?)\s+in\b|\bimport\s+(.+?)\s+with|\bmacro\s+(\w+)")
NOT_TAKEN = "a function or filter is given what it cannot take"
TAKES = "docs/templates.md has what functions and filters take."
MISTAKES: tuple[tuple[tuple[type[Exception], ...], str, str], ...] = (
    ((ZeroDivisionError,), "division by zero", "Ask with {% if … %} whether there is anything to divide by."),
    ((OverflowError,), "a number or a range is too large", "Choose smaller numbers: range has 100,000 steps at most."),
    ((ArithmeticError,), "a text is used as a number", "Give number() a number alone, without words."),
    ((RecursionError,), "it is nested too deep, or calls itself", "Write it in fewer levels."),
    ((MemoryError,), "it makes more text than fits into memory", "Repeat less."),
    ((TypeError, AttributeError, AssertionError), NOT_TAKEN, TAKES),
    ((LookupError,), "it asks for an entry that is not there", "Ask with {% if … %} whether there is one."),
    ((ValueError,), "a value is not what is needed here", TAKES),
)
"""What goes wrong in a template’s line, by the kind of exception: in words, and with the way out."""


def _place(raised: Exception, loader: LayeredLoader, document: str) -> Place | None:
    """Return the innermost template line of an error; its traceback holds the templates' frames."""
    if isinstance(raised, NotCompiled):
        return Place(relative_name(Path(raised.file)), raised.line)
    if isinstance(raised, TemplateSyntaxError):
        return Place(relative_name(Path(raised.filename or raised.name or document)), raised.lineno)
    place = None
    frame = raised.__traceback__
    while frame is not None:
        path = Path(frame.tb_frame.f_code.co_filename)
        if path.name.endswith(SUFFIX) and any(path.is_relative_to(layer) for layer in loader.layers):
            place = Place(relative_name(path), frame.tb_lineno)
        frame = frame.tb_next
    if place is None and isinstance(raised, TemplateNotFound | RecursionError | MemoryError):
        return Place(relative_name(loader.layers[-1] / template_name(document)))
    return place
