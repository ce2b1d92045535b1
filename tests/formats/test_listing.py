"""Lists of routines, exercises and voices."""

from __future__ import annotations

from dataclasses import replace

from audioguide.formats.calendar import ProgrammeEntry, programmes_table
from audioguide.formats.columns import Column, table
from audioguide.formats.listing import (
    ExerciseEntry,
    RoutineEntry,
    VoiceEntry,
    exercises_table,
    routines_table,
    voices_table,
)
from tests.formats.timelines import MARCH, WALK

ALL_NINE = RoutineEntry(
    "all-nine",
    "All nine",
    ("loop band", "tube with handles"),
    2_400_000,
    "Ann Example",
    ("strength", "hips"),
)
EASY = RoutineEntry("easy", "Tall and easy", (), 200_000)


def test_routines_have_names_minutes_titles_and_what_is_known_beside_them() -> None:
    """What to type, how long it takes, who wrote it, what to bring, what to find it by."""
    assert (
        routines_table([ALL_NINE, EASY])
        == """\
Name       About  Title, equipment and tags
all-nine  40 min  All nine, by Ann Example
                  With loop band, tube with handles
                  Tags: strength, hips
easy       3 min  Tall and easy
"""
    )


def test_a_narrow_list_of_routines_can_be_read() -> None:
    """Everything beside the name wraps under itself."""
    lines = routines_table([ALL_NINE], 40).splitlines()
    assert max(map(len, lines)) <= 40
    assert [line[18:] for line in lines] == [
        "Title, equipment and",
        "tags",
        "All nine, by Ann",
        "Example",
        "With loop band, tube",
        "with handles",
        "Tags: strength, hips",
    ]


def test_what_is_ones_own_stands_under_its_folder() -> None:
    """A heading tells it from what ships, also without colour."""
    own = replace(EASY, name="mine", origin="my-content")
    assert (
        routines_table([own, EASY])
        == """\
Name  About  Title, equipment and tags
In my-content:
mine  3 min  Tall and easy

With the program:
easy  3 min  Tall and easy
"""
    )
    programmes = [
        ProgrammeEntry("spring", "Spring", 4, 3, "Ann Example", "my-content"),
        ProgrammeEntry("bands", "Bands", 2, 1),
    ]
    assert (
        programmes_table(programmes)
        == """\
Name    Weeks  Days  Title
In my-content:
spring      4     3  Spring
                     by Ann Example

With the program:
bands       2     1  Bands
"""
    )
    exercises = [ExerciseEntry("hop", "Hop", "", "mine"), ExerciseEntry("walk", "Walk", "warm-up")]
    lines = exercises_table(exercises).splitlines()
    assert lines[1:] == [
        "In mine:",
        "hop   Hop",
        "",
        "With the program:",
        "walk  Walk  warm-up",
    ]


def test_exercises_have_ids_and_names() -> None:
    """A column that is empty throughout is left out."""
    assert (
        exercises_table([ExerciseEntry(one.id, one.name, one.group) for one in (MARCH, WALK)])
        == """\
Id                   Name
march-on-the-spot    march on the spot
lateral-banded-walk  lateral banded walk
"""
    )


def test_a_voice_that_is_not_ready_says_what_it_needs() -> None:
    """A voice's name is what --voice takes, and its line says what is missing."""
    voices = [
        VoiceEntry("hibari", "heart", "en", "natural", True, ""),
        VoiceEntry("hibari", "emma", "en", "natural", False, "one download of 8 MB"),
        VoiceEntry("system", "", "", "", False, "its package is not installed"),
    ]
    assert (
        voices_table(voices)
        == """\
Voice         Language  About
hibari:heart  en        natural
hibari:emma   en        natural; needs one download of 8 MB
system                  not ready: its package is not installed
"""
    )


def test_many_voices_for_other_languages_are_names_alone() -> None:
    """Of an engine with more than twenty voices, those for English have lines of their own."""
    voices = [VoiceEntry("system", "en-us", "en-us", "English", True, "")]
    voices += [VoiceEntry("system", f"x{n}", f"x{n}", "another", True, "") for n in range(20)]
    lines = voices_table(voices, 60).splitlines()
    assert lines[1] == "system:en-us  en-us     English"
    assert lines[2].startswith("system:…      20 more for other languages: x0, x1, ")
    assert lines[-1].endswith("x19")
    assert max(map(len, lines)) <= 60
    assert len(voices_table(voices[:20]).splitlines()) == 21


def test_empty_lists_say_so() -> None:
    """A list of nothing is a sentence."""
    assert routines_table([]) == "No routines.\n"
    assert exercises_table([]) == "No exercises.\n"
    assert voices_table([]) == "No voices.\n"


def test_the_last_cell_of_a_short_row_runs_on() -> None:
    """It takes the room of the columns it leaves out, and wraps at the table's edge."""
    columns = (Column("A"), Column("B", wraps=True), Column("C"))
    lines = table(columns, [("a", "b", "c"), ("a", "one two three four"), ("Heading",)], 12)
    assert lines == ["A  B  C", "a  b  c", "a  one two", "   three", "   four", "Heading"]


def test_long_texts_wrap_within_the_width() -> None:
    """Columns that wrap give way, the widest first, until the table fits."""
    columns = (Column("A"), Column("B", wraps=True), Column("C", wraps=True))
    lines = table(columns, [("a", "some words " * 9, "more words " * 3)], 60)
    assert max(map(len, lines)) <= 60
    assert " ".join(" ".join(lines).split()).count("some words") >= 8
