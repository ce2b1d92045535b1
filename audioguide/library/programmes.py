"""Where programmes are found: on the shelves, and in files of one's own.

A programme's routines are looked for beside it, in `routines` beside it, and on the shelves. Reads
files and nothing else.
"""

from __future__ import annotations

from pathlib import Path

from audioguide.errors import AuthorError, Problem, UsageError, in_order, nearest
from audioguide.library.catalogues import (
    ENDINGS,
    Catalogue,
    Shelf,
    catalogue,
    is_file,
)
from audioguide.library.kinds import Notes
from audioguide.library.nodes import Scalar
from audioguide.library.once import tree_of
from audioguide.library.programme_file import read_programme
from audioguide.library.routine_file import is_programme
from audioguide.library.routines import listed, load_routine
from audioguide.model.programme import Programme
from audioguide.model.routine import Routine


class Routines:
    """The routines that one programme can name, each read once."""

    def __init__(self, folder: Path, where: Catalogue) -> None:
        self._folder = folder
        self._where = where.beside(folder)
        self._read: dict[Path, Routine | None] = {}

    def resolve_routine(self, node: Scalar, notes: Notes) -> Routine | None:
        """The routine of that name, or in that file; what is wrong in it is noted once."""
        name = node.text.strip()
        path = self._path(name)
        if path is None:
            hint = nearest(name, self._names()) or "see `audioguide list routines`"
            notes.add(node.source, f"no routine `{name}`", hint)
            return None
        if path not in self._read:
            self._read[path] = None
            try:
                self._read[path] = load_routine(str(path), self._where)
            except (AuthorError, UsageError) as error:
                if _says_so(path):
                    hint = "name a routine; `audioguide list routines` shows those there are"
                    notes.add(node.source, f"`{name}` is a programme, not a routine", hint)
                else:
                    notes.problems.extend(error.problems)
        return self._read[path]

    def _path(self, name: str) -> Path | None:
        if Path(name).suffix.lower() in ENDINGS:
            file = self._folder / name
            return file if is_file(file) else None
        if Path(name).name != name:
            return None
        beside = [self._folder / f"{name}{ending}" for ending in ENDINGS]
        return next(filter(is_file, beside), None) or self._where.find(name, Shelf.ROUTINES)

    def _names(self) -> list[str]:
        beside = {file.stem for ending in ENDINGS for file in self._folder.glob(f"*{ending}")}
        return sorted(beside | self._where.files(Shelf.ROUTINES).keys())


def find_programme(name: str, where: Catalogue | None = None) -> Path | None:
    """The file of the programme of that name, or that file if it is one; else None."""
    path = Path(name)
    if path.suffix.lower() in ENDINGS or len(path.parts) > 1:
        return path if is_file(path) and _says_so(path) else None
    found = (where or catalogue()).find(name, Shelf.PROGRAMMES, Shelf.ROUTINES)
    if found is None or found.parent.name == Shelf.PROGRAMMES:
        return found
    return found if _says_so(found) else None


def _says_so(path: Path) -> bool:
    try:
        return is_programme(tree_of(path))
    except (AuthorError, OSError):
        return False


def load_programme(name: str, where: Catalogue | None = None) -> Programme:
    """The programme of that name, or the one in that file, with its routines.

    Raises AuthorError with every mistake of the file and of its routines, UsageError when there is
    no such programme.
    """
    where = where or catalogue()
    path = find_programme(name, where)
    if path is None:
        hint = nearest(name, list(where.files(Shelf.PROGRAMMES)))
        hint = hint or "see `audioguide list programmes`, or give a .yaml file"
        raise UsageError(Problem(None, f"no programme `{name}`", hint))
    return _programme(path, where)


def _programme(path: Path, where: Catalogue) -> Programme:
    try:
        node = tree_of(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(Problem(None, f"{path} cannot be read ({reason})", "")) from error
    notes = Notes()
    resolve_routine = Routines(path.parent, where).resolve_routine
    programme = read_programme(node, path.stem, resolve_routine, notes)
    if notes.problems or programme is None:
        raise AuthorError(in_order(notes.problems))
    return programme


def list_programmes(where: Catalogue, problems: list[Problem]) -> tuple[Programme, ...]:
    """Every programme on the shelves, folder by folder; mistakes are added to ``problems``."""
    where = where.wordless()  # `list_routines` tells what is wrong with the words
    return listed(where, Shelf.PROGRAMMES, lambda path: _programme(path, where), problems)
