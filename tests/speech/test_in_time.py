"""An engine that hangs holds nobody up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from audioguide.model.script import Wording
from audioguide.speech import Speaker, SpeechError, in_time
from tests.speech.conftest import Install

HANGS = "__import__('time').sleep(3_600)\n"


def test_an_utterance_has_a_limited_time(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which text it was, of which voice, and what helps is told; another text may be spoken."""
    monkeypatch.setattr(in_time, "LIMIT_S", 0.3)
    monkeypatch.setattr(in_time, "LIMIT_CHARACTER_S", 0.0)
    name = install(f"if 'hang' in text:\n    {HANGS}return Utterance(tone, 24_000)\n")
    told = "gave no sound in 0 s for: .Now hang about.*another voice"
    with Speaker(name) as speaker:
        with pytest.raises(SpeechError, match=told):
            speaker.clip(Wording("Now hang about.", "Now hang about."))
        words = "Go on then, all of you."
        assert speaker.clip(Wording(words, words)).length


def test_a_longer_text_has_more_time() -> None:
    """For every character, beyond what it takes to load a voice."""
    assert in_time.limit_of("") >= 30
    assert in_time.limit_of("a" * 100) > in_time.limit_of("a")


def test_what_the_call_raises_is_raised() -> None:
    """Where it comes back in time it is as if it had been called here."""

    def fail() -> None:
        raise KeyError("no such voice")

    with pytest.raises(KeyError, match="no such voice"):
        in_time.in_time(fail, 5.0)
    assert in_time.in_time(lambda: 3, 5.0) == 3


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot send SIGINT to one process")
def test_one_interrupt_ends_a_hanging_engine(install: Install, tmp_path: Path) -> None:
    """Nobody has to press Ctrl-C twice, and nothing is left of what was begun."""
    name = install(f"open('hangs', 'w').close()\n{HANGS}")
    process = subprocess.Popen(
        [sys.executable, "-m", "audioguide", "say", "Go on.", "--voice", name, "-o", "a.wav"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": f"{Path(__file__).parents[2]}{os.pathsep}{tmp_path}"},
        stderr=subprocess.PIPE,
    )
    try:
        while not (tmp_path / "hangs").exists():
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=30)
    finally:
        process.kill()
    assert (process.returncode, told.splitlines()[-1]) == (130, b"interrupted")
    assert not (tmp_path / "a.wav").exists()
