"""The sound of one text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from audioguide.model.script import Wording

if TYPE_CHECKING:
    from audioguide.sound.samples import Samples


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Clip:
    """Trimmed and levelled mono sound at the timeline's rate, and its measures.

    ``onset`` and ``end`` are samples within it: where the first word begins and behind the last
    one. A little quiet stays before and after them so that no consonant is cut.
    """

    spoken: str
    digest: bytes
    """The same digest, the same samples."""
    length: int
    """In samples."""
    onset: int
    end: int
    lufs: float
    peak_dbtp: float
    energies: tuple[float, ...] = ()
    """Of its 400 ms blocks (BS.1770), for the loudness of many clips together."""
    load: Callable[[], Samples] = field(repr=False)
    """Gives the samples, which a plan does not need; see `samples`."""

    @property
    def samples(self) -> Samples:
        """The samples: read-only, ``length`` of them."""
        return self.load()


class Clips(Protocol):
    """Where the timeline gets a wording's sound from, made when it is first asked for."""

    def clip(self, wording: Wording) -> Clip:
        """The clip of one wording; the same object for the same wording."""
        ...
