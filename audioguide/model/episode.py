"""What a listener gets in the end."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Episode:
    """One finished file."""

    path: Path
    title: str
    duration_ms: int
    size_bytes: int
