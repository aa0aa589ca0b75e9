"""Calls kept: sealed on disk, redacted before they are, found again, and forgotten for good."""
