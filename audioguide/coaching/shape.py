"""The shape of a session in one sentence: a warm-up, three exercises, and a stretch.

Takes a session, gives a line; touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from audioguide.model.line import NOTHING, Count, Duration, Line, Phrase, Series, line, phrase
from audioguide.model.routine import BlockKind
from audioguide.model.session import Segment, Session
from audioguide.model.transition import Character, SegmentKind
from audioguide.units import MINUTE_MS

_MOST_PARTS = 6
"""Of more, nobody remembers the first."""


class _What(StrEnum):
    """What a part of a session is called by."""

    WARM_UP = "warm_up"
    STRETCH = "stretch"
    RUN = "run"
    WALK = "walk"
    RUNS = "runs"
    CLOCK = "clock"
    MINUTES = "minutes"
    AMRAP = "amrap"
    CIRCUIT = "circuit"
    SETS = "sets"


@dataclass(frozen=True, slots=True)
class _Part:
    """One block, or several alike that follow one another."""

    what: _What
    number: int = 0
    """Exercises, runs, rounds by the clock, or milliseconds."""
    rounds: int = 0


_ADDS_UP = frozenset({_What.SETS, _What.CLOCK, _What.MINUTES})
_ALONE = frozenset({_What.WARM_UP, _What.STRETCH, _What.RUN, _What.WALK})


def shape_of(session: Session) -> Line:
    """Return the parts of a session in order; nothing where there is one, or too many."""
    works = (s for s in session.segments if s.kind is SegmentKind.WORK)
    blocks = [list(own) for _, own in groupby(works, key=lambda s: s.block_number)]
    each: list[_Part] = []
    for own in blocks:
        warms_up = all(part.what is _What.WARM_UP for part in each)
        each.append(_part(own, warms_up=warms_up))
    parts = _merged(each)
    if not 1 < len(parts) <= _MOST_PARTS:
        return NOTHING
    return line(phrase("shape", parts=Series(tuple(map(_phrase, parts)))))


def _part(works: list[Segment], *, warms_up: bool) -> _Part:
    """Return what one block is; ``warms_up`` where nothing but warm-ups came before."""
    first = works[0]
    exercises = len({s.exercise.id for s in works if s.exercise})
    rounds = max(first.rounds or 1, 1)
    match first.character:
        case Character.WARM_UP if warms_up:
            return _Part(_What.WARM_UP)
        case Character.MOBILITY:
            return _Part(_What.STRETCH)
        case Character.STEADY if rounds > 1:
            return _Part(_What.RUNS, len(works))
        case Character.STEADY:
            walks = all(s.exercise and s.exercise.group == "walking" for s in works)
            return _Part(_What.WALK if walks else _What.RUN)
    match first.block_kind:
        case BlockKind.INTERVALS:
            return _Part(_What.CLOCK, rounds)
        case BlockKind.EMOM:
            return _Part(_What.MINUTES, MINUTE_MS * rounds)
        case BlockKind.AMRAP:
            return _Part(_What.AMRAP, first.duration_ms or 0)
        case BlockKind.CIRCUIT if rounds > 1:
            return _Part(_What.CIRCUIT, exercises, rounds)
    return _Part(_What.SETS, exercises)


def _merged(parts: Iterable[_Part]) -> list[_Part]:
    merged: list[_Part] = []
    for part in parts:
        before = merged[-1] if merged else None
        if before and before.what is part.what and part.what in _ADDS_UP:
            merged[-1] = replace(before, number=before.number + part.number)
        elif before != part or part.what not in _ALONE:
            merged.append(part)
    return merged


def _phrase(part: _Part) -> Phrase:
    key, number, rounds = f"part_{part.what}", part.number, Count(part.rounds, "round")
    match part.what:
        case _What.SETS:
            return phrase(key, exercises=Count(number, "exercise"))
        case _What.CIRCUIT:
            return phrase(key, exercises=Count(number, "exercise"), rounds=rounds)
        case _What.RUNS:
            return phrase(key, runs=Count(number, "run"))
        case _What.CLOCK:
            return phrase(key, rounds=Count(number, "round"))
        case _What.MINUTES | _What.AMRAP:
            return phrase(key, time=Duration(number))
    return phrase(key)
