"""Small sessions made by hand, and what a script says in them, for tests of coaching and timeline.

An offset is counted in milliseconds from the start of a segment of fixed length.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from audioguide.errors import Source
from audioguide.model.line import NOTHING, Prose, line, phrase
from audioguide.model.routine import AnyBlock, BlockKind, Exercise, Level, Routine, Side, Tempo
from audioguide.model.script import Anchor, Cue, CueKind, Edge, Script, TalkProfile
from audioguide.model.session import Segment, Session
from audioguide.model.transition import Dose, SegmentKind, SideTurn, Transition
from audioguide.planning import plan
from audioguide.planning.steps import WorkStep
from audioguide.planning.transitions import Tracker
from tests.language.english import in_english

SOURCE = Source("hips.yaml", 7, 5)
TWO_SECONDS_EACH = Tempo(2, 0, 2, 0)
FIRST = 1
"""Index of the first segment after the intro."""


def exercise(name: str = "banded squat", **details: Any) -> Exercise:
    """Return an exercise with an id, a name, a source, and only the details that are given."""
    return Exercise(name.replace(" ", "-"), name.capitalize(), name, SOURCE, **details)


SQUAT = exercise()
WALK = exercise("lateral walk", limb="leg")


def tempo(digits: str) -> Tempo:
    """Parse a tempo as the routine language writes it, such as ``3-1-2-0``."""
    return Tempo(*map(int, digits.split("-")))


def timed(length_ms: int, of: Exercise = SQUAT, **details: Any) -> Segment:
    """Return a segment of timed work of `length_ms` milliseconds."""
    return Segment(0, SegmentKind.WORK, SOURCE, length_ms, exercise=of, **details)


def counted(reps: int, pace: Tempo = TWO_SECONDS_EACH, **details: Any) -> Segment:
    """Return a segment of work counted in reps, a movement's first set unless told otherwise."""
    rep_ms = 1000 * (pace.lower_s + pace.low_hold_s + pace.lift_s + pace.high_hold_s)
    of = details.pop("of", SQUAT)
    first_time = details.pop("first_time", True)
    details.setdefault("counts_in_full", first_time)
    details.setdefault("teaches_tempo", first_time)
    return replace(
        timed(reps * rep_ms, of, **details), reps=reps, tempo=pace, first_time=first_time
    )


def setup(
    of: Exercise = SQUAT,
    *explains: Exercise,
    get_ready_ms: int = 5_000,
    side: Side | None = None,
    dose: Dose | None = None,
    **details: Any,
) -> Segment:
    """Return a setup that leads up to work; `explains` are the movements that it explains."""
    kind = SegmentKind.SETUP
    return Segment(
        0,
        kind,
        SOURCE,
        tail_ms=get_ready_ms,
        get_ready_ms=get_ready_ms,
        exercise=of,
        side=side,
        dose=dose,
        explains=explains,
        first_time=bool(explains),
        **details,
    )


def rest(length_ms: int, get_ready_ms: int = 5_000) -> Segment:
    """Return a rest; with a `get_ready_ms` of 0 it does not lead to work."""
    return Segment(0, SegmentKind.REST, SOURCE, length_ms, get_ready_ms=get_ready_ms)


def switch(length_ms: int = 8_000, of: Exercise = WALK, side: Side = Side.RIGHT) -> Segment:
    """Return a switch, the time between the two sides of a set."""
    kind = SegmentKind.SWITCH
    return Segment(0, kind, SOURCE, length_ms, get_ready_ms=5_000, exercise=of, side=side)


def pause(length_ms: int) -> Segment:
    """Return a pause, a time in which nothing is asked of the listener."""
    return Segment(0, SegmentKind.PAUSE, SOURCE, length_ms)


def speech(text: str) -> Segment:
    """Return a segment that speaks the author's own words."""
    return Segment(0, SegmentKind.SPEECH, SOURCE, tail_ms=1_000, text=text)


def session(*segments: Segment, **details: Any) -> Session:
    """Return a session of these segments between an intro and an outro, numbered in order."""
    intro = Segment(
        0, SegmentKind.INTRO, SOURCE, tail_ms=1_000, chapter=line(phrase("chapter_introduction"))
    )
    outro = Segment(
        0, SegmentKind.OUTRO, SOURCE, tail_ms=1_000, chapter=line(phrase("chapter_finish"))
    )
    whole = (intro, *segments, outro)
    known: dict[str, Any] = {
        "name": "hips",
        "title": "Hips before hills",
        "language": "en",
        "level": Level.INTERMEDIATE,
        "summary": "",
        "equipment": (),
        "safety": "",
        "source": SOURCE,
    }
    numbered = [replace(one, index=index) for index, one in enumerate(whole)]
    values = known | details
    values["equipment"] = tuple(map(Prose, values["equipment"]))
    return Session(segments=led(numbered), **values)


def led(segments: list[Segment]) -> tuple[Segment, ...]:
    """Return the segments, with a Transition for those that lead up to work.

    The Transition is the one that planning would settle.
    """
    steps = {s.index: _step(s, segments) for s in segments if s.kind is SegmentKind.WORK}
    tracker = Tracker(steps.values())
    transition: Transition | None = None
    result: list[Segment] = []
    for segment in segments:
        if segment.kind is SegmentKind.WORK:
            tracker.work_done(steps[segment.index])
            transition = None
        elif transition is None:
            coming = next((steps[at] for at in sorted(steps) if at > segment.index), None)
            explains = _explains(segments[segment.index :])
            transition = tracker.transition(coming, explains) if coming else None
        leads = segment.kind in (SegmentKind.SETUP, SegmentKind.REST, SegmentKind.SWITCH)
        if leads and transition and segment.transition is None:
            said_in = segment.kind if segment.get_ready_ms else SegmentKind.SETUP
            segment = replace(segment, transition=replace(transition, said_in=said_in))
        result.append(segment)
    return tuple(result)


