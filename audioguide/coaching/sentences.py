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
from audioguide.model.routine import BlockKind, Effort
from audioguide.model.transition import (
    AmrapItem,
    Dose,
    Place,
    PlaceUnit,
    SideTurn,
    Transition,
    Work,
)

_LAST: Final = {
    PlaceUnit.SET: "last_set",
    PlaceUnit.ROUND: "last_round",
    PlaceUnit.MINUTE: "last_minute",
}
_MANY_IN_A_ROUND: Final = 4
"""In a round of fewer it goes without saying which of them this is."""
_LONG_ROUND_MS: Final = 120_000
_TURNS: Final = {SideTurn.FIRST: "_first", SideTurn.ALTERNATE: "_turn"}
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

    It is ``Right leg first.`` where both sides come in turn, ``Right leg this time.`` where the
    other side has the next turn, else ``Right leg.``; the first of turns is no "this time" yet.
    """
    words = side_of(transition.work)
    return line(phrase(f"side{_turn(transition)}", side=words)) if words else NOTHING


def named(transition: Transition, lead: str = "named") -> Line:
    """Return the line that names the coming movement, and its side right behind the name.

    ``lead`` is the key of the phrase for a movement without a side: ``named``, or ``next``. It is
    such as ``Kick back, right leg first.``
    """
    work = transition.work
    name, words = Prose(work.begins_with.spoken), side_of(work)
    if not words:
        return line(phrase(lead, name=name))
    turn = "" if lead == "first" else _turn(transition)
    return line(phrase(f"{lead}_side{turn}", name=name, side=words))


def _turn(transition: Transition) -> str:
    """Return how the key of a phrase ends that tells the side of such a turn."""
    return _TURNS.get(transition.side_turn, "")


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


def place_now(transition: Transition) -> Line:
    """Return the line for where the coming work stands, if it is to be told before that work.

    In rounds that is before the first of each, in the middle of a long one, and before the last two
    of the last; of two sides, before the first.
    """
    where = transition.work.place
    if transition.side_turn is SideTurn.OTHER:
        return NOTHING
    if where is None or where.unit is not PlaceUnit.ROUND or transition.new_round:
        return place(where) or _turn_of_round(transition)
    return _turn_of_round(transition)


def _turn_of_round(transition: Transition) -> Line:
    where, turn = transition.work.place, transition.turn
    again = transition.side_turn is SideTurn.OTHER or transition.ahead is not None
    if turn is None or where is None or again or turn.of < _MANY_IN_A_ROUND:
        return NOTHING
    if where.number == where.of:
        last = {turn.of - 1: "last_two", turn.of: "last_turn"}.get(turn.number)
        if last:
            return line(phrase(last))
    if turn.round_ms > _LONG_ROUND_MS and turn.number == (turn.of + 1) // 2:
        return line(phrase("station_of", number=Number(turn.number), of=Number(turn.of)))
    return NOTHING


def effort(hard: Effort, *, counted: bool) -> Line:
    """Return the line for how hard work should be; it is empty where nobody says it."""
    if isinstance(hard, str):
        return line(hard)
    return line(phrase(f"effort_{'' if counted else 'time_'}{hard}"))


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


def required_dose(coming: Transition) -> Line:
    """Return what a minute asks for, where it is not what this movement was last asked for."""
    if coming.work.block_kind is not BlockKind.EMOM or not coming.dose_changed:
        return NOTHING
    return set_dose(coming.work)
