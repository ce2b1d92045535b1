"""Files of content, each read and parsed once as long as it stays as it is.

Takes paths, gives trees and what is made of them; reads files. A program that runs on sees a file
that was edited: its time, size and number are asked for each time.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from audioguide.errors import AuthorError, Problem, Source
from audioguide.files import read_bounded
from audioguide.library.catalogues import shown
from audioguide.library.kinds import Notes, TooManyError
from audioguide.library.nodes import MOST_BYTES, Node, parse

Made = TypeVar("Made")

MOST_KEPT_BYTES = 2_000_000
"""The most text that is kept parsed, which takes some fifty times as much memory."""

_kept: dict[tuple[str, str, str], tuple[tuple[int, ...], Any]] = {}
_sizes: dict[tuple[str, str, str], int] = {}


def tree_of(path: Path, first: str = "title") -> Node:
    """Return the tree of a YAML file, whose first key is ``first``.

    Raises AuthorError with the one thing that stops reading, OSError where it cannot be read.
    """
    return once(path, first, lambda: parse(read_bounded(path, MOST_BYTES), shown(path), first))


def once(path: Path, what: str, make: Callable[[], Made]) -> Made:
    """Return what ``make`` gives, or raise the AuthorError that it raises, once for each file.

    ``what`` tells several things apart that are made of one file. Raises OSError where the file
    cannot be asked for.
    """
    key = (str(path.absolute()), shown(path), what)
    about = path.stat()
    state = (about.st_mtime_ns, about.st_size, about.st_ino)
    before, kept = _kept.get(key, (None, None))
    found: Any = kept
    if before != state:
        try:
            found = make()
        except AuthorError as error:
            found = error
        _keep(key, state, about.st_size, found)
    if isinstance(found, AuthorError):
        raise found
    made: Made = found
    return made


def read_once(
    path: Path, what: str, make: Callable[[Notes], Made | None], notes: Notes
) -> Made | None:
    """Return what ``make`` gives for a file of content, once for each file; else None with notes.

    ``what`` tells several things apart that are made of one file.
    """

    def made() -> tuple[Made | None, tuple[Problem, ...]]:
        own = Notes()
        return make(own), tuple(own.problems)

    try:
        found, problems = once(path, what, made)
        notes.problems.extend(problems)
        return found
    except TooManyError:
        raise
    except AuthorError as error:
        notes.problems.extend(error.problems)
    except OSError as error:
        reason = error.strerror or str(error)
        notes.add(Source(shown(path)), f"the file cannot be read ({reason})", "let it be read")
    return None


def _keep(key: tuple[str, str, str], state: tuple[int, ...], size: int, found: Any) -> None:
    """Keep what was made, and forget the oldest where that is too much."""
    _kept.pop(key, None)
    _sizes.pop(key, None)
    _kept[key], _sizes[key] = (state, found), size
    while sum(_sizes.values()) > MOST_KEPT_BYTES and len(_kept) > 1:
        oldest = next(iter(_kept))
        del _kept[oldest], _sizes[oldest]
