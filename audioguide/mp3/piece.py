"""A piece: one sound's own MP3 frames, which can stand anywhere in a file between empty ones.

Takes samples, gives a `Piece`; a piece becomes bytes for a store and comes back. Touches nothing.
Only `encode_piece` loads numpy and LAME.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audioguide.mp3.encoder import encode, encoder
from audioguide.mp3.frames import HEADER_BYTES, FrameHeader, header_for, parse_header
from audioguide.mp3.info import DECODER_DELAY_SAMPLES, ENCODER_DELAY_SAMPLES, crc16, frame_count

if TYPE_CHECKING:
    from audioguide.mp3.encoder import Block

WARM_UP_FRAMES = 36
"""Frames of silence that LAME is given before a sound, to forget that it has just begun.

Two things settle meanwhile: the bit reservoir fills (without, the first 25 ms are 5 dB noisier),
and LAME's threshold of hearing sinks from 0.01 of full scale by 0.925 a frame to 0.01 / 16, which
takes 35.5 frames. From then on a sound's frames are those it has after any longer silence.
"""

# (MPEG-1, mono): bits before the first granule, granules times channels, bits of each of these.
_SIDE_INFO = {
    (True, True): (18, 2, 59),
    (True, False): (20, 4, 59),
    (False, True): (9, 1, 63),
    (False, False): (10, 2, 63),
}
_LENGTH_BITS = 12  # part2_3_length, the first field of a granule
_MODE_EXTENSION = 0x30  # what differs from frame to frame in joint stereo


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The frames of one sound; they reach back into no frame but their own.

    ValueError when the frames are cut, are not all of the header's kind, are more than the sound
    has, or do reach further back.
    """

    header: FrameHeader
    """As `header_for` gives it."""
    phase: int
    """Where in its first frame the sound begins, in samples."""
    samples: int
    """The sound's length per channel."""
    first: int
    """Place of the first of the frames, 0 being the frame where the sound begins.

    Below 0 for frames which are silent themselves and hold bytes of later ones; above 0 when the
    sound begins with silence.
    """
    frames: bytes
    """Without the silent ones before and after."""
    crc: int
    """`crc16` of the frames."""

    def __post_init__(self) -> None:
        header, size = self.header, _even_size(self.header)
        if not 0 <= self.phase < header.samples_per_frame or self.samples < 1:
            raise ValueError(f"a piece has no phase {self.phase} or length {self.samples}")
        if len(self.frames) % size:
            raise ValueError(f"{len(self.frames)} bytes are no whole frames of {size}")
        most = frame_count(self.phase + self.samples, header.samples_per_frame)
        if self.first + self.count > most:
            raise ValueError(
                f"{self.count} frames from {self.first} on go beyond the {most} needed"
            )
        wanted = int.from_bytes(header.pack(), "big") & ~_MODE_EXTENSION
        room = size - header.main_data_at
        # Only the first ones can reach further back than the piece begins.
        starts = range(0, reach_frames(header) * size, size)
        reaches = [(at, _reach(self.frames[at : at + size], header)) for at in starts]
        for at, reach in reaches[: self.count]:
            if reach > at // size * room:
                raise ValueError(
                    f"frame {at // size} of the piece reaches {reach} bytes back; there are"
                    f" {at // size * room}"
                )
        every = range(0, len(self.frames), size)
        for word in {self.frames[at : at + HEADER_BYTES] for at in every}:
            if int.from_bytes(word, "big") & ~_MODE_EXTENSION != wanted:
                raise ValueError(f"a frame begins with {word.hex()}, not with {wanted:08x}")

    @property
    def count(self) -> int:
        """How many frames."""
        return len(self.frames) // self.header.frame_bytes

    def pack(self) -> bytes:
        """The bytes that a store can keep; the inverse of `unpack`."""
        body = _FIELDS.pack(
            _MAGIC, self.header.pack(), self.phase, self.samples, self.first, self.crc
        )
        body += self.frames
        return body + _SUM.pack(zlib.crc32(body))

    @staticmethod
    def unpack(data: bytes) -> Piece:
        """The piece that `pack` made bytes of; ValueError for any other bytes."""
        if data[: len(_MAGIC)] != _MAGIC:
            raise ValueError("these bytes are no piece of an MP3, or one of another version")
        body = data[: -_SUM.size]
        if len(data) < _FIELDS.size + _SUM.size or data[len(body) :] != _SUM.pack(zlib.crc32(body)):
            raise ValueError("the piece of an MP3 is cut or damaged")
        _, raw, phase, samples, first, crc = _FIELDS.unpack_from(body)
        frames = body[_FIELDS.size :]
        header = parse_header(raw)
        return Piece(
            header=header, phase=phase, samples=samples, first=first, frames=frames, crc=crc
        )


_MAGIC = b"audioguide piece 1\n"  # the version counts changes of layout and of encoding
_FIELDS = struct.Struct(f">{len(_MAGIC)}s{HEADER_BYTES}sHIiH")
_SUM = struct.Struct(">I")


