"""Play the programme's sounds from the table of notes.

Takes a name and a set, gives samples at 48 kHz; touches nothing else.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from audioguide.model.sounds import SoundSet
from audioguide.sound.samples import RATE_HZ, Samples, db_to_gain
from audioguide.sound.tone_table import (
    TONE_NAMES,
    WAKE_NOISE_MS,
    Note,
    TonePattern,
    find,
    pattern_ms,
)

RELEASE = 0.4  # the part of a note in which it ends, so that it ends on exactly 0

WAKE_NOISE_DBFS = -63.5
WAKE_NOISE_FADE_MS = 100
WAKE_NOISE_SEED = 1770
# A Hann window this long is down 6 dB at 4 kHz. Lower, and the level would wander audibly and
# reach what counts as sound.
WAKE_NOISE_TAPS = 12


@lru_cache(maxsize=len(SoundSet) * len(TONE_NAMES))
def tone(name: str, of: SoundSet) -> Samples:
    """Play a sound of a set at 48 kHz; read-only, since every caller gets the same array.

    Raises ValueError for a name that is not in TONE_NAMES.
    """
    sound = find(name, of)
    mixed = np.zeros(_count(pattern_ms(sound)), dtype=np.float64)
    for note in sound.notes:
        start = _count(note.at_ms)
        played = _play(note, sound)
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


def _play(note: Note, sound: TonePattern) -> NDArray[np.float64]:
    seconds = np.arange(_count(note.lasts_ms)) / RATE_HZ
    wave = np.zeros(len(seconds))
    for number, partial_db in enumerate(sound.partials_db, start=1):
        wave += db_to_gain(partial_db) * np.sin(2.0 * np.pi * number * note.pitch_hz * seconds)
    wave *= db_to_gain(note.level_db) * np.exp(-seconds * 1000.0 / sound.decay_ms)
    attack = _rise(_count(sound.attack_ms))
    wave[: len(attack)] *= attack
    release = _rise(round(RELEASE * len(wave))) ** 2
    wave[len(wave) - len(release) :] *= release[::-1]
    return wave


def _rise(count: int) -> NDArray[np.float64]:
    """Rise from 0 as a quarter of a sine does: at once, so that the onset is where it begins."""
    return np.sin(0.5 * np.pi * np.arange(count) / count)


def _shared(values: NDArray[np.float64]) -> Samples:
    samples = values.astype(np.float32)
    samples.setflags(write=False)
    return samples


def _count(ms: int) -> int:
    return ms * RATE_HZ // 1000
