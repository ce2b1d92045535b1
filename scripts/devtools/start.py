"""Make sure that ``.venv`` is ready, and hand over to the Python in it.

Takes what is to be run; gives its exit code, or replaces this process with it. It touches nothing
itself: `install` makes what is missing, and is imported only then, so that a start with everything
in place costs a few milliseconds. It uses the standard library alone, because nothing else may be
installed yet.
"""

import os
import sys

from devtools.places import DEV_LOCK, ISOLATION, PYTHON, RUN_LOCK, SCRIPTS, clean, is_ready


def module_command(module: str, arguments: list[str]) -> list[str]:
    """Return the command that runs `module` with the Python in ``.venv``."""
    return [PYTHON, *ISOLATION, "-m", module, *arguments]


def tool_command(name: str, arguments: list[str]) -> list[str]:
    """Return the command that runs the module `name` of this package, with ``.venv``'s Python."""
    start = f"import sys; sys.path.insert(0, sys.argv.pop(1)); from devtools import {name} as tool"
    code = f"{start}; sys.exit(tool.main())"
    return [PYTHON, *ISOLATION, "-c", code, SCRIPTS, *arguments]


def run_tool(name: str, arguments: list[str]) -> int:
    """Install what the tools need, then hand over to the module `name` of this package.

    Returns its exit code where the system cannot replace this process.
    """
    ensure(DEV_LOCK)
    return hand_over(tool_command(name, arguments))


def ensure(lock: str) -> None:
    """Make ``.venv`` hold what `lock` lists; where that fails, end the program.

    The exit code is then that of `install.main`.
    """
    if not is_ready(lock):
        from devtools import install

        code = install.main(lock)
        if code:
            sys.exit(code)


def hand_over(command: list[str]) -> int:
    """Replace this process with `command`, which gets its input, output, signals and exit code.

    On Windows `command` runs as a child instead, and its exit code is returned.
    """
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
    """Make Ctrl-C and SIGTERM wait until the program that is started can handle them.

    Otherwise they would show a traceback of Python's in the tenths of a second in which it starts.
    Signals that wait survive `execve`; `audioguide.interrupts` lets them through.
    """
    if os.name == "posix":
        import signal

        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})


def stand_in() -> None:
    """Open a stand-in for each standard stream that the shell closed.

    Without it Python writes to stdout what belongs on a closed stderr, and the next file that is
    opened gets the number of a closed stream. Writing to the stand-in for stdout fails, so that the
    user is told that the output is lost.
    """
    for number, access in enumerate((os.O_RDONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, access), True)
    sys.stderr = sys.stderr or os.fdopen(2, "w", encoding="utf-8", closefd=False)


def main(arguments: list[str]) -> int:
    """Run audioguide with `arguments` in place of this process, with what it needs installed.

    On Windows its exit code is returned.
    """
    stand_in()
    ensure(RUN_LOCK)
    hold_signals()
    return hand_over(module_command("audioguide", arguments))
