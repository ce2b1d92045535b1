"""A routine chooses a set of sounds, and may bring sound files of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from audioguide import inspection, pipeline
from audioguide.errors import AuthorError
from audioguide.library import load_routine, routine_of
from audioguide.model.sounds import AS_SHIPPED, SoundChoice, SoundSet
from audioguide.options import Options
from tests.speech.recorded import burst, record

BLOCKS = "blocks: [sets: [{exercise: march-on-the-spot, sets: 2, work: 20s, rest: 20s}]]\n"


def choice(sounds: str, folder: Path = Path()) -> SoundChoice:
    """Return what a routine with this text behind ``sounds`` asks for."""
    text = f"title: T\nsounds: {sounds}\n{BLOCKS}"
    return routine_of(text.encode(), folder / "t.yaml").sounds


@pytest.mark.parametrize("of", SoundSet)
def test_a_set_is_named_alone_or_as_a_key(of: SoundSet) -> None:
    """A set's name alone, and behind `set`, means the same; without either it is the standard."""
    assert choice(of) == choice(f"{{set: {of}}}") == SoundChoice(of)
    assert load_routine("loop-band-legs").sounds is AS_SHIPPED
    assert AS_SHIPPED.set is SoundSet.STANDARD


def test_files_are_found_from_the_routines_folder(tmp_path: Path) -> None:
    """Sound files are named from the routine's folder; the set is for the other sounds."""
    for name in ("horn.wav", "bell.flac"):
        record(tmp_path / "sounds" / name, burst(700, 0.1))
    found = choice("{start: sounds/horn.wav, end: sounds/bell.flac, set: soft}", tmp_path)
    assert found.set is SoundSet.SOFT
    assert {name: one.path for name, one in found.files.items()} == {
        "start": tmp_path / "sounds" / "horn.wav",
        "end": tmp_path / "sounds" / "bell.flac",
    }
    assert found.files["start"].source.column == 17
    assert choice("{tick: sounds/horn.wav}", tmp_path).set is SoundSet.STANDARD


def test_a_listener_may_choose_another_set() -> None:
    """The set of the command line is heard in place of the routine's."""
    routine = routine_of(f"title: T\nsounds: soft\n{BLOCKS}".encode(), Path("t.yaml"))
    sets = {
        options.sounds: pipeline.write_script(routine, options).session.sounds.set
        for options in (Options(), Options(sounds="standard"), Options(sounds="class"))
    }
    assert sets == {None: "soft", "standard": "standard", "class": "class"}


def test_what_cannot_be_a_sound_is_told_before_any_work(tmp_path: Path) -> None:
    """Files that are too long, silent or no sound are told together, at their places.

    `check` tells them even with --fast, and once for all levels.
    """
    record(tmp_path / "long.wav", burst(700, 0.25))
    record(tmp_path / "silent.wav", burst(700, 0.1) * 0)
    (tmp_path / "text.wav").write_text("hello")
    path = tmp_path / "t.yaml"
    files = "{start: long.wav, end: silent.wav, tick: text.wav}"
    path.write_text(f"title: T\nsounds: {files}\n{BLOCKS}", encoding="utf-8")
    with pytest.raises(AuthorError) as caught:
        pipeline.write_script(load_routine(str(path)), Options())
    problems = [str(one).removeprefix(f"{path.as_posix()}:") for one in caught.value.problems]
    assert problems == [
        "2:17: long.wav lasts 250 ms, and 200 ms is the most here; cut it",
        "2:32: silent.wav is silent; record it again",
        "2:50: text.wav cannot be read as sound (Format not recognised); save it again as WAV",
    ]
    checked = inspection.check(str(path), Options(), fast=True)
    assert [one.problem.source and one.problem.source.column for one in checked.findings] == [
        17,
        32,
        50,
    ]


@pytest.mark.parametrize(("name", "most_ms"), [("start", 200), ("end", 600), ("tick", 150)])
def test_a_sound_may_be_as_long_as_its_place_allows(
    tmp_path: Path, name: str, most_ms: int
) -> None:
    """A start may last 200 ms, an end 600 and a tick 150, quiet round it left out; no more."""
    path = tmp_path / "t.yaml"
    path.write_text(f"title: T\nsounds: {{{name}: own.wav}}\n{BLOCKS}", encoding="utf-8")
    record(tmp_path / "own.wav", burst(700, (most_ms - 1) / 1000))
    script = pipeline.write_script(load_routine(str(path)), Options())
    [own] = script.session.sounds.own
    assert (own.name, own.file.name) == (name, "own.wav")
    record(tmp_path / "own.wav", burst(700, (most_ms + 3) / 1000))
    with pytest.raises(AuthorError, match=f"and {most_ms} ms is the most here"):
        pipeline.write_script(load_routine(str(path)), Options())
