"""What files are called: after the routine, and after each option that is not the usual one."""

from __future__ import annotations

from collections.abc import Sequence

from audioguide.files import safe_name
from audioguide.model.routine import Routine
from audioguide.model.script import TalkProfile
from audioguide.options import Options

USUAL = Options()


def file_names(routines: Sequence[Routine], options: Options, ending: str) -> list[str]:
    """Return a file name for each routine: its name, then a word for each unusual option.

    Two renders that differ do not overwrite each other. The level is named where it is not the
    routine's own; for days of a programme on all of them, as soon as it is not the own one of any.
    ``ending`` is the files', such as ``.mp3``.
    """
    days = [one for one in routines if one.day]
    levels_differ = options.level is not None and any(one.level != options.level for one in days)
    return [_file_name(one, options, ending, levels_differ and bool(one.day)) for one in routines]


def _file_name(routine: Routine, options: Options, ending: str, names_level: bool) -> str:
    asked = options.level if options.level != routine.level or names_level else None
    parts = [routine.name, *([asked] if asked else [])]
    parts += [options.talk] if options.talk != USUAL.talk else []
    parts += [options.voice] if options.voice != USUAL.voice else []
    if options.explain:
        parts += [
            "known" if options.explain is TalkProfile.MINIMAL else f"explain-{options.explain}"
        ]
    parts += ["no-intro"] if not options.intro else []
    other = options.sounds not in (None, routine.sounds.set)
    parts += [f"sounds-{options.sounds}"] if other else []
    parts += [f"pace-{options.pace:g}"] if options.pace != USUAL.pace else []
    parts += [f"seed-{options.seed}"] if options.seed != USUAL.seed else []
    return f"{'-'.join(map(safe_name, parts))}{ending}"
