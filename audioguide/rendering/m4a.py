"""Write AAC in M4A, by pydub and ffmpeg.

Takes blocks and tags, writes to a binary file. Touches a temporary folder, which is gone
afterwards, and runs ffmpeg: the one on the PATH, else the one that imageio-ffmpeg brings.
"""

from __future__ import annotations

import errno
import io
import mmap
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from types import SimpleNamespace
from typing import Any, BinaryIO

import numpy as np

from audioguide import mp3
from audioguide.errors import DestinationError, InstallationError, Problem
from audioguide.leaving import ending_with_us, undone
from audioguide.sound.ffmpeg import REMEDY, audio_segment, find
from audioguide.sound.samples import Samples
from audioguide.units import RATE_HZ

BITRATE_KBPS = 96
_FULL_SCALE = 32767
_REMEDY = f"{REMEDY}, or choose another format"
_ONE_AT_A_TIME = Lock()
_END_S = 1.0
_FOLDER = "audioguide-m4a-"


def ffmpeg() -> str:
    """Return the path of an ffmpeg that writes AAC, having asked it for its encoders.

    Raises InstallationError where there is none, or it does not start or cannot write AAC.
    """
    program = find()
    if not program:
        raise InstallationError(
            Problem(None, "an M4A file needs ffmpeg, and there is none", _REMEDY)
        )
    asked = [program, "-hide_banner", "-loglevel", "error", "-encoders"]
    try:
        answer = subprocess.run(
            asked,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            **ending_with_us(),
        )
    except OSError as error:
        message = f"{program} does not start ({error.strerror or error})"
        raise InstallationError(Problem(None, message, _REMEDY)) from error
    encoders = [line.split()[1] for line in answer.stdout.splitlines() if len(line.split()) > 1]
    if answer.returncode or "aac" not in encoders:
        message = f"{program} cannot write AAC"
        raise InstallationError(Problem(None, message, _REMEDY))
    return program


def write(file: BinaryIO, blocks: Iterator[Samples], tags: mp3.Tags) -> None:
    """Write mono AAC-LC at 96 kbit/s with tags, cover and chapters.

    The encoder's 1024 samples of delay are in the edit list, whose length is whole milliseconds.
    Decoded by ffmpeg, onsets were off by no sample, and by ffmpeg 9 so was the length; ffmpeg 5.1
    plays the last frame to its end, up to 1023 samples of silence. A player that knows no edit
    lists is 21 ms late. Raises InstallationError where ffmpeg is missing or fails, DestinationError
    where no space is left for the temporary files.
    """
    program = ffmpeg()
    with _folder() as folder:
        try:
            encoded = _encoded(folder, program, blocks, tags)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            message = f"no space is left for temporary files in {tempfile.gettempdir()}"
            hint = "make room there, or name another folder in the variable TMPDIR"
            raise DestinationError(Problem(None, message, hint)) from error
        with encoded.open("rb") as finished:
            shutil.copyfileobj(finished, file)


@contextmanager
def _folder() -> Iterator[Path]:
    """Make a temporary folder that is deleted afterwards, and when this program is stopped.

    Its name tells the process that made it; folders of processes that were killed are deleted too.
    """
    everywhere = Path(tempfile.gettempdir())
    _remove(old for old in everywhere.glob(f"{_FOLDER}*-*") if _is_orphan(old))
    prefix = f"{_FOLDER}{os.getpid()}-"
    with (
        undone(lambda: _remove(everywhere.glob(f"{prefix}*"))),
        tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as name,
    ):
        yield Path(name)


