"""Constants of the customer's frustration level, each with its unit."""

from __future__ import annotations

from typing import Final

SHORT_TEXT_TOKENS: Final = 4
"""Texts shorter than this are weak evidence to the text model."""
SHORT_TEXT_SCORE: Final = -1.2
"""What a text without words scores, in standard deviations: calm."""

# --- voice: arousal against the speaker's own baseline (see detect/frustration/voice.py) ---
PITCH_SPREAD_SEMITONES: Final = 2.0
"""Usual spread of a calm speaker's median pitch from stretch to stretch."""
TILT_SPREAD_DB: Final = 3.5
"""Usual spread of a calm speaker's spectral tilt."""
LEVEL_SPREAD_DB: Final = 4.0
"""Usual spread of a calm speaker's level."""
RATE_SPREAD_WORDS_PER_S: Final = 0.8
"""Usual spread of a calm speaker's words a second."""
PITCH_WEIGHT: Final = 0.5
TILT_WEIGHT: Final = 0.35
LEVEL_WEIGHT: Final = 0.1
"""Small, for an automatic gain hides it."""
RATE_WEIGHT: Final = 0.05
"""Small, for hot anger is fast and cold anger slow."""
SPREAD_PRIOR_STRETCHES: Final = 8.0
"""How many stretches the usual spreads count as, against the speaker's own."""
BASELINE_STRETCHES: Final = 120
"""How many of the last stretches make the baseline."""
BASELINE_HALF_TRUST_S: Final = 2.5
"""Voiced seconds of baseline at which arousal counts half."""
MIN_VOICED_S: Final = 0.25
"""Voiced seconds below which a stretch's medians mean nothing."""
MIN_RATE_SPEECH_S: Final = 1.0
"""Shorter stretches have no usable rate of words."""

# --- words of a dialogue (frustration/upset.py), in standard deviations of the text model ---
CUE_GAIN: Final = 3.0
"""What a lexicon weight of 1 adds."""
ACT_CUES: Final = {"distress": 0.24, "not_heard": 0.24, "repeated": 0.21, "waited": 0.18}
"""What a sentence weighs that surely does this (detect/language/acts.py), beside its phrases."""
ACT_LIKELY_SHARE: Final = 0.5
"""How much of that counts where it is only likely."""
ACT_CUES_ENOUGH: Final = 0.2
"""Where phrases weigh so much already, nothing is added."""
LENGTH_GAIN: Final = 0.2
"""What each doubling (natural: e-folding) of words adds: complaints are longer than answers."""
CONTEXT_GAIN: Final = 1.0
"""How much the mean of what the customer said before adds."""
CONTEXT_HALF_LIFE_SENTENCES: Final = 3.0
"""After how many sentences of the customer one counts half."""
BAD_NEWS_GAIN: Final = 0.7
"""What an agent's bad news or apology just before adds: there was something to regret."""
BAD_NEWS_KEPT: Final = 0.7
"""How much of it is left after each further thing the agent says."""

