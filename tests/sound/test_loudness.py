"""Loudness and true peak: the standard's own signals, and another meter's opinion."""

from __future__ import annotations

import math
import re
import shutil
import subprocess

import numpy as np
import pytest

from audioguide.sound.gating import integrated_lufs
from audioguide.sound.loudness import (
    block_energies,
    k_rms_lufs,
    k_weighting,
    loudness_lufs,
    momentary_max_lufs,
    true_peak_dbtp,
)
from audioguide.sound.samples import Samples, db_to_gain

RATE_HZ = 48_000
RATES_HZ = [8_000, 11_025, 16_000, 22_050, 24_000, 44_100, 48_000, 96_000]
# EBU's cases are stereo with the same in both channels; one channel alone is 3.01 LU less.
MONO_DB = 10 * math.log10(2)


def sine(
    seconds: float, level_dbfs: float, hz: float = 997.0, rate_hz: int = RATE_HZ, phase: float = 0.0
) -> Samples:
    """Make a sine whose peak is at a level."""
    time = np.arange(round(seconds * rate_hz)) / rate_hz
    values = db_to_gain(level_dbfs) * np.sin(2 * np.pi * hz * time + phase)
    return values.astype(np.float32)


def test_coefficients_at_48_khz_are_the_standards() -> None:
    """The re-derived filters agree with tables 1 and 2 of annex 1 to the last digit."""
    shelf, high_pass = k_weighting(48_000)
    assert shelf[0] == pytest.approx((1.53512485958697, -2.69169618940638, 1.19839281085285))
    assert shelf[1] == pytest.approx((1.0, -1.69065929318241, 0.73248077421585), abs=1e-13)
    assert high_pass[0] == (1.0, -2.0, 1.0)
    assert high_pass[1] == pytest.approx((1.0, -1.99004745483398, 0.99007225036621), abs=1e-13)


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_full_scale_sine_is_minus_three(rate_hz: int) -> None:
    """997 Hz at 0 dBFS in one channel is -3.01 LUFS at any rate (annex 1, calibration)."""
    assert loudness_lufs(sine(5, 0.0, rate_hz=rate_hz), rate_hz) == pytest.approx(-3.01, abs=0.05)


def test_full_scale_sine_is_minus_three_within_a_hundredth() -> None:
    """At 48 kHz, where the standard gives its coefficients, it is so to 0.01 LU."""
    assert loudness_lufs(sine(5, 0.0), RATE_HZ) == pytest.approx(-3.01, abs=0.01)


@pytest.mark.parametrize(
    ("case", "parts", "lufs"),
    [
        ("1", [(20, -23)], -23.0),
        ("2", [(20, -33)], -33.0),
        ("3", [(10, -36), (60, -23), (10, -36)], -23.0),
        ("4", [(10, -72), (10, -36), (60, -23), (10, -36), (10, -72)], -23.0),
        ("5", [(20, -26), (20.1, -20), (20, -26)], -23.0),
    ],
)
def test_ebu_tech_3341(case: str, parts: list[tuple[float, float]], lufs: float) -> None:
    """The minimum requirement signals measure what EBU Tech 3341 says, within its 0.1 LU."""
    signal = np.concatenate([sine(seconds, db + MONO_DB, 1000.0) for seconds, db in parts])
    assert loudness_lufs(signal, RATE_HZ) == pytest.approx(lufs, abs=0.1), case


