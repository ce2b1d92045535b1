"""Free speech before and after a block or an entry comes at its place, and once."""

from __future__ import annotations

import pytest

from audioguide.errors import AuthorError, Source
from audioguide.model.routine import Rests, Sides
from audioguide.model.session import Session
from audioguide.model.transition import SegmentKind
from tests.planning.nouns import (
    HERE,
    amrap,
    circuit,
    emom,
    exercise,
    intervals,
    item,
    number,
    seconds,
    session,
    sets,
    walk,
)

A = exercise("a", sets=number(2))
B = exercise("b", sets=number(1))


def told(planned: Session) -> list[str]:
    """Return the session's body with the words of speech."""
    texts = (s.text for s in planned.segments if s.kind is SegmentKind.SPEECH)
    return [next(texts) if step == "speech +1" else step for step in walk(planned)]


def test_an_entry_of_sets_is_spoken_about_before_its_first_and_after_its_last_set() -> None:
    """Nothing is said between the sets of an entry."""
    planned = session(sets(item(A, before="Now a.", after="That was a."), B))
    assert told(planned) == [
        "Now a.",
        "setup a +5",
        "work a 20",
        "rest 45",
        "work a 20",
        "That was a.",
        "setup b +5",
        "work b 20",
    ]


def test_an_entry_of_a_circuit_is_spoken_about_in_the_first_and_the_last_round() -> None:
    """The words of a circuit's entry are said once each, however many rounds there are."""
    block = circuit(
        A,
        item(B, before="Now b.", after="That was b."),
        rounds=number(3),
        rests=Rests(exercises=seconds(10), rounds=seconds(30)),
    )
    words = [step for step in told(session(block)) if step[0].isupper() or step.startswith("work")]
    assert words == [
        "work a 20",
        "Now b.",
        *["work b 20", "work a 20"] * 2,
        "work b 20",
        "That was b.",
    ]


def test_both_sides_are_one_time() -> None:
    """Nothing is said at the switch, nor when the block is turned round."""
    for sides in (Sides.EACH_SET, Sides.EACH_BLOCK):
        both = item(exercise("a", sets=number(1), sides=sides), before="In.", after="Out.")
        assert told(session(sets(both))) == [
            "In.",
            "setup a left +5",
            "work a left 20",
            "switch a right 8",
            "work a right 20",
            "Out.",
        ]


@pytest.mark.parametrize(
    "block",
    [
        sets(item(A, sets=number(1)), before="In.", after="Out."),
        circuit(A, rounds=number(1), before="In.", after="Out."),
        intervals(A, before="In.", after="Out."),
        emom(1, A, before="In.", after="Out."),
    ],
)
def test_any_block_of_exercises_is_spoken_about(block: object) -> None:
    """The words of a block come before anything of it, and after all of it."""
    steps = told(session(block))  # type: ignore[arg-type]
    assert steps[:2] == ["In.", "setup a +5"]
    assert steps[-1] == "Out."
    assert steps.count("In.") == steps.count("Out.") == 1


def test_the_words_of_a_block_are_round_those_of_its_entries() -> None:
    """The words of a block come before and after those of its entries."""
    block = sets(item(B, before="2", after="3"), before="1", after="4")
    assert told(session(block)) == ["1", "2", "setup b +5", "work b 20", "3", "4"]


def test_a_written_rest_keeps_its_length_and_its_place() -> None:
    """A written rest comes after the words of the last entry and before those of the next."""
    block = sets(
        item(B, after="Out."),
        item(A, sets=number(1), before="In."),
        rests=Rests(exercises=seconds(20)),
    )
    assert told(session(block))[1:6] == ["work b 20", "Out.", "rest 20", "In.", "setup a +5"]


def test_a_rest_by_default_is_not_lost_to_words() -> None:
    """A rest by default comes after the words, unless an explanation takes its place."""
    again = item(A, sets=number(1), before="And now slowly.")
    assert told(session(sets(A, again)))[3:] == [
        "work a 20",
        "And now slowly.",
        "rest 45",
        "work a 20",
    ]
    new = item(B, before="And now b.")
    assert told(session(sets(A, new)))[3:] == [
        "work a 20",
        "And now b.",
        "setup b +5",
        "work b 20",
    ]


@pytest.mark.parametrize(
    "block",
    [
        lambda one: intervals(one, A),
        lambda one: emom(2, one, A),
        lambda one: amrap(1, one, A),
    ],
)
def test_there_is_none_within_a_block_that_nothing_may_interrupt(block: object) -> None:
    """Speech within a block by the clock is refused at its place, and may be the block's own."""
    before, after = Source(HERE.file, 5, 9), Source(HERE.file, 6, 9)
    places = {"before": before, "after": after}
    asked = item(B, before="In.", after="Out.", places=places)
    with pytest.raises(AuthorError) as caught:
        session(block(asked))  # type: ignore[operator]
    assert [(p.source, p.hint) for p in caught.value.problems] == [
        (before, "write it for the whole block"),
        (after, "write it for the whole block"),
    ]


def test_words_are_where_they_were_written() -> None:
    """A segment of speech has the place where its words were written."""
    places = {"before": Source(HERE.file, 8, 3), "after": Source(HERE.file, 9, 3)}
    planned = session(sets(item(B, before="In.", after="Out.", places=places)))
    lines = [s.source.line for s in planned.segments if s.kind is SegmentKind.SPEECH]
    assert lines == [8, 9]


def test_an_explanation_told_anew_is_heard() -> None:
    """A movement is explained again in other words, but never in the same words."""
    first = exercise("a", sets=number(1), movement="Bend.")
    second = exercise("a", sets=number(1), movement="Bend on one leg.")
    planned = session(sets(first, second, second, first))
    setups = [s for s in planned.segments if s.kind is SegmentKind.SETUP]
    assert [[e.movement for e in s.explains] for s in setups] == [["Bend."], ["Bend on one leg."]]
    both = session(emom(4, first, second, first))
    [setup] = [s for s in both.segments if s.kind is SegmentKind.SETUP]
    assert [e.movement for e in setup.explains] == ["Bend.", "Bend on one leg."]
