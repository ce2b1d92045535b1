"""The engine `silent`, for tests and goldens: a hum of known length in place of words.

Takes text, gives samples that are the same on every machine, up to the last bit of `cos`. Touches
nothing.
"""

from __future__ import annotations

import math
from hashlib import sha256

from audioguide.speech.engine import Engine, Utterance, Voice, find_voice

RATE_HZ = 24_000
"""The engine's rate: half the timeline's, so that resampling is part of every test."""

CHARACTER_MS = 65
LEAST_MS = 200
AMPLITUDE = 10 ** (-30 / 20)

# A pitch of its own keeps one text's clip from passing for another's.
LOWEST_HZ = 220
PITCHES = 200

# As engines do it: never the same silence twice.
BEFORE_MS = (40, 320)
AFTER_MS = (60, 480)

# Resampling and the window of `sound.onset` widen a sharp edge by some samples: this much less
# hum, and its length at the timeline's rate rounds up to exactly `silent_ms`.
NARROWER = 2

VOICE = Voice("hum", "en", "no words: a hum of fixed length a character, for tests")


def silent_ms(text: str, pace: float = 1.0) -> int:
    """Return how long a text's hum is, from its first to its last sample, in whole milliseconds.

    65 ms a character, at least 200 ms, divided by the pace.
    """
    return math.ceil(max(LEAST_MS, CHARACTER_MS * len(text)) / pace)


class SilentEngine(Engine):
    """The engine `silent`: each text has a pitch, and silences around it, of its own."""

    name = "silent"
    version = "1"

    def voices(self) -> tuple[Voice, ...]:
        """Return the one voice, `hum`."""
        return (VOICE,)

    def synthesize(self, text: str, voice: str, pace: float) -> Utterance:
        """Hum for as long as `silent_ms` says. Raises UsageError for an unknown voice."""
        import numpy as np

        find_voice(self.name, self.voices(), voice)
        digest = sha256(text.encode()).digest()
        before, after = (
            low + int.from_bytes(digest[at : at + 2]) % (high - low)
            for at, (low, high) in ((0, BEFORE_MS), (2, AFTER_MS))
        )
        pitch_hz = LOWEST_HZ + int.from_bytes(digest[4:6]) % PITCHES
        count = silent_ms(text, pace) * RATE_HZ // 1000 - NARROWER
        phase = 2 * np.pi * pitch_hz * np.arange(count) / RATE_HZ
        hum = AMPLITUDE * np.cos(phase)
        first, last = (np.zeros(ms * RATE_HZ // 1000) for ms in (before, after))
        samples = np.concatenate((first, hum, last)).astype(np.float32)
        return Utterance(samples, RATE_HZ)
