"""Workouts of ZWO, Intervals.icu and Garmin are imported, and no loss goes without a warning."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audioguide import pipeline
from audioguide.errors import AuthorError
from audioguide.importing import Imported, ImportOptions, convert
from audioguide.library import catalogue
from audioguide.library.routines import routine_of
from audioguide.options import Options
from tests.importing.totals import total_ms

KNOWN = {"easy-walk": "easy walk", "easy-run": "easy run"}


def made(written: str | bytes, file: str = "w.txt", pace: float | None = None) -> Imported:
    """Return the routine of a short file."""
    data = written if isinstance(written, bytes) else written.encode()
    return convert(data, file, ImportOptions(pace_s_per_km=pace, known=KNOWN))


def zwo(steps: str, sport: str = "bike", more: str = "") -> Imported:
    """Return the routine of a Zwift workout."""
    head = f"<workout_file><name>W</name><sportType>{sport}</sportType>{more}"
    return made(f"{head}<workout>{steps}</workout></workout_file>", "w.zwo")


def told(done: Imported) -> str:
    """Return all warnings as a text."""
    return "\n".join(map(str, done.warnings))


def refused(written: str, file: str = "w.txt") -> str:
    """Return the first problem of a file that is refused."""
    with pytest.raises(AuthorError) as caught:
        made(written, file)
    return str(caught.value.problems[0])


def said_by_ear(done: Imported) -> list[str]:
    """Return every text of the finished episode, spoken by the silent voice."""
    routine = routine_of(done.yaml.encode(), Path("w.yaml"), catalogue(None))
    options = Options(voice="silent")
    script = pipeline.write_script(routine, options)
    with pipeline.open_speaker(options) as speaker:
        timeline = pipeline.arrange_with(script, speaker)
    assert not timeline.broken, timeline.broken
    return [cue.wording.text for cue in timeline.cues]


def test_messages_that_speak_of_time_are_left_out() -> None:
    """Messages about time are left out, because at any other second they would not be true."""
    done = zwo(
        '<FreeRide Duration="600"><textevent timeoffset="10" message="Settle in"/>'
        '<textevent timeoffset="300" message="Halfway there"/>'
        '<textevent timeoffset="480" message="Two minutes to go"/>'
        '<textevent timeoffset="500" message="Climb 3/8"/>'
        '<textevent timeoffset="590" message="Ten more seconds"/></FreeRide>'
    )
    assert "says: Go as you like. Settle in.\n" in done.yaml
    assert "form" not in done.yaml
    for message in ("Halfway there.", "Two minutes to go.", "Climb 3/8.", "Ten more seconds."):
        assert f"`{message}` is left out" in told(done)
        assert message not in done.yaml


def test_messages_of_a_repeat_are_said_in_their_own_half_once() -> None:
    """A message at a second of the recovery is said with the recovery, and each is said once."""
    done = zwo(
        '<IntervalsT Repeat="3" OnDuration="60" OffDuration="30" OnPower="1.2" OffPower="0.5">'
        '<textevent timeoffset="5" message="Tall back"/>'
        '<textevent timeoffset="65" message="Shake your legs"/></IntervalsT>'
    )
    first, _, after = done.yaml.partition("As you recover, ")
    assert "Tall back." in first
    assert "Shake your legs." in after.partition("\n")[0]
    assert done.yaml.count("Tall back.") == 1


def test_slopes_are_said_in_words() -> None:
    """Four percent uphill is another step than level ground."""
    done = zwo(
        '<IntervalsT Repeat="1" OnDuration="60" OffDuration="0" OnSlope="4"/>'
        '<IntervalsT Repeat="1" OnDuration="60" OffDuration="0" OnSlope="0"/>',
        "run",
    )
    assert "exercise: run-uphill\n        says: Keep an even effort. 4 percent uphill." in done.yaml
    assert "exercise: run\n        says: Keep an even effort.\n" in done.yaml
    assert not done.warnings
    down = zwo('<SteadyState Duration="60" Power="0.6" Slope="-3"/>')
    assert "3 percent downhill." in down.yaml


def test_every_attribute_that_is_not_carried_over_is_told() -> None:
    """Every attribute that is not carried over is named in a warning, also an unknown one."""
    done = zwo('<SteadyState Duration="60" Power="0.6" Cadence="90" Colour="red"/>')
    assert "`Power 0.6`, `Cadence 90` and `Colour red` are left out" in told(done)
    assert "`note Bring water`" in told(
        zwo('<MaxEffort Duration="9"/>', "bike", "<note>Bring water</note>")
    )


@pytest.mark.parametrize(
    ("pace", "name", "says"),
    [
        (0, "run-at-mile-pace", "Go nearly all-out."),
        (1, "run-at-5k-pace", "Work very hard, with breath for single words."),
        (2, "run-at-10k-pace", "Work very hard, with breath for single words."),
        (
            3,
            "run-at-half-marathon-pace",
            "Work hard, at an effort you could just hold for an hour.",
        ),
        (4, "run-at-marathon-pace", "Keep it steady, with breath for a sentence at a time."),
    ],
)
def test_a_run_is_told_by_the_pace_it_names(pace: int, name: str, says: str) -> None:
    """A run's power is a share of the pace that it names, and a mile is not a marathon."""
    done = zwo(f'<SteadyState Duration="60" Power="1.0" pace="{pace}"/>', "run")
    assert f"exercise: {name}\n" in done.yaml
    assert f"says: {says}\n" in done.yaml


