"""A listener who cannot see: what somebody knows who has the words and their times alone.

Takes a Timeline and its language; gives a Hearing, with a finding wherever that listener would have
been lost, told too late, or told wrongly; touches nothing. It shares no code with planning and
coaching: that is its worth.
"""

from audioguide.checking.listener.judge import Hearing, listen, reader_of
from audioguide.checking.listener.reader import Heard, Reader

__all__ = ["Heard", "Hearing", "Reader", "listen", "reader_of"]
