"""Give every sound of a Timeline its first sample, and an address that stands for its samples.

Takes a Timeline, gives places in order; touches nothing and loads no numpy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from audioguide.model.script import CueKind
from audioguide.model.sounds import Sounds, SoundSet
from audioguide.model.timeline import PlacedCue, PlacedTone, Timeline
from audioguide.sound.tone_table import TONES_VERSION, WAKE_NOISE_MS, duration_ms
from audioguide.store import key_of
from audioguide.units import ms_to_samples

if TYPE_CHECKING:
    from audioguide.sound.samples import Samples

GRID_SAMPLES = 384
"""The grid of 8 ms on which every sound begins that need not be exact.

A whole second is 125 of them, and an MP3 frame 3: however many seconds an edited line moves what
comes after it, a sound has one of three phases, all of which are soon known.
"""

EXACT = frozenset({CueKind.COUNT, CueKind.COUNT_IN, CueKind.TEMPO})
"""The kinds of cue that are heard as a beat and stay exact; all others move by 4 ms at most."""


@dataclass(frozen=True, slots=True, eq=False)
class MixEvent:
    """A sound and its first sample.

    ``length`` is in samples, and ``address`` stands for what the sound holds.
    """

    start: int
    length: int
    address: bytes
    load: Callable[[], Samples] = field(repr=False)

    @property
    def end(self) -> int:
        """The sample after the last one."""
        return self.start + self.length


def events(timeline: Timeline) -> list[MixEvent]:
    """Return everything that sounds, in order of start: the wake noise, all cues and all tones."""
    sounds = timeline.script.session.sounds
    found = [_wake()]
    found += [_cue(cue) for cue in timeline.cues]
    found += [_tone_event(tone, sounds) for tone in timeline.tones]
    return sorted(found, key=lambda event: event.start)


def _cue(placed: PlacedCue) -> MixEvent:
    clip = placed.clip
    start = ms_to_samples(placed.start_ms) - clip.onset
    if placed.cue.kind not in EXACT:
        start = (start + GRID_SAMPLES // 2) // GRID_SAMPLES * GRID_SAMPLES
    return MixEvent(start, clip.length, clip.digest, clip.load)


def _tone_event(placed: PlacedTone, sounds: Sounds) -> MixEvent:
    name, start = placed.name, ms_to_samples(placed.start_ms)
    if clip := sounds.own_clip(name):
        return MixEvent(start - clip.onset, clip.length, clip.digest, clip.load)
    length = ms_to_samples(duration_ms(name, sounds))
    address = key_of(TONES_VERSION, sounds.set.value, name)
    return MixEvent(start, length, address, partial(_tone, name, sounds.set))


def _wake() -> MixEvent:
    return MixEvent(
        0, ms_to_samples(WAKE_NOISE_MS), key_of(TONES_VERSION, "wake noise"), _wake_noise
    )


def _tone(name: str, of: SoundSet) -> Samples:
    from audioguide.sound.tones import tone

    return tone(name, of)


def _wake_noise() -> Samples:
    from audioguide.sound.tones import wake_noise

    return wake_noise()
