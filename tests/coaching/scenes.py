"""Small sessions made by hand, and what a script says in them, for tests of coaching and timeline.

An offset is counted in milliseconds from the start of a segment of fixed length.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from audioguide.coaching import coach
from audioguide.errors import Source
from audioguide.library import load_phrases
from audioguide.model.routine import Exercise, Level, Side, Tempo
from audioguide.model.script import Anchor, Cue, CueKind, Edge, Script, TalkProfile
from audioguide.model.session import Dose, Segment, SegmentKind, Session

SOURCE = Source("hips.yaml", 7, 5)
TWO_SECONDS_EACH = Tempo(2, 0, 2, 0)
FIRST = 1
"""Index of the first segment after the intro."""


def exercise(name: str = "banded squat", **details: Any) -> Exercise:
    """An exercise with as little as possible about it."""
    return Exercise(name.replace(" ", "-"), name.capitalize(), name, SOURCE, **details)


SQUAT = exercise()
WALK = exercise("lateral walk", limb="leg")


def tempo(digits: str) -> Tempo:
    """``3-1-2-0`` as the routine language writes it."""
    return Tempo(*map(int, digits.split("-")))


def timed(length_ms: int, of: Exercise = SQUAT, **details: Any) -> Segment:
    """Work by time."""
    return Segment(0, SegmentKind.WORK, SOURCE, length_ms, exercise=of, **details)


def counted(reps: int, pace: Tempo = TWO_SECONDS_EACH, **details: Any) -> Segment:
    """Work by reps, in the first set unless told otherwise."""
    rep_ms = 1000 * (pace.lower_s + pace.low_hold_s + pace.lift_s + pace.high_hold_s)
    of = details.pop("of", SQUAT)
    first_time = details.pop("first_time", True)
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
    """What leads up to work without a rest; the movements after the first are explained."""
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
    """A rest that leads to work, or with no time to get ready to something else."""
    return Segment(0, SegmentKind.REST, SOURCE, length_ms, get_ready_ms=get_ready_ms)


def switch(length_ms: int = 8_000, of: Exercise = WALK, side: Side = Side.RIGHT) -> Segment:
    """The time between the two sides of a set."""
    kind = SegmentKind.SWITCH
    return Segment(0, kind, SOURCE, length_ms, get_ready_ms=5_000, exercise=of, side=side)


def pause(length_ms: int) -> Segment:
    """A time in which nothing is asked."""
    return Segment(0, SegmentKind.PAUSE, SOURCE, length_ms)


def speech(text: str) -> Segment:
    """The author's own words."""
    return Segment(0, SegmentKind.SPEECH, SOURCE, tail_ms=1_000, text=text)


def session(*segments: Segment, **details: Any) -> Session:
    """The segments between an intro and an outro."""
    intro = Segment(0, SegmentKind.INTRO, SOURCE, tail_ms=1_000, chapter="Introduction")
    outro = Segment(0, SegmentKind.OUTRO, SOURCE, tail_ms=1_000, chapter="Finish")
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
    numbered = tuple(replace(one, index=index) for index, one in enumerate(whole))
    return Session(segments=numbered, **(known | details))


def coached(
    *segments: Segment,
    talk: TalkProfile = TalkProfile.FULL,
    seed: int = 0,
    skip_explanations: bool = False,
    intro: bool = True,
    **details: Any,
) -> Script:
    """The script of a session of these segments."""
    whole = session(*segments, **details)
    return coach(
        whole, talk, load_phrases("en"), seed, skip_explanations=skip_explanations, intro=intro
    )


def cues(script: Script, index: int = FIRST, *kinds: CueKind) -> list[Cue]:
    """The cues of a segment, of some kinds or of all."""
    return [cue for cue in script.cues if cue.segment == index and (not kinds or cue.kind in kinds)]


def texts(script: Script, index: int = FIRST, *kinds: CueKind) -> list[str]:
    """The longest wordings of a segment's cues."""
    return [cue.wordings[0].text for cue in cues(script, index, *kinds)]


def said(script: Script, index: int = FIRST, *kinds: CueKind) -> list[tuple[int, str]]:
    """Where a fixed segment's cues are wanted, and their longest wordings, in order."""
    return sorted(
        (offset_ms(script, index, cue.anchor), cue.wordings[0].text)
        for cue in cues(script, index, *kinds)
    )


def tones_named(script: Script, index: int = FIRST) -> list[tuple[int, str]]:
    """A fixed segment's sounds in order."""
    return sorted(
        (offset_ms(script, index, tone.anchor), tone.name)
        for tone in script.tones
        if tone.segment == index
    )


def offset_ms(script: Script, index: int, anchor: Anchor) -> int:
    """An anchor as a time from the segment's start."""
    if anchor.edge is Edge.START:
        return anchor.offset_ms
    length_ms = script.session.segments[index].duration_ms
    assert length_ms is not None, "the end of an elastic segment is not known to a script"
    return length_ms + anchor.offset_ms
