"""Wordings to clips: every utterance is checked, resampled, trimmed, levelled and limited here.

Takes wordings and an engine's voice, gives clips. Touches what the engine touches. A clip depends
on its wording, the voice and the engine alone, not on the routine it is in nor on the order in
which clips are made.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Self

import numpy as np

from audioguide.errors import AudioguideError
from audioguide.model.clip import Clip
from audioguide.model.script import Wording
from audioguide.sound.limiter import limit
from audioguide.sound.loudness import k_rms_lufs, loudness_lufs, true_peak_dbtp
from audioguide.sound.onset import span, trim
from audioguide.sound.samples import RATE_HZ, Samples, db_to_gain, resample
from audioguide.speech.engine import Engine, Utterance, open_engine, speech_error

SPEECH_LUFS = -19.0
"""Mono; the same sound on two channels is 3 LU louder."""

CEILING_DBTP = -2.0
INTEGRATED_FROM_MS = 1000
"""From here up loudness is the integrated one; shorter clips have the K-weighted RMS."""

MOST_LOST_LU = 0.5
"""More than this lost in limiting is made up for, once."""

PACE = 1.0
"""hibari's own pace is 158 to 184 words a minute in explanations, pauses included."""

# Two callers of one hibari model make a cold run a third shorter on two cores, where two
# processes lose what they gain to a second start and load.
THREADS = 2

# One gain for all counts, from words that any counted set has, whatever the routine counts to.
REFERENCE_COUNTS = (
    *("One.", "Two.", "Three.", "Four.", "Five."),
    *("Six.", "Seven.", "Eight.", "Nine.", "Ten."),
)

RATES_HZ = range(8_000, 192_001)
LEAST_SOUND_MS = 40
# Measured: 52 ms (a long sentence) to 380 ms (two digits) a letter or digit.
LEAST_LETTER_MS = 12
MOST_LETTER_MS = 400
MOST_ONCE_MS = 2_000

Progress = Callable[[str, int, int], None]


class Speaker:
    """Gives every wording its clip, made once, in one voice (``ENGINE[:VOICE]``).

    Raises UsageError for an unknown engine or voice, InstallationError for a missing package.
    """

    def __init__(self, voice: str, progress: Progress | None = None) -> None:
        self.engine, self.voice = open_engine(voice)
        self._progress = progress or (lambda what, done, total: None)
        self._clips: dict[tuple[str, bool], Clip] = {}
        self._count_gain: float | None = None
        self._pool = ThreadPoolExecutor(THREADS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.shutdown(cancel_futures=True)
        if close := getattr(self.engine, "close", None):
            close()

    def clip(self, wording: Wording) -> Clip:
        """The clip of one wording; the same object for what is spoken alike.

        Raises SpeechError for an utterance that failed, InstallationError for a missing voice.
        """
        key = _key(wording)
        if key not in self._clips:
            self._clips[key] = self._made(wording)
        return self._clips[key]

    def prepare(self, wordings: Iterable[Wording]) -> None:
        """Make all clips that are missing, several at once. Raises what `clip` raises."""
        missing = {_key(one): one for one in wordings if _key(one) not in self._clips}
        if not missing:
            return
        self._progress("Speaking", 0, len(missing))
        if any(wording.count for wording in missing.values()):
            self._count_gain_db()  # before the pool is full: it needs the pool itself
        made = self._pool.map(self._made, missing.values())
        for done, (key, clip) in enumerate(zip(missing, made, strict=True), start=1):
            self._clips[key] = clip
            self._progress("Speaking", done, len(missing))

    def _made(self, wording: Wording) -> Clip:
        sound = self._sound(wording.spoken)
        if wording.count:
            return _clip(wording.spoken, sound, self._count_gain_db())
        return _levelled(wording.spoken, sound)

    def _sound(self, spoken: str) -> Samples:
        return spoken_sound(self.engine, self.voice, spoken)

    def _count_gain_db(self) -> float:
        """What brings the reference counts' mean energy to the level of speech."""
        if self._count_gain is None:
            sounds = self._pool.map(self._sound, REFERENCE_COUNTS)
            energies = [10 ** (k_rms_lufs(sound, RATE_HZ) / 10) for sound in sounds]
            mean_lufs = 10 * math.log10(sum(energies) / len(energies))
            self._count_gain = SPEECH_LUFS - mean_lufs
        return self._count_gain


def spoken_sound(engine: Engine, voice: str, text: str) -> Samples:
    """A text as the voice speaks it, trimmed, at the timeline's rate and the engine's level.

    Raises SpeechError where the engine fails, or gives nothing, silence, what are no samples, or
    what is far too short or too long for the text.
    """
    letters = sum(sign.isalnum() for sign in text)
    if not letters:
        raise speech_error(engine.name, voice, text, "is given no word to say")
    try:
        utterance = engine.synthesize(text, voice, PACE)
    except AudioguideError:
        raise
    except Exception as error:  # a library's code: whatever it raises, this text has no sound
        raise speech_error(engine.name, voice, text, f"failed ({error!r}) at") from error
    if fault := _fault(utterance, letters):
        raise speech_error(engine.name, voice, text, fault)
    at_rate = resample(utterance.samples, utterance.rate_hz, RATE_HZ)
    return trim(at_rate, RATE_HZ).samples


def _fault(utterance: object, letters: int) -> str:
    """What is wrong with an utterance, to follow a voice's name; nothing where nothing is."""
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


def _levelled(spoken: str, sound: Samples) -> Clip:
    """The clip at the level of speech; what the limiter takes away is made up for, once."""
    gain_db = SPEECH_LUFS - measured_lufs(sound)
    clip = _clip(spoken, sound, gain_db)
    lost_lu = SPEECH_LUFS - clip.lufs
    return clip if lost_lu <= MOST_LOST_LU else _clip(spoken, sound, gain_db + lost_lu)


def measured_lufs(sound: Samples) -> float:
    """The loudness of trimmed sound: integrated, or by K-weighted RMS where that has no value."""
    measure = k_rms_lufs if len(sound) * 1000 < INTEGRATED_FROM_MS * RATE_HZ else loudness_lufs
    return measure(sound, RATE_HZ)


def _clip(spoken: str, sound: Samples, gain_db: float) -> Clip:
    samples = limit(sound * np.float32(db_to_gain(gain_db)), RATE_HZ, CEILING_DBTP)
    found = span(samples, RATE_HZ)
    assert found is not None, "what was loud enough to level is silent"
    samples.flags.writeable = False
    return Clip(
        spoken=spoken,
        samples=samples,
        onset=found.onset,
        end=found.end,
        lufs=measured_lufs(samples),
        peak_dbtp=true_peak_dbtp(samples, RATE_HZ),
    )


def _key(wording: Wording) -> tuple[str, bool]:
    return wording.spoken, wording.count
