"""The translations of the windows: ``make translations``; see docs/translating.md."""
