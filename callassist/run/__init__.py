"""Wires a source to the pipeline to sinks: live, replayed or in a batch."""
