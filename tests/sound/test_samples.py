"""Decibels, 16-bit integers and rates."""

from __future__ import annotations

import math

import numpy as np
import pytest

from audioguide.sound.samples import db_to_gain, gain_to_db, resample, to_int16


def test_decibels_and_gain_undo_each_other() -> None:
    """6.02 dB double an amplitude, and the way back gives the same decibels."""
    assert db_to_gain(6.0206) == pytest.approx(2.0, abs=1e-5)
    assert gain_to_db(db_to_gain(-13.7)) == pytest.approx(-13.7)


def test_no_gain_at_all_is_minus_infinity() -> None:
    """A gain of 0 is -inf dB, and a negative one is refused."""
    assert gain_to_db(0.0) == -math.inf
    with pytest.raises(ValueError, match="never negative"):
        gain_to_db(-1.0)


def test_int16_rounds_to_the_nearest() -> None:
    """Full scale is 32767 on both sides, and what is between goes to the nearest integer."""
    given = np.array([1.0, -1.0, 0.0, 0.6 / 32767, -0.4 / 32767], dtype=np.float32)
    assert to_int16(given).tolist() == [32767, -32767, 0, 1, 0]


@pytest.mark.parametrize("bad", [1.001, -1.001, math.nan, math.inf])
def test_int16_refuses_what_it_would_have_to_clip(bad: float) -> None:
    """A sample beyond full scale is an error that says where it is."""
    with pytest.raises(ValueError, match="the first at 2"):
        to_int16(np.array([0.0, 1.0, bad], dtype=np.float32))


def test_resampling_keeps_length_and_place() -> None:
    """A second of sine at 22.05 kHz is the same second of sine at 48 kHz."""
    low = np.sin(2 * np.pi * 440 * np.arange(22_050) / 22_050).astype(np.float32)
    high = np.sin(2 * np.pi * 440 * np.arange(48_000) / 48_000).astype(np.float32)
    changed = resample(low, 22_050, 48_000)
    assert changed.dtype == np.float32
    assert len(changed) == 48_000
    assert np.abs(changed - high)[1000:-1000].max() < 1e-4


def test_the_same_rate_changes_nothing() -> None:
    """Resampling to the rate it has gives the samples themselves."""
    given = np.ones(10, dtype=np.float32)
    assert resample(given, 48_000, 48_000) is given
    with pytest.raises(ValueError, match="a rate is positive"):
        resample(given, 0, 48_000)
