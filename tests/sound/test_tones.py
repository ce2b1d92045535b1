"""The programme's sounds: told apart by rhythm, direction and pitch, and never too loud."""

from __future__ import annotations

import itertools
import math
import shutil
import subprocess

import lameenc
import numpy as np
import pytest

from audioguide.model.sounds import MOST_MS, Sounds, SoundSet
from audioguide.sound.loudness import momentary_max_lufs, true_peak_dbtp
from audioguide.sound.onset import span
from audioguide.sound.samples import RATE_HZ, Samples, to_int16
from audioguide.sound.tone_table import TONE_NAMES, TONES, duration_ms
from audioguide.sound.tones import tone, wake_noise

NAMES = ["opening", "start", "end", "tick", "attention", "closing"]
STANDARD = SoundSet.STANDARD
LENGTHS_MS = {
    "opening": (600, 1_200),
    "start": (100, 200),
    "end": (350, 600),
    "tick": (30, 80),
    "attention": (150, 150),
    "closing": (1_400, 2_400),
}
LOUDEST_LUFS = {SoundSet.STANDARD: -16.0, SoundSet.SOFT: -19.0, SoundSet.CLASS: -13.0}
"""3 LU above speech of -19 LUFS, 6 in the set for a hall, and in the soft one no more than it."""
AS_EVER = {
    "opening": [-1578, -4233, 0],
    "start": [-546, -1180, -1161],
    "end": [5906, -460, 0],
    "tick": [-6816, 7696, -5950],
    "attention": [-5820, -22, 17],
    "closing": [5137, 0, -3522],
}
"""Samples of the standard set a seventh, a third and half of the way through each sound."""

of_every_set = pytest.mark.parametrize("of", SoundSet)
of_every_name = pytest.mark.parametrize("name", NAMES)


def pitches(name: str, of: SoundSet) -> list[float]:
    """List the loudest pitch at each time a note begins."""
    by_time = itertools.groupby(TONES[of][name].notes, key=lambda note: note.at_ms)
    return [max(notes, key=lambda note: note.level_db).pitch_hz for _, notes in by_time]


def loudness(name: str, of: SoundSet) -> float:
    """Measure the loudest 400 ms of a sound."""
    return momentary_max_lufs(tone(name, of), RATE_HZ)


def rms_dbfs(samples: Samples) -> float:
    """Measure the level of samples."""
    return 10 * math.log10(float(np.mean(np.square(samples, dtype=np.float64))))


def test_the_names() -> None:
    """Every set has the same six sounds, and asking for another says which there are."""
    assert set(TONE_NAMES) == set(NAMES)
    assert all(list(sounds) == NAMES for sounds in TONES.values())
    assert set(TONES) == set(SoundSet)
    assert set(MOST_MS) < set(NAMES)
    with pytest.raises(ValueError, match="no sound `gong`; there are opening"):
        tone("gong", STANDARD)
    with pytest.raises(ValueError, match="no sound `gong`"):
        duration_ms("gong", Sounds())


@of_every_set
@of_every_name
def test_the_table_tells_the_length_exactly(name: str, of: SoundSet) -> None:
    """What is played has the length the table says, within the bounds of its kind."""
    shortest_ms, longest_ms = LENGTHS_MS[name]
    length_ms = duration_ms(name, Sounds(of))
    assert shortest_ms <= length_ms <= longest_ms
    assert length_ms <= MOST_MS.get(name, length_ms)
    assert len(tone(name, of)) * 1000 == length_ms * RATE_HZ


