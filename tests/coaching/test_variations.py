"""Form cues and encouragement: when they come, how they vary, and how much talk there is."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from audioguide.coaching.kinds import PRIORITY, RULES
from audioguide.coaching.phases import Phases
from audioguide.model.script import Cue, CueKind, Script, TalkProfile
from audioguide.model.transition import Character
from tests.coaching.scenes import (
    coached,
    counted,
    cues,
    exercise,
    rest,
    said,
    setup,
    texts,
    timed,
)
from tests.language.english import ENCOURAGEMENT, ENGLISH

LINES = (CueKind.FORM, CueKind.ENCOURAGEMENT)
FORM = tuple(f"Keep number {word} in mind." for word in ("one", "two", "three", "four"))
SQUAT = exercise("banded squat", form=FORM)


def sets_of(number: int, seed: int = 0, talk: TalkProfile = TalkProfile.FULL) -> Script:
    """Return the script of so many sets of two minutes with rests of 45 s between them."""
    segments = [setup(SQUAT, SQUAT)]
    for index in range(number):
        segments += [rest(45_000)] if index else []
        segments += [timed(120_000, SQUAT, set=index + 1, sets=number, block="Legs")]
    return coached(*segments, seed=seed, talk=talk)


def lines(script: Script, kind: CueKind) -> list[str]:
    """Return the text of all cues of a kind, in order."""
    return [cue.wordings[0].text for cue in script.cues if cue.kind is kind]


def test_a_seed_makes_a_script() -> None:
    """The same seed gives exactly the same script."""
    assert sets_of(5, seed=3) == sets_of(5, seed=3)


def test_another_seed_changes_lines_alone() -> None:
    """Another seed changes form and encouragement, and nothing else in the script."""

    def others(script: Script) -> list[Cue]:
        return [cue for cue in script.cues if cue.kind not in LINES]

    first, second = sets_of(5, seed=1), sets_of(5, seed=2)
    assert others(first) == others(second)
    assert first.tones == second.tones
    for kind in LINES:
        assert lines(first, kind) != lines(second, kind)
    moments = [[cue.anchor for cue in one.cues if cue.kind in LINES] for one in (first, second)]
    assert moments[0] != moments[1], "they come at other moments too"


@pytest.mark.parametrize("seed", range(20))
def test_no_line_twice_in_a_row(seed: int) -> None:
    """No form cue or encouragement repeats the one before it, or the explanation's form cue."""
    script = sets_of(8, seed)
    for kind in LINES:
        assert all(one != other for one, other in pairwise(lines(script, kind)))
    assert lines(script, CueKind.FORM)[0] != FORM[0], "the explanation has just said it"


def test_routines_that_begin_alike_do_not_go_on_alike() -> None:
    """Which form cue comes first depends on the routine's title too."""
    work = timed(60_000, SQUAT, block="Warm-up")
    firsts = [lines(coached(work, title=f"Routine {n}"), CueKind.FORM)[0] for n in range(12)]
    assert len(set(firsts)) > 2


def test_the_only_form_cue_is_not_repeated_within_a_stretch() -> None:
    """An only form cue is said once a stretch, and not right after an explanation that held it."""
    plain = exercise("calf raise", form=("Stay tall.",))
    script = coached(
        setup(plain, plain), timed(300_000, plain), rest(45_000), timed(300_000, plain)
    )
    assert "Stay tall." in texts(script, 1, CueKind.EXPLANATION)[0]
    told = [cue.segment for cue in script.cues if cue.kind is CueKind.FORM]
    assert told == [4]
    assert len(cues(coached(timed(300_000, plain)), 1, CueKind.FORM)) == 1


@pytest.mark.parametrize("character", Character)
def test_encouragement_is_for_what_the_work_is_for(character: Character) -> None:
    """Each line that is said belongs to the work's character, and to the phase of its moment."""
    phrases = ENGLISH.book.phrases
    choices = {name: {phrases[key] for key in keys} for name, keys in ENCOURAGEMENT.items()}
    for seed in range(20):
        work = timed(60_000, SQUAT, character=character)
        script = coached(work, rest(45_000), work, seed=seed)
        phases = Phases(script.session)
        for index in (1, 3):
            for at_ms, told in said(script, index, CueKind.ENCOURAGEMENT):
                phase = phases.at(script.session.segments[index], at_ms)
                assert told in choices[f"{phase}/{character}"]


