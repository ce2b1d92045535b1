"""What a name or a path stands for: the files of that name, and what lies near a file.

An exercise and a routine may have one name. Reads files and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from audioguide.errors import AuthorError, Problem, UsageError, in_order, nearest
from audioguide.files import read_bounded
from audioguide.library.catalogues import ENDINGS, Catalogue, Shelf, is_file, shown
from audioguide.library.kinds import Notes
from audioguide.library.nodes import MOST_BYTES, parse
from audioguide.library.programmes import find_programme, load_programme
from audioguide.library.routine_file import is_exercise, is_programme
from audioguide.library.routines import load_exercise, load_routine, with_an_ending
from audioguide.model.programme import Programme
from audioguide.model.routine import Exercise, Routine


def is_path(name: str) -> bool:
    """Whether a file is meant, and not a name on the shelves."""
    return Path(name).suffix.lower() in ENDINGS or len(Path(name).parts) > 1


def files_of(name: str, where: Catalogue) -> dict[Shelf, Path]:
    """Every file that a name means, by what it holds; a path means that one file.

    A path at which there is no file is taken for a routine's.
    """
    if is_path(name):
        path = Path(name)
        return {_held(path): path}
    found = {
        Shelf.EXERCISES: where.find(name, Shelf.EXERCISES),
        Shelf.ROUTINES: where.find(name, Shelf.ROUTINES),
        Shelf.PROGRAMMES: find_programme(name, where),
    }
    if found[Shelf.PROGRAMMES] == found[Shelf.ROUTINES]:
        found[Shelf.ROUTINES] = None  # a programme that lies among the routines
    return {shelf: path for shelf, path in found.items() if path}


def _held(path: Path) -> Shelf:
    """What a file holds, by its keys; a routine where they do not tell."""
    try:
        node = parse(read_bounded(path, MOST_BYTES), shown(path))
    except OSError:
        return Shelf.ROUTINES
    except AuthorError:
        return Shelf.EXERCISES if path.parent.name == Shelf.EXERCISES else Shelf.ROUTINES
    if is_programme(node):
        return Shelf.PROGRAMMES
    return Shelf.EXERCISES if is_exercise(node) else Shelf.ROUTINES


def exercise_in(path: Path) -> Exercise:
    """The exercise in that file. Raises AuthorError with every mistake of the file."""
    notes = Notes()
    exercise = load_exercise(path, notes)
    if notes.problems or exercise is None:
        raise AuthorError(in_order(notes.problems))
    return exercise


def around(name: str, where: Catalogue) -> Catalogue:
    """The catalogue in which a file's neighbours are found as well; for a bare name the same."""
    return where.beside(_home(Path(name))) if is_path(name) else where


def beside(name: str, where: Catalogue) -> tuple[list[Routine], list[Programme]]:
    """The routines and programmes that lie beside a file, or beside the folder it lies in.

    A file that is none of them, or has mistakes, is left out: nobody has named it. A bare name has
    nothing beside it.
    """
    routines: list[Routine] = []
    programmes: list[Programme] = []
    where = where.wordless()
    if is_path(name):
        paths = sorted(path for end in ENDINGS for path in _home(Path(name)).glob(f"*{end}"))
        for path in filter(is_file, paths):
            with suppress(AuthorError, UsageError):
                if _held(path) is Shelf.PROGRAMMES:
                    programmes.append(load_programme(str(path), where))
                else:
                    routines.append(load_routine(str(path), where))
    return routines, programmes


def _home(path: Path) -> Path:
    """The folder of a file; for a file on a shelf the folder above."""
    return path.parent.parent if path.parent.name in list(Shelf) else path.parent


def unknown(name: str, where: Catalogue, voices: Sequence[str]) -> UsageError:
    """The mistake that nothing has that name, with the nearest name that there is.

    ``voices`` are engines and voices as they are typed, a voice with its engine before it.
    """
    meant = [one for one in voices if one.partition(":")[2].casefold() == name.casefold()]
    known = [one for shelf in Shelf for one in where.files(shelf)]
    hint = f"did you mean `{meant[0]}`?" if name and meant else with_an_ending(Path(name))
    hint = hint or nearest(name, [*known, *voices])
    hint = hint or "see `audioguide list` for all there is, or give a .yaml file"
    return UsageError(Problem(None, f"nothing is called `{name}`", hint))
