"""Load a clip's samples from the store when they are asked for, in whatever process.

Takes a store and a record, gives samples; touches the store.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audioguide.errors import InstallationError, Problem
from audioguide.speech.records import Record, samples_at
from audioguide.store import Store

if TYPE_CHECKING:
    from audioguide.sound.samples import Samples


@dataclass(frozen=True, slots=True)
class StoredSamples:
    """Loads the samples of a record from a store; it can be pickled, and so go to other processes.

    ``again`` makes them anew where the store has lost them; another process has no voice for that.
    """

    store: Store
    record: Record
    again: Callable[[], Samples]

    def __call__(self) -> Samples:
        """Return the samples, read-only mono at the timeline's rate."""
        from audioguide.speech.normalize import unpacked

        address = samples_at(self.record)
        data = self.store.get([address]).get(address)
        if data is not None and (samples := unpacked(data, self.record.length)) is not None:
            return samples
        return self.again()

    def __reduce__(self) -> tuple[type[StoredSamples], tuple[object, ...]]:
        """Return what loads them in another process."""
        return type(self), (self.store, self.record, _lost)


def _lost() -> Samples:
    message = "the cache lost a sound that was just made"
    raise InstallationError(Problem(None, message, "do the same again"))
