"""Where everything that sounds begins, in samples; of what it sounds like, only its address.

Takes a Timeline, gives places in order; touches nothing and loads no numpy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from audioguide.model.script import CueKind
from audioguide.model.timeline import PlacedCue, Timeline
from audioguide.sound.tone_table import TONES_VERSION, WAKE_NOISE_MS, duration_ms
from audioguide.store import key_of
from audioguide.units import ms_to_samples

if TYPE_CHECKING:
    from audioguide.sound.samples import Samples

GRID_SAMPLES = 384
"""8 ms: what need not be exact begins on it.

A whole second is 125 of them, and an MP3 frame 3: however many seconds an edited line moves what
comes after it, a sound has one of three phases, all of which are soon known.
"""

EXACT = frozenset({CueKind.COUNT, CueKind.COUNT_IN, CueKind.TEMPO})
"""What is heard as a beat. All else moves by 4 ms at most."""


@dataclass(frozen=True, slots=True, eq=False)
class MixEvent:
    """A sound at its first sample; ``address`` stands for its samples."""

    start: int
    length: int
    address: bytes
    load: Callable[[], Samples] = field(repr=False)

    @property
    def end(self) -> int:
        """The number of the sample behind its last one."""
        return self.start + self.length


def events(timeline: Timeline) -> list[MixEvent]:
    """All that sounds, in order of start."""
    found = [_wake()]
    found += [_cue(cue) for cue in timeline.cues]
    found += [_tone_event(tone.name, tone.start_ms) for tone in timeline.tones]
    return sorted(found, key=lambda event: event.start)


def _cue(placed: PlacedCue) -> MixEvent:
    clip = placed.clip
    start = ms_to_samples(placed.start_ms) - clip.onset
    if placed.cue.kind not in EXACT:
        start = (start + GRID_SAMPLES // 2) // GRID_SAMPLES * GRID_SAMPLES
    return MixEvent(start, clip.length, clip.digest, clip.load)


def _tone_event(name: str, start_ms: int) -> MixEvent:
    length = ms_to_samples(duration_ms(name))
    return MixEvent(
        ms_to_samples(start_ms), length, key_of(TONES_VERSION, name), partial(_tone, name)
    )


def _wake() -> MixEvent:
    return MixEvent(
        0, ms_to_samples(WAKE_NOISE_MS), key_of(TONES_VERSION, "wake noise"), _wake_noise
    )


def _tone(name: str) -> Samples:
    from audioguide.sound.tones import tone

    return tone(name)


def _wake_noise() -> Samples:
    from audioguide.sound.tones import wake_noise

    return wake_noise()