def test_filtering_in_chunks_equals_the_recursive_filter() -> None:
    """Across the edges of chunks the spectra do what the biquads do sample by sample."""
    given = np.random.default_rng(3).uniform(-0.5, 0.5, 8_000 * 5 // 2).astype(np.float32)
    given[:20] = 0.9  # a step, whose slow decay must cross an edge
    expected = given.astype(np.float64)
    for (b0, b1, b2), (_, a1, a2) in k_weighting(8_000):
        x1 = x2 = y1 = y2 = 0.0
        for n, x in enumerate(expected.tolist()):
            y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
            expected[n] = y
            x1, x2, y1, y2 = x, x1, y, y1
    blocks = [np.mean(expected[n : n + 3_200] ** 2) for n in range(0, 20_000 - 3_200 + 1, 800)]
    assert block_energies(given, 8_000) == pytest.approx(blocks, rel=1e-5)


def test_block_count() -> None:
    """Blocks begin every 100 ms and are all whole, at rates that 100 ms divides and at others."""
    for rate_hz in RATES_HZ:
        assert len(block_energies(sine(2.0, -20, rate_hz=rate_hz), rate_hz)) == 17
        assert len(block_energies(sine(0.39, -20, rate_hz=rate_hz), rate_hz)) == 0


def test_clips_gated_together_are_the_programme() -> None:
    """The blocks of clips, joined, measure as the clips do on end, gaps left out."""
    rng = np.random.default_rng(5)
    clips = [(rng.standard_normal(96_000) * gain).astype(np.float32) for gain in (0.1, 0.08, 0.12)]
    joined = np.concatenate([block_energies(clip, RATE_HZ) for clip in clips])
    assert integrated_lufs(joined) == pytest.approx(
        loudness_lufs(np.concatenate(clips), RATE_HZ), abs=0.1
    )


def test_silence_has_no_loudness() -> None:
    """No blocks, zeros, and sound under the absolute gate of -70 LUFS are -inf."""
    assert integrated_lufs(np.zeros(0)) == -math.inf
    assert loudness_lufs(np.zeros(48_000, np.float32), RATE_HZ) == -math.inf
    assert loudness_lufs(sine(1, -68.0), RATE_HZ) == -math.inf
    assert k_rms_lufs(np.zeros(48_000, np.float32), RATE_HZ) == -math.inf
    assert momentary_max_lufs(np.zeros(0, np.float32), RATE_HZ) == -math.inf
    assert true_peak_dbtp(np.zeros(0, np.float32), RATE_HZ) == -math.inf


def test_short_clips_are_measured_over_their_span() -> None:
    """A tenth of a second has the loudness of the same tone held, whatever silence is round it."""
    silence = np.zeros(12_000, np.float32)
    short = np.concatenate((silence, sine(0.1, -20.0), silence))
    assert k_rms_lufs(short, RATE_HZ) == pytest.approx(-23.01, abs=0.1)


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_momentary_loudness_of_short_sounds_counts_the_silence(rate_hz: int) -> None:
    """A tone of 100 ms is 6.02 LU under the same tone held for 400."""
    short = momentary_max_lufs(sine(0.1, -20.0, rate_hz=rate_hz), rate_hz)
    held = momentary_max_lufs(sine(1.0, -20.0, rate_hz=rate_hz), rate_hz)
    assert held == pytest.approx(-23.0, abs=0.05)
    assert held - short == pytest.approx(6.02, abs=0.1)


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_true_peak_sees_between_samples(rate_hz: int) -> None:
    """A quarter-rate sine sampled 3 dB under its crests is measured at its crests.

    Oversampled to 192 kHz it may read up to 0.17 dB low, as annex 2 explains; EBU Tech 3341,
    cases 15 to 19, allows +0.2 and -0.4 dB.
    """
    signal = sine(0.5, -6.0, hz=rate_hz / 4, rate_hz=rate_hz, phase=math.pi / 4)
    fade = np.sin(np.linspace(0, np.pi, len(signal)))  # without it the edges ring higher
    shaped = (signal * fade).astype(np.float32)
    assert 20 * math.log10(float(np.abs(shaped).max())) == pytest.approx(-9.01, abs=0.02)
    assert -6.18 <= true_peak_dbtp(shaped, rate_hz) <= -5.98


def test_true_peak_at_the_very_edges_is_seen() -> None:
    """Sound that begins and ends at full scale rings beyond its first and last sample."""
    alternating = np.tile(np.array([0.5, -0.5], np.float32), 50)
    assert true_peak_dbtp(alternating, RATE_HZ) > 20 * math.log10(0.5) + 1.0


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed")
@pytest.mark.parametrize("rate_hz", [24_000, 44_100, 48_000])
def test_ffmpeg_agrees(rate_hz: int) -> None:
    """Its ebur128 filter finds the same loudness within 0.05 LU, the same peak within 0.2 dB."""
    rng = np.random.default_rng(11)
    noise = rng.standard_normal(rate_hz * 8)
    smooth = np.convolve(noise, np.hanning(12), mode="same")
    swell = np.abs(np.sin(np.linspace(0, 12, len(noise)))) ** 3  # quiet parts meet the gates
    signal = (smooth * swell * 0.05).astype(np.float32)
    command = (
        f"ffmpeg -hide_banner -nostats -f f32le -ar {rate_hz} -ac 1 -i - "
        "-af ebur128=peak=true:metadata=1,ametadata=print:file=- -f null -"
    )
    done = subprocess.run(
        command.split(), input=signal.astype("<f4").tobytes(), capture_output=True, check=True
    )
    lufs = float(re.findall(rb"lavfi\.r128\.I=(\S+)", done.stdout)[-1])
    peak_db = float(re.findall(rb"Peak:\s+(\S+) dBFS", done.stderr)[-1])
    assert loudness_lufs(signal, rate_hz) == pytest.approx(lufs, abs=0.05)
    assert true_peak_dbtp(signal, rate_hz) == pytest.approx(peak_db, abs=0.2)
