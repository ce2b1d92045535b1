"""Runs the linter, the formatter's check, the type checker and the tests, one after another.

Takes pytest's arguments, and runs pytest alone where there are any; gives the exit code; prints
each tool's own output. pytest comes last, so that its summary closes a run without failures.
"""

import os
import subprocess
import sys

from devtools.places import DEV_LOCK, ROOT, clean
from devtools.start import ensure, module_command

# What is printed, the module, its arguments.
CHECKS: list[tuple[str, str, list[str]]] = [
    ("ruff check", "ruff", ["check", "."]),
    ("ruff format --check", "ruff", ["format", "--check", "."]),
    ("mypy", "mypy", []),
    # A file's tests stay together: what is dear to make is made once for all of them.
    ("pytest", "pytest", ["-n", "auto", "--dist", "loadfile"]),
]


def checks_for(arguments: list[str]) -> list[tuple[str, str, list[str]]]:
    """All checks, or pytest alone with its arguments."""
    return [("pytest", "pytest", arguments)] if arguments else CHECKS


def main(arguments: list[str]) -> int:
    """Installs the tools where they are missing, runs the checks, names those that failed."""
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
