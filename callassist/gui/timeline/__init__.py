"""The timeline: a whole call in one look, and any second of it to hear.

``window`` puts it together. ``plot`` draws lanes, flags and the curve in ``layers``, one a
file; ``viewport`` says which part of the call is seen. What is shown comes from
:mod:`callassist.review.timeline`, which knows nothing of Qt.
"""
