"""What setups say: a block opened, movements explained, the first of them named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from audioguide.coaching import bands, sentences
from audioguide.coaching.script_builder import ScriptBuilder, joined, start
from audioguide.coaching.transitions import LONGEST_REMINDER_MS, count_in
from audioguide.coaching.words import count_of, duration, spoken
from audioguide.errors import Source
from audioguide.model.phrases import Phrases
from audioguide.model.routine import Exercise, Level
from audioguide.model.script import CueKind, TalkProfile
from audioguide.model.session import BlockKind, FirstTime, Segment, SegmentKind, Transition, Work

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
    if coming.first_times and (off := bands.off_sentence(coming, builder.phrases)):
        _add(builder, segment, CueKind.NEXT, [off])
    for first in coming.first_times:
        if alone or builder.explains is not TalkProfile.MINIMAL:
            _explain(builder, segment, coming, first, opened, alone=alone)
        elif not named:
            _name(builder, segment, first, opened)
        if alone:
            _place_band(builder, segment, coming)
        if first.exercise.safety:
            _add(builder, segment, CueKind.SAFETY, [joined(first.exercise.safety)])
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
    texts: Sequence[str],
    *,
    longest_ms: int | None = None,
    source: Source | None = None,
) -> None:
    """Write a cue as soon as those before it in the setup have been said."""
    at_earliest = start(builder.earliest_speech_ms(segment))
    builder.add(segment, kind, texts, at_earliest, longest_ms=longest_ms, source=source)


def _open_block(builder: ScriptBuilder, segment: Segment, coming: Transition) -> Opened:
    """``Round the clock, three rounds.`` where a block begins; what that has told.

    Work and rest by the clock are told however little is said: nobody else says them.
    """
    phrases, rounds = builder.phrases, segment.rounds or 1
    by_the_clock = segment.block_kind in _BY_THE_CLOCK
    earlier = coming.last_work
    goes_on = earlier is not None and earlier.block == segment.block and not by_the_clock
    if segment.round != 1 or goes_on or not (by_the_clock or (segment.block and rounds > 1)):
        return Opened()
    block, rounds_text = segment.block, count_of(rounds, "round")
    kind, opened = CueKind.DOSE, Opened()
    if segment.block_kind is BlockKind.EMOM:
        unnamed = phrases.block_minutes.format(block="", time=duration(60_000 * rounds))
        text = sentences.without_echo(block, unnamed)
    elif clock := _clock(builder, segment):
        times = {"work": duration(clock.work_ms), "rest": duration(clock.rest_ms)}
        named = bool(clock.recovery) and len(clock.movements) == 1
        opened = Opened(named, clock.work_ms)
        if named:
            text = phrases.block_recover.format(
                block=block,
                rounds=rounds_text,
                name=min(clock.movements),
                recover=clock.recovery,
                **times,
            )
        elif clock.recovery:
            text = phrases.block_clock_recover.format(
                block=block, rounds=rounds_text, recover=clock.recovery, **times
            )
        else:
            text = phrases.block_clock.format(block=block, rounds=rounds_text, **times)
    elif block and rounds > 1:
        text, kind = phrases.block.format(block=block, rounds=rounds_text), CueKind.PLACE
    else:
        return opened
    # A block without a name begins with what follows it.
    text = joined(text.lstrip(", "))
    _add(builder, segment, kind, [text])
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
    phrases, exercise, work = builder.phrases, first.exercise, first.work
    dose = _dose(coming.work, phrases, opened) if alone else ""
    side = sentences.side_sentence(coming, phrases) if alone else ""
    full = _with_name(exercise, phrases.explain, exercise.setup, exercise.movement)
    in_brief = exercise.brief or exercise.movement
    brief = _with_name(exercise, phrases.brief, in_brief)
    form = next(iter([*(work.form if work and alone else ()), *exercise.form]), "")
    easier = ""
    if exercise.easier and builder.session.level is Level.BEGINNER:
        easier = phrases.easier.format(easier=exercise.easier)
    # What is only the beginning of a longer text is no shorter explanation.
    short = brief if not exercise.movement.startswith(in_brief) else full
    by_talk = {
        TalkProfile.FULL: [
            joined(full, form, easier, dose, side),
            joined(full, easier, dose, side),
            joined(full, dose, side),
            joined(short, dose, side),
            joined(short, side),
        ],
        TalkProfile.BRIEF: [joined(brief, dose, side), joined(brief, side)],
        TalkProfile.MINIMAL: [joined(exercise.spoken, dose, side), joined(exercise.spoken, side)],
    }
    if builder.explains is TalkProfile.FULL:
        builder.explained(joined(form), own=bool(work and form in work.form))
    _add(
        builder,
        segment,
        CueKind.EXPLANATION,
        by_talk[builder.explains],
        longest_ms=LONGEST_EXPLANATION_MS,
        source=work.source if work else None,
    )


def _with_name(exercise: Exercise, sentence: str, *texts: str) -> str:
    """The name, then what is to be done, unless that begins with the name itself."""
    text, name = joined(*texts), exercise.spoken
    begins, end = text[: len(name)].lower(), text[len(name) : len(name) + 1]
    # A name of one word is a verb as well: "Kick. Kick back, ..." says two things.
    if begins == name.lower() and end in (".,;:!? " if " " in name else ".:!?"):
        return text
    keys = ("setup", "movement") if len(texts) > 1 else ("brief",)
    parts = dict(zip(keys, map(joined, texts), strict=True))
    return sentence.format(name=name, **parts)


def _dose(work: Work, phrases: Phrases, opened: Opened) -> str:
    """What is asked for in all, unless it is the time that the block's clock has just told."""
    dose = work.dose
    already_said = not dose.reps and not dose.each_side and dose.work_ms == opened.work_ms
    return "" if already_said else sentences.whole_dose(work, phrases)


