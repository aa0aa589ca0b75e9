"""What happened in a call, moment by moment: one event for all that tells of one moment.

An interruption is an overlap, a finding, a prompt and a chance on the scorecard; a reader
wants it once. Everything is read from a call document, so that any kept call can be shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from callassist.review.behaviors import BEHAVIORS, Behavior
from callassist.review.clock import clock
from callassist.review.event_names import OVERLAPS, title_of
from callassist.review.opportunities import MIN_SCORE
from callassist.review.pauses import unheard
from callassist.settings.judge import TENSE_LEVEL
from callassist.types import Channel, Mark

EventKind = Literal[
    "interruption", "missed", "late", "good", "prompt", "peak", "silence", "hold", "gap", "overlap",
    "reason", "note", "finding", "comment", "good_moment", "practice",
]  # fmt: skip
Facts = Mapping[str, Any]

LONG_EVIDENCE_S = 6.0
"""A lapse whose evidence is longer is an omission: it stands where the evidence ends."""
PROMPT_WITHIN_S = 25.0
"""A prompt belongs to what was known at most so long before."""
HARD = 0.5
"""Events of this importance are hard moments."""
GIVEN = frozenset(
    kind for behavior in BEHAVIORS if behavior.weight for kind in (*behavior.given, *behavior.half)
) - {"question.asked", "customer.turn"}
"""Findings of something done well, also where it only puts a lapse right."""
PEAK_PROMINENCE = 0.15
MIN_PEAK = 0.4


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """One moment of a call.

    Attributes:
        kind: What sort of moment it is.
        at_s: Where it stands.
        end_s: Where what it tells of ends.
        title: What happened, in a few words.
        importance: 0 to 1.
        channel: Whose doing it is, if anybody's.
        evidence: Quotes and measured seconds, best first.
        filters: Those of :data:`callassist.review.event_names.FILTERS` that it belongs to.
        finding: The finding behind it, if any.
        overlap: The overlap behind it, if any.
        prompt: What the agent was told, if anything.
        chance: The scorecard's moment, if any: ``outcome``, ``worth``, ``size``.
        behavior: The behavior that it belongs to, if any.
        mark: What a person wrote, if it is that.
    """

    kind: EventKind
    at_s: float
    end_s: float
    title: str
    importance: float
    channel: Channel | None = None
    evidence: tuple[str, ...] = ()
    filters: frozenset[str] = frozenset()
    finding: Facts | None = None
    overlap: Facts | None = None
    prompt: Facts | None = None
    chance: Facts | None = None
    behavior: Behavior | None = None
    mark: Mark | None = None

    @property
    def hard(self) -> bool:
        """Whether it is a moment that went wrong for the agent."""
        bad = self.kind in ("interruption", "missed", "late") or (
            self.kind == "prompt" and (self.prompt or {}).get("severity") != "praise"
        )
        return bad and self.importance >= HARD

    @property
    def advice(self) -> str:
        """What the moment asks for, in a few words."""
        return str(self.prompt["say"]) if self.prompt is not None else self.title


def events_of(document: Facts, silences: Iterable[tuple[float, float]]) -> list[Event]:
    """Return all events of a call document, by time; marks are not in it.

    Args:
        document: See ``docs/call.schema.json``.
        silences: Where nobody spoke for long, as (start, end).
    """
    found = list(_from_findings(document))
    found = _with_overlaps(found, document.get("overlaps", ()))
    found = _with_prompts(found, document.get("prompts", ()))
    found += _peaks(document["frustration"])
    found += _silences(silences)
    found += _holds(document.get("holds", ()))
    found += _gaps(document)
    found += [
        Event("note", n["at_s"], n["at_s"], n["text"], 0.1, "customer", (f"a {n['kind']}",))
        for n in document.get("notes", ())
    ]
    return sorted(found, key=lambda event: (event.at_s, -event.importance))


def mark_event(mark: Mark) -> Event:
    """Return a comment or bookmark as an event."""
    names = {"comment": "Comment", "good_moment": "Good moment", "practice": "To practice"}
    end_s = mark.at_s if mark.end_s is None else mark.end_s
    return Event(
        mark.kind,
        mark.at_s,
        end_s,
        mark.text or names[mark.kind],
        0.6,
        evidence=tuple(filter(None, [names[mark.kind], mark.author])),
        filters=frozenset({"comments"}),
        mark=mark,
    )


def reasons_of(document: Facts) -> list[Event]:
    """Return why the customer's frustration moved, by time."""
    reasons = sorted(document["frustration"]["reasons"], key=lambda reason: reason["at_s"])
    return [
        Event(
            "reason",
            r["at_s"],
            r["at_s"],
            r["text"],
            min(1.0, abs(r["weight"])),
            evidence=(f"{'raises' if r['weight'] > 0 else 'eases'} it by {abs(r['weight']):.2f}",),
            finding=r,
        )
        for r in reasons
    ]


