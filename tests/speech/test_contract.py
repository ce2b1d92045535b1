"""What holds for every engine that can be had here, the built-in ones and those of others."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256

import numpy as np
import pytest

from audioguide.errors import UsageError
from audioguide.model.script import Wording
from audioguide.sound.onset import span
from audioguide.speech import Engine, Speaker, SpeechError, engines, open_engine

TEXT = "Rest, forty-five seconds."
LONG = "Keep the band tight and the knees over the toes, and breathe out on the way up. " * 8
SPEAKABLE = (
    "don't stop",
    "it\u2019s Füße, café, naïve",
    "x",
    "I.",
    "“Ready?”",
    "two\nmore",
    LONG[:600],
)
UNSPEAKABLE = ("", "   ", "…", "🙂", "—", "'")
# What an engine promises of a text that it speaks again: an engine that is not here, every sample.
# How macOS and Windows speak is not ours to promise.
REPEATS_WITHIN_MS = {} if sys.platform == "linux" else {"system": 30}
ONE_VOICE = ("piper",)
"""A file is all of the voice, so that no name behind it can be mistyped."""

Asked = Callable[[str], str]
MAYBE = ("日本", "Hold. Привет, мир.", "½", "१२")


@pytest.fixture(params=list(engines()), scope="module")
def typed(request: pytest.FixtureRequest, asked: Asked) -> str:
    """What is typed for each engine in turn."""
    return asked(request.param)


@pytest.fixture(scope="module")
def engine(typed: str) -> Engine:
    """Each engine in turn."""
    return open_engine(typed)[0]


def test_it_says_who_it_is(engine: Engine, typed: str) -> None:
    """An engine is found by its own name and says its version, which is the same each time."""
    assert typed.partition(":")[0] == engine.name
    assert engine.version
    assert open_engine(typed)[0].version == engine.version


def test_its_first_voice_is_taken_unasked(engine: Engine, typed: str) -> None:
    """Without a voice's name the first one speaks, and that one is ready."""
    first = engine.voices()[0]
    assert open_engine(typed)[1] == first.name
    if engine.name not in ONE_VOICE:
        assert open_engine(f"{typed}:{first.name}")[1] == first.name
    assert first.ready


def test_its_voices_describe_themselves(engine: Engine) -> None:
    """Names are distinct; a voice that is not ready says what it needs, a ready one nothing."""
    voices = engine.voices()
    assert len({voice.name for voice in voices}) == len(voices)
    for voice in voices:
        assert voice.name
        assert voice.language
        assert voice.description
        assert bool(voice.needs) != voice.ready


def test_an_unknown_voice_is_a_usage_error(engine: Engine, typed: str) -> None:
    """Asking for a voice that is not there is answered with where to look."""
    name = engine.voices()[0].name
    hint = "" if engine.name in ONE_VOICE else f"did you mean `{name}`.*"
    with pytest.raises(UsageError, match=f"{hint}audioguide list voices"):
        open_engine(f"{typed}:{name}x")
    with pytest.raises(UsageError, match="no voice"):
        engine.synthesize(TEXT, "nobody", 1.0)


def test_it_gives_sound(engine: Engine) -> None:
    """An utterance is finite float32 mono at a usual rate with sound in it."""
    made = engine.synthesize(TEXT, engine.voices()[0].name, 1.0)
    assert made.samples.dtype == np.float32
    assert made.samples.ndim == 1
    assert np.isfinite(made.samples).all()
    assert 8_000 <= made.rate_hz <= 192_000
    found = span(made.samples, made.rate_hz)
    assert found is not None
    assert 0.5 < (found.end - found.onset) / made.rate_hz < 5


def test_the_same_text_is_the_same_sound(engine: Engine, typed: str) -> None:
    """A text has the same samples again, after other texts, and in another process.

    Of an engine that promises less, they are as long, to the promised milliseconds.
    """
    voice = engine.voices()[0].name
    first = engine.synthesize(TEXT, voice, 1.0)
    other = engine.synthesize("Halfway.", voice, 1.0)
    again = engine.synthesize(TEXT, voice, 1.0)
    elsewhere = (
        "import hashlib; from audioguide.speech import open_engine; "
        f"engine, voice = open_engine({typed!r}); "
        f"made = engine.synthesize({TEXT!r}, voice, 1.0); "
        "print(hashlib.sha256(made.samples.tobytes()).hexdigest(), len(made.samples))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", elsewhere], capture_output=True, text=True, check=True
    )
    digest, length = ran.stdout.split()
    assert other.samples.tobytes() != first.samples.tobytes()
    if within_ms := REPEATS_WITHIN_MS.get(engine.name, 0):
        for samples in (len(again.samples), int(length)):
            assert abs(samples - len(first.samples)) * 1000 <= within_ms * first.rate_hz
        return
    assert again.samples.tobytes() == first.samples.tobytes()
    assert digest == sha256(first.samples.tobytes()).hexdigest()


def test_pace_changes_its_length(engine: Engine) -> None:
    """A slower pace makes longer sound, a faster one shorter."""
    lengths = []
    for pace in (0.8, 1.0, 1.25):
        made = engine.synthesize(TEXT, engine.voices()[0].name, pace)
        found = span(made.samples, made.rate_hz)
        assert found is not None
        lengths.append((found.end - found.onset) / made.rate_hz)
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] > lengths[1] > lengths[2]


@pytest.mark.parametrize("text", SPEAKABLE)
def test_odd_texts_are_spoken(typed: str, text: str) -> None:
    """Apostrophes, accents, quotes, one letter and 600 characters all have a clip."""
    with Speaker(typed) as speaker:
        clip = speaker.clip(Wording(text, text))
    assert clip.end - clip.onset > 48 * 40


@pytest.mark.parametrize("text", UNSPEAKABLE)
def test_a_text_without_words_is_an_error_by_name(engine: Engine, typed: str, text: str) -> None:
    """Nothing to say is never a silence: the error names engine, voice and text."""
    with Speaker(typed) as speaker, pytest.raises(SpeechError) as caught:
        speaker.clip(Wording(text, text))
    assert f"{engine.name}:{speaker.voice}" in str(caught.value)
    assert f"“{text}”" in str(caught.value)


@pytest.mark.parametrize("text", MAYBE)
def test_other_scripts_are_spoken_or_refused(typed: str, text: str) -> None:
    """Letters of another script have sound, or an error by name."""
    with Speaker(typed) as speaker:
        try:
            heard = speaker.clip(Wording(text, text)).spoken
        except SpeechError as error:
            heard = str(error)
    assert text in heard
