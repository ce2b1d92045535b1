"""What a range comes to at a level."""

from __future__ import annotations

from dataclasses import astuple

from audioguide.model.routine import ByLevel, Level, Range

TIME_STEP_MS = 5_000
"""The middle of a range of times is rounded to this."""


def count(range_: Range, level: Level) -> int:
    """Sets, reps, rounds: more at a higher level; the middle rounds half down.

    >>> [count(Range(8, 11), level) for level in Level]
    [8, 9, 11]
    """
    return _pick(range_, level, (range_.low + range_.high) // 2)


def work(range_ms: Range, level: Level) -> int:
    """Time of work in milliseconds: more at a higher level."""
    return _pick(range_ms, level, _middle_ms(range_ms))


def length(length_ms: Range | ByLevel, level: Level) -> int:
    """A promised length in milliseconds: as written for the level, or as for work."""
    if isinstance(length_ms, Range):
        return work(length_ms, level)
    by_level: dict[Level, int] = dict(zip(Level, astuple(length_ms), strict=True))
    return by_level[level]


def rest(range_ms: Range, level: Level) -> int:
    """Time of rest or get-ready in milliseconds: less at a higher level."""
    turned = {Level.BEGINNER: range_ms.high, Level.ADVANCED: range_ms.low}
    return turned.get(level, _middle_ms(range_ms))


def _pick(range_: Range, level: Level, middle: int) -> int:
    ends = {Level.BEGINNER: range_.low, Level.ADVANCED: range_.high}
    return ends.get(level, middle)


def _middle_ms(range_ms: Range) -> int:
    """The middle to five seconds, halves down, and never outside the range."""
    low, high = range_ms.low, range_ms.high
    if low == high:
        return low
    steps = -(-(low + high - TIME_STEP_MS) // (2 * TIME_STEP_MS))
    return min(max(steps * TIME_STEP_MS, low), high)
