"""What a Python program may call: load a routine, plan it, read its script, render it.

Takes routines in any form and the options of a listener; goes through `pipeline`, with the store of
what was made before. Errors are `AudioguideError`s, each with every problem that was found.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audioguide import pipeline
from audioguide.errors import AudioguideError, Problem
from audioguide.model.routine import Level, Routine
from audioguide.model.script import TalkProfile
from audioguide.options import Options
from audioguide.pipeline import Progress, unwatched

if TYPE_CHECKING:
    from audioguide.model.episode import Episode
    from audioguide.model.script import Script
    from audioguide.model.timeline import Timeline

__all__ = [
    "AudioguideError",
    "Level",
    "Options",
    "Problem",
    "Routine",
    "TalkProfile",
    "load",
    "plan",
    "render",
    "script",
]

Loadable = Routine | Path | str | Mapping[str, Any]
"""A routine, or what `load` makes one of."""

_log = logging.getLogger("audioguide")
_USUAL = Options()


def load(source: Loadable, *, content: Path | None = None) -> Routine:
    """Return the routine of a name, a file, a YAML text, or a mapping such as YAML would give.

    A text is known by its line breaks; its sound files, and those of a mapping, are looked for in
    the current folder. ``content`` is a folder of one's own with ``exercises/``, ``routines/`` or
    ``programmes/`` in it. Raises AuthorError with every mistake of the routine, UsageError where
    there is none of that name.
    """
    if isinstance(source, Routine):
        return source
    if isinstance(source, Mapping) or (isinstance(source, str) and "\n" in source):
        return pipeline.read_text(source, content)
    return pipeline.read(str(source), content)


def script(routine: Loadable, options: Options = _USUAL) -> Script:
    """Return all that will be said: cues with their wordings, tied to the segments of a session.

    Nothing is spoken for it, so nothing has a time yet: `plan` gives those. Raises AuthorError
    where the routine cannot be planned.
    """
    return pipeline.write_script(load(routine), options)


def plan(
    routine: Loadable, options: Options = _USUAL, *, progress: Progress = unwatched
) -> Timeline:
    """Return what happens when, in milliseconds, measured on the real voice.

    Promises to the listener that cannot be kept are in its ``broken``. ``progress`` is told a task,
    how much of it is done, and how much there is. Raises AuthorError where the routine cannot be
    planned, InstallationError where the voice cannot speak on this machine.
    """
    found = load(routine)
    with pipeline.open_store(_log.warning) as store:
        written = pipeline.write_script(found, options, store=store)
        return pipeline.arrange(written, options, progress, store)


def render(
    routine: Loadable,
    destination: str | Path,
    options: Options = _USUAL,
    *,
    progress: Progress = unwatched,
) -> Episode:
    """Write the coached sound file at ``destination``, whole or not at all, and return the Episode.

    The ending says which kind: ``.mp3``, ``.m4a``, ``.ogg``, ``.opus``, ``.flac`` or ``.wav``.
    Raises what `plan` raises, AuthorError for a promise that is not kept, and DestinationError
    where the file cannot be written.
    """
    path = Path(destination)
    pipeline.ready(path.suffix.lower())
    found = load(routine)
    with pipeline.open_store(_log.warning) as store:
        written = pipeline.write_script(found, options, store=store)
        timeline = pipeline.arrange(written, options, progress, store)
        return pipeline.render(timeline, path, progress, store)
