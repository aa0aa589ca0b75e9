"""Sound to speech events: numpy only, no engine, no device.

``framing`` lays blocks on the hop grid, ``features`` measures each hop,
``bleed`` spots leaked voices, ``vad`` says who is active, ``stretches``,
``turns`` and ``overlaps`` name what happens, ``recognition`` asks for words,
and ``listen`` joins them.
"""
