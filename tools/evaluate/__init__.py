"""``make eval``: holds what callassist notices to what is required, in one table."""
