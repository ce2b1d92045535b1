"""Put ranges and rests in words, for tables. Takes values, gives text."""

from __future__ import annotations

from dataclasses import asdict

from audioguide.formats import words
from audioguide.model.routine import Range, Rests

_MINUTE_MS = 60_000
_HOUR_MS = 3_600_000


def numbers(range_: Range) -> str:
    """Return a range of counts as figures.

    >>> numbers(Range(8, 10)), numbers(Range(3, 3))
    ('8-10', '3')
    """
    low, high = range_.low, range_.high
    return f"{low}" if low == high else f"{low}-{high}"


def counted(range_: Range, word: str) -> str:
    """Return a range of counts with what is counted, in the plural where it is not one.

    >>> counted(Range(2, 4), "set"), counted(Range(1, 1), "round")
    ('2-4 sets', '1 round')
    """
    return f"{numbers(range_)} {word}{'' if range_.high == 1 else 's'}"


def lengths(range_ms: Range) -> str:
    """Return a range of durations in milliseconds as figures with their unit.

    >>> lengths(Range(30_000, 30_000)), lengths(Range(30_000, 40_000))
    ('30 s', '30-40 s')
    >>> lengths(Range(540_000, 900_000)), lengths(Range(30_000, 90_000))
    ('9-15 min', '30 s to 1:30 min')
    """
    low, high = range_ms.low, range_ms.high
    for unit_ms, below_ms, name in ((1000, _MINUTE_MS, "s"), (_MINUTE_MS, _HOUR_MS, "min")):
        if high < below_ms and not low % unit_ms and not high % unit_ms:
            return f"{numbers(Range(low // unit_ms, high // unit_ms))} {name}"
    if low == high:
        return words.length(low)
    return f"{lengths(Range(low, low))} to {lengths(Range(high, high))}"


_BETWEEN = {
    "sets": "between sets",
    "exercises": "between exercises",
    "rounds": "between rounds",
    "switch": "to switch sides",
}


def rests(written: Rests) -> str:
    """Return the rests that an author wrote, in the order of their keys; empty where there is none.

    >>> rests(Rests(rounds=Range(45_000, 45_000)))
    'rest 45 s between rounds'
    """
    found: dict[str, dict[str, int] | None] = asdict(written)
    parts = [
        f"{lengths(Range(**range_ms))} {_BETWEEN[key]}"
        for key, range_ms in found.items()
        if range_ms
    ]
    return f"rest {', '.join(parts)}" if parts else ""
