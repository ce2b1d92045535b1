"""What is particular to Kokoro; needs a model and voices, which `scripts/try_voices.py` has."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from audioguide.errors import InstallationError
from audioguide.model.pronunciation import Pronunciation
from audioguide.sound.onset import span
from audioguide.speech import Engine, SpeechError, open_engine
from audioguide.speech.pronounce import linked

Asked = Callable[[str], str]
TEXTS = ("Left leg.", "Halfway.", "Rest.")


@pytest.fixture(scope="module")
def typed(asked: Asked) -> str:
    """Where the files are."""
    return asked("kokoro")


@pytest.fixture(scope="module")
def engine(typed: str) -> Engine:
    """Kokoro with voices."""
    return open_engine(typed)[0]


def test_two_callers_get_what_one_gets(engine: Engine) -> None:
    """From one model, each its own text, sample by sample."""
    voice = engine.voices()[0].name
    alone = [engine.synthesize(text, voice, 1.0).samples for text in TEXTS]
    with ThreadPoolExecutor(2) as pool:
        asked = pool.map(lambda text: engine.synthesize(text, voice, 1.0).samples, TEXTS)
        assert all(np.array_equal(*pair) for pair in zip(asked, alone, strict=True))


def test_voices_differ(engine: Engine) -> None:
    """Each has its own style."""
    first, second = (
        engine.synthesize("Rest.", voice.name, 1.0).samples for voice in engine.voices()[:2]
    )
    assert not np.array_equal(first, second)


def test_one_voices_rows_in_a_plain_file_are_that_voice(
    engine: Engine, typed: str, tmp_path: Path
) -> None:
    """As some publish them: no archive, a file of its name."""
    voice = engine.voices()[0].name
    _, _, styles = typed.rpartition(":")
    with np.load(styles) as archive:
        archive[voice].astype(np.float32).tofile(tmp_path / f"{voice}.bin")
    model = typed.removesuffix(f":{styles}")
    other, name = open_engine(f"{model}:{tmp_path / voice}.bin")
    assert name == voice
    again = other.synthesize("Rest.", voice, 1.0).samples
    assert np.array_equal(again, engine.synthesize("Rest.", voice, 1.0).samples)


def test_sounds_beside_a_word_are_said(engine: Engine) -> None:
    """Its markup is heard, not read: the word is the one it sounds like."""
    voice = engine.voices()[0].name
    marked = linked("Xyz", Pronunciation("xyz", "ˈɹɛst", ""))  # noqa: RUF001 - the phonetic alphabet
    heard = engine.synthesize(f"{marked}.", voice, 1.0).samples
    assert np.array_equal(heard, engine.synthesize("Rest.", voice, 1.0).samples)


def test_more_than_it_takes_at_once_is_spoken_whole(engine: Engine) -> None:
    """A text of a thousand sounds lasts as long as its parts."""
    voice = engine.voices()[0].name
    part = "Keep the band tight, and breathe out on the way up. "
    lengths = []
    for text in (part * 5, part * 15):
        made = engine.synthesize(text, voice, 1.0)
        found = span(made.samples, made.rate_hz)
        assert found is not None
        lengths.append(found.end - found.onset)
    assert 2.5 < lengths[1] / lengths[0] < 3.5


def test_letters_it_would_leave_out_are_refused(engine: Engine) -> None:
    """Like hibari, by whose dictionaries it reads."""
    with pytest.raises(SpeechError, match=r"kokoro:.* cannot read the letters 日 本 in: “Hold"):
        engine.synthesize("Hold. 日本", engine.voices()[0].name, 1.0)


def test_voices_that_are_none_are_told(typed: str, tmp_path: Path) -> None:
    """Numbers that are no rows of styles, in an archive that looks right."""
    np.savez(tmp_path / "voices.npz", af_heart=np.zeros(7, np.float32))
    model = typed.removesuffix(f":{typed.rpartition(':')[2]}")
    engine, voice = open_engine(f"{model}:{tmp_path / 'voices.npz'}")
    with pytest.raises(InstallationError, match=r"voices.npz holds no voices of Kokoro's \("):
        engine.synthesize("One.", voice, 1.0)


def test_another_programs_model_is_told(typed: str) -> None:
    """hibari's model loads, and takes other things."""
    import hibari.tts

    model = Path(hibari.tts.ASSETS, "hibari.onnx")
    engine, voice = open_engine(f"kokoro:{model}:{typed.rpartition(':')[2]}")
    with pytest.raises(InstallationError, match=r"no Kokoro model: it does not take .*tokens"):
        engine.synthesize("One.", voice, 1.0)
