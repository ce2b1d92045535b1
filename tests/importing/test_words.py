"""No word of an imported workout vanishes: it is a name, is said, or is named in a warning."""

from __future__ import annotations

import json

import pytest

from audioguide.errors import AuthorError
from audioguide.importing import Imported, ImportOptions, convert
from audioguide.importing.text import MOST_WORDS, cut, pieces

KNOWN = {"easy-run": "easy run", "easy-walk": "easy walk", "plank": "plank"}
LONG = " ".join(f"Sentence number {n} tells of the spine and the breath." for n in range(12))


def made(written: str, file: str = "w.txt") -> Imported:
    """Return the routine of a short text."""
    return convert(written.encode(), file, ImportOptions(known=KNOWN))


def blocks(written: str, file: str = "w.txt") -> str:
    """Return what stands under `blocks` in the routine of a short text."""
    return made(written, file).yaml.partition("blocks:\n")[2]


def refused(written: str, file: str = "w.txt") -> list[str]:
    """Return all problems of a file that is refused."""
    with pytest.raises(AuthorError) as caught:
        made(written, file)
    return [str(problem) for problem in caught.value.problems]


def test_a_recovery_that_the_library_knows_is_done_in_the_rests() -> None:
    """An easy jog between intervals is the library's easy run; by itself it keeps its own name."""
    done = blocks("4x\n- Fast 20s 150%\n- Easy jog 40s Z1 Pace\n")
    assert "rest: 40s\n    recover: easy-run\n" in done
    assert "- exercise: easy-run\n        name: Easy jog\n" in blocks("- Easy jog 5m Z1 Pace")
    assert "recover: easy-walk" in blocks("Run;60\nRecovery walk;90\nRun;60\n", "w.csv")


def test_a_recovery_that_nobody_knows_is_said() -> None:
    """The words of a recovery are said with the effort before it; `Recovery` alone adds nothing."""
    done = blocks("4x\n- Fast 20s 150%\n- Recovery: shake your legs 40s Z1\n")
    assert "As you recover, shake your legs. Keep it very easy." in done
    assert "says: Go nearly all-out.\n" in blocks("4x\n- Fast 20s 150%\n- Recovery 40s\n")
    prompted = blocks("4x\n- Fast 20s 150%\n- Float on 5^Breathe out <!> 40s\n")
    assert "As you recover, float on. Breathe out." in prompted


def test_a_link_word_before_a_target_is_no_part_of_the_name() -> None:
    """The names of `Recovery 5m at 40%` and `Press on 5m @ 90%` end before "at" and "@"."""
    assert "exercise: recovery\n" in blocks("- Recovery 5m at 40%")
    assert "exercise: press-on\n" in blocks("- Press on 5m @ 90%")


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_line_before_a_repeat_is_the_name_of_its_block(between: str) -> None:
    """A line before a repeat is its name, with a blank line between or without.

    A description stays the summary.
    """
    done = made(f"Hard, but fair.\n\nMain set{between}6x\n- Fast 1m Z5\n- 2m 40%\n").yaml
    assert "summary: Hard, but fair.\n" in done
    assert "- name: Main set\n    intervals:" in done


def test_a_name_before_a_blank_line_and_steps_is_theirs() -> None:
    """A name before a blank line holds for the steps after it, and only for one group of them."""
    assert "- name: Drills\n    circuit:" in blocks("Drills\n\n- Skips 1m\n")
    done = blocks("Drills\n\n- Skips 1m\n\n- Hops 1m\n")
    assert done.count("name: Drills") == 1


def test_a_name_over_rests_alone_is_said() -> None:
    """A name over nothing but rests is said, because there is no block that could hold it."""
    done = blocks("Change shoes\n- Rest 2m\n\n- Run 5m 70%")
    assert done.startswith("  - say: Change shoes.\n  - pause: 2m\n")


@pytest.mark.parametrize("step", ["30s intensity=rest", "intensity=rest 30s", "Rest 30s"])
def test_a_rest_is_no_work(step: str) -> None:
    """A rest by itself is a pause, and within a repeat it is the rest of intervals."""
    alone = made(f"- Squat 30s\n- {step}\n- Squat 40s\n")
    assert "    rest: 30s\n" in alone.yaml
    assert "effort" not in alone.yaml
    assert not alone.warnings
    repeated = blocks(f"3x\n- Squat 30s intensity=active\n- {step}\n")
    assert "work: 30s\n    rest: 30s\n    rounds: 3\n  - pause: 30s\n" in repeated


