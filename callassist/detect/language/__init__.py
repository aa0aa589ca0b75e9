"""Reads words: tokens, sentences, phrases, names, facts, and what a sentence does or feels."""
