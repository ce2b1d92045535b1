"""Settings for every test: no test keeps anything in a person's own folders."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# Started behind `&`, a test run is deaf to Ctrl-C, and so would be all that it starts: what a
# signal does could not be seen.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# The same cases every time: whoever proves a change is not to be stopped by another's luck. New
# ones are looked for with `--hypothesis-profile=search`, and by `scripts/fuzz.py`.
settings.register_profile("same", derandomize=True, database=None, deadline=None)
settings.register_profile("search", max_examples=500, deadline=None)
settings.load_profile("same")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give all tests, and the programs that they start, a cache folder of their own."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUDIOGUIDE_CACHE", str(folder))
        yield folder
