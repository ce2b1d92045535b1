"""The sounds of the programme: a table of notes, and what plays it.

Takes a name, gives samples at 48 kHz; touches nothing else. A listener tells the sounds apart by
rhythm and direction as well as pitch: one note (tick, attention), two (start rises fast, end
falls slowly), three rising (opening), a phrase that comes home to a chord (closing).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from audioguide.sound.samples import RATE_HZ, Samples, db_to_gain

# Equal temperament, A4 = 440 Hz. No two of these are an octave apart: an octave is the one
# interval a listener takes for the same note.
F_SHARP_5 = 739.99
A_5 = 880.00
B_5 = 987.77
C_SHARP_6 = 1108.73
D_6 = 1174.66
E_6 = 1318.51
G_6 = 1567.98

PARTIALS_DB = (0.0, -18.0, -24.0)  # the fundamental and two harmonics: a bell rather than a beep
RELEASE = 0.4  # the part of a note in which it ends, so that it ends on exactly 0

WAKE_NOISE_MS = 1500
WAKE_NOISE_DBFS = -63.5
WAKE_NOISE_FADE_MS = 100
WAKE_NOISE_SEED = 1770
# A Hann window this long is down 6 dB at 4 kHz. Lower, and the level would wander audibly and
# reach what counts as sound.
WAKE_NOISE_TAPS = 12


@dataclass(frozen=True, slots=True)
class Note:
    """One pitch, struck `at_ms` into its sound and gone `lasts_ms` later."""

    at_ms: int
    lasts_ms: int
    pitch_hz: float
    level_db: float = 0.0

    @property
    def ends_ms(self) -> int:
        """When it is gone, in its sound."""
        return self.at_ms + self.lasts_ms


@dataclass(frozen=True, slots=True)
class Tone:
    """Notes played together, the loudest sample at `peak_dbfs`.

    A note rises in `attack_ms` and then falls by 8.7 dB every `decay_ms`.
    """

    peak_dbfs: float
    attack_ms: int
    decay_ms: int
    notes: tuple[Note, ...]


TONES: dict[str, Tone] = {
    "opening": Tone(
        -11.5, 4, 180, (Note(0, 200, A_5), Note(200, 200, C_SHARP_6), Note(400, 400, E_6))
    ),
    "start": Tone(-9.5, 3, 120, (Note(0, 70, D_6), Note(70, 100, G_6))),
    "end": Tone(-10.0, 4, 150, (Note(0, 160, E_6), Note(160, 260, A_5))),
    "tick": Tone(-9.5, 3, 30, (Note(0, 40, B_5),)),
    "attention": Tone(-13.5, 5, 120, (Note(0, 150, F_SHARP_5),)),
    "closing": Tone(
        -10.0,
        4,
        350,
        (
            Note(0, 200, E_6),
            Note(200, 200, C_SHARP_6),
            Note(400, 200, D_6),
            Note(600, 200, B_5),
            Note(800, 1000, A_5, -3.0),
            Note(800, 1000, C_SHARP_6, -9.0),
            Note(800, 1000, E_6, -11.0),
        ),
    ),
}

TONE_NAMES: tuple[str, ...] = tuple(TONES)


def duration_ms(name: str) -> int:
    """Give the exact length of a sound from the table, without making it."""
    return max(note.ends_ms for note in _find(name).notes)


@lru_cache(maxsize=len(TONES))
def tone(name: str) -> Samples:
    """Play a sound of the table at 48 kHz; read-only, since every caller gets the same array.

    Raises ValueError for a name that is not in TONE_NAMES.
    """
    sound = _find(name)
    mixed = np.zeros(_count(duration_ms(name)), dtype=np.float64)
    for note in sound.notes:
        start = _count(note.at_ms)
        played = _play(note, sound.attack_ms, sound.decay_ms)
        mixed[start : start + len(played)] += played
    mixed *= db_to_gain(sound.peak_dbfs) / np.abs(mixed).max()
    return _shared(mixed)


@lru_cache(maxsize=1)
def wake_noise() -> Samples:
    """Make 1.5 s of very low noise, which wakes a Bluetooth headset before the first sound.

    48 kHz, read-only, -63.5 dBFS RMS between its fades, and always the same. To `span` it is
    silence, to an MP3 encoder it is not.
    """
    count = _count(WAKE_NOISE_MS)
    # Raw output of the generator: numpy promises that stream, not those of its distributions.
    raw = np.random.PCG64(WAKE_NOISE_SEED).random_raw(count + WAKE_NOISE_TAPS - 1)
    white = raw.astype(np.float64) / 2.0**63 - 1.0
    noise = np.convolve(white, np.hanning(WAKE_NOISE_TAPS + 2)[1:-1], mode="valid")
    noise *= db_to_gain(WAKE_NOISE_DBFS) / np.sqrt(np.mean(np.square(noise)))
    fade = _rise(_count(WAKE_NOISE_FADE_MS)) ** 2
    noise[: len(fade)] *= fade
    noise[-len(fade) :] *= fade[::-1]
    return _shared(noise)


def _play(note: Note, attack_ms: int, decay_ms: int) -> NDArray[np.float64]:
    seconds = np.arange(_count(note.lasts_ms)) / RATE_HZ
    wave = np.zeros(len(seconds))
    for number, partial_db in enumerate(PARTIALS_DB, start=1):
        wave += db_to_gain(partial_db) * np.sin(2.0 * np.pi * number * note.pitch_hz * seconds)
    wave *= db_to_gain(note.level_db) * np.exp(-seconds * 1000.0 / decay_ms)
    attack = _rise(_count(attack_ms))
    wave[: len(attack)] *= attack
    release = _rise(round(RELEASE * len(wave))) ** 2
    wave[len(wave) - len(release) :] *= release[::-1]
    return wave


def _rise(count: int) -> NDArray[np.float64]:
    """Rise from 0 as a quarter of a sine does: at once, so that the onset is where it begins."""
    return np.sin(0.5 * np.pi * np.arange(count) / count)


def _find(name: str) -> Tone:
    if name not in TONES:
        raise ValueError(f"no sound `{name}`; there are {', '.join(TONE_NAMES)}")
    return TONES[name]


def _shared(values: NDArray[np.float64]) -> Samples:
    samples = values.astype(np.float32)
    samples.setflags(write=False)
    return samples


def _count(ms: int) -> int:
    return ms * RATE_HZ // 1000
