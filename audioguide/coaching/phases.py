"""How far a block is at a moment of its work: what a coach can truly say there.

Takes a session, gives the phase of a moment; touches nothing.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import Final

from audioguide.model.session import Segment, Session
from audioguide.model.transition import SegmentKind

LONG_WORK_MS: Final = 300_000
"""Work of so long has phases of its own."""
_OPENING: Final = 1 / 4
_BUILDING: Final = 2 / 3
_LAST: Final = 3 / 4
_MIDDLE: Final = 1 / 2


class Phase(StrEnum):
    """Where a block is, counted over its work."""

    OPENING = "opening"
    BUILDING = "building"
    LATE = "late"
    LAST = "last"
    """The last set, round or minute, or the last quarter."""


class Phases:
    """How much of each block's work comes before each stretch of it."""

    def __init__(self, session: Session) -> None:
        done: Counter[int | None] = Counter()
        self._before_ms: dict[int, int] = {}
        for segment in session.segments:
            if segment.kind is SegmentKind.WORK:
                self._before_ms[segment.index] = done[segment.block_number]
                done[segment.block_number] += segment.duration_ms or 0
        self._all_ms = done

    def at(self, segment: Segment, at_ms: int) -> Phase:
        """The phase of a moment so long after the start of a stretch of work."""
        lasts_ms = segment.duration_ms or 0
        through = at_ms / max(lasts_ms, 1)
        share = through
        if lasts_ms < LONG_WORK_MS:
            all_ms = max(self._all_ms[segment.block_number], 1)
            share = (self._before_ms[segment.index] + at_ms) / all_ms
        turns = (segment.sets or segment.rounds or 1) > 1
        ends = share >= _BUILDING and is_last_turn(segment) if turns else share >= _LAST
        if ends:
            return Phase.LAST if through >= _MIDDLE else Phase.LATE
        begins = (segment.set or segment.round or 1) == 1 and through < _MIDDLE
        if share < _OPENING and begins:
            return Phase.OPENING
        return Phase.BUILDING if share < _BUILDING else Phase.LATE


def is_last_turn(segment: Segment) -> bool:
    """Whether work belongs to the last set, round or minute of several."""
    number, of = (segment.set or segment.round), (segment.sets or segment.rounds)
    return bool(of and of > 1 and number == of)
