"""Turn one text into sound: spoken by an engine, checked, resampled, trimmed, levelled, limited.

Takes an engine, a voice, a pace and a text, gives samples and their measures. Touches what the
engine touches. The result depends on these four alone, not on the routine that a text is in nor on
the order in which texts are spoken.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import partial
from hashlib import blake2b

import numpy as np

from audioguide.errors import AudioguideError
from audioguide.sound.gating import integrated_lufs
from audioguide.sound.limiter import limit_and_measure
from audioguide.sound.loudness import Energies, block_energies, k_rms_lufs
from audioguide.sound.onset import span, trim
from audioguide.sound.samples import (
    RATE_HZ,
    Samples,
    db_to_gain,
    from_int16,
    resample,
    to_int16,
)
from audioguide.speech.engine import Engine, Utterance, speech_error
from audioguide.speech.in_time import TooSlowError, in_time, limit_of
from audioguide.speech.records import Record

SPEECH_LUFS = -19.0
"""The loudness of speech on one channel; the same sound on two channels is 3 LU louder."""

CEILING_DBTP = -2.0
INTEGRATED_FROM_MS = 1000
"""Clips at least this long are measured by integrated loudness, shorter ones by K-weighted RMS."""

MOST_LOST_LU = 0.5
"""If limiting makes a clip quieter by more than this, it is made again once with more gain."""

RATES_HZ = range(8_000, 192_001)
LEAST_SOUND_MS = 40
# Measured: 52 ms (a long sentence) to 380 ms (two digits) a letter or digit.
LEAST_LETTER_MS = 12
MOST_LETTER_MS = 400
MOST_ONCE_MS = 2_000


def spoken_sound(engine: Engine, voice: str, pace: float, text: str, said: str = "") -> Samples:
    """Return a text as the voice speaks it: mono at `RATE_HZ`, trimmed, with its gain unchanged.

    ``pace`` is the speed as a factor, above 1 faster. ``said`` is the text that the engine is
    given, where that differs from ``text``. Raises SpeechError where the text has no letter or
    digit, where the engine fails, hangs, or gives silence or no valid samples, and where the sound
    is far too short or too long for the text. An AudioguideError of the engine's own passes
    through.
    """
    letters = sum(sign.isalnum() for sign in text)
    if not letters:
        raise speech_error(engine.name, voice, text, "is given no word to say")
    limit_s = limit_of(text)
    try:
        utterance = in_time(partial(engine.synthesize, said or text, voice, pace), limit_s)
    except AudioguideError:
        raise
    except TooSlowError:
        raise speech_error(
            engine.name, voice, text, f"gave no sound in {limit_s:.0f} s for"
        ) from None
    except Exception as error:  # a library's code: whatever it raises, this text has no sound
        raise speech_error(engine.name, voice, text, f"failed ({error!r}) at") from error
    if fault := _fault(utterance, letters):
        raise speech_error(engine.name, voice, text, fault)
    at_rate = resample(utterance.samples, utterance.rate_hz, RATE_HZ)
    return trim(at_rate, RATE_HZ).samples


def _fault(utterance: object, letters: int) -> str:
    """Return what is wrong with an utterance, worded to follow a voice's name; else empty."""
    if not isinstance(utterance, Utterance):
        return "gave no utterance for"
    samples, rate_hz = utterance.samples, utterance.rate_hz
    if rate_hz not in RATES_HZ:
        return f"gave {rate_hz} samples a second for"
    if not isinstance(samples, np.ndarray) or samples.ndim != 1 or samples.dtype != np.float32:
        return "gave no float32 samples of one channel for"
    if not np.isfinite(samples).all():
        return "gave samples that are no numbers for"
    found = span(samples, rate_hz)
    if found is None:
        return "gave silence for"
    sound_ms = (found.end - found.onset) * 1000 / rate_hz
    if sound_ms < max(LEAST_SOUND_MS, LEAST_LETTER_MS * letters):
        return f"gave only {sound_ms:.0f} ms of sound for"
    if sound_ms > MOST_ONCE_MS + MOST_LETTER_MS * letters:
        return f"gave {sound_ms / 1000:.0f} s of sound, too much to be true, for"
    return ""


def levelled(sound: Samples) -> tuple[Record, Samples]:
    """Return trimmed sound brought to the loudness of speech and limited, as a record and samples.

    ``sound`` is mono at `RATE_HZ`. Where limiting makes it quieter by more than `MOST_LOST_LU`, it
    is made again once, with that much more gain. The samples are read-only.
    """
    energies = block_energies(sound, RATE_HZ)
    sound_lufs = _lufs(sound, energies)
    made = with_gain(sound, SPEECH_LUFS - sound_lufs, (energies, sound_lufs))
    lost_lu = SPEECH_LUFS - made[0].lufs
    if lost_lu <= MOST_LOST_LU:
        return made
    return with_gain(sound, SPEECH_LUFS - sound_lufs + lost_lu)


def with_gain(
    sound: Samples, gain_db: float, measured: tuple[Energies, float] | None = None
) -> tuple[Record, Samples]:
    """Return trimmed sound with a gain in dB, limited, as a record of its measures and samples.

    ``sound`` is mono at `RATE_HZ` and must not be silent. The samples are read-only and rounded to
    16 bits, so that they are the same as when they come from a store. ``measured`` is the energies
    of the blocks and the loudness (LUFS) of ``sound``, where they are known: a gain changes them
    all alike, to within the rounding, so only a clip that was limited has to be measured again.
    """
    gained = sound * np.float32(db_to_gain(gain_db))
    limited, peak_dbtp = limit_and_measure(gained, RATE_HZ, CEILING_DBTP)
    rounded = to_int16(limited)
    samples = from_int16(rounded)
    found = span(samples, RATE_HZ)
    assert found is not None, "what was loud enough to level is silent"
    if measured and limited is gained:
        energies, lufs = measured[0] * 10 ** (gain_db / 10), measured[1] + gain_db
    else:
        energies = block_energies(samples, RATE_HZ)
        lufs = _lufs(samples, energies)
    record = Record(
        digest=blake2b(rounded.astype("<i2", copy=False).tobytes(), digest_size=20).digest(),
        length=len(samples),
        onset=found.onset,
        end=found.end,
        lufs=lufs,
        peak_dbtp=peak_dbtp,
        energies=tuple(energies.tolist()),
    )
    return record, samples


def _lufs(sound: Samples, energies: Energies) -> float:
    if len(sound) * 1000 < INTEGRATED_FROM_MS * RATE_HZ:
        return k_rms_lufs(sound, RATE_HZ)
    return integrated_lufs(energies.tolist())


def common_gain_db(sounds: Iterable[Samples]) -> float:
    """Return the gain in dB that brings the mean energy of several sounds to the level of speech.

    The sounds are mono at `RATE_HZ`.
    """
    energies = [10 ** (k_rms_lufs(sound, RATE_HZ) / 10) for sound in sounds]
    return SPEECH_LUFS - 10 * math.log10(sum(energies) / len(energies))


def packed(samples: Samples) -> bytes:
    """Return the samples as a store keeps them: 16 bits each, the least significant byte first."""
    return to_int16(samples).astype("<i2", copy=False).tobytes()


def unpacked(data: bytes, length: int) -> Samples | None:
    """Return the ``length`` samples that `packed` made these bytes of; None for other bytes.

    The samples are read-only.
    """
    if len(data) != 2 * length:
        return None
    return from_int16(np.frombuffer(data, "<i2"))
