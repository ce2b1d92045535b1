"""Frame headers: the standard's tables, the way back, and streams that are none."""

from __future__ import annotations

import itertools

import pytest

from audioguide.mp3.frames import (
    BITRATES_KBPS,
    RATES_HZ,
    FrameHeader,
    header_for,
    iter_frames,
    parse_header,
)

MONO_48K = bytes.fromhex("fffb74c4")


def test_a_header_as_lame_writes_it() -> None:
    """`fffb74c4` is 96 kbit/s, 48 kHz, mono: 1152 samples in 288 bytes, 17 of side information."""
    header = parse_header(MONO_48K)
    assert header == FrameHeader(
        version="1", layer=3, bitrate_kbps=96, rate_hz=48_000, mode="mono", original=True
    )
    assert (header.channels, header.samples_per_frame, header.frame_bytes) == (1, 1152, 288)
    assert (header.side_info_bytes, header.side_info_at, header.main_data_at) == (17, 4, 21)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [  # (frame bytes, samples, side information)
        ("fffb90c4", (417, 1152, 17)),  # 128 kbit/s at 44.1 kHz, mono
        ("fffb92c4", (418, 1152, 17)),  # the same, padded
        ("fffb9004", (417, 1152, 32)),  # the same in stereo
        ("fff384c4", (192, 576, 9)),  # MPEG-2, 64 kbit/s at 24 kHz, mono
        ("fff38404", (192, 576, 17)),  # MPEG-2, stereo
        ("ffe348c4", (288, 576, 9)),  # MPEG-2.5, 32 kbit/s at 8 kHz, mono
        ("fffd9404", (480, 1152, 0)),  # layer II, 160 kbit/s at 48 kHz
        ("ffff9604", (292, 384, 0)),  # layer I, 288 kbit/s at 48 kHz, padded by a slot of four
    ],
)
def test_lengths_follow_from_the_header(raw: str, expected: tuple[int, int, int]) -> None:
    """Length, samples and side information follow from version, layer, mode, rate and bitrate."""
    header = parse_header(bytes.fromhex(raw))
    assert (header.frame_bytes, header.samples_per_frame, header.side_info_bytes) == expected


def test_every_header_packs_back_to_its_bytes() -> None:
    """Whatever parses packs to the same four bytes."""
    seen = 0
    for second, third in itertools.product(range(0xE0, 0x100), range(0x100)):
        raw = bytes([0xFF, second, third, (second * 7 + third) % 256])
        try:
            header = parse_header(raw)
        except ValueError:
            continue
        assert header.pack() == raw
        seen += 1
    # 9 versions with layers, 2 protections, 14 bitrates, 3 rates, 2 paddings, 2 private bits.
    assert seen == 9 * 2 * 14 * 3 * 2 * 2


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("4944330300", "first eleven bits"),
        ("fff974c4", "version or layer"),  # layer bits 00
        ("ffeb74c4", "version or layer"),  # version bits 01
        ("fffb04c4", "bitrate is free"),
        ("fffbf4c4", "bitrate is a forbidden"),
        ("fffb7cc4", "rate is a reserved"),
        ("fffb74", "3 bytes at byte 0 are too few"),
    ],
)
def test_junk_is_refused_with_its_reason(raw: str, why: str) -> None:
    """Bytes that are no header raise ValueError that says what is wrong with them."""
    with pytest.raises(ValueError, match=why):
        parse_header(bytes.fromhex(raw))


def test_a_stream_is_walked_frame_by_frame() -> None:
    """Each frame's offset and header come in order, padded frames included."""
    short, long = bytes.fromhex("fffb90c4"), bytes.fromhex("fffb92c4")
    stream = short + bytes(413) + long + bytes(414) + short + bytes(413)
    assert [offset for offset, _ in iter_frames(stream)] == [0, 417, 835]
    assert list(iter_frames(b"")) == []


@pytest.mark.parametrize(
    ("stream", "why"),
    [
        (MONO_48K + bytes(283), "frame at byte 0 lacks its last 1 bytes"),
        (MONO_48K + bytes(284) + b"junk", "no frame header at byte 288"),
        (MONO_48K + bytes(284) + bytes.fromhex("fffb70c4") + bytes(400), "frame at byte 288"),
    ],
    ids=["cut short", "junk behind", "another rate"],
)
def test_a_broken_stream_is_refused(stream: bytes, why: str) -> None:
    """A frame cut short, junk between frames and a change of rate raise ValueError with a place."""
    with pytest.raises(ValueError, match=why):
        list(iter_frames(stream))


@pytest.mark.parametrize(
    ("rate_hz", "channels", "bitrate_kbps", "why"),
    [
        (47_000, 1, 96, "cannot have 47000 Hz"),
        (48_000, 1, 97, "has no 97 kbit/s; it has 32, 40"),
        (24_000, 1, 192, "MPEG-2 layer 3 has no 192"),
        (48_000, 3, 96, "one or two channels"),
    ],
)
def test_impossible_formats_are_refused(
    rate_hz: int, channels: int, bitrate_kbps: int, why: str
) -> None:
    """A rate, bitrate or number of channels that MP3 has not raises ValueError."""
    with pytest.raises(ValueError, match=why):
        header_for(rate_hz=rate_hz, channels=channels, bitrate_kbps=bitrate_kbps)


def test_frames_last_24_ms_without_padding_at_24_and_48_khz() -> None:
    """At 24 and 48 kHz a frame is exactly 24 ms, and its length a whole number of bytes."""
    for version, rate_hz in (("1", 48_000), ("2", 24_000)):
        assert rate_hz in RATES_HZ[version]  # type: ignore[index]
        for bitrate_kbps in BITRATES_KBPS[version, 3]:  # type: ignore[index]
            header = header_for(rate_hz=rate_hz, channels=1, bitrate_kbps=bitrate_kbps)
            assert header.samples_per_frame * 1000 == 24 * rate_hz
            assert header.frame_bytes == 3 * bitrate_kbps
