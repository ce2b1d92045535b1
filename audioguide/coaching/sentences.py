"""Short lines about sides, doses and places, as a coach says them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from audioguide.model.line import (
    NOTHING,
    Count,
    Duration,
    Line,
    Number,
    Phrase,
    Prose,
    Series,
    SideOf,
    line,
    phrase,
)
from audioguide.model.routine import BlockKind
from audioguide.model.transition import (
    AmrapItem,
    Dose,
    Place,
    PlaceUnit,
    SideTurn,
    Transition,
    Work,
)

_IN_ROUNDS: Final = frozenset({BlockKind.CIRCUIT, BlockKind.INTERVALS})
_LAST: Final = {
    PlaceUnit.SET: "last_set",
    PlaceUnit.ROUND: "last_round",
    PlaceUnit.MINUTE: "last_minute",
}
_PLACE: Final = {
    PlaceUnit.SET: "set_of",
    PlaceUnit.ROUND: "round_of",
    PlaceUnit.MINUTE: "minute_of",
}


def side_of(work: Work) -> SideOf | None:
    """Return the side of work, such as ``right leg``, or None where it has no side."""
    return SideOf(work.exercise.limb, work.side) if work.side and work.exercise else None


def side(work: Work) -> Line:
    """Return the line ``Right leg.``; it is empty where work has no side."""
    words = side_of(work)
    return line(phrase("side", side=words)) if words else NOTHING


def side_sentence(transition: Transition) -> Line:
    """Return the line that tells the side of the coming work; it is empty where work has no side.

    It is ``Right leg first.`` where both sides come in turn, ``Right leg, this time.`` where the
    other side has the next turn, else ``Right leg.`` The first of turns that alternate is no "this
    time" yet: it is first, or this round's.
    """
    work = transition.work
    words = side_of(work)
    if not words:
        return NOTHING
    by_rounds = work.block_kind in _IN_ROUNDS
    key = {
        SideTurn.FIRST: "side_first",
        SideTurn.ALTERNATE_FIRST: "side_round" if by_rounds else "side_first",
        SideTurn.ALTERNATE: "side_turn",
    }.get(transition.side_turn, "side")
    return line(phrase(key, side=words))


def set_dose(work: Work) -> Line:
    """Return the line for what the next set asks for: reps or a time.

    It is such as ``Ten reps.``; empty where neither is given.
    """
    if work.reps is not None:
        return line(phrase("dose_reps", reps=Count(work.reps, "rep")))
    if work.dose.work_ms:
        return line(phrase("dose_time", time=Duration(work.dose.work_ms)))
    return NOTHING


def whole_dose(work: Work) -> Line:
    """Return the line for all that an exercise asks for, over all its sets.

    It is such as ``Nine reps each side, four sets.``; empty where neither reps nor a time is given.
    """
    dose = work.dose
    if not dose.reps and not dose.work_ms:
        return NOTHING
    if work.place is None or work.place.unit is not PlaceUnit.SET or dose.sets < 2:
        return line(_amount(dose))
    sets = Count(dose.sets, "set")
    if len(set(dose.reps)) > 1:
        *numbers, last = dose.reps
        reps = Series((*map(Number, numbers), Count(last, "rep")))
        key = "dose_ladder_each" if dose.each_side else "dose_ladder"
        return line(phrase(key, sets=sets, reps=reps))
    return line(phrase("dose_sets", dose=_amount(dose), sets=sets))


def _amount(dose: Dose) -> Phrase:
    if dose.reps:
        key = "dose_reps_each" if dose.each_side else "dose_reps"
        return phrase(key, reps=Count(dose.reps[0], "rep"))
    key = "dose_time_each" if dose.each_side else "dose_time"
    return phrase(key, time=Duration(dose.work_ms))


def place(where: Place | None) -> Line:
    """Return the line for a place, ``Set two of three.`` or ``Last round.``, if there is one."""
    if where is None:
        return NOTHING
    if where.number == where.of:
        return line(phrase(_LAST[where.unit]))
    return line(phrase(_PLACE[where.unit], number=Number(where.number), of=Number(where.of)))


def place_and_side(transition: Transition, where: Line) -> Line:
    """Return the line for a place and the side that comes.

    It is ``Last set. Right leg first.``, or ``Last set, right leg.`` for a side that is done alone.
    """
    words = side_of(transition.work)
    if where and words and transition.side_turn in (SideTurn.ALONE, SideTurn.OTHER):
        return line(phrase("place_side", place=where, side=words))
    return line(where, side_sentence(transition))


def uncounted_round(items: Iterable[AmrapItem]) -> Line:
    """Return the line for all movements of an uncounted round.

    It is such as ``Banded squat, ten reps. Kick back, ten reps each side.``
    """
    return line(
        *(
            phrase("round_item", name=Prose(item.exercise.spoken), dose=_amrap_item(item))
            for item in items
        )
    )


def _amrap_item(item: AmrapItem) -> Phrase:
    if item.alternates and item.reps:
        return phrase("dose_reps_alternate", reps=Count(item.reps, "rep"))
    if item.alternates:
        return phrase("dose_time_alternate", time=Duration(item.work_ms))
    reps = (item.reps,) if item.reps else ()
    return _amount(Dose(1, reps, item.work_ms, item.each_side))
