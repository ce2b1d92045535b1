"""Write WAV, FLAC, Ogg Vorbis and Ogg Opus by libsndfile, a block at a time.

Takes blocks and tags, writes to a seekable binary file. The same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import soundfile

from audioguide import mp3
from audioguide.rendering import vorbis_comments
from audioguide.sound.samples import Samples
from audioguide.units import RATE_HZ

MOST_IN_WAV = (2**32 - 2**20) // 2
"""The most 16-bit samples of a WAV, whose size has 32 bits; a mebibyte is left for tags."""

VORBIS_COMPRESSION = 0.5
"""libsndfile's level, 0 to 1: Vorbis' quality 5. 20 minutes of coaching came to 18 kbit/s."""
OPUS_COMPRESSION = 0.75
"""libsndfile's level, 0 to 1. 20 minutes of coaching came to 26 kbit/s; 0.85 took thrice the time.
"""


def write_wav(file: BinaryIO, blocks: Iterator[Samples], tags: mp3.Tags, *, samples: int) -> None:
    """Write 16-bit PCM with an INFO list; over 4 GiB (12 hours) as RF64 (EBU Tech 3306).

    ``samples`` is the total of the blocks. Raises OSError where the file cannot take it.
    """
    kind = "WAV" if samples <= MOST_IN_WAV else "RF64"
    _encode(file, blocks, kind, "PCM_16", strings=_info(tags))


def write_flac(file: BinaryIO, blocks: Iterator[Samples], tags: mp3.Tags) -> None:
    """Write 16-bit FLAC, which loses nothing, with Vorbis comments.

    Raises OSError where the file cannot take it.
    """
    _encode(file, blocks, "FLAC", "PCM_16")
    vorbis_comments.put_in_flac(file, tags)


def write_vorbis(file: BinaryIO, blocks: Iterator[Samples], tags: mp3.Tags) -> None:
    """Write Vorbis in Ogg, with Vorbis comments.

    Decoded by ffmpeg, onsets and length were off by no sample; of a file of one page, a few
    seconds, ffmpeg loses 128 samples. Raises OSError where the file cannot take it.
    """
    _encode(file, blocks, "OGG", "VORBIS", compression=VORBIS_COMPRESSION)
    vorbis_comments.put_in_ogg(file, tags)


def write_opus(file: BinaryIO, blocks: Iterator[Samples], tags: mp3.Tags) -> None:
    """Write Opus in Ogg (RFC 7845), with Vorbis comments.

    With its pre-skip of 312 samples, onsets and length were off by no sample. Raises OSError where
    the file cannot take it.
    """
    _encode(file, blocks, "OGG", "OPUS", compression=OPUS_COMPRESSION)
    vorbis_comments.put_in_ogg(file, tags)


def _encode(
    file: BinaryIO,
    blocks: Iterator[Samples],
    kind: str,
    subtype: str,
    *,
    compression: float | None = None,
    strings: dict[str, str] | None = None,
) -> None:
    watched = _Watched(file)
    try:
        with soundfile.SoundFile(
            watched,
            "w",
            samplerate=RATE_HZ,
            channels=1,
            format=kind,
            subtype=subtype,
            compression_level=compression,
        ) as sound:
            # Strings that are set before the first sample stand before it, where players look.
            for name, text in (strings or {}).items():
                setattr(sound, name, text)
            for block in blocks:
                sound.write(block)
                watched.check()
    except (soundfile.SoundFileError, AssertionError):
        # soundfile asserts that everything was written.
        watched.check()
        raise
    watched.check()


class _Watched:
    """A file that keeps its error: libsndfile calls it from C, where exceptions are lost.

    It keeps errors of any kind: a Ctrl-C lost there would leave a damaged file and a good exit
    code.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._error: BaseException | None = None

    def check(self) -> None:
        """Raise the error that the file gave, if it did."""
        if self._error:
            raise self._error

    def write(self, data: bytes) -> int:
        if self._error:
            return 0
        try:
            return self._file.write(data)
        except BaseException as error:
            self._error = error
            return 0

    def read(self, size: int) -> bytes:
        return self._file.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        try:
            return self._file.seek(offset, whence)  # may write what was buffered
        except BaseException as error:
            self._error = self._error or error
            return 0

    def tell(self) -> int:
        return self._file.tell()

    def flush(self) -> None:
        """Do nothing: whoever opened the file flushes it, outside C."""


def _info(tags: mp3.Tags) -> dict[str, str]:
    """Return the tags that RIFF's INFO list has names for; it holds neither chapters nor lyrics."""
    found = {
        "software": tags.maker,
        "title": tags.title,
        "artist": tags.artist,
        "album": tags.album,
        "genre": tags.genre,
        "date": tags.date,
        "comment": tags.comment,
        "copyright": tags.copyright,
        "tracknumber": str(tags.track or ""),
    }
    return {name: text for name, text in found.items() if text}
