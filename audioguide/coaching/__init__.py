"""Session to Script: what is said and sounded in every segment, longer and shorter.

Takes a Session, a talk profile, the wording and a seed; gives a Script; touches nothing.
"""

from audioguide.coaching.estimate import estimate_ms
from audioguide.coaching.segments import coach
from audioguide.coaching.unmatched import every_text, texts, unmatched_recordings
from audioguide.coaching.words import spoken

__all__ = ["coach", "estimate_ms", "every_text", "spoken", "texts", "unmatched_recordings"]
