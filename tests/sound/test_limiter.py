"""The limiter: never over its ceiling, never more than needed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audioguide.sound.limiter import limit
from audioguide.sound.loudness import true_peak_dbtp
from audioguide.sound.samples import Samples, db_to_gain

RATE_HZ = 48_000
MS = RATE_HZ // 1000


def speechlike(seed: int, count: int, spread: float) -> Samples:
    """Make noise whose level wanders, by a lot where the spread is large."""
    rng = np.random.default_rng(seed)
    level = np.exp(spread * np.sin(np.linspace(0, 9, count) + rng.uniform(0, 6)))
    return (rng.standard_normal(count) * level * 0.2).astype(np.float32)


@settings(deadline=None, max_examples=60)
@given(
    seed=st.integers(0, 2**32 - 1),
    count=st.integers(1, 6_000),
    spread=st.floats(0.0, 4.0),
    kind=st.sampled_from(["noise", "bits", "clicks"]),
    rate_hz=st.sampled_from([22_050, 24_000, 44_100, 48_000]),
    ceiling_dbtp=st.floats(-12.0, 0.0),
)
def test_no_true_peak_is_left_over_the_ceiling(
    seed: int, count: int, spread: float, kind: str, rate_hz: int, ceiling_dbtp: float
) -> None:
    """Whatever comes in, what goes out has its true peak at the ceiling, to 0.05 dB, or under."""
    samples = speechlike(seed, count, spread)
    if kind == "bits":
        samples = np.sign(samples)
    if kind == "clicks":
        samples *= np.abs(samples) > 0.4
    limited = limit(samples, rate_hz, ceiling_dbtp)
    assert len(limited) == len(samples)
    assert limited.dtype == np.float32
    assert true_peak_dbtp(limited, rate_hz) <= ceiling_dbtp + 0.05
    assert (np.abs(limited) <= np.abs(samples)).all()
    assert np.array_equal(limited, limit(samples, rate_hz, ceiling_dbtp))


@settings(deadline=None, max_examples=20)
@given(seed=st.integers(0, 2**32 - 1), count=st.integers(0, 6_000))
def test_sound_under_the_ceiling_passes_unchanged(seed: int, count: int) -> None:
    """Where no peak exceeds the ceiling the values are the same to the last bit."""
    samples = speechlike(seed, count, 0.5)
    peak_dbtp = true_peak_dbtp(samples, RATE_HZ)
    assert np.array_equal(limit(samples, RATE_HZ, max(peak_dbtp, -60.0)), samples)


def test_only_the_neighbourhood_of_a_peak_is_turned_down() -> None:
    """Samples 10 ms before a peak, and after its release, are left as they are."""
    tone = 0.1 * np.sin(np.arange(RATE_HZ) * 0.1)
    tone[24_000] = 1.6
    samples = tone.astype(np.float32)
    limited = limit(samples, RATE_HZ)
    touched = np.flatnonzero(limited != samples)
    assert touched[0] >= 24_000 - 10 * MS
    assert touched[-1] <= 24_000 + 200 * MS  # 6 dB or so at 60 dB a second
    assert limited[24_000] == pytest.approx(db_to_gain(-2.0), rel=0.02)


def test_gain_moves_smoothly() -> None:
    """Into and out of a loud stretch, gain changes by less than 0.1 dB a sample."""
    level = np.where(np.abs(np.arange(RATE_HZ) - 24_000) < 6_000, 1.5, 0.1)
    samples = (level * np.sin(np.arange(RATE_HZ) * 0.05 + 0.3)).astype(np.float32)
    limited = limit(samples, RATE_HZ)
    heard = np.flatnonzero(np.abs(samples) > 0.01)
    gain_db = 20 * np.log10(limited[heard] / samples[heard])
    assert gain_db.min() < -5.0
    assert (np.abs(np.diff(gain_db)) / np.diff(heard)).max() < 0.1


def test_a_peak_at_the_first_and_last_sample_is_held() -> None:
    """There is nothing before the first sample to look ahead from, and it is held all the same."""
    samples = np.zeros(1_000, np.float32)
    samples[[0, -1]] = 2.0
    assert true_peak_dbtp(limit(samples, RATE_HZ), RATE_HZ) <= -1.95
