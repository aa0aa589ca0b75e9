"""How the tables of the call store came to be, step by step (Alembic)."""