@of_every_name
def test_the_standard_set_is_what_it_always_was(name: str) -> None:
    """No other set may change what the standard one has always sounded like."""
    samples = to_int16(tone(name, STANDARD))
    found = [int(samples[len(samples) // part]) for part in (7, 3, 2)]
    assert found == pytest.approx(AS_EVER[name], abs=1)


@of_every_set
@of_every_name
def test_no_sound_is_too_loud(name: str, of: SoundSet) -> None:
    """Its true peak is at most -9 dBTP, its loudest 400 ms at most what its set allows."""
    assert true_peak_dbtp(tone(name, of), RATE_HZ) <= -9.0
    assert loudness(name, of) <= LOUDEST_LUFS[of]


@of_every_name
def test_the_soft_set_is_softer_and_the_one_for_a_hall_louder(name: str) -> None:
    """Each sound is 3 LU softer at least in the soft set, and 1 LU louder in that for a hall."""
    assert loudness(name, SoundSet.SOFT) <= loudness(name, STANDARD) - 3.0
    assert loudness(name, SoundSet.CLASS) >= loudness(name, STANDARD) + 1.0


@of_every_name
def test_the_soft_set_is_lower_and_the_one_for_a_hall_no_shorter(name: str) -> None:
    """The soft set begins each sound at a lower pitch; a hall hears none for a shorter time."""
    assert pitches(name, SoundSet.SOFT)[0] < pitches(name, STANDARD)[0]
    assert duration_ms(name, Sounds(SoundSet.CLASS)) >= duration_ms(name, Sounds())


@of_every_set
@of_every_name
def test_a_sound_begins_at_once_and_ends_on_zero(name: str, of: SoundSet) -> None:
    """Its onset is within a millisecond, two in the soft set; first and last sample are 0."""
    samples = tone(name, of)
    found = span(samples, RATE_HZ)
    assert found is not None
    assert found.onset <= RATE_HZ // (500 if of is SoundSet.SOFT else 1000)
    assert samples[0] == 0.0
    assert samples[-1] == 0.0


@of_every_set
@of_every_name
def test_a_sound_has_no_click(name: str, of: SoundSet) -> None:
    """No step between samples is steeper than the sine waves in it can be."""
    highest_hz = max(note.pitch_hz for note in TONES[of][name].notes)
    peak = float(np.abs(tone(name, of)).max())
    steepest = peak * 2 * math.pi * highest_hz / RATE_HZ
    harmonics = 2.2 if of is SoundSet.CLASS else 1.6
    assert np.abs(np.diff(tone(name, of))).max() < harmonics * steepest


@of_every_set
def test_pitches_are_in_range_and_no_octaves(of: SoundSet) -> None:
    """Fundamentals are 600-2000 Hz; no two in all the sounds of a set are an octave apart."""
    used = sorted({note.pitch_hz for sound in TONES[of].values() for note in sound.notes})
    assert used[0] >= 600
    assert used[-1] <= 2000
    assert all(abs(high / low - 2.0) > 0.05 for low, high in itertools.combinations(used, 2))


@of_every_set
def test_directions_and_rhythms_differ(of: SoundSet) -> None:
    """Opening has three notes up, start two up, end two down; tick and attention are one each."""
    opening, start, end = (pitches(name, of) for name in ("opening", "start", "end"))
    assert len(opening) == 3
    assert opening == sorted(opening)
    assert len(start) == 2
    assert start[0] < start[1]
    assert len(end) == 2
    assert end[0] > end[1]
    assert len(pitches("tick", of)) == len(pitches("attention", of)) == 1
    assert duration_ms("attention", Sounds(of)) > 1.5 * duration_ms("tick", Sounds(of))
    assert pitches("tick", of) != pitches("attention", of)
    closing = pitches("closing", of)
    assert len(closing) > 3
    assert closing[-1] == opening[0]  # it comes home to where the opening set out


@of_every_set
def test_attention_is_soft(of: SoundSet) -> None:
    """It is 6 to 8 LU softer than the start sound."""
    assert 6.0 <= loudness("start", of) - loudness("attention", of) <= 8.0


def test_sounds_are_made_once_and_cannot_be_changed() -> None:
    """Every caller gets the same read-only array."""
    assert tone("tick", STANDARD) is tone("tick", STANDARD)
    assert tone("tick", STANDARD) is not tone("tick", SoundSet.SOFT)
    with pytest.raises(ValueError, match="read-only"):
        tone("tick", STANDARD)[0] = 1.0


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
