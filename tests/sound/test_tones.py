"""The programme's sounds: told apart by rhythm, direction and pitch, and never too loud."""

from __future__ import annotations

import itertools
import math
import shutil
import subprocess

import lameenc
import numpy as np
import pytest

from audioguide.sound.loudness import momentary_max_lufs, true_peak_dbtp
from audioguide.sound.onset import span
from audioguide.sound.samples import RATE_HZ, Samples, to_int16
from audioguide.sound.tone_table import TONE_NAMES, TONES, duration_ms
from audioguide.sound.tones import tone, wake_noise

NAMES = ["opening", "start", "end", "tick", "attention", "closing"]
LENGTHS_MS = {
    "opening": (600, 900),
    "start": (100, 180),
    "end": (350, 450),
    "tick": (30, 50),
    "attention": (150, 150),
    "closing": (1400, 2000),
}


def pitches(name: str) -> list[float]:
    """List the loudest pitch at each time a note begins."""
    by_time = itertools.groupby(TONES[name].notes, key=lambda note: note.at_ms)
    return [max(notes, key=lambda note: note.level_db).pitch_hz for _, notes in by_time]


def rms_dbfs(samples: Samples) -> float:
    """Measure the level of samples."""
    return 10 * math.log10(float(np.mean(np.square(samples, dtype=np.float64))))


def test_the_names() -> None:
    """There are six sounds, and asking for another says which there are."""
    assert set(TONE_NAMES) == set(NAMES)
    with pytest.raises(ValueError, match="no sound `gong`; there are opening"):
        tone("gong")
    with pytest.raises(ValueError, match="no sound `gong`"):
        duration_ms("gong")


@pytest.mark.parametrize("name", NAMES)
def test_the_table_tells_the_length_exactly(name: str) -> None:
    """What is played has the length the table says, within the bounds of its kind."""
    shortest_ms, longest_ms = LENGTHS_MS[name]
    assert shortest_ms <= duration_ms(name) <= longest_ms
    assert len(tone(name)) * 1000 == duration_ms(name) * RATE_HZ


@pytest.mark.parametrize("name", NAMES)
def test_no_sound_is_too_loud(name: str) -> None:
    """Its true peak is at most -9 dBTP, its loudness 3 LU above speech of -19 LUFS."""
    assert true_peak_dbtp(tone(name), RATE_HZ) <= -9.0
    assert momentary_max_lufs(tone(name), RATE_HZ) <= -16.0


@pytest.mark.parametrize("name", NAMES)
def test_a_sound_begins_at_once_and_ends_on_zero(name: str) -> None:
    """Its onset is within a millisecond of its first sample; first and last sample are 0."""
    samples = tone(name)
    found = span(samples, RATE_HZ)
    assert found is not None
    assert found.onset <= RATE_HZ // 1000
    assert samples[0] == 0.0
    assert samples[-1] == 0.0


@pytest.mark.parametrize("name", NAMES)
def test_a_sound_has_no_click(name: str) -> None:
    """No step between samples is steeper than the sine waves in it can be."""
    highest_hz = max(note.pitch_hz for note in TONES[name].notes)
    peak = float(np.abs(tone(name)).max())
    assert np.abs(np.diff(tone(name))).max() < 1.6 * peak * 2 * math.pi * highest_hz / RATE_HZ


def test_pitches_are_in_range_and_no_octaves() -> None:
    """Fundamentals are 600-2000 Hz; no two in all the sounds are an octave apart."""
    used = sorted({note.pitch_hz for sound in TONES.values() for note in sound.notes})
    assert used[0] >= 600
    assert used[-1] <= 2000
    assert all(abs(high / low - 2.0) > 0.05 for low, high in itertools.combinations(used, 2))


def test_directions_and_rhythms_differ() -> None:
    """Opening has three notes up, start two up, end two down; tick and attention are one each."""
    opening, start, end = pitches("opening"), pitches("start"), pitches("end")
    assert len(opening) == 3
    assert opening == sorted(opening)
    assert len(start) == 2
    assert start[0] < start[1]
    assert len(end) == 2
    assert end[0] > end[1]
    assert len(pitches("tick")) == len(pitches("attention")) == 1
    assert len(pitches("closing")) > 3
    assert pitches("closing")[-1] == opening[0]  # it comes home to where the opening set out


def test_attention_is_soft() -> None:
    """It is 6 to 8 LU softer than the start sound."""
    start, attention = (momentary_max_lufs(tone(name), RATE_HZ) for name in ("start", "attention"))
    assert 6.0 <= start - attention <= 8.0


def test_sounds_are_made_once_and_cannot_be_changed() -> None:
    """Every caller gets the same read-only array."""
    assert tone("tick") is tone("tick")
    with pytest.raises(ValueError, match="read-only"):
        tone("tick")[0] = 1.0


def test_wake_noise_is_very_low_and_counts_as_silence() -> None:
    """1.5 s at about -63 dBFS, faded in and out, in which `span` finds no sound."""
    noise = wake_noise()
    assert len(noise) == RATE_HZ * 3 // 2
    assert -65.0 < rms_dbfs(noise) < -61.0
    assert noise[0] == noise[-1] == 0.0
    assert span(noise, RATE_HZ) is None


def test_wake_noise_is_low_passed() -> None:
    """Half its power is under 2 kHz and next to none above 8 kHz, where hiss is heard."""
    power = np.abs(np.fft.rfft(wake_noise())) ** 2
    hz = np.fft.rfftfreq(len(wake_noise()), 1 / RATE_HZ)
    assert power[hz < 2_000].sum() > 0.5 * power.sum()
    assert power[hz > 8_000].sum() < 0.001 * power.sum()


def test_wake_noise_is_always_the_same() -> None:
    """Its samples are fixed by the seed, on any machine."""
    assert to_int16(wake_noise())[[20_000, 30_000, 40_000]].tolist() == [38, -14, 20]


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed")
def test_wake_noise_survives_encoding() -> None:
    """After MP3 at 96 kbit/s each tenth of a second of it is still there, 3 dB lower at most."""
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(96)
    encoder.set_in_sample_rate(RATE_HZ)
    encoder.set_channels(1)
    encoder.set_quality(2)
    encoder.silence()
    mp3 = bytes(encoder.encode(to_int16(wake_noise()).tobytes())) + bytes(encoder.flush())
    command = "ffmpeg -v error -i - -f f32le -"
    done = subprocess.run(command.split(), input=mp3, capture_output=True, check=True)
    decoded = np.frombuffer(done.stdout, dtype="<f4")
    for start in range(9_600, 62_400, 4_800):
        assert rms_dbfs(decoded[start : start + 4_800]) > -66.5
