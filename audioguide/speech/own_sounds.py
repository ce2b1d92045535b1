"""An author's own sounds: as loud as those of the set whose place they take, and as short.

Takes what a routine and its listener chose, gives `Sounds`. Reads the files, and touches the
store: numpy is loaded only for a file that was not heard before.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from audioguide.model.sounds import MOST_MS, OwnSound, SoundChoice, Sounds, SoundSet
from audioguide.sound.tone_table import TONES_VERSION
from audioguide.speech.heard import Manner, heard
from audioguide.store import Store

if TYPE_CHECKING:
    from audioguide.sound.samples import Samples
    from audioguide.speech.records import Record

MOST_DBTP = -9.0
"""The peak of every sound of the programme is at most so high."""


def hear_sounds(chosen: SoundChoice, wanted: SoundSet | None, store: Store | None) -> Sounds:
    """Return the sounds that a routine chose; ``wanted`` is a listener's set in place of its own.

    Raises AuthorError with all files that cannot be used, and InstallationError where one needs
    ffmpeg.
    """
    of, files = wanted or chosen.set, chosen.files
    manners = {file: _manner(name, of) for name, file in files.items()}
    clips = heard(manners, store)
    own = tuple(OwnSound(name, file.path, clips[file]) for name, file in files.items())
    return Sounds(of, own)


def _manner(name: str, of: SoundSet) -> Manner:
    shapers = ("sound", name, of.value, TONES_VERSION, MOST_MS[name], MOST_DBTP)
    return Manner(shapers, partial(_read, name, of))


def _read(name: str, of: SoundSet, path: Path) -> tuple[Record, Samples]:
    from audioguide.sound.loudness import momentary_max_lufs
    from audioguide.sound.samples import RATE_HZ
    from audioguide.sound.tones import tone
    from audioguide.speech.recordings import read_sound

    wanted_lufs = momentary_max_lufs(tone(name, of), RATE_HZ)
    return read_sound(path, MOST_MS[name], wanted_lufs, MOST_DBTP)
