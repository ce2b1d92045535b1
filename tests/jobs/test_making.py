"""Editions are made one after another or in processes, with the same bytes and the same errors."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from audioguide import jobs, pipeline
from audioguide.errors import AuthorError, DestinationError, InstallationError, Problem, Source
from audioguide.jobs import Edition, making
from audioguide.model.script import Script
from audioguide.options import Options
from audioguide.pipeline import Progress
from audioguide.store import Store

SHORT = """\
title: {title}
blocks:
  - say: {title}.
  - intervals: [march-on-the-spot]
    work: {seconds}s
    rest: 10s
    rounds: 3
"""
SILENT = Options(voice="silent")

Make = Callable[[str, int], Edition]


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Makes editions of short routines; the store is this test's own."""
    monkeypatch.setenv("AUDIOGUIDE_CACHE", str(tmp_path / "cache"))

    def made(title: str, seconds: int) -> Edition:
        path = tmp_path / f"{title}.yaml"
        path.write_text(SHORT.format(title=title, seconds=seconds), encoding="utf-8")
        script = pipeline.write_script(pipeline.read(str(path)), SILENT)
        return Edition(title, script, SILENT, tmp_path / f"{title}.mp3")

    return made


def too_short(edition: Edition) -> Edition:
    """The edition with a promise that the voice finds broken."""
    session = replace(edition.script.session, promised_ms=3_600_000)
    return replace(edition, script=replace(edition.script, session=session, promised_ms=3_600_000))


def test_processes_make_the_same_bytes(edition: Make, tmp_path: Path) -> None:
    """Outcomes come in the order of the editions, with the progress of each under its number."""
    editions = [edition("one", 30), edition("two", 20), edition("three", 40)]
    alone = [one.episode for one in jobs.make(editions)]
    before = [one.destination.read_bytes() for one in editions]
    for one in editions:
        one.destination.unlink()
    watched: dict[int, set[str]] = {}

    def watch(number: int, edition: Edition) -> Progress:
        stages = watched.setdefault(number, set())
        return lambda what, done, total: stages.add(what)

    (tmp_path / "cache" / "store-1.sqlite3").unlink()
    found = list(jobs.make(editions, processes=2, watch=watch))
    assert [one.edition for one in found] == editions
    assert [one.episode for one in found] == alone
    assert [one.voice for one in found] == ["silent"] * 3
    assert [one.destination.read_bytes() for one in editions] == before
    assert watched == {number: {"Speaking", "Encoding"} for number in range(3)}


@pytest.mark.parametrize("processes", [1, 2])
def test_what_an_author_can_mend_stops_one_edition_alone(edition: Make, processes: int) -> None:
    """Its outcome has the error; the others are made."""
    editions = [edition("one", 30), too_short(edition("two", 20)), edition("three", 40)]
    found = list(jobs.make(editions, processes=processes))
    assert [one.error is None for one in found] == [True, False, True]
    assert isinstance(found[1].error, AuthorError)
    assert [one.destination.exists() for one in editions] == [True, False, True]


@pytest.mark.parametrize("processes", [1, 2])
def test_what_is_wrong_with_the_machine_stops_all(
    edition: Make, processes: int, tmp_path: Path
) -> None:
    """The error is the same whether it comes from this process or another."""
    there = tmp_path / "folder.mp3"
    there.mkdir()
    editions = [replace(edition("one", 30), destination=there), edition("two", 30)]
    with pytest.raises(DestinationError, match=r"folder\.mp3"):
        list(jobs.make(editions, processes=processes))


def test_a_process_that_is_killed_loses_nothing(edition: Make) -> None:
    """Another one makes its edition; one that kills two is not tried a third time."""
    editions = [edition("one", 30), edition("two", 30)]
    killed: list[int] = []

    def killing(most: int) -> making.Watch:
        def watch(number: int, edition: Edition) -> Progress:
            def report(what: str, done: int, total: int) -> None:
                if number == 0 and len(killed) < most:
                    killed.append(number)
                    for child in children():
                        os.kill(child, signal.SIGKILL)

            return report

        return watch

    found = list(jobs.make(editions, processes=2, watch=killing(1)))
    assert all(one.episode for one in found)
    assert killed == [0]
    killed.clear()
    for one in editions:
        one.destination.unlink()
    Store().clear()
    with pytest.raises(InstallationError, match=r"the process that made \w+ was ended from outs"):
        list(jobs.make(editions, processes=2, watch=killing(99)))
    assert children() == []


def children() -> list[int]:
    """The processes that this one has started for editions."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
            command = (stat.parent / "cmdline").read_bytes()
            if int(parent) == os.getpid() and state != "Z" and b"jobs.process" in command:
                found.append(int(stat.parent.name))
    return found


def test_an_iterator_that_is_given_up_ends_its_processes(edition: Make) -> None:
    """Whoever stops listening leaves nobody at work."""
    outcomes = jobs.make([edition("one", 30), edition("two", 30)], processes=2)
    next(outcomes)
    assert children()
    assert isinstance(outcomes, Iterator)
    outcomes.close()  # type: ignore[attr-defined]
    assert children() == []


def test_every_noun_can_go_to_another_process(edition: Make, tmp_path: Path) -> None:
    """A pickled timeline finds its sounds in the store and gives the same file."""
    one = edition("one", 30)
    with Store() as store:
        pipeline.arrange(one.script, SILENT, store=store)
        timeline = pipeline.arrange(one.script, SILENT, store=store)
        again = pickle.loads(pickle.dumps(timeline))
        pipeline.render(timeline, one.destination, store=store)
    pipeline.render(again, tmp_path / "again.mp3", splice=False)
    pipeline.render(timeline, tmp_path / "whole.mp3", splice=False)
    assert (tmp_path / "again.mp3").read_bytes() == (tmp_path / "whole.mp3").read_bytes()
    script: Script = pickle.loads(pickle.dumps(one.script))
    assert script == one.script


def test_every_error_comes_whole_from_another_process() -> None:
    """Its kind, its problems and their places are kept."""
    problem = Problem(Source("a.yaml", 3, 5), "wrong", "right it")
    for kind in (AuthorError, DestinationError, InstallationError):
        again = pickle.loads(pickle.dumps(kind(problem)))
        assert (type(again), again.problems) == (kind, (problem,))
