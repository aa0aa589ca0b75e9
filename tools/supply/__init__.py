"""What callassist is made of, and what is known against it."""
