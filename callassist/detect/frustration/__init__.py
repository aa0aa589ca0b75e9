"""The customer's frustration, from words, voice and what the agent does, with its reasons."""
