"""Whether a file was made by audioguide and may be replaced without being asked for.

Takes a path, looks at what stands there and reads its beginning; touches nothing. Every sound file
that is written here carries a mark among its tags, whatever its format.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path

from audioguide.errors import DestinationError, Problem, UsageError

MARK = "made with audioguide"
"""The mark in the tag that names a file's encoder; M4A files have it among their keywords."""

# Behind the name of its tag: in ID3, in Vorbis comments, in RIFF's INFO list, in M4A.
_MARKED = re.compile(rb"(?:TSSE.{7}|ENCODER=|ISFT.{4}|keyw.{16})" + MARK.encode("ascii"), re.DOTALL)
_BEGINNINGS = (b"ID3", b"fLaC", b"OggS", b"RIFF", b"RF64")
_MARK_WITHIN = 1 << 16
# The tags of an M4A file stand behind its tables, which take 700 kB an hour.
_M4A_BEGINS, _M4A_MARK_WITHIN = b"ftyp", 1 << 24
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def check_free(path: Path, *, force: bool = False, text: bool = False) -> None:
    """Raise an error unless a file may be written to ``path``.

    It may where nothing is there, or a sound file that audioguide made. A text file belongs to its
    author from the moment it is written: with ``text`` an existing file is replaced by ``force``
    alone, as is a sound file that was not made here. A symbolic link counts as what it leads to.
    Raises UsageError where ``force`` would help, and DestinationError where something other than a
    regular file is there, which even ``force`` leaves alone.
    """
    found = _status(path)
    if found is None:
        return
    check_kind(path, found)
    if force or (not text and made_here(path)):
        return
    what = "is already there" if text else "is there, and audioguide did not make it"
    hint = "choose another name with -o, or replace it with --force"
    raise UsageError(Problem(None, f"{path} {what}", hint))


def check_kind(path: Path, found: os.stat_result | None = None) -> None:
    """Raise DestinationError unless nothing or a regular file is at ``path``.

    ``found`` is the file's status, where the caller has it already.
    """
    found = found or _status(path)
    if found is None or stat.S_ISREG(found.st_mode):
        return
    kind = next((name for is_it, name in _KINDS if is_it(found.st_mode)), "no file")
    message = f"{path} cannot be written ({kind} has that name)"
    raise DestinationError(Problem(None, message, "choose another name with -o"))


def made_here(path: Path) -> bool:
    """Return whether the file's tags say that audioguide made it; False where it cannot be read."""
    try:
        with path.open("rb") as file:
            head = file.read(_MARK_WITHIN)
            if head[4:8] == _M4A_BEGINS:
                head += file.read(_M4A_MARK_WITHIN)
            elif not head.startswith(_BEGINNINGS):
                return False
    except OSError:
        return False
    return bool(_MARKED.search(head))


def _status(path: Path) -> os.stat_result | None:
    """Return the status of what is at the path, or None where nothing is.

    Raises DestinationError for a path that cannot be used.
    """
    try:
        return path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        why = {
            errno.ENAMETOOLONG: "the name is too long",
            errno.ELOOP: "its links lead in a circle",
            errno.ENOTDIR: "a file stands where a folder should be",
        }.get(error.errno or 0, error.strerror or str(error))
        message = f"{path} cannot be written ({why})"
        raise DestinationError(Problem(None, message, "choose another name with -o")) from error
