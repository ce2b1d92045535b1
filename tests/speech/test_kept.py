"""A speaker with a store: nothing is spoken twice, and no two voices are mixed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from audioguide.errors import InstallationError
from audioguide.model.pronunciation import Pronunciation
from audioguide.model.script import Wording
from audioguide.speech import Engine, Speaker, Utterance, Voice, clips, registry
from audioguide.speech.silent import SilentEngine
from audioguide.store import Store

ONE, TWO, THREE = (Wording(text, text) for text in ("Press up.", "Lower.", "And rest."))
COUNT = Wording("Five.", "Five.", count=True)
BOTH = ("polly", "lora")

Open = Callable[..., Speaker]


class Parrot(Engine):
    """The hum, with voices and a version of one's own; notes what it is asked to speak."""

    name = "parrot"

    def __init__(self, version: str, voices: tuple[str, ...]) -> None:
        self._version, self.names = version, voices
        self.said: list[str] = []

    @property
    def version(self) -> str:
        return self._version

    def voices(self) -> tuple[Voice, ...]:
        """The first is the default."""
        return tuple(Voice(name, "en", "") for name in self.names)

    def synthesize(self, text: str, voice: str, pace: float) -> Utterance:
        """Lora takes longer."""
        self.said.append(f"{voice}: {text}")
        hum = SilentEngine()
        return hum.synthesize(text, hum.voices()[0].name, pace * (0.7 if voice == "lora" else 1))


@pytest.fixture
def speaker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Opens speakers that share one store; what one speaks is in its engine's ``said``."""
    with Store(tmp_path / "cache") as store:

        def opened(
            typed: str = "",
            *,
            version: str = "1",
            voices: tuple[str, ...] = BOTH,
            pace: float = 1.0,
            listed: tuple[Pronunciation, ...] = (),
        ) -> Speaker:
            monkeypatch.setitem(registry._BUILT_IN, "parrot", lambda: Parrot(version, voices))
            return Speaker(f"parrot{typed}", pace=pace, pronunciations=listed, store=store)

        yield opened


def said(speaker: Speaker) -> list[str]:
    """What its engine was asked to speak, in the order of the alphabet."""
    assert isinstance(speaker.engine, Parrot)
    return sorted(speaker.engine.said)


def test_nothing_is_spoken_twice(speaker: Open) -> None:
    """A second speaker has the same clips without its engine, counts included."""
    with speaker() as first, speaker() as second:
        first.prepare([ONE, TWO, COUNT])
        second.prepare([ONE, COUNT])
        for one in (ONE, TWO, COUNT):
            assert first.clip(one).digest == second.clip(one).digest
            assert (first.clip(one).samples == second.clip(one).samples).all()
    assert said(first)
    assert not said(second)


def test_samples_of_many_clips_are_read_from_the_store(
    speaker: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept leaves memory where there is much of it, and comes back as it was."""
    with speaker() as held, Speaker("parrot") as storeless:
        before = held.clip(ONE).samples
        monkeypatch.setattr(clips, "_MOST_HELD_BYTES", 0)
        with speaker(pace=1.1) as read, speaker(pace=1.1) as again:
            clip = read.clip(ONE)
            assert clip.samples is not clip.samples  # read anew each time it is asked for
            assert np.array_equal(clip.samples, again.clip(ONE).samples)
        kept = storeless.clip(ONE)
        assert kept.samples is kept.samples  # without a store there is nowhere else to keep it
        assert np.array_equal(kept.samples, before)


def test_whatever_shapes_a_clip_is_part_of_its_address(speaker: Open) -> None:
    """Another voice, pace, version or pronunciation is spoken; a default's name is not."""
    with speaker() as first:
        first.prepare([ONE])
    with speaker(":polly") as same:
        same.prepare([ONE])
        assert said(same) == []
    press = Pronunciation("press", "", "prez")
    others = (
        (speaker(":lora"), "lora: Press up."),
        (speaker(pace=1.1), "polly: Press up."),
        (speaker(version="2"), "polly: Press up."),
        (speaker(listed=(press,)), "polly: prez up."),
    )
    for other, spoken in others:
        with other:
            other.prepare([ONE])
            assert said(other) == [spoken]


def test_an_authors_pronunciations_are_part_of_a_clips_address(speaker: Open) -> None:
    """Each routine's words are spoken as it wants them, by one speaker, whatever came before.

    What a list does not change is spoken once for all.
    """
    prez, pruss = (Pronunciation("press", "", how) for how in ("prez", "pruss"))
    with speaker(listed=(prez,)) as first:
        shipped, lower = first.clip(ONE), first.clip(TWO)
        first.pronounce((pruss,))
        own = first.clip(ONE)
        assert first.clip(TWO) is lower
        first.pronounce(())
        assert first.clip(ONE) is shipped
        assert own.digest != shipped.digest
    assert said(first) == ["polly: Lower.", "polly: prez up.", "polly: pruss up."]
    with speaker() as second:
        second.pronounce((pruss,))
        assert second.clip(ONE).digest == own.digest
    assert not said(second)


def test_an_authors_numbers_are_as_loud_as_ever(speaker: Open) -> None:
    """The one gain of all counts is found with the shipped pronunciations alone."""
    own = (Pronunciation("one", "", "wonnnnnnnn"),)
    with speaker() as usual:
        digest = usual.clip(COUNT).digest
    with speaker() as other:
        other.pronounce(own)
        assert other.clip(COUNT).digest == digest
        assert not said(other)


def test_a_default_that_changed_speaks_everything(speaker: Open) -> None:
    """Where the engine has another default voice by now, kept clips are not mixed with new ones."""
    with speaker() as before:
        before.prepare([ONE, TWO, COUNT])
    with speaker(voices=BOTH[::-1]) as after, speaker(":lora") as lora:
        after.prepare([ONE, TWO, COUNT, THREE])
        assert {line.split(":")[0] for line in said(after)} == {"lora"}
        for one in (ONE, TWO, COUNT, THREE):
            assert after.clip(one).digest == lora.clip(one).digest
        assert said(lora) == []


def test_a_default_that_changed_under_way_is_an_error(speaker: Open) -> None:
    """A clip of the old default was given already: the next attempt has one voice throughout."""
    with speaker() as before:
        before.prepare([ONE, TWO])
    with speaker(voices=BOTH[::-1]) as after:
        after.prepare([ONE, TWO])
        after.clip(ONE)
        with pytest.raises(InstallationError, match="speaks as lora now, no longer as polly"):
            after.clip(THREE)
    with speaker(voices=BOTH[::-1]) as again:
        again.prepare([ONE, THREE])
        assert said(again) == ["lora: And rest.", "lora: Press up."]
