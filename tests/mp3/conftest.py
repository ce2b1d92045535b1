"""Real decoders and checkers for the tests of `audioguide.mp3`; those not installed are skipped."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from audioguide.mp3 import Block, write

Sound = npt.NDArray[np.float64]
Decode = Callable[[Path], Sound]


def _run(*command: str | Path) -> subprocess.CompletedProcess[bytes]:
    name = str(command[0])
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    return subprocess.run(command, capture_output=True, check=True)


def _pcm(raw: bytes) -> Sound:
    return np.frombuffer(raw, "<i2") / 32_768


def _by_soundfile(path: Path) -> Sound:
    sound: Sound = soundfile.read(path)[0]
    return sound


def _by_ffmpeg(path: Path) -> Sound:
    done = _run("ffmpeg", "-v", "error", "-xerror", "-i", path, "-f", "s16le", "-")
    assert done.stderr == b""
    return _pcm(done.stdout)


def _by_mpg123(path: Path) -> Sound:
    done = _run("mpg123", "-q", "-s", path)
    assert done.stderr == b""
    return _pcm(done.stdout)


@pytest.fixture(params=[_by_soundfile, _by_ffmpeg, _by_mpg123], ids=lambda each: each.__name__[4:])
def decode(request: pytest.FixtureRequest) -> Decode:
    """Each decoder in turn: a mono MP3's path to its samples; complaints fail."""
    decoder: Decode = request.param
    return decoder


@pytest.fixture
def run() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run a tool that may be missing."""
    return _run


@pytest.fixture
def made() -> Callable[..., bytes]:
    """The whole MP3 of one block: what `write` writes."""

    def make(block: Block, **options: object) -> bytes:
        file = io.BytesIO()
        write(file, [block], samples=len(block), **options)  # type: ignore[arg-type]
        return file.getvalue()

    return make
