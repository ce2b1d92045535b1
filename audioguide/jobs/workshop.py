"""What one process makes editions with: the store, and each voice opened once.

Takes editions one after another, gives outcomes. Touches what the stages touch.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Self

from audioguide import pipeline
from audioguide.errors import AuthorError, UsageError
from audioguide.jobs.edition import Edition, Outcome
from audioguide.pipeline import Progress

if TYPE_CHECKING:
    from audioguide.speech import Speaker


class Workshop:
    """Makes editions one after another; use it as a context manager.

    ``complain`` is told of trouble with the store; ``threads`` is how many texts are spoken, and
    how many sounds encoded, at once.
    """

    def __init__(self, complain: Callable[[str], None], threads: int | None = None) -> None:
        self._complain, self._threads = complain, threads
        self._open = ExitStack()
        self._speakers: dict[tuple[str, float, str], Speaker] = {}

    def __enter__(self) -> Self:
        self._store = self._open.enter_context(pipeline.open_store(self._complain))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._speakers.clear()
        self._open.close()

    def make(self, edition: Edition, progress: Progress) -> Outcome:
        """Make one edition; an author's or a user's mistake is in the outcome.

        Raises InstallationError and DestinationError for what is wrong with the machine.
        """
        try:
            speaker = self._speaker(edition, progress)
            timeline = pipeline.arrange_with(edition.script, speaker)
            episode = pipeline.render(
                timeline,
                edition.destination,
                progress,
                self._store,
                splice=edition.splice,
                threads=self._threads,
            )
        except (AuthorError, UsageError) as error:
            return Outcome(edition, error=error)
        return Outcome(edition, episode, speaker.title)

    def _speaker(self, edition: Edition, progress: Progress) -> Speaker:
        """Return the edition's voice, opened by the first edition that needs it."""
        options, language = edition.options, edition.script.session.language
        key = options.voice, options.pace, language
        if key not in self._speakers:
            self._speakers[key] = self._open.enter_context(
                pipeline.open_speaker(options, progress, self._store, language, self._threads)
            )
        self._speakers[key].progress = progress
        return self._speakers[key]
