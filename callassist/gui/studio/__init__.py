"""The supervisor's studio: a prompt pack under edit, tried on calls as it changes."""
