"""Short sentences about sides, doses and places, as a coach says them."""

from __future__ import annotations

from collections.abc import Iterable

from audioguide.coaching.script_builder import joined, listed
from audioguide.coaching.words import cardinal, count_of, duration, spoken
from audioguide.model.phrases import Phrases
from audioguide.model.session import (
    AmrapItem,
    BlockKind,
    Dose,
    Place,
    PlaceUnit,
    SideTurn,
    Transition,
    Work,
)

_IN_ROUNDS = frozenset({BlockKind.CIRCUIT, BlockKind.INTERVALS})


def side(work: Work) -> str:
    """``right leg``, or nothing where work has no side."""
    return f"{work.side} {work.exercise.limb}" if work.side and work.exercise else ""


def side_sentence(transition: Transition, phrases: Phrases) -> str:
    """``Right leg first.`` where both sides come in turn, ``Right leg, this time.`` where the
    other has the next turn, else ``Right leg.``; nothing where work has no side.

    The first of turns that alternate is no "this time" yet: it is first, or this round's.
    """
    work = transition.work
    words = side(work)
    if not words:
        return ""
    by_rounds = work.block_kind in _IN_ROUNDS
    sentence = {
        SideTurn.FIRST: phrases.side_first,
        SideTurn.ALTERNATE_FIRST: phrases.side_round if by_rounds else phrases.side_first,
        SideTurn.ALTERNATE: phrases.side_turn,
    }.get(transition.side_turn, phrases.side)
    return sentence.format(side=words)


def set_dose(work: Work, phrases: Phrases) -> str:
    """What the next set asks for: ``Ten reps.``"""
    if work.reps is not None:
        return phrases.dose_reps.format(reps=count_of(work.reps, "rep"))
    return phrases.dose_time.format(time=duration(work.dose.work_ms)) if work.dose.work_ms else ""


def whole_dose(work: Work, phrases: Phrases) -> str:
    """What an exercise asks for in all: ``Nine reps each side, four sets.``"""
    dose = work.dose
    if not dose.reps and not dose.work_ms:
        return ""
    if work.place is None or work.place.unit is not PlaceUnit.SET or dose.sets < 2:
        return _amount(dose, phrases)
    sets = count_of(dose.sets, "set")
    if len(set(dose.reps)) > 1:
        *numbers, last = dose.reps
        numbers_said = listed([*map(cardinal, numbers), count_of(last, "rep")])
        ladder = phrases.dose_ladder.format(reps=f"{sets}: {numbers_said}")
        return ladder if not dose.each_side else f"{ladder[:-1]} each side."
    return phrases.dose_sets.format(dose=_amount(dose, phrases).rstrip("."), sets=sets)


def _amount(dose: Dose, phrases: Phrases) -> str:
    if dose.reps:
        sentence = phrases.dose_reps_each if dose.each_side else phrases.dose_reps
        return sentence.format(reps=count_of(dose.reps[0], "rep"))
    sentence = phrases.dose_time_each if dose.each_side else phrases.dose_time
    return sentence.format(time=duration(dose.work_ms))


def place(where: Place | None, phrases: Phrases) -> str:
    """``Set two of three.``, ``Last round.``; nothing for the one of one."""
    if where is None:
        return ""
    last, sentence, number, of = {
        PlaceUnit.SET: (phrases.last_set, phrases.set_of, "set", "sets"),
        PlaceUnit.ROUND: (phrases.last_round, phrases.round_of, "round", "rounds"),
        PlaceUnit.MINUTE: (phrases.last_minute, phrases.minute_of, "minute", "minutes"),
    }[where.unit]
    if where.number == where.of:
        return last
    return sentence.format(**{number: cardinal(where.number), of: cardinal(where.of)})


def place_and_side(transition: Transition, phrases: Phrases, where: str) -> str:
    """``Last set. Right leg first.``, or ``Last set, right leg.`` of a side that is done alone."""
    words = side(transition.work)
    if where and words and transition.side_turn in (SideTurn.ALONE, SideTurn.OTHER):
        return phrases.place_side.format(place=where.rstrip("."), side=words)
    return joined(where, side_sentence(transition, phrases))


def without_echo(name: str, sentence: str) -> str:
    """A block's name and what follows it; what both begin with is said once.

    >>> without_echo("On the minute", ", every minute for six minutes.")
    'On the minute, every minute for six minutes.'
    >>> without_echo("Every minute", ", every minute for six minutes.")
    'Every minute for six minutes.'
    >>> without_echo("EMOM", ", every minute for six minutes.")
    'EMOM for six minutes.'
    """
    said, words = spoken(name).rstrip(".").split(), sentence.lstrip(", ").split()
    same = 0
    for one, other in zip(said, words, strict=False):
        if one.lower() != other.lower():
            break
        same += 1
    return " ".join([name.rstrip("."), *words[same:]]) if same > 1 else f"{name}{sentence}"


def uncounted_round(items: Iterable[AmrapItem], phrases: Phrases) -> str:
    """``Banded squat, ten reps. Kick back, ten reps each side.``"""
    return joined(*(f"{item.exercise.spoken}, {_amrap_item(item, phrases)}" for item in items))


def _amrap_item(item: AmrapItem, phrases: Phrases) -> str:
    if item.alternates:
        reps_said = phrases.dose_reps_alternate.format(reps=count_of(item.reps or 1, "rep"))
        time = phrases.dose_time_alternate.format(time=duration(item.work_ms))
        return reps_said if item.reps else time
    reps = (item.reps,) if item.reps else ()
    return _amount(Dose(1, reps, item.work_ms, item.each_side), phrases)