# --- what raises and eases the level (see detect/frustration/model.py) ---
CHUNK_WORDS: Final = 18
"""An utterance is judged in pieces of at most so many words: about a sentence."""
CHUNK_MIN_WORDS: Final = 3
"""A sentence shorter than this joins the one after it."""
CHUNK_CLAUSE_WORDS: Final = 9
"""From so many words on, "and", "but" and "because" start another piece."""
CHUNK_PAUSE_S: Final = 0.6
"""A pause between two words that ends a sentence."""
UNSETTLED_TOKENS: Final = 3
"""Cues within so many tokens of the end of a growing utterance wait for what follows."""
MILD_CUES_LIMIT: Final = 0.2
"""All that phrases which only tell of a problem can add up to in one sentence."""
WORDING_FROM: Final = 0.4
"""Sentence score, without cues, from which the wording counts; in standard deviations."""
WORDING_SPAN: Final = 2.5
"""Score above that at which it counts in full."""
WORDING_WEIGHT: Final = 0.25
"""Full weight of the wording."""
VOICE_FROM: Final = 0.7
"""Arousal, in spreads of the speaker's usual voice, from which it counts."""
VOICE_SPAN: Final = 1.8
"""Arousal above that at which it counts in full."""
VOICE_WEIGHT: Final = 0.3
"""Full weight of a raised voice."""
HAPPY_WORDING: Final = -0.6
"""Wording score at and below which a raised voice is taken as joy; counts in full from 0."""
REPEAT_WEIGHT: Final = 0.08
"""Weight of saying again what was said before."""
REPEAT_SHARE: Final = 0.5
"""Share of a sentence's content words that must have been said before."""
REPEAT_CONTENT_WORDS: Final = 3
"""How many of them at the least."""
RELIEF_GAIN: Final = 1.6
"""What share of the level a lexicon weight of -1 takes away."""
RELIEF_LIMIT: Final = 0.65
"""The most that one sentence of thanks takes away."""
RELIEF_WHILE_UPSET: Final = 0.25
"""How much of thanks counts in a sentence that also complains: it may be sarcasm."""
CALM_DIALOGUE: Final = 0.4
"""Dialogue score below which a sentence without cues is calm talk."""
CALM_TOKENS: Final = 3
"""Shorter sentences ("okay", "um") are no calm talk."""
CALM_RELIEF: Final = 0.2
"""What share of the level a calm sentence takes away."""
LEAST_EVIDENCE: Final = 0.02
"""Weights below this are left out."""
FINDING_WEIGHTS: Final = {
    "interruption": 0.2,
    "argument": 0.28,
    "tone.mismatch": 0.15,
    "talking_down": 0.2,
    "refusal.bare": 0.22,
    "closing.rushed": 0.15,
    "asked_again": 0.15,
    "assumption": 0.05,
    "ownership.passed_on": 0.1,
    "wait.unexplained": 0.1,
    "stuck": 0.1,
    "restate.missing": 0.06,
    "feeling.unacknowledged": 0.08,
    "customer.abusive": 0.5,
    "empathy.statement": -0.3,
    "sympathy.statement": -0.12,
    "restate.done": -0.28,
    "admission": -0.25,
    "ownership.taken": -0.2,
    "apology": -0.15,
    "resolution.confirmed": -0.6,
}
"""What findings weigh, by kind; those of the agent's doing count in proportion to how
upset the customer is already, see :data:`FINDING_CALM_SHARE`."""
FINDING_CALM_SHARE: Final = 0.5
"""Share of a finding's weight that counts with a calm customer."""
FINDING_FULL_LEVEL: Final = 0.4
"""Level from which a finding counts in full."""
FINDING_WORDS: Final = {
    "interruption": "cut off by the agent",
    "argument": "the agent argues",
    "tone.mismatch": "the agent's tone does not match",
    "talking_down": "talked down to",
    "refusal.bare": "refused with no other way",
    "closing.rushed": "the agent closes too early",
    "asked_again": "asked again for what was said",
    "assumption": "answered before asked",
    "ownership.passed_on": "passed on to someone else",
    "wait.unexplained": "left waiting without a word",
    "stuck": "no offer helps",
    "restate.missing": "nothing of it was said back",
    "feeling.unacknowledged": "no word on how it feels",
    "customer.abusive": "abusive words",
    "empathy.statement": "the agent shows empathy",
    "sympathy.statement": "the agent is sorry",
    "restate.done": "the agent said it back",
    "admission": "the agent admits it",
    "ownership.taken": "the agent takes it on",
    "apology": "the agent apologizes",
    "resolution.confirmed": "it is solved",
}
"""How a finding reads as a reason."""

# --- the course of the level ---
LEVEL_GAIN: Final = 0.65
"""Evidence of weight w leaves (1 - w) to this power of the room above the level."""
HEAT_SHARE: Final = 0.5
"""Share of each rise that passes soon (heat); the rest stays (grievance)."""
HEAT_HALF_LIFE_S: Final = 40.0
"""Half-life of the heat."""
GRIEVANCE_HALF_LIFE_S: Final = 300.0
"""Half-life of the grievance."""
GRIEVANCE_RELIEF_SHARE: Final = 0.85
"""How much of a relief reaches the grievance."""
RISING_LEVEL: Final = 0.45
"""``frustration.rising`` when the level crosses this …"""
REARM_LEVEL: Final = 0.35
"""… having been below this before."""
RISING_JUMP: Final = 0.2
"""``frustration.rising`` also when the level jumps by this …"""
RISING_JUMP_LEVEL: Final = 0.3
"""… to at least this."""
RISING_GAP_S: Final = 10.0
"""Least time between two of them."""
EASED_DROP: Final = 0.2
"""``frustration.eased`` when the level falls by this after the agent spoke."""
QUOTE_CHARACTERS: Final = 50
"""Longest quote of the customer in a reason."""
