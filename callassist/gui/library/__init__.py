"""The library window: the kept calls as a table, to search, import, open and delete."""
