"""Each format's own words become the right parts of a routine."""

from __future__ import annotations

import pytest

from audioguide.errors import AuthorError
from audioguide.importing import Imported, ImportOptions, convert

KNOWN = {"push-up": "push-up", "reverse-lunge": "reverse lunge"}


def from_text(written: str, file: str = "w.txt", **options: float) -> Imported:
    """Return the routine of a short text."""
    given = ImportOptions(
        pace_s_per_km=options.get("pace_s_per_km"),
        lap_ms=int(options["lap_ms"]) if "lap_ms" in options else None,
        known=KNOWN,
    )
    return convert(written.encode(), file, given)


def blocks(written: str, file: str = "w.txt", **options: float) -> str:
    """Return what stands under `blocks` in the routine of a short text."""
    return from_text(written, file, **options).yaml.partition("blocks:\n")[2]


@pytest.mark.parametrize(
    ("length", "work"),
    [
        ("1h", "1:00:00"),
        ("10m", "10m"),
        ("10min", "10m"),
        ("90s", "90s"),
        ("1h2m30s", "1:02:30"),
        ("1m30", "90s"),
        ("5'", "5m"),
        ('30"', "30s"),
        ("1'30\"", "90s"),
        ("2km", "10m"),
        ("0.4km", "2m"),
        ("500mtr", "2:30"),
        ("1mi", "8:03"),
        ("240min", "4:00:00"),
    ],
)
def test_lengths_of_intervals_text(length: str, work: str) -> None:
    """Times stay as they are, and distances are converted at five minutes a kilometre."""
    assert f"work: {work}\n" in blocks(f"- {length} 60%", pace_s_per_km=300)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("50%", "Keep it very easy."),
        ("88-92%", "Keep it steady, with breath for a sentence at a time."),
        ("105%", "Work hard, at an effort you could just hold for an hour."),
        ("Z5", "Work very hard, with breath for single words."),
        ("Z2 HR", "Keep it easy, able to talk in whole sentences."),
        ("95% LTHR", "Work hard, at an effort you could just hold for an hour."),
        ("78-82% Pace", "Keep it easy, able to talk in whole sentences."),
        ("ramp 50%-75%", "Build up smoothly from very easy to easy."),
        ("ramp Z3-Z1", "Ease off smoothly from steady to very easy."),
        ("freeride", "Go as you like."),
        ("4:30/km Pace", "Go at about 4:30 a kilometre."),
        ("7:15-7:00/km", "Go at about 7:15 to 7:00 a kilometre."),
        ("220w", "Keep an even effort."),
        ("60% MMP 5m", "Keep an even effort."),
    ],
)
def test_targets_of_intervals_text(target: str, said: str) -> None:
    """Shares, zones and paces are said in words; watts cannot be."""
    assert f"says: {said}\n" in blocks(f"- 10m {target}")


def test_a_step_with_a_pace_of_its_own_needs_no_other() -> None:
    """A kilometre at 4:30 lasts 4:30."""
    assert "work: 4:30\n" in blocks("- 1km 4:30/km Pace")


def test_minutes_are_asked_about_only_where_they_may_be_metres() -> None:
    """A long ride is minutes, but a number beside a track may as well be metres."""
    assert "work: 1:30:00\n" in blocks("- Ride 90m 65%")
    assert "work: 10m\n" in blocks("- Swim easily 10m")
    with pytest.raises(AuthorError, match="`200m` may be minutes or metres"):
        blocks("- Track 200m")


def test_a_lap_that_a_button_ends_lasts_what_is_told() -> None:
    """A step that a button ends lasts the time of the options, unless it has its own length."""
    assert "work: 2m\n" in blocks("- Stretch press lap", lap_ms=120_000)
    done = from_text("- 9m Z2 press lap")
    assert "work: 9m\n" in done.yaml
    assert "`press lap`" in str(done.warnings[0])


