"""What events of a call are called, for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from callassist.types import OverlapKind

FILTERS: Final[Mapping[str, str]] = {
    "interruptions": "Interruptions",
    "prompts": "Prompts",
    "missed": "Missed chances",
    "good": "Done well",
    "peaks": "Frustration peaks",
    "silences": "Silences",
    "holds": "Holds and gaps",
    "comments": "Comments",
}
"""What one may step through, with its name for people."""
OUTCOMES: Final[Mapping[str | None, str]] = {
    "followed": "followed",
    "ignored": "not followed",
    "cleared": "no longer needed",
    "dismissed": "dismissed by the agent",
    "helped": "marked as helpful",
    "unhelpful": "marked as not helpful",
    None: "still open when the call ended",
}
OVERLAPS: Final[Mapping[OverlapKind, str]] = {
    "interruption": "Interruption",
    "failed_interruption": "Tried to cut in",
    "simultaneous": "Both began at once",
    "cooperative": "Helped along",
    "backchannel": "Backchannel",
    "terminal": "On the last syllables",
    "bleed": "Leaked sound",
}
"""Kinds of overlaps, the ones that matter most first."""
_TITLES: Final[Mapping[str, str]] = {
    "admission": "Admitted it",
    "alignment": "On their side",
    "apology": "Apologized",
    "argument": "Argued",
    "asked_again": "Asked again",
    "assumption": "Solved before asking",
    "closing.rushed": "Rushed the closing",
    "customer.right": "They were right, and were not told",
    "customer.turn": "Let them in",
    "empathy.statement": "Showed empathy",
    "feedback.asked": "Asked if it helped",
    "feedback.missing": "Did not ask if it helped",
    "feeling.unacknowledged": "Feeling passed over",
    "floor.returned": "Gave the floor back",
    "focus": "Talked past them",
    "frustration.eased": "Frustration eases",
    "frustration.rising": "Frustration rises",
    "name.unused": "Name not used",
    "name.used": "Used their name",
    "next_step.given": "Said what happens next",
    "next_step.missing": "No next step",
    "ownership.passed_on": "Passed them on",
    "ownership.taken": "Took it on",
    "pace.back": "Slowed down",
    "pace.fast": "Spoke too fast",
    "question.asked": "Asked a question",
    "rapport.missed": "Passed over what they shared",
    "refusal.bare": "Refused, and offered nothing",
    "refusal.with_option": "Refused, and offered a way",
    "resolution.confirmed": "They say it is resolved",
    "restate.done": "Said it back",
    "restate.missing": "Problem not said back",
    "stuck": "Stuck",
    "sympathy.statement": "Showed sympathy",
    "talk.monologue": "Long monologue",
    "talking_down": "Talked down",
    "tone.matched": "Matched their tone",
    "tone.mismatch": "Tone did not match",
    "turn": "Heard them out",
    "urgency.given": "Said what is done now",
    "urgency.missing": "No sense of urgency",
    "wait.announced": "Announced the wait",
    "wait.unexplained": "Unexplained wait",
    "wording.cold": "Cold wording",
}
_SIDES: Final[Mapping[str, str]] = {"agent": "Agent", "customer": "Customer"}


def title_of(kind: str, channel: str | None = None) -> str:
    """Return a finding's kind in words."""
    if kind == "interruption":
        return f"{_SIDES.get(channel or '', 'Somebody')} cut in"
    return _TITLES.get(kind, kind.replace(".", " ").replace("_", " ").capitalize())
