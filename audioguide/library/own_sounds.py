"""The key `sounds` of a routine: a set that ships, and sound files in place of some of its sounds.

Takes nodes and the folder that paths are relative to, gives nouns. Looks whether files are there,
and reads none of them.
"""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

from audioguide.library.kinds import Choice, Notes
from audioguide.library.shape import Field, Shape, Values
from audioguide.library.voice_over import SoundFile
from audioguide.model.sounds import MOST_MS, SoundChoice, SoundSet

_SET = "set"
_JINGLES = {"opening": "opener", "closing": "closer"}
_ELSEWHERE = {
    **{name: f"write `{key}` under `voice_over`" for name, key in _JINGLES.items()},
    **dict.fromkeys(_JINGLES.values(), "write it under `voice_over`"),
    "attention": "leave it out: it comes with the set",
}


def _built(values: Values, notes: Notes) -> SoundChoice | None:
    if values.complete and not values.values:
        hint = f"write a set's name, or add {', '.join(f'`{name}: …`' for name in MOST_MS)}"
        notes.add(values.source, "no sound is named here", hint)
        return None
    files = {name: file for name, file in values.values.items() if name != _SET}
    return SoundChoice(values.values.get(_SET, SoundSet.STANDARD), MappingProxyType(files))


def sounds_shape(folder: Path) -> Shape:
    """The keys of a routine's sounds, whose paths are relative to ``folder``."""
    file = SoundFile(folder)
    fields = {
        _SET: Field(Choice(SoundSet), "the sounds that ship, or the rest of them"),
        **{
            name: Field(file, f"a sound file in place of the {name} sound, {most} ms at most")
            for name, most in MOST_MS.items()
        },
    }
    return Shape("a choice of sounds", fields, scalar=_SET, build=_built, elsewhere=_ELSEWHERE)