def encode_piece(
    samples: Block,
    *,
    phase: int,
    frames_before: int = WARM_UP_FRAMES,
    rate_hz: int = 48_000,
    channels: int = 1,
    bitrate_kbps: int = 96,
) -> Piece:
    """The piece for a sound that begins `phase` samples behind a frame's beginning.

    Samples, loudness (see `PRESET_GAIN`) and quality are as in `encode`. `frames_before` is how
    many frames the file has before that one, of which `WARM_UP_FRAMES` count: give it for sounds
    in a file's first second, which have a piece of their own. Each piece has an encoder of its
    own, so the same arguments give the same bytes, in any thread. ValueError as `encode`, for a
    phase that a frame does not have, and at rates where frames differ in length.
    """
    import numpy as np

    header = header_for(rate_hz=rate_hz, channels=channels, bitrate_kbps=bitrate_kbps)
    size = _even_size(header)
    if not 0 <= phase < header.samples_per_frame or frames_before < 0:
        raise ValueError(
            f"phase {phase} is not within a frame of {header.samples_per_frame} samples,"
            f" or {frames_before} frames are fewer than none"
        )
    warm_up = min(frames_before, WARM_UP_FRAMES)
    silence = np.zeros(
        (warm_up * header.samples_per_frame + phase, *samples.shape[1:]), samples.dtype
    )
    stream = b"".join(
        encode(
            [silence, samples] if len(silence) else [samples],
            samples=len(silence) + len(samples),
            rate_hz=rate_hz,
            channels=channels,
            bitrate_kbps=bitrate_kbps,
        )
    )
    every = list(_cut(stream, size))
    heard = [number for number, frame in enumerate(every) if _sounds(frame, header)]
    first, stop = (heard[0], heard[-1] + 1) if heard else (warm_up, warm_up)
    lead = _lead(every[: first + 1], header) if heard else []
    frames = b"".join(lead + every[first:stop])
    return Piece(
        header=header,
        phase=phase,
        samples=len(samples),
        first=first - len(lead) - warm_up,
        frames=frames,
        crc=crc16(frames),
    )


def encoding() -> str:
    """Names what shapes a piece beside its samples and `encode_piece`'s arguments."""
    return f"{_MAGIC.decode().strip()}, {encoder()}"


def frames_of(piece: Piece, start: int) -> range:
    """Numbers of the frames that a piece takes in a file where it begins at sample `start`."""
    first = start // piece.header.samples_per_frame + piece.first
    return range(first, first + piece.count)


def frames_at_most(
    start: int,
    samples: int,
    *,
    rate_hz: int = 48_000,
    channels: int = 1,
    bitrate_kbps: int = 96,
) -> range:
    """The frames that no piece of `samples` samples at `start` goes beyond, whatever it sounds.

    Sounds whose ranges meet are mixed into one before they are encoded.
    """
    header = header_for(rate_hz=rate_hz, channels=channels, bitrate_kbps=bitrate_kbps)
    first = start // header.samples_per_frame - reach_frames(header)
    return range(max(first, 0), frame_count(start + samples, header.samples_per_frame))


def least_gap(*, rate_hz: int = 48_000, channels: int = 1, bitrate_kbps: int = 96) -> int:
    """Samples of silence between two sounds that are always enough for a piece each.

    95 ms at 48 kHz and 96 kbit/s; less is enough for most, see `frames_at_most`.
    """
    header = header_for(rate_hz=rate_hz, channels=channels, bitrate_kbps=bitrate_kbps)
    whole = (reach_frames(header) + 1) * header.samples_per_frame
    return whole + ENCODER_DELAY_SAMPLES + DECODER_DELAY_SAMPLES - 1


def reach_frames(header: FrameHeader) -> int:
    """How many frames the bit reservoir reaches back at most."""
    return -(-_furthest(header) // (_even_size(header) - header.main_data_at))


def _even_size(header: FrameHeader) -> int:
    """Length of every frame; ValueError at rates where some are a byte longer than others."""
    if header.samples_per_frame // 8 * header.bitrate_kbps * 1000 % header.rate_hz:
        raise ValueError(
            f"at {header.rate_hz} Hz the frames of {header.bitrate_kbps} kbit/s differ in length,"
            " so pieces cannot be put together; take 48000, 32000, 24000 or 16000 Hz"
        )
    return header.frame_bytes


def _cut(stream: bytes, size: int) -> Iterator[bytes]:
    return (stream[at : at + size] for at in range(0, len(stream), size))


def _reach_bits(header: FrameHeader) -> int:
    return 9 if header.version == "1" else 8


def _furthest(header: FrameHeader) -> int:
    """How many bytes `main_data_begin` can tell."""
    return (1 << _reach_bits(header)) - 1


def _reach(frame: bytes, header: FrameHeader) -> int:
    """`main_data_begin`: how many bytes before this frame's own its data begin."""
    two = int.from_bytes(frame[header.side_info_at : header.side_info_at + 2], "big")
    return two >> 16 - _reach_bits(header)


def _sounds(frame: bytes, header: FrameHeader) -> bool:
    """Whether any granule has data; a decoder makes zeros of one that has none."""
    before, granules, each = _SIDE_INFO[header.version == "1", header.mode == "mono"]
    bits = int.from_bytes(frame[header.side_info_at : header.main_data_at], "big")
    left = header.side_info_bytes * 8 - before - _LENGTH_BITS
    mask = (1 << _LENGTH_BITS) - 1
    return any(bits >> left - granule * each & mask for granule in range(granules))


def _lead(frames: list[bytes], header: FrameHeader) -> list[bytes]:
    """Silent frames that hold what the last of the given frames reaches back for.

    Each tells to reach back as far as there is anything: mpg123 and libsndfile forget what a frame
    leaves out, and the sound would begin with "dequantization failed".
    """
    *before, frame = frames
    reach = _reach(frame, header)
    room = header.frame_bytes - header.main_data_at
    count = -(-reach // room)
    data = b"".join(each[header.main_data_at :] for each in before[len(before) - count :])
    data = bytes(count * room - reach) + data[count * room - reach :]
    shift = header.side_info_bytes * 8 - _reach_bits(header)
    return [
        header.pack()
        + (min(_furthest(header), number * room) << shift).to_bytes(header.side_info_bytes, "big")
        + data[number * room : (number + 1) * room]
        for number in range(count)
    ]
