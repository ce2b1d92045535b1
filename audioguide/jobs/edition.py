"""The nouns of a job: an Edition, which is one file to be made, and its Outcome."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from audioguide.errors import AudioguideError
from audioguide.model.episode import Episode
from audioguide.model.script import Script
from audioguide.options import Options


@dataclass(frozen=True, slots=True)
class Edition:
    """One file to be made: what is said in it, how it is spoken, and where it goes."""

    name: str
    """What it is called while it is made: its routine's name."""
    script: Script
    options: Options
    destination: Path
    splice: bool = True
    """Whether an MP3 is put together from pieces that are kept, or encoded anew."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an edition: an Episode, or the error that its author can mend."""

    edition: Edition
    episode: Episode | None = None
    voice: str = ""
    """The ``ENGINE[:VOICE]`` that speaks, without the paths of files."""
    error: AudioguideError | None = None
