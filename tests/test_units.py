"""Durations as people write them, clocks, and samples are converted without loss."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audioguide import files, units
from audioguide.units import (
    LONGEST_MS,
    RATE_HZ,
    ceil_to,
    clock,
    ms_to_samples,
    parse_duration,
    samples_to_ms,
)

WRITTEN = {
    "45s": 45_000,
    "45 s": 45_000,
    "45 sec": 45_000,
    "45 secs": 45_000,
    "45 seconds": 45_000,
    "1 second": 1_000,
    "45S": 45_000,
    "  45s\n": 45_000,
    "90": 90_000,
    "0": 0,
    "007": 7_000,
    "2.5": 2_500,
    "0.1": 100,
    "0.10s": 100,
    "1:30": 90_000,
    "01:30": 90_000,
    "0:45": 45_000,
    "0:00": 0,
    "1:30.5": 90_500,
    "90:00": 5_400_000,
    "1:00:00": 3_600_000,
    "1:02:03.4": 3_723_400,
    "12:59:59": 46_799_000,
    "1m30s": 90_000,
    "1m 30s": 90_000,
    "1 min 30 sec": 90_000,
    "1 minute 30 seconds": 90_000,
    "2 min": 120_000,
    "2 mins": 120_000,
    "2m": 120_000,
    "0.5 min": 30_000,
    "1h": 3_600_000,
    "1 hour": 3_600_000,
    "2 hours": 7_200_000,
    "1h2m3s": 3_723_000,
    "1h 30s": 3_630_000,
    "1m90s": 150_000,
}

NOT_WRITTEN = {
    "": "is not a duration",
    "   ": "is not a duration",
    "s": "is not a duration",
    "soon": "is not a duration",
    "45x": "is not a duration",
    "45 s s": "is not a duration",
    "30s1m": "is not a duration",
    "1m30": "is not a duration",
    "-5s": "is not a duration",
    "+5s": "is not a duration",
    "1:5": "is not a duration",
    "1:60": "is not a duration",
    ":30": "is not a duration",
    "1:": "is not a duration",
    "1:30s": "is not a duration",
    "1:30:": "is not a duration",
    "1:00:00:00": "is not a duration",
    "1e3": "is not a duration",
    "1_000": "is not a duration",
    "0x10": "is not a duration",
    "inf": "is not a duration",
    "nan": "is not a duration",
    ".5s": "is not a duration",
    "5.": "is not a duration",
    "1,5s": "is not a duration",
    "²": "is not a duration",
    "1:75:00": "more than 59 minutes",
    "1:60:00": "more than 59 minutes",
    "0.05": "finer than a tenth of a second",
    "1.25s": "finer than a tenth of a second",
    "0.001 min": "finer than a tenth of a second",
    "1001h": "longer than a thousand hours",
    "9" * 400: "longer than a thousand hours",
    "9" * 400 + "h": "longer than a thousand hours",
    "9" * 400 + ":00:00": "longer than a thousand hours",
}


@pytest.mark.parametrize(("text", "ms"), WRITTEN.items())
def test_a_duration_is_what_a_person_means_by_it(text: str, ms: int) -> None:
    """A bare number is seconds, and one colon divides minutes from seconds."""
    assert parse_duration(text) == ms


@pytest.mark.parametrize(
    ("text", "sentence"), NOT_WRITTEN.items(), ids=[text[:12] for text in NOT_WRITTEN]
)
def test_what_is_no_duration_is_said_in_a_sentence(text: str, sentence: str) -> None:
    """The message repeats what was written, shortened where it is very long."""
    with pytest.raises(ValueError, match=sentence) as caught:
        parse_duration(text)
    said = str(caught.value)
    assert f"`{text[:20]}" in said
    assert len(said) < 80


@given(st.text(max_size=12) | st.from_regex(r"[0-9:.hms ]{0,12}", fullmatch=True))
def test_any_text_is_a_duration_or_a_sentence(text: str) -> None:
    """Nothing but ValueError is ever raised, and a duration is a multiple of 0.1 s."""
    try:
        ms = parse_duration(text)
    except ValueError:
        return
    assert 0 <= ms <= LONGEST_MS
    assert ms % units.STEP_MS == 0


@given(st.integers(0, LONGEST_MS // 1000).map(lambda seconds: seconds * 1000))
def test_a_clock_reads_back_whole_seconds(ms: int) -> None:
    """What the program shows as a time can be written as a time by an author."""
    assert parse_duration(clock(ms)) == ms


@given(st.integers(0, LONGEST_MS // 100).map(lambda tenths: tenths * 100))
def test_a_clock_with_tenths_reads_back_every_duration(ms: int) -> None:
    """A clock with tenths loses nothing of what an author may write."""
    assert parse_duration(clock(ms, tenths=True)) == ms


@pytest.mark.parametrize(
    ("ms", "text", "with_tenths"),
    [
        (0, "0:00", "0:00.0"),
        (999, "0:00", "0:00.9"),
        (59_999, "0:59", "0:59.9"),
        (60_000, "1:00", "1:00.0"),
        (3_599_999, "59:59", "59:59.9"),
        (3_600_000, "1:00:00", "1:00:00.0"),
        (36_000_050, "10:00:00", "10:00:00.0"),
    ],
)
def test_a_clock_never_runs_ahead(ms: int, text: str, with_tenths: str) -> None:
    """A clock is rounded down, so that a second is shown when it has come."""
    assert clock(ms) == text
    assert clock(ms, tenths=True) == with_tenths


@given(st.integers(0, LONGEST_MS))
def test_samples_and_milliseconds_agree(ms: int) -> None:
    """A millisecond is 48 samples, and an end in samples is never cut short."""
    samples = ms_to_samples(ms)
    assert samples * 1000 == ms * RATE_HZ
    assert samples_to_ms(samples) == ms
    assert samples_to_ms(samples + 1) == ms + 1


@given(st.integers(-10_000, 10_000), st.integers(1, 5_000))
def test_ceil_to_is_the_next_multiple(value: int, step: int) -> None:
    """The result is a multiple of the step, at or above the number by less than a step."""
    up = ceil_to(value, step)
    assert up % step == 0
    assert 0 <= up - value < step


@pytest.mark.parametrize("module", [units, files])
def test_the_examples_in_docstrings_hold(module: object) -> None:
    """Every example in a docstring gives what it shows."""
    results = doctest.testmod(module)  # type: ignore[arg-type]
    assert results.attempted > 0
    assert results.failed == 0
