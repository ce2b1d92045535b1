"""Find a pip that can install into ``.venv``, call it, and explain its failures in plain words.

Takes the pip that this machine has and its settings for index and proxy; writes into ``.venv``
alone. pip's own output is held back and shown only after a failure, together with what the user can
do about it. It uses the standard library alone.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig

from devtools.places import DEV_LOCK, ISOLATION, PYTHON, ROOT, VENV, clean

# What pip says in a failure, and what a user can do about it; the first match counts.
REMEDIES = (
    (
        r"DO NOT MATCH THE HASHES",
        "A downloaded file is not the one that was locked. Empty pip's cache with "
        "`python3 -m pip cache purge` and try again; if it happens again, do not trust that index.",
    ),
    (r"No space left|Errno 28", "The disk is full: free some 500 MB and try again."),
    (r"Permission denied|Errno 13", "Some folder may not be written: see pip's words above."),
    (
        r"ConnectionError|NewConnectionError|Max retries|Connection broken|timed out|ProxyError"
        r"|SSLError|Name or service|name resolution|Network is unreachable",
        "The package index cannot be reached: check the network, or the proxy in pip's settings, "
        "and start again. Once installed, audioguide needs no network.",
    ),
    (
        r"No matching distribution",
        "There is no ready-made package for this machine: audioguide runs on 64-bit x86 and ARM "
        "with CPython 3.11 to 3.14 (on Linux, one with glibc).",
    ),
)
NO_REMEDY = "Start again; if it fails again, remove the folder {venv} first."
NO_PIP = (
    "This Python has neither pip nor ensurepip. Install pip (on Debian and Ubuntu "
    "`sudo apt install python3-venv`, on Fedora `sudo dnf install python3-pip`, elsewhere "
    "https://pip.pypa.io/en/stable/installation/) and start again."
)

# Settings that replace the user's own, because here everything goes into .venv.
PIP_SETTINGS = {
    "PIP_USER": "0",
    "PIP_REQUIRE_VIRTUALENV": "0",
    "PIP_NO_INPUT": "1",
    "PYTHONUNBUFFERED": "1",
}
PIP_MISLEADING = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_CONSTRAINT", "PIP_PYTHON")
PIP_OPTIONS = ("--disable-pip-version-check", "--progress-bar=off", "--no-warn-script-location")


CLEAR_LINE = "\r\033[K"


class SetupError(Exception):
    """An installation that cannot be made; the text says why, and what to do about it."""


def say(text: str) -> None:
    """Print the text to stderr."""
    print(text, file=sys.stderr, flush=True)


def pip_variables(variables: dict[str, str]) -> dict[str, str]:
    """Return the environment variables for pip: the user's, without other places to install to.

    The user's index and proxy stay.
    """
    kept = {name: value for name, value in clean(variables).items() if name not in PIP_MISLEADING}
    return kept | PIP_SETTINGS


def requirements(lock: str, platform: str = sys.platform) -> list[str]:
    """Return pip's arguments for what to install: the lock on Linux, else the project's bounds.

    The bounds are those in ``pyproject.toml``. `platform` is a value of `sys.platform`.
    """
    if platform == "linux":
        return ["--only-binary=:all:", "--require-hashes", "-r", lock]
    import tomllib

    with open(os.path.join(ROOT, "pyproject.toml"), "rb") as file:
        pyproject = tomllib.load(file)
    tools = pyproject["dependency-groups"]["dev"] if lock == DEV_LOCK else []
    return ["--only-binary=:all:", *pyproject["project"]["dependencies"], *tools]


def site_packages() -> str:
    """Return the folder of ``.venv`` in which packages are."""
    return sysconfig.get_path("purelib", "venv", {"base": VENV, "platbase": VENV})


def start(command: list[str], descriptor: int) -> subprocess.Popen[str]:
    """Start `command` with its output and errors in one pipe, and return the process.

    It keeps `descriptor` open: if this process is killed first, the next one waits for the lock on
    that file until nothing writes into ``.venv`` any more. Raises OSError where it cannot start.
    """
    return subprocess.Popen(
        command,
        env=pip_variables(dict(os.environ)),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        pass_fds=() if os.name == "nt" else (descriptor,),
    )


def output_of(command: list[str], descriptor: int) -> str | None:
    """Return what `command` prints, stripped, or None where it cannot run or fails."""
    try:
        with start(command, descriptor) as process:
            output, _ = process.communicate()
    except OSError:
        return None
    return None if process.returncode else output.strip()


def outer_pips() -> list[list[str]]:
    """Return commands that may be a pip outside ``.venv``."""
    paths = [shutil.which(name) for name in ("pip3", "pip")]
    return [[sys.executable, "-P", "-m", "pip"], *([path] for path in paths if path)]


def find_pip(descriptor: int) -> list[str]:
    """Return a command that is a pip and installs into ``.venv``; raise SetupError without any."""
    own = [PYTHON, *ISOLATION, "-m", "pip"]
    if output_of([*own, "--version"], descriptor):
        return own
    # Debian keeps ensurepip in a package of its own, so it may be missing, or fail.
    bundled = output_of([PYTHON, *ISOLATION, "-m", "ensurepip", "--default-pip"], descriptor)
    if bundled is not None and output_of([*own, "--version"], descriptor):
        return own
    outers = outer_pips()
    for outer in outers:
        command = [*outer, "--python", PYTHON]
        if output_of([*command, "--version"], descriptor):
            return command
    # A pip before 22.3 has no --python, but it can bring a newer one.
    for outer in outers:
        into = ["install", "--target", site_packages(), *PIP_OPTIONS, "pip"]
        if output_of([*outer, *into], descriptor) is not None and output_of(
            [*own, "--version"], descriptor
        ):
            return own
    raise SetupError(NO_PIP)


def remedy_for(output: str) -> str:
    """Return what a user can do about a failure of pip, going by what it printed."""
    for pattern, remedy in REMEDIES:
        if re.search(pattern, output):
            return remedy
    return NO_REMEDY.format(venv=VENV)


def call_pip(pip: list[str], arguments: list[str], descriptor: int) -> None:
    """Install `arguments` with `pip`, showing nothing but one line of progress.

    Raises SetupError, with pip's own output and a remedy, where it fails.
    """
    command = [*pip, "install", *PIP_OPTIONS, *arguments]
    terminal = sys.stderr.isatty()
    lines: list[str] = []
    with start(command, descriptor) as process:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            if terminal and (name := re.match(r"Collecting ([\w.-]+)", line)):
                print(f"{CLEAR_LINE}    {name[1]}", end="", file=sys.stderr, flush=True)
            elif line.startswith("Installing collected packages"):
                say((CLEAR_LINE if terminal else "") + "  installing them")
    if process.returncode and terminal:
        print(CLEAR_LINE, end="", file=sys.stderr, flush=True)
    if process.returncode:
        output = "".join(lines)
        raise SetupError(f"pip failed:\n{output.rstrip()}\n\n{remedy_for(output)}")
