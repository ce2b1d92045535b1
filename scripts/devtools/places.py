"""Tell where the checkout's own environment is, and whether it is ready.

Takes the checkout's lock files and the stamp in ``.venv``; gives paths and answers; touches
nothing. It uses the standard library alone, because nothing else may be installed yet.
"""

import hashlib
import os
import sys

SCRIPTS = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
ROOT = os.path.dirname(SCRIPTS)
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))
# Its lines say what is installed; the single line UNFINISHED says that an installation began.
STAMP = os.path.join(VENV, "audioguide-installed.txt")
UNFINISHED = "unfinished"

RUN_LOCK = os.path.join(SCRIPTS, "requirements.lock")
DEV_LOCK = os.path.join(SCRIPTS, "requirements-dev.lock")

# -s: no packages of the user's; -P: none from the current directory. Both beside the variables
# below, which name other Pythons' files; others, as PYTHONUTF8, are the user's and stay.
ISOLATION = ("-s", "-P")
MISLEADING = ("PYTHONPATH", "PYTHONHOME", "PYTHONEXECUTABLE", "__PYVENV_LAUNCHER__")


def python_line() -> str:
    """Return the line that names this Python and machine in the stamp.

    Packages that were installed for one Python do not load in another.
    """
    machine = os.uname().machine if os.name == "posix" else os.environ.get("PROCESSOR_ARCHITECTURE")
    abi = getattr(sys, "abiflags", "")
    return f"python {sys.implementation.cache_tag}{abi} {sys.platform} {machine}"


def lock_line(lock: str) -> str:
    """Return the line that names a lock file and the hash of its content in the stamp.

    Raises OSError where the file cannot be read.
    """
    with open(lock, "rb") as file:
        return f"{os.path.basename(lock)} {hashlib.sha256(file.read()).hexdigest()}"


def stamp_lines() -> set[str]:
    """Return the lines of the stamp in ``.venv``, or an empty set where there is none."""
    try:
        with open(STAMP, encoding="utf-8") as file:
            return set(file.read().splitlines())
    except (OSError, UnicodeDecodeError):
        return set()


def is_ready(lock: str) -> bool:
    """Return whether ``.venv`` has a Python like this one and all that `lock` lists."""
    return {python_line(), lock_line(lock)} <= stamp_lines() and os.access(PYTHON, os.X_OK)


def clean(variables: dict[str, str]) -> dict[str, str]:
    """Return environment variables without those that lead Python to packages outside ``.venv``."""
    return {name: value for name, value in variables.items() if name not in MISLEADING}
