"""Answers for those who write routines: mistakes, lengths and calendars.

Takes names and a folder of one's own, goes through the stages of `pipeline` as far as the answer
needs, gives entries for `formats`. Stages are imported when they are reached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from audioguide import pipeline
from audioguide.errors import AuthorError, Problem, in_order
from audioguide.model.routine import Level, Routine
from audioguide.options import Options
from audioguide.pipeline import Progress, unwatched

if TYPE_CHECKING:
    from audioguide.formats.calendar import CalendarDay
    from audioguide.formats.checked import Checked
    from audioguide.model.programme import Day, Programme
    from audioguide.model.session import Session
    from audioguide.speech import Speaker
    from audioguide.store import Store

One = TypeVar("One")
Made = TypeVar("Made")

USUAL = Options()
"""The options of a listener who has chosen nothing."""


def days(
    programme: Programme, dates: Iterable[tuple[int, Day]], level: Level | None = None
) -> list[tuple[Routine, Session]]:
    """Return the routine of each given week (from 1) and day, and what it is planned to.

    ``level`` replaces the level of every day. Raises AuthorError with the mistakes of all days.
    """
    from audioguide.planning import day_routine, plan_day

    def one(week: int, day: Day) -> tuple[Routine, Session]:
        session = plan_day(programme, week, day, level)
        return day_routine(programme, week, day), session

    return _each_day(dates, one)


def calendar(programme: Programme, options: Options = USUAL) -> list[CalendarDay]:
    """Return every training day of a programme with its estimated length.

    Raises AuthorError with the mistakes of all days.
    """
    from audioguide.coaching import estimate_ms
    from audioguide.formats.calendar import CalendarDay
    from audioguide.planning import asked, plan_day
    from audioguide.timeline import doubtful_promise

    def one(week: int, day: Day) -> CalendarDay:
        session = plan_day(programme, week, day, options.level)
        broken = doubtful_promise(session, estimate_ms(session))
        talk, explain, intro = options.talk, options.explain, options.intro
        about_ms = estimate_ms(session, talk, explain=explain, intro=intro)
        return CalendarDay(week, day, session.level, about_ms, asked(day, week), broken)

    return _each_day(programme.trainings(), one)


def _each_day(dates: Iterable[tuple[int, Day]], make: Callable[[int, Day], Made]) -> list[Made]:
    """Return what ``make`` gives for each day; a mistake on several days is told with the first."""
    from audioguide.planning import when

    made: list[Made] = []
    problems: dict[Problem, str] = {}
    for week, day in dates:
        try:
            made.append(make(week, day))
        except AuthorError as error:
            for problem in error.problems:
                problems.setdefault(replace(problem, context=""), when(week, day))
    if problems:
        raise AuthorError(replace(problem, context=first) for problem, first in problems.items())
    return made


def check(
    found: str | Routine | Programme,
    options: Options,
    fast: bool = False,
    progress: Progress = unwatched,
    content: Path | None = None,
    store: Store | None = None,
    *,
    listener: bool = False,
) -> Checked:
    """Return what is wrong with a routine or programme, and how long it lasts.

    ``found`` is a name, a file, or what was read of it already. A routine is tried at each level, a
    programme on each day. ``fast`` leaves the voice out: lengths are estimates, and whether the
    words fit is not examined. With ``listener`` somebody listens with eyes shut, and is not to be
    lost anywhere. ``content`` is a folder of one's own files. Mistakes of the author's are findings
    and are not raised. Raises UsageError where there is no such file or voice, InstallationError
    where the voice cannot speak.
    """
    from audioguide.formats.checked import Checked, Finding, Training
    from audioguide.planning import day_routine, plan_day, without_effect

    name = found if isinstance(found, str) else found.source.file
    try:
        if isinstance(found, str):
            found = pipeline.programme(found, content) or pipeline.read(found, content)
    except AuthorError as error:
        findings = tuple(Finding(one, tuple(Level)) for one in in_order(error.problems))
        return Checked(name, findings, {}, estimated=fast)
    with ExitStack() as stack:
        speaker, language = None, _language_of(found)
        if fast and options.voice != USUAL.voice:
            pipeline.look_for_voice(options, language)
        if not fast:
            opened = pipeline.open_speaker(options, progress, store, language)
            speaker = stack.enter_context(opened)
        if isinstance(found, Routine):
            at_levels = {
                level: partial(
                    _lasting, found, replace(options, level=level), speaker, listener=listener
                )
                for level in Level
            }
            lasting, wrong = _gather(at_levels)
            for level, problem in _promises(lasting):
                wrong.setdefault(problem, []).append(level)
            for level, one in lasting.items():
                for problem in one.lost:
                    wrong.setdefault(problem, []).append(level)
            lasting_ms = {level: one.ms for level, one in lasting.items() if not one.broken}
            findings = tuple(Finding(one, tuple(wrong[one])) for one in in_order(wrong))
            noted: dict[Problem, list[Level]] = {}
            for level, one in lasting.items():
                for remark in one.remarks:
                    noted.setdefault(remark, []).append(level)
            # What cannot be planned at every level may yet come to something.
            for remark in () if wrong else without_effect(found):
                noted[remark] = list(Level)
            remarks = tuple(Finding(one, tuple(noted[one])) for one in in_order(noted))
            return Checked(name, findings, lasting_ms, fast, remarks=remarks)

        def trained_ms(week: int, day: Day) -> int:
            session = plan_day(found, week, day)
            routine = day_routine(found, week, day)
            lasting = _lasting(routine, options, speaker, session, listener=listener)
            if problems := (*lasting.broken, *lasting.lost):
                raise AuthorError(problems)
            return lasting.ms

        on_days = {
            Training(week, day.number, day.name, day.levels[week - 1]): partial(
                trained_ms, week, day
            )
            for week, day in found.trainings()
        }
        trainings_ms, amiss = _gather(on_days)
    findings = tuple(Finding(one, (), tuple(amiss[one])) for one in in_order(amiss))
    return Checked(name, findings, {}, fast, trainings_ms)


def _language_of(found: Routine | Programme) -> str:
    """Return the language of a routine, or of a programme's first training."""
    if isinstance(found, Routine):
        return found.language
    routines = (one for day in found.days for one in day.routines if one)
    return next(routines).language


