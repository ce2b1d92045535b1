"""Read a person's sound file as a clip: decoded, mixed to mono, trimmed, levelled like speech.

Takes a path, gives samples and their measures. Reads that file; for AAC it runs ffmpeg.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import soundfile

from audioguide.errors import InstallationError, Problem
from audioguide.sound import ffmpeg
from audioguide.sound.loudness import (
    k_rms_lufs,
    loudness_lufs,
    momentary_max_lufs,
    true_peak_dbtp,
)
from audioguide.sound.onset import BELOW_MAXIMUM_DB, Trimmed, span, trim
from audioguide.sound.samples import RATE_HZ, Samples, resample
from audioguide.speech.normalize import INTEGRATED_FROM_MS, RATES_HZ, levelled, with_gain
from audioguide.speech.records import Record
from audioguide.units import samples_to_ms

MOST_MINUTES = 5
MOST_JINGLE_S = 30
"""The most seconds that an opening or closing sound may last."""

RINGS_TO_DB = -50.0
"""A jingle ends where it is this far below its loudest; spoken words end at -30 dB already."""
SHORT_RINGS_TO_DB = -40.0
"""A short sound ends here already, so that a quiet room behind it is no part of it."""

QUIETEST_LUFS = -60.0
"""A recording below this loudness, with its peak at -6 dBFS, is refused.

What is quieter are ticks, and rumble too low for any ear.
"""

_AAC = frozenset({".m4a", ".aac"})
_BLOCK = 1 << 16
_UNKNOWN_FRAMES = 1 << 62
"""Where a header does not tell the number of frames, libsndfile gives this number or more."""
_PEAK = np.float32(0.5)
_AUDIBLE = 0.001
_CANCELLED = 0.02
"""Channels cancel each other out whose mix has less than this share of the peak of either."""
# ISO/IEC 14496-12: a track's `stsd` has version and flags, a count, and an entry's size and format.
_FORMAT = re.compile(rb"stsd.{12}(alac)", re.DOTALL)
# What libsndfile logs where a header of WAV, AIFF or AU promises more than the file has.
_CUT_SHORT = re.compile(r"^\s*(?:data|SSND|Data Size)\s*: (\d+) \(should be \d+\)", re.MULTILINE)
# And of the whole file, in W64 and RF64.
_FILE_CUT_SHORT = re.compile(r"^\s*(?:riff|Riff size)\s*: (\d+) \(should be (\d+)\)", re.MULTILINE)
_PADDING = 8
"""A W64 or RF64 file may be shorter than its header says by this many bytes of padding."""
_STREAMED_BYTES = 0x7FFF0000
"""Sizes from here on are written by programs that do not know yet how much sound will come."""
_OGG_PAGE = b"OggS"
_OGG_LAST = 4
_OGG_HEADER_BYTES = 27
"""The length of an Ogg page's header up to and including its number of segments.

The sizes of the segments follow it, one byte each.
"""
_AGAIN = "save it again as WAV"
_RECORD = "record it again"


class UnusableRecordingError(Exception):
    """A recording that cannot be used; ``message`` says why and ``hint`` what to do about it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def read_line(path: Path) -> tuple[Record, Samples]:
    """Return the clip of recorded words, trimmed to where they begin and end: a record and samples.

    The samples are read-only mono at `RATE_HZ`. Raises UnusableRecordingError where the file is no
    sound that can be used, and InstallationError where it is AAC and there is no ffmpeg.
    """
    return _levelled(_trimmed(_heard(path)).samples)


def read_jingle(path: Path) -> tuple[Record, Samples]:
    """Return the clip of an opening or closing sound, trimmed to where it has faded out.

    Gives a record and samples, as `read_line` does, and raises as it does; UnusableRecordingError
    is raised also where the sound lasts more than `MOST_JINGLE_S` seconds.
    """
    trimmed = _trimmed(_heard(path), RINGS_TO_DB)
    length_s = (trimmed.end - trimmed.onset) / RATE_HZ
    if length_s > MOST_JINGLE_S:
        message = f"lasts {length_s:.1f} s, and {MOST_JINGLE_S} s is the most here"
        raise UnusableRecordingError(message, "cut it")
    record, samples = _levelled(trimmed.samples)
    return replace(record, end=trimmed.end), samples


