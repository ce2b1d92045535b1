"""Makes sure that ``.venv`` is ready, and hands over to the Python in it.

Takes what is to be run; gives its exit code, or becomes it. Touches nothing itself: what is missing
`install` makes, imported only then, so that a start with all in place costs a few milliseconds. The
standard library alone, because nothing else is there yet.
"""

import os
import sys

from devtools.places import DEV_LOCK, ISOLATION, PYTHON, RUN_LOCK, SCRIPTS, clean, is_ready


def module_command(module: str, arguments: list[str]) -> list[str]:
    """The command that runs `module` in ``.venv``."""
    return [PYTHON, *ISOLATION, "-m", module, *arguments]


def tool_command(name: str, arguments: list[str]) -> list[str]:
    """The command that runs the module of that name in this package, in ``.venv``."""
    start = f"import sys; sys.path.insert(0, sys.argv.pop(1)); from devtools import {name} as tool"
    code = f"{start}; sys.exit(tool.main())"
    return [PYTHON, *ISOLATION, "-c", code, SCRIPTS, *arguments]


def run_tool(name: str, arguments: list[str]) -> int:
    """Becomes a tool of this package, with what it needs installed."""
    ensure(DEV_LOCK)
    return hand_over(tool_command(name, arguments))


def ensure(lock: str) -> None:
    """Returns when ``.venv`` holds what `lock` lists; ends the program where that cannot be."""
    if not is_ready(lock):
        from devtools import install

        code = install.main(lock)
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
