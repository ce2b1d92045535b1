"""Timelines for a listener with eyes shut, and ways to break them on purpose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from audioguide import pipeline
from audioguide.checking.listener import Hearing, listen
from audioguide.model.routine import Level
from audioguide.model.script import TalkProfile, Wording
from audioguide.model.timeline import PlacedCue, Timeline
from audioguide.options import Options
from audioguide.timeline import arrange
from tests.language.english import ENGLISH
from tests.timeline.voices import FakeVoice

Break = Callable[[PlacedCue], PlacedCue | None]
"""What becomes of a cue; None takes it away."""


@cache
def timeline_of(
    name: str, level: Level = Level.INTERMEDIATE, talk: TalkProfile = TalkProfile.FULL
) -> Timeline:
    """Return the timeline of a shipped routine, with a voice that is only as long as a real one."""
    script = pipeline.write_script(pipeline.read(name), Options(level=level, talk=talk))
    return arrange(script, FakeVoice(), "fake")


def heard(timeline: Timeline) -> Hearing:
    """Return what came of listening to it in English."""
    return listen(timeline, ENGLISH)


def without(text: str) -> Break:
    """Take a sentence out of every cue that has it; a cue with nothing else goes."""

    def change(cue: PlacedCue) -> PlacedCue | None:
        said = cue.wording.text
        if text not in said:
            return cue
        left = " ".join(said.replace(text, "").split())
        return worded(cue, left) if left else None

    return change


def without_kind(kind: str) -> Break:
    """Take every cue of a kind away."""
    return lambda cue: None if cue.cue.kind == kind else cue


def instead(old: str, new: str) -> Break:
    """Say something else in every cue that has a text."""
    return lambda cue: worded(cue, cue.wording.text.replace(old, new))


def later(text: str, ms: int) -> Break:
    """Say every cue with a text so much later."""

    def change(cue: PlacedCue) -> PlacedCue:
        late = ms if text in cue.wording.text else 0
        return replace(cue, start_ms=cue.start_ms + late, end_ms=cue.end_ms + late)

    return change


def worded(cue: PlacedCue, text: str) -> PlacedCue:
    """Return a cue with another text."""
    return replace(cue, wording=Wording(text, text, cue.wording.count))


def broken(timeline: Timeline, change: Break) -> Timeline:
    """Return a timeline with each of its cues changed."""
    cues = [one for cue in timeline.cues if (one := change(cue))]
    cues.sort(key=lambda cue: cue.start_ms)
    return replace(timeline, cues=tuple(cues))
