"""Render documents: Markdown templates with Jinja2, sandboxed, strict, with overlays by audience.

What content says never becomes structure: every value that reaches a template writes itself as escaped
Markdown (`__html__`, the protocol that Jinja2's autoescaping asks for); a field that holds inline Markdown
passes its strong, emphasis and links.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.runtime import Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from briefpack.content.brief import Brief, document_view
from briefpack.content.limits import limits_for
from briefpack.content.model import Markdown, escape_markdown
from briefpack.errors import BuildError, Place, Problem, did_you_mean, error, raise_errors, relative_name
from briefpack.languages.catalogues.model import Message
from briefpack.languages.characters import file_problems
from briefpack.layers import first_file
from briefpack.rendering.phrases import Phrases, phrase_catalogues
from briefpack.rendering.short_forms import place_of_list, with_short_forms

if TYPE_CHECKING:
    from jinja2.ext import Extension

SUFFIX = ".md.j2"
LAYER_MARK = "|"
FILTERS = frozenset(
    [
        "first",
        "last",
        "length",
        "list",
        "map",
        "select",
        "selectattr",
        "reject",
        "rejectattr",
        "batch",
        "slice",
        "sort",
        "unique",
        "groupby",
        "join",
        "default",
        "round",
        "abs",
        "sum",
        "min",
        "max",
        "reverse",
        "dictsort",
    ]
)
InlineSource = Callable[[str], str]
"""Returns inline Markdown that means the same in any place; `markdown.inline_source`, handed in by the build."""


def escaped(text: str) -> Markup:
    """Return plain text as Markdown that reads as that text, on one line."""
    return Markup(escape_markdown(" ".join(text.translate(_ONE_LINE).split(" ")).strip()))


_ONE_LINE = dict.fromkeys(map(ord, "\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), " ")
"""Whatever a Markdown parser might take for the end of a line; a no-break space stays."""


class PlainWords(str):
    """Words of a plain field."""

    __slots__ = ()

    def __html__(self) -> Markup:
        return escaped(self)


class MarkdownWords(str):
    """Words of a field that holds inline Markdown, with the source that is safe in any place."""

    source: str

    def __html__(self) -> Markup:
        return Markup(self.source)


class TemplateProblem(UndefinedError):
    """Say that a template names what is not there, with the nearest name that is."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class NamedUndefined(StrictUndefined):
    """Fail with the missing name and the names that exist beside it."""

    __slots__ = ()

    def _fail_with_undefined_error(self, *args: Any, **kwargs: Any) -> Any:
        if self._undefined_exception is SecurityError:
            raise SecurityError(f"it reaches for “{self._undefined_name}”")
        name = str(self._undefined_name)
        beside = vars(self._undefined_obj) if isinstance(self._undefined_obj, SimpleNamespace) else {}
        raise TemplateProblem(f"nothing is called “{name}” here", did_you_mean(name, beside) if beside else "")

    __iter__ = __str__ = __len__ = __eq__ = __ne__ = __bool__ = __hash__ = _fail_with_undefined_error
    __call__ = __getitem__ = __add__ = __radd__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = (
        _fail_with_undefined_error
    )

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._fail_with_undefined_error()


class LayeredLoader(BaseLoader):
    """Find a template in the first folder that has it; what extends its own name finds the one below it.

    Inside, a name is `layer|relative name`: `0|documents/memo.md.j2`.
    """

    def __init__(self, layers: tuple[Path, ...]) -> None:
        self.layers = layers

    def path(self, name: str) -> Path:
        layer, _, relative = name.rpartition(LAYER_MARK)
        return self.layers[int(layer)] / relative

    def find(self, relative: str, first_layer: int = 0) -> str:
        for n in range(first_layer, len(self.layers)):
            root, path = self.layers[n].resolve(), (self.layers[n] / relative).resolve()
            if path.is_file() and path.is_relative_to(root):
                return f"{n}{LAYER_MARK}{relative}"
        raise TemplateNotFound(relative)

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        path = self.path(template)
        changed = path.stat().st_mtime_ns
        source = path.read_text(encoding="utf-8")
        raise_errors(file_problems(source, relative_name(path)))
        return source, str(path), lambda: path.stat().st_mtime_ns == changed

    def names(self) -> set[str]:
        return {path.relative_to(layer).as_posix() for layer in self.layers for path in layer.glob(f"**/*{SUFFIX}")}


class Environment(ImmutableSandboxedEnvironment):
    """Keep templates to reading: no methods of text, no filter outside the list, nothing changed."""

    loader: LayeredLoader

    def join_path(self, template: str, parent: str) -> str:
        layer, _, relative = parent.rpartition(LAYER_MARK)
        return self.loader.find(template, int(layer) + 1 if template == relative else 0)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return not isinstance(obj, str) and super().is_safe_attribute(obj, attr, value)