def test_all_lines_have_their_turn() -> None:
    """In a long session every form cue of an exercise is heard."""
    assert set(lines(sets_of(8), CueKind.FORM)) == set(FORM)


@pytest.mark.parametrize("talk", [TalkProfile.FULL, TalkProfile.BRIEF])
@pytest.mark.parametrize("seed", range(5))
def test_the_authors_form_cues_come_first(talk: TalkProfile, seed: int) -> None:
    """The routine's form cues come before the exercise's own, in their order."""
    own = ("Mine comes first.", "Mine comes next.")
    work = timed(180_000, SQUAT, form=own)
    script = coached(setup(SQUAT, SQUAT), work, rest(45_000), work, talk=talk, seed=seed)
    heard = lines(script, CueKind.FORM)
    if talk is TalkProfile.FULL:
        [explanation] = texts(script, 1, CueKind.EXPLANATION)
        assert own[0] in explanation
        assert heard[0] == own[1]
    else:
        assert tuple(heard[:2]) == own
    assert set(heard) & set(FORM), "the exercise's own have their turn too"


def test_a_single_form_cue_is_still_said() -> None:
    """An exercise's only form cue is said in every set."""
    plain = exercise("calf raise", form=("Stay tall.",))
    script = coached(timed(60_000, plain), rest(45_000), timed(60_000, plain))
    assert set(lines(script, CueKind.FORM)) == {"Stay tall."}


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("length_ms", [30_000, 44_900])
def test_encouragement_of_short_work_comes_late(length_ms: int, seed: int) -> None:
    """In work under 45 s encouragement comes once, behind the middle and after the form cue."""
    script = coached(timed(length_ms, SQUAT), seed=seed)
    [(at, _)] = said(script, 1, CueKind.ENCOURAGEMENT)
    [cue] = cues(script, 1, CueKind.ENCOURAGEMENT)
    assert at - cue.early_ms >= length_ms / 2
    assert all(form_at < at for form_at, _ in said(script, 1, CueKind.FORM))


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("length_ms", [60_000, 120_000, 170_000])
def test_long_work_is_never_left_alone(length_ms: int, seed: int) -> None:
    """From 45 s on something is said every twenty to forty seconds, form and encouragement."""
    times = [at for at, _ in said(coached(timed(length_ms, SQUAT), seed=seed), 1, *LINES)]
    assert times[0] <= 10_000
    assert all(20_000 <= later - earlier <= 40_000 for earlier, later in pairwise(times))
    assert times[-1] > length_ms - 12_000 - 40_000


@pytest.mark.parametrize("seed", range(10))
def test_a_long_run_has_a_word_every_three_or_four_minutes(seed: int) -> None:
    """Steady work of twenty minutes has a line every three or four minutes, and not one more."""
    run = timed(1_200_000, SQUAT, character=Character.STEADY)
    times = [at for at, _ in said(coached(run, seed=seed), 1, *LINES)]
    assert all(180_000 <= later - earlier <= 240_000 for earlier, later in pairwise(times))
    assert len(times) >= 5


@pytest.mark.parametrize("seed", range(10))
def test_one_stretch_of_three_is_quiet(seed: int) -> None:
    """Of the stretches of a cool-down one in three has neither form cue nor encouragement."""
    stretch = timed(30_000, SQUAT, character=Character.MOBILITY)
    script = coached(stretch, *[rest(15_000), stretch] * 8, seed=seed)
    quiet = [index for index in range(1, 18, 2) if not cues(script, index, *LINES)]
    assert len(quiet) == 3


