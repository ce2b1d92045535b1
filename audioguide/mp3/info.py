"""Make the Info frame, which stands before the audio of an MP3 and tells players its exact length.

Takes counts, gives bytes; touches nothing. The layout is Xing's header ("Info" means constant
bitrate) with LAME's extension, http://gabriel.mp3-tech.org/mp3infotag.html. A decoder that reads it
drops the encoder's delay and its own at the beginning, and the padding at the end.
"""

from __future__ import annotations

import functools
import struct
from dataclasses import replace
from typing import TYPE_CHECKING

from audioguide.mp3.frames import BITRATES_KBPS, FrameHeader

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

ENCODER_DELAY_SAMPLES = 576
"""The samples by which LAME delays the sound, as it states in its own Info frames."""
DECODER_DELAY_SAMPLES = 529
"""The samples by which every layer III decoder delays the sound.

These are 528 of the polyphase filter bank, and one more. The Info frame leaves them out, because
decoders add them by themselves.
"""

# The 9 characters name the layout that readers know, not the build: lameenc's own calls itself
# "LAME4.0", a trunk version which no reader's table has.
_ENCODER_NAME = b"LAME3.100"
_TOC_ENTRIES = 100
_FLAGS_ALL = 0b1111  # frames, bytes, TOC and quality follow
_QUALITY = 55  # 100 - 10 x 4 (LAME's default V) - 5 (the -q in `encode`)
_METHOD_CBR = 1
_ATH_TYPE = 4  # LAME's default
_STEREO_MODES = {"mono": 0, "stereo": 1, "dual channel": 2, "joint stereo": 3}
_NOISE_SHAPING = 1
_INFO_BYTES = 4 + 4 + 4 + 4 + _TOC_ENTRIES + 4
_LAME_BYTES = 36


