"""A routine may define exercises where it needs them, for itself alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from audioguide.errors import AuthorError
from audioguide.library import load_routine
from audioguide.model.routine import (
    Block,
    BlockKind,
    Exercise,
    Item,
    Level,
    Range,
    Routine,
)
from audioguide.planning import plan

Read = Callable[[str], Routine]

SAYS = "says: Roll down bone by bone."


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Give a function that reads a routine of these blocks."""

    def reads(blocks: str) -> Routine:
        path = tmp_path / "mine.yaml"
        path.write_text(f"title: T\nblocks:\n{blocks}", encoding="utf-8")
        return load_routine(str(path))

    return reads


def items(routine: Routine) -> list[Item]:
    """Return the entries of a routine in order."""
    blocks = [b for b in routine.blocks if isinstance(b, Block) and not b.duration_ms]
    return [item for block in blocks for item in block.items]


def exercises(routine: Routine) -> list[Exercise]:
    """Return the exercises of a routine's entries in order."""
    return [item.exercise for item in items(routine)]


def refused(read: Read, blocks: str) -> list[str]:
    """Return the problems of these blocks."""
    with pytest.raises(AuthorError) as caught:
        read(blocks)
    return [str(problem).split(":", 1)[1] for problem in caught.value.problems]


def test_an_unknown_id_is_a_mistake_that_says_how_to_define_it(read: Read) -> None:
    """An unknown id is told with how to define it, or with a known one that it looks like."""
    [told] = refused(read, "  - sets: [wall-roll-down]\n")
    assert told == (
        "3:12: no exercise `wall-roll-down`; "
        "see `audioguide list exercises`, define it here with `says: …`, "
        "or in `exercises/` beside this file or in the folder of --content"
    )
    [told] = refused(read, "  - sets: [banded-sqat]\n")
    assert told.endswith("did you mean `banded-squat`?")


def test_an_unknown_id_with_words_is_an_exercise(read: Read) -> None:
    """An unknown id with words is an exercise named by its id and explained by the words."""
    [own] = exercises(read(f"  - sets: [{{exercise: wall-roll-down, {SAYS}, work: 30s}}]\n"))
    assert (own.id, own.name, own.spoken) == ("wall-roll-down", "Wall roll down", "wall roll down")
    assert own.movement == own.brief == "Roll down bone by bone."
    assert (own.setup, own.form, own.reps, own.work_ms, own.tempo) == ("", (), None, None, None)
    assert (own.source.line, own.source.column) == (3, 23)


def test_it_is_known_from_there_on(read: Read) -> None:
    """A defined exercise is known in every later block of its routine by its id alone."""
    one, other = exercises(
        read(
            f"  - sets: [{{exercise: wall-roll-down, {SAYS}, work: 30s}}]\n"
            "  - circuit: [wall-roll-down]\n    work: 40s\n"
        )
    )
    assert one == other


def test_it_is_not_known_before(read: Read) -> None:
    """An exercise is not known before the entry that defines it."""
    [told] = refused(
        read, f"  - circuit: [wall-roll-down, {{exercise: wall-roll-down, {SAYS}, work: 30s}}]\n"
    )
    assert told.startswith("3:15: no exercise `wall-roll-down`")


def test_it_is_known_to_this_routine_alone(read: Read) -> None:
    """An exercise that one routine defines is unknown in the next."""
    read(f"  - sets: [{{exercise: wall-roll-down, {SAYS}, work: 30s}}]\n")
    assert len(refused(read, "  - sets: [wall-roll-down]\n")) == 1


def test_a_name_is_how_it_is_shown_and_said(read: Read) -> None:
    """A name is shown as it is written, and said with a small letter in mid-sentence."""
    [own] = exercises(
        read(f"  - sets: [{{exercise: roll, name: Roll along the wall, {SAYS}, work: 30s}}]\n")
    )
    assert (own.id, own.name, own.spoken) == ("roll", "Roll along the wall", "roll along the wall")


def test_a_name_alone_renames_a_known_exercise_for_this_entry(read: Read) -> None:
    """A name without words renames a known exercise for one entry and changes nothing else."""
    renamed, plain = exercises(
        read("  - sets: [{exercise: banded-squat, name: Deep squat}, banded-squat]\n")
    )
    assert (renamed.name, renamed.spoken) == ("Deep squat", "deep squat")
    assert renamed.movement == plain.movement
    assert plain.name == "Banded squat"


def test_it_may_say_what_is_left_or_right(read: Read) -> None:
    """A limb that is written holds for a new exercise, or for one entry of a known one."""
    toes, leg, plain = exercises(
        read(
            f"  - sets: [{{exercise: toe-yoga, {SAYS}, limb: foot, sides: each-set, work: 30s}}]\n"
            "  - sets: [{exercise: kick-back, limb: heel}, kick-back]\n"
        )
    )
    assert (toes.limb, leg.limb, plain.limb) == ("foot", "heel", "leg")


def test_a_name_alone_defines_nothing(read: Read) -> None:
    """An unknown id with a name and no words stays unknown."""
    [told] = refused(read, "  - sets: [{exercise: wall-roll-down, name: Roll, work: 30s}]\n")
    assert "no exercise" in told


