"""Find where the sound in a clip begins and ends: one definition to trim, place and verify by.

Takes samples at any rate, gives indices; touches nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from audioguide.sound.samples import Samples, db_to_gain

WINDOW_MS = 5
BELOW_MAXIMUM_DB = -30.0
SILENCE_DBFS = -60.0

KEPT_BEFORE_MS = 60
KEPT_AFTER_MS = 60
FADE_IN_MS = 10
FADE_OUT_MS = 20
# Where a recording was cut hard, a fade must reach into the sound; one this short ends a click.
LEAST_FADE_MS = 1
_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class Span:
    """The sounding part of a clip: sample indices, `end` exclusive."""

    onset: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Trimmed:
    """A clip without the silence round it, and where in it the sound begins and ends."""

    samples: Samples
    onset: int
    end: int


def span(samples: Samples, rate_hz: int, below_db: float = BELOW_MAXIMUM_DB) -> Span | None:
    """Find the first and last sample whose 5 ms RMS exceeds ``below_db`` relative to the maximum.

    The window of the onset ends at its sample and the window of the end begins there, so that
    sharp edges are found within a few samples. None for silence: a maximum under -60 dBFS.
    """
    if len(samples) == 0:
        return None
    window = _count(WINDOW_MS, rate_hz)
    padded = np.zeros(len(samples) + 2 * window - 1, dtype=np.float64)
    np.square(samples, out=padded[window : window + len(samples)], dtype=np.float64)
    sums = np.cumsum(padded, out=padded)
    # energies[n] is that of the window ending at sample n, which begins at n - window + 1.
    # They take the place of the sums, some at a time, which long sound has no room for beside.
    energies = sums[: len(sums) - window]
    for begin in range(0, len(energies), _AT_ONCE):
        end = min(begin + _AT_ONCE, len(energies))
        energies[begin:end] = sums[begin + window : end + window] - sums[begin:end]
    loudest = float(energies.max())
    if loudest < window * db_to_gain(SILENCE_DBFS) ** 2:
        return None
    loud = energies > loudest * db_to_gain(below_db) ** 2
    onset = int(np.argmax(loud))
    last_window = len(loud) - 1 - int(np.argmax(loud[::-1]))
    end = last_window - window + 2
    return Span(onset, end)


def trim(samples: Samples, rate_hz: int, end_below_db: float = BELOW_MAXIMUM_DB) -> Trimmed:
    """Cut to the span, keeping at most 60 ms before and 60 ms after it, and fade both edges.

    The fades leave the windows of onset and end alone, unless the recording was cut hard there.
    `onset` and `end` of the result are what `span` finds in it. ``end_below_db`` puts the end at
    another level than the onset, for music that rings out. Raises ValueError for silence or a
    click.
    """
    found = _found(samples, rate_hz, end_below_db)
    if found is None:
        raise ValueError("nothing to trim: the clip is silent")
    start = max(0, found.onset - _count(KEPT_BEFORE_MS, rate_hz))
    stop = min(len(samples), found.end + _count(KEPT_AFTER_MS, rate_hz))
    kept = samples[start:stop].copy()
    fade_in = _fade(found.onset - start, FADE_IN_MS, rate_hz, len(kept))
    fade_out = _fade(stop - found.end, FADE_OUT_MS, rate_hz, len(kept))
    kept[: len(fade_in)] *= fade_in
    kept[len(kept) - len(fade_out) :] *= fade_out[::-1]
    again = _found(kept, rate_hz, end_below_db)
    if again is None:
        raise ValueError("nothing to trim: the clip is only a click")
    return Trimmed(kept, again.onset, again.end)


def _found(samples: Samples, rate_hz: int, end_below_db: float) -> Span | None:
    found = span(samples, rate_hz)
    if found is None or end_below_db == BELOW_MAXIMUM_DB:
        return found
    rung_out = span(samples, rate_hz, end_below_db)
    return Span(found.onset, rung_out.end if rung_out else found.end)


def _fade(margin: int, longest_ms: int, rate_hz: int, length: int) -> Samples:
    """Give a rising raised cosine that fits a margin and spares the window next to the span."""
    spared = margin - _count(WINDOW_MS, rate_hz)
    count = min(_count(longest_ms, rate_hz), max(spared, _count(LEAST_FADE_MS, rate_hz)))
    count = min(count, length // 2)
    phase = np.arange(count, dtype=np.float64) / max(count, 1)
    return (0.5 - 0.5 * np.cos(np.pi * phase)).astype(np.float32)


def _count(ms: int, rate_hz: int) -> int:
    return max(1, round(ms * rate_hz / 1000))
