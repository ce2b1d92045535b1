"""Limit true peaks with a look-ahead limiter.

Takes samples and a ceiling, gives samples of the same length; touches nothing else. The same
input gives the same output, and what lies under the ceiling is left as it is.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from audioguide.sound.loudness import TRUE_PEAK_REACH, interval_peaks, true_peak_dbtp
from audioguide.sound.samples import Samples, db_to_gain, gain_to_db

LOOK_AHEAD_MS = 5
RELEASE_DB_A_SECOND = 60.0

# Gain that moves inside the reach of the interpolation may leave a little over the ceiling,
# which another pass takes away. Aiming this much lower, one pass has been enough so far.
AIM_BELOW_DB = 0.005
PART_S = 60
"""The seconds of sound that are looked at in one go."""
MOST_PASSES = 4


def limit(samples: Samples, rate_hz: int, ceiling_dbtp: float = -2.0) -> Samples:
    """Turn peaks over the ceiling down, smoothly and for no longer than they need.

    The result's true peak is over the ceiling by 0.05 dB at most. Gain falls within the 5 ms
    before a peak and comes back by 60 dB a second.
    """
    return limit_and_measure(samples, rate_hz, ceiling_dbtp)[0]


def limit_and_measure(
    samples: Samples, rate_hz: int, ceiling_dbtp: float = -2.0
) -> tuple[Samples, float]:
    """Limit as `limit` does, and return the samples with their true peak in dBTP.

    What needs no limiting comes back as the very same array. No samples have a peak of -inf.
    """
    if len(samples) == 0:
        return samples, -math.inf
    limited = samples
    for _ in range(MOST_PASSES):
        over, excess_db, peak = _over(limited, rate_hz, ceiling_dbtp)
        if len(over) == 0:
            return limited, gain_to_db(peak)
        limited = _turned_down(limited, over, excess_db + AIM_BELOW_DB, rate_hz)
    # Sound that no voice makes may need more passes: the rest goes in one gain for all of it.
    peak_dbtp = true_peak_dbtp(limited, rate_hz)
    left_db = max(peak_dbtp - ceiling_dbtp, 0.0)
    return limited * np.float32(db_to_gain(-left_db)), peak_dbtp - left_db


def _over(
    samples: Samples, rate_hz: int, ceiling_dbtp: float
) -> tuple[NDArray[np.intp], NDArray[np.float64], float]:
    """Give the samples next to which a true peak exceeds the ceiling, by how many dB, the peak.

    Long sound is looked at in parts, so that minutes of it need no more memory than one.
    """
    part = PART_S * rate_hz
    if len(samples) <= part:
        return _over_in_one(samples, rate_hz, ceiling_dbtp)
    overs, excesses, highest = [], [], 0.0
    for start in range(0, len(samples), part):
        first = max(0, start - TRUE_PEAK_REACH)
        stop = min(start + part, len(samples))
        around = samples[first : stop + TRUE_PEAK_REACH]
        over, excess_db, peak = _over_in_one(around, rate_hz, ceiling_dbtp)
        own = (over >= start - first) & (over < stop - first)
        overs.append(over[own] + first)
        excesses.append(excess_db[own])
        highest = max(highest, peak)
    return np.concatenate(overs), np.concatenate(excesses), highest


def _over_in_one(
    samples: Samples, rate_hz: int, ceiling_dbtp: float
) -> tuple[NDArray[np.intp], NDArray[np.float64], float]:
    peaks = interval_peaks(samples, rate_hz)
    first, last = TRUE_PEAK_REACH, TRUE_PEAK_REACH + len(samples) - 1
    nearby = np.maximum(peaks[first - 1 : last], peaks[first : last + 1])
    # Peaks outside the samples come from those at the edge.
    nearby[0] = max(nearby[0], peaks[:first].max())
    nearby[-1] = max(nearby[-1], peaks[last:].max())
    ceiling = db_to_gain(ceiling_dbtp)
    over = np.flatnonzero(nearby > ceiling)
    excess_db = 20.0 * np.log10(nearby[over].astype(np.float64) / ceiling)
    return over, excess_db, float(peaks.max())


def _turned_down(
    samples: Samples, over: NDArray[np.intp], excess_db: NDArray[np.float64], rate_hz: int
) -> Samples:
    """Turn the samples at `over` down by their excess, a stretch of nearby peaks at a time."""
    ahead = max(1, round(LOOK_AHEAD_MS * rate_hz / 1000))
    release = math.ceil(float(excess_db.max()) / RELEASE_DB_A_SECOND * rate_hz)
    limited = samples.copy()
    apart = np.flatnonzero(np.diff(over) > 2 * ahead + release) + 1
    for at, needed_db in zip(np.split(over, apart), np.split(excess_db, apart), strict=True):
        start = int(at[0]) - ahead  # may lie before the first sample
        stop = int(at[-1]) + release + ahead + 1
        turn_db = np.zeros(stop - start, dtype=np.float64)
        turn_db[at - start] = needed_db
        gain = np.power(10.0, _smooth(turn_db, ahead, RELEASE_DB_A_SECOND / rate_hz) / -20.0)
        kept = gain[max(0, -start) : len(samples) - start]
        limited[max(0, start) : stop] *= kept.astype(np.float32)
    return limited


def _smooth(turn_db: NDArray[np.float64], ahead: int, release_db: float) -> NDArray[np.float64]:
    """Lead up to each value for `ahead` samples and fall by `release_db` a sample after it.

    Nowhere is the result under the value it leads up to: every value the smoothing averages has
    been raised to it. Where nothing is needed it is exactly 0.
    """
    held = _max_ahead(turn_db, ahead + 1)
    ramp = release_db * np.arange(len(held))
    falling = np.maximum.accumulate(held + ramp) - ramp
    window = np.hanning(ahead + 3)[1:-1]
    return np.convolve(falling, window / window.sum())[: len(falling)]


def _max_ahead(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """Give the maximum of each value and the `width - 1` after it."""
    highest = values.copy()
    seen = 1
    while seen < width:
        step = min(seen, width - seen)
        highest[:-step] = np.maximum(highest[:-step], highest[step:])
        seen += step
    return highest
