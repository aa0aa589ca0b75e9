"""Pictures of the library and practice windows for the docs: ``python -m tools.pictures``."""
