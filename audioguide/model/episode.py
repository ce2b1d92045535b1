"""What a listener gets in the end."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class AudioFormat(StrEnum):
    """What a finished file can be; the first is the one that is written unasked."""

    MP3 = "mp3"
    M4A = "m4a"
    OGG = "ogg"
    OPUS = "opus"
    FLAC = "flac"
    WAV = "wav"

    @property
    def ending(self) -> str:
        """How its files' names end: ``.mp3``."""
        return f".{self.value}"


@dataclass(frozen=True, slots=True)
class Episode:
    """One finished file."""

    path: Path
    title: str
    duration_ms: int
    size_bytes: int
    speech_lufs: float
    """Integrated over all that is said; -inf where nothing is."""
