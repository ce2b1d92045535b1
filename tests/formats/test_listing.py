"""Lists of routines, exercises and voices."""

from __future__ import annotations

from audioguide.formats.columns import Column, table
from audioguide.formats.listing import (
    RoutineEntry,
    VoiceEntry,
    exercises_table,
    routines_table,
    voices_table,
)
from tests.formats.timelines import MARCH, WALK


def test_routines_have_names_minutes_equipment_and_titles() -> None:
    """A routine's line says what to type, how long it takes and what to bring."""
    entries = [
        RoutineEntry("all-nine", "All nine", ("loop band", "tube with handles"), 2_400_000),
        RoutineEntry("easy", "Tall and easy", (), 200_000),
    ]
    assert (
        routines_table(entries)
        == """\
Name       About  Equipment                     Title
all-nine  40 min  loop band, tube with handles  All nine
easy       3 min                                Tall and easy
"""
    )


def test_exercises_have_ids_and_names() -> None:
    """A column that is empty throughout is left out."""
    assert (
        exercises_table([MARCH, WALK])
        == """\
Id                   Name
march-on-the-spot    march on the spot
lateral-banded-walk  lateral banded walk
"""
    )


def test_a_voice_that_is_not_ready_says_what_it_needs() -> None:
    """A voice's name is what --voice takes, and its line says what is missing."""
    voices = [
        VoiceEntry("hibari", "", "en", "natural", True, ""),
        VoiceEntry("system", "anna", "de", "what the machine speaks", False, "the speech extra"),
    ]
    assert (
        voices_table(voices)
        == """\
Voice        Language  About
hibari       en        natural
system:anna  de        what the machine speaks; not ready: the speech extra
"""
    )


def test_empty_lists_say_so() -> None:
    """A list of nothing is a sentence."""
    assert routines_table([]) == "No routines.\n"
    assert exercises_table([]) == "No exercises.\n"
    assert voices_table([]) == "No voices.\n"


def test_long_texts_wrap_within_the_width() -> None:
    """Columns that wrap give way, the widest first, until the table fits."""
    columns = (Column("A"), Column("B", wraps=True), Column("C", wraps=True))
    lines = table(columns, [("a", "some words " * 9, "more words " * 3)], 60)
    assert max(map(len, lines)) <= 60
    assert " ".join(" ".join(lines).split()).count("some words") >= 8
