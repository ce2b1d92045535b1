"""Facts about what the proof of the shipped routines says, and how it finds what it says."""

import json
import math
import os
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from audioguide import pipeline
from audioguide.model.routine import Level
from audioguide.model.script import TalkProfile
from audioguide.options import Options
from audioguide.units import RATE_HZ, ms_to_samples
from devtools import prove, prove_file, prove_table
from devtools.prove_file import Figures, Proved, Validator

FIGURES = Figures(
    duration_ms=754_000,
    sound_off_ms=0.4,
    sound_off="start at 1:00.0",
    cue_off_ms=4.0,
    cue_off="Halfway. at 2:00.0",
    speech_lufs=-19.04,
    true_peak_dbtp=-1.96,
    gap_dbfs=-78.2,
    cues=120,
    wordless_ms=14_520,
    wordless="7:41 work ankle-bounce",
    dropped={"encouragement": 2, "form": 1},
    texts=frozenset({"One.", "Two."}),
)
HEARD = Proved("hum", "hips", "intermediate", "full", FIGURES, ())


def cells(row: str) -> list[str]:
    """What is in one line of a table."""
    return [cell.strip() for cell in row.strip("|").split("|")]


def rows(files: list[Proved]) -> dict[str, list[str]]:
    """The table's lines by their first cell."""
    lines = prove_table.table("hum", files).splitlines()
    return {cells(line)[0]: cells(line)[1:] for line in lines if line.startswith("|")}


def test_a_row_holds_all_of_a_routine() -> None:
    """Length, onsets, loudness, peak, gap, phrases, the stretch without a word, what is dropped."""
    assert rows([HEARD])["hips"] == [
        *("12:34", "0.4", "4.0", "-19.04", "-1.96", "-78", "2"),
        *("14.5 s at 7:41 work ankle-bounce", "3 (encouragement 2, form 1)"),
    ]


def test_a_row_takes_the_worst_of_its_files_and_counts_a_phrase_once() -> None:
    """Off, loud and quiet are the extremes of all talks; a text in two files is one phrase."""
    other = replace(
        FIGURES,
        sound_off_ms=2.5,
        speech_lufs=-18.81,
        true_peak_dbtp=-1.2,
        gap_dbfs=-math.inf,
        texts=frozenset({"Two.", "Three."}),
    )
    row = rows([HEARD, replace(HEARD, talk="minimal", figures=other)])["hips"]
    assert row[:7] == ["12:34", "2.5", "4.0", "-19.04 to -18.81", "-1.20", "-78", "3"]


def test_levels_stand_in_their_order_and_talk_is_the_fullest() -> None:
    """Lengths and drops are of the fullest talk there is, beginners first, however files come."""
    slow = replace(FIGURES, duration_ms=700_000, dropped={})
    brief = replace(FIGURES, duration_ms=600_000, dropped={"time": 9})
    files = [
        replace(HEARD, talk="brief", figures=brief),
        HEARD,
        replace(HEARD, level="beginner", figures=slow),
    ]
    found = rows(files)
    assert found["routine"][0] == "length, beginner / intermediate"
    assert found["hips"][0] == "11:40 / 12:34"
    assert found["hips"][-1] == "0 / 3 (encouragement 2, form 1)"


def test_a_file_that_never_came_to_be_leaves_its_place_empty() -> None:
    """Without figures there is a dash, and the table says how many files fail."""
    broken = Proved("hum", "hips", "beginner", "full", None, ("it promises an hour",))
    assert rows([broken, HEARD])["hips"][0] == "- / 12:34"
    assert rows([broken])["hips"] == ["-"] * 9
    assert "2 files, 0.2 hours: 1 fail." in prove_table.table("hum", [broken, HEARD])


def test_routines_together_have_a_row_of_their_worst() -> None:
    """Two routines get a last row over both; one does not repeat itself."""
    legs = replace(HEARD, routine="legs", figures=replace(FIGURES, cue_off_ms=7.0))
    assert rows([HEARD, legs])["all"][2] == "7.0"
    assert "all" not in rows([HEARD])


def test_a_failure_is_a_line_with_where_it_is() -> None:
    """Voice, routine, level and talk stand before each fault; a file may have several."""
    files = [replace(HEARD, failures=("too loud", "too late")), HEARD]
    assert prove_table.failed(files) == [
        "hum hips intermediate full: too loud",
        "hum hips intermediate full: too late",
    ]


