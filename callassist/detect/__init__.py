"""Judge: from speech events to findings, one family a file. Start at ``judge.py``.

The families lie in folders by what they are about: ``timing``, ``understanding``,
``feelings``, ``solving`` and ``company``. They share ``memory``, read words with ``language``,
and go by the customer's ``frustration``.
"""
