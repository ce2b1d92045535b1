"""Makes ``.venv`` hold what a lock file lists, and says on stderr what it does.

Takes a lock file, the pip this machine has and the network; writes ``.venv`` and ``.venv.lock`` in
the checkout, nothing else. Killed at any moment, it leaves a stamp that says so, and the next start
begins anew. Two at once take turns. The standard library alone.
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

# Why the installation runs, by what is found (see `found`), in the user's words.
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
    """The state of a ``.venv`` that is not ready, as a key of `REASONS`.

    `stamp` holds its stamp's lines, `python` is the line of the Python that runs; `works` tells
    whether the Python in there is like this one, and is asked only where no stamp tells.
    """
    if UNFINISHED in stamp:
        return "unfinished"
    if not stamp:
        return "foreign" if works() else "nothing"
    if python not in stamp or not os.access(PYTHON, os.X_OK):
        return "another"
    return "without tools" if lock_line(RUN_LOCK) in stamp else "older"


def venv_works(descriptor: int) -> bool:
    """Whether ``.venv``, made by somebody else, has a Python like this one."""
    code = "import sys; print(sys.implementation.cache_tag + getattr(sys, 'abiflags', ''))"
    own = f"{sys.implementation.cache_tag}{getattr(sys, 'abiflags', '')}"
    return output_of([PYTHON, *ISOLATION, "-c", code], descriptor) == own


@contextlib.contextmanager
def turn() -> Iterator[int]:
    """Waits until no other process installs; gives the file that says so while it is open."""
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
    """Whether the lock on the file is ours now."""
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
    """Replaces the stamp whole, so that no start sees half of it."""
    partial = STAMP + ".partial"
    with open(partial, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    os.replace(partial, STAMP)


def restore_stamp(lines: set[str]) -> None:
    """Puts the stamp back to `lines`, or takes it away where there was none."""
    if lines:
        write_stamp(*sorted(lines))
    else:
        os.unlink(STAMP)


def empty_venv() -> None:
    """Removes all in ``.venv`` but the stamp, which says meanwhile that it is unfinished."""
    for entry in os.scandir(VENV):
        if entry.path == STAMP:
            continue
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            os.unlink(entry.path)


def make_venv() -> None:
    """Makes ``.venv`` anew, without a pip; errors: `SetupError` where it cannot be."""
    empty_venv()
    try:
        venv.EnvBuilder(symlinks=os.name != "nt", with_pip=False).create(VENV)
    except ValueError as error:
        raise SetupError(f"{error} Rename the folder, without that character.") from error


def point_to_checkout() -> None:
    """Lets the Python in ``.venv`` import from the checkout, without a build.

    The path is relative, so that it survives a move of the checkout and any letter in its name.
    """
    packages = site_packages()
    with open(os.path.join(packages, "audioguide-checkout.pth"), "w", encoding="utf-8") as file:
        file.write(os.path.relpath(ROOT, packages) + "\n")


def install(lock: str, descriptor: int) -> None:
    """Makes ``.venv`` hold what `lock` lists; errors: `SetupError`, OSError."""
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
    """Installs when it is this process's turn and still needed; gives an exit code.

    3: this machine is in the way (why is on stderr); 130: stopped with Ctrl-C.
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