def test_neighbours_with_different_targets_are_told_apart() -> None:
    """Where the words of effort are the same, the second step is a little harder or easier."""
    done = zwo('<SteadyState Duration="60" Power="0.8"/><SteadyState Duration="60" Power="0.88"/>')
    assert "name: Steady ride, a little harder\n" in done.yaml
    assert "a little easier" in made("- 5m 88%\n- 5m 80%\n").yaml
    assert "a little" not in made("- 5m 88%\n- 6m 88%\n").yaml


def test_a_distance_lasts_by_the_threshold_that_the_file_gives() -> None:
    """A kilometre at four fifths of a threshold of 4:00 lasts 5:00."""
    more = "<durationType>distance</durationType><thresholdSecPerKm>240</thresholdSecPerKm>"
    assert "work: 5m\n" in zwo('<SteadyState Duration="1000" Power="0.8"/>', "run", more).yaml


def test_slowing_is_no_building_up() -> None:
    """A ramp that falls by share, by pace or by watts eases off, and one that rises builds up."""
    assert "exercise: ease-off\n" in made("- 10m ramp 250-150w\n").yaml
    assert "exercise: ease-off\n" in made("- 10m ramp 4:30-5:00/km Pace\n").yaml
    assert "exercise: build-up\n" in made("- 10m ramp 5:00-4:30/km Pace\n").yaml
    assert "exercise: ease-off\n" in zwo('<Ramp Duration="60" PowerLow="1" PowerHigh="0.5"/>').yaml


@pytest.mark.parametrize("written", ["180.00002", "179.99998", "180.04", "180"])
def test_the_noise_of_floats_is_no_mistake(written: str) -> None:
    """A time that is close to a tenth of a second is that tenth."""
    done = zwo(f'<SteadyState Duration="{written}" Power="0.6"/>')
    assert "work: 3m\n" in done.yaml


@pytest.mark.parametrize(
    "heading",
    [
        *("2 x Main Set", "2x Main Set", "Main Set x2", "Main Set (2x)", "Main Set 2x", "2X"),
        *("2 times", "Main Set 2 times:", "Main Set (x 2)", "2 rounds of Main Set"),
        "Main Set 2\u00d7",
    ],
)
def test_a_repeat_is_read_however_it_is_written(heading: str) -> None:
    """A repeat may stand before the name or behind it, in brackets or in words."""
    done = made(f"Warmup\n- 5m 60%\n\n{heading}\n- 1m 105%\n- 1m 50%\n\nCooldown\n- 5m 50%\n")
    assert total_ms(done.yaml) == 14 * 60_000
    assert ("name: Main Set\n" in done.yaml) == ("Main" in heading)


