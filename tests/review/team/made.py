"""Made-up calls of a team: figures that drift a little from week to week, as real ones do."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from callassist.review.behaviors import BEHAVIORS
from callassist.review.scorecard import scorecard
from callassist.store.store import CallStore
from callassist.store.summary import CallHeader, KeptCall
from tests.review.calls import STORY, good_call, rude_call, turn

AGENTS = (
    "Ana Lima", "Ines Duarte", "Jay Park", "Maximiliane von Hohenstein-Waldburg", "Noor Haddad",
    "Sam Okafor", "Tomasz Zieliński",
)  # fmt: skip
TITLES = (
    "Wheelchair ramp", "Roaming charge in Spain", "Brown water since Thursday", "Refund",
    "Boiler error E119", "Parcel marked as delivered", "Double charge in March",
)  # fmt: skip
NOTES = (
    "A no with an offer, at once", "Says the whole story back in one breath",
    "Waits through the silence", "Names what it costs her, then acts", "Takes it over herself",
    "Gives the time, and keeps it",
)  # fmt: skip
SAID = (
    (
        "I just want somebody to tell me when it comes.",
        "I can't send it tonight, but I can drive it over tomorrow at eight.",
        "Oh. That would really help, thank you.",
    ),
    (
        "Three weeks, two days off work, and nobody came.",
        "So you waited twice for nothing, and your mother has been stuck inside since.",
        "Yes. That's exactly it.",
    ),
    (
        "I don't even know where to begin.",
        "Take your time, I am listening.",
        "It began when I switched the contract in March.",
    ),
    (
        "She has not slept since Thursday because of the noise.",
        "That sounds exhausting for both of you. I am booking the engineer while we speak.",
        "Thank you. I did not expect that.",
    ),
    (
        "They always say somebody will call back.",
        "I will call you myself, today at four, and you have my direct line.",
        "All right.",
    ),
    (
        "And how long will that take?",
        "Two minutes: I am comparing both bills, then I tell you what I see.",
        "Okay, I'll wait.",
    ),
)
"""A good moment each, in the order of the notes."""
NEEDED = {
    "feelings": 2.2, "restating": 1.4, "listening": 4.5, "tone": 0.2, "closing": 0.9,
    "same_side": 0.5, "refusing": 0.6, "asking": 0.8, "ownership": 0.5, "waiting": 0.7,
    "remembering": 0.2, "next_step": 0.9, "pausing": 0.3, "pace": 0.3, "wording": 0.25,
}  # fmt: skip
"""Opportunities a call, on average."""
SHOWN = {
    "listen": (0.8, 0.62), "acknowledge": (0.9, 0.5), "restate": (0.7, 0.57),
    "dont_rush": (0.3, 0.7), "say_no_with_grace": (0.4, 0.42), "explain_wait": (0.4, 0.66),
    "slow_down": (0.3, 0.24), "wording": (0.3, 0.15), "next_step": (0.5, 0.74),
    "use_name": (0.25, 0.2), "rapport": (0.02, 0.3),
}  # fmt: skip
"""How often a call each prompt is shown, and how often it is followed."""


@dataclass(frozen=True)
class MadeCall:
    """A call to keep."""

    header: CallHeader
    document: dict[str, Any]


def made_calls(
    count: int, *, weeks: int = 12, agents: int = len(AGENTS), until: datetime | None = None
) -> Iterator[MadeCall]:
    """Yield calls, the oldest first; the same count gives the same figures."""
    draw = random.Random(7)
    until = until or datetime.now().astimezone()
    begun = until - timedelta(weeks=weeks - 1, days=until.weekday())
    span_s = (until - begun).total_seconds()
    bases = [{**call, "scorecard": scorecard(call)} for call in (good_call(), rude_call())]
    for number in range(count):
        at = (number + draw.random()) / count
        agent = AGENTS[min(int(draw.random() ** 1.4 * agents), agents - 1)]
        moment = (begun + timedelta(seconds=at * span_s)).replace(hour=9 + number % 8)
        header = CallHeader(draw.choice(TITLES), agent, min(moment, until), 16_000)
        story = number % len(SAID)
        skill = 0.45 + 0.18 * at + 0.1 * (AGENTS.index(agent) % 3 - 1)
        yield MadeCall(header, _document(_told(bases[draw.random() > skill], story), skill, draw))


def keep_made(store: CallStore, calls: Iterator[MadeCall], every_good: int = 23) -> None:
    """Keep calls; some have a good moment bookmarked."""
    went_well = 0
    for made in calls:
        call = store.begin(made.header)
        store.finish(call.id, KeptCall(made.document))
        went_well += made.document["turns"][1]["text"] == STORY
        if went_well == every_good:
            went_well = 0
            said = next(story for story in SAID if story[1] == made.document["turns"][6]["text"])
            store.marks(call.id, "Ana Lima").add("good_moment", 44.0, NOTES[SAID.index(said)])


def _told(base: dict[str, Any], story: int) -> dict[str, Any]:
    """Return a call with another good moment, if it has one."""
    if base["turns"][1]["text"] != STORY:
        return base
    said = [
        turn(side, at_s, text)
        for side, at_s, text in zip(
            ("customer", "agent", "customer"), (37.0, 43.0, 50.0), SAID[story], strict=True
        )
    ]
    return {**base, "turns": [*base["turns"][:5], *said, *base["turns"][8:]]}


def _document(base: dict[str, Any], skill: float, draw: random.Random) -> dict[str, Any]:
    length_s = draw.gammavariate(4.0, 75.0) + 40.0
    peak = min(0.97, max(0.05, draw.gauss(0.55, 0.24)))
    end = peak * (draw.uniform(0.1, 0.45) if draw.random() < skill else draw.uniform(0.6, 1.0))
    steps = max(2, int(length_s))
    levels = [round(_course(step / (steps - 1), peak, end), 3) for step in range(steps)]
    card = base["scorecard"]
    parts = [part for behavior in BEHAVIORS if (part := _part(behavior, skill, draw))]
    weight = sum(part["of_points"] for part in parts) or 1.0
    for part in parts:
        part["points"] = round(100 * part["points"] / weight, 1)
        part["of_points"] = round(100 * part["of_points"] / weight, 1)
    enough = sum(part["given"] + part["missed"] for part in parts) >= 6
    talk = min(0.8, max(0.2, draw.gauss(0.47, 0.1)))
    return {
        **base,
        "source": {**base["source"], "duration_s": round(length_s, 1)},
        "frustration": {"hop_s": 1.0, "level": levels, "reasons": []},
        "prompts": _prompts(length_s, draw),
        "scorecard": {
            **card,
            "duration_s": round(length_s, 1),
            "talk_share": {"agent": round(talk, 3), "customer": round(1 - talk, 3)},
            "interruptions_by": {"agent": _poisson(length_s / 200 * (1.2 - skill), draw),
                                 "customer": 0},
            "waits": {**card["waits"], "unexplained": _poisson(length_s / 500, draw)},
            "frustration": {**card["frustration"], "peak": max(levels), "end": levels[-1]},
            "empathy": {
                **card["empathy"],
                "score": round(sum(part["points"] for part in parts)) if enough else None,
                "parts": parts,
            },
        },
    }  # fmt: skip


def _course(at: float, peak: float, end: float) -> float:
    return peak * at / 0.45 if at < 0.45 else peak + (end - peak) * (at - 0.45) / 0.55


def _part(behavior: Any, skill: float, draw: random.Random) -> dict[str, Any]:
    needed = _poisson(NEEDED.get(behavior.id, 0.0), draw)
    missed = sum(draw.random() > skill + 0.1 for _ in range(needed))
    late = sum(draw.random() < 0.25 for _ in range(missed))
    if not needed:
        return {}
    of_points = behavior.weight * needed / (needed + 1)
    share = (needed - missed + late / 2) / needed
    return {
        "id": behavior.id, "title": behavior.title, "prompt": behavior.prompt,
        "weight": behavior.weight, "given": needed - missed, "late": late,
        "missed": missed - late, "not_needed": 0, "share": round(share, 3),
        "points": share * of_points, "of_points": of_points, "moments": [], "takes": "",
    }  # fmt: skip


def _prompts(length_s: float, draw: random.Random) -> list[dict[str, Any]]:
    shown = []
    for prompt_id, (often, followed) in SHOWN.items():
        for _ in range(_poisson(often, draw)):
            other = draw.choice(("ignored", "ignored", "ignored", "cleared", "unhelpful"))
            at_s = round(draw.uniform(5.0, length_s), 2)
            shown.append({
                "id": prompt_id, "say": "Say", "why": "why", "severity": "nudge",
                "shown_s": at_s, "hide_s": at_s + 6.0,
                "outcome": "followed" if draw.random() < followed else other,
            })  # fmt: skip
    return shown


def _poisson(mean: float, draw: random.Random) -> int:
    """Return how many events there are, with exponential times between them."""
    count, at = 0, draw.expovariate(1.0)
    while at < mean:
        count, at = count + 1, at + draw.expovariate(1.0)
    return count
