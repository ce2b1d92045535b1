"""The listener who cannot see finds everything shipped complete, and every broken script broken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audioguide import listings, pipeline
from audioguide.checking.listener import Lost, Reader
from audioguide.inspection import days
from audioguide.language import Writer
from audioguide.library import load_language
from audioguide.model.line import Line, Phrase
from audioguide.model.routine import Level
from audioguide.model.script import TalkProfile
from audioguide.model.timeline import Timeline
from audioguide.options import Options
from audioguide.timeline import arrange
from tests.checking.listeners import (
    Break,
    broken,
    heard,
    instead,
    later,
    timeline_of,
    without,
    without_kind,
)
from tests.language.english import ENGLISH
from tests.timeline.voices import FakeVoice

PROGRAMMES = [name for name in listings.names() if pipeline.programme(name)]
ROUTINES = [name for name in listings.names() if name not in PROGRAMMES]
LEGS = "loop-band-legs"


@pytest.mark.parametrize("talk", TalkProfile)
@pytest.mark.parametrize("name", ROUTINES)
def test_nobody_is_lost_in_what_ships(name: str, talk: TalkProfile) -> None:
    """Nothing that a listener needs is missing, late or wrong in any shipped routine."""
    found = [one for level in Level for one in heard(timeline_of(name, level, talk)).problems]
    assert not found, "\n".join(map(str, found))


@pytest.mark.parametrize("name", PROGRAMMES)
def test_nobody_is_lost_on_any_day(name: str) -> None:
    """On the first day of every week of a shipped programme a listener has all that is needed."""
    programme = pipeline.programme(name)
    assert programme
    firsts = [(week, day) for week, day in programme.trainings() if day is programme.days[0]]
    for routine, session in days(programme, firsts):
        script = pipeline.write_script(routine, Options(level=session.level), session)
        assert not heard(arrange(script, FakeVoice(), "fake")).problems


BROKEN: dict[str, tuple[str, Break, str]] = {
    "a side that is not told": (LEGS, without("Switch to your right leg."), "no side was told"),
    "the wrong side": (LEGS, instead("right leg", "left leg"), "left was told"),
    "another limb": (LEGS, instead("right foot first", "right leg first"), "`right leg` was told"),
    "a band that stays on": (LEGS, without("Loop band off."), "needs flat band"),
    "a band that is not put on": (LEGS, without("Loop band above your knees."), "has no band"),
    "a band in the wrong place": (LEGS, instead("round your ankles", "under both feet"), "needs"),
    "a band in the wrong order": (
        LEGS,
        instead(
            "Loop band off. Turn over, on to your back. Flat", "Turn over, on to your back. Flat"
        ),
        "has loop",
    ),
    "a body that stays standing": (
        LEGS,
        without("Down to the floor, for a plank."),
        "begins plank, and the listener is standing",
    ),
    "a body on the wrong side": (
        LEGS,
        instead("on to your right side", "on to your left side"),
        "side",
    ),
    "a set without its place": (LEGS, without("This is the last set."), "set 2 of 2"),
    "the wrong place": (LEGS, instead("This is the last set", "Set two of three"), "another place"),
    "a name that is not told": ("band-tabata", without("Next, high knees."), "does not know"),
    "two names in each other's place": (
        "band-tabata",
        lambda cue: (
            instead("high knees", "heel kicks")(cue)
            if "Next, high knees" in cue.wording.text
            else cue
        ),
        "does not know that high knees",
    ),
    "a minute without its place": (
        "band-emom",
        without("Minute five of twelve."),
        "minute 5 of 12",
    ),
    "a round without its place": (
        "bands-class-45",
        without("Round two of three."),
        "nobody has told that this is round 2 of 3",
    ),
    "a clock that only an earlier block had": (
        "band-tabata",
        instead("knees, four rounds: twenty seconds of work, ten seconds of rest.", "knees."),
        "squat pulses asks for 20 s, which nobody",
    ),
    "a dose that is not told": (LEGS, without("Ten reps, two sets."), "10 reps, which nobody"),
    "a dose that is wrong": (LEGS, instead("Nine reps", "Eight reps"), "9 reps, which nobody"),
    "a word that comes too late": (
        LEGS,
        later("Lateral banded walk, left leg", 20_000),
        "are needed",
    ),
    "a count-in that is missing": (
        LEGS,
        lambda cue: None if cue.cue.kind == "count-in" else cue,
        "count-in",
    ),
    "an anchor that nobody tests": (
        "running-muscles",
        without("Pull gently first, and make sure that nothing moves."),
        "not tested",
    ),
    "a movement that is only named": (
        LEGS,
        without_kind("explanation"),
        "has not been described",
    ),
    "this time at the first": (
        LEGS,
        instead("Lateral banded walk, left leg.", "Lateral banded walk, left leg this time."),
        "has had no side before",
    ),
    "a round that nobody has heard of": (
        "run-walk-intervals",
        without("Next, easy run."),
        "does not",
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_script_is_caught(what: str) -> None:
    """A listener notices whatever is taken away, wrong or late."""
    name, change, message = BROKEN[what]
    timeline = broken(timeline_of(name), change)
    assert timeline.cues != timeline_of(name).cues, "nothing was broken"
    found = heard(timeline).problems
    assert any(message in one.message for one in found), "\n".join(map(str, found))
    assert all(one.source and one.source.file.endswith(f"{name}.yaml") for one in found)


def test_everything_that_is_missing_is_told() -> None:
    """A block without its first sentence lacks place and dose, and both are findings."""
    text = "Loop on the knees, four rounds: twenty seconds of work, ten seconds of rest."
    findings = heard(broken(timeline_of("band-tabata"), without(text))).findings
    assert [one.what for one in findings[:2]] == [Lost.PLACE, Lost.DOSE]


def test_who_jumps_to_a_chapter_hears_its_name() -> None:
    """A chapter that begins behind its first name is a finding at the routine's line."""
    timeline = timeline_of(LEGS)
    moved = tuple(replace(one, start_ms=one.start_ms + 6_000) for one in timeline.chapters)
    found = heard(replace(timeline, chapters=moved)).problems
    assert any("whoever jumps to" in one.message for one in found)


