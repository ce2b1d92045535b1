"""Engines that go wrong, installed as another package would bring them."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

Install = Callable[[str], str]

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
