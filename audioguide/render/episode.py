"""One finished file: the plain path, which mixes everything and encodes once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from audioguide import mp3
from audioguide.files import whole
from audioguide.model.episode import Episode
from audioguide.model.timeline import Timeline
from audioguide.render.mix import BLOCK, blocks, everything
from audioguide.sound.samples import Samples
from audioguide.units import RATE_HZ, clock, ms_to_samples

BITRATE_KBPS = 96
GENRE = "Health & Fitness"
ARTIST = "audioguide"

Progress = Callable[[str, int, int], None]


def render(timeline: Timeline, destination: Path, progress: Progress) -> Episode:
    """Write the MP3; a file that was there stays until it is whole. Raises DestinationError."""
    total = ms_to_samples(timeline.duration_ms)
    mixed = _watched(blocks(everything(timeline), total), total, progress)
    with whole(destination) as file:
        mp3.write(
            file,
            mixed,
            samples=total,
            id3=mp3.tag(tags(timeline)),
            rate_hz=RATE_HZ,
            channels=1,
            bitrate_kbps=BITRATE_KBPS,
        )
    session = timeline.script.session
    size_bytes = destination.stat().st_size
    return Episode(destination, session.title, timeline.duration_ms, size_bytes)


def tags(timeline: Timeline) -> mp3.Tags:
    """What a player shows."""
    session = timeline.script.session
    comment = f"{session.summary} " if session.summary else ""
    comment += f"Level: {session.level}. Length: {clock(timeline.duration_ms)}."
    if session.equipment:
        comment += f" Equipment: {', '.join(session.equipment)}."
    return mp3.Tags(
        title=session.title,
        album=f"{session.title} ({session.level})",
        artist=session.author or ARTIST,
        genre=GENRE,
        comment=comment,
        date=_date(session.date),
        copyright=session.copyright,
        url=session.url,
        chapters=tuple(
            mp3.Chapter(chapter.title, chapter.start_ms, chapter.end_ms)
            for chapter in timeline.chapters
        ),
    )


def _date(written: str) -> dt.date | None:
    """The first day of what was written: a day, a month or a year."""
    if not written:
        return None
    return dt.date(*(int(part) for part in [*written.split("-"), "1", "1"][:3]))


def _watched(mixed: Iterator[Samples], total: int, progress: Progress) -> Iterator[Samples]:
    for number, block in enumerate(mixed, start=1):
        yield block / np.float32(mp3.PRESET_GAIN)
        progress("Encoding", min(number * BLOCK, total), total)
