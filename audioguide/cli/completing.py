"""Names that a shell completes: routines, programmes, files of routines, voices.

Takes the beginning of a word, gives the words that it may become. Reads the names of files, and
nothing of what is in them; what goes wrong completes nothing, for there is nobody to tell.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from audioguide.errors import AudioguideError

ENDINGS = (".yaml", ".yml")


def routine_names(incomplete: str) -> list[str]:
    """Return the names of routines and programmes, and the YAML files, that begin so."""
    with suppress(AudioguideError, OSError):
        from audioguide import listings

        names = [one for one in listings.names() if one.startswith(incomplete)]
        return [*names, *_files(incomplete)]
    return []


def all_names(incomplete: str) -> list[str]:
    """Return everything that `audioguide show` knows and that begins so."""
    with suppress(AudioguideError, OSError):
        from audioguide import listings

        exercises = [one.id for one in listings.exercises().entries]
        names = [one for one in exercises if one.startswith(incomplete)]
        return [*names, *routine_names(incomplete), *voice_names(incomplete)]
    return []


def voice_names(incomplete: str) -> list[str]:
    """Return ``ENGINE`` and ``ENGINE:VOICE`` for all that begin so."""
    with suppress(AudioguideError, OSError):
        from audioguide import pipeline

        found = pipeline.voices()
        engines = dict.fromkeys(one.engine for one in found)
        voices = [f"{one.engine}:{one.name}" for one in found if one.name]
        return [one for one in (*engines, *voices) if one.startswith(incomplete)]
    return []


def _files(incomplete: str) -> list[str]:
    """Return the YAML files, and the folders on the way to some, that begin so."""
    typed = Path(incomplete)
    folder = typed if incomplete.endswith("/") else typed.parent
    found = [
        f"{one}/" if one.is_dir() else str(one)
        for one in sorted(folder.iterdir())
        if one.is_dir() or one.suffix.lower() in ENDINGS
    ]
    return [one for one in found if one.startswith(incomplete) and not one.startswith(".")]