def _explains(segments: list[Segment]) -> tuple[Exercise, ...]:
    """Return the movements that the setup before the next work explains."""
    for segment in segments:
        if segment.kind is SegmentKind.WORK:
            return ()
        if segment.explains:
            return segment.explains
    return ()


def _step(work: Segment, segments: list[Segment]) -> WorkStep:
    """Return a work segment as a step of planning.

    What it lacks is taken from the setup before it.
    """
    works = [s for s in segments if s.kind is SegmentKind.WORK]
    before = segments[work.index - 1]
    side_turn = _side_turn(work, works)
    if before.kind is SegmentKind.SETUP:
        keys = ("dose", "side", "set", "sets", "round", "rounds", "block", "block_kind")
        known = {key: getattr(work, key) or getattr(before, key) for key in keys}
        if work.dose is None and before.dose:
            alone = not before.dose.each_side
            side_turn = SideTurn.ALTERNATE_FIRST if alone else SideTurn.FIRST
        work = replace(work, **known)
    blocks = list(dict.fromkeys((s.block, s.block_kind) for s in works))
    movements = list(dict.fromkeys(s.exercise for s in works))
    of = work.exercise or work.amrap_items[0].exercise
    return WorkStep(
        exercise=of,
        source=work.source,
        occurrence=(
            blocks.index((work.block, work.block_kind)) if work in works else 0,
            movements.index(work.exercise) if work.exercise in movements else 0,
            work.set or work.round or 1,
        ),
        duration_ms=work.duration_ms or 0,
        dose=work.dose or Dose(1, (), 0, False),
        chapter=NOTHING,
        block=work.block,
        block_kind=work.block_kind or BlockKind.SETS,
        by_the_clock=False,
        side=work.side,
        side_turn=side_turn if work.side else SideTurn.NONE,
        set=work.set,
        sets=work.sets,
        round=work.round,
        rounds=work.rounds,
        reps=work.reps,
        tempo=work.tempo,
        form=work.form,
        amrap_items=work.amrap_items,
    )


def _side_turn(work: Segment, works: list[Segment]) -> SideTurn:
    if work.side is None:
        return SideTurn.NONE
    at = works.index(work)

    def is_its_other_side(other: Segment) -> bool:
        same = (other.exercise, other.set, other.round) == (work.exercise, work.set, work.round)
        return same and other.side is not work.side

    if is_its_other_side(works[min(at + 1, len(works) - 1)]):
        return SideTurn.FIRST
    if at and is_its_other_side(works[at - 1]):
        return SideTurn.OTHER
    if work.dose is None or work.dose.each_side:
        return SideTurn.ALONE
    first = (work.set or work.round or 1) == 1
    return SideTurn.ALTERNATE_FIRST if first else SideTurn.ALTERNATE


def coached(
    *segments: Segment,
    talk: TalkProfile = TalkProfile.FULL,
    seed: int = 0,
    explain: TalkProfile | None = None,
    intro: bool = True,
    **details: Any,
) -> Script:
    """Return the English script of a session of these segments."""
    whole = session(*segments, **details)
    return in_english(whole, talk, seed, explain=explain, intro=intro)


def script_of(*blocks: AnyBlock, level: Level = Level.INTERMEDIATE, **values: Any) -> Script:
    """Return the script of a routine of these blocks, planned at the given level."""
    routine = Routine("made", "Made", SOURCE, blocks, **values)
    return in_english(plan(routine, level))


def cues(script: Script, index: int = FIRST, *kinds: CueKind) -> list[Cue]:
    """Return the cues of a segment, of the given kinds or of all kinds."""
    return [cue for cue in script.cues if cue.segment == index and (not kinds or cue.kind in kinds)]


def texts(script: Script, index: int = FIRST, *kinds: CueKind) -> list[str]:
    """Return the longest wording of each cue of a segment."""
    return [cue.wordings[0].text for cue in cues(script, index, *kinds)]


def said(script: Script, index: int = FIRST, *kinds: CueKind) -> list[tuple[int, str]]:
    """Return the cues of a segment of fixed length as offsets in ms and longest wordings.

    They are in the order of their offsets.
    """
    return sorted(
        (offset_ms(script, index, cue.anchor), cue.wordings[0].text)
        for cue in cues(script, index, *kinds)
    )


def tones_named(script: Script, index: int = FIRST) -> list[tuple[int, str]]:
    """Return the tones of a segment of fixed length as offsets in ms and names, in order."""
    return sorted(
        (offset_ms(script, index, tone.anchor), tone.name)
        for tone in script.tones
        if tone.segment == index
    )


def offset_ms(script: Script, index: int, anchor: Anchor) -> int:
    """Return the time of an anchor in milliseconds from the start of its segment."""
    if anchor.edge is Edge.START:
        return anchor.offset_ms
    length_ms = script.session.segments[index].duration_ms
    assert length_ms is not None, "the end of an elastic segment is not known to a script"
    return length_ms + anchor.offset_ms
