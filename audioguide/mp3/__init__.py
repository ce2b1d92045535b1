"""Make MP3 files: frame headers, the Info header, encoding, splicing and ID3 tags.

Takes samples and values, gives bytes; the one thing it touches is a file handed to `write` or
`write_spliced`. It knows nothing of workouts. What it makes decodes to exactly as many samples as
were put in, without delay or padding, in every decoder that reads the Info header; the same input
gives the same bytes.
"""

from audioguide.mp3.encoder import PRESET_GAIN, Block, encode, write
from audioguide.mp3.frames import FrameHeader, header_for, iter_frames, parse_header
from audioguide.mp3.id3 import Chapter, Tags, TimedLine, tag
from audioguide.mp3.info import crc16, frame_count, info_frame
from audioguide.mp3.piece import (
    WARM_UP_FRAMES,
    Piece,
    encode_piece,
    encoding,
    frames_at_most,
    frames_of,
    least_gap,
)
from audioguide.mp3.splice import assemble, write_spliced

__all__ = [
    "PRESET_GAIN",
    "WARM_UP_FRAMES",
    "Block",
    "Chapter",
    "FrameHeader",
    "Piece",
    "Tags",
    "TimedLine",
    "assemble",
    "crc16",
    "encode",
    "encode_piece",
    "encoding",
    "frame_count",
    "frames_at_most",
    "frames_of",
    "header_for",
    "info_frame",
    "iter_frames",
    "least_gap",
    "parse_header",
    "tag",
    "write",
    "write_spliced",
]
