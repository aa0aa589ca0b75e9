"""Hand-written call files for the tests of the review."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

WORDS_A_SECOND = 2.5


def turn(channel: str, start_s: float, text: str, end_s: float | None = None) -> dict[str, Any]:
    """A spoken turn; its end follows from its words unless given."""
    written = text.split()
    end_s = start_s + len(written) / WORDS_A_SECOND if end_s is None else end_s
    each_s = (end_s - start_s) / max(1, len(written))
    words = [
        {
            "text": word,
            "start_s": start_s + i * each_s,
            "end_s": start_s + (i + 1) * each_s,
            "confidence": 1.0,
        }
        for i, word in enumerate(written)
    ]
    return {"channel": channel, "start_s": start_s, "end_s": end_s, "text": text, "words": words}


def finding(
    kind: str, at_s: float, *evidence: str, channel: str = "agent", score: float = 0.8
) -> dict[str, Any]:
    """A finding that takes a second and is known a second later."""
    return {
        "kind": kind,
        "channel": channel,
        "start_s": at_s,
        "end_s": at_s + 1.0,
        "known_s": at_s + 2.0,
        "score": score,
        "evidence": list(evidence),
        "phrases": [],
    }


def reason(at_s: float, text: str, weight: float) -> dict[str, Any]:
    """A reason for the customer's frustration."""
    return {"at_s": at_s, "text": text, "weight": weight}


def prompt(prompt_id: str, at_s: float, outcome: str | None) -> dict[str, Any]:
    """A prompt that was shown."""
    return {
        "id": prompt_id,
        "say": "Say",
        "why": "why",
        "severity": "nudge",
        "shown_s": at_s,
        "hide_s": at_s + 5.0,
        "outcome": outcome,
    }


def call(
    turns: Iterable[dict[str, Any]] = (),
    findings: Iterable[dict[str, Any]] = (),
    *,
    level: Iterable[float] = (),
    reasons: Iterable[dict[str, Any]] = (),
    prompts: Iterable[dict[str, Any]] = (),
    overlaps: Iterable[dict[str, Any]] = (),
    duration_s: float = 120.0,
) -> dict[str, Any]:
    """A call document without a scorecard."""
    return {
        "schema": "callassist.call/1",
        "source": {
            "path": "call.flac",
            "sha256": "0" * 64,
            "duration_s": duration_s,
            "rate_hz": 16_000,
            "channels": ["agent", "customer"],
        },
        "engine": {"name": "written", "model": "by hand"},
        "pack": {"id": "default", "version": 1},
        "turns": list(turns),
        "overlaps": list(overlaps),
        "frustration": {"hop_s": 1.0, "level": list(level), "reasons": list(reasons)},
        "findings": list(findings),
        "notes": [],
        "prompts": list(prompts),
    }


STORY = (
    "I ordered a wheelchair ramp three weeks ago and I took the day off twice and nobody came "
    "and my mother cannot leave the house and this is the third time that I call"
)


def good_call() -> dict[str, Any]:
    """Upset, heard out, said back, acknowledged, refused with an option, resolved."""
    return call(
        [
            turn("agent", 0.5, "Home Care, this is Ines. How can I help?"),
            turn("customer", 4.0, STORY),
            turn("agent", 19.0, "So the ramp should have come twice and your mother is stuck."),
            turn("customer", 25.0, "Yes. And every time I have to tell it all over again."),
            turn("agent", 31.0, "I understand how worn out you must be. What did they tell you?"),
            turn("customer", 37.0, "That it would come on Monday, and it is Thursday now."),
            turn("agent", 43.0, "I can't send it tonight, but I can drive it over at eight."),
            turn("customer", 50.0, "Oh. That would really help, thank you, that is all."),
            turn("agent", 55.0, "You will have it tomorrow at eight, and I will ring you."),
        ],
        [
            finding("frustration.rising", 12.0, "third time", channel="customer"),
            finding("restate.done", 19.0, "So the ramp should have come twice"),
            finding("empathy.statement", 31.0, "I understand how worn out you must be"),
            finding("question.asked", 34.0, "What did they tell you"),
            finding("refusal.with_option", 43.0, "I can't send it tonight"),
            finding("frustration.eased", 52.0, "thank you", channel="customer"),
            finding("resolution.confirmed", 52.0, "that is all", channel="customer"),
            finding("next_step.given", 55.0, "tomorrow at eight"),
            finding("ownership.taken", 58.0, "I will ring you"),
        ],
        level=[0.1] * 8 + [0.5] * 30 + [0.3] * 14 + [0.1] * 10,
        reasons=[reason(14.0, "third time", 0.3), reason(28.0, "all over again", 0.2)],
        duration_s=62.0,
    )


def rude_call() -> dict[str, Any]:
    """Cut off, argued with, refused, rushed, and none of it put right."""
    return call(
        [
            turn("agent", 0.5, "Home Care."),
            turn("customer", 3.0, "I ordered a ramp three weeks ago and I took", 8.0),
            turn("agent", 7.5, "Order number?"),
            turn("customer", 10.0, STORY),
            turn("agent", 25.0, "You should have called earlier. Calm down, please."),
            turn("customer", 31.0, "Are you serious? My mother cannot leave the house."),
            turn("agent", 37.0, "There is nothing I can do. Have a great day."),
            turn("customer", 42.0, "You are not even listening to me."),
        ],
        [
            finding("interruption", 7.5, "they had spoken for 5 s"),
            finding("restate.missing", 10.0, "“wheelchair ramp”"),
            finding("frustration.rising", 20.0, "third time", channel="customer"),
            finding("argument", 25.0, "You should have called"),
            finding("argument", 28.0, "Calm down"),
            finding("feeling.unacknowledged", 31.0, "My mother cannot leave the house"),
            finding("refusal.bare", 37.0, "There is nothing I can do"),
            finding("closing.rushed", 39.0, "Have a great day"),
        ],
        level=[0.1] * 12 + [0.6] * 20 + [0.9] * 15,
        reasons=[reason(18.0, "third time", 0.3), reason(33.0, "serious", 0.3)],
        duration_s=47.0,
    )
