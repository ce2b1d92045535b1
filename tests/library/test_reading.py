"""What YAML would misread is read as its author meant it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from audioguide.errors import Source
from audioguide.library import load_routine
from audioguide.model.routine import (
    Block,
    BlockKind,
    Exercise,
    Item,
    Level,
    PauseBlock,
    Range,
    Rests,
    Routine,
    SayBlock,
    Sides,
    Tempo,
)

Read = Callable[[str], Routine]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Give a function that reads a routine of these lines."""

    def reads(text: str) -> Routine:
        path = tmp_path / "mine.yaml"
        path.write_text(text, encoding="utf-8")
        return load_routine(str(path))

    return reads


def pause(read: Read, written: str) -> Range:
    [block] = read(f"title: T\nblocks:\n  - pause: {written}\n").blocks
    assert isinstance(block, PauseBlock)
    return block.duration_ms


def item(read: Read, written: str) -> Item:
    [block] = read(f"title: T\nblocks:\n  - sets:\n      - {{{written}}}\n").blocks
    assert isinstance(block, Block)
    assert block.kind is BlockKind.SETS
    return block.items[0]


def own_exercise(tmp_path: Path, read: Read, text: str) -> Exercise:
    (tmp_path / "exercises").mkdir(exist_ok=True)
    (tmp_path / "exercises" / "own.yaml").write_text(text, encoding="utf-8")
    return item(read, "exercise: own").exercise


@pytest.mark.parametrize(
    ("written", "low_s", "high_s"),
    [
        ("1:30", 90, 90),
        ("0:45", 45, 45),
        ("01:00", 60, 60),
        ("1:00:00", 3600, 3600),
        ("090", 90, 90),
        ("010", 10, 10),
        ("'45s'", 45, 45),
        ('"1:30"', 90, 90),
        ("30-60s", 30, 60),
        ("30 - 60 s", 30, 60),
        ("30s-60s", 30, 60),
        ("30-60", 30, 60),
        ("1-2 min", 60, 120),
        ("1.5-2 min", 90, 120),
        ("30s-2 min", 30, 120),
        ("90-2:00", 90, 120),
        ("1:00-2:00", 60, 120),
        ("1:00 to 2:00", 60, 120),
        ("1m30s-2m", 90, 120),
        ("30 to 60s", 30, 60),
        ("30\u201360s", 30, 60),
        ("30s \u2014 60s", 30, 60),
        ("60s-60s", 60, 60),
    ],
)
def test_a_time_is_what_was_written(read: Read, written: str, low_s: int, high_s: int) -> None:
    """`1:30` is not a number of base sixty, `010` is ten, and a unit holds for both ends."""
    assert pause(read, written) == Range(low_s * 1000, high_s * 1000)


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("8", 8, 8),
        ("08", 8, 8),
        ("010", 10, 10),
        ("'8'", 8, 8),
        ("8-10", 8, 10),
        ("8 - 10", 8, 10),
        ("8 to 10", 8, 10),
        ("8\u201310", 8, 10),
        ("10-10", 10, 10),
    ],
)
def test_a_number_is_what_was_written(read: Read, written: str, low: int, high: int) -> None:
    """Leading zeros mean nothing, and `8-10` is a range and not a date."""
    assert item(read, f"exercise: banded-squat, reps: {written}").reps == (Range(low, high),)


def test_several_numbers_are_one_a_set(read: Read) -> None:
    """Several numbers of reps are one for each set, and each of them may be a range."""
    ladder = item(read, "exercise: banded-squat, reps: [12, 8-10, 08]")
    assert ladder.reps == (Range(12, 12), Range(8, 10), Range(8, 8))


def test_a_phase_of_a_tempo_may_last_ten_seconds_and_more(read: Read) -> None:
    """A phase of a tempo may last ten seconds, as holds in physiotherapy do."""
    held = item(read, "exercise: banded-squat, tempo: 1-0-1-10")
    assert held.tempo == Tempo(1, 0, 1, 10)


@pytest.mark.parametrize("written", ["3-1-2-0", "3120", "3 1 2 0", "'3-1-2-0'"])
def test_a_tempo_is_four_digits(read: Read, written: str) -> None:
    """A tempo of four digits is neither a date nor a number, however it is written."""
    assert item(read, f"exercise: banded-squat, tempo: {written}").tempo == Tempo(3, 1, 2, 0)


@pytest.mark.parametrize(
    ("written", "flag"),
    [(word, True) for word in ("yes", "on", "true", "True", "YES", "'on'")]
    + [(word, False) for word in ("no", "off", "false", "NO")],
)
def test_a_flag_is_yes_or_no_in_any_of_yamls_words(
    tmp_path: Path, read: Read, written: str, flag: bool
) -> None:
    """A flag may be any of YAML's words for yes and no, such as `on`."""
    text = f"name: Own\nwork: 30s\nband: {{kind: loop, at: knees, anchor: {written}}}\n"
    band = own_exercise(tmp_path, read, text).band
    assert band is not None
    assert band.anchor is flag


