"""Jinja2 as templates get it: only what is listed here may be reached, and all that is done is counted.

docs/templates.md says so to those who write templates; `allowance` has what is counted and why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import wraps
from types import BuiltinFunctionType, SimpleNamespace
from typing import Any

from jinja2 import Template, nodes, pass_environment, pass_eval_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.filters import FILTERS, make_attrgetter
from jinja2.runtime import BlockReference, Context, LoopContext, TemplateReference, markup_join, str_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS
from jinja2.utils import Namespace

from briefpack.rendering.allowance import (
    checked_format,
    checked_number,
    compared,
    counted,
    read_template,
    spend,
    spend_entries,
    spend_letters,
    steps,
    text_of,
)
from briefpack.rendering.escaping import Group, as_markdown
from briefpack.rendering.loader import LayeredLoader
from briefpack.rendering.mistakes import Mistake

FILTER_NAMES = (
    *("first", "last", "length", "list", "map", "select", "selectattr", "reject", "rejectattr", "batch", "slice"),
    *("sort", "unique", "groupby", "join", "default", "round", "abs", "sum", "min", "max", "reverse", "dictsort"),
)
COMPARING_FILTERS = ("sort", "unique", "groupby", "min", "max", "dictsort")
GLOBALS = ("range", "namespace", "dict")
VIEWS = (Group, SimpleNamespace)
WITH_METHODS = (dict, LoopContext, TemplateReference, BlockReference, TemplateModule, Namespace, *VIEWS)
"""What templates may call parts of; of texts, numbers, dates and lists they read fields alone."""
A_CALL = 5
"""The steps of a call: Jinja2 does a good deal around it."""
MOST_DIGITS = 15
"""How far a number may be rounded: a float has no more digits."""
MOST_LETTERS_OF_A_NUMBER = 320
REFUSED = (
    (
        re.compile(r"\d{320}"),
        "a number has too many digits",
        "Write a smaller one.",
    ),
    (
        re.compile(r"\]\([^()\s{]*\{\{|<[a-z:/]*\{\{[^{}]*\}\}[^<>\s]*>|^ {0,3}\[[^\]^]+\]:[^\n{]*\{\{", re.MULTILINE),
        "prints a value as the address of a link, where it may be taken for Markdown",
        "Write {{ link(address) }} or {{ link(address, words) }}.",
    ),
)
"""What no template may hold, what is wrong with it, and what to write instead."""
REMARK = re.compile(r"\{#.*?#\}", re.DOTALL)


class CodeOfTemplates(CodeGenerator):
    """Write the code of templates so that each loop, comparison and joined text is counted.

    What a template prints is left to `as_markdown`, which escapes it: what is constant, too.
    """

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        self.write(finalize.src)

    def _output_child_post(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        self.write(")")

    def _output_child_to_const(self, node: nodes.Expr, frame: Any, finalize: Any) -> str:
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:
        self._counted("compared", node.expr, frame, "(")
        for operand in node.ops:
            self.visit(operand, frame)
        self.write(")")

    def visit_Operand(self, node: nodes.Operand, frame: Frame) -> None:
        self._counted("compared", node.expr, frame, f" {OPERATORS[node.op]} ")

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:
        self.write("{")
        for pair in node.items:
            self._counted("compared", pair.key, frame)
            self.write(": ")
            self.visit(pair.value, frame)
            self.write(", ")
        self.write("}")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self.write("environment.joined(context.eval_ctx, (")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        if not isinstance(node.arg, nodes.Slice):
            super().visit_Getitem(node, frame)
            return
        self._counted("counted", node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Write what `count_loops_and_calls` has put in as it is, and any other call as one from a sandbox."""
        if not isinstance(node.node, nodes.EnvironmentAttribute):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write(f"environment.{node.node.name}(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _counted(self, how: str, node: nodes.Expr, frame: Frame, before: str = "") -> None:
        self.write(f"{before}environment.{how}(")
        self.visit(node, frame)
        self.write(")")


OPERATORS = {"eq": "==", "ne": "!=", "gt": ">", "gteq": ">=", "lt": "<", "lteq": "<=", "in": "in", "notin": "not in"}


class NotCompiled(Mistake):
    """Say why a template is not made into code, and at which line, if one is known."""

    def __init__(self, file: str, message: str, hint: str, line: int = 0) -> None:
        super().__init__(message, hint)
        self.file, self.line = file, line


class Environment(ImmutableSandboxedEnvironment):
    """Keep templates to reading: no methods of text, no filter outside the list, nothing changed, all counted."""

    loader: LayeredLoader
    code_generator_class = CodeOfTemplates
    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "**", "%"))
    spend, steps = staticmethod(spend), staticmethod(steps)
    compared, counted, concat = staticmethod(compared), staticmethod(counted), staticmethod(text_of)

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.filters = {name: _counted_filter(name, self.filters[name]) for name in FILTER_NAMES}
        self.filters.update(join=joined_list, sum=sum_of, round=rounded)
        self.tests = {name: _counted_test(test) for name, test in TESTS.items()}
        self.globals = {name: self.globals[name] for name in GLOBALS}

    def _generate(self, source: nodes.Template, *arguments: Any, **settings: Any) -> str:
        number_lines(source)
        count_loops_and_calls(source)
        return super()._generate(source, *arguments, **settings)

    def compile(self, source: Any, name: Any = None, filename: Any = None, *more: Any, **settings: Any) -> Any:
        """Raise TemplateSyntaxError or, for what no compiler takes and what would mislead a reader, NotCompiled."""
        for pattern, message, hint in REFUSED if isinstance(source, str) else ():
            if found := pattern.search(without_remarks(source)):
                raise NotCompiled(filename or name, message, hint, source.count("\n", 0, found.start()) + 1)
        try:
            return super().compile(source, name, filename, *more, **settings)
        except (RecursionError, SyntaxError, MemoryError) as failure:
            message = "cannot be read: it is nested too deep"
            raise NotCompiled(filename or name, message, "Write it in fewer levels.") from failure

    def _load_template(self, name: str, globals: Any) -> Template:
        read_template(name)
        return super()._load_template(name, globals)

    def join_path(self, template: str, parent: str) -> str:
        return self.loader.find_from(parent, template)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a field of a view at once: a view holds nothing else, and templates ask for thousands of fields."""
        if type(obj) in VIEWS and attribute in (fields := vars(obj)) and attribute[0] != "_":
            return fields[attribute]
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return super().getitem(obj, compared(argument))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, str) or (callable(value) and not isinstance(obj, WITH_METHODS)):
            return False
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """Leave the methods of texts to `is_safe_attribute`, which refuses all of them."""

    def call(self, context: Context, called: Any, /, *arguments: Any, **named: Any) -> Any:
        spend(A_CALL + len(arguments) + len(named))
        if isinstance(called, BuiltinFunctionType | type) or isinstance(getattr(called, "__self__", None), LoopContext):
            for argument in (*arguments, *named.values()):
                compared(argument)
        if isinstance(called, LoopContext):
            arguments = (counted(arguments[0]), *arguments[1:]) if arguments else ()
        return super().call(context, called, *arguments, **named)

    def call_binop(self, context: Context, sign: str, left: Any, right: Any) -> Any:
        spend(1)
        if sign == "%" and isinstance(left, str):
            checked_format(left)
            right = _fillings(right)
        _check_size(sign, left, right)
        return self.binop_table[sign](left, right)

    def joined(self, eval_context: Any, parts: tuple[Any, ...]) -> str:
        """Return texts put together by `~`."""
        shown = [_shown(part) for part in parts]
        spend_letters(sum(map(_letters, shown)))
        return (markup_join if eval_context.autoescape else str_join)(shown)


def number_lines(source: nodes.Template) -> None:
    """Give nodes that an extension made without a line that of what stands within them."""
    for node in source.find_all(nodes.Node):
        if node.lineno is None:
            node.lineno = next((inner.lineno for inner in node.find_all(nodes.Node) if inner.lineno), 1)


def without_remarks(source: str) -> str:
    """Return a template’s source with blanks in place of its remarks."""
    return REMARK.sub(lambda remark: re.sub(r"[^\n]", " ", remark[0]), source)


def count_loops_and_calls(source: nodes.Template) -> None:
    """Let each round of a loop, and each call of a macro or block, count the nodes that it goes through."""
    for loop in source.find_all(nodes.For):
        asked = nodes.EnvironmentAttribute("steps", lineno=loop.lineno)
        size = nodes.Const(_size(loop), lineno=loop.lineno)
        loop.iter = nodes.Call(asked, [loop.iter, size], [], None, None, lineno=loop.lineno)
        if loop.recursive:  # what a loop goes through that calls itself is no part of its head
            _count_body(loop)
    parts: tuple[type[Any], ...] = (nodes.Macro, nodes.CallBlock, nodes.Block)
    for part in (source, *source.find_all(parts)):
        _count_body(part)


def _count_body(part: Any) -> None:
    asked = nodes.EnvironmentAttribute("spend", lineno=part.lineno)
    size = nodes.Const(_size(part), lineno=part.lineno)
    part.body.insert(0, nodes.ExprStmt(nodes.Call(asked, [size], [], None, None, lineno=part.lineno)))


def _size(node: nodes.Node) -> int:
    return sum(1 for _ in node.find_all(nodes.Node))


def _check_size(sign: str, left: Any, right: Any) -> None:
    """Count what an operation is about to make. Raise TooMuch, or OverflowError for a number."""
    texts = [value for value in (left, right) if isinstance(value, str)]
    lists = [value for value in (left, right) if isinstance(value, list | tuple)]
    bits = [value.bit_length() if isinstance(value, int) else 0 for value in (left, right)]
    times = 1
    if sign == "*":
        times = max(0, *(value for value in (left, right) if isinstance(value, int)), 0)
        checked_number(0 if texts or lists else sum(bits))
    checked_number(bits[0] * abs(right) if sign == "**" and isinstance(right, int) else max(bits))
    if texts:
        spend_letters(times * sum(map(len, texts)) + (_filled_letters(right) if sign == "%" else 0))
    if lists and not texts:
        spend_entries(times * sum(map(len, lists)))


def _shown(value: Any) -> Any:
    """Return a value as a part of a text. Raise Unprintable for what is none."""
    if not isinstance(value, str):
        as_markdown(value)
    return "" if value is None else value


def _fillings(values: Any) -> Any:
    """Return what fills the places of a text."""
    if isinstance(values, tuple):
        return tuple(map(_shown, values))
    return {name: _shown(value) for name, value in values.items()} if isinstance(values, dict) else _shown(values)


def _filled_letters(values: Any) -> int:
    filled = values if isinstance(values, tuple) else values.values() if isinstance(values, dict) else (values,)
    return sum(map(_letters, filled))


def _letters(value: Any) -> int:
    return len(value) if isinstance(value, str) else MOST_LETTERS_OF_A_NUMBER


def _counted_filter(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that counts what it goes through."""
    at = 1 if hasattr(function, "jinja_pass_arg") else 0

    @wraps(function)
    def counting(*arguments: Any, **named: Any) -> Any:
        others = [compared(one) for one in (*arguments[at + 1 :], *named.values())]
        spend(A_CALL + sum(abs(one) for one in others if isinstance(one, int)))
        value = counted(arguments[at])
        if name in COMPARING_FILTERS:
            value = compared(list(value) if hasattr(value, "__next__") else value)
        return function(*arguments[:at], value, *arguments[at + 1 :], **named)

    return counting


