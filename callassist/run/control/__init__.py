"""``callassist ctl``: another program of the same user starts, ends and asks about calls.

One JSON line each way over a socket that only this user can reach, with a token that only
this user can read; ``docs/control.md`` is its reference.
"""
