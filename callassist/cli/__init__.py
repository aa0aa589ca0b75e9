"""The commands, one file each; ``main`` finds them by name when they are called."""
