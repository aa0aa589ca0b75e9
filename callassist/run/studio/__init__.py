"""The studio without its window: a pack under edit, the calls it is tried on, marks."""
