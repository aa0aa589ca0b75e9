"""Practice on finished calls: what is asked at which moment, and what an answer is worth."""