def read_sound(path: Path, most_ms: int, lufs: float, most_dbtp: float) -> tuple[Record, Samples]:
    """Return the clip of a short sound, such as a whistle, trimmed to where it has faded out.

    Its loudest 400 ms have ``lufs``, or less where its true peak would be above ``most_dbtp``.
    Gives and raises what `read_jingle` does; UnusableRecordingError is raised also where the sound
    lasts more than ``most_ms`` milliseconds.
    """
    trimmed = _trimmed(_heard(path), SHORT_RINGS_TO_DB)
    length_ms = samples_to_ms(trimmed.end - trimmed.onset)
    if length_ms > most_ms:
        message = f"lasts {length_ms} ms, and {most_ms} ms is the most here"
        raise UnusableRecordingError(message, "cut it")
    sound = _audible(trimmed.samples)
    room_db = most_dbtp - true_peak_dbtp(sound, RATE_HZ)
    record, samples = with_gain(sound, min(lufs - momentary_max_lufs(sound, RATE_HZ), room_db))
    return replace(record, end=trimmed.end), samples


def probe_recording(path: Path) -> None:
    """Check that a file is a sound file, without decoding it; an AAC file is not checked at all.

    Raises UnusableRecordingError where it cannot be used.
    """
    if path.suffix.lower() in _AAC:
        return
    with _opened(path) as file:
        _check_rate(file.samplerate)


def put_together(parts: Sequence[tuple[int, Samples]], length: int) -> Samples:
    """Return read-only samples in which each part is added at its first sample; else silence.

    ``parts`` are pairs of a first sample and samples, all of which lie within ``length`` samples.
    """
    whole = np.zeros(length, dtype=np.float32)
    for start, samples in parts:
        whole[start : start + len(samples)] += samples
    whole.setflags(write=False)
    return whole


def _trimmed(sound: Samples, end_below_db: float = BELOW_MAXIMUM_DB) -> Trimmed:
    try:
        return trim(sound, RATE_HZ, end_below_db)
    except ValueError as error:
        raise UnusableRecordingError("holds nothing but a click", _RECORD) from error


def _levelled(sound: Samples) -> tuple[Record, Samples]:
    return levelled(_audible(sound))


def _audible(sound: Samples) -> Samples:
    """Return the sound with its peak at -6 dBFS. Raises UnusableRecordingError for mere rumble."""
    # BS.1770 hears nothing below -70 LUFS, which is no matter of how loud somebody recorded.
    # In place: a recording of some minutes is large, and nobody needs it twice.
    sound = _writeable(sound)
    sound *= _PEAK / max(float(sound.max()), -float(sound.min()))
    is_short = len(sound) * 1000 < INTEGRATED_FROM_MS * RATE_HZ
    measure = k_rms_lufs if is_short else loudness_lufs
    if measure(sound, RATE_HZ) < QUIETEST_LUFS:
        raise UnusableRecordingError("holds nothing that can be heard", _RECORD)
    return sound


def _writeable(samples: Samples) -> Samples:
    return samples if samples.flags.writeable and samples.base is None else samples.copy()


def _heard(path: Path) -> Samples:
    """Return the sound in the file as mono at `RATE_HZ`, without a constant offset.

    Raises UnusableRecordingError where it is silent or holds no numbers.
    """
    decode = _by_ffmpeg if path.suffix.lower() in _AAC else _by_libsndfile
    samples, rate_hz, loudest = decode(path)
    _check_rate(rate_hz)
    if not np.isfinite(samples).all():
        raise UnusableRecordingError("holds samples that are no numbers", _AGAIN)
    if loudest > _AUDIBLE and np.abs(samples).max() < _CANCELLED * loudest:
        message = "has channels that cancel each other out when they are mixed to mono"
        raise UnusableRecordingError(message, "save one of its channels alone, as mono")
    if len(samples):
        # Cheap sound cards add a constant, which would count as sound where nothing is.
        samples = _writeable(samples)
        samples -= samples.mean(dtype=np.float64).astype(np.float32)
    at_rate = resample(samples, rate_hz, RATE_HZ)
    if span(at_rate, RATE_HZ) is None:
        raise UnusableRecordingError("is silent", _RECORD)
    return at_rate


def _check_rate(rate_hz: int) -> None:
    if rate_hz not in RATES_HZ:
        message = f"has {rate_hz} samples a second, {RATES_HZ[0]} to {RATES_HZ[-1]} can be read"
        raise UnusableRecordingError(message, "save it at 48000 Hz")


def _opened(path: Path) -> soundfile.SoundFile:
    try:
        file = soundfile.SoundFile(path)
    except soundfile.LibsndfileError as error:
        raise _unreadable(error.error_string) from error
    if _promises_more(file.extra_info) or (file.format == "OGG" and _page_breaks_off(path)):
        file.close()
        raise _cut_short()
    return file


