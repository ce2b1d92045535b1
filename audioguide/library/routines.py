"""Routines and exercises by name or by file, with what they name looked up beside them first.

Reads files and nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from audioguide.errors import AuthorError, Problem, Source, UsageError, in_order, nearest
from audioguide.library.catalogues import (
    ENDING,
    ENDINGS,
    Catalogue,
    Shelf,
    catalogue,
    content_folder,
    is_file,
    shown,
)
from audioguide.library.exercise_file import in_other_words, read_exercise
from audioguide.library.kinds import Notes
from audioguide.library.language_folder import ENGLISH
from audioguide.library.nodes import Node, Scalar, parse
from audioguide.library.once import read_once, tree_of
from audioguide.library.own_words import combined, folder_words
from audioguide.library.plain_data import node_of
from audioguide.library.routine_file import language_of, read_routine
from audioguide.model.routine import Exercise, Routine

One = TypeVar("One")

_HOW_TO_HAVE_IT = (
    "see `audioguide list exercises`, define it here with `says: …`, "
    "or in `exercises/` beside this file or in the folder of --content"
)
_TITLE = re.compile(r"^title: .*$", re.MULTILINE)


class Exercises:
    """The exercises that one routine can name, each read once."""

    def __init__(self, where: Catalogue, language: str = ENGLISH) -> None:
        self._where = where
        self._language = language
        self._read: dict[str, Exercise | None] = {}

    def find(self, node: Scalar, notes: Notes, optional: bool = False) -> Exercise | None:
        """The exercise that a routine names; what is wrong in its own file is noted once.

        That there is none of that id is a mistake unless it is ``optional``.
        """
        name = node.text.strip()
        path = self._where.find(name, Shelf.EXERCISES)
        if path is None and optional:
            return None
        if path is None:
            hint = self._left_behind(name) or nearest(
                name, list(self._where.files(Shelf.EXERCISES))
            )
            hint = hint or _HOW_TO_HAVE_IT
            notes.add(node.source, f"no exercise `{name}`", hint)
            return None
        if name not in self._read:
            self._read[name] = self._in_words(load_exercise(path, notes), notes)
        return self._read[name]

    def _in_words(self, exercise: Exercise | None, notes: Notes) -> Exercise | None:
        """The exercise in the routine's language, where that has words of its own for it."""
        if exercise is None or self._language == ENGLISH:
            return exercise
        for folder in self._where.folders:
            path = folder / "languages" / self._language / "exercises" / f"{exercise.id}{ENDING}"
            if is_file(path):
                node = tree_of(path)
                return in_other_words(exercise, node, notes)
        return exercise

    def _left_behind(self, name: str) -> str:
        """What to add where the routine lies in a content folder that was not named."""
        first = self._where.folders[0]
        above = Catalogue((first.parent,))
        if first.name != Shelf.ROUTINES or not above.find(name, Shelf.EXERCISES):
            return ""
        return f"name the folder that has it: --content {first.parent}"


def load_exercise(path: Path, notes: Notes) -> Exercise | None:
    """The exercise in that file, or None with notes."""

    def made(own: Notes) -> Exercise | None:
        return read_exercise(tree_of(path, first="name"), path.stem, own)

    return read_once(path, "exercise", made, notes)


def load_routine(name: str, where: Catalogue | None = None) -> Routine:
    """The routine of that name, or the one in that file; None looks in what ships alone.

    Raises AuthorError with every mistake of the file, UsageError when there is no such routine.
    """
    where = where or catalogue()
    path = _routine_path(name, where)
    try:
        node = tree_of(path)
    except OSError as error:
        reason = error.strerror or str(error)
        problem = Problem(None, f"{path} cannot be read ({reason})", "let it be read")
        raise UsageError(problem) from error
    return _routine_of(node, path, where)


def routine_of(
    data: bytes | Mapping[str, Any], path: Path, where: Catalogue | None = None
) -> Routine:
    """Return the routine that would be in that file, from its bytes or from what they would say.

    Raises AuthorError with every mistake.
    """
    node = parse(data, shown(path)) if isinstance(data, bytes) else node_of(data)
    return _routine_of(node, path, where or catalogue())


