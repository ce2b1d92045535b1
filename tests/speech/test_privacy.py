"""Speaking is nobody else's business."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SPEAK = """
from audioguide.speech.hibari import HibariEngine
HibariEngine().synthesize("One.", "heart", 1.0)
"""


def test_speaking_leaves_nothing_behind_in_home(tmp_path: Path) -> None:
    """The runtime's telemetry is off: it neither reports its use nor writes into HOME."""
    own = {k: v for k, v in os.environ.items() if k != "CI" and not k.startswith("XDG_")}
    root = Path(__file__).parents[2]
    own |= {"HOME": str(tmp_path), "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, "-c", SPEAK], env=own, check=True)
    assert not list(tmp_path.rglob("*"))