def test_a_line_twice_in_a_row_is_found() -> None:
    """The same words in two cues that follow each other are a finding."""
    timeline = timeline_of(LEGS)
    first, second, *others = timeline.cues
    again = replace(second, wording=first.wording)
    found = heard(replace(timeline, cues=(first, again, *others))).problems
    assert any("twice in a row" in one.message for one in found)


def test_prose_is_reported_apart() -> None:
    """What an author wrote freely is passed over, and listed."""
    prose = heard(timeline_of(LEGS)).prose
    assert "Find clear floor with a wall in reach, and lay both bands beside you." in prose
    assert "Switch to your right leg." not in prose


def parts(line: Line) -> list[Phrase]:
    """Return the phrases that a line consists of."""
    return [part for part in line.parts if isinstance(part, Phrase)]


def reader_for(timeline: Timeline) -> Reader:
    """Return a reader who knows the names that a session speaks of."""
    segments = timeline.script.session.segments
    exercises = [one for s in segments for one in (s.exercise, *s.explains) if one]
    return Reader(ENGLISH, exercises, {segment.block for segment in segments})


@pytest.mark.parametrize("name", ["band-emom", "bands-class-45", "running-muscles", LEGS])
def test_every_sentence_of_the_program_is_read_back(name: str) -> None:
    """Whatever phrase the coach words, in each wording, is known again by its first sentence."""
    timeline, writer = timeline_of(name), Writer(ENGLISH)
    reader = reader_for(timeline)
    own = ("intro", "complete", "today", "equipment", "block")
    phrases = {part for cue in timeline.script.cues for line in cue.lines for part in parts(line)}
    for phrase in sorted(phrases, key=str):
        text = writer.text(Line((phrase,)))
        said = [one.key for one in reader.read(text)]
        assert phrase.key in said or phrase.key.startswith(own) or _same_words(phrase.key, said), (
            text
        )


def _same_words(key: str, said: list[str]) -> bool:
    """Whether another phrase of the book has the same words, such as a name and a block's name."""
    book = ENGLISH.book.phrases
    return any(book.get(one) == book[key] for one in said) or key in ("halfway", "halfway_left")


def test_the_shipped_book_is_the_one_that_is_read() -> None:
    """The listener has learnt the sentences from the phrase book, and from nothing else."""
    assert load_language("en") is ENGLISH.book
