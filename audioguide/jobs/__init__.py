"""Editions to Outcomes: every file that is to be made, one after another or in processes.

Takes editions, whose scripts are written already; gives what became of each, in their order. What
an author can mend stops one edition alone; what is wrong with the machine stops them all. Touches
what the stages touch, and starts processes where it is told how many.
"""

from audioguide.jobs.edition import Edition, Outcome
from audioguide.jobs.making import cores, make
from audioguide.jobs.names import file_names

__all__ = ["Edition", "Outcome", "cores", "file_names", "make"]
