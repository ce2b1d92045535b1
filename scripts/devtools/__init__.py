"""What stands behind the scripts beside it: installing, checking, measuring, proving, fuzzing."""
