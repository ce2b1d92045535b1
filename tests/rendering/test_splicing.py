"""An episode made of kept frames is as true as one encoded whole, and each is made once."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from audioguide import mp3, pipeline
from audioguide.checking import failures, measure
from audioguide.model.script import CueKind
from audioguide.model.timeline import Timeline
from audioguide.options import Options
from audioguide.rendering.mix import blocks
from audioguide.rendering.mix_events import EXACT, GRID_SAMPLES, events
from audioguide.rendering.splice import pieces
from audioguide.store import Store
from audioguide.units import RATE_HZ, SAMPLES_PER_MS, ms_to_samples

HUM = Options(voice="silent")
HEART = Options(voice="hibari")
DECODERS = {
    "ffmpeg": ["ffmpeg", "-v", "error", "-xerror", "-i", "{}", "-f", "s16le", "-"],
    "mpg123": ["mpg123", "-q", "-s", "{}"],
}
ROUTINE = """\
title: Morning hips
summary: A few minutes for the hips.
blocks:
  - say: Find a clear strip of floor, {steps} steps long.
  - name: Warm-up
    circuit: [march-on-the-spot, hip-circle]
    work: 20s
    rest: 10s
  - sets:
      - exercise: banded-squat
        sets: 2
        reps: 6
        rest: 20s
"""


@pytest.fixture
def routine(tmp_path: Path) -> Path:
    """Give a routine of three minutes with everything in it: words, counts, ticks and tones."""
    path = tmp_path / "morning.yaml"
    path.write_text(ROUTINE.format(steps="three"), encoding="utf-8")
    return path


def arranged(routine: Path, options: Options, store: Store | None = None) -> Timeline:
    """Return the routine with all its times."""
    script = pipeline.write_script(pipeline.read(str(routine)), options)
    return pipeline.arrange(script, options, store=store)


def made(timeline: Timeline, path: Path, store: Store | None = None, splice: bool = True) -> Path:
    """Write the file and return its path."""
    return pipeline.render(timeline, path, store=store, splice=splice).path


def decoded(path: Path) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return the samples of a file."""
    samples, rate_hz = soundfile.read(path)
    assert rate_hz == RATE_HZ
    return np.asarray(samples)


