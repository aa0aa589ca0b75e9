"""What may be measured of whose voice; a company's policy decides, see :mod:`policy`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measures:
    """Which voices' figures are used and shown. Turn-taking and words always are.

    Attributes:
        agent_voice: Pace and loudness of the agent, against the agent's own usual.
        customer_voice: Pitch, loudness and brightness of the customer, beside the words, and
            their pace as a figure.
    """

    agent_voice: bool = True
    customer_voice: bool = True


ALL_MEASURES = Measures()
