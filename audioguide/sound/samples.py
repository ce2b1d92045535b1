"""Define what a sample is, and the plain arithmetic on samples.

Takes and gives numpy arrays; touches no file. soxr is imported only when a rate changes.
"""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Samples: TypeAlias = NDArray[np.float32]
"""One channel of sound: shape (n,), full scale is -1.0 to 1.0."""

RATE_HZ = 48_000
"""The rate of the timeline and of every tone."""

INT16_FULL_SCALE = 32_767


def db_to_gain(db: float) -> float:
    """Give the factor on amplitude that `db` decibels stand for.

    >>> db_to_gain(-20.0)
    0.1
    """
    return float(10.0 ** (db / 20.0))


def gain_to_db(gain: float) -> float:
    """Give the decibels that a factor on amplitude stands for; a gain of 0 is -inf.

    Raises ValueError for a negative gain.

    >>> gain_to_db(0.1)
    -20.0
    """
    if gain < 0.0:
        raise ValueError(f"a gain is never negative: {gain}")
    return 20.0 * math.log10(gain) if gain > 0.0 else -math.inf


def to_int16(samples: Samples) -> NDArray[np.int16]:
    """Round to 16-bit integers, 1.0 becoming 32767.

    Raises ValueError where a sample lies beyond full scale or is not a number: a clipped
    sample is audible damage that whoever mixed it has to mend.
    """
    beyond = ~(np.abs(samples) <= 1.0)  # written so that NaN counts as beyond
    if beyond.any():
        first = int(np.argmax(beyond))
        raise ValueError(
            f"{int(beyond.sum())} samples beyond full scale, the first at {first}: "
            f"{samples[first]}; lower the gain or limit before converting"
        )
    rounded: NDArray[np.int16] = np.rint(samples * np.float32(INT16_FULL_SCALE)).astype(np.int16)
    return rounded


def from_int16(samples: NDArray[np.int16]) -> Samples:
    """Give 16-bit integers as read-only samples, 32767 becoming 1.0; the inverse of `to_int16`."""
    values = samples.astype(np.float32) / np.float32(INT16_FULL_SCALE)
    values.setflags(write=False)
    return values


def resample(samples: Samples, from_hz: int, to_hz: int) -> Samples:
    """Change the rate by soxr's HQ filter; the same rate gives the same samples.

    The length becomes `len(samples) * to_hz / from_hz`, rounded by soxr, and nothing is delayed.
    Raises ValueError for a rate that is not positive.
    """
    if from_hz <= 0 or to_hz <= 0:
        raise ValueError(f"a rate is positive: from {from_hz} Hz to {to_hz} Hz")
    if from_hz == to_hz or len(samples) == 0:
        return samples
    import soxr

    changed = soxr.resample(samples, from_hz, to_hz, quality="HQ")
    return np.asarray(changed, dtype=np.float32)
