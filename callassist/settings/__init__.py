"""Every constant and user setting once, with its unit.

``listen`` and ``judge`` hold calibrated constants, ``user`` what a person may change.
"""