@cache
def environment_for(layers: tuple[Path, ...], extensions: tuple[type[Extension], ...] = ()) -> Environment:
    """Return the environment of one audience: its overlay first, then the common templates.

    It is kept with what it compiled; a template that changes is compiled again.
    """
    made = Environment(
        loader=LayeredLoader(layers),
        undefined=NamedUndefined,
        autoescape=True,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=("jinja2.ext.i18n", *extensions),
    )
    made.extend(newstyle_gettext=True)
    made.filters = {name: made.filters[name] for name in FILTERS}
    made.globals = {name: made.globals[name] for name in ("range", "namespace", "dict")}
    return made


def _finalize(value: object) -> object:
    """Escape whatever reaches the page and is not Markdown already: numbers, and text that a filter made."""
    if isinstance(value, Undefined) or hasattr(value, "__html__"):
        return value
    return escaped("" if value is None else str(value))


def protect(value: object, inline_source: InlineSource) -> object:
    """Return a view in which every text writes itself as escaped Markdown."""
    if isinstance(value, Markdown):
        words = MarkdownWords(value)
        words.source = inline_source(value)
        return words
    if isinstance(value, str):
        return PlainWords(value)
    if isinstance(value, SimpleNamespace):
        return SimpleNamespace(**{key: protect(child, inline_source) for key, child in vars(value).items()})
    if isinstance(value, Mapping):
        return {key: protect(child, inline_source) for key, child in value.items()}
    if isinstance(value, list | tuple):
        return [protect(child, inline_source) for child in value]
    if value is None or isinstance(value, bool | int | float | datetime.date):
        return value
    raise TypeError(f"a template cannot be given a {type(value).__name__}")


class Notes:
    """Collect what a template cites, in order of first mention; the same paragraphs are one note."""

    def __init__(self) -> None:
        self._cited: dict[str, tuple[str, int]] = {}

    def cite(self, *parts: SimpleNamespace) -> Markup:
        """Return the references for what items or statements cite: nothing where they cite nothing."""
        references = []
        for part in parts:
            if part.paragraphs:
                key = re.sub(r"\W+", "-", str(part.paragraphs)).strip("-")
                self._cited[key] = (str(part.paragraphs), part.paragraph_count)
                references.append(f"[^{key}]")
        return Markup("".join(dict.fromkeys(references)))

    def all(self) -> list[SimpleNamespace]:
        """Return a note each: its key, the paragraphs that it names, how many they are and whether they are several."""
        return [
            SimpleNamespace(key=Markup(key), paragraphs=PlainWords(labels), paragraph_count=count, several=count > 1)
            for key, (labels, count) in self._cited.items()
        ]


def template_layers(templates: tuple[Path, ...], audience: str) -> tuple[Path, ...]:
    """Return where an audience's templates are looked up: its overlay, then the folders in their order.

    Only the first folder, the project's own, has overlays: those that come with briefpack were written for the
    audiences of its own pack, and would put words into the mouth of whoever calls an audience by the same name.
    """
    return (templates[0] / "audiences" / audience, *templates)


def template_messages(templates: tuple[Path, ...], audience: str = "*") -> list[Message]:
    """Return the words of the templates that are marked for translation, in the order of files and lines.

    With an audience, only those that it may read. A template with a mistake is left out: whoever renders it says so.
    """
    found: dict[tuple[str, str], Message] = {}
    for path in _shown_to(audience, templates):
        name = next(path.relative_to(folder).as_posix() for folder in templates if path.is_relative_to(folder))
        for message in _marked_words(path, path.stat().st_mtime_ns):
            files = found[message.key].files if message.key in found else ()
            found[message.key] = replace(message, files=tuple(dict.fromkeys((*files, name))))
    return list(found.values())


def _shown_to(audience: str, templates: tuple[Path, ...]) -> list[Path]:
    """Return the templates that may speak to an audience, or all for `*`."""
    folders = template_layers(templates, audience) if audience != "*" else templates
    known = {folder / "audiences" for folder in templates}
    paths = [path for folder in reversed(folders) for path in sorted(folder.rglob(f"*{SUFFIX}"))]
    shown = [path for path in paths if audience == "*" or not known & set(path.parents) or audience in path.parts]
    return list(dict.fromkeys(shown))


def unmarked_words(templates: tuple[Path, ...], audience: str = "*") -> Iterator[tuple[Place, str]]:
    """Yield the words that templates say as they stand, whatever the language, with their lines."""
    for path in _shown_to(audience, templates):
        for line, words in _plain_words(path, path.stat().st_mtime_ns):
            yield Place(relative_name(path), line), words


@cache
def _plain_words(path: Path, changed: int) -> tuple[tuple[int, str], ...]:
    """Return what stands in a template outside tags, line by line, where it holds a word and not structure only."""
    try:
        tokens = list(environment_for((path.parent,)).lex(path.read_text(encoding="utf-8")))
    except TemplateSyntaxError:
        return ()
    said = (
        (first + n, line) for first, kind, text in tokens if kind == "data" for n, line in enumerate(text.split("\n"))
    )
    bare = ((number, " ".join(STRUCTURE.sub(" ", line).split())) for number, line in said)
    return tuple((number, words) for number, words in bare if re.search(r"[^\W\d_]{2}", words))