def test_a_known_exercise_may_be_told_in_other_words(read: Read) -> None:
    """Own words for a known exercise replace its setup; band, tempo and numbers stay."""
    told, again, plain = exercises(
        read(
            "  - sets:\n      - {exercise: banded-squat, says: Sit back and rise. No hurry.}\n"
            "      - banded-squat\n  - circuit: [kick-back]\n"
        )
    )
    assert (told.name, told.spoken) == ("Banded squat", "banded squat")
    assert (told.setup, told.movement, told.easier) == ("", "Sit back and rise. No hurry.", "")
    assert told.brief == "Sit back and rise."
    assert told.band is not None
    assert told.reps is not None
    assert told.tempo is not None
    assert again == told
    assert plain.setup


def test_it_may_be_told_anew(read: Read) -> None:
    """Words that are written later hold from there on, and the name stays."""
    blocks = (
        f"  - sets: [{{exercise: roll, name: Slow roll, {SAYS}, work: 30s}}]\n"
        "  - sets: [{exercise: roll, says: Now with straight arms., work: 30s}]\n"
        "  - sets: [{exercise: roll, work: 30s}]\n"
    )
    one, other, last = exercises(read(blocks))
    assert one.movement == "Roll down bone by bone."
    assert other.movement == "Now with straight arms."
    assert other == last
    assert {one.name, other.name} == {"Slow roll"}


@pytest.mark.parametrize(
    "name",
    ["Wall roll", "WallRoll", "wall_roll", "-wall", "wall-", "wall--roll", "mür", "-", "a/b"],
)
def test_an_id_is_small_letters_digits_and_dashes(read: Read, name: str) -> None:
    """An id has small letters, digits and dashes; another one is refused with `name` as remedy."""
    [told] = refused(read, f"  - sets: [{{exercise: '{name}', {SAYS}, work: 30s}}]\n")
    assert told == (
        f"3:23: `{name}` is no id; use small letters, digits and dashes, "
        "and `name` for how it is said"
    )


def test_words_that_are_wrong_are_the_only_mistake(read: Read) -> None:
    """Where the words are wrong, it is not told as well that the id is unknown."""
    for says in ("[a, b]", "''", f"'{'x' * 501}'", '"\\a"'):
        [told] = refused(read, f"  - sets: [{{exercise: wall-roll, says: {says}, work: 30s}}]\n")
        assert "no exercise" not in told


def test_nothing_says_how_long_until_the_entry_does(read: Read) -> None:
    """A movement of words alone needs a time in its entry, or reps with a tempo."""
    for asked, told in (
        ("", "nothing says how long roll lasts"),
        (", reps: 8", "counted roll needs a tempo"),
        (", reps: 8, tempo: 2-0-2-0", ""),
        (", work: 30s", ""),
    ):
        routine = read(f"  - sets: [{{exercise: roll, {SAYS}{asked}}}]\n")
        if not told:
            plan(routine, Level.INTERMEDIATE)
            continue
        with pytest.raises(AuthorError) as caught:
            plan(routine, Level.INTERMEDIATE)
        assert [problem.message for problem in caught.value.problems] == [told]


@pytest.mark.parametrize(
    ("block", "kind"),
    [
        ("sets: [ENTRY]", BlockKind.SETS),
        ("circuit: [ENTRY]", BlockKind.CIRCUIT),
        ("intervals: [ENTRY]", BlockKind.INTERVALS),
        ("{emom: 2m, each: [ENTRY]}", BlockKind.EMOM),
        ("{amrap: 2m, round: [ENTRY]}", BlockKind.AMRAP),
    ],
)
def test_it_may_be_defined_in_any_block(read: Read, block: str, kind: BlockKind) -> None:
    """An exercise may be defined in any kind of block and used in the next."""
    entry = f"{{exercise: roll, {SAYS}, work: 30s}}"
    made, again = read(
        f"  - {block.replace('ENTRY', entry)}\n  - sets: [{{exercise: roll, work: 20s}}]\n"
    ).blocks
    assert isinstance(made, Block)
    assert made.kind is kind
    assert isinstance(again, Block)
    assert again.kind is BlockKind.SETS
    plan(Routine("r", "R", again.source, (made, again)), Level.INTERMEDIATE)


def test_minutes_and_rounds_keep_their_own_keys(read: Read) -> None:
    """Blocks of minutes and of uncounted rounds keep lengths, ranges, names and words."""
    minutes, uncounted = read(
        "  - {name: M, emom: 6-8m, each: [kick-back], rest: 10s, before: In., after: Out.}\n"
        "  - {amrap: '4:30', round: [{exercise: kick-back, form: Slow.}], get_ready: 20s}\n"
    ).blocks
    assert isinstance(minutes, Block)
    assert minutes.kind is BlockKind.EMOM
    assert (minutes.name, minutes.before, minutes.after) == ("M", "In.", "Out.")
    assert minutes.duration_ms == Range(360_000, 480_000)
    assert minutes.rests.switch is not None
    assert minutes.places["emom"].line == 3
    assert isinstance(uncounted, Block)
    assert uncounted.kind is BlockKind.AMRAP
    assert uncounted.duration_ms == Range(270_000, 270_000)
    assert uncounted.get_ready_ms is not None
    assert uncounted.items[0].form == ("Slow.",)
