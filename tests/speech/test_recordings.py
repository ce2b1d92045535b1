"""Sound files as clips: whatever they were saved as, trimmed and as loud as speech."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from audioguide.errors import InstallationError
from audioguide.sound import ffmpeg
from audioguide.sound.loudness import loudness_lufs, true_peak_dbtp
from audioguide.sound.onset import Span, span
from audioguide.sound.samples import Samples
from audioguide.speech.recordings import (
    UnusableRecordingError,
    probe_recording,
    read_jingle,
    read_line,
)
from tests.speech.recorded import burst, record

SECONDS = 1.25
CODED_MS = 25
"""How much longer a tone may be behind a codec, which softens its edges."""


def pitch_hz(samples: Samples) -> float:
    """The loudest frequency."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * 48_000 / len(samples))


def check(path: Path, hz: float, off_ms: float = 1) -> None:
    """The clip of a file is its tone: pitch, length, -19 LUFS, and little quiet round it."""
    record_, samples = read_line(path)
    assert not samples.flags.writeable
    assert record_.length == len(samples)
    assert span(samples, 48_000) == Span(record_.onset, record_.end)
    assert (record_.end - record_.onset) / 48 == pytest.approx(SECONDS * 1000, abs=off_ms)
    assert record_.onset <= 60 * 48 + 1
    assert pitch_hz(samples[record_.onset : record_.end]) == pytest.approx(hz, abs=2)
    assert loudness_lufs(samples, 48_000) == pytest.approx(-19, abs=0.1)
    assert record_.lufs == pytest.approx(-19, abs=0.1)


@pytest.mark.parametrize(
    ("name", "rate_hz", "off_ms"),
    [
        ("a.wav", 48_000, 1),
        ("a.WAV", 44_100, 1),
        ("a.flac", 22_050, 1),
        ("a.aiff", 96_000, 1),
        ("a.mp3", 44_100, CODED_MS),
        ("a.ogg", 44_100, CODED_MS),
        ("a.opus", 48_000, CODED_MS),
    ],
)
def test_every_kind_of_file_is_read(tmp_path: Path, name: str, rate_hz: int, off_ms: float) -> None:
    """At any rate, on the timeline's rate afterwards."""
    details = {"format": "OGG", "subtype": "OPUS"} if name.endswith(".opus") else {}
    path = record(tmp_path / name, burst(440, SECONDS, rate_hz), rate_hz, **details)
    check(path, 440, off_ms)
    probe_recording(path)


@pytest.mark.parametrize("kind", [("a.m4a", "aac"), ("a.m4a", "alac"), ("a.aac", "aac")])
def test_aac_is_read_by_ffmpeg(tmp_path: Path, kind: tuple[str, str]) -> None:
    """What a telephone records, also without loss; ffprobe is not needed for it."""
    program = ffmpeg.find()
    if not program:
        pytest.skip("there is no ffmpeg here, nor the package imageio-ffmpeg")
    name, codec = kind
    wav = record(tmp_path / "a.wav", burst(440, SECONDS, 44_100), 44_100)
    path = tmp_path / name
    subprocess.run([program, "-v", "error", "-i", wav, "-c:a", codec, path], check=True)
    check(path, 440, CODED_MS)


def test_ffmpeg_opens_nothing_but_aac(tmp_path: Path) -> None:
    """A list of other files that is named as sound is no sound."""
    if not ffmpeg.find():
        pytest.skip("there is no ffmpeg here, nor the package imageio-ffmpeg")
    wav = record(tmp_path / "a.wav", burst(440, SECONDS))
    path = tmp_path / "a.m4a"
    path.write_text(f"#EXTM3U\n#EXTINF:1,\n{wav}\n")
    with pytest.raises(UnusableRecordingError, match="cannot be read as sound"):
        read_line(path)


def test_without_ffmpeg_aac_alone_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The remedy is told, and that WAV would do."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    path = tmp_path / "a.m4a"
    path.write_bytes(b"\0\0\0\x18ftypM4A ")
    with pytest.raises(InstallationError, match=r"needs ffmpeg.*install ffmpeg.*as WAV"):
        read_line(path)


