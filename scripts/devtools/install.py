"""Make ``.venv`` hold what a lock file lists, and say on stderr what is being done.

Takes a lock file, the pip that this machine has and the network; writes ``.venv`` and
``.venv.lock`` in the checkout, nothing else. If it is killed, at whatever moment, the stamp says
that the installation is unfinished, and the next start begins anew. Two processes at once take
turns. It uses the standard library alone.
"""

import contextlib
import os
import shutil
import sys
import venv
from collections.abc import Callable, Iterator

from devtools.pip_calls import (
    SetupError,
    call_pip,
    find_pip,
    output_of,
    requirements,
    say,
    site_packages,
)
from devtools.places import (
    DEV_LOCK,
    ISOLATION,
    PYTHON,
    ROOT,
    RUN_LOCK,
    STAMP,
    UNFINISHED,
    VENV,
    is_ready,
    lock_line,
    python_line,
    stamp_lines,
)

TURN = os.path.join(ROOT, ".venv.lock")

# Why the installation runs, in words for the user, by the state that `found` returns.
REASONS = {
    "nothing": "First start: setting up audioguide in {venv}. This happens once and takes "
    "about a minute.",
    "unfinished": "The last installation in {venv} was cut short: making it anew.",
    "another": "{venv} belongs to another Python or machine: making it anew.",
    "foreign": "Installing what audioguide needs into {venv}. This happens once.",
    "older": "What audioguide needs has changed: renewing {venv}.",
    "without tools": "Adding the test tools to {venv}. This happens once.",
}
NOT_WRITABLE = "put the checkout into a folder of your own, on a disk with some 500 MB free."
KEPT = ("foreign", "older", "without tools")


def found(stamp: set[str], python: str, works: Callable[[], bool]) -> str:
    """Return the state of a ``.venv`` that is not ready, as a key of `REASONS`.

    `stamp` holds the lines of its stamp, `python` is the line of the Python that runs. `works`
    tells whether the Python in ``.venv`` is like this one; it is called only where there is no
    stamp.
    """
    if UNFINISHED in stamp:
        return "unfinished"
    if not stamp:
        return "foreign" if works() else "nothing"
    if python not in stamp or not os.access(PYTHON, os.X_OK):
        return "another"
    return "without tools" if lock_line(RUN_LOCK) in stamp else "older"


def venv_works(descriptor: int) -> bool:
    """Return whether a ``.venv`` that somebody else made has a Python like this one."""
    code = "import sys; print(sys.implementation.cache_tag + getattr(sys, 'abiflags', ''))"
    own = f"{sys.implementation.cache_tag}{getattr(sys, 'abiflags', '')}"
    return output_of([PYTHON, *ISOLATION, "-c", code], descriptor) == own


@contextlib.contextmanager
def turn() -> Iterator[int]:
    """Wait until no other process installs, and give the block the descriptor of the locked file.

    The lock lasts while that file is open. Raises OSError where the file cannot be opened.
    """
    descriptor = os.open(TURN, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not try_lock(descriptor, wait=False):
            say("Another start of audioguide is installing: waiting for it.")
            while not try_lock(descriptor, wait=True):
                pass
        yield descriptor
    finally:
        os.close(descriptor)


def try_lock(descriptor: int, *, wait: bool) -> bool:
    """Try to lock the file, and return whether this process has the lock now.

    With `wait` it waits for the lock, on Windows for some seconds only. On file systems without
    locks it returns True, since a start without turns is better than none.
    """
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    except OSError:
        # Some network file systems have no locks: no turns there, which is better than no start.
        return True
    return True


def write_stamp(*lines: str) -> None:
    """Replace the stamp with these lines, in one step, so that no other start reads half of it."""
    partial = STAMP + ".partial"
    with open(partial, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    os.replace(partial, STAMP)


def restore_stamp(lines: set[str]) -> None:
    """Write `lines` as the stamp again, or remove the stamp where there were none."""
    if lines:
        write_stamp(*sorted(lines))
    else:
        os.unlink(STAMP)


def empty_venv() -> None:
    """Remove everything in ``.venv`` but the stamp, which meanwhile says that it is unfinished."""
    for entry in os.scandir(VENV):
        if entry.path == STAMP:
            continue
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            os.unlink(entry.path)


def make_venv() -> None:
    """Make ``.venv`` anew, without pip.

    Raises SetupError where the name of the folder does not allow it.
    """
    empty_venv()
    try:
        venv.EnvBuilder(symlinks=os.name != "nt", with_pip=False).create(VENV)
    except ValueError as error:
        raise SetupError(f"{error} Rename the folder, without that character.") from error


def point_to_checkout() -> None:
    """Let the Python in ``.venv`` import audioguide from the checkout, without a build.

    The path in the file is relative, so that the checkout can be moved and have any name.
    """
    packages = site_packages()
    with open(os.path.join(packages, "audioguide-checkout.pth"), "w", encoding="utf-8") as file:
        file.write(os.path.relpath(ROOT, packages) + "\n")


def install(lock: str, descriptor: int) -> None:
    """Make ``.venv`` hold what `lock` lists.

    `descriptor` is that of the locked file. Raises SetupError or OSError where it cannot be done.
    """
    before = stamp_lines()
    state = found(before, python_line(), lambda: venv_works(descriptor))
    say(REASONS[state].format(venv=VENV))
    os.makedirs(VENV, exist_ok=True)
    write_stamp(UNFINISHED)
    if state not in KEPT:
        say("  making a Python environment")
        make_venv()
    with open(lock, encoding="utf-8") as file:
        count = sum(line[:1].isalnum() for line in file)
    say(f"  getting {count} packages")
    try:
        call_pip(find_pip(descriptor), requirements(lock), descriptor)
    except SetupError:
        # pip undoes what it could not finish, so what was good for another lock still is.
        if state in KEPT:
            restore_stamp(before)
        raise
    point_to_checkout()
    # The lock of the test tools holds the other one's pins as well.
    locks = (RUN_LOCK, DEV_LOCK) if lock == DEV_LOCK else (lock,)
    write_stamp(python_line(), *map(lock_line, locks))
    say("Ready.")


def main(lock: str) -> int:
    """Install what `lock` lists, unless another process has done so; return an exit code.

    It is 0 where all is installed, 3 where something on this machine prevents it (stderr says
    what), and 130 where it was stopped with Ctrl-C.
    """
    try:
        with turn() as descriptor:
            if not is_ready(lock):
                install(lock, descriptor)
    except KeyboardInterrupt:
        say("\nStopped; the next start makes the installation anew.")
        return 130
    except SetupError as error:
        say(f"audioguide cannot be set up in {VENV}: {error}")
        return 3
    except OSError as error:
        say(f"audioguide cannot be set up in {VENV}: {error}; {NOT_WRITABLE}")
        return 3
    return 0
