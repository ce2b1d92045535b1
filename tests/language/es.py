"""A sketch of Spanish: how little a language needs, and that its words agree.

Ten phrases, three exercises; what is not here is English.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from audioguide.language.en import English
from audioguide.model.line import BandName
from audioguide.model.phrases import Noun, PhraseBook
from audioguide.model.routine import Side
from tests.language.english import ENGLISH

_UNITS: Final = [
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
]
_TENS: Final = dict(
    enumerate(
        ["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"], start=3
    )
)
_SIDES: Final = {Side.LEFT: ("izquierdo", "izquierda"), Side.RIGHT: ("derecho", "derecha")}
_UNIT_WORDS: Final = {"km": ("kilómetro", "kilómetros"), "s": ("segundo", "segundos")}
_AMOUNT: Final = re.compile(r"(\d+)(?:,(\d+))? ?(km|s)\b")
_TIMES: Final = ((3_600_000, "hour"), (60_000, "minute"), (1_000, "second"))

BOOK: Final = PhraseBook(
    language="es",
    name="español",
    iso_639_2="spa",
    phrases={
        **ENGLISH.book.phrases,
        "rest": "Descansa {time}.",
        "rest_alone": "Descansa.",
        "set_of": "Serie {number} de {of}.",
        "last_set": "Última serie.",
        "next": "Ahora, {name}.",
        "side": "{side}.",
        "side_first": "Primero, {side}.",
        "switch": "Cambia a la {side}.",
        "halfway": "Mitad.",
        "programme_day": "{title}, semana {week}, {day}",
        "numbered_day": "día {number}",
        "dose_sets": "{dose}, {sets}.",
    },
    encouragement=ENGLISH.book.encouragement,
    nouns={
        "rep": Noun("repetición", "repeticiones", "f"),
        "set": Noun("serie", "series", "f"),
        "round": Noun("vuelta", "vueltas", "f"),
        "minute": Noun("minuto", "minutos", "m"),
        "exercise": Noun("ejercicio", "ejercicios", "m"),
        "run": Noun("carrera", "carreras", "f"),
        "second": Noun("segundo", "segundos", "m"),
        "hour": Noun("hora", "horas", "f"),
    },
    limbs={"leg": Noun("pierna", "piernas", "f"), "foot": Noun("pie", "pies", "m")},
    bands={"loop": "banda"},
    calibration=ENGLISH.book.calibration,
    weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    groups={},
)


class Spanish(English):
    """See `audioguide.language.Language`; what it does not say itself is said as in English."""

    def cardinal(self, value: int) -> str:
        if value < 30:
            return _UNITS[value]
        tens, ones = divmod(value, 10)
        return f"{_TENS[tens]} y {_UNITS[ones]}" if ones else _TENS[tens]

    def count(self, value: int, noun: str) -> str:
        forms = self.book.nouns[noun]
        return f"{self._before(value, forms)} {forms.one if value == 1 else forms.many}"

    def _before(self, value: int, noun: Noun) -> str:
        """Return a number as it stands before a noun: ``una serie``, ``veintiún minutos``."""
        word = self.cardinal(value)
        if not word.endswith("uno"):
            return word
        if noun.gender == "f":
            return f"{word.removesuffix('uno')}una"
        return "veintiún" if word == "veintiuno" else f"{word.removesuffix('uno')}un"

    def duration(self, ms: int) -> str:
        parts: list[str] = []
        for length_ms, noun in _TIMES:
            number, ms = divmod(ms, length_ms)
            parts += [self.count(number, noun)] if number else []
        return self.series(parts)

    def series(self, words: Sequence[str]) -> str:
        return " y ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)

    def side_of(self, limb: str, side: Side) -> str:
        return f"{self.book.limbs[limb].one} {self.side(limb, side)}"

    def side(self, limb: str, side: Side) -> str:
        return _SIDES[side][self.book.limbs[limb].gender == "f"]

    def band_place(self, at: str, side: Side | None) -> str:
        return f"en {at}"

    def things(self, items: Sequence[str | BandName]) -> str:
        names = [self.band_name(one.kind) if isinstance(one, BandName) else one for one in items]
        return self.series(names)

    def spoken(self, text: str) -> str:
        return _AMOUNT.sub(self._amount, text)

    def _amount(self, found: re.Match[str]) -> str:
        whole, decimals, unit = found.groups()
        one, many = _UNIT_WORDS[unit]
        if decimals is None and whole == "1":
            return f"un {one}"
        said = self.cardinal(int(whole))
        said += f" coma {' '.join(_UNITS[int(digit)] for digit in decimals)}" if decimals else ""
        return f"{said} {many}"


SPANISH = Spanish(replace(BOOK))
