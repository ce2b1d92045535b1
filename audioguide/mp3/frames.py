"""Convert MPEG audio frame headers from bytes to `FrameHeader` and back, and walk through frames.

Takes bytes, gives values; touches nothing. The tables are those of ISO/IEC 11172-3 section 2.4.2.3
and ISO/IEC 13818-3 section 2.4.2.3; version 2.5 (8 to 12 kHz) is Fraunhofer's extension of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Version = Literal["1", "2", "2.5"]
Layer = Literal[1, 2, 3]
Mode = Literal["stereo", "joint stereo", "dual channel", "mono"]

HEADER_BYTES = 4

_VERSION_BITS: dict[int, Version] = {0b00: "2.5", 0b10: "2", 0b11: "1"}
_LAYER_BITS: dict[int, Layer] = {0b01: 3, 0b10: 2, 0b11: 1}
_MODES: tuple[Mode, ...] = ("stereo", "joint stereo", "dual channel", "mono")

RATES_HZ: dict[Version, tuple[int, ...]] = {
    "1": (44_100, 48_000, 32_000),
    "2": (22_050, 24_000, 16_000),
    "2.5": (11_025, 12_000, 8_000),
}

_LOW_LAYER_1 = (32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256)
_LOW_LAYER_23 = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
BITRATES_KBPS: dict[tuple[Version, Layer], tuple[int, ...]] = {
    ("1", 1): tuple(range(32, 449, 32)),
    ("1", 2): (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    ("1", 3): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    ("2", 1): _LOW_LAYER_1,
    ("2", 2): _LOW_LAYER_23,
    ("2", 3): _LOW_LAYER_23,
    ("2.5", 1): _LOW_LAYER_1,
    ("2.5", 2): _LOW_LAYER_23,
    ("2.5", 3): _LOW_LAYER_23,
}
"""The bitrates in kbit/s for each version and layer, in the order of their index in the header.

The first has index 1: index 0 means "free", and 15 is forbidden.
"""

_SAMPLES: dict[tuple[Version, Layer], int] = {
    (version, layer): {1: 384, 2: 1152, 3: 1152 if version == "1" else 576}[layer]
    for version, layer in BITRATES_KBPS
}
_SLOT_BYTES: dict[Layer, int] = {1: 4, 2: 1, 3: 1}
_SIDE_INFO_BYTES: dict[tuple[bool, bool], int] = {  # (MPEG-1, mono), layer III only
    (True, False): 32,
    (True, True): 17,
    (False, False): 17,
    (False, True): 9,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameHeader:
    """The four bytes at the beginning of each MPEG audio frame, as values."""

    version: Version
    layer: Layer
    bitrate_kbps: int
    rate_hz: int
    mode: Mode
    mode_extension: int = 0
    padding: bool = False
    """Whether the frame is one slot longer, to keep the average bitrate at rates such as 44.1 kHz.

    A slot is one byte, and four bytes in layer I.
    """
    protected: bool = False
    """Whether a CRC of two bytes stands between the header and the side information."""
    private: bool = False
    copyright: bool = False
    original: bool = True
    emphasis: int = 0

    @property
    def channels(self) -> int:
        """The number of channels, 1 or 2."""
        return 1 if self.mode == "mono" else 2

    @property
    def samples_per_frame(self) -> int:
        """The number of samples in one frame, per channel."""
        return _SAMPLES[self.version, self.layer]

    @property
    def frame_bytes(self) -> int:
        """The length of the whole frame in bytes, header included."""
        slot = _SLOT_BYTES[self.layer]
        slots = self.samples_per_frame // 8 * self.bitrate_kbps * 1000 // self.rate_hz // slot
        return (slots + self.padding) * slot

    @property
    def side_info_bytes(self) -> int:
        """The length of layer III's side information in bytes; 0 in layers I and II."""
        if self.layer != 3:
            return 0
        return _SIDE_INFO_BYTES[self.version == "1", self.mode == "mono"]

    @property
    def side_info_at(self) -> int:
        """The offset of the side information in the frame, in bytes."""
        return HEADER_BYTES + 2 * self.protected

    @property
    def main_data_at(self) -> int:
        """The offset in the frame, in bytes, of the data that belong to the bit reservoir."""
        return self.side_info_at + self.side_info_bytes

    def pack(self) -> bytes:
        """Return the four bytes of this header; the inverse of `parse_header`.

        Raises ValueError when the standard has no such rate or bitrate.
        """
        rates = RATES_HZ[self.version]
        bitrates = BITRATES_KBPS[self.version, self.layer]
        for value, table, unit in (
            (self.rate_hz, rates, "Hz"),
            (self.bitrate_kbps, bitrates, "kbit/s"),
        ):
            if value not in table:
                listed = ", ".join(str(each) for each in sorted(table))
                raise ValueError(
                    f"MPEG-{self.version} layer {self.layer} has no {value} {unit}; it has {listed}"
                )
        fields = (  # (value, bits), most significant first
            (0x7FF, 11),
            (next(bits for bits, each in _VERSION_BITS.items() if each == self.version), 2),
            (next(bits for bits, each in _LAYER_BITS.items() if each == self.layer), 2),
            (not self.protected, 1),
            (bitrates.index(self.bitrate_kbps) + 1, 4),
            (rates.index(self.rate_hz), 2),
            (self.padding, 1),
            (self.private, 1),
            (_MODES.index(self.mode), 2),
            (self.mode_extension, 2),
            (self.copyright, 1),
            (self.original, 1),
            (self.emphasis, 2),
        )
        word = 0
        for field, bits in fields:
            word = word << bits | int(field)
        return word.to_bytes(HEADER_BYTES, "big")


