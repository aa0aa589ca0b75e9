"""Which numbers are secrets: by what was asked for or announced, and by their own look."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence

from callassist.store.redaction.candidates import (
    ANSWER_S,
    FOLLOW_S,
    KINDS,
    Candidate,
    Kind,
    Numbers,
    candidates,
    governing,
)
from callassist.store.redaction.numbers import Run, Sort, luhn
from callassist.store.redaction.spans import Context, Span
from callassist.store.redaction.tokens import Token
from callassist.types import CHANNELS, Channel

AFTER_FULL_S = 6.0
"""Once all has been given, only what follows at once still belongs to it."""
CARD_TALK_S = 120.0
"""An expiry date is a card's when a card was spoken of this long before."""
_TALK_BEFORE, _TALK_WITHIN, _TALK_AFTER_FULL = 35, 14, 4
"""So many other words may come before the answer, within it, and once all was given."""
_SAME_BREATH_S = 2.0
_BESIDE_TOKENS = 2
_CARD_DIGITS = 13
_BARE_DIGITS = 9
_ALONE_DIGITS = 6
"""Enough where a side says nothing else: an answer whose question was not understood."""
_ORDER_DIGITS = 12
_ENDING_DIGITS = 5
_SUSPECT_DIGITS = 8
_READ_BACK_DIGITS = 3
_WRITTEN_SOCIAL = (3, 2, 4)


_WITH_LETTERS = frozenset({"bank", "ssn", "pin"})


def judge_numbers(numbers: Numbers) -> dict[Channel, list[Span]]:
    """Return the secrets among the runs of each side."""
    found = candidates(numbers)
    for item in found:
        item.context = governing(item, numbers)
    for context, group in _groups(found):
        _judge_answers(context, group, numbers)
    for item in found:
        if not item.kind:
            item.kind = _judge_alone(item, numbers)
    _judge_repeats(found, numbers)
    spans: dict[Channel, list[Span]] = {channel: [] for channel in CHANNELS}
    for item in found:
        if item.kind:
            spans[item.channel] += _spans(item, numbers)
    return spans


def _groups(found: Sequence[Candidate]) -> list[tuple[Context, list[Candidate]]]:
    """Return the runs that answer each open question."""
    groups: dict[int, tuple[Context, list[Candidate]]] = {}
    for item in found:
        if item.context is not None and item.context.kind in KINDS:
            groups.setdefault(id(item.context), (item.context, []))[1].append(item)
    return list(groups.values())


def _judge_answers(context: Context, group: Sequence[Candidate], numbers: Numbers) -> None:
    """Judge the runs that came after one cue."""
    kind = KINDS[context.kind]
    accepted: list[Candidate] = []
    begun_digits = max(context.digits, _told_before(context, numbers))
    said = dict.fromkeys(CHANNELS, begun_digits)
    touched_s = context.touched_s
    full = context.digits >= kind.full
    least = kind.least
    if context.kind == "account" and _near(context, "bank", numbers):
        least = 4
    for item in group:
        limit_s = ANSWER_S if touched_s <= context.end_s else AFTER_FULL_S if full else FOLLOW_S
        begun = touched_s > context.end_s
        words = numbers.talk_s[bisect(numbers.talk_s, touched_s) :]
        talk = bisect(words, item.start_s - 1e-6)
        most = _TALK_AFTER_FULL if full else _TALK_WITHIN if begun else _TALK_BEFORE
        if (
            talk > most
            or item.start_s - touched_s > limit_s
            or not _fits(context, kind, item, numbers)
        ):
            continue
        if len(item.run.digits) < 2 and not (item.run.dated or _has_company(item, group, numbers)):
            continue
        accepted.append(item)
        said[item.channel] += max(len(item.run.digits), 4 if item.run.dated else 0)
        touched_s = max(touched_s, item.end_s)
        full = max(said.values()) >= kind.full
    if context.kind == "card" and any(
        item.alone
        or (item.channel == context.channel and item.start_s - context.end_s < _SAME_BREATH_S)
        for item in accepted
    ):
        least = 3
    listed = len(accepted) > 2 and _counts_up("".join(item.run.digits for item in accepted))
    if not accepted or listed or max(said.values()) < least:
        return
    for item in accepted:
        item.kind = kind.name
        context.touched_s = max(context.touched_s, item.end_s)
    context.digits = max(said.values())


def _told_before(context: Context, numbers: Numbers) -> int:
    """Return how many digits the same question got just before: "555 0142, area code 312"."""
    name = KINDS[context.kind].name
    return max(
        (
            other.digits
            for other in numbers.contexts
            if other.kind in KINDS
            and KINDS[other.kind].name == name
            and other.start_s < context.start_s
            and context.start_s - other.touched_s < FOLLOW_S
        ),
        default=0,
    )


def _has_company(item: Candidate, group: Sequence[Candidate], numbers: Numbers) -> bool:
    """Return whether a lone digit is all that was said, or stands beside another number."""
    if item.alone:
        return True
    return any(
        other is not item
        and other.channel == item.channel
        and max(other.run.first - item.run.last, item.run.first - other.run.last) <= _BESIDE_TOKENS
        for other in group
    )


def _near(context: Context, kind: str, numbers: Numbers) -> bool:
    return any(
        other.kind == kind and abs(other.start_s - context.start_s) < 60.0
        for other in numbers.contexts
    )


