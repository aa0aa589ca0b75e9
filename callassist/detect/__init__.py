"""Judge: from speech events to findings, one family a file. Start at ``judge.py``."""
