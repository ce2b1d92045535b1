"""Write what was proved, for people and for other programs.

Takes every file's `Proved`; gives a Markdown table for each voice, plain values for JSON, and a
line for each failure. Touches nothing.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict

from audioguide.model.routine import Level
from audioguide.model.script import TalkProfile
from audioguide.units import clock
from devtools.prove_file import Figures, Proved

NONE = "-"

Of = Callable[[Figures], float]


def table(voice: str, files: Sequence[Proved]) -> str:
    """Return the results in one voice as Markdown, with a row for each routine.

    Lengths, wordless stretches and dropped cues are those of the fullest talk; all other figures
    are the worst of a routine's files.
    """
    made = [one for one in files if one.figures]
    levels = [level.value for level in Level if any(one.level == level for one in files)]
    talk = next((talk.value for talk in TalkProfile if any(one.talk == talk for one in files)), "")
    middle = Level.INTERMEDIATE.value
    level = middle if middle in levels or not levels else levels[0]
    by_level = " / ".join(levels)
    lasting_h = sum(one.figures.duration_ms for one in made if one.figures) / 3_600_000
    failing = sum(bool(one.failures) for one in files)
    held = "every one holds" if not failing else f"{failing} fail"
    heads = (
        *("routine", f"length, {by_level}", "sound off, ms", "cue off, ms", "speech, LUFS"),
        *("true peak, dBTP", "loudest gap, dBFS", "phrases", f"longest without a word, {level}"),
        f"dropped, {by_level}",
    )
    rows = [
        f"### {voice}",
        "",
        f"{len(files)} files, {lasting_h:.1f} hours: {held}. Lengths, stretches without a word and"
        f" dropped cues are those of talk {talk}; all else is the worst of a routine's files.",
        "",
        _row(heads),
        _row(["---"] * len(heads)),
    ]
    for routine in dict.fromkeys(one.routine for one in files):
        of_it = [one for one in made if one.routine == routine]
        figures = {one.level: one.figures for one in of_it if one.talk == talk}
        rows.append(
            _row(
                [
                    routine,
                    " / ".join(_length(figures.get(one)) for one in levels),
                    *_worst(of_it),
                    _wordless(figures.get(level)),
                    " / ".join(_dropped(figures.get(one)) for one in levels),
                ]
            )
        )
    if len(rows) > 7:
        rows.append(_row(["all", "", *_worst(made), "", ""]))
    return "\n".join(rows)


def failed(files: Iterable[Proved]) -> list[str]:
    """Return a line for each failure."""
    return [
        f"{one.voice} {one.routine} {one.level} {one.talk}: {fault}"
        for one in files
        for fault in one.failures
    ]


def document(files: Iterable[Proved]) -> dict[str, object]:
    """Return all results as plain values; infinite numbers become None, as JSON has none."""
    files = list(files)
    return {
        "files": [
            {**asdict(one), "figures": _values(one.figures) if one.figures else None}
            for one in files
        ],
        "failed": failed(files),
    }


def _values(figures: Figures) -> dict[str, object]:
    values = asdict(figures) | {"phrases": len(figures.texts)}
    del values["texts"]
    return {
        name: None if isinstance(value, float) and not math.isfinite(value) else value
        for name, value in values.items()
    }


def _worst(files: Iterable[Proved]) -> list[str]:
    """Return the cells for the worst figures of several files, from "sound off" to "phrases"."""
    figures = [one.figures for one in files if one.figures]
    if not figures:
        return [NONE] * 6

    def most(of: Of) -> float:
        return max(map(of, figures))

    speech = sorted(round(one.speech_lufs, 2) for one in figures)
    return [
        f"{most(lambda one: one.sound_off_ms):.1f}",
        f"{most(lambda one: one.cue_off_ms):.1f}",
        " to ".join(f"{lufs:.2f}" for lufs in dict.fromkeys((speech[0], speech[-1]))),
        f"{most(lambda one: one.true_peak_dbtp):.2f}",
        f"{most(lambda one: one.gap_dbfs):.0f}",
        str(len(frozenset().union(*(one.texts for one in figures)))),
    ]


def _length(figures: Figures | None) -> str:
    return clock(figures.duration_ms) if figures else NONE


def _wordless(figures: Figures | None) -> str:
    return f"{figures.wordless_ms / 1000:.1f} s at {figures.wordless}" if figures else NONE


def _dropped(figures: Figures | None) -> str:
    if figures is None:
        return NONE
    kinds = ", ".join(f"{kind} {count}" for kind, count in figures.dropped.items())
    return f"{sum(figures.dropped.values())} ({kinds})" if kinds else "0"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
