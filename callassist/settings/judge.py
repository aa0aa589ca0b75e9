"""What the detectors of ``detect`` go by: each threshold once, with its unit.

Levels are the customer's frustration, 0 calm to 1 furious. Seconds are stream time.
"""

from __future__ import annotations

import math
from typing import Final

# --- the customer's state -------------------------------------------------------------
UPSET_LEVEL: Final = 0.4
"""From here on the customer counts as upset."""
TENSE_LEVEL: Final = 0.25
"""From here on mild phrases of the agent may do harm."""
HIGH_LEVEL: Final = 0.65
"""From here on one cold turn is enough."""
RISE_LEVEL: Final = 0.12
"""A rise by this much is one that wants an answer."""

# --- noisy lines ------------------------------------------------------------------------
CLEAR_DB: Final = 18.0
"""A voice this far above its line's noise is recognized as well as ever."""
UNCLEAR_DB: Final = 13.0
"""At and below this, half of the words are wrong."""
UNCLEAR_SHARE: Final = 0.65
"""What is left there of the score of a finding from words."""
CLARITY_KEPT: Final = 0.7
"""Share of the estimate that each further stretch of speech leaves as it was."""
DOUBTED: Final = frozenset(
    "argument asked_again assumption closing.rushed customer.abusive customer.lost customer.right"
    " feeling.unacknowledged focus ownership.passed_on refusal.bare stuck talking_down"
    " tone.mismatch wording.cold".split()
)
"""Findings that find fault with words that were heard; see detect/memory/clarity.py."""
DOUBTED_TWICE: Final = frozenset(
    "feedback.missing name.unused next_step.missing rapport.missed restate.missing"
    " urgency.missing wait.unexplained".split()
)
"""Findings that find fault with words that were not heard: they may have been said."""
UNHEARD_REACH_S: Final = {
    **dict.fromkeys("restate.missing rapport.missed urgency.missing talk.monologue".split(), 0.0),
    **dict.fromkeys("customer.right ownership.passed_on refusal.bare tone.mismatch".split(), 15.0),
    **dict.fromkeys("feeling.unacknowledged focus wait.unexplained".split(), 60.0),
    "stuck": 120.0,
    **dict.fromkeys(
        "assumption closing.rushed feedback.missing name.unused next_step.missing".split(), math.inf
    ),
}
"""Findings that words of the agent's would have forestalled, and how long before a finding's
evidence those may have come: since the call began, for some. See detect/memory/unheard.py."""
UNHEARD_CUSTOM_REACH_S: Final = 60.0
"""The same for a company's own findings, which may wait for something to follow."""

# --- turns of words -------------------------------------------------------------------
LOOKAHEAD_TOKENS: Final = 3
"""In words still growing, a phrase counts when so many tokens follow it."""
TURN_DONE_SILENCE_S: Final = 1.5
"""A turn is done when its speaker has been silent so long (or the other answers)."""
WORDS_LATE_S: Final = 3.0
"""Words of a stretch that have not come by then are not waited for."""
NOD_TOKENS: Final = 4
"""What was a backchannel in the sound is one if it has no more words than this."""
NOD_APART_S: Final = 0.3
"""How far its words may start from its sound."""
TURN_JOIN_S: Final = 20.0
"""After a longer silence than this the same speaker begins a new turn."""

# --- interruption ---------------------------------------------------------------------
WORDS_OF_SOUND_S: Final = 0.35
"""Words that start this near to an overlap are the newcomer's."""
COMPLETION_TOKENS: Final = 6
"""A sentence finished for the customer takes no more words than this."""
AGREES_WITHIN_S: Final = 1.5
"""So soon after it the customer agrees, if it was the right end."""
BACKCHANNEL_MAX_S: Final = 0.9
"""An agent's stretch up to this long does not take the floor back."""

# --- restating ------------------------------------------------------------------------
ACCOUNT_TOKENS: Final = 24
"""A customer's account of a problem has at least so many words …"""
ACCOUNT_CONTENT: Final = 7
"""… and so many different content words or numbers."""
REPEATED_FOR_SOME: Final = 2
"""Said back at least so many of them: not missing."""
REPEATED_FOR_DONE: Final = 3
"""Said back so many (one less after "so you …"): restated."""

# --- acknowledging --------------------------------------------------------------------
ACKNOWLEDGE_TURNS: Final = 2
"""An empathy statement is due within so many turns of the agent."""

# --- waiting --------------------------------------------------------------------------
DEAD_AIR_S: Final = 6.0
"""Silence after the customer that wants a word."""
MOMENT_S: Final = 25.0
"""How long "one moment" lasts at most."""
REASON_S: Final = 45.0
"""How long "let me check …" explains a silence."""
ANNOUNCED_MARGIN: Final = 1.25
"""A wait announced with its length may last this times as long."""

# --- tone and pace --------------------------------------------------------------------
CHEER_WEIGHT: Final = 1.0
"""Cheerful words of one turn weigh at least this much: strong ones 1, mild ones less."""
CHEER_MILD: Final = 0.4
"""Weight of a mild cheerful word."""
FASTER: Final = 1.25
"""Times the agent's own pace that counts as fast."""
LOUDER_DB: Final = 4.0
"""Above the agent's own level that counts as loud."""
BASELINE_VOICED_S: Final = 8.0
"""Speech needed before an agent's own pace and level are known."""
FAST_WORDS_A_MINUTE: Final = 180.0
"""Fast for anybody (comfortable is 120 to 150)."""
PAUSE_SHARE: Final = 0.2
"""Share of talk that is pauses: a stretch without them goes by so much faster."""
FAST_FOR_S: Final = 8.0
"""Seconds of speech that pace is taken over."""
MONOLOGUE_S: Final = 30.0
"""Talking longer than this without a pause or a question is a monologue."""
READING_S: Final = 90.0
"""How long the agent may read out what must be read, once announced."""
MONOLOGUE_PAUSE_S: Final = 1.0
"""A pause that lets the customer in."""

# --- urgency, focus, rapport, feedback ------------------------------------------------
URGENCY_TURNS: Final = 2
"""Turns of the agent in which a pressing matter wants a word of what is done now."""
PRESSING_FOR_S: Final = 90.0
"""A deadline or a worry that the customer named presses for so long."""
FOCUS_TURNS: Final = 2
"""Turns in a row that answer feelings with steps, or a wish for steps with feelings."""
CALM_FOR_S: Final = 120.0
"""A call is calm again when the customer has been at ease for so long."""
DISTRESS_FOR_S: Final = 60.0
"""How long a word of distress alone counts as being upset."""

# --- name, stuck ----------------------------------------------------------------------
UPSET_LATELY_S: Final = 60.0
"""A customer who was upset so lately still is, for what can wait."""
NAME_UNUSED_S: Final = 180.0
"""A known name unused for so long in an upset call."""
STUCK_S: Final = 90.0
"""Frustration high for so long after a solution."""

QUOTE_CHARACTERS: Final = 60
"""The longest quote shown as evidence."""
