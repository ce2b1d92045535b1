"""Hold a decoded episode against its plan: it must begin, last and sound as planned.

Takes a Timeline and the decoded samples. `measure` gives a `Proof`, which is measured and not
judged; `failures` judges it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from audioguide.model.timeline import PlacedCue, PlacedTone, Timeline
from audioguide.sound.loudness import loudness_lufs, true_peak_dbtp
from audioguide.sound.onset import span
from audioguide.sound.samples import Samples, gain_to_db
from audioguide.units import RATE_HZ, SAMPLES_PER_MS, clock, ms_to_samples

_BEFORE_MS = 90
"""The time left out before each sound: clips keep some quiet there, and a codec spreads attacks."""
_AFTER_MS = 110
_WAKE_MS = 1_600
_QUIET_WINDOW_MS = 5
_NEVER = float("inf")


@dataclass(frozen=True, slots=True)
class TimingError:
    """The distance in milliseconds of something from its planned beginning, and what it was."""

    ms: float
    what: str


@dataclass(frozen=True, slots=True)
class Proof:
    """The measurements of a decoded episode."""

    length_off_samples: int
    worst_sound: TimingError
    worst_cue: TimingError
    speech_lufs: float
    true_peak_dbtp: float
    loudest_gap_dbfs: float
    """The loudest 5 ms (RMS) where the plan has nothing; -inf for digital silence."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits that a listener can count on, in samples, ms, LUFS, dBTP and dBFS."""

    length_samples: int = 1_152
    tone_ms: float = 10.0
    cue_ms: float = 20.0
    lufs: float = -19.0
    lufs_off: float = 1.0
    true_peak_dbtp: float = -1.0
    gap_dbfs: float = -55.0


LIMITS = Limits()


def measure(timeline: Timeline, samples: Samples) -> Proof:
    """Measure decoded mono samples at 48 kHz against the Timeline they were rendered from.

    What is planned and not heard has a TimingError of infinity.
    """
    events: list[PlacedCue | PlacedTone] = [*timeline.cues, *timeline.tones]
    events.sort(key=lambda event: event.start_ms)
    onsets = [_onset_off(events, index, samples) for index in range(len(events))]
    cues = [off for event, off in zip(events, onsets, strict=True) if isinstance(event, PlacedCue)]
    tones = [
        off for event, off in zip(events, onsets, strict=True) if not isinstance(event, PlacedCue)
    ]
    return Proof(
        length_off_samples=len(samples) - ms_to_samples(timeline.duration_ms),
        worst_sound=_worst(tones),
        worst_cue=_worst(cues),
        speech_lufs=_speech_lufs(timeline.cues, samples),
        true_peak_dbtp=true_peak_dbtp(samples, RATE_HZ),
        loudest_gap_dbfs=_loudest_gap(events, samples),
    )


def failures(proof: Proof, limits: Limits = LIMITS) -> list[str]:
    """Return a sentence for every limit that a proof exceeds; none where all is well."""
    checks = (
        (
            abs(proof.length_off_samples) <= limits.length_samples,
            f"the length is {proof.length_off_samples} samples off",
        ),
        (proof.worst_sound.ms <= limits.tone_ms, f"sound off by {_as_text(proof.worst_sound)}"),
        (proof.worst_cue.ms <= limits.cue_ms, f"cue off by {_as_text(proof.worst_cue)}"),
        (
            abs(proof.speech_lufs - limits.lufs) <= limits.lufs_off,
            f"speech is at {proof.speech_lufs:.2f} LUFS, not {limits.lufs:g}",
        ),
        (
            proof.true_peak_dbtp <= limits.true_peak_dbtp,
            f"true peak {proof.true_peak_dbtp:.2f} dBTP is over {limits.true_peak_dbtp:g}",
        ),
        (
            proof.loudest_gap_dbfs <= limits.gap_dbfs,
            f"where nothing is planned it reaches {proof.loudest_gap_dbfs:.1f} dBFS",
        ),
    )
    return [message for holds, message in checks if not holds]


def _as_text(off: TimingError) -> str:
    return f"{off.ms:.1f} ms: {off.what}"


def _worst(offs: Iterable[TimingError]) -> TimingError:
    return max(offs, key=lambda off: off.ms, default=TimingError(0.0, "nothing"))


def _onset_off(
    events: Sequence[PlacedCue | PlacedTone], index: int, samples: Samples
) -> TimingError:
    """Return how far the onset in the sound is from the planned one; neighbours are left out."""
    event = events[index]
    before_ms = max((other.end_ms for other in events[max(0, index - 3) : index]), default=0)
    begin_ms = max(event.start_ms - _BEFORE_MS, min(before_ms, event.start_ms))
    following_ms = events[index + 1].start_ms if index + 1 < len(events) else event.end_ms + 50
    end_ms = max(min(event.end_ms + 50, following_ms), begin_ms)
    window = samples[ms_to_samples(begin_ms) : ms_to_samples(end_ms)]
    found = span(window, RATE_HZ)
    text = event.wording.text if isinstance(event, PlacedCue) else event.name
    what = f"{text} at {clock(event.start_ms, tenths=True)}"
    if found is None:
        return TimingError(_NEVER, f"{what} (not heard)")
    onset_ms = begin_ms + found.onset / SAMPLES_PER_MS
    return TimingError(abs(onset_ms - event.start_ms), what)


def _speech_lufs(cues: Sequence[PlacedCue], samples: Samples) -> float:
    """Return the integrated loudness of all cues in LUFS, without the time between them."""
    pieces = [samples[ms_to_samples(cue.start_ms) : ms_to_samples(cue.end_ms)] for cue in cues]
    return loudness_lufs(np.concatenate(pieces), RATE_HZ) if pieces else -_NEVER


def _loudest_gap(events: Sequence[PlacedCue | PlacedTone], samples: Samples) -> float:
    """Return the loudest short window away from everything that is planned, in dBFS.

    The wake noise at the beginning is left out too.
    """
    window = _QUIET_WINDOW_MS * SAMPLES_PER_MS
    windows = len(samples) // window
    squares = np.square(samples[: windows * window].reshape(windows, window))
    power = squares.mean(axis=1, dtype=np.float64)
    power[: _WAKE_MS // _QUIET_WINDOW_MS] = 0.0
    for event in events:
        low = max(0, (event.start_ms - _BEFORE_MS) // _QUIET_WINDOW_MS)
        power[low : (event.end_ms + _AFTER_MS) // _QUIET_WINDOW_MS + 1] = 0.0
    return gain_to_db(float(np.sqrt(power.max(initial=0.0))))
