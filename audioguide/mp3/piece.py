"""Make pieces: the MP3 frames of one sound, which can stand anywhere in a file between empty ones.

Takes samples, gives a `Piece`; a piece can be turned into bytes for a store and back. Touches
nothing. Only `encode_piece` loads numpy and LAME.
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
"""The frames of silence that LAME encodes before a sound, so that no trace of its start is left.

Two things settle meanwhile: the bit reservoir fills (otherwise the first 25 ms are 5 dB noisier),
and LAME's threshold of hearing sinks from 0.01 of full scale by 0.925 a frame to 0.01 / 16, which
takes 35.5 frames. From then on the frames of a sound are those that it has after any longer
silence.
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
    """The MP3 frames of one sound, which need data from no other frames than these.

    Raises ValueError when a frame is cut, is not of the header's kind or needs data from before the
    first one, or when there are more frames than the sound needs.
    """

    header: FrameHeader
    """The header of every frame, as `header_for` gives it."""
    phase: int
    """The sample of its first frame at which the sound begins, from 0."""
    samples: int
    """The length of the sound in samples, per channel."""
    first: int
    """The place of the first of the frames, where 0 is the frame in which the sound begins.

    It is below 0 where earlier frames, silent themselves, hold data of later ones, and above 0
    where the sound begins with silence.
    """
    frames: bytes
    """The bytes of the frames, without silent ones before and after that no other frame needs."""
    crc: int
    """The `crc16` of the frames."""

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
        """The number of frames."""
        return len(self.frames) // self.header.frame_bytes

    def pack(self) -> bytes:
        """Return the piece as bytes that a store can keep; the inverse of `unpack`."""
        body = _FIELDS.pack(
            _MAGIC, self.header.pack(), self.phase, self.samples, self.first, self.crc
        )
        body += self.frames
        return body + _SUM.pack(zlib.crc32(body))

    @staticmethod
    def unpack(data: bytes) -> Piece:
        """Return the piece that `pack` made these bytes of.

        Raises ValueError for any other bytes.
        """
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
    """Return the piece for a sound that begins `phase` samples after the beginning of a frame.

    Samples, loudness (see `PRESET_GAIN`) and quality are as in `encode`. `frames_before` is how
    many frames the file has before the one in which the sound begins; it matters only below
    `WARM_UP_FRAMES`, so it is given for sounds in the first second of a file, whose pieces are
    different. Each piece has an encoder of its own, so the same arguments give the same bytes, in
    any thread. Raises ValueError as `encode` does, for a phase that a frame does not have, for a
    negative `frames_before`, and at rates where frames differ in length.
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
    """Return a text that names all that shapes a piece beside the arguments of `encode_piece`.

    It names the layout of pieces and the encoder; another text means other pieces.
    """
    return f"{_MAGIC.decode().strip()}, {encoder()}"


def frames_of(piece: Piece, start: int) -> range:
    """Return the numbers of the frames that a piece takes in a file.

    `start` is the sample of the file at which the sound of the piece begins.
    """
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
    """Return the numbers of all frames that a sound of `samples` samples at `start` may take.

    No piece of that sound goes beyond them, whatever it sounds like. Sounds whose ranges overlap
    have to be mixed into one before they are encoded. Raises ValueError for a format that pieces
    cannot have.
    """
    header = header_for(rate_hz=rate_hz, channels=channels, bitrate_kbps=bitrate_kbps)
    first = start // header.samples_per_frame - reach_frames(header)
    return range(max(first, 0), frame_count(start + samples, header.samples_per_frame))


def least_gap(*, rate_hz: int = 48_000, channels: int = 1, bitrate_kbps: int = 96) -> int:
    """Return how many samples of silence between two sounds always allow a piece for each of them.

    It is 95 ms at 48 kHz and 96 kbit/s. Less is enough for most, see `frames_at_most`. Raises
    ValueError for a format that pieces cannot have.
    """
    header = header_for(rate_hz=rate_hz, channels=channels, bitrate_kbps=bitrate_kbps)
    whole = (reach_frames(header) + 1) * header.samples_per_frame
    return whole + ENCODER_DELAY_SAMPLES + DECODER_DELAY_SAMPLES - 1


def reach_frames(header: FrameHeader) -> int:
    """Return how many frames back the data of a frame can begin at most, in the bit reservoir.

    Raises ValueError at rates where frames differ in length.
    """
    return -(-_furthest(header) // (_even_size(header) - header.main_data_at))


def _even_size(header: FrameHeader) -> int:
    """Return the length of every frame in bytes.

    Raises ValueError at rates where some frames are a byte longer than others.
    """
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
    """Return the largest number of bytes that the field `main_data_begin` can hold."""
    return (1 << _reach_bits(header)) - 1


def _reach(frame: bytes, header: FrameHeader) -> int:
    """Return `main_data_begin`: how many bytes before this frame's own data its data begin."""
    two = int.from_bytes(frame[header.side_info_at : header.side_info_at + 2], "big")
    return two >> 16 - _reach_bits(header)


def _sounds(frame: bytes, header: FrameHeader) -> bool:
    """Return whether any granule of the frame has data; a granule without data decodes to zeros."""
    before, granules, each = _SIDE_INFO[header.version == "1", header.mode == "mono"]
    bits = int.from_bytes(frame[header.side_info_at : header.main_data_at], "big")
    left = header.side_info_bytes * 8 - before - _LENGTH_BITS
    mask = (1 << _LENGTH_BITS) - 1
    return any(bits >> left - granule * each & mask for granule in range(granules))


def _lead(frames: list[bytes], header: FrameHeader) -> list[bytes]:
    """Return silent frames that hold the data for which the last of the given frames reaches back.

    Each of them says that it reaches back as far as there are data: mpg123 and libsndfile forget
    the data that a frame skips, and the sound would begin with "dequantization failed".
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
