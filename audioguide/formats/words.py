"""Put segments and their parts in words, for tables and scripts. Takes values, gives text."""

from __future__ import annotations

from collections.abc import Iterable

from audioguide.model.routine import BlockKind
from audioguide.model.session import Segment
from audioguide.model.transition import SegmentKind
from audioguide.units import clock

ON_AN_EXERCISE = frozenset({SegmentKind.SETUP, SegmentKind.WORK, SegmentKind.SWITCH})
"""The kinds of segments that are about one exercise: the work itself, and what leads to it."""


def length(ms: int) -> str:
    """Return a duration in milliseconds as figures: ``30 s``, ``12.5 s``, ``1:30 min``.

    >>> length(30_000), length(12_500), length(90_000), length(3_723_000)
    ('30 s', '12.5 s', '1:30 min', '1:02:03 h')
    """
    tenths = bool(ms % 1000)
    if ms < 60_000:
        return f"{ms / 1000:.1f} s" if tenths else f"{ms // 1000} s"
    return f"{clock(ms, tenths=tenths)} {'min' if ms < 3_600_000 else 'h'}"


def subject(segment: Segment) -> str:
    """Return what a segment is about: its exercise, or the words of free speech; often empty.

    A round that nobody counts is about all its exercises.
    """
    if segment.kind in ON_AN_EXERCISE and segment.exercise:
        return segment.exercise.name
    if segment.amrap_items:
        return ", ".join(item.exercise.name for item in segment.amrap_items)
    return one_line(segment.text)


def position_label(segment: Segment, of: str = "/") -> str:
    """Return where work stands in its block, such as ``set 1/3``, ``round 2/3`` or ``minute 2/8``.

    ``of`` stands between number and total. It is empty where there is only one, and for segments
    that are no work.
    """
    if segment.kind is not SegmentKind.WORK:
        return ""
    turn = "minute" if segment.block_kind is BlockKind.EMOM else "round"
    parts = (("set", segment.set, segment.sets), (turn, segment.round, segment.rounds))
    return ", ".join(
        f"{word} {number}{of}{total}" if total else f"{word} {number}"
        for word, number, total in parts
        if number and total != 1
    )


def side(segment: Segment) -> str:
    """Return the side that works, or to which a setup or switch leads; empty where none does."""
    shown = segment.kind in ON_AN_EXERCISE
    return segment.side.value if shown and segment.side else ""


def dose(segment: Segment, duration_ms: int) -> str:
    """Return what a segment of work asks for: ``9 reps · 2-0-2-0``, or a time; else empty.

    ``duration_ms`` is the length of the segment, which is shown where no reps are asked for.
    """
    if segment.kind is not SegmentKind.WORK:
        return ""
    if not segment.reps:
        return length(duration_ms)
    reps = "1 rep" if segment.reps == 1 else f"{segment.reps} reps"
    return joined([reps, str(segment.tempo) if segment.tempo else ""])


def asked(segment: Segment) -> str:
    """Return all that a setup leads up to, such as ``9 reps each side, 4 sets``.

    It is empty where the segment leads up to nothing, before later sets and rounds, and before a
    single set whose own row says as much.
    """
    dose = segment.dose
    if dose is None or (segment.set or segment.round or 1) > 1:
        return ""
    if dose.sets == 1 and not dose.each_side:
        return ""  # the work that follows says as much
    ladder = len(set(dose.reps)) > 1
    reps = ", ".join(map(str, dose.reps if ladder else dose.reps[:1]))
    once = f"{reps} {'rep' if reps == '1' else 'reps'}" if reps else length(dose.work_ms)
    times = "" if ladder or dose.sets == 1 else f", {dose.sets} {_turns(segment)}"
    return f"{once}{' each side' if dose.each_side else ''}{times}"


def _turns(segment: Segment) -> str:
    if segment.block_kind is BlockKind.EMOM:
        return "times"
    return "sets" if segment.sets else "rounds"


def joined(parts: Iterable[str]) -> str:
    """Return the parts that are not empty, with `` · `` between them."""
    return " · ".join(part for part in parts if part)


def one_line(text: str) -> str:
    """Return the text with each line break and run of spaces as one space, and none at its ends."""
    return " ".join(text.split())
