"""A finished call: its record, its file and its scorecard."""
