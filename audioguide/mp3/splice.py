"""Put an MP3 together from pieces and empty frames, so that nothing is encoded twice.

Takes pieces and where they begin, gives bytes or writes them into an open file; touches nothing
else, and needs neither numpy nor LAME. The pieces are in memory, the whole file never is.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import BinaryIO

from audioguide.mp3.frames import FrameHeader, header_for
from audioguide.mp3.info import crc16, frame_count, info_frame
from audioguide.mp3.piece import Piece, frames_of

_EMPTY_FRAMES_AT_ONCE = 4096

Part = tuple[int, Piece | None]
"""Either a piece, with the number 1, or None for that many empty frames."""


def assemble(
    placed: Sequence[tuple[int, Piece]],
    *,
    samples: int,
    rate_hz: int = 48_000,
    channels: int = 1,
    bitrate_kbps: int = 96,
) -> Iterator[bytes]:
    """Give the audio frames alone: each piece at the sample where it begins, else digital silence.

    `placed` are pairs of a first sample and a piece, in any order; `samples` is the length of the
    whole, per channel. Raises ValueError, before the first bytes, when a piece has another format
    than the file or another phase than its place, when it is beyond the ends of the file or shares
    frames with another one; `frames_at_most` and `least_gap` tell before encoding which sounds must
    become one piece.
    """
    header = header_for(rate_hz=rate_hz, channels=channels, bitrate_kbps=bitrate_kbps)
    return _bytes(_parts(placed, samples, header), _empty(header))


def write_spliced(
    file: BinaryIO,
    placed: Sequence[tuple[int, Piece]],
    *,
    samples: int,
    id3: bytes = b"",
    rate_hz: int = 48_000,
    channels: int = 1,
    bitrate_kbps: int = 96,
) -> None:
    """Write a whole MP3 at the file's position: ID3 tag, Info frame, and frames as `assemble` does.

    A decoder that reads the Info frame gives exactly `samples` samples (per channel). The file need
    not be seekable. Raises ValueError as `assemble` does, before anything is written.
    """
    header = header_for(rate_hz=rate_hz, channels=channels, bitrate_kbps=bitrate_kbps)
    parts = _parts(placed, samples, header)
    frames = frame_count(samples, header.samples_per_frame)
    info = info_frame(
        header,
        samples=samples,
        frames=frames,
        audio_bytes=frames * header.frame_bytes,
        music_crc=_crc(parts, _empty(header)),
    )
    file.write(id3)
    file.write(info)
    for some in _bytes(parts, _empty(header)):
        file.write(some)


def _parts(placed: Sequence[tuple[int, Piece]], samples: int, header: FrameHeader) -> list[Part]:
    if samples < 1:
        raise ValueError(f"there is nothing to put together in {samples} samples")
    for start, piece in placed:
        _check_place(start, piece, samples, header)
    sounding = sorted(
        (one for one in placed if one[1].count), key=lambda one: frames_of(one[1], one[0]).start
    )
    for left, right in pairwise(sounding):
        _check_apart(left, right)
    parts: list[Part] = []
    done = 0
    for start, piece in sounding:
        taken = frames_of(piece, start)
        parts += [(taken.start - done, None), (1, piece)]
        done = taken.stop
    return [*parts, (frame_count(samples, header.samples_per_frame) - done, None)]


def _check_place(start: int, piece: Piece, samples: int, header: FrameHeader) -> None:
    where = f"the piece at sample {start}"
    if piece.header != header:
        raise ValueError(f"{where} is {piece.header}, the file {header}")
    if start < 0 or start + piece.samples > samples:
        raise ValueError(
            f"{where} has {piece.samples} samples, which do not lie within the file's {samples}"
        )
    number, phase = divmod(start, header.samples_per_frame)
    if phase != piece.phase:
        raise ValueError(
            f"{where} would begin at {phase} of its frame, but has phase {piece.phase}"
        )
    if number + piece.first < 0:
        raise ValueError(
            f"{where} needs {-piece.first} frames before its own, the file has {number};"
            f" encode it with frames_before={number}"
        )


def _check_apart(left: tuple[int, Piece], right: tuple[int, Piece]) -> None:
    (left_start, left_piece), (right_start, right_piece) = left, right
    lacking = frames_of(left_piece, left_start).stop - frames_of(right_piece, right_start).start
    if lacking > 0:
        apart = right_start - left_start
        least = apart + lacking * left_piece.header.samples_per_frame
        raise ValueError(
            f"the pieces at samples {left_start} and {right_start} need the same frames: they are"
            f" {apart} samples apart and must be {least}; encode them as one"
        )


def _empty(header: FrameHeader) -> bytes:
    """Return a frame that decodes to zeros, as LAME writes it without a bit reservoir."""
    return header.pack().ljust(header.frame_bytes, b"\0")


def _bytes(parts: list[Part], empty: bytes) -> Iterator[bytes]:
    many = empty * max(
        (min(count, _EMPTY_FRAMES_AT_ONCE) for count, piece in parts if piece is None), default=0
    )
    for count, piece in parts:
        if piece is not None:
            yield piece.frames
            continue
        for at in range(0, count, _EMPTY_FRAMES_AT_ONCE):
            yield many[: min(count - at, _EMPTY_FRAMES_AT_ONCE) * len(empty)]


# These functions calculate the CRC from those of the parts, without a look at the bytes. A CRC is
# the remainder of a division of polynomials over the field of two elements, so that n more bytes
# multiply it by x^8n: Mark Adler, crc32_combine in zlib. Bit 15 is x^0, and the polynomial is that
# of `crc16`.


def _crc(parts: list[Part], empty: bytes) -> int:
    crc, one = 0, crc16(empty)
    for count, piece in parts:
        if piece is None:
            crc = _times(crc, _advance(count * len(empty))) ^ _repeated(one, len(empty), count)
        else:
            crc = _times(crc, _advance(len(piece.frames))) ^ piece.crc
    return crc


def _times(left: int, right: int) -> int:
    product = 0
    while left:
        if left & 0x8000:
            product ^= right
        left = left << 1 & 0xFFFF
        right = right >> 1 ^ 0xA001 if right & 1 else right >> 1
    return product


@functools.lru_cache(1 << 12)
def _advance(count: int) -> int:
    """Return the polynomial x^8n for n bytes, calculated by squaring."""
    power, square = 0x8000, 0x0080
    while count:
        if count & 1:
            power = _times(power, square)
        square = _times(square, square)
        count >>= 1
    return power


@functools.lru_cache(1 << 12)
def _repeated(crc: int, size: int, count: int) -> int:
    """Return the CRC of `count` repetitions of `size` bytes whose CRC is `crc`, by doubling."""
    total, advance = 0, _advance(size)
    while count:
        if count & 1:
            total = _times(total, advance) ^ crc
        crc ^= _times(crc, advance)
        advance = _times(advance, advance)
        count >>= 1
    return total
