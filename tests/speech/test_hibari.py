"""What is particular to hibari."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import hibari.voices
import numpy as np
import pytest

from audioguide.errors import InstallationError
from audioguide.sound.onset import span
from audioguide.sound.samples import Samples
from audioguide.speech import SpeechError, open_engine
from audioguide.speech.hibari import MOST_SOUNDS, HibariEngine, sentence


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of voices with nothing in it, and no network."""
    monkeypatch.setenv("HIBARI_HOME", str(tmp_path))
    monkeypatch.setattr(hibari.voices, "BASE_URL", "http://127.0.0.1:9/")
    return tmp_path


def test_the_model_never_takes_much_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence without commas, or of figures, is spoken in pieces: memory grows with a piece."""
    engine, voice = open_engine("hibari")
    taken: list[int] = []

    def spoken(_: Any, ids: list[int], *__: object) -> Samples:
        taken.append(len(ids))
        return np.ones(10, np.float32)

    monkeypatch.setattr(hibari.Hibari, "from_ids", spoken)
    engine.synthesize("walk on and " * 100 + " 123456" * 40, voice, 1.0)
    assert len(taken) > 5
    assert max(taken) <= MOST_SOUNDS + 2  # with the model's own mark at each end


def test_what_is_short_enough_is_spoken_as_hibari_does() -> None:
    """Two sentences have the samples that calling the model gives for them."""
    engine, voice = open_engine("hibari")
    text = "Stand tall. Press the band out with both knees, slowly."
    seed = int.from_bytes(sha256(text.encode()).digest()[:8])
    alone = hibari.Hibari(voice=voice, threads=1)(text, speed=1.0, seed=seed)
    assert np.array_equal(engine.synthesize(text, voice, 1.0).samples, alone)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("two", "two."),
        ("Two more!", "Two more!"),
        ("Next,", "Next."),
        ("He said “go.”", "He said “go.”"),
        ("Wait…", "Wait…"),
        ("in \u2013 ", "in."),
    ],
)
def test_every_text_ends_in_a_stop(text: str, said: str) -> None:
    """A text gets the stop without which hibari cuts its last word short."""
    assert sentence(text) == said


def test_a_bare_word_sounds_like_its_sentence() -> None:
    """A word with and without its stop has the same samples."""
    engine, voice = open_engine("hibari")
    bare, stopped = (engine.synthesize(text, voice, 1.0).samples for text in ("five", "five."))
    assert np.array_equal(bare, stopped)
    found = span(bare, 24_000)
    assert found is not None
    assert (found.end - found.onset) / 24 > 280


def test_only_the_voice_in_the_package_is_ready_at_first(empty_cache: Path) -> None:
    """`heart` needs nothing; the others say that they are downloaded."""
    voices = HibariEngine().voices()
    assert [voice.name for voice in voices if voice.ready] == ["heart"] == [voices[0].name]
    assert {voice.needs for voice in voices[1:]} == {"one download of 8 MB"}


def test_a_voice_in_the_cache_is_ready(empty_cache: Path) -> None:
    """A voice whose file lies in the cache is ready."""
    (empty_cache / hibari.voices.VOICES["emma"]["file"]).touch()
    ready = [voice.name for voice in HibariEngine().voices() if voice.ready]
    assert ready == ["heart", "emma"]


def test_offline_a_missing_voice_is_told_in_one_sentence(empty_cache: Path) -> None:
    """Without a network, the error says what the voice needs and which one needs nothing."""
    with pytest.raises(InstallationError) as caught:
        HibariEngine().synthesize("One.", "emma", 1.0)
    assert str(caught.value) == (
        "the voice `emma` is 8 MB that are downloaded when it first speaks, and that did not work "
        "here; connect to the network once, or use hibari:heart"
    )


def test_a_voice_that_cannot_be_kept_names_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file where the cache should be is another matter than a network that is not there."""
    monkeypatch.setenv("HIBARI_HOME", str(tmp_path / "note"))
    (tmp_path / "note").touch()
    with pytest.raises(InstallationError) as caught:
        HibariEngine().synthesize("One.", "emma", 1.0)
    assert f"cannot be kept in {tmp_path / 'note'} (" in str(caught.value)
    assert "hibari:heart" in str(caught.value)


def test_a_damaged_voice_names_its_file(empty_cache: Path) -> None:
    """A voice file that is no model is an error that says what to delete."""
    path = empty_cache / hibari.voices.VOICES["emma"]["file"]
    path.write_bytes(b"half a download")
    with pytest.raises(InstallationError, match=r"is damaged.*delete that file") as caught:
        HibariEngine().synthesize("One.", "emma", 1.0)
    assert str(path) in str(caught.value)


def test_letters_it_would_leave_out_are_refused() -> None:
    """A text of which hibari would drop or spell a part is an error that names the letters."""
    engine, voice = open_engine("hibari")
    with pytest.raises(SpeechError, match="cannot read the letters 日 本 in: “Hold"):
        engine.synthesize("Hold. 日本", voice, 1.0)
