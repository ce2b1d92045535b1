"""Render one routine in one voice at every level and amount of talk, and prove every file.

Takes a `ProofJob`; gives a `Proved` for each file, with what was measured and a sentence for all
that failed. Renders into the job's folder and removes the file again; runs the validators of MP3
files that are installed. A process of ``prove.py`` calls it.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import jsonschema
import soundfile

from audioguide import pipeline
from audioguide.checking import failures, measure
from audioguide.errors import AudioguideError
from audioguide.formats.plan_json import plan_json
from audioguide.model.routine import Level
from audioguide.model.script import TalkProfile
from audioguide.model.timeline import Timeline
from audioguide.options import Options
from audioguide.sound.ffmpeg import find as find_ffmpeg
from audioguide.sound.samples import Samples
from audioguide.speech import Speaker
from audioguide.store import Store
from audioguide.units import RATE_HZ, clock

MOST_SCHEMA_ERRORS = 3
"""The most errors of a plan that are reported, because a wrong field is wrong in every cue."""


@dataclass(frozen=True)
class Validator:
    """A program that prints something about a file that is not as it should be."""

    arguments: tuple[str, ...]
    """The program's arguments, with ``{}`` where the name of the file goes."""
    complaint: str = "."
    """A regular expression: a printed line in which it is found is a complaint."""


VALIDATORS: Mapping[str, Validator] = {
    "mp3val": Validator(("{}",), "WARNING|ERROR"),
    "ffmpeg": Validator(("-nostdin", "-v", "error", "-xerror", "-i", "{}", "-f", "null", "-")),
    "mpg123": Validator(("-q", "-t", "{}")),
}


@dataclass(frozen=True)
class ProofJob:
    """One routine in one voice, to be proved at several levels and amounts of talk."""

    routine: str
    voice: str
    levels: tuple[str, ...]
    talks: tuple[str, ...]
    folder: Path


@dataclass(frozen=True)
class Figures:
    """What was measured in one file and its plan."""

    duration_ms: int
    sound_off_ms: float
    sound_off: str
    """The sound that was furthest from its planned time."""
    cue_off_ms: float
    cue_off: str
    speech_lufs: float
    true_peak_dbtp: float
    gap_dbfs: float
    """The highest level where nothing is planned; -inf for digital silence."""
    cues: int
    wordless_ms: int
    """The length of the longest stretch without a word."""
    wordless: str
    """The place of the longest stretch without a word."""
    dropped: Mapping[str, int]
    """The number of cues that are not said, by kind."""
    texts: frozenset[str] = field(repr=False)


@dataclass(frozen=True)
class Proved:
    """The result for one file; ``figures`` is None where the file could not be made."""

    voice: str
    routine: str
    level: str
    talk: str
    figures: Figures | None
    failures: tuple[str, ...]


def missing_validators() -> list[str]:
    """Return the names of the validators that are not installed."""
    return [name for name in VALIDATORS if not program(name)]


def program(name: str) -> str:
    """Return the path of a validator, or an empty string where it is not installed."""
    return find_ffmpeg() if name == "ffmpeg" else shutil.which(name) or ""


def prove(job: ProofJob) -> list[Proved]:
    """Prove every file of the job and return the results, in order.

    A file that fails does not keep the next from being tried.
    """
    complaints: list[str] = []
    options = Options(voice=job.voice)
    files = []
    with (
        pipeline.open_store(complaints.append) as store,
        pipeline.open_speaker(options, store=store) as speaker,
    ):
        for talk in job.talks:
            for level in job.levels:
                begun = time.monotonic()
                figures, faults = prove_file(job, level, talk, speaker, store)
                faults += [f"the cache complains: {what}" for what in complaints]
                complaints.clear()
                labels = (job.voice, job.routine, level, talk)
                files.append(Proved(*labels, figures, tuple(faults)))
                took_s = time.monotonic() - begun
                how = "; ".join(faults) or "holds"
                sys.stderr.write(f"{' '.join(labels)}: {how} ({took_s:.1f} s)\n")
                sys.stderr.flush()
    return files