def test_other_intensities_name_their_steps() -> None:
    """An intensity such as ``warmup`` names a step that has no words of its own."""
    done = blocks("- 5m intensity=warmup\n- 5m 70% intensity=cooldown\n")
    assert "name: Warm-up\n        says: Begin easily and warm up.\n" in done
    assert "name: Cool-down\n        says: Keep it easy" in done


def test_words_of_a_rest_that_comes_first_are_said_before_it() -> None:
    """The words of a rest with no effort before it are said before that rest."""
    done = blocks("0:00 Rest and shake your arms\n0:20 Squat\n1:00 End")
    assert done.startswith("  - say: Rest and shake your arms.\n  - pause: 20s\n")


def test_times_that_fall_are_one_mistake() -> None:
    """Times that are not in order are one mistake, which tells how lengths are written."""
    assert refused("5:00 Walk\n1:30 Run\n3:00 Walk\n2:00 Run\n") == [
        "w.txt:2:1: times count from the start, and 1:30 is not after 5:00; "
        "put lines in order; for lengths write `Run;90`"
    ]


def test_a_first_time_that_is_not_zero_is_a_pause_and_told() -> None:
    """A remark says that the first time makes a pause, because the lines may have been lengths."""
    done = made("4:00 Walk\n5:00 Run\n6:00 Walk\n")
    assert "  - pause: 4m\n" in done.yaml
    assert str(done.warnings[0]) == (
        "w.txt:1:1: nothing is written before 4:00, so it begins with a pause; "
        "if these are lengths, write `Walk;240`"
    )
    assert len({warning.source for warning in done.warnings}) == len(done.warnings) == 2


@pytest.mark.parametrize("rest", ["0:00 Squat\n1:00 End", "Squat;30\nPlank;30"])
def test_a_first_line_without_a_time_is_the_title(rest: str) -> None:
    """Only a first line without a time is the title; further down such a line is a mistake."""
    assert "title: Monday hips\n" in made(f"Monday hips\n{rest}").yaml
    assert len(refused(f"Monday hips\n{rest}\nand more\n")) == 1


def test_words_that_no_explanation_holds_are_said_before_the_block() -> None:
    """What twenty seconds cannot hold, about 45 words, is said before the block, with a remark."""
    steps = {
        "type": "ExecutableStepDTO",
        "stepType": {"stepTypeKey": "interval"},
        "endCondition": {"conditionTypeKey": "time"},
        "endConditionValue": 60,
        "exerciseName": "SPINE_ROLL",
        "description": LONG,
    }
    garmin = json.dumps({"workoutSegments": [{"workoutSteps": [steps, steps]}]})
    lifted = f"# W\n## Spine roll\n{LONG}\n- 60s\n"
    for file, written in (
        ("w.json", garmin),
        ("w.md", lifted),
        ("w.csv", f"{LONG};60"),
        ("w.txt", f"- {LONG} 60s 60%"),
    ):
        done = made(written, file)
        assert done.yaml.count("- say: ") == 1
        says = done.yaml.partition("  says: ")[2].partition("\n")[0]
        assert len(says.split()) <= MOST_WORDS
        told = [str(w) for w in done.warnings if "more words than twenty seconds hold" in str(w)]
        assert len(told) == 1
        for n in range(12):
            assert f"umber {n} " in done.yaml


def test_long_words_of_a_known_exercise_become_several_form_lines() -> None:
    """A long text for a known exercise is divided into `form` lines of at most 120 characters."""
    done = blocks(f"# W\n## Plank\n{LONG}\n- 60s\n", "w.md")
    for n in range(12):
        assert f"umber {n} " in done
    assert "says" not in done


@pytest.mark.parametrize("most", [5, 14, 40, 120])
def test_pieces_lose_nothing_and_fit(most: int) -> None:
    """Pieces fit and lose nothing, also where a word is longer than a line."""
    text = "Breathe in, then out; slowly. Donaudampfschifffahrt! " + LONG
    found = pieces(text, most)
    # A clause that is cut off ends with a full stop of its own.
    assert all(len(piece) <= most for piece in found)
    letters = [c for piece in found for c in piece.lower() if c.isalnum()]
    assert letters == [c for c in text.lower() if c.isalnum()]


def test_a_sentence_that_is_too_long_is_cut_behind_a_comma() -> None:
    """Without a comma a sentence is cut behind the last word that fits."""
    assert cut("Sit, stand and walk", 99, 3) == ("Sit.", "Stand and walk.")
    assert cut("Sit stand and walk", 99, 3) == ("Sit stand and.", "Walk.")