def test_a_repeat_that_is_not_read_is_a_mistake_or_told() -> None:
    """A repeat is refused between words, within a step and three levels deep.

    One that may be only a name is told in a warning.
    """
    assert "may ask for a repeat" in refused("Do 2x of this\n- 1m 105%\n")
    assert "within a step" in refused("- 2 x 1m 105%\n")
    assert "within a step" in refused("- 3 times 1m 105%\n")
    deep = "3x\n- 5m 60%\n  2x\n  - 1m 90%\n    2x\n    - 30s 95%\n"
    assert "within a repeat" in refused(deep)
    assert "its steps are done once" in told(made("4x4 Norwegian\n- 4m 90%\n"))


def test_a_repeat_within_a_repeat_is_done_as_often_as_it_says() -> None:
    """The indentation shows which steps belong to the inner repeat and which to the outer one."""
    nested = "Main\n4x\n- 1m 105%\n  2x\n  - 30s 130%\n  - 30s 50%\n- 2m 50%\n"
    assert total_ms(made(nested).yaml) == 4 * (60 + 2 * 60 + 120) * 1000


def test_a_bare_m_among_distances_is_asked_about() -> None:
    """A hundred `m` among distances are asked about, but small numbers stay minutes."""
    track = "Warmup\n- 12m Z2 HR\n\n3x\n- {0}m 92% pace\n\n4x\n- 600mtr 105% pace\n"
    assert "may be minutes or metres" in refused(track.format(100))
    assert "work: 10m" in made(track.format(10), pace=300).yaml


@pytest.mark.parametrize(
    ("distance", "work"),
    [("100 ft", "11s"), ("0.25 mi", "2:25"), ("400 metres", "2:24"), ("1 km", "6m")],
)
def test_lifted_distances_last_by_the_pace(distance: str, work: str) -> None:
    """Distances in feet, miles and metres last by the pace, and are refused without one."""
    text = f"# Legs\n\n## Farmer walk\n- {distance}\n"
    assert f"work: {work}\n" in made(text, "w.md", pace=360).yaml
    assert "says how far, not how long" in refused(text, "w.md")
    assert "may be minutes or metres" in refused("# Legs\n\n## Farmer carry\n- 40 m\n", "w.md")
    assert "work: 14s" in made("# Legs\n\n## Carry\n- 50 lbs x 40 m\n", "w.md", pace=360).yaml


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n", "a picture"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x0e\x10\x00\x00\x00\x00\x00\x00.FIT", "a FIT file"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b'<?xml version="1.0"?>\n<gpx/>', "a track"),
        (b"<TrainingCenterDatabase/>", "a training file"),
        (b"BEGIN:VCALENDAR\n", "a calendar"),
        (b"<!DOCTYPE html><p>", "a web page"),
    ],
)
def test_what_is_no_workout_is_told_as_what_it_is(data: bytes, what: str) -> None:
    """A file that is no workout is refused with what it is and what would help."""
    with pytest.raises(AuthorError) as caught:
        made(data, "w")
    [problem] = caught.value.problems
    assert what in problem.message
    assert problem.hint


def test_a_text_without_a_number_says_how_long_nothing_lasts() -> None:
    """A text without a number is refused because nothing in it has a length."""
    assert "nothing in it says how long" in refused("Do some squats.\n")


def test_no_name_has_an_open_bracket() -> None:
    """A bracket that is not closed is cut from the name."""
    done = made("# Legs\n\n## Run (easy\n- 45s\n", "w.md").yaml
    assert "(" not in done


def test_the_recovery_after_the_last_repeat_stays_a_recovery() -> None:
    """After the third run there is a walk of ninety seconds, as after the first two."""
    yaml = made("Main 3x\n- Run 60s\n- Walk 90s\n\n- Slow walk 5m\n").yaml
    assert "recover: easy-walk\n    rounds: 3\n" in yaml
    assert "exercise: easy-walk\n        work: 90s\n" in yaml
    assert "pause" not in yaml
    once = zwo(
        '<IntervalsT Repeat="1" OnDuration="600" OffDuration="600" OnPower="0.8" OffPower="0.5"/>'
    ).yaml
    assert "exercise: very-easy-ride\n        says: Keep it very easy.\n        work: 10m" in once
    assert "As you recover" not in once


