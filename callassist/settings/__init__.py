"""Every constant and user setting once, with its unit.

``listen`` and ``judge`` hold calibrated constants, ``user`` what a person may change,
``policy`` what a company allows, and ``custom`` what its packs add to what is noticed.
"""