@pytest.mark.parametrize("length_ms", [20_000, 30_000, 60_000, 120_000, 600_000])
def test_lines_are_wanted_far_apart(length_ms: int) -> None:
    """Form cues and encouragement are at least 15 s apart."""
    script = coached(timed(length_ms, SQUAT))
    times = [at for at, _ in said(script, 1, *LINES)]
    assert all(later - earlier >= 15_000 for earlier, later in pairwise(times))


@pytest.mark.parametrize("length_ms", [1_000, 19_900])
def test_short_work_has_no_lines(length_ms: int) -> None:
    """Work under twenty seconds has neither form cues nor encouragement."""
    assert said(coached(timed(length_ms, SQUAT))) == []


def test_lines_keep_clear() -> None:
    """Lines keep 0.4 s from counts and 1.5 s from all other sounds, and may be dropped."""
    script = coached(counted(15, of=SQUAT))
    found = cues(script, 1, *LINES)
    assert found
    for cue in found:
        assert (cue.clear_counts_ms, cue.clear_ms, cue.must_stay) == (400, 1_500, False)


@pytest.mark.parametrize(
    ("talk", "kinds"),
    [
        (TalkProfile.FULL, {CueKind.FORM, CueKind.ENCOURAGEMENT}),
        (TalkProfile.BRIEF, {CueKind.FORM}),
        (TalkProfile.MINIMAL, set()),
    ],
)
def test_talk_profiles(talk: TalkProfile, kinds: set[CueKind]) -> None:
    """Brief talk has no encouragement, and minimal talk has no form cues either."""
    script = sets_of(3, talk=talk)
    assert {cue.kind for cue in script.cues if cue.kind in LINES} == kinds


@pytest.mark.parametrize("talk", TalkProfile)
def test_what_must_be_known_is_always_said(talk: TalkProfile) -> None:
    """Every talk profile has safety, counts, sides, names, places and the time left."""
    always = {
        CueKind.SAFETY,
        CueKind.START,
        CueKind.COUNT_IN,
        CueKind.COUNT,
        CueKind.SIDE,
        CueKind.NEXT,
        CueKind.EXPLANATION,
        CueKind.PLACE,
        CueKind.DOSE,
        CueKind.TIME,
    }
    assert all(talk in RULES[kind].talks for kind in always)


def test_priorities_are_in_order() -> None:
    """The kinds of cues are ranked from safety first to encouragement last."""
    assert sorted(PRIORITY, key=lambda kind: PRIORITY[kind]) == [
        CueKind.SAFETY,
        CueKind.START,
        CueKind.COUNT_IN,
        CueKind.COUNT,
        CueKind.SIDE,
        CueKind.NEXT,
        CueKind.EXPLANATION,
        CueKind.PLACE,
        CueKind.DOSE,
        CueKind.TEMPO,
        CueKind.TIME,
        CueKind.FORM,
        CueKind.ENCOURAGEMENT,
    ]
    assert {kind for kind, rule in RULES.items() if rule.must_stay} == {
        CueKind.SAFETY,
        CueKind.COUNT_IN,
        CueKind.COUNT,
        CueKind.SIDE,
        CueKind.NEXT,
        CueKind.EXPLANATION,
    }


@pytest.mark.parametrize("length_ms", [25_000, 40_000])
@pytest.mark.parametrize("talk", [TalkProfile.FULL, TalkProfile.BRIEF])
def test_the_authors_form_cue_is_said_while_it_is_done(length_ms: int, talk: TalkProfile) -> None:
    """The author's form cue is said during work by the second set, even after the explanation."""
    own = "Press the knees out."
    work = timed(length_ms, SQUAT, form=(own,))
    sets = [replace(work, set=number, sets=3) for number in (1, 2, 3)]
    script = coached(setup(SQUAT, SQUAT), sets[0], rest(45_000), sets[1], talk=talk)
    lines = [texts(script, index, CueKind.FORM) for index in (2, 4)]
    assert own in [*lines[0], *lines[1][:1]]
    if talk is TalkProfile.FULL:
        assert own in texts(script, 1, CueKind.EXPLANATION)[0]
        assert lines[0][:1] != [own]
