"""The way to a solution: offers and refusals, who takes it on, what is next, the end."""
