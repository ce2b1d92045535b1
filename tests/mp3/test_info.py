"""The Info frame: each field where readers look for it, sums that agree with a plain reference."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audioguide.mp3.frames import header_for, iter_frames, parse_header
from audioguide.mp3.info import crc16, frame_count, info_frame

Make = Callable[..., bytes]


def _crc_bit_by_bit(data: bytes, crc: int = 0) -> int:
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ 0xA001 if crc & 1 else crc >> 1
    return crc


def _number(data: bytes, at: int, count: int) -> int:
    return int.from_bytes(data[at : at + count], "big")


@given(st.binary(max_size=40), st.integers(0, 5000), st.integers(0, 0xFFFF))
def test_the_crc_is_that_of_the_definition(seed: bytes, length: int, start: int) -> None:
    """The CRC by table agrees with the CRC bit by bit for every length and start value."""
    data = np.resize(np.frombuffer(seed + b"\x5a", np.uint8), length).tobytes()
    assert crc16(data, start) == _crc_bit_by_bit(data, start)


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_the_crc_goes_on_from_piece_to_piece(length: int, cut: int) -> None:
    """The CRC of pieces, one after another, is that of the whole."""
    data = np.random.default_rng(length).bytes(length)
    assert crc16(data[cut:], crc16(data[:cut])) == crc16(data)


@pytest.mark.parametrize("rate_hz", [48_000, 44_100, 24_000, 8_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_the_info_frame_tells_lengths_delays_and_sums(
    made: Make, rate_hz: int, channels: int
) -> None:
    """Counts, delay, padding and both CRCs in the file describe the frames that follow."""
    samples = 30_000
    noise = np.random.default_rng(1).integers(-3000, 3000, (samples, channels), dtype=np.int16)
    mp3 = made(noise, rate_hz=rate_hz, channels=channels, bitrate_kbps=64)
    header = parse_header(mp3)
    audio = mp3[header.frame_bytes :]
    frames = len(list(iter_frames(audio)))
    at = header.main_data_at

    assert frames == frame_count(samples, header.samples_per_frame)
    assert mp3[at : at + 4] == b"Info"
    assert _number(mp3, at + 4, 4) == 0b1111
    assert _number(mp3, at + 8, 4) == frames
    assert _number(mp3, at + 12, 4) == len(mp3)
    assert mp3[at + 120 : at + 129] == b"LAME3.100"
    assert _number(mp3, at + 140, 1) == 64
    delays = _number(mp3, at + 141, 3)
    assert delays >> 12 == 576
    assert delays & 0xFFF == frames * header.samples_per_frame - 576 - samples
    assert _number(mp3, at + 148, 4) == len(mp3)
    assert _number(mp3, at + 152, 2) == _crc_bit_by_bit(audio)
    assert _number(mp3, at + 154, 2) == _crc_bit_by_bit(mp3[: at + 154])


def test_the_side_information_and_the_rest_of_the_frame_are_zero() -> None:
    """A decoder that does not know the Info header finds a frame of silence."""
    header = header_for(rate_hz=48_000, channels=1, bitrate_kbps=96)
    frame = info_frame(header, samples=1000, frames=2, audio_bytes=576, music_crc=0)
    assert frame[4:21] == bytes(17)
    assert frame[21 + 156 :] == bytes(288 - 21 - 156)


def test_the_table_of_contents_rises_evenly() -> None:
    """Each hundredth of the time is a hundredth of the bytes behind the Info frame."""
    header = header_for(rate_hz=48_000, channels=1, bitrate_kbps=96)
    frames = 50_000
    frame = info_frame(
        header, samples=frames * 1152 - 1105, frames=frames, audio_bytes=frames * 288, music_crc=0
    )
    toc = frame[21 + 16 : 21 + 116]
    assert list(toc) == [256 * percent // 100 for percent in range(100)]


@pytest.mark.parametrize(
    ("rate_hz", "channels", "bitrate_kbps", "expected_kbps"),
    [
        (48_000, 1, 96, 96),
        (48_000, 1, 32, 64),
        (48_000, 2, 56, 64),
        (24_000, 1, 48, 64),
        (44_100, 1, 32, 56),
        (32_000, 1, 32, 40),
    ],
)
def test_a_small_frame_grows_until_the_header_fits(
    rate_hz: int, channels: int, bitrate_kbps: int, expected_kbps: int
) -> None:
    """The Info frame has the audio's bitrate, or the least one whose frame is long enough."""
    header = header_for(rate_hz=rate_hz, channels=channels, bitrate_kbps=bitrate_kbps)
    samples = 20 * header.samples_per_frame - 1105
    frame = info_frame(header, samples=samples, frames=20, audio_bytes=5000, music_crc=0)
    carrier = parse_header(frame)
    assert carrier == dataclasses.replace(header, bitrate_kbps=expected_kbps)
    assert len(frame) == carrier.frame_bytes


@pytest.mark.parametrize(("samples", "frames"), [(1153, 1), (1200, 2), (1, 5), (-1, 1)])
def test_counts_that_no_player_could_honour_are_refused(samples: int, frames: int) -> None:
    """Too few frames for the samples, or more padding than 12 bits tell, raise ValueError."""
    header = header_for(rate_hz=48_000, channels=1, bitrate_kbps=96)
    with pytest.raises(ValueError, match="cannot hold just"):
        info_frame(header, samples=samples, frames=frames, audio_bytes=288, music_crc=0)
