"""The command line over stages that answer at once, so that only the command line is tested."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from audioguide import jobs, listings, mp3, pipeline
from audioguide.cli.app import app
from audioguide.errors import AudioguideError, Problem, Source, UsageError
from audioguide.files import whole
from audioguide.formats.listing import ExerciseEntry, RoutineEntry, VoiceEntry
from audioguide.listings import Listed
from audioguide.model.episode import Episode
from audioguide.model.routine import Level, Routine
from audioguide.model.script import Script
from audioguide.model.session import Session
from audioguide.model.timeline import Timeline
from audioguide.options import Options
from audioguide.ours import MARK
from audioguide.pipeline import Progress, unwatched
from audioguide.store import Store
from tests.formats.timelines import MARCH, timeline

Run = Callable[..., Result]
OURS = mp3.tag(mp3.Tags(maker=MARK))
"""How a file begins that this program made."""


@dataclass
class Voice:
    """A voice that says nothing, and is never closed."""

    options: Options
    progress: Progress

    @property
    def title(self) -> str:
        return self.options.voice

    def __enter__(self) -> Voice:
        return self

    def __exit__(self, *_: object) -> None:
        pass


@dataclass
class Stages:
    """Stages made by hand: every name is a routine, except those that are to fail as told."""

    broken: dict[str, AudioguideError | BaseException] = field(default_factory=dict)
    unarranged: dict[str, AudioguideError | BaseException] = field(default_factory=dict)
    asked: list[Options] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)

    def read(self, name: str, content: Path | None = None) -> Routine:
        if name in self.broken:
            raise self.broken[name]
        if name == "unknown":
            raise UsageError(Problem(None, "no routine `unknown`", "see `audioguide list`"))
        stem = Path(name).stem
        return Routine(stem, stem.title(), Source(name), (), level=Level.INTERMEDIATE)

    def write_script(
        self,
        routine: Routine,
        options: Options,
        session: Session | None = None,
        store: Store | None = None,
    ) -> Script:
        return timeline(title=routine.title).script

    def arrange(
        self, script: Script, options: Options, progress: Progress, store: Store | None = None
    ) -> Timeline:
        with self.open_speaker(options, progress, store) as speaker:
            return self.arrange_with(script, speaker)

    def open_speaker(
        self,
        options: Options,
        progress: Progress = unwatched,
        store: Store | None = None,
        language: str = "en",
        threads: int | None = None,
    ) -> Voice:
        self.opened.append(options.voice)
        return Voice(options, progress)

    def arrange_with(self, script: Script, speaker: Voice) -> Timeline:
        self.asked.append(speaker.options)
        speaker.progress("speaking", 1, 2)
        speaker.progress("speaking", 2, 2)
        title = script.session.title
        if title.lower() in self.unarranged:
            raise self.unarranged[title.lower()]
        return timeline(title=title)

    def render(
        self,
        placed: Timeline,
        destination: Path,
        progress: Progress,
        store: Store | None = None,
        *,
        splice: bool = True,
        threads: int | None = None,
    ) -> Episode:
        with whole(destination) as file:
            file.write(OURS + b"\xff" * (1_500_000 - len(OURS)))
        title = placed.script.session.title
        return Episode(destination, title, placed.duration_ms, 1_500_000, -19.0)

    def say(
        self,
        text: str,
        options: Options,
        destination: Path,
        progress: Progress,
        store: Store | None = None,
    ) -> int:
        self.asked.append(options)
        self.said.append(text)
        with whole(destination) as file:
            file.write(OURS)
        return 2_100

    def routines(self, content: Path | None = None) -> Listed[RoutineEntry]:
        return Listed((RoutineEntry("hips", "Hips before hills", (), 1_200_000),))

    def exercises(self, content: Path | None = None) -> Listed[ExerciseEntry]:
        return Listed((ExerciseEntry(MARCH.id, MARCH.name),))

    def voices(self) -> list[VoiceEntry]:
        return [VoiceEntry("hibari", "", "en", "natural", True, "")]


@pytest.fixture
def stages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Stages:
    """Put stages made by hand in place of the pipeline's, in an empty current folder."""
    monkeypatch.chdir(tmp_path)
    made = Stages()
    by_stages = ("read", "write_script", "open_speaker", "arrange", "arrange_with", "render")
    for name in (*by_stages, "say", "voices"):
        monkeypatch.setattr(pipeline, name, getattr(made, name))
    # Stages by hand are in this process alone.
    monkeypatch.setattr(jobs, "cores", lambda: 1)
    for name in ("routines", "exercises"):
        monkeypatch.setattr(listings, name, getattr(made, name))
    return made


@pytest.fixture
def run() -> Run:
    """Run the command line here; an error that no person can mend is raised."""

    def runs(*arguments: str, columns: int = 80) -> Result:
        env = {"COLUMNS": str(columns), "PATH": os.environ["PATH"]}
        return CliRunner(env=env).invoke(app, arguments, catch_exceptions=False)

    return runs
