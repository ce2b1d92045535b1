"""Measure loudness and true peak by ITU-R BS.1770-4 (10/2015), for one channel at any rate.

Takes samples, gives LUFS and dBTP; touches nothing else. One channel has the weight 1.0
(annex 1, table 3), so a 997 Hz sine at 0 dBFS measures -3.01 LUFS. Silence is -inf.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from audioguide.sound.gating import integrated_lufs, lufs
from audioguide.sound.onset import span
from audioguide.sound.samples import Samples, gain_to_db
from audioguide.sound.spectral import Bank, filtered

HOPS_A_SECOND = 10  # blocks of 400 ms overlap by 75 %: annex 1, eq. (3)
HOPS_A_BLOCK = 4

# A whole second, which hops of 100 ms fill at any rate and whose transform stays in cache.
CHUNK_SECONDS = 1
# In 100 ms the 38 Hz high-pass, the slower filter, has died away by more than 180 dB.
HISTORY_HOPS = 1

TRUE_PEAK_RATE_HZ = 192_000  # annex 2: four times oversampling at 48 kHz
# Longer than annex 2's 12 taps a phase: flat to 22 kHz at 48 kHz, where theirs is not.
TRUE_PEAK_REACH = 32
TRUE_PEAK_KAISER_BETA = 8.0
TRUE_PEAK_CHUNK = 1 << 14

Energies: TypeAlias = NDArray[np.float64]
Biquad: TypeAlias = tuple[tuple[float, float, float], tuple[float, float, float]]


def k_weighting(rate_hz: int) -> tuple[Biquad, Biquad]:
    """Give the shelf and the high-pass of annex 1, each as its numerator and denominator.

    At 48 kHz they are tables 1 and 2. Elsewhere the standard asks for the same response, so the
    analogue filters behind the tables, by their frequency, Q and gain, go through the bilinear
    transform again (values as in libebur128, which solves the tables for them).
    """
    k = math.tan(math.pi * 1681.974450955533 / rate_hz)
    q = 0.7071752369554196
    high = 10.0 ** (3.999843853973347 / 20.0)
    band = high**0.4996667741545416
    a0 = 1.0 + k / q + k * k
    shelf = (
        (
            (high + band * k / q + k * k) / a0,
            2.0 * (k * k - high) / a0,
            (high - band * k / q + k * k) / a0,
        ),
        (1.0, 2.0 * (k * k - 1.0) / a0, (1.0 - k / q + k * k) / a0),
    )
    k = math.tan(math.pi * 38.13547087602444 / rate_hz)
    q = 0.5003270373238773
    a0 = 1.0 + k / q + k * k
    high_pass = (
        (1.0, -2.0, 1.0),  # not normalised: table 2 has it so
        (1.0, 2.0 * (k * k - 1.0) / a0, (1.0 - k / q + k * k) / a0),
    )
    return shelf, high_pass


def block_energies(samples: Samples, rate_hz: int) -> Energies:
    """Give the K-weighted mean square of every whole 400 ms block, 100 ms apart: eq. (3).

    Sound under 400 ms has none. Blocks of many clips may be joined and gated together.
    """
    hops = list(_hop_sums(samples, rate_hz))
    if sum(map(len, hops)) < HOPS_A_BLOCK:
        return np.zeros(0, dtype=np.float64)
    sums = np.convolve(np.concatenate(hops), np.ones(HOPS_A_BLOCK), mode="valid")
    return np.asarray(sums * (HOPS_A_SECOND / (HOPS_A_BLOCK * rate_hz)), dtype=np.float64)


def loudness_lufs(samples: Samples, rate_hz: int) -> float:
    """Give the integrated loudness in LUFS; -inf also for sound under 400 ms, which has none."""
    return integrated_lufs(block_energies(samples, rate_hz).tolist())


def k_rms_lufs(samples: Samples, rate_hz: int) -> float:
    """Give the loudness in LUFS of a clip too short for BS.1770: its span, ungated, by eq. (2).

    Silence is -inf.
    """
    found = span(samples, rate_hz)
    if found is None:
        return -math.inf
    weighted = np.concatenate(list(_k_weighted(samples[: found.end], rate_hz)))
    return lufs(float(np.mean(np.square(weighted[found.onset :], dtype=np.float64))))


def momentary_max_lufs(samples: Samples, rate_hz: int) -> float:
    """Give the loudness in LUFS of the loudest 400 ms, with silence before and after the sound.

    Sound under 400 ms is measured as a meter in a pause would show it (EBU Tech 3341, 2.2).
    """
    silence = np.zeros(-(-(HOPS_A_BLOCK - 1) * rate_hz // HOPS_A_SECOND), dtype=np.float32)
    # 100 ms more at the end completes the hop in which the sound ends.
    padded = np.concatenate((silence, samples, silence, silence))
    return lufs(float(block_energies(padded, rate_hz).max()))


def true_peak_dbtp(samples: Samples, rate_hz: int) -> float:
    """Give the true peak in dBTP by annex 2, oversampled to 192 kHz.

    The samples have silence before and after them. No samples at all have -inf.
    """
    if len(samples) == 0:
        return -math.inf
    highest = max(float(samples.max()), -float(samples.min()))
    for phases in filtered(np.pad(samples, TRUE_PEAK_REACH), _true_peak_bank(rate_hz)):
        highest = max(highest, float(phases.max()), -float(phases.min()))
    return gain_to_db(highest)


def interval_peaks(samples: Samples, rate_hz: int) -> Samples:
    """Give the highest oversampled magnitude of each interval from a sample to the next.

    Shape (n + 64,): the 32 intervals before the first sample and the last 32 after it are where
    the interpolation rings on.
    """
    padded = np.pad(samples, TRUE_PEAK_REACH)
    peaks = np.abs(padded)
    start = 0
    for phases in filtered(padded, _true_peak_bank(rate_hz)):
        part = peaks[start : start + phases.shape[-1]]
        for phase in np.abs(phases, out=phases):
            np.maximum(part, phase, out=part)
        start += phases.shape[-1]
    return peaks


def _k_weighted(samples: Samples, rate_hz: int) -> Iterator[Samples]:
    return (chunk[0] for chunk in filtered(samples, _k_bank(rate_hz)))


def _hop_sums(samples: Samples, rate_hz: int) -> Iterator[Energies]:
    """Yield the K-weighted sums of squares of whole hops, a chunk of them at a time."""
    for chunk in _k_weighted(samples, rate_hz):
        hops = len(chunk) * HOPS_A_SECOND // rate_hz
        # A hop that is no whole number of samples begins at the nearest one.
        edges = (np.arange(hops + 1) * rate_hz + HOPS_A_SECOND // 2) // HOPS_A_SECOND
        if hops:
            squares = np.square(chunk[: edges[-1]], out=chunk[: edges[-1]])
            yield np.add.reduceat(squares, edges[:-1], dtype=np.float64)


@lru_cache(maxsize=8)
def _k_bank(rate_hz: int) -> Bank:
    before = HISTORY_HOPS * rate_hz // HOPS_A_SECOND
    step = CHUNK_SECONDS * rate_hz
    bins = np.arange((before + step) // 2 + 1)
    delay = np.exp(-2j * np.pi * bins / (before + step))  # z to the power of -1
    response = np.ones(len(bins), dtype=np.complex128)
    for (b0, b1, b2), (a0, a1, a2) in k_weighting(rate_hz):
        response *= (b0 + delay * (b1 + delay * b2)) / (a0 + delay * (a1 + delay * a2))
    return Bank(response[np.newaxis].astype(np.complex64), before, step, 0)


@lru_cache(maxsize=8)
def _true_peak_bank(rate_hz: int) -> Bank:
    """Make the phases between samples of a Kaiser-windowed sinc; the samples are the first."""
    factor = -(-TRUE_PEAK_RATE_HZ // rate_hz)
    taps = np.arange(-TRUE_PEAK_REACH, TRUE_PEAK_REACH)
    kernels = np.zeros((factor - 1, TRUE_PEAK_CHUNK), dtype=np.float64)
    for phase, kernel in enumerate(kernels, start=1):
        time = taps + phase / factor
        root = np.sqrt(1.0 - (time / TRUE_PEAK_REACH) ** 2)
        values = np.sinc(time) * np.i0(TRUE_PEAK_KAISER_BETA * root)
        kernel[taps] = values / values.sum()  # a negative tap looks ahead: it wraps round
    step = TRUE_PEAK_CHUNK - 2 * TRUE_PEAK_REACH
    spectra = np.fft.rfft(kernels).astype(np.complex64)
    return Bank(spectra, TRUE_PEAK_REACH, step, TRUE_PEAK_REACH)
