"""Where sound comes from: recordings, microphones, loopbacks.

Every source keeps :class:`callassist.protocols.Source` and gives mono float32
blocks at 16 kHz a channel. ``recording`` reads files; ``live`` joins two
devices, a ``line`` each; ``devices`` lists and finds them. Linux's sound server
is heard by ``sound_server`` through libpulse, Windows' loopbacks by SoundCard,
other microphones by PortAudio; all of that is imported only in this room, and
only when a device is asked for.
"""

RATE_HZ = 16_000
"""Samples a second of everything a source gives."""
