"""Which versions are newer than the lock's."""

from __future__ import annotations

import newest


def test_versions_are_read_from_a_lock_and_from_a_list() -> None:
    """Hashes, markers and the case of letters aside."""
    lock = "numpy==2.1 \\\n    --hash=sha256:00\nSoxr==1.0 ; python_version < '4'\n"
    assert newest.locked(lock) == {"numpy": "2.1", "soxr": "1.0"}


def test_only_what_differs_is_named() -> None:
    """With both versions; packages that the lock does not know are none of its business."""
    installed = {"numpy": "2.2", "soxr": "1.0", "pip": "99"}
    assert newest.newer(installed, {"numpy": "2.1", "soxr": "1.0"}) == ["numpy 2.2 (locked: 2.1)"]
