"""Script and Clips to Timeline: everything at its time, decided once, front to back.

Takes a Script and a source of clips, gives a Timeline or raises AuthorError; touches nothing.
"""

from audioguide.timeline.arranger import arrange
from audioguide.timeline.promise import broken_promise, doubtful_promise, length_to_write

__all__ = ["arrange", "broken_promise", "doubtful_promise", "length_to_write"]
