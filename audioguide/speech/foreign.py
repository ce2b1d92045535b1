"""The engines of other packages: whatever goes wrong within them is told as theirs.

Takes the entry point by which a package offers an engine, gives that engine. Touches the package
and its metadata.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import EntryPoint
from typing import TYPE_CHECKING

from audioguide.errors import AudioguideError, InstallationError, Problem
from audioguide.speech.engine import SEE, Engine, SpeechError, Utterance, Voice

if TYPE_CHECKING:
    from audioguide.model.pronunciation import Pronunciation

_ADDRESSES = ("issues", "issue tracker", "bug tracker", "bugs", "tracker")
"""What packages call the address where mistakes are reported, in small letters."""


class ForeignEngine(Engine):
    """An engine of another package: calls it, and tells of its mistakes as such.

    It need not inherit from `Engine`: whatever has a default there may be missing.
    Making one raises InstallationError where the package cannot be loaded.
    """

    def __init__(self, point: EntryPoint) -> None:
        self._point = point
        with self._blamed("cannot be loaded"):
            self._engine: Engine = point.load()()

    @property
    def name(self) -> str:
        """The name under which its package offers it."""
        return self._point.name

    @property
    def version(self) -> str:
        """The version of everything that shapes the samples."""
        with self._blamed("has a mistake"):
            return self._engine.version

    def voices(self) -> tuple[Voice, ...]:
        """Return every voice that the engine knows."""
        with self._blamed("has a mistake"):
            return tuple(self._engine.voices())

    def synthesize(self, text: str, voice: str, pace: float) -> Utterance:
        """Speak a text."""
        try:
            return self._engine.synthesize(text, voice, pace)
        except AudioguideError:
            raise
        except Exception as error:
            message = f"{self.name}:{voice} failed ({error!r}) at: “{text}”"
            raise SpeechError(Problem(None, message, self._remedy())) from error

    def load_files(self, typed: str) -> str:
        """Take the files that people bring."""
        load_files = getattr(self._engine, "load_files", super().load_files)
        with self._blamed("has a mistake"):
            return load_files(typed)

    def pronounce(self, word: str, how: Pronunciation) -> str:
        """Return what the engine is given for a word."""
        pronounce = getattr(self._engine, "pronounce", super().pronounce)
        with self._blamed("has a mistake"):
            return pronounce(word, how)

    def close(self) -> None:
        """Let go of what was opened."""
        close = getattr(self._engine, "close", super().close)
        with self._blamed("has a mistake"):
            close()

    @contextmanager
    def _blamed(self, what: str) -> Iterator[None]:
        """Raise InstallationError with where to report it, for what comes out of the package."""
        try:
            yield
        except AudioguideError:
            raise
        except Exception as error:  # another package's code: anything may come out of it
            message = f"engine `{self._point.name}` {what} ({error!r})"
            raise InstallationError(Problem(None, message, self._remedy())) from error

    def _remedy(self) -> str:
        return f"{self._where_to_report()}, or take another voice; {SEE}"

    def _where_to_report(self) -> str:
        """Return the part of a sentence that says whom to tell of a mistake, and where."""
        package = self._point.dist
        if package is None:
            return f"tell those who made `{self._point.value}`"
        metadata = package.metadata
        named = [one.partition(",") for one in metadata.get_all("Project-URL", [])]
        addresses = {label.strip().lower(): address.strip() for label, _, address in named}
        address = next((addresses[one] for one in _ADDRESSES if one in addresses), "")
        at = f" at {address}" if address else ""
        return f"tell those who make {metadata['Name']} {package.version}{at}"
