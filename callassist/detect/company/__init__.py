"""A company's own findings and words, and which phrases match a line."""
