"""What a listener believes who has nothing but the words: body, band, name, side, place, dose.

Takes what was heard, changes beliefs; touches nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from audioguide.checking.listener.reader import Heard, Reader
from audioguide.model.routine import Position, Side

_MOVES: Final = ("up_", "down_", "over_")
_POSITIONS: Final = {one.value.replace("-", "_"): one for one in Position}
_SETS: Final = frozenset({"dose_sets", "dose_ladder", "dose_ladder_each"})
_ROUNDS: Final = frozenset(
    {"block", "block_clock", "block_recover", "block_clock_recover", "block_minutes"}
)
_LISTS: Final = frozenset({"amrap", "round_item", "round_again"})
_ANY: Final = (0, False)
"""A dose that changes from set to set, which is told once for all of them."""


@dataclass
class Fresh:
    """What was told since the last stretch of work began, and when its last word ended."""

    name: str = ""
    name_ms: int | None = None
    side: Side | None = None
    side_ms: int | None = None
    body_ms: int | None = None
    band_ms: int | None = None
    place: tuple[str, int, int] | None = None
    """Set, round or minute; its number, or 0 for the last; of how many."""
    counts_told: bool = False
    """How many sets, rounds or minutes there are."""
    clock_told: bool = False
    """How a block's time is divided."""
    listed: bool = False
    tested: bool = False
    this_time: bool = False
    limb: str = ""
    count_in_ms: int | None = None

    @property
    def told_ms(self) -> int | None:
        """When the last word ended that had to be acted on."""
        times = (self.name_ms, self.side_ms, self.body_ms, self.band_ms)
        return max((ms for ms in times if ms is not None), default=None)


@dataclass
class Belief:
    """All that a listener knows at a moment."""

    reader: Reader
    body: Position = Position.STANDING
    down: Side | None = None
    bands: dict[str, str] = field(default_factory=dict)
    """Where each band is, by its kind."""
    name: str = ""
    doses: dict[str, tuple[int, bool]] = field(default_factory=dict)
    """The last dose told, by the movement's name: reps, or milliseconds and True."""
    clock_ms: int | None = None
    """How long work lasts by the block's clock, as it was told."""
    described: set[str] = field(default_factory=set)
    """Movements of which more was told than the name."""
    sided: set[str] = field(default_factory=set)
    """Movements that have had a side."""
    fresh: Fresh = field(default_factory=Fresh)

    def block_begins(self) -> None:
        """Forget the clock of the block before, unless another has just been told."""
        if not self.fresh.clock_told:
            self.clock_ms = None

    def work_begins(self) -> None:
        """Forget what was news."""
        self.fresh = Fresh()

    def hear(self, one: Heard, ends_ms: int) -> None:
        """Take in one sentence, whose last word ends at that time."""
        key, slots = one.key, one.slots
        if not key:
            if self.name and self.fresh.name_ms is not None:
                self.described.add(self.name)
            return
        if "name" in slots and key.startswith(("named", "next", "first")):
            self._named(slots["name"].casefold(), ends_ms)
        if "side" in slots and not key.startswith(_MOVES):
            self._sided(key, slots["side"].casefold(), ends_ms)
        if key.startswith(_MOVES):
            self._moves(key, slots, ends_ms)
        elif key.startswith("band_"):
            self._band(key, slots, ends_ms)
        if key == "place_side":
            for place in self.reader.read(f"{slots['place']}."):
                self.hear(place, ends_ms)
        self._places(key, slots)
        self._doses(key, slots)
        if key in ("one", "ready"):
            self.fresh.count_in_ms = ends_ms

    def takes_bands_off(self, ends_ms: int) -> None:
        """An author's own words take the band off."""
        self.bands.clear()
        self.fresh.band_ms = ends_ms

    def _named(self, name: str, ends_ms: int) -> None:
        self.name, self.fresh.name, self.fresh.name_ms = name, name, ends_ms

    def _sided(self, key: str, said: str, ends_ms: int) -> None:
        self.fresh.side = self.reader.sides[said]
        self.fresh.side_ms, self.fresh.limb = ends_ms, said
        self.fresh.this_time = key.endswith("_turn")

    def _moves(self, key: str, slots: Mapping[str, str], ends_ms: int) -> None:
        self.body = _POSITIONS[key.partition("_")[2]]
        self.down = self.reader.sides.get(slots.get("side", "").casefold())
        self.fresh.body_ms = ends_ms

    def _band(self, key: str, slots: Mapping[str, str], ends_ms: int) -> None:
        if key == "band_check":
            self.fresh.tested = True
            return
        if key not in ("band_off", "band_moves"):
            return
        kind = self.reader.bands[slots["band"].casefold()]
        if key == "band_off":
            self.bands.pop(kind, None)
        else:
            self.bands[kind] = slots["place"].casefold()
            self.fresh.tested = False
        self.fresh.band_ms = ends_ms

    def _places(self, key: str, slots: Mapping[str, str]) -> None:
        unit, _, what = key.partition("_")
        if what == "of" and unit in ("set", "round", "minute"):
            numbers = self.reader.numbers
            place = numbers[slots["number"].casefold()], numbers[slots["of"].casefold()]
            self.fresh.place = (unit, *place)
        elif unit == "last" and what in ("set", "round", "minute"):
            self.fresh.place = (what, 0, 0)
        elif key in _SETS or key in _ROUNDS:
            self.fresh.counts_told = True
        self.fresh.listed |= key in _LISTS

    def _doses(self, key: str, slots: Mapping[str, str]) -> None:
        if key in _ROUNDS:
            work = slots.get("work", "").casefold()
            self.clock_ms = self.reader.times_ms.get(work)
            self.fresh.clock_told = True
        elif key.startswith("dose_ladder"):
            self.doses[self.name] = _ANY
        elif key.startswith("dose_"):
            words = next((slots[one] for one in ("dose", "reps", "time") if one in slots), "")
            if amount := self.reader.amount(words):
                self.doses[self.name] = amount
