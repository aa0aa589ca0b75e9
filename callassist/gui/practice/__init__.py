"""The practice window: a call stops at a moment that mattered, and asks."""
