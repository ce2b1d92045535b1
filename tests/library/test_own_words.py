"""An author's own words take the place of the phrase book's, in a routine and in a folder."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from audioguide import inspection, pipeline
from audioguide.errors import AuthorError, Problem
from audioguide.library import (
    Catalogue,
    catalogue,
    list_programmes,
    list_routines,
    load_language,
    load_programme,
    load_routine,
    own_words,
    reworded,
    routine_of,
)
from audioguide.library.kinds import Notes
from audioguide.library.nodes import parse
from audioguide.library.own_words import OwnPhrases, folder_words
from audioguide.model.phrases import NO_WORDS, OwnWords
from audioguide.model.pronunciation import Pronunciation
from audioguide.options import Options

BLOCKS = "blocks: [sets: [{exercise: march-on-the-spot, sets: 2, work: 50s, rest: 20s}]]\n"
PLAIN = f"title: Plain\n{BLOCKS}"
OWN = f"""\
title: Own
phrases:
  rest: "{{time}} off."
  halfway: Middle.
pronounce:
  emom: {{respelled: e-mom}}
{BLOCKS}"""
FOLDER = {
    "routines/plain.yaml": PLAIN,
    "routines/own.yaml": OWN,
    "programmes/weeks.yaml": "title: W\nweeks: 1\ndays: [{day: 1, routine: own}]\n",
    "phrases.yaml": "halfway: Half done.\nlast_set: The last.\n",
    "pronounce.yaml": "emom: {respelled: eemm}\nhips: {respelled: hipps}\n",
}


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write these files into a folder and return it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Give a content folder with words at its root, and routines with and without their own."""
    return write(tmp_path / "own", FOLDER)


def texts(name: str, where: Catalogue) -> set[str]:
    """Return all wordings of a routine."""
    script = pipeline.write_script(load_routine(name, where), Options())
    return {wording.text for cue in script.cues for wording in cue.wordings}


def told(text: str) -> list[str]:
    """Return the mistakes in a list of phrases, without its file's name."""
    notes = Notes()
    OwnPhrases("en").read(parse(text.encode(), "p.yaml"), notes)
    return [str(problem).removeprefix("p.yaml:") for problem in notes.problems]


def test_a_routine_says_its_own_sentences(tmp_path: Path) -> None:
    """A phrase of a routine is said in place of the shipped one, with its slots filled."""
    path = write(tmp_path, {"own.yaml": OWN}) / "own.yaml"
    said = texts(str(path), catalogue())
    assert {"Twenty seconds off.", "Middle."} <= said
    assert {"Rest, twenty seconds.", "Halfway."}.isdisjoint(said)


def test_a_folders_words_are_for_all_routines_and_give_way_to_a_routines_own(own: Path) -> None:
    """A content folder's phrases are said in all routines, but where a routine has its own."""
    where = catalogue(own)
    assert {"Half done.", "The last.", "Rest, twenty seconds."} <= texts("plain", where)
    said = texts("own", where)
    assert {"Middle.", "The last.", "Twenty seconds off."} <= said
    assert "Half done." not in said
    assert load_routine("loop-band-legs", where).words.phrases["halfway"] == "Half done."
    assert load_routine("loop-band-legs").words == NO_WORDS


def test_pronunciations_of_folder_and_routine_are_one_list(own: Path) -> None:
    """A routine's pronunciation of a word replaces the folder's, and others stand beside it."""
    script = pipeline.write_script(load_routine("own", catalogue(own)), Options())
    assert script.pronunciations == (
        Pronunciation("emom", "", "e-mom"),
        Pronunciation("hips", "", "hipps"),
    )


def test_the_words_beside_a_file_are_nobodys(own: Path) -> None:
    """Only the folder that --content names has words, not the one in which a routine lies."""
    write(own, {"here.yaml": PLAIN})
    assert "Halfway." in texts(str(own / "here.yaml"), catalogue())
    assert "Half done." in texts(str(own / "here.yaml"), catalogue(own))


def test_a_programmes_days_have_the_same_words(own: Path) -> None:
    """A programme's routines have their own words and those of the content folder."""
    [day] = load_programme("weeks", catalogue(own)).days
    assert day.routines[0] is not None
    words = day.routines[0].words
    assert (words.phrases["halfway"], words.phrases["last_set"]) == ("Middle.", "The last.")


@pytest.mark.parametrize("name", ["phrases.yaml", "pronounce.yml"])
def test_a_file_of_words_makes_a_content_folder(tmp_path: Path, name: str) -> None:
    """A folder that holds nothing but a file of words is a content folder."""
    (tmp_path / name).write_text("switch: {respelled: swich}\n" if "pro" in name else "two: Deux")
    where = catalogue(tmp_path)
    assert load_routine("loop-band-legs", where).words != NO_WORDS


def test_what_is_wrong_in_a_folders_words_is_told_at_its_place(own: Path) -> None:
    """Mistakes in both files are told at their places, together with those of the routine."""
    files = {
        "phrases.yaml": "halfwey: Half.\nrest: Off.\n",
        "pronounce.yaml": "emom: {ipa: 1}\n",
        "routines/bad.yaml": "titel: T\nblocks: [say: Hello.]\n",
    }
    where = catalogue(write(own, files))
    with pytest.raises(AuthorError) as caught:
        load_routine("bad", where)
    problems = [str(one).partition(", such as")[0] for one in caught.value.problems]
    assert [one.removeprefix(f"{own.as_posix()}/") for one in problems] == [
        "phrases.yaml:1:1: unknown key `halfwey`; did you mean `halfway`?",
        "phrases.yaml:2:7: this sentence has other slots than it should; use {time}",
        "pronounce.yaml:1:13: `1` is no sound that a voice has; "
        "write the sounds of American English",
        "routines/bad.yaml:1:1: unknown key `titel`; did you mean `title`?",
        "routines/bad.yaml:1:1: a routine has no `title`; add `title: …`",
    ]


