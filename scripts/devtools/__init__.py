"""The code behind the scripts in the folder above: installing, checking, measuring, fuzzing."""
