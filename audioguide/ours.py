"""Whose a file is: what may be replaced in silence, and what only when that is asked for.

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
"""Stands in the tag that names a file's encoder; M4A has it among its keywords."""

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
    """Nothing, where a file may be written to ``path``: nothing is there, or a file made here.

    A text is its author's from the moment it is written, so it is replaced by ``force`` alone, as
    somebody else's sound file is. A symbolic link counts as what it leads to. Raises UsageError,
    and DestinationError for what is no file, which even ``force`` leaves alone.
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
    """Nothing, where nothing or a regular file is at ``path``. Raises DestinationError."""
    found = found or _status(path)
    if found is None or stat.S_ISREG(found.st_mode):
        return
    kind = next((name for is_it, name in _KINDS if is_it(found.st_mode)), "no file")
    message = f"{path} cannot be written ({kind} has that name)"
    raise DestinationError(Problem(None, message, "choose another name with -o"))


def made_here(path: Path) -> bool:
    """Whether the file's tags say that this program made it; one that cannot be read does not."""
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
