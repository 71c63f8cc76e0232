"""Where the time of a process goes, by stage of the run. A stage inside another is left out of that other's time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

WRITE = "write "
"""Starts the name of the stage that writes a format."""


@dataclass
class Spent:
    """Count how often a stage was entered and the seconds of CPU that it took."""

    calls: int = 0
    seconds: float = 0.0


_spent: dict[str, Spent] = {}
_open: list[Spent] = []
_since = 0.0


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Count what is done inside, or in the function that this decorates, as that stage's."""
    own = _spent.setdefault(name, Spent())
    own.calls += 1
    _turn_to(own)
    try:
        yield
    finally:
        _turn_to(None)


def _turn_to(inner: Spent | None) -> None:
    """Credit the time until now to the innermost open stage; then open another, or close that one."""
    global _since
    now = time.process_time()
    if _open:
        _open[-1].seconds += now - _since
    _since = now
    if inner is None:
        _open.pop()
    else:
        _open.append(inner)


def spent() -> dict[str, Spent]:
    """Return what each stage has taken since the process started, in the order in which they were first entered."""
    return dict(_spent)
