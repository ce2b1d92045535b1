"""A content folder of the user's own comes before what ships, and after what lies beside a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from audioguide.errors import AuthorError, Problem, UsageError
from audioguide.library import (
    Shelf,
    catalogue,
    content_folder,
    find_programme,
    list_exercises,
    list_programmes,
    list_routines,
    load_programme,
    load_routine,
)
from audioguide.model.routine import Block, BlockKind, Routine

SQUAT = "name: {}\nwork: 20s\n"
ROUTINE = "title: {}\nblocks: [sets: [banded-squat, kick-back]]\n"
PROGRAMME = "title: P\nweeks: 1\ndays: [{day: 1, routine: hips}, {day: 2, routine: all-nine}]\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Give a folder with exercises, routines and programmes, some of which hide shipped ones."""
    files = {
        "exercises/banded-squat.yaml": SQUAT.format("My squat"),
        "routines/hips.yaml": ROUTINE.format("Hips"),
        "routines/band-emom.yml": ROUTINE.format("My minutes"),
        "programmes/spring.yaml": PROGRAMME,
    }
    return write(tmp_path / "own", files)


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write these files into the folder and return it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def exercises(of: Routine) -> list[str]:
    """Return the names of a routine's exercises."""
    [block] = of.blocks
    assert isinstance(block, Block)
    assert block.kind is BlockKind.SETS
    return [item.exercise.name for item in block.items]


def test_ones_own_comes_before_what_ships(own: Path) -> None:
    """Own exercises, routines and programmes come before the shipped ones of the same name."""
    where = catalogue(own)
    hips = load_routine("hips", where)
    assert (hips.title, exercises(hips)) == ("Hips", ["My squat", "Kick back"])
    assert load_routine("band-emom", where).title == "My minutes"
    assert load_routine("band-emom").title == "On the minute"
    assert load_routine("all-nine", where).title == "All nine"
    assert find_programme("spring", where) == own / "programmes" / "spring.yaml"
    assert find_programme("spring") is None


def test_what_lies_beside_a_routine_comes_first(own: Path, tmp_path: Path) -> None:
    """What lies beside a routine comes first, then the content folder, then what ships."""
    beside = {"a.yaml": ROUTINE.format("A"), "exercises/kick-back.yaml": SQUAT.format("My kick")}
    path = write(tmp_path / "beside", beside) / "a.yaml"
    assert exercises(load_routine(str(path), catalogue(own))) == ["My squat", "My kick"]
    assert exercises(load_routine(str(path))) == ["Banded squat", "My kick"]


def test_a_programmes_days_are_looked_up_the_same_way(own: Path, tmp_path: Path) -> None:
    """A programme's routines are looked up beside it, in the content folder, in what ships.

    Their exercises are looked up in the same places.
    """
    days = load_programme("spring", catalogue(own)).days
    assert [day.routines[0].title for day in days if day.routines[0]] == ["Hips", "All nine"]
    elsewhere = write(tmp_path / "elsewhere", {"p.yaml": PROGRAMME})
    day = load_programme(str(elsewhere / "p.yaml"), catalogue(own)).days[0]
    assert day.routines[0] is not None
    assert exercises(day.routines[0]) == ["My squat", "Kick back"]
    with pytest.raises(AuthorError, match="no routine `hips`"):
        load_programme(str(elsewhere / "p.yaml"))
    beside = {
        "routines/hips.yaml": ROUTINE.format("H"),
        "exercises/kick-back.yaml": SQUAT.format("My kick"),
    }
    write(elsewhere, beside)
    day = load_programme(str(elsewhere / "p.yaml"), catalogue(own)).days[0]
    assert day.routines[0] is not None
    assert exercises(day.routines[0]) == ["My squat", "My kick"]


def test_lists_begin_with_ones_own_and_name_nothing_twice(own: Path) -> None:
    """Lists begin with the user's own, and leave out what is hidden by it."""
    where = catalogue(own)
    problems: list[Problem] = []
    names = [one.name for one in list_routines(where, problems)]
    assert names[:2] == ["band-emom", "hips"]
    assert len(set(names)) == len(names)
    assert next(one.name for one in list_programmes(where, problems)) == "spring"
    ids = [one.id for one in list_exercises(where, problems)]
    assert ids[0] == "banded-squat"
    assert ids.count("banded-squat") == 1
    assert not problems
    assert where.origin("hips", Shelf.ROUTINES) == own.as_posix()
    assert where.origin("all-nine", Shelf.ROUTINES) == ""


