"""Hostile input for every parser: no crash, no hang, nothing written outside its folder."""
