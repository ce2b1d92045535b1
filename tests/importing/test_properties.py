"""Any imported file gives a routine that can be read, with the same words and the same time."""

from __future__ import annotations

import json
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from audioguide.errors import AuthorError
from audioguide.importing import FORMATS, ImportOptions, convert
from audioguide.importing import emit as emitting
from audioguide.importing.text import sentence
from audioguide.library.nodes import Scalar, parse
from tests.importing.totals import entries, keys, text, total_ms

OPTIONS = ImportOptions(pace_s_per_km=300, lap_ms=60_000, known={"squat": "squat"})
SECONDS = st.integers(1, 600)
NAMES = st.sampled_from(["Squat", "Lunge", "Plank", "Rest", "Recovery", "Jump up and down"])
# The micro sign among them is a Greek letter, which no voice has.
LATIN = st.characters(
    exclude_categories=["Cs", "Cc"], exclude_characters="\u00b5", max_codepoint=0x24F
)
WORDS = st.text(LATIN, min_size=1, max_size=60)

Json = dict[str, object]


def garmin(steps: list[Json]) -> bytes:
    """Return a Garmin workout of these steps."""
    return json.dumps({"workoutName": "W", "workoutSegments": [{"workoutSteps": steps}]}).encode()


def step(kind: str, end: str, value: float, **more: object) -> Json:
    """Return one step as Garmin writes it."""
    step: Json = {"type": "ExecutableStepDTO", "stepType": {"stepTypeKey": kind}}
    return step | {"endCondition": {"conditionTypeKey": end}, "endConditionValue": value} | more


KINDS = st.sampled_from(["warmup", "interval", "interval", "recovery", "rest"])
STEPS = st.builds(lambda kind, s: (step(kind, "time", s), s), KINDS, SECONDS)
GROUPS = st.builds(
    lambda steps, n: (
        {"type": "RepeatGroupDTO", "numberOfIterations": n, "workoutSteps": [s for s, _ in steps]},
        n * sum(seconds for _, seconds in steps),
    ),
    st.lists(STEPS, min_size=1, max_size=4),
    st.integers(1, 8),
)
NESTED = st.builds(
    lambda parts, n: (
        {"type": "RepeatGroupDTO", "numberOfIterations": n, "workoutSteps": [s for s, _ in parts]},
        n * sum(seconds for _, seconds in parts),
    ),
    st.lists(STEPS | GROUPS, min_size=1, max_size=3),
    st.integers(1, 3),
)


@given(st.lists(STEPS | GROUPS | NESTED, min_size=1, max_size=6))
def test_garmin_steps_and_groups_keep_their_time(parts: list[tuple[Json, int]]) -> None:
    """The time is kept however steps, rests and groups follow each other."""
    data, total = garmin([part for part, _ in parts]), sum(seconds for _, seconds in parts)
    if total > 4 * 3_600:
        # Rests alone may come to more than a pause holds.
        with suppress(AuthorError):
            assert total_ms(convert(data, "w.json", OPTIONS).yaml) == 1000 * total
        return
    assert total_ms(convert(data, "w.json", OPTIONS).yaml) == 1000 * total


@given(st.lists(st.tuples(NAMES, SECONDS), min_size=1, max_size=12))
def test_timed_lines_keep_their_time(rows: list[tuple[str, int]]) -> None:
    """The time is kept also where equal work and rest become intervals."""
    data = "".join(f"{name};{seconds}\n" for name, seconds in rows).encode()
    assert total_ms(convert(data, "w.csv", OPTIONS).yaml) == 1000 * sum(s for _, s in rows)


@given(st.lists(st.tuples(st.integers(1, 9), st.lists(SECONDS, min_size=1, max_size=4))))
def test_intervals_text_keeps_its_time(sections: list[tuple[int, list[int]]]) -> None:
    """The time is kept where each heading repeats its steps and every second step is a recovery."""
    lines, total = ["Warmup", "- 10s 50%", ""], 10
    for times, steps in sections:
        lines.append(f"Main {times}x")
        lines += [f"- {s}s {50 if index % 2 else 95}%" for index, s in enumerate(steps)]
        lines.append("")
        total += times * sum(steps)
    assert total_ms(convert("\n".join(lines).encode(), "w.txt", OPTIONS).yaml) == 1000 * total


@given(
    st.lists(st.tuples(st.integers(1, 30), st.none() | st.integers(5, 120)), min_size=1, max_size=9)
)
def test_lifted_sets_keep_their_work_and_rests(sets: list[tuple[int, int | None]]) -> None:
    """Rests that change from set to set divide the exercise, and none is lost."""
    lines = [f"- {reps}" + (f" @rest: {rest}s" if rest else "") for reps, rest in sets]
    data = "\n".join(["# W", "## Row", *lines]).encode()
    expected = sum(4 * reps + (rest or 0) for reps, rest in sets)
    assert total_ms(convert(data, "w.md", OPTIONS).yaml) == 1000 * expected


@given(WORDS, WORDS, WORDS)
def test_whatever_is_said_comes_back(title: str, name: str, says: str) -> None:
    """Colons, quotes, dashes and letters of every kind of Latin script survive YAML."""
    steps = [step("interval", "time", 60, exerciseName=name, description=says)]
    data = json.dumps({"workoutName": title, "workoutSegments": [{"workoutSteps": steps}]})
    done = convert(data.encode(), "w.json", OPTIONS)
    routine = keys(parse(done.yaml.encode(), "w.yaml"))
    assert text(routine["title"]) == done.title
    circuit = keys(entries(routine["blocks"])[0])["circuit"]
    item = keys(entries(circuit)[0])
    if says_something := sentence(says):
        found = text(item.get("says") or item.get("form"), says_something)
        assert found == says_something


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Cf", "Co"]), max_size=40))
def test_emitted_text_is_the_same_text(value: str) -> None:
    """A text that is written as YAML is read back the same, in a block and within brackets."""
    plain = " ".join(value.split())
    for written in (f"a: {emitting.text(plain)}", f"a: [{emitting.text(plain, flow=True)}]"):
        node = keys(parse(written.encode(), "w.yaml"))["a"]
        node = node if isinstance(node, Scalar) else entries(node)[0]
        assert text(node) == plain


PIECES = st.sampled_from(
    [
        *"#-@:;x%<>{}[]\"'&|\n \t",
        *("\n## ", "\n- ", "10", "60s", "2km", "m", "Z2", "ramp", "press lap", "<workout_file>"),
        *(
            '<SteadyState Duration="',
            "</workout>",
            '"workoutSegments": [',
            "0:30 ",
            "AMRAP",
            "\r\n",
        ),
    ]
)


@given(
    st.sampled_from(sorted(FORMATS)),
    st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join),
)
def test_any_text_is_a_routine_or_a_mistake(format_: str, written: str) -> None:
    """Any text gives a routine that can be read, or raises AuthorError and nothing else."""
    data = written.encode("utf-8", errors="surrogatepass")
    with suppress(AuthorError):
        done = convert(data, "any", ImportOptions(format_, 300, 60_000))
        assert total_ms(done.yaml) >= 0
