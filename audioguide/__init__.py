"""audioguide turns a workout routine written in YAML into a coached audio file.

From Python as from the command line::

    >>> import audioguide
    >>> routine = audioguide.load("loop-band-legs")
    >>> options = audioguide.Options(level="beginner", voice="silent")
    >>> script = audioguide.script(routine, options)
    >>> timeline = audioguide.plan(routine, options)  # doctest: +SKIP
    >>> episode = audioguide.render(routine, "legs.mp3", options)  # doctest: +SKIP

`load` takes a name, a file, a YAML text or a mapping. Every noun that comes back is in
`audioguide.model`; `audioguide plan --json` is the way in for programs in other languages.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from audioguide.api import (
        AudioguideError,
        Level,
        Options,
        Problem,
        Routine,
        TalkProfile,
        load,
        plan,
        render,
        script,
    )

__version__ = "0.1.0"

__all__ = [
    "AudioguideError",
    "Level",
    "Options",
    "Problem",
    "Routine",
    "TalkProfile",
    "__version__",
    "load",
    "plan",
    "render",
    "script",
]


def __getattr__(name: str) -> Any:
    """Load what is asked for when it is: the command line takes its signals before that."""
    if name in __all__:
        from audioguide import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