def _promises_more(log: str) -> bool:
    """Return whether, by libsndfile's log, the header promises more sound than the file has."""
    if promised := _CUT_SHORT.search(log):
        return 0 < int(promised[1]) < _STREAMED_BYTES
    whole = _FILE_CUT_SHORT.search(log)
    return whole is not None and int(whole[1]) > int(whole[2]) + _PADDING


def _page_breaks_off(path: Path) -> bool:
    """Return whether an Ogg file ends within a page (RFC 3533, section 6).

    Whether its last page is marked as the last does not count: telephones forget to mark messages
    that are complete.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        begin = data.rfind(_OGG_PAGE)
        header = data[begin : begin + _OGG_HEADER_BYTES]
        if len(header) < _OGG_HEADER_BYTES:
            return True
        sizes = data[begin + len(header) : begin + len(header) + header[-1]]
        end = begin + len(header) + header[-1] + sum(sizes)
        # Behind the page that is marked as the last anything may follow, as a tag.
        return end > len(data) or (end < len(data) and not header[5] & _OGG_LAST)


def _unreadable(why: str) -> UnusableRecordingError:
    return UnusableRecordingError(f"cannot be read as sound ({why.strip(' .')})", _AGAIN)


def _cut_short() -> UnusableRecordingError:
    message = "is cut short: there is less sound in it than its header promises"
    return UnusableRecordingError(message, "copy or save it again, whole")


def _too_long() -> UnusableRecordingError:
    message = f"lasts more than {MOST_MINUTES} minutes"
    return UnusableRecordingError(message, "keep the part that is to be heard")


def _by_libsndfile(path: Path) -> tuple[Samples, int, float]:
    """Return a file's sound as mono, its rate in Hz, and the greatest sample of any channel."""
    with _opened(path) as file:
        most = MOST_MINUTES * 60 * file.samplerate
        if most < file.frames < _UNKNOWN_FRAMES:
            raise _too_long()
        blocks, loudest = list[Samples](), 0.0
        while True:
            try:
                block = file.read(_BLOCK, dtype="float32", always_2d=True)
            except soundfile.LibsndfileError as error:
                raise _unreadable(error.error_string) from error
            if not len(block):
                break
            blocks.append(block.mean(axis=1, dtype=np.float32))
            loudest = max(loudest, float(np.abs(block).max()))
            # Headers do not always know how much there is.
            if sum(map(len, blocks)) > most:
                raise _too_long()
        if file.format == "FLAC" and sum(map(len, blocks)) < file.frames < _UNKNOWN_FRAMES:
            raise _cut_short()
        return np.concatenate(blocks or [np.zeros(0, np.float32)]), file.samplerate, loudest


def _by_ffmpeg(path: Path) -> tuple[Samples, int, float]:
    program = ffmpeg.find()
    if not program:
        message = f"{path.name} needs ffmpeg to be read, and there is none"
        hint = f"{ffmpeg.REMEDY}, or save the recording as WAV"
        raise InstallationError(Problem(None, message, hint))
    segment_class = ffmpeg.audio_segment(program)
    from pydub.exceptions import CouldntDecodeError

    kind = path.suffix.lower().removeprefix(".")
    try:
        # With a codec pydub does not ask ffprobe, which the ffmpeg of a package lacks; with a
        # format ffmpeg does not follow a playlist that somebody named as sound.
        segment = segment_class.from_file(
            str(path.absolute()),
            format=kind,
            codec=_codec(path),
            duration=MOST_MINUTES * 60 + 1,
        )
    except CouldntDecodeError as error:
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        raise _unreadable(lines[-1].removeprefix(f"{path.absolute()}: ")) from error
    except OSError as error:
        raise _unreadable(error.strerror or str(error)) from error
    values = np.asarray(segment.get_array_of_samples(), dtype=np.float32)
    channels = values.reshape(-1, segment.channels) / np.float32(segment.max_possible_amplitude)
    samples = channels.mean(axis=1, dtype=np.float32)
    if len(samples) > MOST_MINUTES * 60 * segment.frame_rate:
        raise _too_long()
    return samples, segment.frame_rate, float(np.abs(channels).max(initial=0.0))


def _codec(path: Path) -> str:
    """Return ``alac`` where an M4A file holds Apple's lossless codec, else ``aac``."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return "alac" if _FORMAT.search(data) else "aac"
