"""Turn another program's workout into a routine of ours, and try it before it is written.

Takes a file, gives YAML with warnings; goes through the stages of `pipeline` to see that the
routine can be coached. Touches nothing but the file that it reads.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from audioguide import pipeline
from audioguide.errors import AuthorError, Problem, Source, UsageError
from audioguide.model.routine import Level, Routine
from audioguide.options import Options

if TYPE_CHECKING:
    from audioguide.importing import Imported


def import_workout(
    file: Path,
    destination: Path,
    form: str | None,
    pace_s_per_km: float | None,
    lap_ms: int | None,
    content: Path | None = None,
    data: bytes | None = None,
) -> Imported:
    """Return a workout in another program's format as a routine of ours that has been tried.

    ``destination`` is the file it will be written to: exercises beside that count as known.
    ``form`` names the format, None finds it out. ``pace_s_per_km`` turns distances into times, and
    ``lap_ms`` is the time for a step that ends with the lap button. ``content`` is a folder of
    one's own files, ``data`` what the file holds, where it was read already. Raises AuthorError
    with what cannot be carried over or coached, UsageError where the file cannot be read.
    """
    from audioguide.files import read_bounded
    from audioguide.importing import MOST_BYTES, ImportOptions, convert
    from audioguide.library import catalogue, list_exercises, routine_of

    where = catalogue(content)
    try:
        data = read_bounded(file, MOST_BYTES) if data is None else data
    except OSError as error:
        why = error.strerror or str(error)
        raise UsageError(Problem(None, f"{file} cannot be read ({why})", "check it")) from error
    # A broken exercise that is not named is no matter of this routine's.
    exercises = list_exercises(where.beside(destination.parent), [])
    known = {exercise.id: exercise.spoken for exercise in exercises}
    options = ImportOptions(form, pace_s_per_km, lap_ms, known)
    imported = convert(data, str(file), options)
    routine = routine_of(imported.yaml.encode(), destination, where)
    _refuse_unheard(routine, file)
    return imported


def _refuse_unheard(routine: Routine, file: Path) -> None:
    """Raise AuthorError, with the imported file as its place, unless every level can be coached."""
    problems: dict[Problem, None] = {}
    for level in Level:
        options = Options(level, voice="silent")
        try:
            with pipeline.open_speaker(options) as speaker:
                pipeline.arrange_with(pipeline.write_script(routine, options), speaker)
        except AuthorError as error:
            problems.update(dict.fromkeys(error.problems))
    if problems:
        raise AuthorError(
            Problem(
                Source(str(file)), f"what comes of it cannot be coached: {one.message}", one.hint
            )
            for one in problems
        )
