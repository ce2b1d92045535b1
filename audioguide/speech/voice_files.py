"""Take voices whose files people bring: split what was typed into paths, and digest the files.

Takes text and paths. Reads the files to digest them; loads no model.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from audioguide.errors import InstallationError, Problem, UsageError, nearest
from audioguide.speech.engine import SEE

# A model's ending parts it from what follows, so that a drive's colon is nobody's concern.
_MODEL = re.compile(r"(.+?\.onnx)(?::(.*))?", re.IGNORECASE | re.DOTALL)
_DIGEST_BYTES = 10


def split_model(typed: str, engine: str, form: str) -> tuple[Path, str]:
    r"""Return the model of ``MODEL.onnx[:MORE]`` and what follows it. Raises UsageError.

    >>> split_model(r"C:\\voices\\joe.onnx:C:\\styles.bin:heart", "kokoro", "")[1]
    'C:\\styles.bin:heart'
    """
    found = _MODEL.fullmatch(typed)
    if not found:
        message = f"`{typed}` names no model file of {engine}: one that ends in .onnx"
        raise UsageError(Problem(None, message, f"write {engine}:{form}; {SEE}"))
    return Path(found[1]).expanduser(), found[2] or ""


def require_file(path: Path, what: str) -> Path:
    """Return the path if there is such a file.

    ``what`` names it in the message. Raises UsageError where there is none.
    """
    message, hint = f"{what} {path} is not there", "check the path"
    with suppress(OSError):  # a name too long for any file, a folder that may not be read
        if path.is_file():
            return path
        if path.is_dir():
            message, hint = f"{what} {path} is a folder", "name a file in it"
        elif path.parent.is_dir():
            beside = [one.name for one in path.parent.iterdir() if one.suffix == path.suffix]
            hint = nearest(path.name, beside) or hint
    raise UsageError(Problem(None, message, f"{hint}; {SEE}"))


def digest(*paths: Path) -> str:
    """Return a text that is the same for files of the same bytes on every machine.

    Raises InstallationError for a file that cannot be read.
    """
    try:
        parts = [_digest(path, path.stat().st_size, path.stat().st_mtime_ns) for path in paths]
    except OSError as error:
        what = f"{error.filename} cannot be read ({error.strerror})"
        raise InstallationError(Problem(None, what, "let it be read")) from error
    return "-".join(parts)


@cache
def _digest(path: Path, size_bytes: int, changed_ns: int) -> str:
    """Digest a file once while its size and time are the same; 300 MB take a third of a second."""
    made = blake2b(digest_size=_DIGEST_BYTES)
    with path.open("rb") as file:
        while some := file.read(1 << 20):
            made.update(some)
    return made.hexdigest()


def release(package: str) -> str:
    """Return the version of an installed package; an empty text where it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def damaged(engine: str, what: str, remedy: str = "download it again") -> InstallationError:
    """Make the error of a voice's files that are there and of no use."""
    return InstallationError(Problem(None, f"engine `{engine}`: {what}", f"{remedy}; {SEE}"))
