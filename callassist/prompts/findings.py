"""Every kind of finding a prompt may name: the one place where they are listed.

Detectors make findings of these kinds, packs name them in ``when``, ``unless`` and
``clears``, and the check of a pack refuses any other. "What clears" is the advice
for a pack's author; the pack itself decides with its ``clears`` key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from callassist.types import CHANNELS, Channel


@dataclass(frozen=True, slots=True)
class FindingKind:
    """What a kind of finding means.

    Attributes:
        meaning: What was noticed, for people.
        channels: Whose doing it can be: a finding's ``channel`` is one of these.
        cleared_by: The kinds after which it no longer holds.
        credits_agent: Whether, coming after a prompt, it shows that the agent followed it.
    """

    meaning: str
    channels: tuple[Channel, ...]
    cleared_by: tuple[str, ...] = ()
    credits_agent: bool = False


def _agent(meaning: str, *cleared_by: str) -> FindingKind:
    """Something the agent did or left out that may call for a prompt."""
    return FindingKind(meaning, ("agent",), cleared_by)


def _done(meaning: str) -> FindingKind:
    """Something good the agent did: it credits a prompt that asked for it."""
    return FindingKind(meaning, ("agent",), credits_agent=True)


def _customer(meaning: str, *cleared_by: str) -> FindingKind:
    """Something the customer said, did or showed."""
    return FindingKind(meaning, ("customer",), cleared_by)


FINDING_KINDS: Mapping[str, FindingKind] = MappingProxyType(
    {
        # Listening
        "interruption": FindingKind(
            "one side starts while the other holds the floor, who gives way or both go on",
            CHANNELS,
            ("floor.returned",),
        ),
        "floor.returned": _done("the agent was silent until the customer had ended"),
        "restate.missing": _agent(
            "the customer described a problem and the agent said none of it back", "restate.done"
        ),
        "restate.done": _done("the agent said the problem back: 'so you…', 'let me make sure'"),
        "talk.monologue": _agent(
            "over 30 s of the agent with no pause of 1 s and no question",
            "customer.turn",
            "question.asked",
        ),
        # The agent made room for it, so it counts as following the prompt.
        "customer.turn": FindingKind("the customer took a turn", ("customer",), credits_agent=True),
        # Tone and pace
        "tone.mismatch": _agent(
            "cheerful, flippant, faster or louder words while the customer is upset",
            "tone.matched",
        ),
        "tone.matched": _done("a turn of the agent without the mismatch"),
        "pace.fast": _agent(
            "the agent's pace is well above their own, or over 180 words a minute", "pace.back"
        ),
        "pace.back": _done("the agent's pace is back at their usual one"),
        # Feelings
        "feeling.unacknowledged": _agent(
            "frustration or distress rose and no empathy statement followed within two turns",
            "empathy.statement",
        ),
        "empathy.statement": _done("'I understand how…', 'I would feel the same'"),
        "sympathy.statement": _done("'that is frustrating', 'I feel for you': half of empathy"),
        "apology": _done("the agent said sorry"),
        "frustration.rising": _customer("the customer's frustration rose", "frustration.eased"),
        "frustration.eased": _customer("the customer's frustration eased after the agent's turn"),
        "customer.abusive": _customer("insults or threats aimed at the agent"),
        # The problem
        "assumption": _agent(
            "a solution or a judgement before any question about a new problem", "question.asked"
        ),
        "question.asked": _done("the agent asked an open, leading or reflective question"),
        "argument": _agent(
            "'calm down', 'you should have', 'as I said', contradicting", "alignment", "apology"
        ),
        "alignment": _done("'you're right', 'let's': on the customer's side"),
        "customer.right": _agent(
            "the agent's words or system confirm the complaint and no admission follows",
            "admission",
        ),
        "admission": _done("'you are right', 'our mistake'"),
        "asked_again": _agent("the agent asked for a fact that the customer had already given"),
        "focus": _agent(
            "steps answered with feelings or the reverse; evidence has 'only steps' or "
            "'only feelings'",
            "alignment",
            "empathy.statement",
        ),
        "stuck": FindingKind(
            "two offers refused, or frustration high for 90 s after a solution",
            CHANNELS,
            ("question.asked",),
        ),
        "customer.lost": _customer("the customer is new to it or lost; the agent uses jargon"),
        # Help
        "refusal.bare": _agent(
            "'can't', 'not possible', 'policy' with no alternative", "refusal.with_option"
        ),
        "refusal.with_option": _done("a no, together with what can be done"),
        "ownership.passed_on": _agent(
            "a transfer, or 'not my department', without who, when, and staying",
            "ownership.taken",
        ),
        "ownership.taken": _done("'I will stay with you', a person named"),
        "wait.unexplained": _agent(
            "dead air or a hold without how long and why, or a long wait with no apology",
            "wait.announced",
            "apology",
        ),
        "wait.announced": _done("the agent said how long it takes, or why"),
        "urgency.missing": _agent(
            "problem open, customer anxious, and no 'right now', 'today'", "urgency.given"
        ),
        "urgency.given": _done("'right now', 'today', 'immediately'"),
        # Closing
        "closing.rushed": _agent(
            "closing words while frustration is up, a question stands open or nothing is resolved",
            "resolution.confirmed",
        ),
        "resolution.confirmed": _customer("the customer confirms: 'that's all', thanks"),
        "next_step.missing": _agent(
            "closing with no next step, date or name given", "next_step.given"
        ),
        "next_step.given": _done("the agent said what happens next, and when"),
        "feedback.missing": _agent(
            "a calm, resolved closing without asking whether it helped", "feedback.asked"
        ),
        "feedback.asked": _done("the agent asked whether it helped, or to try it"),
        # The person
        "name.unused": _agent(
            "the name is known and unused for 3 minutes of an upset call, or was never asked",
            "name.used",
        ),
        "name.used": _done("the agent said the customer's name"),
        "wording.cold": _agent("robotic or powerless phrases: 'per our policy', 'you need to'"),
        "talking_down": _agent("'sweetie', 'it's very simple', remarks on age, accent, gender"),
        "rapport.missed": _agent(
            "the customer told something personal in a calm call and it passed unremarked"
        ),
    }
)
