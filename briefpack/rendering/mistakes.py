"""What a template does wrong, with the way out: the root of what templates raise on purpose."""

from __future__ import annotations

from jinja2.exceptions import TemplateError


class Mistake(TemplateError):
    """Say what a line of a template does wrong, in words for its author, and what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint
