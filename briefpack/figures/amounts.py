"""Numbers of a chart: read as people write them, and the steps of the axis that shows them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

_NUMBER = re.compile(r"[-−–]?\d[\d\s,.'’]*")
MOST_STEPS = 5


def amount(text: str) -> float | None:
    """Read the number in a value such as `1,240`, `−3.5 %` or `€12 000`; None if it holds none."""
    number = _NUMBER.search(text)
    if not number:
        return None
    digits = re.sub(r"[\s'’]", "", number.group()).rstrip(".,").replace("−", "-").replace("–", "-")
    digits = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", digits).replace(",", ".")
    try:
        return float(digits)
    except ValueError:
        return None


def steps(low: float, high: float) -> list[float]:
    """Return round numbers in equal steps, few of them, from the least that is not above `low` to over `high`."""
    if not (math.isfinite(low) and math.isfinite(high)) or high <= low:
        return [low, low + 1]
    rough = (high - low) / MOST_STEPS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * part for part in (1, 2, 2.5, 5, 10) if power * part >= rough * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [number * step for number in range(first, last + 1)]


def step_text(value: float, samples: Iterable[str]) -> str:
    """Write a number of the axis with the decimal mark that the samples have, none of its digits lost."""
    text = f"{abs(value):.10f}".rstrip("0").rstrip(".")
    comma = any(re.search(r"\d,\d{1,2}(?!\d)", sample) for sample in samples)
    return ("−" if value < 0 and float(text) else "") + (text.replace(".", ",") if comma else text)


def least_shown(amounts: Sequence[float], from_zero: bool) -> float:
    """Return where an axis begins: at zero, or near the least amount where all are far from it."""
    low, high = min(amounts, default=0.0), max(amounts, default=0.0)
    if from_zero or low <= 0 or high - low > high / 2:
        return min(0.0, low)
    return steps(low, high)[0]
