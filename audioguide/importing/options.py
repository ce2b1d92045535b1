"""What an import is told, and what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from audioguide.errors import Problem


def _none_known() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What an import has to be told where the file does not say it."""

    format: str | None = None
    """A key of `FORMATS`; None guesses from the file's ending and content."""
    pace_s_per_km: float | None = None
    """Turns distances into times."""
    lap_ms: int | None = None
    """How long a step lasts that ends when a button is pressed."""
    known: Mapping[str, str] = field(default_factory=_none_known)
    """Ids of exercises that need no definition, with their spoken names."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A routine as YAML, ready to be written to a file, with its title and warnings."""

    title: str
    yaml: str
    warnings: tuple[Problem, ...]
    """What was left out or changed, at most one a line of the source."""
