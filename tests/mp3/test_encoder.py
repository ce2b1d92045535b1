"""Encoding: what real decoders give back has the length that was put in, at its place."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from audioguide.mp3 import Block, Tags, encode, frame_count, iter_frames, tag, write

Make = Callable[..., bytes]
Decode = Callable[[Path], npt.NDArray[np.float64]]
Run = Callable[..., subprocess.CompletedProcess[bytes]]

# Around nothing, around one frame, around LAME's spare frame (1 to 47 modulo 1152), a second.
LENGTHS = [48, 49, 1151, 1152, 1153, 1199, 1200, 48_000]


def _noise(samples: int, seed: int = 0) -> npt.NDArray[np.int16]:
    return np.random.default_rng(seed).integers(-3000, 3000, samples, dtype=np.int16)


def _voicelike(seconds: float) -> npt.NDArray[np.float32]:
    """A buzz with three formants, its loudness and pitch moving as syllables do."""
    t = np.arange(int(seconds * 48_000)) / 48_000
    phase = 2 * np.pi * np.cumsum(120 + 20 * np.sin(2 * np.pi * 0.7 * t)) / 48_000
    weights = {
        n: sum(np.exp(-(((120 * n - f) / 250) ** 2)) for f in (500, 1500, 2500))
        for n in range(1, 30)
    }
    buzz = sum(weight * np.sin(n * phase) for n, weight in weights.items())
    voice = np.asarray(buzz * np.clip(np.sin(2 * np.pi * 2 * t), 0, None))
    return np.asarray(0.5 * voice / np.abs(voice).max(), np.float32)


@pytest.mark.parametrize("samples", LENGTHS)
def test_decoders_give_exactly_the_samples_put_in(
    made: Make, decode: Decode, tmp_path: Path, samples: int
) -> None:
    """The Info header's delay and padding leave each decoder exactly the length put in."""
    path = tmp_path / "sound.mp3"
    path.write_bytes(made(_noise(samples)))
    assert len(decode(path)) == samples


@pytest.mark.parametrize("samples", [1, 2, 46, 47])
def test_less_than_a_millisecond_is_exact_too(made: Make, samples: int) -> None:
    """A file of one audio frame is exact as well (ffmpeg opens no file as short as that)."""
    assert len(soundfile.read(io.BytesIO(made(_noise(samples))))[0]) == samples


@settings(deadline=None, max_examples=60)
@given(
    samples=st.integers(1, 12_000),
    rate_hz=st.sampled_from([16_000, 22_050, 24_000, 32_000, 44_100, 48_000]),
    channels=st.sampled_from([1, 2]),
    bitrate_kbps=st.sampled_from([32, 48, 64, 96, 128, 160]),
)
def test_length_is_exact_for_every_format(
    samples: int, rate_hz: int, channels: int, bitrate_kbps: int
) -> None:
    """Any length at any rate, bitrate and number of channels decodes to just that length."""
    file = io.BytesIO()
    block = np.repeat(_noise(samples)[:, None], channels, axis=1)
    write(
        file,
        [block],
        samples=samples,
        rate_hz=rate_hz,
        channels=channels,
        bitrate_kbps=bitrate_kbps,
    )
    frames = [header for _, header in iter_frames(file.getvalue())]
    assert len(frames) == 1 + frame_count(samples, frames[0].samples_per_frame)
    assert {header.bitrate_kbps for header in frames[1:]} == {bitrate_kbps}
    file.seek(0)
    decoded, rate = soundfile.read(file, always_2d=True)
    assert (decoded.shape, rate) == ((samples, channels), rate_hz)


@pytest.mark.parametrize("at", [0, 1000, 24_000, 47_990])
def test_an_impulse_lands_at_its_sample(
    made: Make, decode: Decode, tmp_path: Path, at: int
) -> None:
    """What was put in at a sample comes out at that sample, give or take two."""
    sound = np.zeros(48_000, np.float32)
    sound[at] = 0.9
    path = tmp_path / "impulse.mp3"
    path.write_bytes(made(sound))
    assert abs(int(np.argmax(np.abs(decode(path)))) - at) <= 2


def test_the_last_samples_are_as_true_as_the_others(made: Make) -> None:
    """Dropping LAME's spare frame takes nothing from the end of the sound."""
    sound = _voicelike(1.0)
    tone = (0.5 * np.sin(2 * np.pi * 440 * np.arange(1152 * 20 + 30) / 48_000)).astype(np.float32)
    decoded = soundfile.read(io.BytesIO(made(tone)))[0]
    assert np.abs(decoded - tone)[-200:-20].max() < 0.05
    decoded = soundfile.read(io.BytesIO(made(sound)))[0]
    noise_db = 10 * np.log10(np.sum((decoded - sound) ** 2) / np.sum(sound**2))
    assert noise_db < -15


