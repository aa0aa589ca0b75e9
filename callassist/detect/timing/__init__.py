"""Who speaks when: interruptions, silences and waits, pace and monologues."""
