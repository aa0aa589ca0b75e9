"""What a call is scored on: each behavior, the findings that show it, and its weight.

``docs/scorecard.md`` explains the weights. They add up to 100; a behavior that weighs
nothing is shown on the scorecard and left out of the score.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Need = Literal["turns", "account", "felt", "upset", "told", "shown", "always"]
"""When a behavior is needed, and what one opportunity is.

``turns``: each longer turn of the customer's.
``account``: each time the customer has told enough that it should be said back.
``felt``: each time the customer's frustration rises.
``upset``: each time it was done while the customer had shown anew that they are upset.
``told``: once a call, after the customer has told something.
``shown``: the finding itself shows the need; once a turn of the agent's.
``always``: it is never out of place, so that only lapses can be seen.
"""


@dataclass(frozen=True, slots=True)
class Behavior:
    """One thing that an agent does for a customer, or leaves out.

    Attributes:
        id: Its name in call files.
        title: Its name for people.
        prompt: The prompt that asks for it.
        weight: What it counts for in the empathy score when it has often been needed.
        need: When it is needed.
        missed: Findings that show an opportunity missed.
        given: Findings that show it was done; after ``missed`` they put it right.
        half: The same, but they do half of it.
        late_s: How long after a miss it can still be put right, in seconds.
        takes: What it would have taken, as advice.
    """

    id: str
    title: str
    prompt: str
    weight: float
    need: Need
    missed: tuple[str, ...]
    given: tuple[str, ...] = ()
    half: tuple[str, ...] = ()
    late_s: float = 60.0
    takes: str = ""


BEHAVIORS: tuple[Behavior, ...] = (
    Behavior(
        "feelings",
        "Naming how it feels for them",
        "acknowledge",
        20,
        "felt",
        ("feeling.unacknowledged",),
        ("empathy.statement",),
        ("sympathy.statement", "apology"),
        takes="name how it feels for them within two turns of a complaint",
    ),
    Behavior(
        "restating",
        "Saying the problem back",
        "restate",
        15,
        "account",
        ("restate.missing",),
        ("restate.done",),
        late_s=90.0,
        takes="say the problem back in their own words before going on",
    ),
    Behavior(
        "listening",
        "Letting them finish",
        "listen",
        12,
        "turns",
        ("interruption",),
        ("floor.returned",),
        late_s=20.0,
        takes="wait until they have ended, or give the floor back at once",
    ),
    Behavior(
        "tone",
        "Matching their tone",
        "match_tone",
        8,
        "always",
        ("tone.mismatch",),
        ("tone.matched", "empathy.statement"),
        takes="keep to calm and serious words while they are upset",
    ),
    Behavior(
        "closing",
        "Closing when it is resolved",
        "dont_rush",
        8,
        "told",
        ("closing.rushed",),
        ("resolution.confirmed",),
        late_s=120.0,
        takes="close only once they say that it is resolved",
    ),
    Behavior(
        "same_side",
        "Standing on their side",
        "same_side",
        8,
        "upset",
        ("argument",),
        ("alignment",),
        ("apology",),
        takes="say what you will do together instead of arguing",
    ),
    Behavior(
        "refusing",
        "Saying no with an option",
        "say_no_with_grace",
        7,
        "shown",
        ("refusal.bare",),
        ("refusal.with_option",),
        takes="offer what can be done in the same breath as the no",
    ),
    Behavior(
        "respect",
        "Speaking as to an equal",
        "respect",
        4,
        "always",
        ("talking_down",),
        takes="leave out pet names and remarks on the person",
    ),
    Behavior(
        "asking",
        "Asking before solving",
        "ask_first",
        3,
        "told",
        ("assumption",),
        ("question.asked",),
        takes="ask about a new problem before offering a remedy",
    ),
    Behavior(
        "ownership",
        "Staying until someone has it",
        "own_it",
        3,
        "told",
        ("ownership.passed_on",),
        ("ownership.taken",),
        takes="name who takes it on and stay until they have it",
    ),
    Behavior(
        "admitting",
        "Admitting what went wrong",
        "agree",
        2,
        "upset",
        ("customer.right",),
        ("admission",),
        takes="say that they are right when your records say so",
    ),
    Behavior(
        "waiting",
        "Explaining waits",
        "explain_wait",
        2,
        "shown",
        ("wait.unexplained",),
        ("wait.announced",),
        ("apology",),
        takes="say before a silence how long it takes and why",
    ),
    Behavior(
        "remembering",
        "Not asking twice",
        "dont_repeat",
        2,
        "always",
        ("asked_again",),
        takes="look at the notes before asking for a name, number or date",
    ),
    Behavior(
        "next_step",
        "Saying what happens next",
        "next_step",
        1,
        "told",
        ("next_step.missing",),
        ("next_step.given",),
        takes="close with what happens next, and when",
    ),
    Behavior(
        "urgency",
        "Saying what is done now",
        "urgency",
        1,
        "upset",
        ("urgency.missing",),
        ("urgency.given",),
        takes="say what you are doing right now",
    ),
    Behavior(
        "involving",
        "Asking what would help",
        "ask_customer",
        1,
        "always",
        ("stuck",),
        ("question.asked",),
        takes="ask what would help them when offers do not",
    ),
    Behavior(
        "pausing",
        "Leaving room to speak",
        "pause",
        1,
        "always",
        ("talk.monologue",),
        ("customer.turn",),
        late_s=15.0,
        takes="pause within half a minute, or ask",
    ),
    Behavior(
        "pace",
        "Keeping a pace they can follow",
        "slow_down",
        1,
        "always",
        ("pace.fast",),
        ("pace.back",),
        takes="speak no faster than usual while they are upset",
    ),
    Behavior(
        "wording",
        "Warm wording",
        "wording",
        1,
        "always",
        ("wording.cold",),
        takes="say it in plain words of your own",
    ),
    Behavior(
        "focus",
        "Feelings and facts in step",
        "focus",
        0,
        "always",
        ("focus",),
        ("alignment", "empathy.statement"),
        takes="answer feelings with feelings first, then the fix",
    ),
    Behavior(
        "naming",
        "Using their name",
        "use_name",
        0,
        "upset",
        ("name.unused",),
        ("name.used",),
        takes="ask their name, and use it",
    ),
    Behavior(
        "feedback",
        "Asking whether it helped",
        "ask_feedback",
        0,
        "told",
        ("feedback.missing",),
        ("feedback.asked",),
        takes="ask whether it helped",
    ),
    Behavior(
        "rapport",
        "Taking up what they mention",
        "rapport",
        0,
        "always",
        ("rapport.missed",),
        takes="say a word on what they tell of themselves",
    ),
)
