# ruff: noqa: E501  a line of a dialogue is a line
"""Made-up calls in a real store, for pictures and for trying things out."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from callassist.store.store import CallStore
from callassist.store.summary import CallHeader, KeptCall
from callassist.store.unlock import Unlock
from tests.review.practice.calls import played

WHEELCHAIR_RAMP = """
agent: Home Care, this is Ines, how can I help?
customer: Hello. I ordered a wheelchair ramp three weeks ago, I took the day off twice, nobody came, and my mother cannot leave the house. This is the third time that I call.
agent: Okay. Can I have your order number please?
customer: I have given it to your colleague twice already. I am really fed up with this, my mother has been inside for three weeks.
agent: It's our policy, I cannot look it up without the number. There is nothing I can do.
customer: Are you serious? Nobody there cares at all. I am so angry, I want to talk to somebody who can help me.
agent: I understand how exhausting this has been for you, waiting for three weeks and nobody turning up.
customer: Yes. It has.
agent: I can't send it tonight, but what I can do is drive it over tomorrow at eight myself. I will call you when I leave.
customer: Oh. That would really help. Thank you, that's all I wanted to hear.
agent: You will have it tomorrow at eight, Mrs. Miller. Have a good evening.
customer: Thank you. Goodbye.
"""
ROAMING = """
agent: Metro Mobile, this is Jay.
customer: Hi. I switched roaming off before I went to Spain, I have a screenshot of it, and now there's a charge of two hundred and six pounds on my bill, and nobody can tell me why.
agent: I can see the charge here on the account.
customer: So why was I charged? This is ridiculous, I can't pay that.
agent: Awesome, no worries, is there anything else I can do for you? Have a great day!
customer: What? You did not answer me at all. I'm really furious now.
"""
TITLES = (
    ("Wheelchair ramp, third call", "Ines Duarte", 41, (0.1, 0.2, 0.55, 0.8, 0.9, 0.5, 0.2)),
    ("Roaming charge in Spain", "Jay Park", 23, (0.1, 0.3, 0.5, 0.62, 0.7, 0.85)),
    ("Brown water since Thursday", "Ana Lima", 78, (0.3, 0.4, 0.45, 0.3, 0.2, 0.1)),
    ("New card, activated", "Jay Park", None, (0.02, 0.03, 0.02, 0.02)),
    ("Boiler error E119, baby at home", "Ines Duarte", 86, (0.5, 0.7, 0.74, 0.4, 0.2, 0.08)),
    ("Refund outside of thirty days", "Tomasz Zieliński", 55, (0.2, 0.35, 0.5, 0.48, 0.5)),
    ("Parcel marked as delivered", "Ana Lima", 64, (0.2, 0.3, 0.6, 0.3, 0.25, 0.2)),
    ("Change of address", "Ana Lima", 92, (0.02, 0.05, 0.04)),
    (
        "Rechtsschutzversicherungsgesellschaft: Kostenübernahmebestätigung fehlt weiterhin, "
        "dritte Nachfrage in dieser Woche",
        "Maximiliane von Hohenstein-Waldburg",
        37,
        (0.4, 0.5, 0.6, 0.65, 0.72, 0.7),
    ),
    ("Internet down every evening", "Jay Park", 71, (0.2, 0.3, 0.28, 0.3, 0.15)),
    ("Double charge in March", "Tomasz Zieliński", 83, (0.35, 0.42, 0.5, 0.2, 0.1)),
    ("Hotel, late check-out", "Ines Duarte", 90, (0.05, 0.1, 0.06, 0.02)),
    ("Washing machine, two weeks", "Ana Lima", 48, (0.4, 0.55, 0.6, 0.66, 0.5, 0.45)),
    ("Password reset", "Jay Park", None, (0.03, 0.02, 0.05)),
)


def make_store(folder: Path, *, count: int | None = None) -> CallStore:
    """Return a store in ``folder`` with made-up calls; ``None``: those of the pictures."""
    address = f"sqlite:///{folder / 'calls.sqlite'}"
    folder.mkdir(parents=True, exist_ok=True)
    unlock = Unlock(lambda _: "a passphrase for pictures", use_keyring=False, environment={})
    store = CallStore.open(address, unlock=unlock)
    for header, document in _calls(len(TITLES) if count is None else count):
        call = store.begin(header)
        is_old = header.title.startswith("Parcel")
        state = "recovered" if is_old else "whole"
        notices = ("the last 0.4 s were lost in a power cut",) if is_old else ()
        store.finish(call.id, KeptCall(document, state=state, notices=notices))
        if count is None and document["scorecard"]["empathy"]["score"] in (86, 83, 41):
            marks = store.marks(call.id, "Ana Lima")
            marks.add("good_moment", 44.0, "a no with an offer, at once")
            marks.add("comment", 60.0, "ask her how she found the words")
    return store


def _calls(count: int) -> Iterator[tuple[CallHeader, dict[str, Any]]]:
    """Yield headers and documents, the oldest first."""
    draw = random.Random(4)
    long, short = played(WHEELCHAIR_RAMP), played(ROAMING)
    now = datetime.now().astimezone().replace(hour=16, minute=42, second=0)
    for place in range(count - 1, -1, -1):
        title, agent, score, course = TITLES[place % len(TITLES)]
        if count > len(TITLES):
            title = f"{title} {place}"
        began = now - timedelta(hours=7.3 * place, minutes=draw.randrange(60))
        document = _changed(long if place % 2 == 0 else short, score, course, draw, place)
        yield CallHeader(title, agent, began, 16_000), document


def _changed(
    base: dict[str, Any],
    score: int | None,
    course: tuple[float, ...],
    draw: random.Random,
    place: int,
) -> dict[str, Any]:
    """Return a document with another course and score; the first two stay as they are."""
    if place < 2:
        return base
    length_s = 60 + 420 * draw.random()
    steps = 48
    levels = []
    for step in range(steps):
        at = step / (steps - 1) * (len(course) - 1)
        low = int(at)
        high = min(low + 1, len(course) - 1)
        level = course[low] + (course[high] - course[low]) * (at - low)
        levels.append(round(min(1.0, max(0.0, level + draw.uniform(-0.02, 0.02))), 3))
    empathy = {**base["scorecard"]["empathy"], "score": score}
    if score is not None:
        empathy["says"] = f"{score} of 100, from {empathy['opportunities']} opportunities"
    card = {**base["scorecard"], "empathy": empathy}
    card["frustration"] = {**card["frustration"], "peak": max(levels)}
    outcomes = [draw.choice(("followed", "followed", "ignored")) for _ in base["prompts"]]
    shown = [{**p, "outcome": o} for p, o in zip(base["prompts"], outcomes, strict=True)]
    return {
        **base,
        "source": {**base["source"], "duration_s": length_s},
        "frustration": {"hop_s": length_s / steps, "level": levels, "reasons": []},
        "prompts": shown if max(course) > 0.3 else [],
        "scorecard": card,
    }
