"""Write files whole or not at all, and make safe file names.

Touches the file system and nothing else.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO

from audioguide.errors import DestinationError, Problem
from audioguide.leaving import undone
from audioguide.ours import check_kind

_RESERVED = {"con", "prn", "aux", "nul"} | {f"{p}{n}" for p in ("com", "lpt") for n in range(1, 10)}
_TEMPORARY = ".audioguide-"

_ELSEWHERE = "choose another folder with -o"
_OTHER_DISK = "make room there, or choose another disk with -o"
_ALLOW = "allow yourself to write there, or choose another folder with -o"
_HELD = (5, 32)
"""Windows error codes for "access is denied" and "the file is being used by another process"."""
_CAUSES = {
    errno.ENOENT: ("no file can be made in that folder", _ELSEWHERE),
    errno.ENOTDIR: ("a file stands where a folder should be", _ELSEWHERE),
    errno.EEXIST: ("a file stands where a folder should be", _ELSEWHERE),
    errno.EISDIR: ("a folder has that name", "choose another name with -o"),
    errno.ENAMETOOLONG: ("the name is too long", "choose a shorter one with -o"),
    errno.EACCES: ("no permission to write there", _ALLOW),
    errno.EPERM: ("no permission to write there", _ALLOW),
    errno.EROFS: ("that disk is read-only", "choose another disk with -o"),
    errno.ENOSPC: ("no space is left there", _OTHER_DISK),
    errno.EDQUOT: ("no space is left for you there", _OTHER_DISK),
}
"""For each error number: why the file cannot be written, and what to do about it."""


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """Give a seekable binary file that appears at ``path`` when the block ends without error.

    It is written beside its destination and renamed into place, so a reader never sees a part of it
    and an older file stays until the new one is complete. Where ``path`` is a symbolic link, the
    file that it leads to is replaced. The folder is made where it is missing, but not those above
    it. Raises DestinationError where the file cannot be written, and for any OSError within the
    block.
    """
    temporary: Path | None = None
    try:
        if path.is_symlink():
            path = Path(os.path.realpath(path))
        path.parent.mkdir(exist_ok=True)
        check_kind(path)
        temporary = path.parent / f"{_TEMPORARY}{secrets.token_hex(8)}.part"
        with undone(partial(os.unlink, temporary)):
            handle = _nameless(path.parent)
            nameless = handle is not None
            if handle is None:
                handle = _named(temporary)
            with os.fdopen(handle, "wb+") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
                if nameless:
                    _give_name(file, temporary)
            os.chmod(temporary, _permissions(path))
            os.replace(temporary, path)
    except OSError as error:
        otherwise = (error.strerror or str(error), "choose another place with -o")
        cause, remedy = _CAUSES.get(error.errno or 0, otherwise)
        # Windows lets nobody replace a file that another program has open.
        if getattr(error, "winerror", None) in _HELD and path.exists():
            cause, remedy = "another program has it open", "close that, a player perhaps"
        message = f"{path} cannot be written ({cause})"
        raise DestinationError(Problem(None, message, remedy)) from error
    finally:
        if temporary:
            with suppress(OSError):
                os.unlink(temporary)


def read_bounded(path: Path, most_bytes: int) -> bytes:
    """Return a file's first ``most_bytes`` bytes, and one more where the file is longer.

    The byte too many shows that a file is too long, even a device without an end. Raises OSError.
    """
    with path.open("rb") as file:
        return file.read(most_bytes + 1)


def _nameless(folder: Path) -> int | None:
    """Open a file without a name, which vanishes with the process; None where there are none."""
    flag = getattr(os, "O_TMPFILE", None)
    if flag is None or not Path("/proc/self/fd").is_dir():
        return None
    try:
        return os.open(folder, flag | os.O_RDWR, 0o600)
    except OSError:  # not every file system has them; what else is wrong shows with a name too
        return None


def _give_name(file: BinaryIO, name: Path) -> None:
    """Give a file without a name, now that it is whole, a name from which it can be renamed."""
    handle = file.fileno()
    try:
        # Only with a folder's handle, which an absolute path then leaves aside, does Python follow.
        os.link(f"/proc/self/fd/{handle}", name, src_dir_fd=handle, follow_symlinks=True)
    except OSError:  # some file systems and sandboxes refuse that
        with os.fdopen(_named(name), "wb") as copy:
            file.seek(0)
            shutil.copyfileobj(file, copy)
            copy.flush()
            os.fsync(copy.fileno())


def _named(path: Path) -> int:
    """Make a new file of that name and open it; OSError where the name is taken."""
    binary = getattr(os, "O_BINARY", 0)
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | binary, 0o600)


def _permissions(path: Path) -> int:
    """Return the permissions of the file or, where there is none, of an ordinary new file."""
    with suppress(OSError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def safe_name(title: str) -> str:
    """Return a file name of ASCII letters, digits and dashes that every file system takes.

    Letters of every script are transliterated. It has no ending and at most 80 characters; a title
    without letters and digits gives ``routine``.

    >>> safe_name("Hips before hills!"), safe_name("Füße: 8\u201310 min"), safe_name("con")
    ('hips-before-hills', 'fusse-8-10-min', 'con-routine')
    """
    name = re.sub(r"[^a-z0-9]+", "-", _ascii(title).lower()).strip("-")[:80].rstrip("-")
    return f"{name}-routine" if name in _RESERVED else name or "routine"


def _ascii(text: str) -> str:
    if text.isascii():
        return text
    from anyascii import anyascii  # with tables that most titles do not need

    return anyascii(text)


def is_reserved(name: str) -> bool:
    """Return whether Windows would take this name for a device, or change it.

    >>> [is_reserved(name) for name in ("con.mp3", "legs.", "legs.mp3")]
    [True, True, False]
    """
    return name.partition(".")[0].rstrip().lower() in _RESERVED or name.endswith((".", " "))
