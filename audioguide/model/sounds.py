"""Which sounds a listener hears: a set that ships, and an author's own in place of some of them.

Takes and gives values; touches nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from audioguide.model.voice_over import Recording

if TYPE_CHECKING:
    from audioguide.model.clip import Clip

MOST_MS: Final[Mapping[str, int]] = MappingProxyType({"start": 200, "end": 600, "tick": 150})
"""The sounds that an author may bring, and how long each may last: counts and words follow them."""


class SoundSet(StrEnum):
    """The sets of sounds that ship."""

    STANDARD = "standard"
    SOFT = "soft"
    CLASS = "class"


def _no_files() -> Mapping[str, Recording]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class SoundChoice:
    """What a routine asks for, before anybody has listened to its files."""

    set: SoundSet = SoundSet.STANDARD
    files: Mapping[str, Recording] = field(default_factory=_no_files, hash=False)
    """Sound files by the name of the sound that each is heard in place of."""


AS_SHIPPED: Final = SoundChoice()


@dataclass(frozen=True, slots=True)
class OwnSound:
    """An author's sound in place of one of the set's, which ``name`` says."""

    name: str
    file: Path
    clip: Clip


@dataclass(frozen=True, slots=True)
class Sounds:
    """What is heard: the sounds of a set, but for an author's own."""

    set: SoundSet = SoundSet.STANDARD
    own: tuple[OwnSound, ...] = ()

    def own_clip(self, name: str) -> Clip | None:
        """Return the author's sound of that name; None where the set's is heard."""
        return next((one.clip for one in self.own if one.name == name), None)


STANDARD: Final = Sounds()
