"""Numbers and times as a coach says them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audioguide.language.en_numbers import cardinal, duration, ordinal, year


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "zero"),
        (7, "seven"),
        (13, "thirteen"),
        (20, "twenty"),
        (45, "forty-five"),
        (100, "one hundred"),
        (120, "one hundred twenty"),
        (999, "nine hundred ninety-nine"),
        (1000, "one thousand"),
        (2026, "two thousand twenty-six"),
        (40_007, "forty thousand seven"),
        (999_999, "nine hundred ninety-nine thousand nine hundred ninety-nine"),
    ],
)
def test_cardinals(n: int, said: str) -> None:
    """Numbers are said without "and"."""
    assert cardinal(n) == said


@pytest.mark.parametrize("n", [-1, 1_000_000])
def test_a_number_out_of_range_is_refused(n: int) -> None:
    """Numbers below zero or from a million up raise ValueError."""
    with pytest.raises(ValueError, match="between 0 and 999,999"):
        cardinal(n)


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "zeroth"),
        (1, "first"),
        (2, "second"),
        (3, "third"),
        (4, "fourth"),
        (5, "fifth"),
        (8, "eighth"),
        (9, "ninth"),
        (12, "twelfth"),
        (20, "twentieth"),
        (21, "twenty-first"),
        (100, "one hundredth"),
        (112, "one hundred twelfth"),
        (1000, "one thousandth"),
    ],
)
def test_ordinals(n: int, said: str) -> None:
    """Only the last word of a number takes the ending."""
    assert ordinal(n) == said


@pytest.mark.parametrize(
    ("ms", "said"),
    [
        (0, "zero seconds"),
        (300, "zero point three seconds"),
        (500, "half a second"),
        (1000, "one second"),
        (1500, "one and a half seconds"),
        (2300, "two point three seconds"),
        (45_000, "forty-five seconds"),
        (60_000, "one minute"),
        (65_000, "one minute five seconds"),
        (75_000, "one minute fifteen"),
        (90_000, "one minute thirty"),
        (90_500, "one minute thirty and a half seconds"),
        (120_000, "two minutes"),
        (3_600_000, "one hour"),
        (3_630_000, "one hour thirty seconds"),
        (3_750_000, "one hour two minutes thirty"),
        (5_400_000, "one hour thirty minutes"),
    ],
)
def test_durations(ms: int, said: str) -> None:
    """Durations are worded as a coach says them; ninety seconds are "one minute thirty"."""
    assert duration(ms) == said


@pytest.mark.parametrize("ms", [-100, 1, 45_050])
def test_a_time_off_the_grid_is_refused(ms: int) -> None:
    """A time below zero or between tenths of a second raises ValueError."""
    with pytest.raises(ValueError, match="multiple of 100 ms"):
        duration(ms)


@given(st.integers(0, 36_000_000).map(lambda ms: ms // 100 * 100))
def test_a_duration_has_no_digit_and_no_wrong_plural(ms: int) -> None:
    """Every time on the grid has words, and "one" is never followed by a plural."""
    said = duration(ms)
    assert re.fullmatch("[a-z -]+", said)
    assert not re.search(r"(?<![-\w])one (?:seconds|minutes|hours)", said.replace("point one", ""))


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1984, "nineteen eighty-four"),
        (2000, "two thousand"),
        (2008, "two thousand eight"),
        (2026, "twenty twenty-six"),
    ],
)
def test_years(n: int, said: str) -> None:
    """A year is said in two halves, except in the first ten years of a millennium."""
    assert year(n) == said