def test_channels_are_mixed_by_their_mean(tmp_path: Path) -> None:
    """A tone on one side alone is heard; one on both is not twice as loud."""
    tone = burst(440, SECONDS)
    silence = np.zeros_like(tone)
    left = record(tmp_path / "left.wav", np.stack([tone, silence], axis=1))
    both = record(tmp_path / "both.wav", np.stack([tone, tone], axis=1))
    check(left, 440)
    check(both, 440)


@pytest.mark.parametrize("level", [0.01, 0.9])
def test_quiet_and_loud_recordings_are_equally_loud(tmp_path: Path, level: float) -> None:
    """A whisper near the noise and a shout at full scale."""
    check(record(tmp_path / "a.wav", burst(440, SECONDS, level=level)), 440)


def test_a_constant_in_the_signal_is_no_sound(tmp_path: Path) -> None:
    """What a cheap sound card adds does not keep silence from being cut off."""
    check(record(tmp_path / "a.wav", burst(440, SECONDS, offset=0.1)), 440)


def test_peaks_stay_under_the_ceiling(tmp_path: Path) -> None:
    """A clap among words is turned down, as in speech."""
    tone = burst(440, SECONDS, level=0.05)
    tone[50_000] = 0.99
    made, samples = read_line(record(tmp_path / "a.wav", tone))
    assert true_peak_dbtp(samples, 48_000) == pytest.approx(made.peak_dbtp, abs=0.01)
    assert made.peak_dbtp <= -1.9


def test_a_jingle_rings_out(tmp_path: Path) -> None:
    """It ends 50 dB below its loudest, where words would have ended at 30 dB."""
    time = np.arange(6 * 48_000) / 48_000
    bell = (0.5 * 10 ** (-12 * time / 20) * np.sin(2 * np.pi * 660 * time)).astype(np.float32)
    path = record(tmp_path / "bell.wav", bell)
    word, _ = read_line(path)
    made, samples = read_jingle(path)
    assert (word.end - word.onset) / 48_000 == pytest.approx(30 / 12, abs=0.05)
    assert (made.end - made.onset) / 48_000 == pytest.approx(50 / 12, abs=0.05)
    assert made.length == len(samples) > made.end
    assert made.lufs == pytest.approx(-19, abs=0.6)


def test_a_jingle_is_thirty_seconds_at_most(tmp_path: Path) -> None:
    """Without the silence round it; words may be longer."""
    short = record(tmp_path / "short.flac", burst(440, 29.9))
    long = record(tmp_path / "long.flac", burst(440, 30.5))
    assert read_jingle(short)[0].length > 29 * 48_000
    assert read_line(long)[0].length > 30 * 48_000
    with pytest.raises(UnusableRecordingError, match=r"lasts 30\.5 s, and 30 s is the most here"):
        read_jingle(long)


def test_over_five_minutes_are_not_read(tmp_path: Path) -> None:
    """Whoever recorded a whole session meant another file."""
    path = record(tmp_path / "a.wav", burst(440, 600, 8_000), 8_000, subtype="PCM_U8")
    with pytest.raises(UnusableRecordingError, match="lasts more than 5 minutes"):
        read_line(path)


def silent() -> Samples:
    return np.zeros(48_000, dtype=np.float32)


def rumble() -> Samples:
    time = np.arange(3 * 48_000) / 48_000
    return (0.3 * np.sin(2 * np.pi * time / 3)).astype(np.float32)


def no_numbers() -> Samples:
    samples = burst(440, 1)
    samples[9_999] = np.nan
    return samples


def opposed() -> Samples:
    samples = burst(440, 1)
    return np.stack([samples, np.float32(-0.99) * samples], axis=1)


