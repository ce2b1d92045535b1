"""Decide where files go: from ``-o`` and the current folder to one path for each file.

Takes what was typed, gives paths; looks at the file system and writes nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from audioguide.errors import DestinationError, Problem, UsageError
from audioguide.files import is_reserved
from audioguide.ours import check_free, check_kind


@dataclass(frozen=True, slots=True)
class OutputTarget:
    """The place that ``-o`` asks for: one file, or a folder for files with names of their own."""

    path: Path
    folder: bool


def default_folder() -> Path:
    """Return the folder for files where no ``-o`` is given: ``output``, or the current folder.

    It is ``output`` where that folder exists or where the current folder is the program's checkout.
    """
    checkout = Path("audioguide", "pipeline.py").is_file() and Path("content").is_dir()
    return Path("output") if checkout or Path("output").is_dir() else Path()


def read_target(typed: str | None, endings: Sequence[str], files: int = 1) -> OutputTarget:
    """Return the file or folder that was meant by ``-o``; None stands for the default folder.

    ``endings`` are the allowed endings, such as ``.mp3``, and the first is the one suggested;
    ``files`` is how many files are to be written. A name that ends with a slash or is a folder is
    taken as a folder. Raises UsageError where the name is empty, has no allowed ending, or is one
    file for several routines, and DestinationError where something other than a regular file is
    there.
    """
    if typed is None:
        return OutputTarget(default_folder(), folder=True)
    if not typed.strip():
        raise _usage("-o is empty", "give it a file or a folder")
    path = Path(typed)
    separators = tuple(filter(None, (os.sep, os.altsep)))
    if typed.endswith(separators) or os.path.isdir(path):
        return OutputTarget(path, folder=True)
    if os.path.exists(path):
        check_kind(path)
    if files > 1:
        hint = f"give a folder and end it with a slash: {path.with_suffix('')}/"
        raise _usage(f"{files} routines cannot share the one file {path}", hint)
    as_file = f"name it {path.with_suffix(endings[0])}"
    if not path.suffix:
        hint = f"{as_file}, or end a folder with a slash: {path}/"
        raise _usage(f"{path} has no ending", hint)
    if path.suffix.lower() not in endings:
        *most, last = endings
        known = f"{', '.join(most)} or {last}" if most else last
        raise _usage(f"a `{path.suffix}` file cannot be written, only {known}", as_file)
    return OutputTarget(path, folder=False)


def paths(
    target: OutputTarget, names: Sequence[str], *, force: bool = False, text: bool = False
) -> list[Path]:
    """Return a path for every file name, after checking that all of them can be written.

    ``force`` allows replacing a file that is in the way; ``text`` says that these are text files,
    which are never replaced without ``force`` (see `ours.check_free`). Raises UsageError where two
    names lead to one path, where Windows reserves a name, or where ``force`` would help, and
    DestinationError where nothing can be written there: the mistake is told now and not after
    minutes of work.
    """
    found = [target.path / name if target.folder else target.path for name in names]
    twice = sorted({str(path) for path in found if found.count(path) > 1})
    if twice:
        raise UsageError(
            Problem(None, f"more than one routine would be written to {path}", "render them apart")
            for path in twice
        )
    if sys.platform == "win32" and (kept := [path for path in found if is_reserved(path.name)]):
        hint = "choose another with -o"
        raise UsageError(
            Problem(None, f"Windows keeps the name {path.name} for itself", hint) for path in kept
        )
    for folder in dict.fromkeys(path.parent for path in found):
        _check(folder)
    for path in found:
        check_free(path, force=force, text=text)
    return found


def _check(folder: Path) -> None:
    """Raise DestinationError unless the folder is writable, or can be made in a writable folder.

    A folder whose parent is missing as well is refused, as it is most likely a typing mistake.
    """
    nearest = folder.absolute()
    if not os.path.lexists(nearest):
        nearest = nearest.parent
    hint = "choose another place with -o"
    if os.path.isdir(nearest):
        if os.access(nearest, os.W_OK | os.X_OK):
            return
        why = f"no permission to write in {nearest}"
        if _is_read_only(nearest):
            why = f"the disk of {nearest} is read-only"
    elif os.path.lexists(nearest):
        why = f"{nearest} is {'a file' if nearest.is_file() else 'no folder'}"
    else:
        why = f"there is no folder {nearest}"
        hint = f"make it first, or {hint}"
    raise DestinationError(Problem(None, f"nothing can be written to {folder} ({why})", hint))


def _is_read_only(folder: Path) -> bool:
    """Return whether the disk of a folder takes no writing; False where that cannot be asked."""
    if sys.platform == "win32":
        return False
    return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)


def _usage(message: str, hint: str) -> UsageError:
    return UsageError(Problem(None, message, hint))
