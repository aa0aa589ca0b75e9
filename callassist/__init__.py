"""callassist: a quiet helper beside a call with an upset customer.

It hears both sides of the call, keeps everything on the machine, and says one
short thing at the right moment. See ``docs/design.md`` for the way of one
sample from the microphone to the screen.
"""

__version__ = "0.1.0"
