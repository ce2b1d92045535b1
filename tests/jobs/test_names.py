"""What finished files are called."""

from __future__ import annotations

from typing import Any

import pytest

from audioguide.errors import Source
from audioguide.jobs import file_names
from audioguide.model.routine import Level, Routine
from audioguide.model.script import TalkProfile
from audioguide.options import Options


def routine(name: str, level: Level = Level.INTERMEDIATE, day: str = "") -> Routine:
    return Routine(name, name.title(), Source(name), (), level=level, day=day)


@pytest.mark.parametrize(
    ("chosen", "name"),
    [
        ({}, "hips.mp3"),
        ({"level": Level.INTERMEDIATE}, "hips.mp3"),
        ({"level": Level.BEGINNER, "talk": TalkProfile.BRIEF}, "hips-beginner-brief.mp3"),
        ({"seed": 2}, "hips-seed-2.mp3"),
        ({"pace": 1.1, "seed": 1}, "hips-pace-1-1-seed-1.mp3"),
        ({"intro": False, "explain": "minimal"}, "hips-known-no-intro.mp3"),
        ({"voice": "hibari:emma"}, "hips-hibari-emma.mp3"),
        ({"sounds": "soft", "seed": 1}, "hips-sounds-soft-seed-1.mp3"),
        ({"sounds": "standard"}, "hips.mp3"),
    ],
)
def test_every_option_that_is_not_the_usual_one_is_in_the_name(
    chosen: dict[str, Any], name: str
) -> None:
    """Two renders that differ never overwrite each other."""
    assert file_names([routine("hips")], Options(**chosen), ".mp3") == [name]


@pytest.mark.parametrize(
    ("own", "name"),
    [
        ("Ünï cødé", "uni-code"),
        ("Колени", "koleni"),
        ("膝の日", "xinori"),
        ("Straße 8\u201310", "strasse-8-10"),
        ("💪", "muscle"),
    ],
)
def test_letters_of_every_script_are_written_in_ascii(own: str, name: str) -> None:
    """A file system and a cheap player take the name, and a person still reads it."""
    assert file_names([routine(own)], Options(), ".mp3") == [f"{name}.mp3"]


def test_the_days_of_a_programme_are_named_alike() -> None:
    """As soon as the level asked for is not the own one of any day, all of them say it."""
    days = [
        routine("four-w01-d1", Level.BEGINNER, "week 1, Monday"),
        routine("four-w02-d1", Level.ADVANCED, "week 2, Monday"),
    ]
    assert file_names(days, Options(), ".mp3") == ["four-w01-d1.mp3", "four-w02-d1.mp3"]
    assert file_names(days, Options(level=Level.BEGINNER), ".mp3") == [
        "four-w01-d1-beginner.mp3",
        "four-w02-d1-beginner.mp3",
    ]
    assert file_names(days[:1], Options(level=Level.BEGINNER), ".mp3") == ["four-w01-d1.mp3"]
