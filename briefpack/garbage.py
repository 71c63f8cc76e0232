"""How often Python looks for garbage: a run makes many objects that it keeps, and few circles."""

from __future__ import annotations

import gc

RARELY = 200_000, 5, 3
"""So many new objects are waited for, where Python waits for 700."""


def collect_rarely() -> None:
    """Look for garbage less often than Python does, and never among what there is now.

    Once a process, before it builds anything: what a build leaves behind would never be given back.
    """
    gc.freeze()
    gc.set_threshold(*RARELY)


def collect_young() -> None:
    """Give back what the last document has left in circles: ReportLab’s objects refer to each other."""
    gc.collect(1)
