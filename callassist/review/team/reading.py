"""What of a call file the team view needs, read without the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

import msgspec

from callassist.review.callfile import SCHEMA
from callassist.review.document import MAX_S
from callassist.review.team.measures import (
    EASED_TO,
    PROMPT_EASED_AFTER_S,
    PROMPT_EASED_BY,
    UPSET_LEVEL,
    VOICE_BEHAVIORS,
    VOICE_PROMPTS,
)
from callassist.settings.judge import TENSE_LEVEL
from callassist.settings.measures import Measures

Seconds = Annotated[float, msgspec.Meta(ge=0.0, lt=MAX_S)]
Share = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]
Count = Annotated[int, msgspec.Meta(ge=0, lt=1_000_000_000)]
Points = Annotated[float, msgspec.Meta(ge=0.0, le=100.0)]


class Source(msgspec.Struct):
    """How long a call was."""

    duration_s: Seconds = 0.0


class Course(msgspec.Struct):
    """The customer's frustration."""

    hop_s: Annotated[float, msgspec.Meta(ge=0.01, lt=MAX_S)] = 1.0
    level: list[Share] = []


class Shown(msgspec.Struct):
    """A prompt that was shown."""

    id: str
    shown_s: Seconds = 0.0
    outcome: str | None = None


class Part(msgspec.Struct):
    """A behavior's part of the empathy score."""

    id: str
    given: Count = 0
    late: Count = 0
    missed: Count = 0
    points: Points = 0.0
    of_points: Points = 0.0


class Empathy(msgspec.Struct):
    """The empathy score."""

    score: Annotated[int, msgspec.Meta(ge=0, le=100)] | None = None
    parts: list[Part] = []


class Waits(msgspec.Struct):
    """Silences that were felt."""

    unexplained: Count = 0


class Card(msgspec.Struct):
    """The scorecard."""

    talk_share: dict[str, Share | None] = {}
    interruptions_by: dict[str, Count] = {}
    waits: Waits = msgspec.field(default_factory=Waits)
    empathy: Empathy = msgspec.field(default_factory=Empathy)


class Document(msgspec.Struct):
    """A call file, as far as it is needed here."""

    schema: str = SCHEMA
    source: Source = msgspec.field(default_factory=Source)
    frustration: Course = msgspec.field(default_factory=Course)
    prompts: list[Shown] = []
    scorecard: Card = msgspec.field(default_factory=Card)


@dataclass(slots=True)
class PromptCount:
    """What came of a prompt.

    Attributes:
        shown: How often it was shown.
        followed: Of these: it was done.
        ignored: Of these: it was not done.
        tense: Of these: the customer was at least uneasy, and it is known how they were after.
        eased: Of ``tense``: they were calmer 45 s later.
    """

    shown: int = 0
    followed: int = 0
    ignored: int = 0
    tense: int = 0
    eased: int = 0

    def add(self, other: PromptCount) -> None:
        """Count another call's."""
        self.shown += other.shown
        self.followed += other.followed
        self.ignored += other.ignored
        self.tense += other.tense
        self.eased += other.eased


@dataclass(slots=True)
class CallFigures:
    """The numbers of one call.

    Attributes:
        hours: Its length.
        score: Its empathy score.
        cut_in: How often the agent cut in.
        talk: The agent's share of the talking.
        waits: Unexplained waits.
        behaviors: Given, late and missed by behavior.
        prompts: By id.
    """

    hours: float
    score: int | None
    cut_in: int
    talk: float | None
    waits: int
    behaviors: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    prompts: dict[str, PromptCount] = field(default_factory=dict)


def call_figures(document: Document, measures: Measures) -> CallFigures:
    """Return the numbers of a call.

    Args:
        document: The call.
        measures: Where the agent's voice may not be measured, nothing that it may have entered
            is counted: neither behaviors, nor prompts, nor their part of the score.
    """
    card = document.scorecard
    hidden = frozenset[str]() if measures.agent_voice else VOICE_BEHAVIORS
    parts = [part for part in card.empathy.parts if part.id not in hidden]
    score = card.empathy.score
    if len(parts) < len(card.empathy.parts) and score is not None:
        score = _score_of(parts)
    return CallFigures(
        hours=document.source.duration_s / 3600.0,
        score=score,
        cut_in=card.interruptions_by.get("agent", 0),
        talk=card.talk_share.get("agent"),
        waits=card.waits.unexplained,
        behaviors={p.id: (p.given, p.late, p.missed) for p in parts if p.given + p.late + p.missed},
        prompts=_prompts(document, measures),
    )


def has_eased(peak: float | None, last: float | None) -> bool | None:
    """Return whether an upset customer's frustration eased; ``None`` if nobody was upset."""
    if peak is None or last is None or peak < UPSET_LEVEL:
        return None
    return last <= EASED_TO * peak


def _score_of(parts: list[Part]) -> int | None:
    """Return the score without the parts that are not shown: their weight goes to the others."""
    of_points = sum(part.of_points for part in parts)
    return round(100.0 * sum(part.points for part in parts) / of_points) if of_points else None


def _prompts(document: Document, measures: Measures) -> dict[str, PromptCount]:
    counts: dict[str, PromptCount] = {}
    level, hop_s = document.frustration.level, document.frustration.hop_s
    for prompt in document.prompts:
        if not measures.agent_voice and prompt.id in VOICE_PROMPTS:
            continue
        count = counts.setdefault(prompt.id, PromptCount())
        count.shown += 1
        count.followed += prompt.outcome == "followed"
        count.ignored += prompt.outcome == "ignored"
        then = int(prompt.shown_s / hop_s)
        after = int((prompt.shown_s + PROMPT_EASED_AFTER_S) / hop_s)
        if after < len(level) and level[then] >= TENSE_LEVEL:
            count.tense += 1
            count.eased += level[after] <= level[then] - PROMPT_EASED_BY
    return counts
