"""Short sentences about sides, doses and places, as a coach says them."""

from __future__ import annotations

from audioguide.coaching.script_builder import joined, listed
from audioguide.coaching.words import cardinal, count_of, duration, spoken
from audioguide.model.phrases import Phrases
from audioguide.model.session import AmrapItem, BlockKind, Dose, Segment

_IN_ROUNDS = frozenset({BlockKind.CIRCUIT, BlockKind.INTERVALS})


def side(segment: Segment) -> str:
    """``right leg``, or nothing where work has no side."""
    if not segment.side or not segment.exercise:
        return ""
    return f"{segment.side} {segment.exercise.limb}"


def side_sentence(segment: Segment, phrases: Phrases, *, both: bool, first: bool = False) -> str:
    """``Right leg first.`` when ``both`` sides come in turn, ``Right leg, this time.`` when the
    other has the next turn, else ``Right leg.``

    The ``first`` of turns that alternate is no "this time" yet: it is first, or this round's.
    """
    words = side(segment)
    alternates = segment.dose is not None and not segment.dose.each_side
    if not words:
        return ""
    if alternates and first:
        by_rounds = segment.block_kind in _IN_ROUNDS
        return (phrases.side_round if by_rounds else phrases.side_first).format(side=words)
    if both:
        return phrases.side_first.format(side=words)
    return (phrases.side_turn if alternates else phrases.side).format(side=words)


def set_dose(segment: Segment, phrases: Phrases) -> str:
    """What the next set asks for: ``Ten reps.``"""
    if segment.reps is not None:
        return phrases.dose_reps.format(reps=count_of(segment.reps, "rep"))
    dose = segment.dose
    return phrases.dose_time.format(time=duration(dose.work_ms)) if dose and dose.work_ms else ""


def whole_dose(segment: Segment, phrases: Phrases) -> str:
    """What an exercise asks for in all: ``Nine reps each side, four sets.``"""
    dose = segment.dose
    if dose is None:
        return ""
    if segment.sets is None or dose.sets < 2:
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


def place(segment: Segment, phrases: Phrases) -> str:
    """``Set two of three.``, ``Last round.``; nothing for the first of one."""
    if segment.set and segment.sets and segment.sets > 1:
        if segment.set == segment.sets:
            return phrases.last_set
        return phrases.set_of.format(set=cardinal(segment.set), sets=cardinal(segment.sets))
    if segment.block_kind is BlockKind.EMOM and segment.round and segment.rounds:
        if segment.round == segment.rounds:
            return phrases.last_minute
        return phrases.minute_of.format(
            minute=cardinal(segment.round), minutes=cardinal(segment.rounds)
        )
    if segment.round and segment.rounds and segment.rounds > 1:
        if segment.round == segment.rounds:
            return phrases.last_round
        return phrases.round_of.format(
            round=cardinal(segment.round), rounds=cardinal(segment.rounds)
        )
    return ""


def place_and_side(segment: Segment, phrases: Phrases, where: str, *, both: bool) -> str:
    """``Last set. Right leg first.``, or ``Last set, right leg.`` of a side that is done alone."""
    words = side(segment)
    own_turn = segment.dose is not None and segment.dose.each_side and not both
    if where and words and own_turn:
        return phrases.place_side.format(place=where.rstrip("."), side=words)
    return joined(where, side_sentence(segment, phrases, both=both))


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


def uncounted_round(segment: Segment, phrases: Phrases) -> str:
    """``Banded squat, ten reps. Kick back, ten reps each side.``"""
    return joined(
        *(f"{item.exercise.spoken}, {_amrap_item(item, phrases)}" for item in segment.amrap_items)
    )


def _amrap_item(item: AmrapItem, phrases: Phrases) -> str:
    if item.alternates:
        reps_said = phrases.dose_reps_alternate.format(reps=count_of(item.reps or 1, "rep"))
        time = phrases.dose_time_alternate.format(time=duration(item.work_ms))
        return reps_said if item.reps else time
    reps = (item.reps,) if item.reps else ()
    return _amount(Dose(1, reps, item.work_ms, item.each_side), phrases)
