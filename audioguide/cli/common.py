"""What several commands share: their options, and the way from names to scripts and timelines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from audioguide import pipeline
from audioguide.cli.audience import note, plain
from audioguide.cli.completing import routine_names, voice_names
from audioguide.cli.dates import NO_DATES, Dates, routines
from audioguide.cli.progress import several_watched
from audioguide.cli.typed import number_between, one_of, whole_number, words_of
from audioguide.errors import AudioguideError, AuthorError, Problem, UsageError
from audioguide.model.routine import Level, Routine
from audioguide.model.script import Script, TalkProfile
from audioguide.model.sounds import SoundSet
from audioguide.model.timeline import Timeline
from audioguide.options import Options
from audioguide.store import Store

One = TypeVar("One")
Made = TypeVar("Made")

RoutineArgument = Annotated[
    str,
    typer.Argument(
        metavar="ROUTINE",
        help="A routine's name, or a YAML file; - is standard input.",
        autocompletion=routine_names,
    ),
]
LevelOption = Annotated[
    Level | None,
    typer.Option(
        "--level",
        metavar=words_of(Level),
        parser=one_of("--level", Level, "a level"),
        help="How much of every range; else what the routine says.",
    ),
]
VoiceOption = Annotated[
    str,
    typer.Option(
        "--voice",
        metavar="ENGINE[:VOICE]",
        autocompletion=voice_names,
        help="Who speaks; see `audioguide list voices`.",
    ),
]
TalkOption = Annotated[
    TalkProfile,
    typer.Option(
        "--talk",
        metavar=words_of(TalkProfile),
        parser=one_of("--talk", TalkProfile, "an amount of talk"),
        help="How much is said.",
    ),
]
PaceOption = Annotated[
    float,
    typer.Option(
        "--pace",
        metavar="FACTOR",
        parser=number_between("--pace", 0.5, 2.0),
        help="How fast it is spoken: 0.9 is slower, 1.1 is faster.",
    ),
]
SeedOption = Annotated[
    int,
    typer.Option(
        "--seed",
        metavar="NUMBER",
        parser=whole_number("--seed"),
        help="Another number, other words of encouragement.",
    ),
]
ExplainOption = Annotated[
    TalkProfile | None,
    typer.Option(
        "--explain",
        metavar=words_of(TalkProfile),
        parser=one_of("--explain", TalkProfile, "a way to explain"),
        help="How much is said of a new movement; else by --talk and a programme's weeks.",
    ),
]
KnownOption = Annotated[
    bool,
    typer.Option("--known", help="No explanations: you know the movements."),
]
NoIntroOption = Annotated[
    bool,
    typer.Option("--no-intro", help="The opening sound, and not a word of introduction."),
]
SoundsOption = Annotated[
    SoundSet | None,
    typer.Option(
        "--sounds",
        metavar=words_of(SoundSet),
        parser=one_of("--sounds", SoundSet, "a set of sounds"),
        help="Softer tones, or louder ones for a hall; else what the routine says.",
    ),
]
ContentOption = Annotated[
    Path | None,
    typer.Option(
        "--content",
        metavar="DIR",
        help="A folder of your own with exercises/, routines/, programmes/ or phrases.yaml in it.",
    ),
]
ForceOption = Annotated[
    bool,
    typer.Option("--force", help="Replace a file that audioguide did not make."),
]
TextForceOption = Annotated[
    bool,
    typer.Option("--force", help="Replace a file that is already there."),
]
QuietOption = Annotated[
    bool,
    typer.Option("--quiet", "-q", help="Say nothing on stderr but what went wrong."),
]

DEFAULTS = Options()


def scripts(
    names: Iterable[str],
    options: Options,
    dates: Dates = NO_DATES,
    content: Path | None = None,
    *,
    only_one: bool = False,
) -> list[tuple[Routine, Script]]:
    """Return every named routine with its script, in the order of the names.

    A programme's name stands for its days that ``dates`` selects, which may be ``only_one``.
    ``content`` is a folder of one's own files. Raises AuthorError or UsageError with the mistakes
    of all names together.
    """

    def made(name: str) -> list[tuple[Routine, Script]]:
        return map_collecting(
            lambda one: (one[0], pipeline.write_script(one[0], options, one[1], store)),
            routines(name, dates, options.level, content, only_one=only_one),
        )

    with kept() as store:
        return [one for of_name in map_collecting(made, names) for one in of_name]


def timelines(
    name: str,
    options: Options,
    quiet: bool,
    dates: Dates = NO_DATES,
    content: Path | None = None,
    *,
    only_one: bool = False,
) -> list[tuple[Routine, Timeline]]:
    """Return the timeline of a routine, or of the days of a programme, in the order of the days.

    Progress is shown on stderr unless ``quiet``. A timeline may break promises to the listener,
    which are in its ``broken``. Raises UsageError where a programme is given no dates, or several
    days are meant and ``only_one`` is wanted, and AuthorError for mistakes in the files.
    """
    written = scripts([name], options, dates, content, only_one=only_one)
    with several_watched(quiet) as opened, kept() as store:
        if len(written) == 1:
            [(routine, script)] = written
            arranged = pipeline.arrange(script, options, opened(routine.name), store)
            return [(routine, arranged)]
        language = written[0][1].session.language
        with pipeline.open_speaker(options, store=store, language=language) as speaker:

            def one(work: tuple[Routine, Script]) -> tuple[Routine, Timeline]:
                speaker.progress = opened(work[0].name)
                return work[0], pipeline.arrange_with(work[1], speaker)

            return map_collecting(one, written)


def explains(explain: TalkProfile | None, *, known: bool) -> TalkProfile | None:
    """Return how much is said of a new movement. Raises UsageError where two options contradict."""
    if known and explain not in (None, TalkProfile.MINIMAL):
        message = f"--known and --explain {explain} do not go together"
        raise UsageError(Problem(None, message, "choose one"))
    return TalkProfile.MINIMAL if known else explain


def kept() -> Store:
    """Return the store of what was made before.

    Trouble with the store is written to stderr as a warning and never stops the program.
    """
    return pipeline.open_store(warn)


def warn(what: str) -> None:
    """Write a warning of one line to stderr, even with ``--quiet``."""
    note(plain(f"warning: {what}"))


def map_collecting(make: Callable[[One], Made], items: Iterable[One]) -> list[Made]:
    """Return what ``make`` gives for every item, in order.

    An item that raises AuthorError or UsageError does not keep the next from being tried: at the
    end all their problems are raised together. Any other AudioguideError is a problem of the
    machine and ends the work at once; it is raised together with the problems found before it.
    """
    results: list[Made] = []
    errors: list[AudioguideError] = []
    for item in items:
        try:
            results.append(make(item))
        except (AuthorError, UsageError) as error:
            errors.append(error)
        except AudioguideError as error:
            raise merge_errors([*errors, error]) from error
    if errors:
        raise merge_errors(errors)
    return results


def raise_if_broken(broken: Iterable[Problem]) -> None:
    """Raise AuthorError with the given problems, if there are any.

    Commands call it after they have shown a timeline, to say why it cannot be rendered.
    """
    if problems := list(broken):
        raise AuthorError(problems)


def merge_errors(errors: list[AudioguideError]) -> AudioguideError:
    """Return one error with the problems of all errors, of the kind with the highest exit code."""
    gravest = max(errors, key=lambda error: error.exit_code)
    return type(gravest)(problem for error in errors for problem in error.problems)
