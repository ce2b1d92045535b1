"""Files written from the formats' own descriptions become the routines beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from audioguide.importing import Imported, ImportOptions, convert
from tests.importing.totals import total_ms

SAMPLES = Path(__file__).parent / "samples"
KNOWN = {"march-on-the-spot": "march on the spot", "banded-squat": "banded squat"}
OPTIONS = ImportOptions(pace_s_per_km=330, lap_ms=120_000, known=KNOWN)

# What the file itself asks for, added up by hand: seconds.
SECONDS = {
    "couch-to-5k.txt": 3_600,
    "desk-break.csv": 30 + 10 + 45 + 10 + 45 + 10 + 60,
    "vo2-max.txt": 900 + 5 * 300 + 3 * (120 + 60 + 90) + 480 + 660 + 165 + 120,
    "pyramid.zwo": 600 + 120 + 60 + 4 * 60 + 2 * 120 + 90 + 300 + 15 + 300,
    # Work, then rests; reps at four seconds.
    "push-day.md": 30
    + 60
    + 72
    + 120
    + 120
    + 96
    + 184
    + 180
    + 40
    + 120
    + 10
    + 540
    + 180
    + 240
    + 60
    + 30,
    "hill-strength.json": 600 + 5 * (100 + 90) + 3 * 48 + 2 * 60 + 1_200 + 120,
}


def imported(file: str) -> Imported:
    """Return a sample file as an imported routine."""
    return convert((SAMPLES / file).read_bytes(), file, OPTIONS)


@pytest.mark.parametrize("file", sorted(SECONDS))
def test_a_sample_becomes_the_routine_beside_it(file: str) -> None:
    """A sample gives the expected YAML to the letter, because people read and edit it."""
    golden = (SAMPLES / file).with_suffix(".yaml").read_text("utf-8")
    assert imported(file).yaml == golden


@pytest.mark.parametrize("file", sorted(SECONDS))
def test_the_time_of_a_sample_is_kept(file: str) -> None:
    """Work and rest of the routine are those of the source, to the millisecond."""
    assert total_ms(imported(file).yaml) == SECONDS[file] * 1000


@pytest.mark.parametrize("file", sorted(SECONDS))
def test_a_line_has_one_warning_at_most(file: str) -> None:
    """Everything that a line loses is said in one warning, with its place and what to do."""
    warnings = imported(file).warnings
    assert len({warning.source for warning in warnings}) == len(warnings)
    assert all(warning.source and warning.hint for warning in warnings)


def test_what_is_lost_is_said() -> None:
    """Numbers that a listener cannot use become words, and the warning names them."""
    assert [str(warning) for warning in imported("pyramid.zwo").warnings][1:3] == [
        "pyramid.zwo:14:13: the time of the message, 20 s into the step, is left out; "
        "it is said before the step begins",
        "pyramid.zwo:16:9: `Power 0.9` and `Cadence 95` are left out; "
        "the effort is said in words; add what you need to `says` or `form`",
    ]


def test_the_same_file_gives_the_same_text() -> None:
    """Converting the same file twice gives the same result."""
    assert imported("push-day.md") == imported("push-day.md")
