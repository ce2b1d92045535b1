"""Where programmes are found: what ships with the program, and files of one's own.

A programme's routines are looked for beside it, in `routines` beside it, and in what ships. Reads
files and nothing else.
"""

from __future__ import annotations

from pathlib import Path

from audioguide.errors import AuthorError, Problem, UsageError, in_order, nearest
from audioguide.library.catalogue import ENDING, content_folder, load_routine, shown
from audioguide.library.kinds import Notes
from audioguide.library.nodes import Scalar, parse
from audioguide.library.programme_file import is_programme, read_programme
from audioguide.model.programme import Programme
from audioguide.model.routine import Routine

_ENDINGS = (ENDING, ".yml")


class Routines:
    """The routines that one programme can name, each read once."""

    def __init__(self, folder: Path) -> None:
        self._folders = [folder, folder / "routines", content_folder() / "routines"]
        self._read: dict[Path, Routine | None] = {}

    def look(self, node: Scalar, notes: Notes) -> Routine | None:
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
                self._read[path] = load_routine(str(path))
            except (AuthorError, UsageError) as error:
                notes.problems.extend(error.problems)
        return self._read[path]

    def _path(self, name: str) -> Path | None:
        if Path(name).suffix in _ENDINGS:
            files = [self._folders[0] / name]
        elif name.replace("-", "").replace("_", "").isalnum():
            files = [folder / f"{name}{end}" for folder in self._folders for end in _ENDINGS]
        else:
            files = []
        return next(filter(_is_file, files), None)

    def _names(self) -> list[str]:
        return sorted({file.stem for folder in self._folders for file in folder.glob(f"*{ENDING}")})


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def find_programme(name: str) -> Path | None:
    """The file of the shipped programme of that name, or that file if it is one; else None."""
    path = Path(name)
    if path.suffix not in _ENDINGS and len(path.parts) < 2:
        shipped = content_folder() / "programmes" / f"{name}{ENDING}"
        return shipped if _is_file(shipped) else None
    if not _is_file(path):
        return None
    try:
        return path if is_programme(parse(path.read_bytes(), shown(path))) else None
    except (AuthorError, OSError):
        return None


def load_programme(name: str) -> Programme:
    """The shipped programme of that name, or the one in that file, with its routines.

    Raises AuthorError with every mistake of the file and of its routines, UsageError when there is
    no such programme.
    """
    path = find_programme(name)
    if path is None:
        known = sorted(file.stem for file in (content_folder() / "programmes").glob(f"*{ENDING}"))
        hint = nearest(name, known) or "see `audioguide list programmes`, or give a .yaml file"
        raise UsageError(Problem(None, f"no programme `{name}`", hint))
    notes = Notes()
    look = Routines(path.parent).look
    programme = read_programme(parse(path.read_bytes(), shown(path)), path.stem, look, notes)
    if notes.problems or programme is None:
        raise AuthorError(in_order(notes.problems))
    return programme


def list_programmes() -> tuple[Programme, ...]:
    """Every shipped programme, by name. Raises AuthorError."""
    folder = content_folder() / "programmes"
    return tuple(load_programme(file.stem) for file in sorted(folder.glob(f"*{ENDING}")))
