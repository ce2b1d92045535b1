"""Small timelines made by hand, for whoever reads a `Timeline`."""

from __future__ import annotations

from functools import partial

import numpy as np

from audioguide.errors import Source
from audioguide.model.clip import Clip
from audioguide.model.line import Prose, line
from audioguide.model.routine import Exercise, Level, Side, Tempo
from audioguide.model.script import Anchor, Cue, CueKind, Edge, Script, TalkProfile, Tone, Wording
from audioguide.model.session import Segment, Session
from audioguide.model.timeline import (
    Chapter,
    Dropped,
    PlacedCue,
    PlacedSegment,
    PlacedTone,
    Timeline,
)
from audioguide.model.transition import SegmentKind

FILE = "content/routines/hips.yaml"
MARCH = Exercise("march-on-the-spot", "march on the spot", "march on the spot", Source("x.yaml"))
WALK = Exercise(
    "lateral-banded-walk", "lateral banded walk", "lateral banded walk", Source("x.yaml")
)


def timeline(file: str = FILE, title: str = "Hips before hills") -> Timeline:
    """Intro, a say block, a march by time, a walk by reps on both sides, a rest, the end."""
    source = Source(file, 12, 5)
    walk = partial(
        Segment,
        source=source,
        block="Strong hips",
        exercise=WALK,
        set=1,
        sets=4,
        reps=9,
        tempo=Tempo(2, 0, 2, 0),
    )
    kinds = SegmentKind
    segments = [
        (11_000, Segment(0, kinds.INTRO, source, chapter=line("Welcome"))),
        (
            4_000,
            Segment(
                1, kinds.SPEECH, source, text="Find a clear strip of floor,\nthree steps long."
            ),
        ),
        (14_000, Segment(2, kinds.SETUP, source, block="Warm-up", exercise=MARCH)),
        (
            30_000,
            Segment(3, kinds.WORK, source, block="Warm-up", exercise=MARCH, round=1, rounds=2),
        ),
        (36_000, walk(4, kinds.WORK, side=Side.LEFT)),
        (8_000, walk(5, kinds.SWITCH, side=Side.RIGHT)),
        (36_000, walk(6, kinds.WORK, side=Side.RIGHT)),
        (45_000, Segment(7, kinds.REST, source, block="Strong hips")),
        (5_000, Segment(8, kinds.OUTRO, source)),
    ]
    placed = []
    start_ms = 0
    for duration_ms, segment in segments:
        placed.append(PlacedSegment(segment, start_ms, start_ms + duration_ms))
        start_ms += duration_ms
    cues = (
        _said(0, CueKind.SAFETY, "Stop on sharp pain.", 5_000, source),
        _said(3, CueKind.TIME, "Halfway.", 44_000, source),
        _said(5, CueKind.SIDE, "Switch. Right leg leads.", 95_700, source),
    )
    tones = (
        PlacedTone(3, "start", 29_000, 29_300),
        PlacedTone(3, "tick", 56_000, 56_050),
        PlacedTone(3, "end", 59_000, 59_300),
    )
    session = Session(
        name="hips",
        title=title,
        language="en",
        level=Level.INTERMEDIATE,
        summary="",
        equipment=(Prose("loop band"),),
        safety="",
        source=source,
        segments=tuple(one for _, one in segments),
    )
    script = Script(
        session,
        TalkProfile.FULL,
        tuple(one.cue for one in cues),
        tuple(Tone(one.segment, one.name, Anchor(Edge.START, 0)) for one in tones),
        None,
        equipment=("loop band",),
        chapters={0: "Welcome"},
    )
    return Timeline(
        script=script,
        voice="silent",
        segments=tuple(placed),
        cues=cues,
        tones=tones,
        chapters=(Chapter("Welcome", 0, 11_000), Chapter("Warm-up", 11_000, start_ms)),
        dropped=(
            Dropped(3, CueKind.ENCOURAGEMENT, "Keep it light.", "no room"),
            Dropped(6, CueKind.ENCOURAGEMENT, "Strong.", "no room"),
            Dropped(4, CueKind.DOSE, "Nine reps.", "no wording ends in time"),
        ),
        duration_ms=start_ms,
    )


def _said(segment: int, kind: CueKind, text: str, start_ms: int, source: Source) -> PlacedCue:
    wording = Wording(text, text)
    anchor = Anchor(Edge.START, 0)
    cue = Cue(segment, kind, 10, (line(text),), anchor, False, source, wordings=(wording,))
    clip = Clip(
        spoken=text,
        digest=text.encode(),
        length=480,
        onset=48,
        end=432,
        lufs=-19.0,
        peak_dbtp=-6.0,
        load=lambda: np.zeros(480, np.float32),
    )
    return PlacedCue(cue, wording, clip, start_ms, start_ms + 8)
