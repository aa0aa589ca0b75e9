"""Prompts: what is said to the agent, and when.

``pack`` loads the TOML files (``schema`` says what they may hold, ``lines``, ``merge``
and ``problems`` find every mistake with its line), ``findings`` lists what a prompt may
fire on, ``text`` fills in its words, and ``firing`` decides (``ledger`` is its memory).
"""