def run(folder: Path, *arguments: str | Path, **environment: str) -> subprocess.Popen[str]:
    """Start the program itself, with a cache in a folder of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "audioguide", *map(str, arguments)],
        env={**os.environ, "AUDIOGUIDE_CACHE": str(folder / "cache"), **environment},
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_both_paths_are_equally_true(routine: Path, tmp_path: Path) -> None:
    """Spliced or encoded whole, an episode is as planned, with the same noise to 0.1 dB."""
    timeline = arranged(routine, HEART)
    spliced = decoded(made(timeline, tmp_path / "spliced.mp3"))
    plain = decoded(made(timeline, tmp_path / "plain.mp3", splice=False))
    total = ms_to_samples(timeline.duration_ms)
    mix = np.concatenate(list(blocks(events(timeline), total)))
    assert len(spliced) == len(plain) == len(mix)
    for sound in (spliced, plain):
        assert failures(measure(timeline, sound.astype(np.float32))) == []
    noise = [np.sqrt(np.mean((sound - mix) ** 2)) for sound in (spliced, plain)]
    assert 20 * np.log10(noise[0] / noise[1]) < 0.1
    for cue in timeline.cues:
        where = slice(ms_to_samples(cue.start_ms), ms_to_samples(cue.end_ms))
        levels = [np.sqrt(np.mean(sound[where] ** 2)) for sound in (spliced, mix)]
        assert abs(20 * np.log10(levels[0] / levels[1])) < 0.1


def test_silence_is_exactly_zero(routine: Path, tmp_path: Path) -> None:
    """Where no piece has a frame, every decoded sample is zero."""
    timeline = arranged(routine, HUM)
    sound = decoded(made(timeline, tmp_path / "spliced.mp3"))
    quiet = np.ones(len(sound), bool)
    for start, piece in pieces(events(timeline), None, pipeline.unwatched):
        taken = mp3.frames_of(piece, start)
        quiet[max(0, taken.start * 1152 - 1105) : (taken.stop + 1) * 1152 - 1105] = False
    assert quiet.mean() > 0.2
    assert not sound[quiet].any()


@pytest.mark.parametrize("decoder", DECODERS)
def test_every_decoder_gives_the_same_length(routine: Path, tmp_path: Path, decoder: str) -> None:
    """Other decoders find exactly the planned samples and complain of nothing."""
    if not shutil.which(decoder):
        pytest.skip(f"{decoder} is not installed")
    timeline = arranged(routine, HUM)
    path = made(timeline, tmp_path / "spliced.mp3")
    command = [part.format(path) for part in DECODERS[decoder]]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stderr == b""
    assert len(done.stdout) == 2 * ms_to_samples(timeline.duration_ms)


def test_beats_and_sounds_are_exact_and_all_else_within_4_ms(routine: Path) -> None:
    """Counts, tempo and tones lie at their sample; other words begin within 4 ms of the plan."""
    timeline = arranged(routine, HUM)
    by_address = {cue.clip.digest: cue for cue in timeline.cues}
    exact = off = 0
    for place in events(timeline):
        cue = by_address.get(place.address)
        if cue is None:
            assert place.start % SAMPLES_PER_MS == 0
            continue
        of_same = [one for one in timeline.cues if one.clip.digest == place.address]
        errors = [place.start + one.clip.onset - ms_to_samples(one.start_ms) for one in of_same]
        nearest = min(errors, key=abs)
        if cue.cue.kind in EXACT:
            exact += 1
            assert nearest == 0
        else:
            off += nearest != 0
            assert abs(nearest) <= GRID_SAMPLES // 2 == 4 * SAMPLES_PER_MS
    assert exact > 10
    assert off > 5
    assert {CueKind.COUNT, CueKind.COUNT_IN} <= EXACT


def test_what_is_kept_is_not_made_again(routine: Path, tmp_path: Path) -> None:
    """A second render speaks and encodes nothing; its bytes are those of one without a store."""
    told: list[str] = []

    def watch(what: str, done: int, total: int) -> None:
        told.append(what)

    alone = made(arranged(routine, HUM), tmp_path / "alone.mp3").read_bytes()
    for expected in ({"Speaking", "Encoding"}, set()):
        told.clear()
        with Store(tmp_path / "cache") as store:
            script = pipeline.write_script(pipeline.read(str(routine)), HUM)
            timeline = pipeline.arrange(script, HUM, watch, store)
            path = pipeline.render(timeline, tmp_path / "kept.mp3", watch, store).path
        assert set(told) == expected
        assert path.read_bytes() == alone


def test_an_edited_line_costs_what_it_changes(routine: Path, tmp_path: Path) -> None:
    """One changed word speaks one text, and the file is the same as without a store."""
    spoken: list[int] = []

    def watch(what: str, done: int, total: int) -> None:
        if what == "Speaking" and not done:
            spoken.append(total)

    with Store(tmp_path / "cache") as store:
        made(arranged(routine, HUM, store), tmp_path / "before.mp3", store)
        routine.write_text(ROUTINE.format(steps="seven"), encoding="utf-8")
        script = pipeline.write_script(pipeline.read(str(routine)), HUM)
        timeline = pipeline.arrange(script, HUM, watch, store)
        after = pipeline.render(timeline, tmp_path / "after.mp3", store=store).path
    assert spoken == [1]
    assert after.read_bytes() == made(arranged(routine, HUM), tmp_path / "new.mp3").read_bytes()


@pytest.mark.parametrize("lost", ["everything", "samples", "some bytes"])
def test_what_the_store_lost_is_made_again(routine: Path, tmp_path: Path, lost: str) -> None:
    """Entries that are gone or damaged, also after planning, change no byte of the file."""
    complaints: list[str] = []
    with Store(tmp_path / "cache") as store:
        before = made(arranged(routine, HUM, store), tmp_path / "before.mp3", store).read_bytes()
        timeline = arranged(routine, HUM, store)
    with sqlite3.connect(tmp_path / "cache" / "store-1.sqlite3") as file:
        rows = file.execute("SELECT key, value FROM entries").fetchall()
        for key, value in rows:
            if lost == "everything" or (lost == "samples" and len(value) > 5_000):
                file.execute("DELETE FROM entries WHERE key = ?", (key,))
            elif lost == "some bytes":
                torn = bytes([value[0] ^ 1]) + value[1:]
                file.execute("UPDATE entries SET value = ? WHERE key = ?", (torn, key))
    file.close()
    with Store(tmp_path / "cache", complain=complaints.append) as store:
        assert made(timeline, tmp_path / "after.mp3", store).read_bytes() == before
        timeline = arranged(routine, HUM, store)
        assert made(timeline, tmp_path / "after.mp3", store).read_bytes() == before
    assert bool(complaints) == (lost == "some bytes")


@pytest.mark.parametrize("forged", [b"", b"?", b"\0" * 44, b"\xff" * 4_001])
def test_what_was_forged_is_made_again(routine: Path, tmp_path: Path, forged: bytes) -> None:
    """Entries of other bytes with right digests change no byte of the file."""
    from audioguide.database import digest_of

    with Store(tmp_path / "cache") as store:
        before = made(arranged(routine, HUM, store), tmp_path / "before.mp3", store).read_bytes()
    with sqlite3.connect(tmp_path / "cache" / "store-1.sqlite3") as file:
        keys = [key for (key,) in file.execute("SELECT key FROM entries").fetchall()]
        rows = [(forged, digest_of(key, forged), key) for key in keys]
        file.executemany("UPDATE entries SET value = ?, digest = ? WHERE key = ?", rows)
    file.close()
    with Store(tmp_path / "cache") as store:
        timeline = arranged(routine, HUM, store)
        assert made(timeline, tmp_path / "after.mp3", store).read_bytes() == before


def test_voice_pace_and_level_do_not_meet_in_the_store(routine: Path, tmp_path: Path) -> None:
    """Clips at another pace are other clips, also where the first ones are kept."""
    with Store(tmp_path / "cache") as store:
        usual = arranged(routine, HUM, store)
        slower = arranged(routine, replace(HUM, pace=0.5), store)
        assert {cue.clip.digest for cue in usual.cues}.isdisjoint(
            cue.clip.digest for cue in slower.cues
        )
        assert slower.duration_ms > usual.duration_ms


def test_a_warm_render_loads_nothing_it_does_not_need(routine: Path, tmp_path: Path) -> None:
    """A render from the store loads neither numpy nor an engine, an encoder or a sound library."""
    code = (
        "import sys; sys.argv[1:] = ['render', *sys.argv[1:]]\n"
        "from audioguide.cli import main\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        "import json; print(json.dumps(sorted(sys.modules)))\n"
    )
    environment = {**os.environ, "AUDIOGUIDE_CACHE": str(tmp_path / "cache")}
    for warm in (False, True):
        command = [sys.executable, "-c", code, str(routine), "-o", str(tmp_path / "m.mp3")]
        done = subprocess.run(command, capture_output=True, env=environment, text=True, check=True)
        modules = set(json.loads(done.stdout.splitlines()[-1]))
        heavy = {"numpy", "onnxruntime", "hibari", "lameenc", "soxr", "soundfile", "pyttsx3"}
        heavy |= {"pydub", "rich", "concurrent.futures"}
        assert bool(modules & {"numpy", "onnxruntime", "lameenc"}) != warm
        if warm:
            assert modules & heavy == set()


def test_two_renders_at_once_on_one_cold_store_give_the_bytes_of_one(
    routine: Path, tmp_path: Path
) -> None:
    """Processes that fill one store together do not disturb each other."""
    running = [
        run(tmp_path, "render", routine, "--voice", voice, "-q", "-o", tmp_path / f"{n}.mp3")
        for n, voice in enumerate(("hibari", "hibari", "silent"))
    ]
    for process in running:
        _, told = process.communicate()
        assert (process.returncode, told) == (0, "")
    alone = [made(arranged(routine, o), tmp_path / "alone.mp3").read_bytes() for o in (HEART, HUM)]
    found = [(tmp_path / f"{n}.mp3").read_bytes() for n in range(3)]
    assert found == [alone[0], alone[0], alone[1]]


def test_a_killed_render_leaves_no_part_of_a_file_and_a_store_to_trust(
    routine: Path, tmp_path: Path
) -> None:
    """A render killed at any moment leaves no file or a whole one, and the next one is right."""
    moments = random.Random(7)
    wanted = made(arranged(routine, HUM), tmp_path / "wanted.mp3").read_bytes()
    out = tmp_path / "out"
    for _ in range(6):
        process = run(tmp_path, "render", routine, "--voice", "silent", "-o", f"{out}/")
        time.sleep(moments.uniform(0.2, 1.2))
        process.kill()
        process.communicate()
        assert all(path.read_bytes() == wanted for path in out.glob("*"))
    process = run(tmp_path, "render", routine, "--voice", "silent", "-q", "-o", f"{out}/")
    _, told = process.communicate()
    assert (process.returncode, told) == (0, "")
    assert [path.read_bytes() for path in out.glob("*.mp3")] == [wanted]