def _name(builder: ScriptBuilder, segment: Segment, first: FirstTime, opened: Opened) -> None:
    """Name and dose of one movement of several, for who knows them."""
    dose = _dose(first.work, builder.phrases, opened) if first.work else ""
    _add(builder, segment, CueKind.EXPLANATION, [joined(first.exercise.spoken, dose)])


def _tell_round(builder: ScriptBuilder, segment: Segment, coming: Transition) -> None:
    """How long, and what a round of it is."""
    work, phrases = coming.work, builder.phrases
    time = duration(work.duration_ms)
    text = phrases.amrap.format(
        time=time, round=sentences.uncounted_round(work.amrap_items, phrases)
    )
    block = work.block if spoken(work.block).lower() not in text.lower() else ""
    _add(builder, segment, CueKind.NEXT, [joined(block, text)])
    _place_band(builder, segment, coming)


def _remind(builder: ScriptBuilder, segment: Segment, coming: Transition, opened: Opened) -> None:
    """Name, side and dose, in six seconds at most; then what happens to the band."""
    phrases, work = builder.phrases, coming.work
    side, name = sentences.side_sentence(coming, phrases), work.begins_with.spoken
    lead = phrases.first.format(name=name) if coming.first_times else name
    dose = "" if work.duration_ms == opened.work_ms else sentences.set_dose(work, phrases)
    texts = [joined(lead, side, dose), joined(lead, side), joined(name, side)]
    kind = CueKind.SIDE if side else CueKind.NEXT
    # Behind explanations of several movements there is time to say all of it.
    longest_ms = None if coming.first_times else LONGEST_REMINDER_MS
    _add(builder, segment, kind, texts, longest_ms=longest_ms)
    _place_band(builder, segment, coming)


def _place_band(builder: ScriptBuilder, segment: Segment, coming: Transition) -> None:
    """What happens to the band, unless an explanation has just said it."""
    phrases = builder.phrases
    explained = bands.is_explained(builder, coming)
    on = "" if explained else bands.on_sentence(coming, phrases)
    off = "" if coming.first_times else bands.off_sentence(coming, phrases)
    if text := joined(off, on):
        _add(builder, segment, CueKind.NEXT, [text])
