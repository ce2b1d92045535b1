"""MP3 files: frame headers, the Info header, encoding and ID3 tags; knows nothing of workouts.

Takes samples and values, gives bytes; the one thing it touches is a file handed to `write`. What
it makes decodes to exactly the samples that were put in, in every decoder that reads the Info
header, and the same input gives the same bytes.
"""

from audioguide.mp3.encode import PRESET_GAIN, Block, encode, write
from audioguide.mp3.frames import FrameHeader, header_for, iter_frames, parse_header
from audioguide.mp3.id3 import Chapter, Tags, tag
from audioguide.mp3.info import crc16, frame_count, info_frame

__all__ = [
    "PRESET_GAIN",
    "Block",
    "Chapter",
    "FrameHeader",
    "Tags",
    "crc16",
    "encode",
    "frame_count",
    "header_for",
    "info_frame",
    "iter_frames",
    "parse_header",
    "tag",
    "write",
]
