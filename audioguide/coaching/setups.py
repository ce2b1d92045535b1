"""What setups say: a block opened, movements explained, the first of them named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from audioguide.coaching import bands, sentences
from audioguide.coaching.script_builder import ScriptBuilder, start
from audioguide.coaching.transitions import LONGEST_REMINDER_MS, count_in
from audioguide.errors import Source
from audioguide.model.line import (
    NOTHING,
    OF_SIDES,
    BlockName,
    Count,
    Duration,
    Line,
    Prose,
    Sided,
    Slot,
    line,
    phrase,
)
from audioguide.model.routine import BlockKind, Level
from audioguide.model.script import CueKind, TalkProfile
from audioguide.model.session import Segment
from audioguide.model.transition import FirstTime, SegmentKind, Transition, Work

LONGEST_EXPLANATION_MS = 20_000
_BY_THE_CLOCK = frozenset({BlockKind.INTERVALS, BlockKind.EMOM})
_RUNS_ON = frozenset({SegmentKind.WORK, SegmentKind.REST, SegmentKind.SWITCH})


@dataclass(frozen=True, slots=True)
class Clock:
    """Work and rest that always last the same, and what is done in them."""

    work_ms: int
    rest_ms: int
    movements: frozenset[str]
    recovery: str
    """Empty where a rest is a rest."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What the first sentence of a block has told."""

    named: bool = False
    """Every movement of it."""
    work_ms: int | None = None
    """How long each stretch of work lasts."""


def set_up(builder: ScriptBuilder, segment: Segment) -> None:
    """A movement explained the first time it comes; name, side and dose at later times."""
    coming = segment.transition
    assert coming, "a setup leads up to work"
    opened = _open_block(builder, segment, coming)
    named = opened.named or bool(coming.work.amrap_items)
    alone = [one.exercise for one in coming.first_times] == [coming.work.exercise]
    if coming.first_times and (off := bands.off_sentence(coming)):
        _add(builder, segment, CueKind.NEXT, [off])
    for first in coming.first_times:
        if alone or builder.explains is not TalkProfile.MINIMAL:
            _explain(builder, segment, coming, first, opened, alone=alone)
        elif not named:
            _name(builder, segment, first, opened)
        if alone:
            _place_band(builder, segment, coming)
        if first.exercise.safety:
            _add(builder, segment, CueKind.SAFETY, [line(first.exercise.safety)])
    if coming.work.amrap_items:
        _tell_round(builder, segment, coming)
    elif not alone:
        _remind(builder, segment, coming, opened)
    if not coming.first_times and (safety := bands.safety_again(coming)):
        _add(builder, segment, CueKind.SAFETY, [safety])
    bands.check_anchor(builder, segment, coming)
    count_in(builder, segment)


def _add(
    builder: ScriptBuilder,
    segment: Segment,
    kind: CueKind,
    lines: Sequence[Line],
    *,
    longest_ms: int | None = None,
    source: Source | None = None,
) -> None:
    """Write a cue as soon as those before it in the setup have been said."""
    at_earliest = start(builder.earliest_speech_ms(segment))
    builder.add(segment, kind, lines, at_earliest, longest_ms=longest_ms, source=source)


def _open_block(builder: ScriptBuilder, segment: Segment, coming: Transition) -> Opened:
    """``Round the clock, three rounds.`` where a block begins; what that has told.

    Work and rest by the clock are told however little is said: nobody else says them.
    """
    rounds = segment.rounds or 1
    by_the_clock = segment.block_kind in _BY_THE_CLOCK
    earlier = coming.last_work
    goes_on = earlier is not None and earlier.block == segment.block and not by_the_clock
    if segment.round != 1 or goes_on or not (by_the_clock or (segment.block and rounds > 1)):
        return Opened()
    # A block without a name begins with what follows it.
    block: dict[str, Slot] = {"block": Prose(segment.block), "rounds": Count(rounds, "round")}
    kind, opened = CueKind.DOSE, Opened()
    if segment.block_kind is BlockKind.EMOM:
        told = phrase("block_minutes", block=block["block"], time=Duration(60_000 * rounds))
    elif clock := _clock(builder, segment):
        block |= {"work": Duration(clock.work_ms), "rest": Duration(clock.rest_ms)}
        named = bool(clock.recovery) and len(clock.movements) == 1
        opened = Opened(named, clock.work_ms)
        if named:
            block |= {"name": Prose(min(clock.movements)), "recover": Prose(clock.recovery)}
            told = phrase("block_recover", **block)
        elif clock.recovery:
            told = phrase("block_clock_recover", **block, recover=Prose(clock.recovery))
        else:
            told = phrase("block_clock", **block)
    elif segment.block and rounds > 1:
        told, kind = phrase("block", **block), CueKind.PLACE
    else:
        return opened
    _add(builder, segment, kind, [line(told)])
    return opened


def _clock(builder: ScriptBuilder, segment: Segment) -> Clock | None:
    """The clock of a block in which work and rest both always last the same."""
    behind = builder.session.segments[segment.index + 1 :]
    if segment.block_kind is BlockKind.INTERVALS:
        own = list(takewhile(lambda s: s.kind in _RUNS_ON, behind))
    else:
        own = [s for s in behind if s.block == segment.block]
    works = [s for s in own if s.kind is SegmentKind.WORK and s.reps is None]
    rests = [s for s in own if s.kind is SegmentKind.REST]
    work_ms, rest_ms = {s.duration_ms for s in works}, {s.duration_ms for s in rests}
    if len(works) + len(rests) != len(own) or len(work_ms) != 1 or len(rest_ms) != 1:
        return None
    return Clock(
        works[0].duration_ms or 0,
        rests[0].duration_ms or 0,
        frozenset(s.exercise.spoken for s in works if s.exercise),
        next((s.exercise.spoken for s in rests if s.exercise), ""),
    )


