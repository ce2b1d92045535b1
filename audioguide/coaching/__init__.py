"""Session to Script: what is said and sounded in every segment, longer and shorter.

Takes a Session, a talk profile, the wording and a seed; gives a Script; touches nothing.
"""

from audioguide.coaching.coach import coach
from audioguide.coaching.estimate import estimate_ms

__all__ = ["coach", "estimate_ms"]