def test_broken_words_keep_nothing_from_the_lists(own: Path) -> None:
    """Lists hold all routines and programmes, and tell what is wrong with a folder's words once."""
    where = catalogue(write(own, {"phrases.yaml": "halfwey: Half.\n"}))
    problems: list[Problem] = []
    assert [one.name for one in list_routines(where, problems)][:2] == ["own", "plain"]
    assert next(one.name for one in list_programmes(where, problems)) == "weeks"
    assert [one.message for one in problems] == ["unknown key `halfwey`"]
    checked = inspection.check("weeks", Options(), fast=True, content=own)
    assert [one.problem.message for one in checked.findings] == ["unknown key `halfwey`"]


@pytest.mark.parametrize("text", ["", "[", "- a\n"])
def test_a_file_of_words_that_is_none_is_told(own: Path, text: str) -> None:
    """A file of words that is empty, no YAML or a list is one mistake."""
    notes = Notes()
    folder_words(catalogue(write(own, {"phrases.yaml": text})), "en", notes)
    assert len(notes.problems) == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="all may read everything here")
def test_a_file_of_words_that_nobody_may_read_is_told(own: Path) -> None:
    """A file of words that cannot be read is told with what to do about it."""
    (own / "phrases.yaml").chmod(0)
    notes = Notes()
    folder_words(catalogue(own), "en", notes)
    assert notes.problems[0].hint == "let it be read"


def test_words_of_another_language_lie_in_its_folder(own: Path) -> None:
    """The words at the root are English; another language's lie in `languages/` and its code."""
    write(own, {"languages/xx/pronounce.yaml": "rodilla: {respelled: rodeeya}\n"})
    notes = Notes()
    found = folder_words(catalogue(own), "xx", notes)
    assert (found.phrases, [how.word for how in found.pronunciations]) == ({}, ["rodilla"])
    assert not notes.problems


def test_lists_of_encouragement_are_replaced_whole() -> None:
    """A list of encouragement takes the place of the shipped one, and leaves the others alone."""
    book = load_language("en")
    name, *others = book.encouragement
    first = book.phrases[book.encouragement[others[0]][0]]
    mine = reworded(book, OwnWords(encouragement={name: ("Onward.", first, "Onward.")}))
    said = [mine.phrases[key] for key in mine.encouragement[name]]
    assert said == ["Onward.", first]
    # The same sentence in two lists has one key, so that nobody hears it twice in a row.
    assert mine.encouragement[name][1] == book.encouragement[others[0]][0]
    assert all(mine.encouragement[one] == book.encouragement[one] for one in others)
    assert reworded(book, NO_WORDS) is book


def test_lists_within_lists_are_known_by_both_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """A phrase book may have lists within lists; what is none of them is told at its place."""
    book = load_language("en")
    lists = {"late/strength": (), "late/hard": (), "release": ()}
    monkeypatch.setattr(own_words, "load_language", lambda code: replace(book, encouragement=lists))
    notes = Notes()
    text = "encouragement: {late: {strength: [A., B.]}, release: C.}"
    found = OwnPhrases("en").read(parse(text.encode(), "p.yaml"), notes)
    assert found is not None
    assert found.encouragement == {"late/strength": ("A.", "B."), "release": ("C.",)}
    assert told("encouragement: {late: {strenght: A.}}") == [
        "1:24: no list of encouragement is `late/strenght`; did you mean `strength`?"
    ]
    assert told("encouragement: {late: [A.]}") == [
        "1:23: lists are written by their names; such as strength, hard"
    ]
    assert told("encouragement: {release: {hard: A.}}") == [
        "1:26: text is expected here; put quotes round it if it has : or -"
    ]
    assert told("encouragement: {release: '{name}, rest.'}") == [
        "1:26: this sentence has other slots than it should; use no slots"
    ]
    assert told("encouragement: {release: A., release: B.}") == [
        "1:30: `release` stands here a second time; keep one of the two"
    ]
    assert told("encouragement: A.") == [
        "1:16: lists are written by their names; such as late, release"
    ]


def test_whatever_is_said_in_own_words_may_be_recorded(tmp_path: Path) -> None:
    """A recorded line is held against the author's sentences, and not against those they replace.

    So a line of the phrase book that is never said is a mistake.
    """
    (tmp_path / "a.wav").write_bytes(b"RIFF")
    lines = "voice_over: {lines: {Middle.: a.wav, Halfway.: a.wav}}\n"
    routine = routine_of(f"{OWN}{lines}".encode(), tmp_path / "own.yaml")
    with pytest.raises(AuthorError) as caught:
        pipeline.write_script(routine, Options())
    [problem] = caught.value.problems
    assert (problem.source and problem.source.column) == 38


def test_a_dictionary_may_hold_own_words_too() -> None:
    """From Python, words are keys of a routine like any others."""
    data = {
        "title": "T",
        "phrases": {"rest_alone": "Off."},
        "pronounce": {"hips": {"respelled": "hipps"}},
        "blocks": [{"say": "Hello."}],
    }
    words = routine_of(data, Path("t.yaml")).words
    assert words.phrases == {"rest_alone": "Off."}
    assert words.pronunciations == (Pronunciation("hips", "", "hipps"),)
