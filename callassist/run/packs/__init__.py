"""Prompt packs on this computer: which is in force, passed on, taken from a team."""
