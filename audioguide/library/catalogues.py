"""Where content is looked for: a folder of one's own before what ships with the program.

An exercise's id, a routine's name and a programme's name are their files' names. Looks at folders
and reads nothing.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

from audioguide.errors import Problem, UsageError

ENDING = ".yaml"
ENDINGS = (ENDING, ".yml")
PHRASES, PRONUNCIATIONS = WORDS = ("phrases", "pronounce")
"""What the files of words are called that a content folder may hold beside its shelves."""


class Shelf(StrEnum):
    """The folders that a content folder may hold."""

    EXERCISES = "exercises"
    ROUTINES = "routines"
    PROGRAMMES = "programmes"


@cache
def content_folder() -> Path:
    """The shipped content: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "content"
    return installed if installed.is_dir() else package.parent / "content"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Content folders in the order in which a name is looked up: the first match wins."""

    folders: tuple[Path, ...]
    own: Path | None = None
    """The content folder of one's own that was named, whose words hold for all routines."""

    def beside(self, folder: Path) -> Catalogue:
        """Give a catalogue that looks into ``folder`` before all others."""
        return replace(self, folders=tuple(dict.fromkeys([folder, *self.folders])))

    def wordless(self) -> Catalogue:
        """Give a catalogue of the same files in which routines are said in the usual words."""
        return replace(self, own=None)

    def find(self, name: str, *shelves: Shelf) -> Path | None:
        """The file of that name on one of the shelves; nothing outside them is ever looked at."""
        if not name or Path(name).name != name:
            return None
        for folder in self.folders:
            for shelf in shelves:
                for ending in ENDINGS:
                    if is_file(path := folder / shelf / f"{name}{ending}") and _is_so(path):
                        return path
        return None

    def origin(self, name: str, shelf: Shelf) -> str:
        """The folder of one's own that a name is found in; empty for what ships."""
        found = self.find(name, shelf)
        folder = found.parent.parent if found else content_folder()
        return "" if folder == content_folder() else folder.as_posix()

    def files(self, shelf: Shelf) -> dict[str, Path]:
        """Every name on a shelf with its file, folder by folder, each sorted."""
        found: dict[str, Path] = {}
        for folder in self.folders:
            with suppress(OSError):
                names = {file.stem for end in ENDINGS for file in (folder / shelf).glob(f"*{end}")}
                here = {name: self.find(name, shelf) for name in sorted(names - found.keys())}
                found |= {name: path for name, path in here.items() if path}
        return found


def catalogue(own: Path | None = None) -> Catalogue:
    """What ships, behind a content folder of one's own if there is one.

    Raises UsageError when that is no folder, or holds none of the shelves.
    """
    shipped = content_folder()
    if own is None:
        return Catalogue((shipped,))
    try:
        there = own.is_dir()
        shelves = there and (
            any((own / shelf).is_dir() for shelf in Shelf) or any(own_files(own, *WORDS))
        )
        same = there and own.resolve() == shipped
    except OSError as error:
        message = f"the content folder {own} cannot be read ({error.strerror or error})"
        raise UsageError(Problem(None, message, "let it be read")) from error
    if not there:
        message, hint = f"there is no content folder {own}", "check the path"
        if is_file(own):
            message, hint = f"{own} is a file, not a content folder", "name the folder it lies in"
        raise UsageError(Problem(None, message, hint))
    if not shelves:
        message = f"{own} is no content folder: it holds no {', no '.join(Shelf)}"
        hint = "put your files into folders of these names"
        inner = own if own.name else own.resolve()
        if inner.name in list(Shelf):
            hint = f"name the folder above it: {inner.parent}"
        raise UsageError(Problem(None, message, hint))
    return Catalogue((shipped,)) if same else Catalogue((own, shipped), own)


def own_files(folder: Path, *names: str) -> list[Path]:
    """Give the files of these names that lie in a folder itself, on none of its shelves."""
    paths = (folder / f"{name}{ending}" for name in names for ending in ENDINGS)
    return [path for path in paths if is_file(path)]


def shown(path: Path) -> str:
    """How a file is named to people: shipped content by its place in it, others as given."""
    shipped = content_folder()
    absolute = path if path.is_absolute() else Path.cwd() / path
    if absolute.is_relative_to(shipped):
        return (Path("content") / absolute.relative_to(shipped)).as_posix()
    if path.is_absolute() and absolute.is_relative_to(Path.cwd()):
        return absolute.relative_to(Path.cwd()).as_posix()
    return path.as_posix()


def _is_so(path: Path) -> bool:
    """Whether the file's name has these very letters, also where the system folds their case."""
    try:
        return path.name in os.listdir(path.parent)
    except OSError:
        return True


def is_file(path: Path) -> bool:
    """Whether there is such a file; a name too long for any file is none's."""
    try:
        return path.is_file()
    except OSError:
        return False
