"""What the plot draws, one kind of thing a file; each draws only what is seen."""
