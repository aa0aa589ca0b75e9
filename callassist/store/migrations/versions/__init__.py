"""A step a file, oldest first."""