def _from_findings(document: Facts) -> Iterator[Event]:
    """Yield an event for each finding, and for each chance that rests on no finding."""
    chances: dict[tuple[str, float], tuple[Facts, Behavior]] = {}
    behaviors = {behavior.id: behavior for behavior in BEHAVIORS}
    for part in document.get("scorecard", {}).get("empathy", {}).get("parts", ()):
        behavior = behaviors.get(part["id"])
        if behavior is not None:
            for moment in part["moments"]:
                # What is a chance for two behaviors is told of under the weightier one.
                key = (moment["finding"], moment["at_s"])
                if key not in chances or behavior.weight > chances[key][1].weight:
                    chances[key] = (moment, behavior)
    for found in document["findings"]:
        chance, behavior = chances.pop((found["kind"], found["start_s"]), (None, None))
        yield _finding_event(found, chance, behavior)
    for (kind, at_s), (moment, behavior) in chances.items():
        missed = moment["outcome"] in ("missed", "late")
        if kind == "frustration.rising" or not missed:
            title = "Feeling passed over" if missed else title_of(kind)
            yield _chance_event(moment, behavior, at_s, at_s, title, None, "agent", {})


def _finding_event(found: Facts, chance: Facts | None, behavior: Behavior | None) -> Event:
    kind, channel = found["kind"], found["channel"]
    at_s, end_s = found["start_s"], found["end_s"]
    lapse = chance is not None and chance["outcome"] in ("missed", "late")
    if lapse and end_s - at_s > LONG_EVIDENCE_S and not kind.startswith("wait."):
        at_s = end_s
    title = title_of(kind, channel)
    if kind == "interruption":
        by_agent = channel == "agent"
        return Event(
            "interruption",
            at_s,
            end_s,
            title,
            0.9 if by_agent else 0.3,
            channel,
            tuple(found["evidence"]),
            frozenset({"interruptions"} | ({"missed"} if _is_missed(chance) else set())),
            finding=found,
            chance=chance,
            behavior=behavior,
        )
    if chance is not None and behavior is not None:
        return _chance_event(chance, behavior, at_s, end_s, title, found, channel, found)
    done = kind in GIVEN and found["score"] >= MIN_SCORE
    return Event(
        "good" if done else "finding",
        at_s,
        end_s,
        title,
        0.3 if done else 0.2,
        channel,
        tuple(found["evidence"]),
        frozenset({"good"} if done else ()),
        finding=found,
    )


def _chance_event(
    chance: Facts,
    behavior: Behavior,
    at_s: float,
    end_s: float,
    title: str,
    found: Facts | None,
    channel: Channel,
    source: Facts,
) -> Event:
    lapse = chance["outcome"] in ("missed", "late")
    kind: EventKind = "good"
    if lapse:
        kind = "missed" if _is_missed(chance) else "late"
    elif chance["outcome"] == "not_needed":
        kind = "finding"
    weight = min(0.95, 0.42 + behavior.weight / 40) if lapse else 0.3
    return Event(
        kind,
        at_s,
        end_s,
        title,
        weight if kind != "finding" else 0.2,
        channel,
        tuple(source.get("evidence", chance["evidence"])),
        frozenset({"missed"} if lapse else {"good"} if kind == "good" else ()),
        finding=found,
        chance=chance,
        behavior=behavior,
    )


def _is_missed(chance: Facts | None) -> bool:
    return chance is not None and chance["outcome"] == "missed"


