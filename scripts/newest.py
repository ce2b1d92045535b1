"""Run the tests with the newest version of every dependency: ``python3 scripts/newest.py``.

Takes the bounds in ``pyproject.toml``, the package index, and arguments for pytest; makes an
environment in a temporary folder, prints which installed versions differ from the lock's, and runs
the tests there. Exits with pytest's code. Needs the network; touches nothing but that folder.
"""

import re
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "scripts" / "requirements-dev.lock"


def locked(lock: str) -> dict[str, str]:
    """Return the version of each package in the text of a lock file, by its name in small letters.

    >>> locked("numpy==2.1 \\\\\\n    --hash=sha256:00\\nSoxr==1.0 ; python_version < '4'")
    {'numpy': '2.1', 'soxr': '1.0'}
    """
    return {
        name.lower(): version for name, version in re.findall(r"(?m)^([\w.-]+)==([^\s;]+)", lock)
    }


def newer(installed: dict[str, str], lock: dict[str, str]) -> list[str]:
    """Return a line for each package whose installed version differs from that in the lock.

    >>> newer({"numpy": "2.2", "soxr": "1.0"}, {"numpy": "2.1", "soxr": "1.0"})
    ['numpy 2.2 (locked: 2.1)']
    """
    return [
        f"{name} {version} (locked: {lock[name]})"
        for name, version in sorted(installed.items())
        if name in lock and lock[name] != version
    ]


def main(arguments: list[str]) -> int:
    """Install the newest versions, print which differ from the lock, and return pytest's exit code.

    `arguments` are for pytest. Raises CalledProcessError where pip fails.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    with tempfile.TemporaryDirectory(prefix="audioguide-newest-") as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder, "Scripts" if sys.platform == "win32" else "bin", "python")
        pip = [str(python), "-m", "pip"]
        subprocess.run([*pip, "install", "--quiet", "--upgrade", *wanted], check=True)
        # The checkout itself: its content is found as it is when it is installed.
        subprocess.run(
            [*pip, "install", "--quiet", "--no-deps", "--editable", str(ROOT)], check=True
        )
        freeze = subprocess.run([*pip, "freeze"], check=True, capture_output=True, text=True).stdout
        lines = newer(locked(freeze), locked(LOCK.read_text(encoding="utf-8")))
        print("\n".join(lines) or "nothing is newer than what is locked", flush=True)
        return subprocess.run(
            [python, "-m", "pytest", *arguments], cwd=ROOT, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
