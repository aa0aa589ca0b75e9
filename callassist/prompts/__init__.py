"""Prompts: what is said to the agent, and when.

``pack`` loads the TOML files (``schema``, ``company`` and ``patterns`` say what they may
hold, ``lines``, ``merge`` and ``problems`` find every mistake with its line), ``findings``
lists what a prompt may fire on, ``text`` fills in its words, and ``firing`` decides
(``ledger`` is its memory). For teams: ``profiles`` come with the program, ``difference``
says what changed, ``writing`` saves, ``sealing`` makes one checked file of a pack, and
``locks`` keeps what a policy locks.
"""
