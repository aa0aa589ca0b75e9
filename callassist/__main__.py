"""``python -m callassist``."""

from callassist.cli.main import main

main()
