"""The first run: six short steps to a first call, which can be gone through again."""
