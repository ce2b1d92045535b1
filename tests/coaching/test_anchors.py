"""A band fixed to something is tested before it is loaded, each time it is fixed anew."""

from __future__ import annotations

import pytest

from audioguide.library import load_routine
from audioguide.model.routine import Level
from audioguide.model.script import CueKind, Script, TalkProfile
from audioguide.model.session import Segment
from audioguide.model.transition import SegmentKind
from audioguide.planning import plan
from tests.language.english import in_english

ROUTINES = ("running-muscles", "feet-and-ankles", "all-nine")


def checked(script: Script, segment: Segment) -> bool:
    """Return whether a segment has the safety cue that tells the listener to pull gently first."""
    own = [cue for cue in script.cues if cue.segment == segment.index]
    return any(cue.kind is CueKind.SAFETY and "Pull gently" in cue.wordings[0].text for cue in own)


@pytest.mark.parametrize("talk", TalkProfile)
@pytest.mark.parametrize("name", ROUTINES)
def test_every_new_anchor_is_checked_aloud(name: str, talk: TalkProfile) -> None:
    """A new anchor is checked in each setup or rest with 30 s to get ready, and in each switch."""
    session = plan(load_routine(name), Level.INTERMEDIATE)
    script = in_english(session, talk)
    asked = 0
    for segment, following in zip(session.segments, session.segments[1:], strict=False):
        exercise = following.exercise
        anchored = exercise is not None and exercise.band is not None and exercise.band.anchor
        if following.kind is not SegmentKind.WORK or not anchored:
            continue
        switched = segment.kind is SegmentKind.SWITCH
        if switched or segment.get_ready_ms >= 30_000:
            asked += 1
            assert checked(script, segment), (name, segment.index)
    assert asked >= 2
