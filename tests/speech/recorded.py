"""Sound files such as a person records: a tone with quiet room round it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile

from audioguide.sound.samples import Samples

BEFORE_S, AFTER_S = 0.7, 0.4
HISS = 1e-4


def burst(
    hz: float, seconds: float, rate_hz: int = 48_000, level: float = 0.2, offset: float = 0.0
) -> Samples:
    """A tone behind 0.7 s of hiss and before 0.4 s of it."""
    time = np.arange(round(seconds * rate_hz)) / rate_hz
    tone = level * np.sin(2 * np.pi * hz * time)
    before, after = round(BEFORE_S * rate_hz), round(AFTER_S * rate_hz)
    room = np.random.default_rng(1).normal(offset, HISS, before + len(tone) + after)
    room[before : before + len(tone)] += tone
    return room.astype(np.float32)


def record(path: Path, samples: Samples, rate_hz: int = 48_000, **details: str) -> Path:
    """A sound file of these samples, in the form that its name tells."""
    path.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(path, samples, rate_hz, **details)
    return path