STRUCTURE = re.compile(r"^\s*:::.*$|\](?:\([^)\s]*\)?)?(?:\{[^}]*\}?)?|&nbsp;|mailto:|[#*>|\[\]]")
"""What a template writes for the parser and not for a reader."""


@cache
def _marked_words(path: Path, changed: int) -> tuple[Message, ...]:
    environment = environment_for((path.parent,))
    try:
        calls = environment.extract_translations(path.read_text(encoding="utf-8"))  # type: ignore[attr-defined]
        return tuple(_message(name, words) for _, name, words in calls)
    except TemplateSyntaxError:
        return ()


def _message(function: str, words: str | tuple[str | None, ...]) -> Message:
    """Return what a call of a gettext function asks for."""
    texts = [text or "" for text in ((words,) if isinstance(words, str) else words)]
    context = texts.pop(0) if function in ("pgettext", "npgettext") else ""
    return Message(context, texts[0], texts[1] if function in ("ngettext", "npgettext") else "")


def document_names(templates: tuple[Path, ...]) -> list[str]:
    """Return the kinds of document that there are templates for, sorted."""
    found = {path.name.removesuffix(SUFFIX) for folder in templates for path in folder.glob(f"documents/*{SUFFIX}")}
    return sorted(found)


def template_path(document: str, templates: tuple[Path, ...]) -> Path:
    """Return the file that holds a document's template, below the overlays."""
    name = f"documents/{document}{SUFFIX}"
    return first_file(templates, name) or templates[0] / name


def render_document(
    brief: Brief,
    document: str,
    templates: tuple[Path, ...],
    inline_source: InlineSource,
    extensions: tuple[type[Extension], ...] = (),
    prepare: Callable[[Any], Any] = lambda view: view,
) -> str:
    """Render one document of a brief to Markdown. Raise BuildError that names template, line and missing name.

    `templates` are the folders in which templates are looked up, the project's own first. `extensions` of Jinja2, and
    `prepare`, which is given the protected view, are for whoever traces a document.
    """
    environment = environment_for(template_layers(templates, brief.audience.name), extensions)
    notes = Notes()
    phrases = Phrases(phrase_catalogues(templates, brief.language), brief.language, _finalize)
    view = document_view(brief, document)
    try:
        context = prepare(protect(view, inline_source))
        assert isinstance(context, dict)
        template = environment.get_template(environment.loader.find(f"documents/{document}{SUFFIX}"))
        own = {**phrases.functions(), "cite": notes.cite, "notes": notes.all, "short_forms": _short_forms}
        source = template.render(**context, **own)
        known = limits_for(brief, document).known_acronyms
        return with_short_forms(source, context["pack"].acronyms, known, brief.language)
    except (
        TemplateError,
        RecursionError,
        TypeError,
        ValueError,
        ZeroDivisionError,
        OverflowError,
        MemoryError,
    ) as problem:
        raise BuildError([_problem(problem, environment, document, view)]) from None


def _short_forms(label: str = "") -> Markup:
    """Return the place of a list of the acronyms that the document uses, behind a label."""
    return Markup(place_of_list(escaped(label) + " " if label else ""))


def _problem(found: Exception, environment: Environment, document: str, view: dict[str, object]) -> Problem:
    place = _place(found, environment, document)
    if place is None:  # not from a template: our own mistake, shown as such
        raise found
    if isinstance(found, TemplateNotFound):
        return error(
            f"there is no template “{found.name}”", place, did_you_mean(str(found.name), environment.loader.names())
        )
    if isinstance(found, TemplateProblem):
        name = str(found).split("“")[1].split("”")[0]
        known = [*view, "cite", "notes", "short_forms", *Phrases((), "en").functions()]
        return error(str(found), place, found.hint or did_you_mean(name, known))
    if isinstance(found, SecurityError):
        return error(
            f"does what a template may not: {found}",
            place,
            "Use the fields as they are, and the filters in docs/templates.md.",
        )
    return error(f"cannot be rendered: {found}", place)


def _place(found: Exception, environment: Environment, document: str) -> Place | None:
    """Return the innermost template line of an error; its traceback holds the templates' frames."""
    if isinstance(found, TemplateSyntaxError):
        return Place(relative_name(Path(found.filename or found.name or document)), found.lineno)
    place = None
    roots = [str(layer) for layer in environment.loader.layers]
    frame = found.__traceback__
    while frame is not None:
        filename = frame.tb_frame.f_code.co_filename
        if any(filename.startswith(root) for root in roots) and filename.endswith(SUFFIX):
            place = Place(relative_name(Path(filename)), frame.tb_lineno)
        frame = frame.tb_next
    if place is None and isinstance(found, TemplateNotFound):
        return Place(relative_name(environment.loader.layers[-1] / "documents" / f"{document}{SUFFIX}"))
    return place
