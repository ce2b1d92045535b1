"""Hold the key of a clip, and its measures without its samples, as a value and as bytes.

Takes and gives values; touches nothing and loads no numpy.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING, NamedTuple

from audioguide.model.clip import Clip
from audioguide.store import key_of

if TYPE_CHECKING:
    from audioguide.sound.samples import Samples


class Key(NamedTuple):
    """What a clip is found by: a text, what the engine is given for it, and whether it counts."""

    spoken: str
    said: str
    is_count: bool


_FIELDS = struct.Struct("<20sIIIdd")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The measures of a clip; `model.clip.Clip` says what each is."""

    digest: bytes
    length: int
    onset: int
    end: int
    lufs: float
    peak_dbtp: float
    energies: tuple[float, ...]

    def pack(self) -> bytes:
        """Return the bytes that a store can keep; the inverse of `unpack`."""
        fixed = (self.digest, self.length, self.onset, self.end, self.lufs, self.peak_dbtp)
        return _FIELDS.pack(*fixed) + array("d", self.energies).tobytes()

    @staticmethod
    def unpack(data: bytes) -> Record | None:
        """Return the record that `pack` made these bytes of; None for any other bytes."""
        if len(data) < _FIELDS.size or (len(data) - _FIELDS.size) % 8:
            return None
        digest, length, onset, end, lufs, peak_dbtp = _FIELDS.unpack_from(data)
        energies = array("d", data[_FIELDS.size :])
        in_order = 0 <= onset <= end <= length
        if not in_order or any(map(isnan, (lufs, peak_dbtp, *energies))):
            return None
        return Record(
            digest=digest,
            length=length,
            onset=onset,
            end=end,
            lufs=lufs,
            peak_dbtp=peak_dbtp,
            energies=tuple(energies),
        )


def samples_at(record: Record) -> bytes:
    """Return the store address of a record's samples, which is made of their digest.

    So measures never meet the samples of another process's utterance.
    """
    return key_of("samples", record.digest)


def clip_of(spoken: str, record: Record, load: Callable[[], Samples]) -> Clip:
    """Return the clip with these measures; ``load`` gives its samples when they are asked for."""
    return Clip(
        spoken=spoken,
        digest=record.digest,
        length=record.length,
        onset=record.onset,
        end=record.end,
        lufs=record.lufs,
        peak_dbtp=record.peak_dbtp,
        energies=record.energies,
        load=load,
    )