def _remove(folders: Iterable[Path]) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _is_orphan(folder: Path) -> bool:
    """Tell whether the process that made a folder has ended; False where that cannot be asked."""
    owner = folder.name.removeprefix(_FOLDER).partition("-")[0]
    if os.name != "posix" or not owner.isdecimal():
        return False
    try:
        os.kill(int(owner), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _encoded(folder: Path, program: str, blocks: Iterator[Samples], tags: mp3.Tags) -> Path:
    """Return the finished file in ``folder``; the mix waits on the disk, never in memory."""
    segment_class = audio_segment(program)
    from pydub.exceptions import CouldntEncodeError

    mixed, encoded = folder / "mixed.pcm", folder / "encoded.m4a"
    with mixed.open("wb") as pcm:
        for block in blocks:
            pcm.write(np.rint(np.clip(block, -1.0, 1.0) * _FULL_SCALE).astype("<i2").tobytes())
    with (
        mixed.open("rb") as stored,
        _mapped(stored) as samples,
        encoded.open("wb+") as finished,
        _temporary_files_in(folder),
        _programs_that_end_with_us(),
    ):
        segment = segment_class(data=samples, sample_width=2, frame_rate=RATE_HZ, channels=1)
        try:
            segment.export(
                finished,
                format="ipod",
                parameters=_parameters(folder, tags),
            )
        except CouldntEncodeError as error:
            if os.strerror(errno.ENOSPC) in str(error):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
            answer = [line for line in str(error).splitlines() if line.strip()]
            message = f"{program} could not write AAC ({answer[-1].strip()})"
            raise InstallationError(Problem(None, message, _REMEDY)) from error
    return encoded


@contextmanager
def _mapped(file: BinaryIO) -> Iterator[mmap.mmap]:
    """Map a file into memory to be read."""
    samples = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    try:
        yield samples
    finally:
        # After an error its traceback still holds views of it: they end with the error, and so
        # does the map.
        with suppress(BufferError):
            samples.close()


def _parameters(folder: Path, tags: mp3.Tags) -> list[str]:
    """Return ffmpeg's arguments between pydub's input, which is number 0, and its output."""
    metadata = folder / "tags.txt"
    metadata.write_text(ffmetadata(tags), encoding="utf-8", newline="\n")
    inputs = ["-f", "ffmetadata", "-i", str(metadata)]
    maps = ["-map", "0:a", "-map_metadata", "1", "-map_chapters", "1"]
    if tags.image:
        cover = folder / "cover"
        cover.write_bytes(tags.image[1])
        inputs += ["-i", str(cover)]
        maps += ["-map", "2:v", "-c:v", "copy", "-disposition:v:0", "attached_pic"]
    # pydub's own words for them would stand before the inputs, and be taken for theirs.
    codec = ["-c:a", "aac", "-b:a", f"{BITRATE_KBPS}k"]
    # Nothing of the clock and no version, and the tables in front, so that it starts at once.
    same = ["-fflags", "+bitexact", "-flags:a", "+bitexact", "-movflags", "+faststart"]
    return [*inputs, *maps, *codec, *same]


def ffmetadata(tags: mp3.Tags) -> str:
    """Return tags and chapters as the text of a metadata file for ffmpeg.

    Source: https://ffmpeg.org/ffmpeg-formats.html#Metadata.
    """
    track = "/".join(str(one) for one in (tags.track, tags.tracks) if one)
    named = {
        "title": tags.title,
        "album": tags.album,
        "artist": tags.artist,
        "genre": tags.genre,
        "date": tags.date,
        "track": track,
        "copyright": tags.copyright,
        "comment": tags.comment,
        "lyrics": tags.lyrics,
        "keywords": tags.maker,  # as ffmpeg puts its own name where an encoder's belongs
    }
    lines = [";FFMETADATA1", *(f"{name}={_escaped(text)}" for name, text in named.items() if text)]
    for chapter in tags.chapters:
        lines += ["[CHAPTER]", "TIMEBASE=1/1000"]
        lines += [f"START={chapter.start_ms}", f"END={chapter.end_ms}"]
        lines.append(f"title={_escaped(chapter.title)}")
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    # ffmpeg 5.1 takes a line to go on after any backslash, even one that is itself escaped.
    return re.sub(r"[=;#\\\n]", r"\\\g<0>", f"{text} " if text.endswith("\\") else text)


class _Exchangeable:
    """A file that can be exchanged for another while somebody writes to it."""

    def __init__(self, file: Any) -> None:
        self.file = file

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


@contextmanager
def _temporary_files_in(folder: Path) -> Iterator[None]:
    """Have pydub make its temporary files in ``folder``: it leaves them there when ffmpeg fails."""
    from pydub import audio_segment

    usual = audio_segment.NamedTemporaryFile
    made: list[_Exchangeable] = []

    def temporary(**options: Any) -> _Exchangeable:
        made.append(_Exchangeable(usual(dir=folder, **options)))
        return made[-1]

    with _ONE_AT_A_TIME:
        audio_segment.NamedTemporaryFile = temporary
        try:
            yield
        finally:
            audio_segment.NamedTemporaryFile = usual
            for file in made:
                with suppress(OSError):  # it says once more that the disk is full
                    file.close()
                # After an error `wave` goes on with its file, and complains of a closed one.
                file.file = io.BytesIO()


@contextmanager
def _programs_that_end_with_us() -> Iterator[None]:
    """Have pydub start ffmpeg so that it ends with this program.

    By itself pydub gives nobody access to the process.
    """
    from pydub import audio_segment

    started: list[subprocess.Popen[bytes]] = []

    def start(command: list[str], **options: Any) -> subprocess.Popen[bytes]:
        started.append(subprocess.Popen(command, **options, **ending_with_us()))
        return started[-1]

    def end() -> None:
        for process in started:
            process.kill()
            process.wait(_END_S)

    usual = audio_segment.subprocess
    audio_segment.subprocess = SimpleNamespace(Popen=start, PIPE=subprocess.PIPE)
    with undone(end):
        try:
            yield
        except BaseException:
            end()
            raise
        finally:
            audio_segment.subprocess = usual
