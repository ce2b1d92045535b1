"""The sound of one text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from audioguide.model.script import Wording

if TYPE_CHECKING:
    from audioguide.sound.samples import Samples


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """Trimmed and levelled mono sound at the timeline's rate.

    ``onset`` and ``end`` are samples within ``samples``: where the first word begins and behind
    the last one. A little quiet stays before and after them so that no consonant is cut.
    """

    spoken: str
    samples: Samples = field(repr=False)
    onset: int
    end: int
    lufs: float
    peak_dbtp: float


class Clips(Protocol):
    """Where the timeline gets a wording's sound from, made when it is first asked for."""

    def clip(self, wording: Wording) -> Clip:
        """The clip of one wording; the same object for the same wording."""
        ...
