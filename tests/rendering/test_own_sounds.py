"""Sets of sounds, and an author's own, are heard in an MP3 where the plan has them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from audioguide import pipeline
from audioguide.checking import failures, measure
from audioguide.formats.plan_json import plan_document
from audioguide.model.sounds import MOST_MS, SoundSet
from audioguide.model.timeline import PlacedTone, Timeline
from audioguide.options import Options
from audioguide.sound.loudness import momentary_max_lufs
from audioguide.store import Store
from tests.speech.recorded import burst, record

ROUTINE = """\
title: Whistles
sounds: {start: horn.wav, end: bell.wav, tick: block.wav, set: soft}
blocks:
  - sets: [{exercise: march-on-the-spot, sets: 2, work: 40s, rest: 20s}]
  - sets: [{exercise: banded-squat, sets: 2, reps: 6, tempo: 1-0-1-0, rest: 20s}]
"""
HUM = Options(voice="silent")


@pytest.fixture
def routine(tmp_path: Path) -> Path:
    """Give a routine with sounds of its own beside it, as long as they may be."""
    record(tmp_path / "horn.wav", burst(700, 0.199))
    record(tmp_path / "bell.wav", burst(1_100, 0.598, 44_100), 44_100)
    record(tmp_path / "block.wav", burst(1_500, 0.149))
    path = tmp_path / "whistles.yaml"
    path.write_text(ROUTINE, encoding="utf-8")
    return path


def arranged(routine: Path, options: Options = HUM, store: Store | None = None) -> Timeline:
    script = pipeline.write_script(pipeline.read(str(routine)), options, store=store)
    return pipeline.arrange(script, options, store=store)


def lengths_ms(tones: tuple[PlacedTone, ...]) -> dict[str, int]:
    """Return how long each sound lasts in the plan."""
    return {one.name: one.end_ms - one.start_ms for one in tones}


@pytest.mark.parametrize("talk", ["full", "minimal"])
def test_own_sounds_are_heard_at_the_times_of_the_plan(
    routine: Path, tmp_path: Path, talk: str
) -> None:
    """Own sounds are planned with their own lengths, and heard where the plan has them.

    The longest that are allowed leave every count its place, at any amount of talk.
    """
    timeline = arranged(routine, Options(voice="silent", talk=talk))
    found = lengths_ms(timeline.tones)
    assert {name: found[name] for name in MOST_MS} == pytest.approx(MOST_MS, abs=2)
    pipeline.render(timeline, tmp_path / "own.mp3")
    samples, _ = soundfile.read(tmp_path / "own.mp3", dtype="float32")
    assert failures(measure(timeline, np.asarray(samples))) == []


@pytest.mark.parametrize("of", SoundSet)
def test_every_set_is_heard_at_the_times_of_the_plan(tmp_path: Path, of: SoundSet) -> None:
    """Every set is as exact in a finished file as the standard one, and as loud as it should be."""
    timeline = arranged(Path("loop-band-legs"), Options(voice="silent", sounds=of))
    assert plan_document(timeline)["sound_set"] == {"name": of.value, "files": {}}
    pipeline.render(timeline, tmp_path / "set.mp3")
    samples, _ = soundfile.read(tmp_path / "set.mp3", dtype="float32")
    assert failures(measure(timeline, np.asarray(samples))) == []
    most_lufs = -13.0 if of is SoundSet.CLASS else -16.0
    for tone in timeline.tones:
        heard = np.asarray(samples[tone.start_ms * 48 : tone.end_ms * 48])
        assert momentary_max_lufs(heard, 48_000) <= most_lufs + 0.2


def test_the_same_sounds_give_the_same_bytes(routine: Path, tmp_path: Path) -> None:
    """The same files give the same bytes, with a store or without; others give others."""
    made: list[bytes] = []
    with Store(tmp_path / "cache") as store:
        for kept in (store, store, None):
            path = tmp_path / "own.mp3"
            pipeline.render(arranged(routine, store=kept), path, store=kept)
            made.append(path.read_bytes())
        record(tmp_path / "horn.wav", burst(800, 0.15))
        pipeline.render(arranged(routine, store=store), path, store=store)
    assert made[0] == made[1] == made[2] != path.read_bytes()


def test_the_plan_names_the_files_and_not_their_folder(routine: Path) -> None:
    """A plan says which set is heard, and which files, without the folder that they are in."""
    files = {"start": "horn.wav", "end": "bell.wav", "tick": "block.wav"}
    document = plan_document(arranged(routine))
    assert document["sound_set"] == {"name": "soft", "files": files}
    assert str(routine.parent) not in json.dumps(document["sound_set"])


def test_a_warm_render_with_own_sounds_loads_no_numpy(routine: Path, tmp_path: Path) -> None:
    """Once they were heard, own sounds are taken from the store like all else."""
    code = (
        "import sys; sys.argv[1:] = ['render', *sys.argv[1:]]\n"
        "from audioguide.cli import main\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        "print(*sorted(sys.modules))\n"
    )
    environment = {**os.environ, "AUDIOGUIDE_CACHE": str(tmp_path / "cache")}
    command = [sys.executable, "-c", code, str(routine), "--voice", "silent", "-q", "-o"]
    modules: list[set[str]] = []
    for name in ("cold.mp3", "warm.mp3"):
        done = subprocess.run(
            [*command, str(tmp_path / name)],
            capture_output=True,
            env=environment,
            text=True,
            check=True,
        )
        modules.append(set(done.stdout.splitlines()[-1].split()))
    assert "numpy" in modules[0]
    assert {"numpy", "soundfile", "lameenc"}.isdisjoint(modules[1])
    assert (tmp_path / "cold.mp3").read_bytes() == (tmp_path / "warm.mp3").read_bytes()