def test_the_document_is_json_without_infinities() -> None:
    """Digital silence in the gaps is null; phrases are counted and not listed."""
    quiet = replace(HEARD, figures=replace(FIGURES, gap_dbfs=-math.inf))
    told = json.loads(json.dumps(prove_table.document([quiet]), allow_nan=False))
    figures = told["files"][0]["figures"]
    assert figures["gap_dbfs"] is None
    assert figures["phrases"] == 2
    assert "texts" not in figures


def test_every_shipped_routine_is_proved() -> None:
    """Who names no routine gets them all."""
    assert {"all-nine", "loop-band-legs"} <= set(prove.shipped())


def test_an_engine_that_is_none_is_told_at_once() -> None:
    """A voice that cannot be asked for ends the run before it begins; others are no matter."""
    (told,) = prove.unknown_voices(["silent", "parrot"])
    assert "parrot" in told


def test_one_file_is_proved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A short routine holds every promise, has its plan's figures, and leaves no file behind."""
    monkeypatch.setattr(prove_file, "VALIDATORS", {})
    routine = tmp_path / "hips.yaml"
    routine.write_text(
        "title: Hips\nblocks:\n  - {name: Hips, circuit: [hip-circle], rounds: 1, work: 30s}\n",
        encoding="utf-8",
    )
    job = prove_file.ProofJob(str(routine), "silent", ("beginner",), ("minimal",), tmp_path)
    monkeypatch.setenv("AUDIOGUIDE_CACHE", str(tmp_path / "cache"))
    (found,) = prove_file.prove(job)
    options = Options(Level.BEGINNER, "silent", TalkProfile.MINIMAL)
    script = pipeline.write_script(pipeline.read(str(routine)), options)
    timeline = pipeline.arrange(script, options)
    assert found.failures == ()
    assert found.figures is not None
    assert found.figures.duration_ms == timeline.duration_ms
    assert found.figures.texts == {cue.wording.spoken for cue in timeline.cues}
    assert found.figures.wordless.endswith("work hip-circle")
    assert found.figures.wordless_ms > 10_000
    assert prove_file.against_schema(timeline) == []
    (fault,) = prove_file.against_schema(replace(timeline, duration_ms=-1))
    assert fault.startswith("plan: $.duration_ms: -1 ")
    assert not list(tmp_path.glob("*.mp3"))
    heard_nothing = np.zeros(ms_to_samples(timeline.duration_ms), np.float32)
    figures, faults = prove_file.measured(timeline, heard_nothing)
    assert figures.cue_off_ms == math.inf
    assert any("(not heard)" in fault for fault in faults)


def test_a_routine_with_a_mistake_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever keeps a file from being made is told of that file, and the next is tried."""
    monkeypatch.setenv("AUDIOGUIDE_CACHE", str(tmp_path / "cache"))
    levels = ("beginner", "advanced")
    job = prove_file.ProofJob("no-such-routine", "silent", levels, ("full",), tmp_path)
    found = prove_file.prove(job)
    assert [one.level for one in found] == list(levels)
    assert all("no-such-routine" in one.failures[0] for one in found)


def test_a_validators_complaint_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line that counts as a complaint is told, and so is an exit code without a line."""
    path = tmp_path / "a.mp3"
    says = {
        "wary": Validator(("-c", "print('INFO: fine'); print('WARNING: {}')"), "WARNING|ERROR"),
        "calm": Validator(("-c", "print('INFO: fine')"), "WARNING|ERROR"),
        "gone": Validator(("-c", "raise SystemExit(4)")),
    }
    monkeypatch.setattr(prove_file, "VALIDATORS", says)
    monkeypatch.setattr(prove_file, "program", lambda name: sys.executable)
    assert prove_file.validated(path) == ["wary: WARNING: a.mp3", "gone: ended with 4"]


def test_what_a_library_says_is_caught(tmp_path: Path) -> None:
    """A line that is written past Python, straight to the process's stderr, is not lost."""
    with prove_file.said_by_libraries() as said:
        os.write(2, b"Warning: junk at the end\n")
    assert said == ["Warning: junk at the end"]


def test_a_file_of_two_channels_is_a_failure(tmp_path: Path) -> None:
    """Only mono at the timeline's rate is what was promised."""
    path = tmp_path / "two.wav"
    soundfile.write(path, [[0.0, 0.0]] * 480, RATE_HZ)
    assert prove_file.decoded(path)[1] == ["it has 48000 Hz and 2 channels, not 48000 and one"]
