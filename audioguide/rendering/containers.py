"""Write every kind of file but MP3: WAV, FLAC, Ogg Vorbis and Opus, and AAC in M4A.

Takes the mix in blocks and what a player shows, writes to a seekable binary file. Holds one block
at a time, whatever the length. M4A alone uses temporary files and a program, ffmpeg.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from audioguide import mp3

if TYPE_CHECKING:
    from audioguide.sound.samples import Samples


def ready(ending: str) -> None:
    """Check that this machine can write files with that ending, before anything is spoken.

    Raises InstallationError with the remedy where it cannot.
    """
    if ending.lower() == ".m4a":
        from audioguide.rendering.m4a import ffmpeg

        ffmpeg()


def write(
    file: BinaryIO,
    blocks: Iterator[Samples],
    *,
    samples: int,
    ending: str,
    tags: mp3.Tags,
) -> None:
    """Write mono sound at 48 kHz to ``file``, which is empty and open for reading and writing.

    ``blocks`` are float32 and add up to ``samples``; ``ending`` says which kind, as ".ogg". Decoded
    by ffmpeg, every kind has exactly that length and begins at its first sample; of M4A,
    `m4a.write` tells more. Raises ValueError for another number of samples, OSError when ``file``
    cannot take it, InstallationError when ffmpeg fails, DestinationError when its temporary files
    find no space.
    """
    # What these need takes its time to load, and most files are MP3.
    from audioguide.rendering import m4a, sound_file

    writers: dict[str, Callable[[BinaryIO, Iterator[Samples], mp3.Tags], None]] = {
        ".m4a": m4a.write,
        ".ogg": sound_file.write_vorbis,
        ".opus": sound_file.write_opus,  # Opus in Ogg: RFC 7845, section 9
        ".flac": sound_file.write_flac,
        ".wav": partial(sound_file.write_wav, samples=samples),
    }
    writers[ending.lower()](file, _all_of(blocks, samples), tags)


def _all_of(blocks: Iterator[Samples], samples: int) -> Iterator[Samples]:
    given = 0
    for block in blocks:
        given += len(block)
        yield block
    if given != samples:
        raise ValueError(f"{given} samples were given where {samples} were promised")
