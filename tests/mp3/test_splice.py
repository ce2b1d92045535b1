"""Splicing: what is put together from pieces sounds, lasts and begins as what is encoded whole."""

from __future__ import annotations

import io
import random
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from audioguide.mp3 import Tags, crc16, iter_frames, tag, write
from audioguide.mp3.encoder import PRESET_GAIN
from audioguide.mp3.frames import parse_header
from audioguide.mp3.piece import Piece, encode_piece, frames_at_most, frames_of, least_gap
from audioguide.mp3.splice import assemble, write_spliced

Sound = npt.NDArray[np.float32]
Decode = Callable[[Path], npt.NDArray[np.float64]]
Run = Callable[..., subprocess.CompletedProcess[bytes]]
Placed = list[tuple[int, Sound]]

GRID = 384  # 8 ms
DELAY = 1105
ID3 = tag(Tags(title="Seitstütz · 側卧"))
FORMATS = [  # (rate, channels, bitrate)
    (48_000, 1, 32),
    (48_000, 1, 96),
    (48_000, 1, 320),
    (48_000, 2, 128),
    (24_000, 1, 32),
    (24_000, 1, 64),
    (24_000, 2, 96),
]


def _noise(ms: int, seed: int = 0, rate_hz: int = 48_000) -> Sound:
    noise = np.random.default_rng(seed).uniform(-0.5, 0.5, ms * rate_hz // 1000)
    return noise.astype(np.float32)


def _voice(ms: int, pitch_hz: float = 120) -> Sound:
    """A buzz with formants and a hiss, in syllables; it begins and ends abruptly."""
    t = np.arange(ms * 48) / 48_000
    turn = 2 * np.pi * np.cumsum(pitch_hz + 20 * np.sin(4 * t)) / 48_000
    formants = (600, 1500, 2600, 4800)
    buzz = sum(
        sum(np.exp(-(((pitch_hz * n - f) / 300) ** 2)) for f in formants) * np.cos(n * turn)
        for n in range(1, 60)
    )
    hiss = np.diff(np.random.default_rng(ms).standard_normal(len(t) + 1))
    voice = np.asarray(buzz + 0.1 * hiss) * (0.3 + np.cos(2 * np.pi * 2.3 * t) ** 2)
    return np.asarray(0.5 * voice / np.abs(voice).max(), np.float32)


def _tone(ms: int, hz: float = 880) -> Sound:
    return np.asarray(0.5 * np.sin(2 * np.pi * hz * np.arange(ms * 48) / 48_000), np.float32)


SOUNDS = [_voice(40), _voice(310), _voice(1300, 180), _tone(200), _noise(90), _voice(12_000)]


def _mix(placed: Placed, samples: int) -> Sound:
    mix = np.zeros(samples, np.float32)
    for start, sound in placed:
        mix[start : start + len(sound)] += sound
    return mix


def _pieces(placed: Placed) -> list[tuple[int, Piece]]:
    return [
        (start, encode_piece(sound, phase=start % 1152, frames_before=start // 1152))
        for start, sound in placed
    ]


def _spliced(placed: Placed, samples: int) -> bytes:
    file = io.BytesIO()
    write_spliced(file, _pieces(placed), samples=samples, id3=ID3)
    return file.getvalue()


def _plain(placed: Placed, samples: int) -> bytes:
    file = io.BytesIO()
    write(file, [_mix(placed, samples)], samples=samples, id3=ID3)
    return file.getvalue()


def _decoded(mp3: bytes) -> npt.NDArray[np.float64]:
    sound: npt.NDArray[np.float64] = soundfile.read(io.BytesIO(mp3))[0]
    return sound


def _every(sounds: list[Sound], *, gap_ms: int) -> tuple[Placed, int]:
    """The sounds one after another, each on the next multiple of 8 ms; and where the last ends."""
    placed: Placed = []
    at = 3 * 1152
    for sound in sounds:
        placed.append((at, sound))
        at = -(-(at + len(sound) + gap_ms * 48) // GRID) * GRID
    return placed, placed[-1][0] + len(placed[-1][1])


def _snr_db(source: Sound, decoded: npt.NDArray[np.float64]) -> float:
    noise = decoded / PRESET_GAIN - source
    return float(10 * np.log10(np.sum(np.square(source, dtype=np.float64)) / np.sum(noise**2)))


def _third_octaves_db(sound: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
    power = np.abs(np.fft.rfft(sound)) ** 2
    band = np.round(3 * np.log2(np.maximum(np.fft.rfftfreq(len(sound), 1 / 48_000), 1) / 1000))
    bands = np.array([power[band == number].sum() for number in range(-10, 12)])
    return np.asarray(10 * np.log10(np.maximum(bands, 1e-9)))


def _assert_silent_elsewhere(decoded: npt.NDArray[np.float64], taken: list[range]) -> None:
    """All that no frame of a piece sounds in is exactly zero."""
    for done, following in zip([range(0), *taken], [*taken, range(1 << 30, 1 << 30)], strict=True):
        # A granule's second half and the filter bank ring on in the next frame.
        first = max((done.stop + 1) * 1152 - DELAY, 0) if done.stop else 0
        assert not decoded[first : max(following.start * 1152 - DELAY, first)].any()


def test_behind_long_silence_it_decodes_to_the_very_samples_of_the_plain_path() -> None:
    """Behind 2.3 s of silence LAME has forgotten what was before, so both paths are one."""
    placed, samples = _every(SOUNDS, gap_ms=2400)
    placed[0] = (0, placed[0][1])
    assert np.array_equal(_decoded(_spliced(placed, samples)), _decoded(_plain(placed, samples)))


def test_behind_short_silence_it_is_as_true_as_the_plain_path() -> None:
    """Noise, and each third of an octave that matters, agree within 0.1 dB over voices and tones.

    A band matters within 30 dB of the loudest one.
    """
    voices = [_voice(900 + 100 * number, 100 + 12 * number) for number in range(6)]
    placed, samples = _every([*voices, _tone(300), _tone(300, 1320)], gap_ms=500)
    spliced, plain = (_decoded(make(placed, samples)) for make in (_spliced, _plain))
    mix = _mix(placed, samples)
    assert abs(_snr_db(mix, spliced) - _snr_db(mix, plain)) < 0.1
    for start, sound in placed:
        where = slice(start, start + len(sound))
        one, other = _third_octaves_db(spliced[where]), _third_octaves_db(plain[where])
        loud = _third_octaves_db(sound) > _third_octaves_db(sound).max() - 30
        assert np.abs(one - other)[loud].max() < 0.1


@pytest.mark.parametrize("phase", [0, 384, 768, 1, 575, 577, 1151])
def test_a_sound_begins_at_its_sample_at_every_phase(
    decode: Decode, tmp_path: Path, phase: int
) -> None:
    """Source and decoded sound agree best without any shift, in every decoder."""
    start, sound = 40 * 1152 + phase, _voice(310)
    path = tmp_path / "spliced.mp3"
    path.write_bytes(_spliced([(start, sound)], 96_000))
    decoded = decode(path)
    assert len(decoded) == 96_000
    likeness = [np.dot(decoded[start + lag :][:4800], sound[:4800]) for lag in range(-60, 61)]
    assert int(np.argmax(likeness)) - 60 == 0


@pytest.mark.parametrize("gap_ms", [96, 120, 250])
def test_neighbours_decode_cleanly_everywhere(
    decode: Decode, run: Run, tmp_path: Path, gap_ms: int
) -> None:
    """Pieces as close as is always allowed, one at sample 0 and one at the end, please everyone."""
    sounds = [_voice(40), _noise(90), _voice(310), _tone(204), _noise(47), _voice(500), _noise(40)]
    placed, samples = _every(sounds, gap_ms=gap_ms)
    placed[0] = (0, sounds[0])
    path = tmp_path / "spliced.mp3"
    path.write_bytes(_spliced(placed, samples))
    decoded = decode(path)
    assert len(decoded) == samples
    assert np.abs(decoded - _decoded(path.read_bytes())).max() < 1e-4
    assert _snr_db(_mix(placed, samples)[-9600:], decoded[-9600:]) > 3
    report = run("mp3val", path).stdout.decode(errors="replace")
    assert "MPEG frames" in report
    assert "WARNING" not in report
    assert "ERROR" not in report


@pytest.mark.parametrize("bitrate_kbps", [32, 96])
@pytest.mark.parametrize("rate_hz", [24_000, 48_000])
def test_pieces_without_a_frame_between_decode_cleanly(
    decode: Decode, tmp_path: Path, rate_hz: int, bitrate_kbps: int
) -> None:
    """Wherever frames do not overlap nothing does: no decoder misses a bit of the reservoir."""
    options = {"rate_hz": rate_hz, "bitrate_kbps": bitrate_kbps}
    length = 1152 * rate_hz // 48_000
    placed: list[tuple[int, Piece]] = []
    at, free = 10 * length, 0
    for number in range(12):
        sound = _noise(35 + 23 * number, number, rate_hz)
        while True:
            piece = encode_piece(sound, phase=at % length, **options)
            if frames_of(piece, at).start >= free:
                break
            at += length - at % length
        assert not free or frames_of(piece, at).start == free
        placed.append((at, piece))
        free, at = frames_of(piece, at).stop, at + len(sound)
    path = tmp_path / "spliced.mp3"
    with path.open("wb") as file:
        write_spliced(file, placed, samples=at + 5000, rate_hz=rate_hz, bitrate_kbps=bitrate_kbps)
    assert len(decode(path)) == at + 5000


@pytest.mark.parametrize("phase", range(0, 1152, GRID))
@pytest.mark.parametrize("gap_ms", [72, 96, 120])
def test_what_the_ranges_allow_is_allowed(gap_ms: int, phase: int) -> None:
    """Sounds 72 ms apart may need one piece, 96 ms never; the ranges tell before encoding."""
    sound = _noise(47)
    placed = [(9216 + phase, sound), (9216 + phase + len(sound) + gap_ms * 48, sound)]
    left, right = (frames_at_most(start, len(sound)) for start, _ in placed)
    assert left.stop <= right.start or gap_ms == 72
    if left.stop <= right.start:
        assert len(_decoded(_spliced(placed, 30_000))) == 30_000
    assert gap_ms * 48 >= least_gap() or gap_ms == 72


@pytest.mark.parametrize(("rate_hz", "channels", "bitrate_kbps"), FORMATS)
def test_every_format_is_exact(
    run: Run, tmp_path: Path, rate_hz: int, channels: int, bitrate_kbps: int
) -> None:
    """Length, rate and channels are right at all rates, and the least gap is enough."""
    options = {"rate_hz": rate_hz, "channels": channels, "bitrate_kbps": bitrate_kbps}
    length = 1152 * rate_hz // 48_000
    sound = np.repeat(_noise(300)[:, None], channels, axis=1)
    starts = [0, len(sound) + least_gap(**options)]
    placed = [
        (at, encode_piece(sound, phase=at % length, frames_before=at // length, **options))
        for at in starts
    ]
    samples = starts[1] + len(sound)
    path = tmp_path / "spliced.mp3"
    with path.open("wb") as file:
        write_spliced(
            file,
            placed,
            samples=samples,
            rate_hz=rate_hz,
            channels=channels,
            bitrate_kbps=bitrate_kbps,
        )
    decoded, rate = soundfile.read(path, always_2d=True)
    assert (decoded.shape, rate) == ((samples, channels), rate_hz)
    done = run("ffmpeg", "-v", "warning", "-xerror", "-i", path, "-f", "s16le", "-")
    assert (len(done.stdout), done.stderr) == (samples * channels * 2, b"")


POOL = [_voice(40), _noise(61), _tone(120), _voice(310), np.zeros(300, np.float32)]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 30), st.sampled_from(range(len(POOL)))), max_size=8),
    st.integers(0, 3000),
    st.randoms(use_true_random=False),
)
def test_any_placement_on_the_grid(
    steps: list[tuple[int, int]], after: int, order: random.Random
) -> None:
    """Length, sums and silence are exact, and order and repetition change no byte."""
    placed: Placed = []
    at = 0
    for gap, number in steps:
        at += gap * GRID
        sound = POOL[number]
        if placed:
            last = frames_at_most(placed[-1][0], len(placed[-1][1])).stop
            while frames_at_most(at, len(sound)).start < last:
                at += GRID
        placed.append((at, sound))
        at = -(-(at + len(sound)) // GRID) * GRID
    samples = (placed[-1][0] + len(placed[-1][1]) if placed else 0) + after + (not placed)
    mp3 = _spliced(placed, samples)
    info = len(ID3)
    audio = mp3[info + 288 :]
    assert len(list(iter_frames(mp3[info:]))) * 288 == len(mp3) - info
    at = info + parse_header(mp3, info).main_data_at + 152
    assert int.from_bytes(mp3[at : at + 2], "big") == crc16(audio)
    decoded = _decoded(mp3)
    assert len(decoded) == samples
    pieces = _pieces(placed)
    _assert_silent_elsewhere(
        decoded, [frames_of(piece, start) for start, piece in pieces if piece.count]
    )
    order.shuffle(pieces)
    assert b"".join(assemble(pieces, samples=samples)) == audio