def prove_file(
    job: ProofJob, level: str, talk: str, speaker: Speaker, store: Store
) -> tuple[Figures | None, list[str]]:
    """Render and measure one file; return its figures and a sentence for all that failed.

    The figures are None where the file could not be made or measured.
    """
    options = Options(Level(level), job.voice, TalkProfile(talk))
    name = f"{job.voice}-{job.routine}-{level}-{talk}".replace(os.sep, "-").replace(":", "-")
    path = job.folder / f"{name}.mp3"
    try:
        script = pipeline.write_script(pipeline.read(job.routine), options)
        timeline = pipeline.arrange_with(script, speaker)
        episode = pipeline.render(timeline, path, store=store)
        faults = [*against_schema(timeline), *validated(path)]
        if episode.duration_ms != timeline.duration_ms:
            faults.append(f"the episode says {episode.duration_ms} ms, not {timeline.duration_ms}")
        samples, complaints = decoded(path)
        figures, unkept = measured(timeline, samples)
        return figures, [*faults, *complaints, *unkept]
    except AudioguideError as error:
        return None, [str(problem) for problem in error.problems]
    except Exception as error:
        # A mistake of the program's is a finding too, and the other files are still to be proved.
        traceback.print_exc()
        return None, [f"{type(error).__name__}: {error}"]
    finally:
        path.unlink(missing_ok=True)


def measured(timeline: Timeline, samples: Samples) -> tuple[Figures, list[str]]:
    """Return the figures of a file, and a sentence for each that is beyond its limit.

    `samples` is the decoded file, mono at `RATE_HZ`.
    """
    proof = measure(timeline, samples)
    wordless_ms, wordless = longest_wordless(timeline)
    figures = Figures(
        duration_ms=timeline.duration_ms,
        sound_off_ms=proof.worst_sound.ms,
        sound_off=proof.worst_sound.what,
        cue_off_ms=proof.worst_cue.ms,
        cue_off=proof.worst_cue.what,
        speech_lufs=proof.speech_lufs,
        true_peak_dbtp=proof.true_peak_dbtp,
        gap_dbfs=proof.loudest_gap_dbfs,
        cues=len(timeline.cues),
        wordless_ms=wordless_ms,
        wordless=wordless,
        dropped=dict(Counter(one.kind.value for one in timeline.dropped).most_common()),
        texts=frozenset(placed.wording.spoken for placed in timeline.cues),
    )
    return figures, failures(proof)


def longest_wordless(timeline: Timeline) -> tuple[int, str]:
    """Return the length in ms of the longest stretch without a word, and where it is."""
    ends = [0, *(cue.end_ms for cue in timeline.cues)]
    starts = [*(cue.start_ms for cue in timeline.cues), timeline.duration_ms]
    length_ms, begin_ms = max(
        ((start - end, end) for end, start in zip(ends, starts, strict=True)),
        key=lambda gap: gap[0],
    )
    middle_ms = begin_ms + length_ms // 2
    placed = next(one for one in timeline.segments if middle_ms < one.end_ms)
    what = placed.segment.exercise.id if placed.segment.exercise else placed.segment.block
    return length_ms, " ".join(filter(None, [clock(begin_ms), placed.segment.kind, what]))


def against_schema(timeline: Timeline) -> list[str]:
    """Return where the plan of the timeline differs from the plan's JSON Schema."""
    errors = list(_schema().iter_errors(json.loads(plan_json(timeline))))
    return [f"plan: {one.json_path}: {one.message}" for one in errors[:MOST_SCHEMA_ERRORS]]


@lru_cache(maxsize=1)
def _schema() -> Any:
    return jsonschema.Draft202012Validator(json.loads(pipeline.schema("plan")))


def validated(path: Path) -> list[str]:
    """Return the first complaint of each installed validator about a file."""
    faults = []
    for name, validator in VALIDATORS.items():
        if where := program(name):
            command = [where, *(one.format(path) for one in validator.arguments)]
            done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True)
            lines = (done.stdout + done.stderr).decode(errors="replace").splitlines()
            said = [line for line in lines if re.search(validator.complaint, line)]
            if done.returncode and not said:
                said = [f"ended with {done.returncode}"]
            faults += [f"{name}: {line}".replace(str(path), path.name) for line in said[:1]]
    return faults


def decoded(path: Path) -> tuple[Samples, list[str]]:
    """Return the file's samples as soundfile decodes them, and what it complains about.

    A rate other than `RATE_HZ` or more than one channel is a complaint, too.
    """
    with said_by_libraries() as said:
        samples, rate_hz = soundfile.read(path, dtype="float32")
    faults = [f"soundfile: {line}" for line in said[:1]]
    if rate_hz != RATE_HZ or samples.ndim != 1:
        faults.append(f"it has {rate_hz} Hz and {samples.ndim} channels, not {RATE_HZ} and one")
    return samples, faults


@contextmanager
def said_by_libraries() -> Iterator[list[str]]:
    """Give the block a list, filled at its end with the lines that this process wrote to stderr.

    Lines that C libraries write are among them.
    """
    lines: list[str] = []
    sys.stderr.flush()
    kept = os.dup(2)
    with tempfile.TemporaryFile() as file:
        os.dup2(file.fileno(), 2)
        try:
            yield lines
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            file.seek(0)
            lines += file.read().decode(errors="replace").splitlines()