def _counted_test(function: Any) -> Callable[..., Any]:
    @wraps(function)
    def counting(*arguments: Any) -> Any:
        return function(*map(compared, arguments))

    return counting


@pass_eval_context
def joined_list(eval_context: Any, value: Iterable[Any], d: Any = "", attribute: Any = None) -> Any:
    """Join the entries of a list, each as it would be printed alone."""
    entries = counted(value)
    if attribute is not None:
        entries = map(make_attrgetter(eval_context.environment, attribute), entries)
    parts, between = [_shown(entry) for entry in entries], _shown(d)
    spend_letters(sum(map(_letters, parts)) + _letters(between) * len(parts))
    return FILTERS["join"](eval_context, parts, between)


@pass_environment
def sum_of(environment: Environment, value: Iterable[Any], attribute: Any = None, start: Any = 0) -> Any:
    """Add numbers up."""
    entries: Iterable[Any] = counted(value)
    if attribute is not None:
        entries = map(make_attrgetter(environment, attribute), entries)
    total = start
    for entry in entries:
        total = environment.call_binop(None, "+", total, entry)  # type: ignore[arg-type]
    return total


def rounded(value: Any, precision: int = 0, method: str = "common") -> Any:
    """Round a number to a place behind the point, or before it."""
    if abs(precision) > MOST_DIGITS:
        raise OverflowError
    return FILTERS["round"](value, precision, method)
