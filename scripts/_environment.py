"""Knows whether ``.venv`` is ready, and hands over to the Python in it.

Takes the checkout's lock files and the stamp in ``.venv``; gives a command that runs there. Touches
nothing itself: what is missing ``_install`` makes, imported only then, so that a start with all in
place costs a few milliseconds. The standard library alone, because nothing else is there yet.
"""

import hashlib
import os
import sys

SCRIPTS = os.path.dirname(os.path.realpath(__file__))
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
    """This Python as the stamp names it: packages for one do not load in another."""
    machine = os.uname().machine if os.name == "posix" else os.environ.get("PROCESSOR_ARCHITECTURE")
    abi = getattr(sys, "abiflags", "")
    return f"python {sys.implementation.cache_tag}{abi} {sys.platform} {machine}"


def lock_line(lock: str) -> str:
    """A lock file as the stamp names it."""
    with open(lock, "rb") as file:
        return f"{os.path.basename(lock)} {hashlib.sha256(file.read()).hexdigest()}"


def stamp_lines() -> set[str]:
    """What the stamp in ``.venv`` says; empty where there is none."""
    try:
        with open(STAMP, encoding="utf-8") as file:
            return set(file.read().splitlines())
    except (OSError, UnicodeDecodeError):
        return set()


def is_ready(lock: str) -> bool:
    """Whether ``.venv`` has a Python like this one and all that `lock` lists."""
    return {python_line(), lock_line(lock)} <= stamp_lines() and os.access(PYTHON, os.X_OK)


def clean(variables: dict[str, str]) -> dict[str, str]:
    """The environment without what would lead the Python in ``.venv`` to other packages."""
    return {name: value for name, value in variables.items() if name not in MISLEADING}


def module_command(module: str, arguments: list[str]) -> list[str]:
    """The command that runs `module` in ``.venv``."""
    return [PYTHON, *ISOLATION, "-m", module, *arguments]


def ensure(lock: str) -> None:
    """Returns when ``.venv`` holds what `lock` lists; ends the program where that cannot be."""
    if not is_ready(lock):
        import _install

        code = _install.main(lock)
        if code:
            sys.exit(code)


def hand_over(command: list[str]) -> int:
    """Becomes `command`: its input, output, signals and exit code are this program's."""
    variables = clean(dict(os.environ))
    if os.name == "posix":
        os.execve(command[0], command, variables)
    # Windows' exec returns to the shell at once, so a child runs there; it gets Ctrl-C as well.
    import subprocess

    with subprocess.Popen(command, env=variables) as child:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:
                continue


def hold_signals() -> None:
    """Keeps Ctrl-C and SIGTERM waiting until the program that is started can take leave.

    In the tenths of a second in which Python itself starts they would show its own traceback. What
    waits survives `execve`; `audioguide.cli.interrupts` lets it through.
    """
    if os.name == "posix":
        import signal

        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})


def stand_in() -> None:
    """Puts something in the place of streams that the shell closed.

    Python gives what should go to a closed stderr to stdout, and the next file that is opened has
    a closed stream's number. A stand-in for stdout takes nothing, so that what is lost is told.
    """
    for number, access in enumerate((os.O_RDONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, access), True)
    sys.stderr = sys.stderr or os.fdopen(2, "w", encoding="utf-8", closefd=False)


def main(arguments: list[str]) -> int:
    """Runs audioguide with `arguments`."""
    stand_in()
    ensure(RUN_LOCK)
    hold_signals()
    return hand_over(module_command("audioguide", arguments))