def _with_overlaps(events: Sequence[Event], overlaps: Iterable[Facts]) -> list[Event]:
    """Give interruptions their overlap; every other overlap becomes an event."""
    out = list(events)
    open_at = {
        (e.channel, e.at_s): index for index, e in enumerate(out) if e.kind == "interruption"
    }
    for overlap in overlaps:
        index = open_at.get((overlap["by"], overlap["start_s"]))
        if index is not None:
            out[index] = replace(out[index], overlap=overlap)
            continue
        kind = overlap["kind"]
        out.append(
            Event(
                "interruption" if kind == "interruption" else "overlap",
                overlap["start_s"],
                overlap["end_s"],
                title_of("interruption", overlap["by"]) if kind == "interruption"
                else OVERLAPS.get(kind, kind),
                (0.9 if overlap["by"] == "agent" else 0.3) if kind == "interruption" else 0.1,
                overlap["by"],
                tuple(filter(None, [overlap["evidence"]])),
                frozenset({"interruptions"} if kind == "interruption" else ()),
                overlap=overlap,
            )
        )  # fmt: skip
    return out


def _with_prompts(events: Sequence[Event], prompts: Iterable[Facts]) -> list[Event]:
    """Give moments the prompt that they brought; a prompt of none becomes an event."""
    out = list(events)
    causes = {
        behavior.prompt: {*behavior.missed, "frustration.rising"}
        if behavior.id == "feelings"
        else set(behavior.missed)
        for behavior in BEHAVIORS
    }
    for prompt in prompts:
        index = _cause(out, prompt, causes.get(prompt["id"], set()))
        if index is None:
            importance = {"warn": 0.7, "nudge": 0.55}.get(prompt["severity"], 0.3)
            out.append(
                Event(
                    "prompt",
                    prompt["shown_s"],
                    prompt["hide_s"],
                    prompt["say"],
                    importance,
                    evidence=tuple(filter(None, [prompt["why"]])),
                    filters=frozenset({"prompts"}),
                    prompt=prompt,
                )
            )
        else:
            event = out[index]
            out[index] = replace(event, prompt=prompt, filters=event.filters | {"prompts"})
    return out


def _cause(events: Sequence[Event], prompt: Facts, kinds: set[str]) -> int | None:
    """Return which event a prompt was shown for."""
    best: tuple[bool, float, int] | None = None
    for index, event in enumerate(events):
        found = event.finding
        if found is None or event.prompt is not None or "known_s" not in found:
            continue
        age_s = prompt["shown_s"] - found["known_s"]
        quoted = any(line and line in prompt["why"] for line in found["evidence"])
        if -0.5 <= age_s <= PROMPT_WITHIN_S and (found["kind"] in kinds or quoted):
            rank = (quoted and found["kind"] in kinds, -age_s, index)
            best = rank if best is None or rank[:2] > best[:2] else best
    return None if best is None else best[2]


def _peaks(course: Facts) -> Iterator[Event]:
    """Yield the summits of the customer's frustration."""
    level, hop_s = course["level"], course["hop_s"]
    low = 0.0
    top: int | None = None
    for i, value in enumerate([*level, 0.0]):
        if top is None:
            low = min(low, value)
            if value >= max(MIN_PEAK, TENSE_LEVEL, low + PEAK_PROMINENCE):
                top = i
        elif value > level[top]:
            top = i
        elif value <= level[top] - PEAK_PROMINENCE:
            at_s = (top + 0.5) * hop_s
            yield Event(
                "peak",
                at_s,
                at_s,
                f"Frustration peaks at {100 * level[top]:.0f}",
                0.4 + 0.4 * level[top],
                "customer",
                filters=frozenset({"peaks"}),
            )
            top, low = None, value


def _silences(silences: Iterable[tuple[float, float]]) -> Iterator[Event]:
    for start_s, end_s in silences:
        length_s = end_s - start_s
        yield Event(
            "silence",
            start_s,
            end_s,
            f"{length_s:.0f} s of silence",
            min(0.45, 0.1 + length_s / 40),
            filters=frozenset({"silences"}),
        )


def _holds(holds: Iterable[Facts]) -> Iterator[Event]:
    for hold in holds:
        length = clock(hold["end_s"] - hold["start_s"])
        yield Event(
            "hold",
            hold["start_s"],
            hold["end_s"],
            f"On hold {length}",
            0.2,
            "customer",
            filters=frozenset({"holds"}),
        )


def _gaps(document: Facts) -> Iterator[Event]:
    for gap in unheard(document):
        yield Event(
            "gap",
            gap.start_s,
            gap.end_s,
            gap.title,
            0.3,
            gap.channel,
            tuple(filter(None, [gap.reason])),
            frozenset({"holds"}),
        )
