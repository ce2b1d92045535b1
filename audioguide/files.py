"""Writing whole or not at all, and safe names. Touches the file system and nothing else."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from audioguide.errors import DestinationError, Problem

_RESERVED = {"con", "prn", "aux", "nul"} | {f"{p}{n}" for p in ("com", "lpt") for n in range(1, 10)}
_TEMPORARY = ".audioguide-"


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A seekable binary file that appears at ``path`` only when the block ends without an error.

    It is written beside its destination and renamed into place, so a reader never sees a part
    of it and an older file stays until the new one is complete. Raises DestinationError.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(21, "a folder has that name")
        handle, temporary = tempfile.mkstemp(prefix=_TEMPORARY, suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb+") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _permissions(path))
        os.replace(temporary, path)
        temporary = ""
    except OSError as error:
        raise DestinationError(
            Problem(
                None,
                f"{path} cannot be written ({error.strerror or error})",
                "choose another place with -o, or make room and check the folder's permissions",
            )
        ) from error
    finally:
        if temporary:
            with suppress(OSError):
                os.unlink(temporary)


def _permissions(path: Path) -> int:
    """What an ordinary new file would get here, or what the file already has."""
    with suppress(OSError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def safe_name(title: str) -> str:
    """A name of ASCII letters, digits and dashes that every file system takes.

    >>> safe_name("Hips before hills!"), safe_name("Füße: 8\u201310 min"), safe_name("con")
    ('hips-before-hills', 'fusse-8-10-min', 'con-routine')
    """
    letters = unicodedata.normalize("NFKD", title.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].rstrip("-")
    return f"{name}-routine" if name in _RESERVED else name or "routine"
