"""Where sound begins and ends, and trimming to it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audioguide.sound.onset import Span, span, trim
from audioguide.sound.samples import Samples, db_to_gain

RATE_HZ = 48_000
MS = RATE_HZ // 1000


def burst(before_ms: int, sound_ms: int, after_ms: int, rate_hz: int = RATE_HZ) -> Samples:
    """Make a 1 kHz tone at -6 dBFS with sharp edges between silences."""
    time = np.arange(sound_ms * rate_hz // 1000) / rate_hz
    sound = 0.5 * np.cos(2 * np.pi * 1000 * time)
    before, after = (np.zeros(ms * rate_hz // 1000) for ms in (before_ms, after_ms))
    return np.asarray(np.concatenate((before, sound, after)), dtype=np.float32)


@pytest.mark.parametrize("rate_hz", [16_000, 22_050, 24_000, 44_100, 48_000])
def test_sharp_edges_are_found_within_a_few_samples(rate_hz: int) -> None:
    """A tone's first and last sample are its onset and end, at every rate."""
    found = span(burst(100, 200, 300, rate_hz), rate_hz)
    assert found is not None
    assert 0 <= found.onset - rate_hz // 10 <= 3
    assert 0 <= rate_hz * 3 // 10 - found.end <= 3


def test_end_mirrors_onset() -> None:
    """A clip played backwards has its onset where its end was."""
    rng = np.random.default_rng(7)
    swell = 0.1 * np.exp(-(np.linspace(3, -2, 9_000) ** 2) * 2)
    clip = (rng.standard_normal(9_000) * swell).astype(np.float32)
    forwards, backwards = span(clip, RATE_HZ), span(clip[::-1], RATE_HZ)
    assert forwards is not None
    assert backwards == Span(len(clip) - forwards.end, len(clip) - forwards.onset)


def test_the_threshold_is_thirty_decibels_under_the_loudest() -> None:
    """A murmur 31 dB under the loudest is outside the span, one 29 dB under it inside."""
    for murmur_db, onset_ms in ((-31.0, 100), (-29.0, 0)):
        clip = np.concatenate((burst(0, 100, 0) * db_to_gain(murmur_db), burst(0, 100, 0)))
        found = span(clip.astype(np.float32), RATE_HZ)
        assert found is not None
        assert found.onset / MS == pytest.approx(onset_ms, abs=5)


def test_silence_has_no_span() -> None:
    """Nothing, zeros, and noise that never reaches -60 dBFS are silence."""
    quiet = np.random.default_rng(1).uniform(-0.001, 0.001, 48_000).astype(np.float32)
    for silent in (quiet, np.zeros(100, np.float32), np.zeros(0, np.float32)):
        assert span(silent, RATE_HZ) is None
        with pytest.raises(ValueError, match="silent"):
            trim(silent, RATE_HZ)


def test_a_clip_shorter_than_the_window_has_a_span() -> None:
    """One millisecond of sound has a beginning and an end."""
    assert span(np.full(MS, 0.5, np.float32), RATE_HZ) == Span(0, MS)


def test_trimming_keeps_a_little_round_the_sound() -> None:
    """60 ms before the onset and 60 ms after the end remain, the edges at 0."""
    trimmed = trim(burst(500, 200, 500), RATE_HZ)
    assert trimmed.onset == 60 * MS
    assert len(trimmed.samples) - trimmed.end == 60 * MS
    assert trimmed.samples[0] == 0.0
    assert trimmed.samples[-1] == 0.0


def test_trimming_leaves_the_sound_alone() -> None:
    """Between onset and end every sample is what it was, and the given clip is not changed."""
    clip = burst(500, 200, 500) + np.float32(1e-4)
    before = clip.copy()
    trimmed = trim(clip, RATE_HZ)
    found = span(clip, RATE_HZ)
    assert found is not None
    sound = trimmed.samples[trimmed.onset : trimmed.end]
    assert np.array_equal(sound, clip[found.onset : found.end])
    assert np.array_equal(clip, before)


def test_a_recording_cut_hard_begins_without_a_click() -> None:
    """Sound from the first sample on is faded in within a millisecond, its onset moved less."""
    trimmed = trim(burst(0, 200, 0), RATE_HZ)
    assert trimmed.samples[0] == 0.0
    assert abs(trimmed.samples[-1]) == 0.0
    assert trimmed.onset < MS
    assert len(trimmed.samples) - trimmed.end < MS


@settings(deadline=None, max_examples=60)
@given(
    seed=st.integers(0, 2**32 - 1),
    before_ms=st.integers(0, 60),
    sound_ms=st.integers(3, 200),
    after_ms=st.integers(0, 100),
    floor_db=st.floats(-90.0, -20.0),
)
def test_span_of_a_trimmed_clip_is_what_trim_says(
    seed: int, before_ms: int, sound_ms: int, after_ms: int, floor_db: float
) -> None:
    """Measuring what was trimmed finds the very onset and end that trimming gave."""
    rng = np.random.default_rng(seed)
    clip = rng.standard_normal((before_ms + sound_ms + after_ms) * MS) * 0.1
    level = np.full(len(clip), db_to_gain(floor_db))
    level[before_ms * MS : (before_ms + sound_ms) * MS] = 1.0
    trimmed = trim((clip * level).astype(np.float32), RATE_HZ)
    assert span(trimmed.samples, RATE_HZ) == Span(trimmed.onset, trimmed.end)
    assert trimmed.onset <= 61 * MS
    assert len(trimmed.samples) - trimmed.end <= 61 * MS