def test_mistakes_are_told_at_their_place_and_hide_nothing_else(own: Path) -> None:
    """The mistakes of every file are told at their place, and all right files are listed."""
    broken = {
        "exercises/hop.yaml": "name: Hop\nwrok: 20s\n",
        "routines/a.yaml": "title: A\nblocks: [sets: [hop, hopp]]\n",
        "routines/b.yaml": PROGRAMME,
        "programmes/c.yaml": "title: C\nweeks: 2\n",
    }
    where = catalogue(write(own, broken))
    problems: list[Problem] = []
    assert "hips" in [one.name for one in list_routines(where, problems)]
    assert "spring" in [one.name for one in list_programmes(where, problems)]
    assert "banded-squat" in [one.id for one in list_exercises(where, problems)]
    lines = [str(problem).removeprefix(f"{own}/") for problem in problems]
    assert lines == [
        "exercises/hop.yaml:2:1: unknown key `wrok`; did you mean `work`?",
        "routines/a.yaml:2:22: no exercise `hopp`; did you mean `hop`?",
        "routines/b.yaml:1:1: this is a programme, not a routine; keep it in a folder "
        "`programmes`, and give --week and --day with its name",
        "programmes/c.yaml:1:1: a programme has no `days`; add `days: …`",
        "exercises/hop.yaml:2:1: unknown key `wrok`; did you mean `work`?",
    ]
    with pytest.raises(UsageError, match=r"no routine `hipps`; did you mean `hips`\?"):
        load_routine("hipps", where)
    with pytest.raises(UsageError, match=r"no programme `sprong`; did you mean `spring`\?"):
        load_programme("sprong", where)


def test_a_programme_is_found_among_routines_too(own: Path) -> None:
    """A programme among routines is found; of two of one name the nearest folder's counts."""
    files = {
        "routines/summer.yaml": PROGRAMME,
        "routines/four-weeks-of-bands.yaml": ROUTINE.format("R"),
    }
    where = catalogue(write(own, files))
    assert find_programme("summer", where) == own / "routines" / "summer.yaml"
    assert find_programme("four-weeks-of-bands", where) is None
    assert load_routine("four-weeks-of-bands", where).title == "R"


def test_a_routine_taken_out_of_its_content_folder_is_told_what_it_misses(own: Path) -> None:
    """A routine that is named by its path, without --content, gets that option as its hint."""
    write(own, {"exercises/hop.yaml": SQUAT.format("Hop")})
    write(own, {"routines/a.yaml": "title: A\nblocks: [sets: [hop]]\n"})
    with pytest.raises(AuthorError) as caught:
        load_routine(str(own / "routines" / "a.yaml"))
    assert caught.value.problems[0].hint == f"name the folder that has it: --content {own}"
    assert load_routine(str(own / "routines" / "a.yaml"), catalogue(own))


@pytest.mark.parametrize("shelf", list(Shelf))
def test_one_of_the_three_is_enough(tmp_path: Path, shelf: Shelf) -> None:
    """One of the three folders makes a content folder, even an empty one."""
    (tmp_path / shelf).mkdir()
    assert catalogue(tmp_path).folders == (tmp_path, content_folder())
    assert load_routine("all-nine", catalogue(tmp_path))


def test_the_shipped_content_is_not_looked_up_twice() -> None:
    """Shipped content that is given as the user's own is looked up only once."""
    assert catalogue(content_folder()) == catalogue()


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("nowhere", "there is no content folder nowhere", "check the path"),
        ("a.yaml", "a.yaml is a file, not a content folder", "name the folder it lies in"),
        ("empty", "it holds no exercises, no routines, no programmes", "folders of these names"),
        ("good/routines", "good/routines is no content folder", "the folder above it: good"),
        ("x" * 300, "xxx", "read"),
    ],
)
def test_what_is_no_content_folder_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, message: str, hint: str
) -> None:
    """What is no content folder is told, with what to do about it."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "good" / "routines").mkdir(parents=True)
    (tmp_path / "a.yaml").touch()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError) as caught:
        catalogue(Path(name))
    [problem] = caught.value.problems
    assert message in problem.message
    assert hint in problem.hint


def test_a_name_never_leaves_the_folders(own: Path) -> None:
    """No name finds a file outside the folders, whatever it is made of."""
    write(own.parent, {"secret.yaml": SQUAT})
    where = catalogue(own)
    for name in ("../secret", "../../secret", "..", ".", "", "/etc/passwd", "x" * 300):
        assert where.find(name, *Shelf) is None