def test_steps_behind_a_blank_line_are_not_repeated() -> None:
    """A repeat ends at a blank line, and without rest it is a circuit."""
    assert (
        blocks("2x\n- 30s 120%\n- 30s 100%\n\n- 5m 50%")
        == """\
  - circuit:
      - exercise: very-hard-effort
        says: Work very hard, with breath for single words.
        work: 30s
      - exercise: hard-effort
        says: Work hard, at an effort you could just hold for an hour.
        work: 30s
    rest: {exercises: 0s, rounds: 0s}
    rounds: 2

  - circuit:
      - exercise: very-easy-effort
        says: Keep it very easy.
        work: 5m
"""
    )


def test_a_recovery_too_short_for_intervals_is_the_rest_of_a_circuit() -> None:
    """A recovery of four seconds is the rest of a circuit, for intervals need time to count in."""
    done = blocks("8x\n- 20s 150%\n- 4s 50%\n")
    assert "circuit:" in done
    assert "rest: {rounds: 4s}\n    rounds: 8\n  - pause: 4s\n" in done


def test_rest_that_comes_first_in_a_loop_comes_first() -> None:
    """Of rest and work in turn, the first rest is a pause and the others are between the work."""
    done = blocks("3x\n- Rest 10s\n- Squat 20s\n")
    assert done.startswith("  - pause: 10s\n")
    assert "work: 20s\n    rest: 10s\n    rounds: 3\n" in done


def test_known_exercises_need_no_words() -> None:
    """Known exercises are found in singular or plural, with or without dashes."""
    done = blocks("Push ups;30\nReverse lunges;30\nPush-up hold;30\n", "w.csv")
    assert done.count("says:") == 1
    assert "exercise: push-up\n" in done
    assert "exercise: reverse-lunge\n" in done
    assert "exercise: push-up-hold\n" in done


def test_the_same_name_with_other_words_gets_an_id_of_its_own() -> None:
    """Steps of the same name with other words are different exercises with ids of their own."""
    done = blocks("- Sprint! 30s 150%\n- Sprint! 30s 200%\n- Sprint! 30s 150%")
    assert done.count("exercise: sprint\n") == 2
    assert done.count("exercise: sprint-2\n        name: Sprint\n") == 1


@pytest.mark.parametrize(
    "line", ["1:30 Run", "[1:30] Run", "01:30 - Run", "1:30\tRun", "0:01:30 Run", "1:30.0 | Run"]
)
def test_timed_lines_come_in_several_dresses(line: str) -> None:
    """A time may be written in several ways, and its text holds until the next line's time."""
    assert "exercise: run\n        says: Run.\n        work: 30s\n" in blocks(f"{line}\n2:00 End")


@pytest.mark.parametrize(
    ("text", "name", "says"),
    [
        ("Welcome. Today we look after our hips.", "welcome", "Today we look after our hips."),
        ("Go! Fast feet, tall back", "go", "Fast feet, tall back."),
        ("Roll your shoulders, slowly", "roll-your-shoulders", "Roll your shoulders, slowly."),
        (
            "Stand up and walk to the other side of the room",
            "stand-up-and-walk",
            "Stand up and walk to the other side of the room.",
        ),
    ],
)
def test_a_timed_text_is_not_said_twice(text: str, name: str, says: str) -> None:
    """A first sentence becomes the name and is not repeated; no name ends in a word like "and"."""
    for written in (f"0:00 {text}\n1:00 Done", f"{text};60"):
        made = blocks(written)
        assert f"exercise: {name}\n" in made
        assert f"says: {says}\n" in made


@pytest.mark.parametrize(
    "rows", ["Run;30", "Run, 30", "Run\t30s", '"Run";"0:30"', "text;s\nRun;30"]
)
def test_rows_come_in_several_dresses(rows: str) -> None:
    """Rows may have semicolons, tabs or commas, seconds or other times, and a heading or none."""
    assert "says: Run.\n        work: 30s\n" in blocks(rows)