@pytest.mark.parametrize("word", ["on", "yes", "No", "null", "1:30", "010", "2026-01-01"])
def test_text_stays_text(read: Read, word: str) -> None:
    """Where text is meant, a word that YAML takes for another type is text."""
    routine = read(f"title: {word}\nblocks:\n  - say: {word}\n")
    assert routine.title == word
    [block] = routine.blocks
    assert isinstance(block, SayBlock)
    assert block.text == word


def test_the_lines_of_a_text_are_one(read: Read) -> None:
    """The lines of a text become one, whichever of YAML's ways to fold it is used."""
    routine = read(
        "title: 'One thing: breathe'\n"
        "blocks:\n"
        "  - say: >\n      One thing:\n      breathe.\n\n      Slowly.\n"
        "  - say: |\n      One thing:\n        breathe.\n"
        "  - say: Breathe\n      slowly.\n"
    )
    assert routine.title == "One thing: breathe"
    assert [block.text for block in routine.blocks if isinstance(block, SayBlock)] == [
        "One thing: breathe. Slowly.",
        "One thing: breathe.",
        "Breathe slowly.",
    ]


def test_one_value_counts_as_a_list_of_one(read: Read) -> None:
    """One value without brackets is a list of one, as in `equipment: chair`."""
    assert read("title: T\nequipment: chair\nblocks: [say: x]\n").equipment == ("chair",)
    assert item(read, "exercise: banded-squat, form: Slowly.").form == ("Slowly.",)


def test_a_bare_rest_is_the_one_that_the_block_is_about(read: Read) -> None:
    """A single rest is between sets in `sets`, and between exercises in blocks of rounds."""
    second = Range(1_000, 1_000)
    routine = read(
        "title: T\n"
        "rest: {sets: 2s, exercises: 2s, rounds: 2s, switch: 2s}\n"
        "blocks:\n"
        "  - {sets: [{exercise: banded-squat, rest: 1s}], rest: 1s}\n"
        "  - {circuit: [{exercise: banded-squat, rest: 1s}], rest: 1s}\n"
    )
    two = Range(2_000, 2_000)
    assert routine.rests == Rests(two, two, two, two)
    for block, rests in zip(
        routine.blocks, [Rests(sets=second), Rests(exercises=second)], strict=True
    ):
        assert isinstance(block, Block)
        assert block.rests == block.items[0].rests == rests


def test_a_bare_id_is_an_item_with_nothing_of_its_own(read: Read) -> None:
    """The short form of an entry and the long form give the same exercise."""
    [block] = read("title: T\nblocks:\n  - sets: [banded-squat, {exercise: banded-squat}]\n").blocks
    assert isinstance(block, Block)
    assert block.kind is BlockKind.SETS
    short, long = block.items
    assert short.exercise == long.exercise
    assert (short.sets, short.reps, short.work_ms, short.sides) == (None, (), None, None)


def test_what_is_left_out_is_left_to_planning(read: Read) -> None:
    """A routine is named by its file, and reading makes up no default."""
    routine = read("title: T\nblocks: [say: x]\n")
    assert (routine.name, routine.title, routine.level) == ("mine", "T", Level.INTERMEDIATE)
    assert (routine.rests, routine.get_ready_ms, routine.equipment) == (Rests(), None, ())


def test_every_value_remembers_its_place(read: Read) -> None:
    """An entry knows where its keys' values stand, and a block where it begins."""
    routine = read(
        "title: T\n"
        "blocks:\n"
        "  - name: Ü\n"
        "    sets:\n"
        "      - exercise: kick-back\n"
        "        sides: none\n"
        "      - {exercise: kick-back, reps: 8-9, sets: 3}\n"
    )
    [block] = routine.blocks
    assert isinstance(block, Block)
    assert block.kind is BlockKind.SETS
    first, second = block.items
    at = [(place.line, place.column) for place in (block.source, first.source, second.source)]
    assert at == [(3, 5), (5, 9), (7, 9)]
    assert {key: (place.line, place.column) for key, place in second.places.items()} == {
        "exercise": (7, 20),
        "reps": (7, 37),
        "sets": (7, 48),
    }
    assert first.sides is Sides.NONE


def test_a_place_names_a_file_as_it_was_given(
    tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A place below the current folder is relative, and shipped content has its own name."""
    monkeypatch.chdir(tmp_path)
    read("title: T\nblocks: [sets: [banded-squat]]\n")
    for given in ("mine.yaml", str(tmp_path / "mine.yaml")):
        assert load_routine(given).source == Source("mine.yaml", 1, 1)
    [block] = load_routine("mine.yaml").blocks
    assert isinstance(block, Block)
    assert block.kind is BlockKind.SETS
    shipped = block.items[0].exercise.source
    assert shipped == Source("content/exercises/banded-squat.yaml", 1, 1)