@pytest.mark.parametrize(
    ("samples", "message"),
    [
        (silent(), "is silent"),
        (silent()[:0], "is silent"),
        (silent() + np.float32(0.3), "is silent"),
        (rumble(), "holds nothing that can be heard"),
        (no_numbers(), "holds samples that are no numbers"),
        (opposed(), "has channels that cancel each other out"),
    ],
    ids=["silence", "nothing", "a constant", "rumble", "no numbers", "opposed channels"],
)
def test_what_cannot_be_heard_is_told(tmp_path: Path, samples: Samples, message: str) -> None:
    """With what to do about it."""
    path = record(tmp_path / "a.wav", samples, subtype="FLOAT")
    with pytest.raises(UnusableRecordingError, match=message) as caught:
        read_line(path)
    assert caught.value.hint


@pytest.mark.parametrize("name", ["a.wav", "a.flac", "a.mp3", "a.ogg"])
@pytest.mark.parametrize("content", [b"hello", b"RIFF\0\0\0\0WAVE", b"\0" * 9_999])
def test_what_is_no_sound_is_told(tmp_path: Path, name: str, content: bytes) -> None:
    """Also before it is heard, from its first bytes."""
    path = tmp_path / name
    path.write_bytes(content)
    for reads in (read_line, probe_recording):
        with pytest.raises(UnusableRecordingError, match="cannot be read as sound"):
            reads(path)


def test_a_rate_that_no_microphone_has_is_told(tmp_path: Path) -> None:
    """Telephones' 8 kHz are the least."""
    path = record(tmp_path / "a.wav", burst(440, 1, 4_000), 4_000)
    for reads in (read_line, probe_recording):
        with pytest.raises(UnusableRecordingError, match="has 4000 samples a second, 8000 to"):
            reads(path)


@pytest.mark.parametrize("share", [0.4, 0.9])
@pytest.mark.parametrize(
    "ending", ["wav", "aiff", "au", "flac", "caf", "w64", "rf64", "ogg", "opus"]
)
def test_a_file_that_breaks_off_is_refused(ending: str, share: float, tmp_path: Path) -> None:
    """Its header promises more than there is: the rest of the line would be silence."""
    path = tmp_path / f"a.{ending}"
    details = {"format": "OGG", "subtype": "OPUS"} if ending == "opus" else {}
    soundfile.write(path, burst(440, 3), 48_000, **details)
    assert read_line(path)[0].length
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    with pytest.raises(UnusableRecordingError):
        read_line(path)


@pytest.mark.parametrize("more", [2, 20, 40])
def test_an_ogg_file_that_breaks_off_in_a_page_header_is_refused(more: int, tmp_path: Path) -> None:
    """Within its magic letters or beyond them: a page that has begun has to be there."""
    path = record(tmp_path / "a.ogg", burst(440, 3))
    data = path.read_bytes()
    path.write_bytes(data[: data.rindex(b"OggS") + more])
    for reads in (read_line, probe_recording):
        with pytest.raises(UnusableRecordingError, match="is cut short"):
            reads(path)


def test_an_ogg_file_needs_no_mark_at_its_end(tmp_path: Path) -> None:
    """Telephones leave whole voice messages without it: a file of whole pages is heard."""
    path = record(tmp_path / "a.ogg", burst(440, 3))
    data = path.read_bytes()
    path.write_bytes(data[: data.rindex(b"OggS")])
    assert read_line(path)[0].length


def test_a_w64_that_was_streamed_promises_nothing(tmp_path: Path) -> None:
    """The size of the whole is -1 there."""
    path = record(tmp_path / "a.w64", burst(440, 3))
    data = path.read_bytes()
    path.write_bytes(data[:16] + b"\xff" * 8 + data[24:])
    assert read_line(path)[0].length


def test_a_wav_that_was_streamed_promises_nothing(tmp_path: Path) -> None:
    """Who writes into a pipe does not know how much will come, and gives the largest number."""
    path = record(tmp_path / "a.wav", burst(440, 3))
    data = path.read_bytes()
    at = data.index(b"data") + 4
    path.write_bytes(data[:at] + b"\xff\xff\xff\xff" + data[at + 4 :])
    assert read_line(path)[0].length