def test_messages_of_zwift_are_said() -> None:
    """Messages within a step are said with its explanation, others by themselves."""
    done = blocks(
        '<workout_file><workout><TextEvent message="hello"/><FreeRide Duration="60">'
        '<textevent timeoffset="0" message="legs: round"/></FreeRide></workout></workout_file>',
        "w.zwo",
    )
    assert done.startswith("  - say: Hello.\n")
    assert 'says: "Go as you like. Legs: round."\n' in done


def test_a_run_by_distance_lasts_by_the_pace() -> None:
    """Where ``durationType`` is ``distance``, durations are metres, which the pace makes times."""
    done = blocks(
        "<workout_file><sportType>run</sportType><durationType>distance</durationType>"
        '<workout><SteadyState Duration="1000" Power="0.8"/></workout></workout_file>',
        "w.zwo",
        pace_s_per_km=330,
    )
    assert "exercise: steady-run\n" in done
    assert "work: 5:30\n" in done


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("225 lbs x 5 reps", "reps: 5"),
        ("bw x 10", "reps: 10"),
        ("x 10", "reps: 10"),
        ("10", "reps: 10"),
        ("60s", "work: 1m"),
        ("2m", "work: 2m"),
        ("90 sec", "work: 90s"),
        ("25 lbs for 45s", "work: 45s"),
        ("135 x AMRAP", "work: 1m"),
        ("3x10 @135", "sets: 3\n        reps: 10"),
        ("30s @perside", "work: 30s\n        sides: each-set"),
        ("60s per leg", "work: 1m\n        sides: each-set"),
        ("8 @tempo: 3-0-1-0", "tempo: 3-0-1-0"),
        ("   225   lbs  x   5   reps   @rest:  90s   # heavy", "reps: 5"),
    ],
)
def test_sets_of_liftmark(line: str, item: str) -> None:
    """Every form of a set that LiftMark's specification shows is read."""
    assert item in blocks(f"# W\n## Carry\n- {line}\n", "w.md", lap_ms=60_000)


def test_headings_above_the_workout_are_only_order() -> None:
    """The workout is the first heading with exercises right below it; another one is left out."""
    done = from_text("# Log\n\n## Monday\n### Row\n- 10\n\n## Tuesday\n### Dip\n- 8\n", "w.md")
    assert done.title == "Monday"
    assert "dip" not in done.yaml
    assert str(done.warnings[0]).startswith("w.md:7:1: the second workout `Tuesday` is left out")


def test_sections_belong_to_one_workout() -> None:
    """A warm-up and a main part are not two workouts."""
    done = from_text("# Day\n## Warm-up\n### Row\n- 10\n## Main\n### Dip\n- 8\n", "w.md")
    assert done.title == "Day"
    assert "name: Warm-up\n" in done.yaml
    assert "name: Main\n" in done.yaml


def test_three_times_ten_is_a_weight_in_liftmark() -> None:
    """The number before the ``x`` is a weight, and a remark tells how to write several sets."""
    done = from_text("# W\n## Curl\n- 3 x 10\n", "w.md")
    assert "Use a weight of 3." in done.yaml
    assert "for several sets write a line for each" in str(done.warnings[0])


@pytest.mark.parametrize(
    ("file", "written", "origin"),
    [
        ("a.txt", "0:00 Run\n1:00 End", "a timed script"),
        ("a.txt", "Main\n- 10m 60%", "an Intervals.icu workout"),
        (
            "a.xml",
            "<workout_file><workout><FreeRide Duration='9'/></workout></workout_file>",
            "Zwift",
        ),
        ("a.md", "# A\n## B\n- 10", "a LiftMark workout"),
        ("a.txt", "# A\n## B\n- 10", "a LiftMark workout"),
        ("a", "Run;30", "a timed script"),
    ],
)
def test_the_format_is_told_by_the_content(file: str, written: str, origin: str) -> None:
    """The format is found by the content, and the first line of the routine says which it was."""
    assert origin in from_text(written, file).yaml.splitlines()[0]
