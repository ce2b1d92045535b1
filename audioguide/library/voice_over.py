"""The key `voice_over` of a routine: sound files by the words they are heard in place of.

Takes nodes and the folder that paths are relative to, gives nouns. Looks whether files are there,
and reads none of them.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from audioguide.library.catalogues import is_file
from audioguide.library.kinds import Notes, Schema, word_of
from audioguide.library.nodes import Mapping, Node, Scalar
from audioguide.library.shape import Field, Shape, Values
from audioguide.model.voice_over import ENDINGS, Recording, VoiceOver, line_key

_A_FILE = "name a file that holds the sound"
_KNOWN = f"{', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}"


@dataclass(frozen=True)
class SoundFile:
    """A sound file, by its path from a folder."""

    folder: Path

    def read(self, node: Node, notes: Notes) -> Recording | None:
        written = word_of(node, most=2_000)
        if not isinstance(node, Scalar):
            hint = "write its path from this file's folder"
            notes.add(node.source, "a sound file is expected here", hint)
            return None
        path = self.folder / written
        message, hint = "", ""
        if _is_folder(path):
            message, hint = f"`{written}` is a folder", self._one_of(path)
        elif path.suffix.lower() not in ENDINGS:
            message, hint = f"`{written}` is not named as a sound file", f"it ends in {_KNOWN}"
        elif _is_no_file(path):
            message, hint = (
                f"`{written}` is no file, but a pipe, a device or a broken link",
                _A_FILE,
            )
        elif not is_file(path):
            message, hint = f"no file `{written}`", self._like(written)
        elif not path.stat().st_size:
            message, hint = f"`{written}` is empty", "record it again"
        if message:
            notes.add(node.source, message, hint)
            return None
        return Recording(path, node.source)

    def _one_of(self, folder: Path) -> str:
        first = next(iter(_sound_files(folder)), "")
        return f"name a file in it{f', such as `{self._seen(folder / first)}`' if first else ''}"

    def _like(self, written: str) -> str:
        """The file that may be meant, or where this one was looked for."""
        wanted = self.folder / written
        if close := get_close_matches(wanted.name, _sound_files(wanted.parent), n=1):
            return f"did you mean `{self._seen(wanted.parent / close[0])}`?"
        return "paths begin in this file's folder"

    def _seen(self, path: Path) -> str:
        inside = path.is_relative_to(self.folder)
        return (path.relative_to(self.folder) if inside else path).as_posix()

    def schema(self) -> Schema:
        return {"type": "string", "pattern": r"\S"}


def _is_folder(path: Path) -> bool:
    with suppress(OSError):
        return path.is_dir()
    return False


def _is_no_file(path: Path) -> bool:
    """Whether something is there that is neither a file nor a folder."""
    try:
        return os.path.lexists(path) and not path.is_file()
    except OSError:
        return True


def _sound_files(folder: Path) -> list[str]:
    with suppress(OSError):
        return sorted(one.name for one in folder.iterdir() if one.suffix.lower() in ENDINGS)
    return []


@dataclass(frozen=True)
class Lines:
    """Texts, each with the sound file that is heard in its place."""

    file: SoundFile

    def read(self, node: Node, notes: Notes) -> tuple[Recording, ...] | None:
        if not isinstance(node, Mapping):
            hint = "such as `Welcome.: voice/welcome.wav`"
            notes.add(node.source, "lines are written as texts with files", hint)
            return None
        if not node.pairs:
            notes.add(node.source, "no line stands here", "add one, or leave the key out")
        found: list[Recording] = []
        lines: dict[str, int] = {}
        for key, value in node.pairs:
            text = " ".join(key.text.split())
            known = line_key(text)
            if not any(map(str.isalnum, known)):
                notes.add(key.source, "this line has no word", "write what is said, word for word")
            elif known in lines:
                message = f"\u201c{text}\u201d stands here a second time"
                hint = f"keep one of the two; the first is in line {lines[known]}"
                notes.add(key.source, message, hint)
            else:
                lines[known] = key.source.line
                if recording := self._of(text, key, value, notes):
                    found.append(recording)
        return tuple(found)

    def _of(self, text: str, key: Scalar, value: Node, notes: Notes) -> Recording | None:
        if isinstance(value, Scalar) and not value.text.strip():
            message = f"\u201c{text}\u201d has no file"
            notes.add(value.source, message, "name its recording, or leave the line out")
            return None
        file = self.file.read(value, notes)
        return Recording(file.path, file.source, text, key.source) if file else None

    def schema(self) -> Schema:
        return {"type": "object", "additionalProperties": self.file.schema()}


def _built(values: Values, notes: Notes) -> VoiceOver | None:
    if values.complete and not values.values:
        hint = "add `opener: …`, `closer: …` or `lines:`"
        notes.add(values.source, "no recording is named here", hint)
        return None
    fields: dict[str, Any] = values.values
    return VoiceOver(fields.get("opener"), fields.get("closer"), fields.get("lines", ()))


def voice_over_shape(folder: Path) -> Shape:
    """The keys of a voice-over whose paths are relative to ``folder``."""
    file = SoundFile(folder)
    fields = {
        "opener": Field(file, "a sound file in place of the opening sound"),
        "closer": Field(file, "a sound file in place of the closing sound"),
        "lines": Field(Lines(file), "sound files by the line, or sentence, they are heard for"),
    }
    return Shape("a voice-over", fields, build=_built)
