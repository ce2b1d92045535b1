"""audioguide turns a workout routine written in YAML into a coached audio file.

One way through, from a page of YAML to sound in somebody's ears::

    >>> from audioguide import pipeline
    >>> options = pipeline.Options(voice="silent")
    >>> routine = pipeline.read("loop-band-legs")
    >>> script = pipeline.write_script(routine, options)
    >>> timeline = pipeline.arrange(script, options)  # doctest: +SKIP
    >>> episode = pipeline.render(timeline, Path("legs.mp3"))  # doctest: +SKIP

Every noun those stages pass on is in `audioguide.model`; `audioguide plan --json` is the way in
for other programs.
"""

__version__ = "0.1.0"

__all__ = ["__version__"]
