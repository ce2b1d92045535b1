"""Renew the lock files: ``python3 scripts/lock.py``, with ``--upgrade`` to take newer versions too.

Takes the bounds in ``pyproject.toml`` and the package index; writes ``requirements.lock`` (to run)
and ``requirements-dev.lock`` (to run and to test: the same versions and the tools). Each pin lists
the hashes of every file that its index offers, so one lock serves every CPython from the oldest
supported on, on x86-64 and ARM Linux. Needs the network; touches nothing but the two files and a
temporary folder.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parent
RUN_LOCK = SCRIPTS / "requirements.lock"
DEV_LOCK = SCRIPTS / "requirements-dev.lock"

HEADER = """\
# {what}, for CPython {oldest} and newer on Linux.
# Made by `python3 scripts/lock.py` from the bounds in pyproject.toml; not edited by hand.
"""
# The locks are for Linux alone: on macOS and Windows pip chooses from the bounds, because not every
# version that is locked here has a wheel there.
ENVIRONMENT = "sys_platform == 'linux'"
OPTIONS = (
    "--universal",
    # One version for all Pythons, or another NumPy would make other samples.
    "--fork-strategy=fewest",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-annotate",
    "--no-header",
    "--quiet",
)


def project_for_lock(pyproject: str, extra: tuple[str, ...] = ()) -> str:
    """Return the text of a ``pyproject.toml`` with the same bounds and settings for the resolver.

    `pyproject` is the text of the project's own file, and `extra` are requirements to add.
    """
    project = tomllib.loads(pyproject)["project"]
    requirements = (*project["dependencies"], *extra)
    lines = [
        "[project]",
        f'name = "{project["name"]}"',
        'version = "0"',
        f'requires-python = "{project["requires-python"]}"',
        "dependencies = [",
        *(f"    '{requirement}'," for requirement in requirements),
        "]",
        "[tool.uv]",
        f'environments = ["{ENVIRONMENT}"]',
    ]
    return "\n".join(lines) + "\n"


def without_environment(lock: str) -> str:
    """Return the text of a lock without the marker of the system that each of its pins bears.

    The header of the lock says once for which system it is.
    """
    marker = re.escape(ENVIRONMENT)
    lock = re.sub(rf" and {marker}(?= \\|$)", "", lock, flags=re.MULTILINE)
    return re.sub(rf" ; {marker}(?= \\|$)", "", lock, flags=re.MULTILINE)


def compile_lock(uv: Path, project: str, what: str, lock: Path, options: list[str]) -> None:
    """Resolve the requirements of `project` and replace the file `lock` with the result.

    `uv` is the path of the program uv, `project` the text of a ``pyproject.toml``, and `what` what
    the header says that the lock is for. The pins that the file has stay unless `options` of uv say
    otherwise. Raises CalledProcessError where uv fails.
    """
    oldest = re.search(r'requires-python = ">=([0-9.]+)"', project)
    assert oldest, "pyproject.toml states the oldest Python as `>=`"
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "pyproject.toml"), Path(folder, "lock.txt")
        source.write_text(project, encoding="utf-8")
        if lock.exists():
            target.write_bytes(lock.read_bytes())
        command = [str(uv), "pip", "compile", str(source), *OPTIONS, *options]
        command += [f"--python-version={oldest[1]}", f"--output-file={target}"]
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)
        pins = without_environment(target.read_text(encoding="utf-8"))
    header = HEADER.format(what=what, oldest=oldest[1])
    lock.write_text(header + pins, encoding="utf-8", newline="\n")


def main() -> int:
    """Renew both lock files and print their names; return 0.

    Raises CalledProcessError where pip or uv fails.
    """
    parser = argparse.ArgumentParser(description="Renews scripts/requirements*.lock.")
    parser.add_argument("--upgrade", action="store_true", help="take the newest allowed versions")
    options = ["--upgrade"] if parser.parse_args().upgrade else []
    pyproject = (SCRIPTS.parent / "pyproject.toml").read_text(encoding="utf-8")
    tools = tuple(tomllib.loads(pyproject)["dependency-groups"]["dev"])
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        programs = Path(folder, "Scripts" if sys.platform == "win32" else "bin")
        python = programs / "python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", "uv"], check=True)
        uv = programs / "uv"
        compile_lock(uv, project_for_lock(pyproject), "What audioguide needs", RUN_LOCK, options)
        compile_lock(
            uv,
            project_for_lock(pyproject, tools),
            "What audioguide and its tests need",
            DEV_LOCK,
            [*options, f"--constraints={RUN_LOCK}"],
        )
    print("Renewed", RUN_LOCK.name, "and", DEV_LOCK.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
