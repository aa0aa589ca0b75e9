"""What a company adds to what is noticed: findings from phrases, and words of its own.

A prompt pack holds them (``[[finding]]`` and ``[[words]]``, see docs/prompt-packs.md); the
pack checks them, ``detect.company.custom`` and the phrase book use them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from callassist.types import Channel

CUSTOM_PREFIX = "custom."
"""How the kind of every finding of a company's own begins."""

PRODUCT, COMPANY = "product", "company"
"""Categories of the names of a company's products and of the company itself."""

GREETING_CATEGORIES = (
    "closing_soft", "closing_hard", "farewell", "cheer_strong", "cheer_mild", "bright",
)  # fmt: skip
"""What a company's greeting is not, whatever words it has."""

CLOSING_CATEGORY = "closing_hard"

OPEN_CATEGORIES: Mapping[str, str] = MappingProxyType(
    {
        "admission": "agent: you are right, our mistake",
        "alignment": "agent: on the customer's side",
        "apology": "agent: sorry",
        "argument_mild": "agent: contradicting, gently",
        "argument_strong": "agent: contradicting, blaming",
        "asks_feedback": "agent: did this help?",
        "ask_details": "agent: asks for a number, a date, an address",
        "cheer_mild": "agent: bright words, misplaced while the customer is upset",
        "cheer_strong": "agent: very bright words",
        "closing_hard": "agent: ends the call",
        "closing_soft": "agent: anything else?",
        "cold": "agent: robotic or powerless wording",
        "confirmed": "customer: that's all, it works",
        "distress": "customer: tells of something grave",
        "empathy": "agent: I understand how…",
        "exasperated": "customer: had enough",
        "hold_length": "agent: how long the wait takes",
        "hold_reason": "agent: why there is a wait",
        "insult": "customer: insults",
        "long_wait": "agent: thanks for holding",
        "next_step": "agent: what happens next, and when",
        "option": "agent: what can be done instead",
        "owned": "agent: I will stay with you",
        "passed_on": "agent: a transfer, not my department",
        "pending": "agent: somebody will still have to do it",
        "refusal": "agent: can't, not possible",
        "restate_open": "agent: so you…, let me make sure",
        "slang": "agent: mate, gotcha",
        "solution": "agent: offers or does something",
        "sympathy": "agent: that is frustrating",
        "talking_down": "agent: it's very simple",
        "told_before": "customer: I told you already",
        "urgency": "agent: right now, today",
    }
)
"""The lexicon's categories that a pack may add phrases to, with what each means."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Phrases that somebody says soon before or after others.

    Attributes:
        any_of: Phrases, in the language of :mod:`callassist.detect.language.phrases`.
        side: Who says them.
        within_s: How far from the others they may be, in seconds.
    """

    any_of: tuple[str, ...]
    side: Channel
    within_s: float


@dataclass(frozen=True, slots=True)
class CustomFinding:
    """A finding from phrases.

    Attributes:
        kind: Its name, which begins with ``CUSTOM_PREFIX``.
        side: Whose words, and whose doing.
        any_of: Phrases of which one must be said.
        follows: What the one or the other must have said shortly before.
        not_followed_by: What must not be said shortly after.
        times: How often it must come.
        times_within_s: Within so many seconds, from first to last.
        score: How sure it is, 0 to 1.
    """

    kind: str
    side: Channel
    any_of: tuple[str, ...]
    follows: Cue | None = None
    not_followed_by: Cue | None = None
    times: int = 1
    times_within_s: float = 0.0
    score: float = 0.8

    def categories(self) -> dict[str, tuple[str, ...]]:
        """Return its phrases by the category that they make in a phrase book."""
        cues = {AFTER: self.follows, BEFORE: self.not_followed_by}
        more = {self.kind + mark: cue.any_of for mark, cue in cues.items() if cue}
        return {self.kind: self.any_of, **more}


AFTER, BEFORE = " follows", " not_followed_by"
"""What the categories of a finding's cues add to its kind."""


@dataclass(frozen=True, slots=True)
class Additions:
    """All that a pack adds for one language; hashable, so that what is made of it can be kept.

    Attributes:
        findings: Findings from phrases.
        phrases: Category → further phrases, of the lexicon's categories, ``PRODUCT``
            and ``COMPANY``.
    """

    findings: tuple[CustomFinding, ...] = ()
    phrases: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def categories(self) -> dict[str, list[str]]:
        """Return all phrases to be added, by category."""
        found: dict[str, list[str]] = {}
        for category, phrases in self.phrases:
            found.setdefault(category, []).extend(phrases)
        for finding in self.findings:
            for category, patterns in finding.categories().items():
                found.setdefault(category, []).extend(patterns)
        return found


NO_ADDITIONS = Additions()
