"""Where content is found: what ships with the program, and what people keep beside a routine.

An exercise's id and a routine's name are their files' names. Reads files and nothing else.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from functools import cache
from pathlib import Path

from audioguide.errors import AuthorError, Problem, Source, UsageError, in_order, nearest
from audioguide.library.exercise_file import read_exercise
from audioguide.library.kinds import Notes
from audioguide.library.nodes import Scalar, parse
from audioguide.library.routine_file import read_routine
from audioguide.model.routine import Exercise, Routine

ENDING = ".yaml"
ENDINGS = (ENDING, ".yml")

_TITLE = re.compile(r"^title: .*$", re.MULTILINE)


@cache
def content_folder() -> Path:
    """The shipped content: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "content"
    return installed if installed.is_dir() else package.parent / "content"


def shown(path: Path) -> str:
    """How a file is named to people: shipped content by its place in it, others as given."""
    shipped = content_folder()
    absolute = path if path.is_absolute() else Path.cwd() / path
    if absolute.is_relative_to(shipped):
        return (Path("content") / absolute.relative_to(shipped)).as_posix()
    if path.is_absolute() and absolute.is_relative_to(Path.cwd()):
        return absolute.relative_to(Path.cwd()).as_posix()
    return path.as_posix()


class Shelf:
    """The exercises that one routine can name: the folders in order, the first match wins."""

    def __init__(self, folders: list[Path]) -> None:
        self._folders = folders
        self._read: dict[str, Exercise | None] = {}

    def ids(self) -> list[str]:
        """Every id there is, sorted."""
        return sorted({file.stem for folder in self._folders for file in folder.glob(f"*{ENDING}")})

    def find(self, node: Scalar, notes: Notes, optional: bool = False) -> Exercise | None:
        """The exercise that a routine names; what is wrong in its own file is noted once.

        That there is none of that id is a mistake unless it is ``optional``.
        """
        name = node.text.strip()
        plain = name.replace("-", "").isalnum()
        files = [folder / f"{name}{ENDING}" for folder in self._folders if plain]
        path = next(filter(_is_file, files), None)
        if path is None and optional:
            return None
        if path is None:
            hint = nearest(name, self.ids())
            hint = hint or "see `audioguide list exercises`, or define it here with `says: …`"
            notes.add(node.source, f"no exercise `{name}`", hint)
            return None
        if name not in self._read:
            self._read[name] = _load_exercise(path, notes)
        return self._read[name]


def _load_exercise(path: Path, notes: Notes) -> Exercise | None:
    try:
        return read_exercise(parse(path.read_bytes(), shown(path)), path.stem, notes)
    except AuthorError as error:
        notes.problems.extend(error.problems)
    except OSError as error:
        reason = error.strerror or str(error)
        notes.add(Source(shown(path)), f"the file cannot be read ({reason})", "let it be read")
    return None


def _is_file(path: Path) -> bool:
    """Whether there is such a file; a name too long for any file is none's."""
    try:
        return path.is_file()
    except OSError:
        return False


def load_routine(name: str) -> Routine:
    """The shipped routine of that name, or the one in that file.

    Raises AuthorError with every mistake of the file, UsageError when there is no such routine.
    """
    path = _routine_path(name)
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(Problem(None, f"{path} cannot be read ({reason})", "")) from error
    return routine_of(data, path)


def routine_of(data: bytes, path: Path) -> Routine:
    """The routine that would be in that file. Raises AuthorError with every mistake."""
    notes = Notes()
    shelf = Shelf([path.parent / "exercises", content_folder() / "exercises"])
    routine = read_routine(parse(data, shown(path)), path.stem, shelf.find, notes)
    if notes.problems or routine is None:
        raise AuthorError(in_order(notes.problems))
    return routine


def _routine_path(name: str) -> Path:
    path = Path(name)
    if path.suffix in ENDINGS or len(path.parts) > 1:
        if _is_file(path):
            return path
        hint = _with_an_ending(path) or "check the path"
        raise _folder(path) or UsageError(Problem(None, f"no file {name}", hint))
    shipped = content_folder() / "routines" / f"{name}{ENDING}"
    if _is_file(shipped):
        return shipped
    folders = (shipped.parent, content_folder() / "programmes")
    known = sorted(file.stem for folder in folders for file in folder.glob(f"*{ENDING}"))
    hint = _with_an_ending(path) or nearest(name, known)
    if not hint and name and (folder := _folder(path)):
        raise folder
    hint = hint or "see `audioguide list routines`, or give a .yaml file"
    raise UsageError(Problem(None, f"no routine `{name}`", hint))


def _folder(path: Path) -> UsageError | None:
    """That a folder is no routine, if it is one."""
    with suppress(OSError):
        if path.is_dir():
            files = sorted(file.name for ending in ENDINGS for file in path.glob(f"*{ending}"))
            such = f", such as {path / files[0]}" if files else ""
            return UsageError(Problem(None, f"{path} is a folder", f"name a file in it{such}"))
    return None


def _with_an_ending(path: Path) -> str:
    """Which file there is under this name but for its ending."""
    if not path.name:
        return ""
    stem = path.with_suffix("") if path.suffix in ENDINGS else path
    others = [stem.with_name(f"{stem.name}{ending}") for ending in ENDINGS]
    found = next((other for other in others if other != path and _is_file(other)), None)
    return f"did you mean {found}?" if found else ""


def template(title: str) -> str:
    """The text of a routine to begin with, under this title."""
    text = (content_folder() / "templates" / f"routine{ENDING}").read_text("utf-8")
    plain = title.replace(" ", "").isalpha()
    written = title if plain else json.dumps(title, ensure_ascii=False)
    return _TITLE.sub(lambda _: f"title: {written}", text, count=1)


def list_routines() -> tuple[Routine, ...]:
    """Every shipped routine, by name. Raises AuthorError."""
    folder = content_folder() / "routines"
    return tuple(load_routine(str(path)) for path in sorted(folder.glob(f"*{ENDING}")))


def list_exercises() -> tuple[Exercise, ...]:
    """Every shipped exercise, by id. Raises AuthorError with every mistake of all files."""
    notes = Notes()
    shelf = Shelf([content_folder() / "exercises"])
    found = [shelf.find(Scalar(name, Source(name)), notes) for name in shelf.ids()]
    if notes.problems:
        raise AuthorError(in_order(notes.problems))
    return tuple(exercise for exercise in found if exercise is not None)
