"""Read every shipped script as a coach would: ``python3 scripts/coach.py [--voice hibari]``.

Takes the routines in ``content/routines``, at all levels and amounts of talk, and every day of the
programmes; times their words with a voice, and listens to them with eyes shut
(`audioguide.checking`). Gives a table of figures, a line a routine, and a line for each finding;
the exit code is 1 where there is a finding, or a figure is not 0 that should be. Progress goes to
stderr.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audioguide.checking.habits import Habits
    from audioguide.model.script import Script
    from audioguide.options import Options
    from audioguide.speech import Speaker

ZEROS = ("without_place", "without_middle", "out_of_phase", "again", "late_sides")
"""Figures that should be 0."""
HEADINGS = ("routine", "findings", *(name.replace("_", " ") for name in ZEROS), "short", "speech")


@dataclass
class Read:
    """The figures of one routine over all its levels and amounts of talk."""

    name: str
    zeros: Counter[str] = field(default_factory=Counter)
    short: int = 0
    sentences: int = 0
    speech_ms: int = 0
    length_ms: int = 0
    most_speech: float = 0.0
    """The greatest share of time with speech at any level, at full talk."""
    sequences: Counter[tuple[str, ...]] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)

    def add(self, found: "Habits", *, full: bool) -> None:
        """Take in the figures of one timeline."""
        for name in ZEROS:
            self.zeros[name] += getattr(found, name)
        self.short += found.short_sentences
        self.sentences += found.sentences
        if full:
            self.speech_ms += found.speech_ms
            self.length_ms += found.length_ms
            self.most_speech = max(self.most_speech, found.speech_ms / found.length_ms)
            for sequence, times in found.sequences.items():
                self.sequences[sequence] = max(self.sequences[sequence], times)

    def row(self) -> tuple[str, ...]:
        """Return the line of the table."""
        zeros = (str(self.zeros[name]) for name in ZEROS)
        short = f"{self.short / max(self.sentences, 1):.0%}"
        lost = str(len(self.findings))
        return (self.name, lost, *zeros, short, f"{self.speech_ms / max(self.length_ms, 1):.0%}")


def asked_for() -> argparse.Namespace:
    """Return the options that were typed."""
    from audioguide import listings
    from devtools.prove import shipped

    days = [name for name in listings.names() if name not in shipped()]
    parser = argparse.ArgumentParser(
        "coach.py", description="Whether a listener with eyes shut could follow all that ships."
    )
    parser.add_argument("--names", default=[*shipped(), *days], nargs="+", help="else all")
    parser.add_argument("--voice", default="silent", help="ENGINE[:VOICE] that times the words")
    parser.add_argument("--json", action="store_true", help="for programs")
    return parser.parse_args()


def scripts(name: str) -> Iterator[tuple["Script", "Options"]]:
    """Yield a routine's scripts at every level and talk, or a programme's on every day."""
    from itertools import product

    from audioguide import inspection, pipeline
    from audioguide.model.routine import Level
    from audioguide.model.script import TalkProfile
    from audioguide.options import Options

    if programme := pipeline.programme(name):
        for routine, session in inspection.days(programme, programme.trainings()):
            options = Options(level=session.level)
            yield pipeline.write_script(routine, options, session), options
        return
    routine = pipeline.read(name)
    for level, talk in product(Level, TalkProfile):
        options = Options(level=level, talk=talk)
        yield pipeline.write_script(routine, options), options


def read_all(names: Iterable[str], speaker: "Speaker") -> Iterator[Read]:
    """Yield the figures of every routine and programme."""
    from audioguide import pipeline
    from audioguide.checking.habits import habits
    from audioguide.model.script import TalkProfile

    for name in names:
        read = Read(name)
        for script, options in scripts(name):
            timeline = pipeline.arrange_with(script, speaker)
            words = pipeline.language(script.session.language)
            found = habits(timeline, words)
            read.add(found, full=options.talk is TalkProfile.FULL)
            which = script.session.day or f"{script.session.level}, {script.talk}"
            read.findings += [f"{one.problem} [{which}]" for one in found.findings]
        print(f"{name} is read", file=sys.stderr)
        yield read


def table(rows: Iterable[tuple[str, ...]]) -> str:
    """Return lines of columns as wide as they need to be."""
    lines = [HEADINGS, *rows]
    widths = [max(len(line[n]) for line in lines) for n in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if n == 0 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def main() -> int:
    """Print the figures; return 1 where one of them is not as it should be."""
    from audioguide import pipeline
    from audioguide.options import Options

    asked = asked_for()
    with pipeline.open_speaker(Options(voice=asked.voice)) as speaker:
        every = list(read_all(asked.names, speaker))
    sequences: Counter[tuple[str, ...]] = Counter()
    for read in every:
        sequences |= read.sequences
    [(commonest, times), *_] = sequences.most_common(1) or [((), 0)]
    short, sentences = sum(one.short for one in every), sum(one.sentences for one in every)
    most = max((one.most_speech, one.name) for one in every)
    if asked.json:
        data = {one.name: dict(zip(HEADINGS[1:], one.row()[1:], strict=True)) for one in every}
        print(json.dumps(data, indent=2))
    else:
        print(table(one.row() for one in every))
        print(f"\nSentences of three words or fewer: {short / max(sentences, 1):.1%}")
        print(f"Most speech: {most[0]:.1%} of {most[1]}")
        often = "once" if times == 1 else f"{times} times"
        print(f"The commonest five sentences in a row, {often} in a script: {' '.join(commonest)}")
    for one in every:
        print("".join(f"{finding}\n" for finding in one.findings), end="")
    return int(any(one.findings or one.zeros.total() for one in every))


if __name__ == "__main__":
    sys.exit(main())
