"""Calls on their way into the store, and out of it when their time is over."""
