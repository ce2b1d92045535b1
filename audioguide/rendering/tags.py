"""Make the tags that a player shows of an episode from a Timeline's titles, times and words."""

from __future__ import annotations

from audioguide import mp3
from audioguide.formats.lyrics import lyrics, timed_lines
from audioguide.model.timeline import Timeline
from audioguide.ours import MARK
from audioguide.units import clock

GENRE = "Health & Fitness"
ARTIST = "audioguide"


def tags(timeline: Timeline) -> mp3.Tags:
    """Return an episode's tags: title, level, author, chapters, lyrics and its maker's mark."""
    session = timeline.script.session
    comment = f"{session.summary} " if session.summary else ""
    comment += f"Level: {session.level}. Length: {clock(timeline.duration_ms)}."
    if timeline.script.equipment:
        comment += f" Equipment: {', '.join(timeline.script.equipment)}."
    if session.tags:
        comment += f" Tags: {', '.join(session.tags)}."
    return mp3.Tags(
        title=session.title,
        album=f"{session.title} ({session.level})",
        artist=session.author or ARTIST,
        genre=GENRE,
        comment=comment,
        date=session.date,
        copyright=session.copyright,
        maker=MARK,
        url=session.url,
        chapters=tuple(
            mp3.Chapter(chapter.title, chapter.start_ms, chapter.end_ms)
            for chapter in timeline.chapters
        ),
        lyrics=lyrics(timeline),
        language=timeline.script.iso_639_2,
        synced=tuple(mp3.TimedLine(text, ms) for ms, text in timed_lines(timeline)),
    )
