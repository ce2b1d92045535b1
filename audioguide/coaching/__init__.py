"""Session to Script: what is said and sounded in every segment, longer and shorter.

Takes a Session, a talk profile, the keys of encouragement and a seed; gives a Script of lines;
touches nothing.
"""

from audioguide.coaching.estimate import estimate_ms
from audioguide.coaching.stage import coach

__all__ = ["coach", "estimate_ms"]