def test_silence_decodes_to_zeros(made: Make, decode: Decode, tmp_path: Path) -> None:
    """Digital silence comes out as digital silence."""
    path = tmp_path / "silence.mp3"
    path.write_bytes(made(np.zeros(30_000, np.int16)))
    assert not decode(path).any()


@pytest.mark.parametrize("bitrate_kbps", [32, 96, 320])
@pytest.mark.parametrize("rate_hz", [24_000, 48_000])
def test_the_strictest_checker_finds_nothing(
    made: Make, run: Run, tmp_path: Path, rate_hz: int, bitrate_kbps: int
) -> None:
    """mp3val reports neither warning nor error for tag, Info frame and audio."""
    if (rate_hz, bitrate_kbps) == (24_000, 320):
        bitrate_kbps = 160
    path = tmp_path / "sound.mp3"
    id3 = tag(Tags(title="Seitstütz · 側卧"))
    path.write_bytes(made(_noise(60_017), id3=id3, rate_hz=rate_hz, bitrate_kbps=bitrate_kbps))
    report = run("mp3val", path).stdout.decode(errors="replace")
    assert "MPEG frames" in report
    assert "WARNING" not in report
    assert "ERROR" not in report


def test_the_same_samples_give_the_same_bytes_however_cut(made: Make) -> None:
    """Neither the sizes of blocks nor their type change a byte; nor does a second run."""
    sound = _noise(70_001)
    whole = made(sound)
    for size in (1, 700, 1152, 69_999):
        cut = sound[: 3 * size + 5] if size == 1 else sound
        file = io.BytesIO()
        write(file, [cut[at : at + size] for at in range(0, len(cut), size)], samples=len(cut))
        assert file.getvalue() == made(cut)
    as_float = (sound / np.float32(32_768)).astype(np.float32)
    assert made(as_float) == whole == made(sound[:, None])


def test_write_goes_on_from_where_the_file_stands() -> None:
    """What was in the file before stays, and the file is left at its end."""
    file = io.BytesIO(b"before")
    file.seek(6)
    write(file, [_noise(5000)], samples=5000, id3=b"ID3 here")
    assert file.getvalue().startswith(b"beforeID3 here\xff\xfb")
    assert file.tell() == len(file.getvalue())


def test_pieces_come_while_blocks_are_still_asked_for() -> None:
    """The encoder holds back no more than LAME's look-ahead: memory does not grow with length."""
    asked = 0

    def blocks() -> Iterator[Block]:
        nonlocal asked
        for _ in range(20):
            asked += 1
            yield _noise(48_000, asked)

    given_bytes = 0
    for piece in encode(blocks(), samples=20 * 48_000):
        given_bytes += len(piece)
        assert given_bytes > (asked - 1) * 12_000 - 4000
        assert len(piece) < 2 * 12_000
    assert given_bytes == 288 * frame_count(20 * 48_000, 1152)


@pytest.mark.parametrize(
    ("blocks", "samples", "why"),
    [
        ([_noise(10)], 11, "hold 10 samples, not 11"),
        ([_noise(10), _noise(5)], 11, "at least 15 samples, not 11"),
        ([], 5, "hold 0 samples, not 5"),
        ([], 0, "nothing to encode"),
        ([np.zeros((10, 2), np.int16)], 10, "shape"),
        ([np.zeros((), np.int16)], 1, "shape"),
        ([np.zeros(10)], 10, "float64; make it"),
        ([np.full(10, np.nan, np.float32)], 10, "peak is nan"),
        ([np.full(10, 1.5, np.float32)], 10, "peak is 1.500"),
    ],
)
def test_blocks_that_are_not_as_announced_are_refused(
    blocks: list[Block], samples: int, why: str
) -> None:
    """Another sum, shape or type, and samples that are no sound, raise ValueError."""
    with pytest.raises(ValueError, match=why):
        list(encode(blocks, samples=samples))


def test_a_bitrate_that_lame_lowers_is_refused() -> None:
    """LAME caps 8 kHz at 64 kbit/s without a word; asking for more raises ValueError."""
    with pytest.raises(ValueError, match="LAME makes 64 kbit/s"):
        list(encode([_noise(5000)], samples=5000, rate_hz=8000, bitrate_kbps=96))


def test_full_scale_does_not_wrap(made: Make) -> None:
    """A float of exactly 1 becomes the largest sample, not the smallest."""
    square = np.repeat(np.array([1, -1] * 50, np.float32), 240)
    assert made(square) == made(np.where(square > 0, 32_767, -32_768).astype(np.int16))


def test_the_encoder_is_silent(made: Make, capfd: pytest.CaptureFixture[str]) -> None:
    """LAME writes nothing to the terminal."""
    made(_noise(5000))
    assert capfd.readouterr() == ("", "")
