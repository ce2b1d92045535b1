"""A second language is a folder and a module: its words agree, and exercises keep their facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from audioguide.coaching import coach
from audioguide.errors import AuthorError
from audioguide.language import Writer
from audioguide.library import catalogue, language_folder, routine_file, routine_of
from audioguide.model.line import Count, Duration, Line, line, phrase, title_of
from audioguide.model.routine import Level, Routine, Side, TrainingDay
from audioguide.model.script import CueKind, TalkProfile
from audioguide.planning import plan
from tests.language.es import SPANISH

WORDS = {
    "leg-swing": """\
name: Balanceo de pierna
setup: "Ponte de pie sobre la pierna {other}, con una mano en la pared."
movement: "Balancea la pierna {side} adelante y atrás."
form: [La espalda quieta.]
""",
    "calf-raise": "name: Elevación de talones\nmovement: Sube despacio y baja despacio.\n",
    "easy-run": "name: Carrera suave\nmovement: Corre a un ritmo en el que puedas hablar.\n",
}
ROUTINE = """\
title: Mañana
language: es
blocks:
  - sets:
      - {exercise: leg-swing, work: 20s, sets: 1}
      - {exercise: calf-raise, reps: 1, sets: 2, sides: none}
  - circuit: [{exercise: easy-run, work: 21m}]
"""


@pytest.fixture
def routine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Routine:
    """A routine in Spanish, with the words of its exercises in a folder of its author's."""
    folder = tmp_path / "languages" / "es" / "exercises"
    folder.mkdir(parents=True)
    (tmp_path / "exercises").mkdir()
    for name, words in WORDS.items():
        (folder / f"{name}.yaml").write_text(words, encoding="utf-8")
    for module in (routine_file, language_folder):
        monkeypatch.setattr(module, "languages", lambda: ["en", "es"])
    return routine_of(ROUTINE.encode(), tmp_path / "mañana.yaml", catalogue(tmp_path))


@pytest.mark.parametrize(
    ("value", "noun", "said"),
    [
        (1, "set", "una serie"),
        (1, "minute", "un minuto"),
        (21, "minute", "veintiún minutos"),
        (21, "set", "veintiuna series"),
        (31, "round", "treinta y una vueltas"),
        (12, "rep", "doce repeticiones"),
    ],
)
def test_numbers_agree_with_what_is_counted(value: int, noun: str, said: str) -> None:
    """One and twenty-one take the gender of the noun that follows."""
    assert SPANISH.count(value, noun) == said


def test_sides_agree_with_the_limb() -> None:
    """Left and right take the gender of the limb and stand behind it."""
    assert SPANISH.side_of("leg", Side.LEFT) == "pierna izquierda"
    assert SPANISH.side_of("foot", Side.RIGHT) == "pie derecho"


def test_a_comma_is_a_decimal_sign() -> None:
    """Figures that an author writes are said by the rules of the language."""
    assert SPANISH.spoken("Corre 1,5 km.") == "Corre uno coma cinco kilómetros."


def test_phrases_are_filled_with_the_languages_own_words() -> None:
    """A rest of twenty-one minutes and thirty-one seconds is said in Spanish, with its capital."""
    writer = Writer(SPANISH)
    time = Duration((21 * 60 + 31) * 1000)
    said = writer.text(line(phrase("rest", time=time)))
    assert said == "Descansa veintiún minutos y treinta y un segundos."
    sets = phrase("dose_sets", dose=phrase("dose_reps", reps=Count(1, "rep")), sets=Count(2, "set"))
    assert writer.text(line(sets)) == "Una repetición, dos series."


def test_exercises_keep_their_facts_and_change_their_words(routine: Routine) -> None:
    """What a language says of an exercise takes the place of its words, and of nothing else."""
    [swing, raises], [run] = (block.items for block in routine.blocks)  # type: ignore[union-attr]
    assert swing.exercise.name == "Balanceo de pierna"
    assert swing.exercise.sides == "each-set"
    assert swing.exercise.easier == ""
    assert raises.exercise.tempo is not None
    assert run.exercise.group == "running"


def test_a_routine_in_spanish_is_coached_in_spanish(routine: Routine) -> None:
    """Sides stand in an author's words where the author wants them."""
    session = plan(routine, Level.INTERMEDIATE)
    script = coach(session, TalkProfile.FULL, SPANISH.book.encouragement, 0)
    script = Writer(SPANISH).script(script)
    explained = [c.wordings[0].text for c in script.cues if c.kind is CueKind.EXPLANATION]
    named = [c.wordings[0].text for c in script.cues if c.kind is CueKind.SIDE]
    assert named[0].startswith("Balanceo de pierna, pierna izquierda")
    assert explained[0].startswith(
        "Ponte de pie sobre la pierna derecha, con una mano en la pared. "
        "Balancea la pierna izquierda adelante y atrás."
    )
    assert "Cambia a la pierna derecha." in [c.wordings[0].text for c in script.cues]
    assert script.iso_639_2 == "spa"


def test_a_language_without_words_is_a_mistake(tmp_path: Path) -> None:
    """An author is told which languages there are."""
    with pytest.raises(AuthorError, match=r"no words for the language `xx`; there is en"):
        routine_of(b"title: T\nlanguage: xx\nblocks: [say: Hi]\n", tmp_path / "t.yaml")


def test_words_that_name_a_side_need_one(tmp_path: Path) -> None:
    """A movement without left and right cannot be told by words that name them."""
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "lift.yaml").write_text(
        'name: Lift\nmovement: "Lift the {side} leg."\nwork: 20s\nsides: each-set\nlimb: leg\n'
    )
    entry = "{exercise: lift, sides: none}"
    text = f"title: T\nblocks:\n  - circuit:\n      - {entry}\n"
    routine = routine_of(text.encode(), tmp_path / "t.yaml", catalogue(tmp_path))
    with pytest.raises(AuthorError, match="name a side, and it has no left and right here"):
        plan(routine, Level.BEGINNER)


def test_other_braces_are_a_mistake(tmp_path: Path) -> None:
    """Nothing but {side} and {other} stands in braces."""
    (tmp_path / "exercises").mkdir()
    lift = 'name: Lift\nmovement: "Lift the {sides} leg."\nwork: 20s\n'
    (tmp_path / "exercises" / "lift.yaml").write_text(lift)
    text = b"title: T\nblocks:\n  - circuit: [lift]\n"
    with pytest.raises(AuthorError, match=r"nothing stands for `{sides}`; did you mean"):
        routine_of(text, tmp_path / "t.yaml", catalogue(tmp_path))


def test_a_day_of_a_programme_is_called_so_by_its_language() -> None:
    """Weekdays and numbers come from the folder of words, and so does their order."""

    def called(weekday: bool) -> str:
        training = TrainingDay(2, 3, weekday)
        return Writer(SPANISH).title(Line((title_of("Piernas", training),)))

    assert called(True) == "Piernas, semana 2, miércoles"
    assert called(False) == "Piernas, semana 2, día 3"
