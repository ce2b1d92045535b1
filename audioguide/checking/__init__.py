"""Prove an episode: hold what was decoded against its plan.

Takes a Timeline and decoded samples, gives measurements; touches nothing.
"""

from audioguide.checking.verify import LIMITS, Limits, Proof, failures, measure

__all__ = ["LIMITS", "Limits", "Proof", "failures", "measure"]
