"""`audioguide check` and `audioguide new` work on real files, with the silent voice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from audioguide.checking.listener import Finding, Hearing, Lost
from audioguide.errors import Problem
from audioguide.library import content_folder
from audioguide.model.timeline import Timeline
from tests.cli.conftest import Run

GOOD = "title: Good\nblocks:\n  - circuit: [march-on-the-spot]\n    work: 2m-4m\n"
BAD = "title: Bad\nblocks:\n  - circuit: [march-on-the-spto]\n    wrok: 20s\n"
UNEVEN = """\
title: Uneven
blocks:
  - circuit: [{exercise: side-leg-raise, sides: alternate, work: 20s}]
    rounds: 1-2
"""
SILENT = ("--voice", "silent", "-q")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a current folder with routines of the user's own."""
    for name, text in {"good": GOOD, "bad": BAD, "uneven": UNEVEN}.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_good_routine_is_a_line_with_its_length(run: Run) -> None:
    """A good routine is a line with its shortest and longest length, "about" without a voice."""
    result = run("check", "good.yaml", *SILENT)
    assert (result.exit_code, result.stdout) == (0, "good.yaml: no mistakes; 3 to 5 minutes\n")
    assert result.stderr == ""
    fast = run("check", "good.yaml", "--fast")
    assert (fast.exit_code, fast.stderr) == (0, "")
    assert fast.stdout.startswith("good.yaml: no mistakes; about ")


def test_all_mistakes_of_all_files_are_told(run: Run) -> None:
    """A mistake in one file keeps no other from being checked; the exit code is 1."""
    result = run("check", "bad.yaml", "good.yaml", "loop-band-legs", "--fast")
    bad, other, good, shipped = result.stdout.splitlines()
    assert bad.startswith("bad.yaml:3:15: no exercise `march-on-the-spto`; did you mean")
    assert other.startswith("bad.yaml:4:5: ")
    assert good.startswith("good.yaml: no mistakes")
    assert shipped.startswith("loop-band-legs: no mistakes")
    assert result.exit_code == 1


def test_a_mistake_of_some_levels_names_them(run: Run) -> None:
    """A mistake names the levels at which it shows, unless it shows at all of them."""
    result = run("check", "uneven.yaml", *SILENT)
    assert result.exit_code == 1
    [line] = result.stdout.splitlines()
    assert line.startswith("uneven.yaml:3:")
    assert line.endswith("]")
    assert "[beginner" in line


def test_only_the_voice_tells_what_fits(run: Run) -> None:
    """Words that are too long for their time are found unless --fast leaves the voice out."""
    Path("long.yaml").write_text(
        f"title: T\nsafety: {'Mind the step. ' * 13}\n"
        "blocks:\n  - circuit: [march-on-the-spot]\n    work: 20s\n"
    )
    assert run("check", "long.yaml", "--fast").exit_code == 0
    result = run("check", "long.yaml", *SILENT)
    assert result.exit_code == 1
    assert "Mind the step" in result.stdout


def test_a_check_as_json_is_one_document(run: Run) -> None:
    """Every file with its problems, their levels, and the lengths of the levels without any."""
    result = run("check", "--json", "--fast", "bad.yaml", "uneven.yaml", "good.yaml")
    document = json.loads(result.stdout)
    assert result.exit_code == 1
    assert document["format"] == "audioguide.check/1"
    bad, uneven, good = document["files"]
    assert (bad["file"], bad["ok"], bad["duration_ms"]) == ("bad.yaml", False, {})
    first = bad["problems"][0]
    assert (first["file"], first["line"], first["column"]) == ("bad.yaml", 3, 15)
    assert first["levels"] == ["beginner", "intermediate", "advanced"]
    assert set(uneven["problems"][0]["levels"]) | uneven["duration_ms"].keys() == {*first["levels"]}
    assert (good["ok"], good["problems"]) == (True, [])
    assert list(good["duration_ms"]) == first["levels"]
    lengths_ms = list(good["duration_ms"].values())
    assert lengths_ms == sorted(lengths_ms)


def test_what_is_not_there_is_a_mistake_of_the_command(run: Run) -> None:
    """A file that is not there gives exit code 2, and the others are checked all the same."""
    result = run("check", "missing.yaml", "good.yaml", "--fast")
    assert result.exit_code == 2
    assert result.stdout.startswith("good.yaml: no mistakes")
    assert result.stderr == "error: no file missing.yaml; check the path\n"
    told = json.loads(run("check", "missing.yaml", "good.yaml", "--fast", "--json").stdout)
    assert told["format"] == "audioguide.problems/1"
    assert [one["message"] for one in told["problems"]] == ["no file missing.yaml"]


def test_an_unknown_voice_is_told_once(run: Run) -> None:
    """An unknown voice is told once, however many files are checked."""
    result = run("check", "good.yaml", "uneven.yaml", "--voice", "slient", "-q")
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1


