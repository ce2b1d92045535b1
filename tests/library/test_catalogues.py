"""What ships loads, what lies beside a routine wins, and what is not there is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from audioguide.errors import AuthorError, Problem, UsageError
from audioguide.files import read_bounded
from audioguide.library import (
    catalogue,
    content_folder,
    list_exercises,
    list_routines,
    load_language,
    load_routine,
    template,
)
from audioguide.model.routine import Block, BlockKind, Level, PauseBlock, SayBlock
from audioguide.planning import plan

EXERCISES = sorted(path.stem for path in (content_folder() / "exercises").glob("*.yaml"))
ROUTINES = sorted(path.stem for path in (content_folder() / "routines").glob("*.yaml"))


def test_there_is_something_to_ship() -> None:
    """There are exercises and routines to ship, so that the other tests have something to test."""
    assert "banded-squat" in EXERCISES
    assert "loop-band-legs" in ROUTINES


def test_every_shipped_exercise_loads() -> None:
    """Every shipped exercise loads, and its id is its file's name."""
    problems: list[Problem] = []
    found = list_exercises(catalogue(), problems)
    assert not problems
    assert [exercise.id for exercise in found] == EXERCISES
    for exercise in found:
        assert exercise.source.file == f"content/exercises/{exercise.id}.yaml"
        assert exercise.setup
        assert exercise.movement
        assert exercise.form


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("name", ROUTINES)
def test_every_shipped_routine_loads_and_plans_at_every_level(name: str, level: Level) -> None:
    """A shipped routine has no problem, whether it is given by its name or by its file."""
    routine = load_routine(name)
    assert routine.name == name
    assert plan(routine, level).segments
    assert load_routine(str(content_folder() / "routines" / f"{name}.yaml")) == routine


def test_the_routine_to_begin_with_shows_every_kind_of_block(tmp_path: Path) -> None:
    """The routine to begin with has every kind of block, and whatever title it is given."""
    for title in ("My routine", "Legs: 10 min", 'A "b" #c', "yes"):
        path = tmp_path / "mine.yaml"
        path.write_text(template(title), encoding="utf-8")
        routine = load_routine(str(path))
        assert routine.title == title
        kinds = {getattr(block, "kind", type(block)) for block in routine.blocks}
        assert kinds == {*BlockKind, SayBlock, PauseBlock}


def test_routines_are_listed_by_name() -> None:
    """All shipped routines are listed in the order of their names."""
    assert [routine.name for routine in list_routines(catalogue(), [])] == ROUTINES


def test_shipped_wording_loads_and_another_languages_is_told() -> None:
    """The words of English ship; another language is told to have none."""
    assert load_language("en").phrases
    with pytest.raises(AuthorError, match="no words"):
        load_language("xx")


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("loop-band-leg", "no routine `loop-band-leg`", "did you mean `loop-band-legs`?"),
        ("zzz", "no routine `zzz`", "audioguide list routines"),
        ("", "no routine ``", "audioguide list routines"),
        ("..", ".. is a folder", "name a file in it"),
        ("../elsewhere", "../elsewhere is a folder", "such as ../elsewhere/mine.yaml"),
        ("plain", "plain is a folder", "name a file in it"),
        ("hips", "no routine `hips`", "did you mean hips.yaml?"),
        ("walk", "no routine `walk`", "did you mean walk.yml?"),
        ("hips.yml", "no file hips.yml", "did you mean hips.yaml?"),
        ("walk.yaml", "no file walk.yaml", "did you mean walk.yml?"),
        ("plain/hips", "no file plain/hips", "did you mean plain/hips.yaml?"),
        ("x" * 300, "no routine `xxx", ""),
        ("missing.yaml", "no file missing.yaml", "path"),
        ("missing.yml", "no file missing.yml", "path"),
        ("nowhere/missing", "no file nowhere/missing", "path"),
        ("x" * 300 + ".yaml", "no file xxx", "path"),
        ("folder.yaml", "folder.yaml is a folder", "name a file in it"),
    ],
)
def test_a_routine_that_is_not_there_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, message: str, hint: str
) -> None:
    """A name is looked up in what ships and a path on the disk; a folder is no routine."""
    here, elsewhere = tmp_path / "here", tmp_path / "elsewhere"
    for folder in (here / "folder.yaml", here / "plain", elsewhere):
        folder.mkdir(parents=True)
    for file in (here / "hips.yaml", here / "walk.yml", elsewhere / "mine.yaml"):
        file.touch()
    (here / "plain" / "hips.yaml").touch()
    monkeypatch.chdir(here)
    with pytest.raises(UsageError) as caught:
        load_routine(name)
    [problem] = caught.value.problems
    assert problem.message.startswith(message)
    assert hint in problem.hint


