"""Run the linter, the formatter's check, the type checker and the tests, one after another.

Takes pytest's arguments, and runs pytest alone where there are any; gives the exit code; prints
each tool's own output. pytest comes last, so that its summary ends a run without failures.
"""

import os
import subprocess
import sys

from devtools.places import DEV_LOCK, ROOT, clean
from devtools.start import ensure, module_command

# For each check: the title that is printed, the module, its arguments.
CHECKS: list[tuple[str, str, list[str]]] = [
    ("ruff check", "ruff", ["check", "."]),
    ("ruff format --check", "ruff", ["format", "--check", "."]),
    ("mypy", "mypy", []),
    # A file's tests stay together: what is dear to make is made once for all of them.
    ("pytest", "pytest", ["-n", "auto", "--dist", "loadfile"]),
]


def checks_for(arguments: list[str]) -> list[tuple[str, str, list[str]]]:
    """Return all checks, or where there are `arguments` only pytest with these."""
    return [("pytest", "pytest", arguments)] if arguments else CHECKS


def main(arguments: list[str]) -> int:
    """Install the tools where they are missing, run the checks, and print which of them failed.

    Returns 0 where all passed, pytest's own exit code where the tests failed, 1 where only another
    tool did, and 130 where it was stopped with Ctrl-C.
    """
    ensure(DEV_LOCK)
    variables = clean(dict(os.environ))
    codes: dict[str, int] = {}
    try:
        for title, module, options in checks_for(arguments):
            print(f"== {title}", flush=True)
            command = module_command(module, options)
            codes[title] = subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode
    except KeyboardInterrupt:
        return 130
    failed = [title for title, code in codes.items() if code]
    if failed:
        print("failed: " + ", ".join(failed), file=sys.stderr, flush=True)
    # pytest's own codes tell failed tests from none found; another tool's failure is a plain 1.
    return codes["pytest"] or int(bool(failed))