def test_the_first_day_of_a_couch_to_5k_has_eight_walks() -> None:
    """There are seven walks between the runs and one after the last, each with its length."""
    texts = said_by_ear(made("8x\n- Run 60s\n- Walk 90s\n"))
    assert not [text for text in texts if "ause" in text]
    rows = "Run,60\nWalk,90\n" * 8
    for yaml in (made("8x\n- Run 60s\n- Walk 90s\n").yaml, made(rows, "w.csv").yaml):
        assert "rest: 90s\n    recover: easy-walk\n    rounds: 8\n" in yaml
        assert "exercise: easy-walk\n        work: 90s\n" in yaml


def test_a_run_and_a_walk_in_turn_are_intervals() -> None:
    """A run and a walk in turn become intervals by the clock, and nothing in the file is lost."""
    rows = "Brisk walk,300\n" + "Run,60\nWalk,90\n" * 3 + "Easy walk,300\n"
    yaml = made(rows, "a.csv").yaml
    assert "work: 1m\n    rest: 90s\n    recover: easy-walk\n    rounds: 3\n" in yaml
    assert total_ms(yaml) == (17 * 60 + 30) * 1000


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "windows-1252", "utf-8", "UTF-16"])
def test_xml_is_read_in_the_encoding_that_it_declares(encoding: str) -> None:
    """XML is read in its declared encoding, which many programs choose for their own language."""
    written = (
        f'<?xml version="1.0" encoding="{encoding}"?><workout_file><name>H\u00fcgel</name>'
        '<workout><FreeRide Duration="60"/></workout></workout_file>'
    )
    assert made(written.encode(encoding), "w.zwo").title == "H\u00fcgel"


def test_an_encoding_that_is_no_encoding_of_files_is_not_used() -> None:
    """A name that Python knows as something else than a text encoding of files is ignored."""
    written = b'<?xml version="1.0" encoding="unicode_escape"?><a>\xfc</a>'
    with pytest.raises(AuthorError, match="not UTF-8"):
        made(written, "w.zwo")


def test_xml_of_very_many_elements_is_refused() -> None:
    """XML of more than 20,000 elements is refused even where it is smaller than a megabyte."""
    assert "more than 20,000 elements" in refused("<a>" + "<b/>x" * 30_000 + "</a>", "w.zwo")


def test_what_a_file_holds_never_steers_the_screen() -> None:
    """Control characters and marks that reverse text never reach a message."""
    step = {"stepType": {"stepTypeKey": "\x1b[2J\u202e"}}
    written = json.dumps({"workoutSegments": [{"workoutSteps": [step]}], "a\x1b": 1})
    assert not {"\x1b", "\u202e"} & set(refused(written, "w.json"))
    assert "\x1b" not in refused('{"\\u001b[2J": 1, "\\u001b[2J": 2}', "w.json")


def test_a_file_of_mistakes_is_left_after_a_hundred() -> None:
    """Reading stops after a hundred mistakes or a thousand steps, because nobody reads on."""
    with pytest.raises(AuthorError) as caught:
        made("- Run\n" * 10_000)
    assert len(caught.value.problems) == 100
    assert "more than 1000 steps" in refused("- Run 60s\n" * 10_000)


@pytest.mark.parametrize(
    "message", ["internationalization " * 20, "1234567 " * 12, "www.example.com/" * 9, "a" * 300]
)
def test_long_words_and_numbers_are_no_explanation_that_is_too_long(message: str) -> None:
    """Words that do not fit into twenty seconds are said before the block, however long each is."""
    assert said_by_ear(
        zwo(
            '<IntervalsT Repeat="5" OnDuration="120" OffDuration="120" OnPower="1.2" '
            f'OffPower="0.5"><textevent timeoffset="125" message="{message}"/></IntervalsT>'
        )
    )