def _routine_of(node: Node, path: Path, where: Catalogue) -> Routine:
    notes = Notes()
    if path.parent != content_folder() / Shelf.ROUTINES:
        where = where.beside(path.parent)
    language = language_of(node)
    routine = read_routine(node, path, Exercises(where, language).find, notes)
    words = folder_words(where, language, notes)
    if notes.problems or routine is None:
        raise AuthorError(in_order(notes.problems))
    return replace(routine, words=combined(words, routine.words))


def _routine_path(name: str, where: Catalogue) -> Path:
    path = Path(name)
    if path.suffix.lower() in ENDINGS or len(path.parts) > 1:
        if is_file(path):
            return path
        hint = with_an_ending(path) or "check the path"
        raise _folder(path) or _special(path) or UsageError(Problem(None, f"no file {name}", hint))
    if found := where.find(name, Shelf.ROUTINES):
        return found
    known = sorted(where.files(Shelf.ROUTINES) | where.files(Shelf.PROGRAMMES))
    hint = with_an_ending(path) or nearest(name, known)
    if not hint and name and (folder := _folder(path)):
        raise folder
    hint = hint or "see `audioguide list routines`, or give a .yaml file"
    raise UsageError(Problem(None, f"no routine `{name}`", hint))


def _folder(path: Path) -> UsageError | None:
    """Give the mistake that a path is a folder; None where it is not."""
    with suppress(OSError):
        if path.is_dir():
            files = sorted(file.name for ending in ENDINGS for file in path.glob(f"*{ending}"))
            hint = f"name a file in it{f', such as {path / files[0]}' if files else ''}"
            if any((path / shelf).is_dir() for shelf in Shelf):
                hint = f"name a routine in it, and the folder with --content {path}"
            return UsageError(Problem(None, f"{path} is a folder", hint))
    return None


def _special(path: Path) -> UsageError | None:
    """Give the mistake that a path is a device or a pipe; None where nothing is there."""
    with suppress(OSError):
        if path.exists():
            return UsageError(Problem(None, f"{path} is a device or a pipe", "name a file"))
    return None


def with_an_ending(path: Path) -> str:
    """Give the hint that names a file with another ending, where there is one."""
    if not path.name:
        return ""
    stem = path.with_suffix("") if path.suffix.lower() in ENDINGS else path
    others = [stem.with_name(f"{stem.name}{ending}") for ending in ENDINGS]
    found = next((other for other in others if other != path and is_file(other)), None)
    return f"did you mean {found}?" if found else ""


def template(title: str) -> str:
    """The text of a routine to begin with, under this title."""
    text = (content_folder() / "templates" / f"routine{ENDING}").read_text("utf-8")
    plain = title.replace(" ", "").isalpha()
    written = title if plain else json.dumps(title, ensure_ascii=False)
    return _TITLE.sub(lambda _: f"title: {written}", text, count=1)


def list_routines(where: Catalogue, problems: list[Problem]) -> tuple[Routine, ...]:
    """Every routine on the shelves, folder by folder; mistakes are added to ``problems``.

    Those in a content folder's words too, which keep no routine from the list.
    """
    notes = Notes()
    folder_words(where, ENGLISH, notes)
    problems.extend(notes.problems)
    where = where.wordless()
    return listed(where, Shelf.ROUTINES, lambda path: load_routine(str(path), where), problems)


def listed(
    where: Catalogue, shelf: Shelf, load: Callable[[Path], One], problems: list[Problem]
) -> tuple[One, ...]:
    """What every file of a shelf becomes; a file with mistakes keeps no other from it."""
    found: list[One] = []
    for path in where.files(shelf).values():
        try:
            found.append(load(path))
        except (AuthorError, UsageError) as error:
            problems.extend(error.problems)
    return tuple(found)


def list_exercises(where: Catalogue, problems: list[Problem]) -> tuple[Exercise, ...]:
    """Every exercise on the shelves, folder by folder; mistakes are added to ``problems``."""
    notes = Notes()
    shelf = Exercises(where)
    names = where.files(Shelf.EXERCISES)
    found = [shelf.find(Scalar(name, Source(name)), notes) for name in names]
    problems.extend(notes.problems)
    return tuple(exercise for exercise in found if exercise is not None)