@dataclass(frozen=True, slots=True)
class _MeasuredLength:
    """The length of a routine, spoken or estimated, and the promises that it does not keep."""

    ms: int
    broken: tuple[Problem, ...]
    own: bool
    """Whether the promised length is the author's."""
    remarks: tuple[Problem, ...]
    """What is no mistake, but may surprise the author."""
    lost: tuple[Problem, ...] = ()
    """Where a listener with eyes shut would be lost, if anybody listened."""


def _promises(lasting: Mapping[Level, _MeasuredLength]) -> Iterable[tuple[Level, Problem]]:
    """Yield the promises that each level breaks; with all lengths known the hint holds them all."""
    from audioguide.timeline import length_to_write

    known = len(lasting) == len(Level)
    hint = length_to_write([lasting[level].ms for level in Level]) if known else ""
    for level, one in lasting.items():
        for problem in one.broken:
            yield level, replace(problem, hint=hint) if hint and one.own else problem


def _lasting(
    routine: Routine,
    options: Options,
    speaker: Speaker | None,
    session: Session | None = None,
    *,
    listener: bool = False,
) -> _MeasuredLength:
    """Return a routine's length and its broken promises; AuthorError for what is wrong with it."""
    from audioguide.coaching import estimate_ms
    from audioguide.timeline import doubtful_promise

    store = speaker.store if speaker else None
    script = pipeline.write_script(routine, options, session, store)
    own = script.promised_ms == script.session.promised_ms
    if speaker:
        timeline = pipeline.arrange_with(script, speaker)
        remarks = script.session.remarks
        lost: tuple[Problem, ...] = ()
        if listener:
            from audioguide.checking.listener import listen

            words = pipeline.language(routine.language, routine.words)
            lost = listen(timeline, words).problems
        return _MeasuredLength(timeline.duration_ms, timeline.broken, own, remarks, lost)
    pipeline.probe_recordings(script)
    duration_ms = estimate_ms(script.session, options.talk)
    # Who asks for less talk is told an estimate, and promised nothing.
    broken = doubtful_promise(script.session, duration_ms) if own else ()
    return _MeasuredLength(duration_ms, broken, own, script.session.remarks)


def _gather(
    jobs: Mapping[One, Callable[[], Made]],
) -> tuple[dict[One, Made], dict[Problem, list[One]]]:
    """Return what each job makes, and for each problem the jobs that raise it."""
    made: dict[One, Made] = {}
    problems: dict[Problem, list[One]] = {}
    for one, job in jobs.items():
        try:
            made[one] = job()
        except AuthorError as error:
            for problem in error.problems:
                # Which of the jobs it belongs to is told by the list.
                problems.setdefault(replace(problem, context=""), []).append(one)
    return made, problems
