"""The engines of other packages, and how their mistakes are told."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from audioguide.errors import InstallationError
from audioguide.model.pronunciation import Pronunciation
from audioguide.model.script import Wording
from audioguide.speech import Speaker, SpeechError, registry
from audioguide.speech.foreign import ForeignEngine

Install = Callable[[str], str]


def test_our_own_engines_are_offered_as_those_of_others_are() -> None:
    """The package's metadata has every engine that the program knows without it."""
    project = tomllib.loads(Path(__file__).parents[2].joinpath("pyproject.toml").read_text("utf-8"))
    offered = project["project"]["entry-points"][registry.ENTRY_POINTS]
    assert offered == {one.name: one.value for one in registry.OURS}


def test_what_an_engine_does_not_say_has_a_default(install: Install) -> None:
    """A class with name, version, voices and synthesize is enough, whatever it inherits from."""
    name = install("return Utterance(tone, 24_000)")
    engine = registry.engines()[name]()
    assert isinstance(engine, ForeignEngine)
    assert engine.load_files("one") == "one"
    assert engine.pronounce("squat", Pronunciation("squat", "", "skwot")) == "skwot"
    engine.close()


def test_a_mistake_of_an_engine_is_told_with_where_to_report_it(
    install: Install, tmp_path: Path
) -> None:
    """With the package, its version and its address: nobody looks for it in the routine."""
    name = install("raise OSError('the pipe broke')")
    metadata = tmp_path / f"{name}-1.0.dist-info" / "METADATA"
    address = "Project-URL: Issues, https://example.org/issues\n"
    metadata.write_text(metadata.read_text("utf-8") + address, encoding="utf-8")
    with Speaker(name) as speaker, pytest.raises(SpeechError) as caught:
        speaker.clip(Wording("Go on.", "Go on."))
    assert f"tell those who make {name} 1.0 at https://example.org/issues" in str(caught.value)


def test_an_engine_that_cannot_be_loaded_is_told(install: Install) -> None:
    """Whatever its module raises."""
    name = install("import nothing_of_that_name")
    with pytest.raises(InstallationError, match=f"engine `{name}` cannot be loaded") as caught:
        registry.find_engine(name)
    assert f"tell those who make {name} 1.0, or take another voice" in str(caught.value)