def routine_with_own(folder: Path, own: dict[str, str], names: str) -> Path:
    """Write a routine of these exercises beside a folder of own ones, and return its path."""
    (folder / "exercises").mkdir()
    for name, text in own.items():
        (folder / "exercises" / f"{name}.yaml").write_text(text, encoding="utf-8")
    path = folder / "mine.yaml"
    path.write_text(f"title: T\nblocks:\n  - sets: [{names}]\n", encoding="utf-8")
    return path


def test_an_own_exercise_wins_over_a_shipped_one(tmp_path: Path) -> None:
    """The folder `exercises` beside the routine is looked into first, then what ships."""
    own = {"banded-squat": "name: My squat\nwork: 30s\n", "hop": "name: Hop\nwork: 20s\n"}
    path = routine_with_own(tmp_path, own, "banded-squat, hop, kick-back")
    [block] = load_routine(str(path)).blocks
    assert isinstance(block, Block)
    assert block.kind is BlockKind.SETS
    assert [item.exercise.name for item in block.items] == ["My squat", "Hop", "Kick back"]
    assert [item.exercise.spoken for item in block.items][:2] == ["my squat", "hop"]


def test_a_shipped_routine_does_not_see_own_exercises(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shipped routine sounds the same wherever it is rendered."""
    routine_with_own(tmp_path, {"banded-squat": "not an exercise"}, "banded-squat")
    monkeypatch.chdir(tmp_path)
    assert load_routine("loop-band-legs")


def test_a_broken_own_exercise_does_not_fall_back_on_a_shipped_one(tmp_path: Path) -> None:
    """A broken own exercise is told, and never replaced by a shipped one of the same name."""
    path = routine_with_own(tmp_path, {"banded-squat": "name: [x]\n"}, "banded-squat")
    with pytest.raises(AuthorError, match=r"exercises/banded-squat\.yaml:1:7: text is expected"):
        load_routine(str(path))


def test_a_near_own_exercise_is_offered(tmp_path: Path) -> None:
    """A misspelt id gets the nearest own exercise as its hint."""
    path = routine_with_own(tmp_path, {"wall-roll-down": "name: R\nwork: 9s\n"}, "wall-rolldown")
    with pytest.raises(AuthorError, match="did you mean `wall-roll-down`"):
        load_routine(str(path))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files here")
def test_only_files_are_read(tmp_path: Path) -> None:
    """A pipe or a folder with an exercise's name is not read, and counts as no exercise."""
    path = routine_with_own(tmp_path, {}, "hop, skip")
    os.mkfifo(tmp_path / "exercises" / "hop.yaml")
    (tmp_path / "exercises" / "skip.yaml").mkdir()
    with pytest.raises(AuthorError) as caught:
        load_routine(str(path))
    assert [p.message for p in caught.value.problems] == ["no exercise `hop`", "no exercise `skip`"]


def test_an_exercise_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An exercise that cannot be read is told beside the routine's other mistakes."""
    path = routine_with_own(tmp_path, {"hop": "name: Hop\nwork: 9s\n"}, "hop, zzz")

    def refused(path: Path, most_bytes: int) -> bytes:
        if path.stem == "hop":
            raise PermissionError(13, "Permission denied")
        return read_bounded(path, most_bytes)

    monkeypatch.setattr("audioguide.library.once.read_bounded", refused)
    with pytest.raises(AuthorError) as caught:
        load_routine(str(path))
    messages = sorted(problem.message for problem in caught.value.problems)
    assert messages == ["no exercise `zzz`", "the file cannot be read (Permission denied)"]


def test_a_routine_may_consist_of_words_alone(tmp_path: Path) -> None:
    """A routine may consist of words alone, and have no folder of exercises beside it."""
    path = tmp_path / "words.yml"
    path.write_text("title: T\nblocks: [say: Hello.]\n", encoding="utf-8")
    [block] = load_routine(str(path)).blocks
    assert block == SayBlock("Hello.", block.source)