def test_what_garmin_asks_for_besides_is_told() -> None:
    """A second target and a swimming stroke are left out with a warning."""
    step = {
        "stepType": {"stepTypeKey": "interval"},
        "endCondition": {"conditionTypeKey": "time"},
        "endConditionValue": 60.00002,
        "secondaryTargetType": {"workoutTargetTypeKey": "cadence"},
        "strokeType": {"strokeTypeKey": "backstroke"},
    }
    done = made(json.dumps({"workoutSegments": [{"workoutSteps": [step]}]}), "w.json")
    assert "work: 1m\n" in done.yaml
    assert "`secondaryTargetType cadence` and `strokeType backstroke` are left out" in told(done)


SECONDS = st.integers(1, 900)
SHARES = st.sampled_from(["0.4", "0.5", "0.62", "0.7", "0.88", "0.95", "1.0", "1.3"])
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=300).map(
    lambda text: text.translate({ord(c): None for c in '<>&"'})
)


def _message(text: str, at: int) -> str:
    return f'<textevent timeoffset="{at}" message="{text}"/>'


MESSAGES = st.lists(st.builds(_message, TEXTS, st.integers(0, 900)), max_size=2).map("".join)
STEADY = st.builds(
    lambda kind, s, share, said: (
        f'<{kind} Duration="{s}.00002" Power="{share}">{said}</{kind}>',
        s,
    ),
    st.sampled_from(["SteadyState", "Warmup", "Cooldown", "Ramp", "FreeRide", "MaxEffort"]),
    SECONDS,
    SHARES,
    MESSAGES,
)
REPEATED = st.builds(
    lambda n, on, off, high, low, said: (
        f'<IntervalsT Repeat="{n}" OnDuration="{on}" OffDuration="{off}" OnPower="{high}" '
        f'OffPower="{low}">{said}</IntervalsT>',
        n * (on + off),
    ),
    st.integers(1, 5),
    SECONDS,
    st.integers(0, 300),
    SHARES,
    SHARES,
    MESSAGES,
)


@given(st.lists(STEADY | REPEATED, min_size=1, max_size=6), st.sampled_from(["bike", "run"]))
def test_zwift_steps_keep_their_time(steps: list[tuple[str, int]], sport: str) -> None:
    """Whatever steps follow each other, the routine lasts as long as the file says."""
    done = zwo("".join(step for step, _ in steps), sport)
    assert total_ms(done.yaml) == 1000 * sum(seconds for _, seconds in steps)


CUES = st.sampled_from(["", "Run ", "Walk ", "Rest ", "Jog easily ", "Recovery "])
LINES = st.builds(lambda cue, s, share: (f"- {cue}{s}s {share}%", s), CUES, SECONDS, SECONDS)
GROUPS = st.builds(
    lambda head, n, steps: (
        "\n".join([head.format(n), *(line for line, _ in steps), "", ""]),
        n * sum(seconds for _, seconds in steps),
    ),
    st.sampled_from(["{}x", "Main ({}x)", "{} x Main", "Main x{}", "{} times"]),
    st.integers(1, 6),
    st.lists(LINES, min_size=1, max_size=4),
)


@given(st.lists(GROUPS, min_size=1, max_size=5))
def test_repeats_of_every_form_keep_their_time(groups: list[tuple[str, int]]) -> None:
    """Repeats of runs, walks and rests in any order keep their time."""
    seconds = sum(seconds for _, seconds in groups)
    if seconds > 4 * 3_600:
        # Rests alone may come to more than a pause holds.
        with suppress(AuthorError):
            assert total_ms(made("".join(text for text, _ in groups)).yaml) == 1000 * seconds
        return
    assert total_ms(made("".join(text for text, _ in groups)).yaml) == 1000 * seconds


@settings(max_examples=12, deadline=None)
@given(
    st.lists(STEADY | REPEATED, min_size=1, max_size=4),
    st.lists(GROUPS, min_size=1, max_size=3),
)
def test_whatever_is_imported_can_be_heard(
    steps: list[tuple[str, int]], groups: list[tuple[str, int]]
) -> None:
    """Every explanation, name and rest is one that the coach can say."""
    for done in (zwo("".join(step for step, _ in steps)), made("".join(t for t, _ in groups))):
        assert said_by_ear(done)
