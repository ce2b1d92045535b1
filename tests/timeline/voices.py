"""Voices of known length, and what a timeline holds, for tests of the timeline."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from audioguide.model.clip import Clip
from audioguide.model.script import CueKind, Script, Wording
from audioguide.model.timeline import PlacedCue, PlacedTone, Timeline
from audioguide.timeline import arrange
from audioguide.units import SAMPLES_PER_MS

LEAD = 480
"""Samples of quiet before the first word: a clip does not begin with its onset."""


def by_characters(text: str) -> int:
    """Milliseconds of a text, at least as long as the shortest word."""
    return max(250, 60 * len(text))


class FakeVoice:
    """Clips of a length that the text alone decides; remembers what it was asked for."""

    def __init__(
        self,
        length_ms: Callable[[str], int] = by_characters,
        known_ms: Mapping[str, int] | None = None,
    ) -> None:
        self._length_ms, self._known_ms = length_ms, known_ms or {}
        self.asked: list[str] = []

    def clip(self, wording: Wording) -> Clip:
        """The clip of a wording; the same for the same words."""
        self.asked.append(wording.text)
        ms = self._known_ms.get(wording.text) or self._length_ms(wording.text)
        end = LEAD + ms * SAMPLES_PER_MS
        return Clip(
            spoken=wording.spoken,
            digest=wording.spoken.encode(),
            length=end,
            onset=LEAD,
            end=end,
            lufs=-19.0,
            peak_dbtp=-3.0,
            load=lambda: np.zeros(end, np.float32),
        )


def arranged(script: Script, **known_ms: int) -> Timeline:
    """The script at its times, some texts of a given length."""
    return arrange(script, FakeVoice(known_ms=known_ms), "fake")


def said(timeline: Timeline, index: int, *kinds: CueKind) -> list[tuple[int, str]]:
    """Onsets from the segment's start and words of a segment's cues."""
    start_ms = timeline.segments[index].start_ms
    return [
        (placed.start_ms - start_ms, placed.wording.text)
        for placed in timeline.cues
        if placed.cue.segment == index and (not kinds or placed.cue.kind in kinds)
    ]


def tones_named(timeline: Timeline, name: str) -> list[PlacedTone]:
    """All sounds of a name."""
    return [tone for tone in timeline.tones if tone.name == name]


def events(timeline: Timeline) -> list[PlacedCue | PlacedTone]:
    """Everything that is heard, in order."""
    heard: list[PlacedCue | PlacedTone] = [*timeline.cues, *timeline.tones]
    return sorted(heard, key=lambda event: event.start_ms)
