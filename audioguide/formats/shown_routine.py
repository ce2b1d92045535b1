"""Write all that is known of a routine for people: its facts, and its blocks as a table.

Takes `RoutineShown`, gives lines that keep to a width. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from audioguide.formats import ranges, words
from audioguide.formats.columns import Column, Row, paragraph, table
from audioguide.formats.facts import BLANK, Fact, facts, home_text, of_sets, once, users_text
from audioguide.formats.shown import BlockShown, ItemShown, RoutineShown
from audioguide.model.routine import BlockKind, ByLevel, Level, PauseBlock, Range, SayBlock, Sides

_BLOCKS = (Column("Block"), Column("What", wraps=True), Column("How much", wraps=True))


def routine_lines(shown: RoutineShown, width: int) -> list[str]:
    """Return the lines about a routine, at most ``width`` long where the columns allow it."""
    one = shown.routine
    recordings = len(one.voice_over.recordings) if one.voice_over else 0
    groups: list[list[Fact]] = [
        [
            ("Routine", one.name),
            ("Level", one.level.value),
            ("Length", _about(shown)),
            ("Promised", _promised(one.length_ms)),
            ("Equipment", ", ".join(one.equipment)),
            ("Language", "" if one.language == "en" else one.language),
            ("Tags", ", ".join(one.tags)),
            ("Safety", one.safety),
            ("Recordings", str(recordings) if recordings else ""),
        ],
        [
            ("Author", one.author),
            ("Copyright", one.copyright),
            ("Page", one.url),
            ("Date", one.date),
            ("File", home_text(shown.home)),
            ("Used by", users_text(shown.users, "no programme")),
        ],
    ]
    rows = [row for block in shown.blocks for row in (BLANK, *_block_rows(block))]
    lines = paragraph(words.one_line(one.title), width)
    lines += paragraph(words.one_line(one.summary), width)
    lines += ["", *facts(groups, width), ""]
    lines += table(_BLOCKS, rows, width)
    if whole := ranges.rests(one.rests):
        lines += ["", *paragraph(f"All of it: {whole}, where nothing nearer is written.", width)]
    return lines + (["", *paragraph(f"Ends with: {one.ending}", width)] if one.ending else [])


def _about(shown: RoutineShown) -> str:
    """Return the estimated lengths: ``about 16 min (beginner), 19 min (intermediate), …``."""
    minutes = {level: max(1, round(ms / 60_000)) for level, ms in shown.about_ms.items()}
    if len(minutes) == len(Level) and len(set(minutes.values())) == 1:
        return f"about {minutes[Level.BEGINNER]} min at every level"
    each = _by_level({level: f"{number} min" for level, number in minutes.items()})
    return f"about {each}" if each else ""


def _promised(length_ms: Range | ByLevel | None) -> str:
    if isinstance(length_ms, ByLevel):
        by_level = (length_ms.beginner, length_ms.intermediate, length_ms.advanced)
        lengths = (ranges.lengths(Range(ms, ms)) for ms in by_level)
        return _by_level(dict(zip(Level, lengths, strict=True)))
    return ranges.lengths(length_ms) if length_ms else ""


def _by_level(values: Mapping[Level, str]) -> str:
    return ", ".join(f"{value} ({level})" for level, value in values.items())


def _block_rows(block: BlockShown | SayBlock | PauseBlock) -> Iterator[Row]:
    if isinstance(block, SayBlock):
        yield "say", words.one_line(block.text)
        return
    if isinstance(block, PauseBlock):
        yield "pause", ranges.lengths(block.duration_ms)
        return
    one = block.block
    if one.before:
        yield "say", words.one_line(one.before)
    yield one.kind.value, words.one_line(one.name), _block_amount(block)
    for item in block.items:
        yield "", f"- {_called(item)}", _item_amount(item)
    if one.recover:
        yield "", f"- {one.recover.id}", "in the rests"
    if one.after:
        yield "say", words.one_line(one.after)


def _block_amount(block: BlockShown) -> str:
    one = block.block
    amount = ranges.lengths(one.duration_ms) if one.duration_ms else ""
    if one.kind is BlockKind.EMOM:
        amount += ", one every minute"
    elif one.kind is BlockKind.AMRAP:
        amount += ", as many rounds as possible"
    elif block.rounds and (len(block.items) > 1 or block.rounds.high > 1):
        amount = ranges.counted(block.rounds, "round")
    return ", ".join(filter(None, [amount, ranges.rests(one.rests)]))


def _called(item: ItemShown) -> str:
    exercise = item.item.exercise
    own = f" (“{words.one_line(exercise.name)}”)" if item.renamed else ""
    return f"{exercise.id}{own}{', defined here' if item.defined else ''}"


def _item_amount(item: ItemShown) -> str:
    """Return what an entry asks for, such as ``3-5 sets of 8-10 reps each side``."""
    several = len(item.reps) > 1
    sets = ranges.counted(item.sets, "set") if item.sets and not several else ""
    sides = {
        Sides.NONE: "",
        Sides.EACH_SET: " each side",
        Sides.EACH_BLOCK: " each side",
        Sides.ALTERNATE: ", sides in turn",
    }[item.sides]
    amount = f"{of_sets(sets, once(item.reps, item.work_ms))}{sides}"
    rest = ranges.rests(item.item.rests)
    return ", ".join(filter(None, [amount, f"at {item.tempo}" if item.tempo else "", rest]))
