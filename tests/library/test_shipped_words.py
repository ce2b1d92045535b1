"""What the shipped exercises and lists have a coach say: whole, short and true sentences."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from audioguide.library import Shelf, catalogue, list_exercises, load_language
from audioguide.model.line import OF_SIDES
from audioguide.model.routine import Exercise, Sides

NEEDS_EYES = re.compile(r"\b(?:mirror|watch|like this|as shown|kneecaps? up)\b", re.IGNORECASE)
ORDERS = re.compile(r"\b(?:must|have to|no excuses|try to)\b", re.IGNORECASE)
MISHEARD = re.compile(
    r"\b(?:nicks|forefeet|kneecaps|heel flicks|freer|pull keeps)\b", re.IGNORECASE
)
EXERCISES = {one.id: one for one in list_exercises(catalogue(None), [])}


def sentences(one: Exercise) -> list[str]:
    """Return everything that an exercise has said of its own accord, but for its brief."""
    said = [one.setup, one.movement, one.safety, one.breath, one.halfway, *one.form]
    return [
        *filter(None, said),
        *([one.effort] if isinstance(one.effort, str) and one.effort else []),
    ]


def test_all_that_ships_is_looked_at() -> None:
    """Every file of an exercise is among those that are read."""
    assert set(EXERCISES) == set(catalogue(None).files(Shelf.EXERCISES))


@pytest.mark.parametrize("name", EXERCISES)
def test_it_is_said_in_whole_sentences(name: str) -> None:
    """Every sentence begins with a capital or a side and ends with a stop; none has braces left."""
    for text in (*sentences(EXERCISES[name]), EXERCISES[name].brief):
        assert text[0].isupper() or text.startswith(OF_SIDES), text
        assert text.endswith("."), text
        assert not re.search(r"[;()\[\]]", text), text


@pytest.mark.parametrize("name", EXERCISES)
def test_it_is_short_enough_to_be_heard(name: str) -> None:
    """A form cue has eight words at most, an explanation 35 before its dose, a brief sixteen."""
    one = EXERCISES[name]
    assert all(len(cue.split()) <= 8 for cue in one.form)
    told = f"{one.setup} {one.movement} {one.form[0]} {one.breath}"
    assert len(told.split()) <= 35
    assert len(one.brief.split()) <= 16


@pytest.mark.parametrize("name", EXERCISES)
def test_it_asks_for_nothing_that_eyes_are_needed_for(name: str) -> None:
    """Nothing needs eyes, nothing is an order, and no word is one that voices make unclear."""
    for text in (*sentences(EXERCISES[name]), EXERCISES[name].brief, EXERCISES[name].spoken):
        for wrong in (NEEDS_EYES, ORDERS, MISHEARD):
            assert not wrong.search(text), text


@pytest.mark.parametrize("name", [n for n, one in EXERCISES.items() if one.sides is not Sides.NONE])
def test_the_limb_that_works_is_never_in_doubt(name: str) -> None:
    """What has two sides says which of them moves, also in one sentence."""
    one = EXERCISES[name]
    assert "{side}" in f"{one.setup} {one.movement}"
    assert any(side in one.brief for side in OF_SIDES)


def test_form_cues_differ() -> None:
    """No form cue stands in more than two exercises."""
    times = Counter(cue for one in EXERCISES.values() for cue in one.form)
    assert max(times.values()) <= 2


def test_no_two_lines_of_encouragement_are_the_same() -> None:
    """Each line stands in one list alone, as a whole sentence that is no order."""
    book = load_language("en")
    lines = [book.phrases[key] for keys in book.encouragement.values() for key in keys]
    assert len(lines) == len(set(lines)) > 200
    phases = ("opening/", "building/", "late/", "last/", "release")
    short = [
        book.phrases[key]
        for name, keys in book.encouragement.items()
        if name.startswith(phases)
        for key in keys
    ]
    for text in lines:
        assert text[0].isupper()
        assert text[-1] in ".!?"
        assert not ORDERS.search(text)
    assert all(len(text.split()) <= 9 for text in short)