def frame_count(samples: int, samples_per_frame: int) -> int:
    """Return how many frames carry `samples` samples and the delays of encoder and decoder."""
    return -(-(samples + ENCODER_DELAY_SAMPLES + DECODER_DELAY_SAMPLES) // samples_per_frame)


def info_frame(
    header: FrameHeader, *, samples: int, frames: int, audio_bytes: int, music_crc: int
) -> bytes:
    """Return the Info frame that goes before `frames` audio frames of constant bitrate.

    `header` is that of any of these frames, `samples` the number that a decoder is to give (per
    channel), `audio_bytes` the length of the frames and `music_crc` their `crc16`. The Info frame
    has their bitrate, or the next higher one whose frames have room for the Info header (173 to 192
    bytes). Raises ValueError when `frames` frames cannot give exactly `samples` samples.
    """
    padding = frames * header.samples_per_frame - ENCODER_DELAY_SAMPLES - samples
    if not DECODER_DELAY_SAMPLES <= padding < 1 << 12 or samples < 0:
        raise ValueError(f"{frames} frames cannot hold just {samples} samples and the delays")
    carrier = _roomy(header)
    total_bytes = carrier.frame_bytes + audio_bytes
    frame = bytearray(carrier.frame_bytes)
    frame[: carrier.side_info_at] = carrier.pack()
    at = carrier.main_data_at
    struct.pack_into(">4sIII", frame, at, b"Info", _FLAGS_ALL, frames, total_bytes)
    at += 16
    frame[at : at + _TOC_ENTRIES] = _toc(carrier.frame_bytes, audio_bytes)
    at += _TOC_ENTRIES
    struct.pack_into(">I9s", frame, at, _QUALITY, _ENCODER_NAME)
    at += 13
    # Revision 0 and method; lowpass, peak and gains unknown; ATH; bitrate; delay and padding of
    # 12 bits each; noise shaping, stereo mode and the source's rate; MP3 gain and preset none.
    struct.pack_into(
        ">BB4sHHBB3sBBHI",
        frame,
        at,
        _METHOD_CBR,
        0,
        bytes(4),
        0,
        0,
        _ATH_TYPE,
        min(header.bitrate_kbps, 255),
        (ENCODER_DELAY_SAMPLES << 12 | padding).to_bytes(3, "big"),
        _NOISE_SHAPING | _STEREO_MODES[header.mode] << 2 | _source_rate(header.rate_hz) << 6,
        0,
        0,
        total_bytes,
    )
    at += 23
    struct.pack_into(">H", frame, at, music_crc)
    at += 2
    struct.pack_into(">H", frame, at, crc16(frame[:at]))
    return bytes(frame)


def _roomy(header: FrameHeader) -> FrameHeader:
    """Return the header, with its bitrate raised until the Info header fits into the frame.

    Raises ValueError when it fits into no frame of this kind.
    """
    plain = replace(header, padding=False, protected=False, mode_extension=0)
    for bitrate_kbps in BITRATES_KBPS[header.version, header.layer]:
        carrier = replace(plain, bitrate_kbps=max(bitrate_kbps, header.bitrate_kbps))
        if carrier.frame_bytes >= carrier.main_data_at + _INFO_BYTES + _LAME_BYTES:
            return carrier
    raise ValueError(
        f"no frame of layer {header.layer} at {header.rate_hz} Hz holds an Info header"
    )


def _toc(carrier_bytes: int, audio_bytes: int) -> bytes:
    """Return where each hundredth of the time begins, in 256ths of Info frame and audio."""
    total_bytes = carrier_bytes + audio_bytes
    return bytes(
        256 * (_TOC_ENTRIES * carrier_bytes + percent * audio_bytes) // (_TOC_ENTRIES * total_bytes)
        if percent
        else 0
        for percent in range(_TOC_ENTRIES)
    )


def _source_rate(rate_hz: int) -> int:
    return sum(rate_hz >= least_hz for least_hz in (44_100, 48_000, 48_001))


_STRIDE = 1024
_STRIDES_AT_ONCE = 32


def _after_byte(state: int) -> int:
    for _ in range(8):
        state = state >> 1 ^ 0xA001 if state & 1 else state >> 1
    return state


_ONE = tuple(_after_byte(byte) for byte in range(256))
"""What each value of a byte adds to the CRC."""


@functools.cache
def _crc_tables() -> npt.NDArray[np.uint16]:
    """Return a table of what each byte of a stride adds to the CRC at the end of the stride.

    Row r, column v is what the value v adds as byte r of the stride.
    """
    import numpy as np

    one = np.array(_ONE, np.uint16)
    rows = [one]
    while len(rows) < _STRIDE:
        rows.append(one[rows[-1] & 0xFF] ^ rows[-1] >> 8)
    return np.array(rows[::-1], dtype=np.uint16)


def crc16(data: bytes | bytearray, crc: int = 0) -> int:
    """Return LAME's CRC-16 of the bytes, continued from `crc`, the CRC of the bytes before them.

    The polynomial is 0x8005, reflected, and the initial value 0.

    >>> hex(crc16(b"123456789")), hex(crc16(b"6789", crc16(b"12345")))
    ('0xbb3d', '0xbb3d')
    """
    whole = len(data) // _STRIDE
    if whole:  # a frame's own CRC does without numpy
        crc = _crc_of_strides(data, whole, crc)
    for byte in data[whole * _STRIDE :]:
        crc = _ONE[(crc ^ byte) & 0xFF] ^ crc >> 8
    return crc


def _crc_of_strides(data: bytes | bytearray, whole: int, crc: int) -> int:
    import numpy as np

    tables = _crc_tables()
    first, second = tables[0].tolist(), tables[1].tolist()
    # The CRC is linear: each byte's share is looked up by its place, many at once (30 times faster
    # than a loop over bytes), and the state enters as if added to a stride's first two bytes.
    places = np.arange(_STRIDE) * 256
    strides = np.frombuffer(data, np.uint8, whole * _STRIDE).reshape(whole, _STRIDE)
    for at in range(0, whole, _STRIDES_AT_ONCE):
        shares = tables.ravel().take(strides[at : at + _STRIDES_AT_ONCE] + places)
        for share in np.bitwise_xor.reduce(shares, axis=1).tolist():
            crc = first[crc & 0xFF] ^ second[crc >> 8] ^ share
    return int(crc)
