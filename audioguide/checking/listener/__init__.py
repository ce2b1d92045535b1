"""A listener who cannot see: what somebody knows who has the words and their times alone.

Takes a Timeline and its language; gives a Hearing, with a finding wherever that listener would have
been lost, told too late, or told wrongly; touches nothing. It shares no code with planning and
coaching: that is its worth.
"""

from audioguide.checking.listener.judge import Finding, Hearing, Lost, listen
from audioguide.checking.listener.reader import Heard, Reader

__all__ = ["Finding", "Heard", "Hearing", "Lost", "Reader", "listen"]
