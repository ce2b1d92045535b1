"""What is said when a block begins, and where in the session that is.

Takes the builder and the setup that leads to the block's first work; gives lines, and what they
have told; touches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from audioguide.coaching.script_builder import ScriptBuilder
from audioguide.model.line import NOTHING, Count, Duration, Line, Prose, Slot, line, phrase
from audioguide.model.routine import BlockKind
from audioguide.model.session import Segment
from audioguide.model.transition import Ahead, Character, SegmentKind, Transition
from audioguide.units import MINUTE_MS

_BY_THE_CLOCK: Final = frozenset({BlockKind.INTERVALS, BlockKind.EMOM})
_RUNS_ON: Final = frozenset({SegmentKind.WORK, SegmentKind.REST, SegmentKind.SWITCH})
_AHEAD: Final = {
    Ahead.TWO: "two_left",
    Ahead.ONE: "last_exercise",
    Ahead.TWO_THEN_STRETCH: "two_then_stretch",
    Ahead.ONE_THEN_STRETCH: "last_then_stretch",
}


@dataclass(frozen=True, slots=True)
class Opened:
    """What the first sentences of a block have told."""

    said: Line = NOTHING
    placed: bool = False
    """How many rounds or minutes there are, so that the first is no news."""
    named: bool = False
    """Every movement of it."""
    work_ms: int | None = None
    """How long each stretch of work lasts."""


@dataclass(frozen=True, slots=True)
class _Clock:
    """Work and rest that always last the same, and what is done in them."""

    work_ms: int
    rest_ms: int
    movements: frozenset[str]
    recovery: str
    """Empty where a rest is a rest."""


def open_block(builder: ScriptBuilder, segment: Segment, coming: Transition) -> Opened:
    """Return where in the session this is, and the block by its name, rounds and clock.

    Work and rest by the clock are told however little is said: nobody else says them.
    """
    ahead = line(phrase(_AHEAD[coming.ahead])) if coming.ahead else NOTHING
    if not coming.begins_block:
        return Opened(ahead)
    opened = _opened(builder, segment, coming)
    told = line(_done(builder, segment, coming), opened.said, ahead)
    return Opened(told, opened.placed, opened.named, opened.work_ms)


def _done(builder: ScriptBuilder, segment: Segment, coming: Transition) -> Line:
    """Return ``That was the warm-up.``, or about how many minutes are done."""
    before, minutes = coming.last_work, builder.minutes_done.get(segment.index)
    if before and before.character is Character.WARM_UP is not coming.work.character:
        return line(phrase("warm_up_done"))
    return line(phrase("minutes_done", minutes=Count(minutes, "minute"))) if minutes else NOTHING


def _opened(builder: ScriptBuilder, segment: Segment, coming: Transition) -> Opened:
    rounds, work = segment.rounds or 1, coming.work
    if segment.amrap_items:
        return Opened()  # its round is told with its name
    # A block without a name begins with what follows it.
    block: dict[str, Slot] = {"block": Prose(segment.block), "rounds": Count(rounds, "round")}
    if segment.block_kind is BlockKind.EMOM:
        time = Duration(MINUTE_MS * rounds)
        told = phrase("block_minutes", block=block["block"], time=time)
        return Opened(line(told), placed=True)
    if segment.block_kind in _BY_THE_CLOCK and (clock := _clock(builder, segment)):
        block |= {"work": Duration(clock.work_ms), "rest": Duration(clock.rest_ms)}
        named = bool(clock.recovery) and len(clock.movements) == 1
        if named:
            block |= {"name": Prose(min(clock.movements)), "recover": Prose(clock.recovery)}
            told = phrase("block_recover", **block)
        elif clock.recovery:
            told = phrase("block_clock_recover", **block, recover=Prose(clock.recovery))
        else:
            told = phrase("block_clock", **block)
        builder.told.add(("clock", coming.block_number, clock.work_ms))
        return Opened(line(told), placed=True, named=named, work_ms=clock.work_ms)
    if segment.block and rounds > 1:
        return Opened(line(phrase("block", **block)), placed=True)
    same = segment.block.casefold() in (work.begins_with.spoken, work.begins_with.name.casefold())
    if segment.block and not same:
        return Opened(line(phrase("block_alone", block=block["block"])))
    return Opened()


def _clock(builder: ScriptBuilder, segment: Segment) -> _Clock | None:
    """Return the clock of a block in which work and rest both always last the same."""
    behind = builder.session.segments[segment.index + 1 :]
    own = list(takewhile(lambda s: s.kind in _RUNS_ON, behind))
    works = [s for s in own if s.kind is SegmentKind.WORK and s.reps is None]
    rests = [s for s in own if s.kind is SegmentKind.REST]
    work_ms, rest_ms = {s.duration_ms for s in works}, {s.duration_ms for s in rests}
    if len(works) + len(rests) != len(own) or len(work_ms) != 1 or len(rest_ms) != 1:
        return None
    return _Clock(
        works[0].duration_ms or 0,
        rests[0].duration_ms or 0,
        frozenset(s.exercise.spoken for s in works if s.exercise),
        next((s.exercise.spoken for s in rests if s.exercise), ""),
    )
