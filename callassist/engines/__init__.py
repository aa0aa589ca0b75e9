"""Speech models: the voice detector, the recognizers, and how they are installed.

Nothing outside this room imports vosk, moonshine or silero. Start at
``choose`` for how a recognizer is picked, at ``install`` for how one is fetched.
"""