def test_a_routine_to_begin_with_has_no_mistake(run: Run) -> None:
    """What `new` writes passes `check` with a voice, under the title it was given."""
    result = run("new", "strong-hips")
    assert (result.exit_code, result.stdout) == (0, "strong-hips.yaml\n")
    assert result.stderr == "edit it, then: audioguide check strong-hips.yaml\n"
    assert "\ntitle: Strong hips\n" in Path("strong-hips.yaml").read_text("utf-8")
    checked = run("check", "strong-hips.yaml", *SILENT)
    assert checked.stdout.startswith("strong-hips.yaml: no mistakes; ")
    assert (
        run("check", str(content_folder() / "templates" / "routine.yaml"), "--fast").exit_code == 0
    )


@pytest.mark.parametrize(
    ("arguments", "path"),
    [
        (["Füße: 10 min"], "fusse-10-min.yaml"),
        (["hips.yaml"], "hips.yaml"),
        (["hips", "-o", "mine.yml"], "mine.yml"),
        (["hips", "-o", "new/"], "new/hips.yaml"),
    ],
)
def test_where_a_new_routine_goes(run: Run, arguments: list[str], path: str) -> None:
    """A new routine goes into the current folder, or where -o says, and not into `output`."""
    Path("output").mkdir()
    assert run("new", *arguments, "-q").stdout == f"{Path(path)}\n"
    assert run("check", path, "--fast").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["good"],
            "good.yaml is already there; choose another name with -o, or replace",
        ),
        (["x", "-o", "bad.yaml"], "bad.yaml is already there"),
        (["a/b"], "a/b is a path; give the name alone, and the file with -o: -o a/b.yaml"),
        ([" "], "the name is empty"),
        (["💪"], "`💪`: no word stands here"),
        (["x" * 81], "the name is longer than 80 characters"),
        (["x", "-o", "x.mp3"], "a `.mp3` file cannot be written, only .yaml or .yml"),
    ],
)
def test_new_refuses(here: Path, run: Run, arguments: list[str], said: str) -> None:
    """`new` writes over no file; where it refuses, the exit code is 2 and nothing is written."""
    before = {path: path.read_bytes() for path in here.iterdir()}
    result = run("new", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert {path: path.read_bytes() for path in here.iterdir()} == before


def test_a_broken_promise_names_the_length_of_every_level(run: Run, here: Path) -> None:
    """The lengths that a message says to write are right for all levels at once."""
    text = "title: T\nlength: 10m\nblocks:\n  - {circuit: [march-on-the-spot], work: WORK}\n"
    (here / "long.yaml").write_text(text.replace("WORK", "10m-20m"), encoding="utf-8")
    for how in (SILENT, ("--fast",)):
        told = run("check", "long.yaml", *how)
        assert told.exit_code == 1
        lines = told.stdout.splitlines()
        assert [line.split(" [")[-1] for line in lines] == ["intermediate]", "advanced]"]
        [hint] = {line.split("; ")[1].rsplit(" [", 1)[0] for line in lines}
        assert hint.startswith("write `length: [1")
        lengths = hint.removeprefix("write `").removesuffix("`")
        mended = text.replace("length: 10m", lengths).replace("WORK", "10m-20m")
        (here / "mended.yaml").write_text(mended, encoding="utf-8")
        assert run("check", "mended.yaml", *how).exit_code == 0


def test_fast_asks_for_the_voice_that_was_chosen(run: Run, tmp_path: Path) -> None:
    """It speaks nothing; a voice that is not there is told all the same."""
    path = tmp_path / "a.yaml"
    path.write_text("title: T\nblocks: [{pause: 10s}]\n")
    done = run("check", str(path), "--fast", "--voice", "nope")
    assert (done.exit_code, "no engine `nope`" in done.stderr) == (2, True)
    assert run("check", str(path), "--fast", "--voice", "silent").exit_code == 0


def test_a_listener_finds_what_ships_complete(run: Run) -> None:
    """With --listener somebody listens with eyes shut; what ships leaves that person nowhere."""
    result = run("check", "band-tabata", "--listener", *SILENT)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith("no mistakes; 20 to 21 minutes\n")


def test_a_listener_has_learnt_the_authors_own_sentences(run: Run, tmp_path: Path) -> None:
    """Sentences that a routine puts in the place of the program's are understood like those."""
    path = tmp_path / "own.yaml"
    text = 'title: T\nphrases: {switch: "Now change to your {side}."}\n'
    text += "blocks: [{sets: [{exercise: leg-swing, sets: 1}]}]\n"
    path.write_text(text, encoding="utf-8")
    assert run("check", str(path), "--listener", *SILENT).exit_code == 0


def test_a_listener_tells_where_one_is_lost(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a listener finds is told at its line with its level, and the exit code is 1."""

    def lost(timeline: Timeline, language: object) -> Hearing:
        problem = Problem(timeline.script.session.source, "at 0:43, lost", "tell more")
        return Hearing((Finding(Lost.SIDE, problem),), ())

    monkeypatch.setattr("audioguide.checking.listener.listen", lost)
    result = run("check", "band-tabata", "--listener", *SILENT)
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.endswith("band-tabata.yaml:1:1: at 0:43, lost; tell more\n")


def test_a_listener_needs_a_voice(run: Run) -> None:
    """--listener and --fast contradict each other."""
    result = run("check", "band-tabata", "--listener", "--fast")
    assert result.exit_code == 2
    assert "--fast leaves it out" in result.stderr