def _fits(context: Context, kind: Kind, item: Candidate, numbers: Numbers) -> bool:
    """Return whether a run looks like an answer to a question of this kind."""
    run = item.run
    dates = context.kind in ("expiry", "birth_date", "birthday")
    if len(run.digits) > kind.most or (run.dated and not dates):
        return False
    if not run.digits and not (run.dated or kind.name in _WITH_LETTERS):
        return False
    if context.kind == "expiry":
        return any(0 <= item.start_s - at_s <= CARD_TALK_S for at_s in _card_talk_s(numbers))
    if context.kind == "code" and not (context.channel != item.channel and item.alone):
        return False
    if context.kind == "birthday" and context.channel == item.channel:
        return (run.dated and len(run.digits) + 2 * run.ordinals >= 3) or len(run.digits) >= 6
    short = len(run.digits) <= 3 and kind.full >= 6 and not run.dated
    if len(run.digits) <= 3 and run.loose and not (run.dated or item.alone):
        return False
    return not (short and run.ranged)


def _card_talk_s(numbers: Numbers) -> list[float]:
    """Return when a card was spoken of, or read out."""
    read_s = [
        numbers.tokens[channel][run.first].start_s
        for channel in CHANNELS
        for run in numbers.runs[channel]
        if len(run.strict_digits) >= _CARD_DIGITS
    ]
    return [*numbers.card_talk_s, *read_s]


def _judge_alone(item: Candidate, numbers: Numbers) -> str:
    """Judge a run by its own look."""
    run = item.run
    digits = run.strict_digits
    if 3 * run.heard > len(run.digits):  # "ten is fine, I want to do ten"
        return ""
    if len(set(digits)) == 1:
        return ""
    if len(digits) >= _CARD_DIGITS or _holds_card(run.digits):
        return "bank" if run.letters >= 3 else "card"
    if run.letters >= 3 and len(digits) >= _BARE_DIGITS:
        return "bank"
    if item.context is not None and item.context.kind in ("order", "matter"):
        return ""
    if run.dated or _counts_up(digits):
        return ""
    if _written_social(run, numbers.tokens[item.channel]):
        return "ssn"
    if len(digits) >= (_ALONE_DIGITS if item.alone and run.spelled else _BARE_DIGITS):
        return "phone"
    still_open = numbers.cut_s is not None and numbers.cut_s - item.end_s < AFTER_FULL_S
    return "card" if still_open and len(run.digits) >= _SUSPECT_DIGITS else ""


def _holds_card(digits: str) -> bool:
    """Return whether 15 or 16 digits in a row carry a card's check digit."""
    return any(
        luhn(digits[at : at + length])
        for length in (16, 15)
        for at in range(len(digits) - length + 1)
    )


def _counts_up(digits: str) -> bool:
    """Return whether someone only counts: "one two three four …"."""
    return digits in "12345678910111213141516171819" or digits in "01234567890"


def _written_social(run: Run, tokens: Sequence[Token]) -> bool:
    items = [tokens[at].text for at in run.items]
    return tuple(map(len, items)) == _WRITTEN_SOCIAL and "".join(items).isdecimal()


def _judge_repeats(found: Sequence[Candidate], numbers: Numbers) -> None:
    """Take what repeats a secret for one: the other side reads it back."""
    known = [*numbers.known]
    joined: dict[tuple[int, Channel], str] = {}
    for item in found:
        if item.kind and item.run.digits:
            known.append(item.run.digits)
            key = (id(item.context), item.channel)
            joined[key] = joined.get(key, "") + item.run.digits
    known += joined.values()
    kinds = [item.kind for item in found if item.kind] or ["card"]
    for item in found:
        digits = item.run.digits
        near = len(digits) > _READ_BACK_DIGITS or any(
            other.kind and abs(other.end_s - item.start_s) < 10.0 for other in found
        )
        if item.kind or len(digits) < _READ_BACK_DIGITS or not near or item.run.dated:
            continue
        if any(len(secret) > len(digits) - 1 and digits in secret for secret in known):
            item.kind = kinds[0]


def _spans(item: Candidate, numbers: Numbers) -> list[Span]:
    """Return a run's span, homophones at the edges of an utterance included."""
    tokens, sorts = numbers.tokens[item.channel], numbers.sorts[item.channel]
    items = item.run.items
    if item.kind not in _WITH_LETTERS:
        numbers_at = [at for at in items if sorts[at] is not Sort.LETTER]
        if not numbers_at:
            return []
        items = [at for at in items if numbers_at[0] <= at <= numbers_at[-1]]
    first, last = items[0], items[-1]
    while _heard_for_digit(first, first - 1, tokens, sorts):
        first -= 1
    while _heard_for_digit(last, last + 1, tokens, sorts):
        last += 1
    if first and tokens[first - 1].text == "plus":
        first -= 1
    return [Span(item.kind, first, last, item.run.digits)]


def _heard_for_digit(edge: int, at: int, tokens: Sequence[Token], sorts: Sequence[Sort]) -> bool:
    """Return whether a word beside a number may be its first or last digit.

    It may where nothing but fillers or a cue lies beyond it in its utterance.
    """
    if not 0 <= at < len(tokens) or tokens[at].utterance != tokens[edge].utterance:
        return False
    if sorts[at] is not Sort.MAYBE or tokens[at].cue is not None:
        return False
    outer = 2 * at - edge
    if not 0 <= outer < len(tokens) or tokens[outer].utterance != tokens[at].utterance:
        return True
    return tokens[outer].cue is not None or sorts[outer] in (Sort.FILLER, Sort.MAYBE)
