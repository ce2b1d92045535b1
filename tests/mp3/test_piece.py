"""Pieces: the same sound gives the same frames, which need no others and survive a store."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt
import pytest

from audioguide.mp3 import crc16
from audioguide.mp3.piece import (
    WARM_UP_FRAMES,
    Piece,
    encode_piece,
    frames_at_most,
    frames_of,
)

FORMATS = [  # (rate, channels, bitrate)
    (48_000, 1, 32),
    (48_000, 1, 96),
    (48_000, 1, 320),
    (48_000, 2, 128),
    (24_000, 1, 32),
    (24_000, 1, 64),
    (24_000, 2, 96),
]


def _noise(ms: int, seed: int = 0) -> npt.NDArray[np.float32]:
    return np.random.default_rng(seed).uniform(-0.5, 0.5, ms * 48).astype(np.float32)


@pytest.mark.parametrize(("rate_hz", "channels", "bitrate_kbps"), FORMATS)
@pytest.mark.parametrize("sound", [_noise(47), _noise(310), np.zeros(500, np.float32)])
def test_no_piece_goes_beyond_its_range(
    sound: npt.NDArray[np.float32], rate_hz: int, channels: int, bitrate_kbps: int
) -> None:
    """`frames_at_most` holds what `frames_of` tells once a piece is there."""
    options = {"rate_hz": rate_hz, "channels": channels, "bitrate_kbps": bitrate_kbps}
    length = 1152 * rate_hz // 48_000
    block = np.repeat(sound[:, None], channels, axis=1)
    for start in (20 * length, 20 * length + 7, 21 * length - 1):
        piece = encode_piece(block, phase=start % length, **options)
        taken, most = frames_of(piece, start), frames_at_most(start, len(sound), **options)
        assert piece.count == len(taken)
        assert not taken or most.start <= taken.start < taken.stop <= most.stop


def test_pieces_are_the_same_in_threads() -> None:
    """Each piece has an encoder of its own, so neither threads nor neighbours change a byte."""
    sounds = [_noise(40 + 150 * number, number) for number in range(12)]
    alone = [encode_piece(sound, phase=384) for sound in sounds]
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(lambda sound: encode_piece(sound, phase=384), sounds)) == alone


def test_a_piece_survives_the_store() -> None:
    """`unpack` gives back what `pack` was called on."""
    for sound in (_noise(310), np.zeros(500, np.float32)):
        piece = encode_piece(sound, phase=768)
        assert Piece.unpack(piece.pack()) == piece
        assert piece.crc == crc16(piece.frames)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda data: b"", "no piece"),
        (lambda data: data.replace(b"piece 1", b"piece 0"), "another version"),
        (lambda data: data[:-1], "cut or damaged"),
        (lambda data: data[:19], "cut or damaged"),
        (lambda data: data + b"\0", "cut or damaged"),
        (lambda data: data[:400] + bytes([data[400] ^ 1]) + data[401:], "cut or damaged"),
    ],
)
def test_other_bytes_are_no_piece(spoil: Callable[[bytes], bytes], why: str) -> None:
    """What is cut, changed, longer or of another version raises ValueError."""
    with pytest.raises(ValueError, match=why):
        Piece.unpack(spoil(encode_piece(_noise(40), phase=0).pack()))


def test_frames_that_need_others_are_no_piece() -> None:
    """Frames are refused which are cut, too many, of another kind, or need earlier ones."""
    piece = encode_piece(_noise(90), phase=0)
    lead = -piece.first
    for frames, why in (
        (piece.frames[1:], "no whole frames"),
        (b"\0" + piece.frames[1:], "begins with 00fb"),
        (piece.frames[lead * 288 :], "reaches 511 bytes back"),
    ):
        with pytest.raises(ValueError, match=why):
            dataclasses.replace(piece, frames=frames)
    with pytest.raises(ValueError, match="go beyond the 5 needed"):
        dataclasses.replace(piece, first=1)
    with pytest.raises(ValueError, match="no phase 1152"):
        dataclasses.replace(piece, phase=1152)


def test_sounds_that_cannot_be_pieces_are_refused() -> None:
    """A phase beyond the frame, a rate of uneven frames and no samples raise ValueError."""
    with pytest.raises(ValueError, match="phase 1152 is not"):
        encode_piece(_noise(40), phase=1152)
    with pytest.raises(ValueError, match="phase 576 is not"):
        encode_piece(_noise(40), phase=576, rate_hz=24_000, bitrate_kbps=64)
    with pytest.raises(ValueError, match="fewer than none"):
        encode_piece(_noise(40), phase=0, frames_before=-1)
    with pytest.raises(ValueError, match=r"44100 Hz the frames .* differ"):
        encode_piece(_noise(40), phase=0, rate_hz=44_100)
    with pytest.raises(ValueError, match="piece has no phase 0 or length 0"):
        encode_piece(_noise(0), phase=0)


def test_more_frames_before_than_the_warm_up_change_nothing() -> None:
    """A store need not tell apart what lies beyond the warm-up."""
    sound = _noise(310)
    assert encode_piece(sound, phase=0, frames_before=500) == encode_piece(
        sound, phase=0, frames_before=WARM_UP_FRAMES
    )
