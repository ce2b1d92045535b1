"""What is particular to Piper; needs piper-tts and a voice, which `scripts/try_voices.py` has."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from audioguide.errors import InstallationError
from audioguide.model.script import Wording
from audioguide.speech import Engine, Speaker, open_engine

Asked = Callable[[str], str]
TEXTS = ("Left leg.", "Halfway. Keep the band tight.", "Three, two, one.", "Rest.")


@pytest.fixture(scope="module")
def typed(asked: Asked) -> str:
    """Where the voice is."""
    return asked("piper")


@pytest.fixture(scope="module")
def engine(typed: str) -> Engine:
    """Piper with a voice."""
    return open_engine(typed)[0]


def test_two_callers_get_what_one_gets(engine: Engine) -> None:
    """From one model, each its own text, sample by sample."""
    voice = engine.voices()[0].name
    alone = [engine.synthesize(text, voice, 1.0).samples for text in TEXTS]
    with ThreadPoolExecutor(2) as pool:
        asked = pool.map(lambda text: engine.synthesize(text, voice, 1.0).samples, TEXTS * 3)
        for n, samples in enumerate(asked):
            assert np.array_equal(samples, alone[n % len(TEXTS)])


def test_it_is_called_by_its_file(engine: Engine, typed: str) -> None:
    """The name is the file's, without the path, which is nobody else's business."""
    assert [voice.name for voice in engine.voices()] == [Path(typed.partition(":")[2]).stem]
    assert engine.voices()[0].language == "en-US"


def test_a_speaker_makes_clips_with_it(typed: str) -> None:
    """All the way to a levelled clip."""
    with Speaker(typed) as speaker:
        assert speaker.clip(Wording("Left leg.", "Left leg.")).lufs == pytest.approx(-19, abs=1)


def test_what_is_no_model_is_told(typed: str, tmp_path: Path) -> None:
    """With the file, when it is loaded."""
    model = tmp_path / "joe.onnx"
    model.write_bytes(b"half a download")
    config = Path(f"{typed.partition(':')[2]}.json")
    model.with_name("joe.onnx.json").write_bytes(config.read_bytes())
    engine, voice = open_engine(f"piper:{model}")
    with pytest.raises(InstallationError, match=r"joe.onnx is no Piper model, or damaged \("):
        engine.synthesize("One.", voice, 1.0)


def test_speaking_leaves_nothing_behind_in_home(typed: str, tmp_path: Path) -> None:
    """The runtime's telemetry is off here too."""
    code = (
        "from audioguide.speech import open_engine; "
        f"engine, voice = open_engine({typed!r}); engine.synthesize('One.', voice, 1.0)"
    )
    own = {k: v for k, v in os.environ.items() if k != "CI" and not k.startswith("XDG_")}
    root = Path(__file__).parents[2]
    own |= {"HOME": str(tmp_path), "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, "-c", code], env=own, check=True)
    assert not list(tmp_path.rglob("*"))
