"""Finished files as JSON, for programs that go on with them: ``audioguide.rendered/1``.

Takes episodes, gives text; reads each file once, for its digest.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import file_digest

from audioguide.formats.json_text import json_text
from audioguide.model.episode import Episode

FORMAT = "audioguide.rendered/1"


def rendered_json(episodes: Iterable[tuple[Episode, str]]) -> str:
    """Return what each finished file is, as JSON text; each comes with the voice that speaks in it.

    Sizes are bytes, lengths milliseconds.
    """
    files = [
        {
            "path": str(episode.path),
            "bytes": episode.size_bytes,
            "milliseconds": episode.duration_ms,
            "sha256": _sha256(episode),
            "title": episode.title,
            "voice": voice,
        }
        for episode, voice in episodes
    ]
    return json_text({"format": FORMAT, "files": files})


def _sha256(episode: Episode) -> str:
    with episode.path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