def header_for(*, rate_hz: int, channels: int, bitrate_kbps: int) -> FrameHeader:
    """Return the layer III header for sound of this rate, number of channels and bitrate.

    Two channels are coded as joint stereo. Raises ValueError when layer III has no such
    combination.
    """
    if channels not in (1, 2):
        raise ValueError(f"an MP3 has one or two channels, not {channels}")
    version = next((each for each, rates in RATES_HZ.items() if rate_hz in rates), None)
    if version is None:
        listed = ", ".join(str(rate) for rate in sorted(sum(RATES_HZ.values(), ())))
        raise ValueError(f"an MP3 cannot have {rate_hz} Hz; it can have {listed}")
    header = FrameHeader(
        version=version,
        layer=3,
        bitrate_kbps=bitrate_kbps,
        rate_hz=rate_hz,
        mode="mono" if channels == 1 else "joint stereo",
    )
    header.pack()
    return header


def parse_header(data: bytes, offset: int = 0) -> FrameHeader:
    """Return the frame header that begins at byte `offset`.

    Raises ValueError, with the reason, when there is none.
    """
    raw = data[offset : offset + HEADER_BYTES]
    if len(raw) < HEADER_BYTES:
        raise ValueError(f"{len(raw)} bytes at byte {offset} are too few for a frame header")
    word = int.from_bytes(raw, "big")

    def bits(shift: int, count: int) -> int:
        return word >> shift & (1 << count) - 1

    def junk(why: str) -> ValueError:
        return ValueError(f"no frame header at byte {offset} ({raw.hex()}): {why}")

    if bits(21, 11) != 0x7FF:
        raise junk("its first eleven bits are not all set")
    version = _VERSION_BITS.get(bits(19, 2))
    layer = _LAYER_BITS.get(bits(17, 2))
    if version is None or layer is None:
        raise junk("its version or layer is a reserved one")
    bitrate_index, rate_index = bits(12, 4), bits(10, 2)
    if bitrate_index == 0:
        raise junk("its bitrate is free, so its length is unknown")
    if bitrate_index == 15:
        raise junk("its bitrate is a forbidden one")
    if rate_index == 3:
        raise junk("its rate is a reserved one")
    return FrameHeader(
        version=version,
        layer=layer,
        bitrate_kbps=BITRATES_KBPS[version, layer][bitrate_index - 1],
        rate_hz=RATES_HZ[version][rate_index],
        mode=_MODES[bits(6, 2)],
        mode_extension=bits(4, 2),
        padding=bool(bits(9, 1)),
        protected=not bits(16, 1),
        private=bool(bits(8, 1)),
        copyright=bool(bits(3, 1)),
        original=bool(bits(2, 1)),
        emphasis=bits(0, 2),
    )


def iter_frames(data: bytes) -> Iterator[tuple[int, FrameHeader]]:
    """Give the offset in bytes and the header of each frame of a stream made of frames alone.

    An Info frame counts as a frame; tags do not, and must be cut off before. Raises ValueError at
    bytes that are no frame, at a frame that is cut short, and where version, layer, rate or number
    of channels change.
    """
    offset = 0
    first: tuple[Version, Layer, int, int] | None = None
    while offset < len(data):
        header = parse_header(data, offset)
        kind = (header.version, header.layer, header.rate_hz, header.channels)
        first = first or kind
        if kind != first:
            raise ValueError(f"the frame at byte {offset} is {kind}, the first one {first}")
        missing = offset + header.frame_bytes - len(data)
        if missing > 0:
            raise ValueError(f"the frame at byte {offset} lacks its last {missing} bytes")
        yield offset, header
        offset += header.frame_bytes