def _explain(
    builder: ScriptBuilder,
    segment: Segment,
    coming: Transition,
    first: FirstTime,
    opened: Opened,
    *,
    alone: bool,
) -> None:
    exercise, work = first.exercise, first.work
    dose = _dose(coming.work, opened) if alone else NOTHING
    side = sentences.side_sentence(coming) if alone else NOTHING
    full = _with_name(first, "explain", setup=exercise.setup, movement=exercise.movement)
    in_brief = exercise.brief or exercise.movement
    brief = _with_name(first, "brief", brief=in_brief)
    form = next(iter([*(work.form if work and alone else ()), *exercise.form]), "")
    easier = None
    if exercise.easier and builder.session.level is Level.BEGINNER:
        easier = phrase("easier", easier=Prose(exercise.easier))
    # What is only the beginning of a longer text is no shorter explanation.
    short = brief if not exercise.movement.startswith(in_brief) else full
    by_talk = {
        TalkProfile.FULL: [
            line(full, form, easier, dose, side),
            line(full, easier, dose, side),
            line(full, dose, side),
            line(short, dose, side),
            line(short, side),
        ],
        TalkProfile.BRIEF: [line(brief, dose, side), line(brief, side)],
        TalkProfile.MINIMAL: [line(exercise.spoken, dose, side), line(exercise.spoken, side)],
    }
    if builder.explains is TalkProfile.FULL:
        builder.explained(line(form), own=bool(work and form in work.form))
    _add(
        builder,
        segment,
        CueKind.EXPLANATION,
        by_talk[builder.explains],
        longest_ms=LONGEST_EXPLANATION_MS,
        source=work.source if work else None,
    )


def _with_name(first: FirstTime, key: str, **texts: str) -> Line:
    """The name, then what is to be done, unless that begins with the name itself."""
    name, text = first.exercise.spoken, next(filter(None, texts.values()), "")
    begins, end = text[: len(name)].lower(), text[len(name) : len(name) + 1] or "."
    slots = {slot: _sided(first, text) for slot, text in texts.items()}
    # A name of one word is a verb as well: "Kick. Kick back, ..." says two things.
    if begins == name.lower() and end in (".,;:!? " if " " in name else ".:!?"):
        return line(*slots.values())
    return line(phrase(key, name=Prose(name), **slots))


def _sided(first: FirstTime, text: str) -> Line:
    """An author's words, with the side that the movement begins on where they name it."""
    if first.side and any(slot in text for slot in OF_SIDES):
        return line(Sided(text, first.exercise.limb, first.side))
    return line(text)


def _dose(work: Work, opened: Opened) -> Line:
    """What is asked for in all, unless it is the time that the block's clock has just told."""
    dose = work.dose
    already_said = not dose.reps and not dose.each_side and dose.work_ms == opened.work_ms
    return NOTHING if already_said else sentences.whole_dose(work)


def _name(builder: ScriptBuilder, segment: Segment, first: FirstTime, opened: Opened) -> None:
    """Name and dose of one movement of several, for who knows them."""
    dose = _dose(first.work, opened) if first.work else NOTHING
    _add(builder, segment, CueKind.EXPLANATION, [line(first.exercise.spoken, dose)])


def _tell_round(builder: ScriptBuilder, segment: Segment, coming: Transition) -> None:
    """How long, and what a round of it is."""
    work = coming.work
    round_ = sentences.uncounted_round(work.amrap_items)
    told = phrase("amrap", time=Duration(work.duration_ms), round=round_)
    _add(builder, segment, CueKind.NEXT, [line(BlockName(work.block), told)])
    _place_band(builder, segment, coming)


def _remind(builder: ScriptBuilder, segment: Segment, coming: Transition, opened: Opened) -> None:
    """Name, side and dose, in six seconds at most; then what happens to the band."""
    work = coming.work
    side, name = sentences.side_sentence(coming), work.begins_with.spoken
    lead = phrase("first", name=Prose(name)) if coming.first_times else name
    dose = NOTHING if work.duration_ms == opened.work_ms else sentences.set_dose(work)
    lines = [line(lead, side, dose), line(lead, side), line(name, side)]
    kind = CueKind.SIDE if side else CueKind.NEXT
    # Behind explanations of several movements there is time to say all of it.
    longest_ms = None if coming.first_times else LONGEST_REMINDER_MS
    _add(builder, segment, kind, lines, longest_ms=longest_ms)
    _place_band(builder, segment, coming)


def _place_band(builder: ScriptBuilder, segment: Segment, coming: Transition) -> None:
    """What happens to the band, unless an explanation has just said it."""
    explained = bands.is_explained(builder, coming)
    on = NOTHING if explained else bands.on_sentence(coming)
    off = NOTHING if coming.first_times else bands.off_sentence(coming)
    if moves := line(off, on):
        _add(builder, segment, CueKind.NEXT, [moves])
