"""Judges a kept call anew, for a pack that notices things of its own.

What is noticed comes from the stored speech, which has no sound and, where something
secret was said, no words: findings that hang on those words are not found again.
"""

from __future__ import annotations

from collections.abc import Iterable

from callassist.detect.judge import Judge
from callassist.run.whatif.tape import Tape, tape_of_events
from callassist.settings.custom import Additions
from callassist.settings.measures import ALL_MEASURES, Measures
from callassist.types import (
    CallEvent,
    Finding,
    Frustration,
    Gap,
    Health,
    Hold,
    Note,
    Overlap,
    Stretch,
    Turn,
    Utterance,
    Withdrawn,
)


def judged_again(
    events: Iterable[CallEvent],
    additions: Additions,
    *,
    pack: str = "",
    measures: Measures = ALL_MEASURES,
) -> Tape:
    """Return the tape of a kept call as if ``additions`` had been in force.

    Args:
        events: Of the whole call, in order.
        additions: What a pack notices of its own.
        pack: The pack that was in force, as ``id/version``.
        measures: Whose voice may be judged.
    """
    judge = Judge(measures=measures, additions=additions)
    kept: list[CallEvent] = []
    for event in events:
        if isinstance(event, Stretch | Turn | Overlap | Utterance):
            kept += judge.advance(event.known_s)
            kept.append(event)
            kept += judge.push(event)
        elif isinstance(event, Hold):
            kept += judge.advance(event.known_s)
            kept.append(event)
            kept += judge.told(event)
        elif isinstance(event, Health | Gap):
            kept.append(event)
            kept += judge.told(event)
        elif not isinstance(event, Finding | Frustration | Note | Withdrawn):
            kept.append(event)
    end_s = tape_of_events(kept).end_s
    kept += judge.flush(end_s)
    return tape_of_events(kept, pack=pack, end_s=end_s)
