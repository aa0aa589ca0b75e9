"""What people type to find calls, read into conditions.

Words and "exact phrases" must all be in the call (what was said, its title, its
comments); a field narrows: ``agent:anna score<60 length>5m prompt:listen``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal, get_args

from callassist.errors import CallStoreError
from callassist.prompts.hints import did_you_mean, shown
from callassist.store.summary import CallState
from callassist.store.words import words_of
from callassist.types import Outcome

Operator = Literal["=", "<", "<=", ">", ">="]
Value = str | float | bool | datetime

EXAMPLE = 'refund "not working" agent:anna score<60 after:2026-11-01'
MAX_QUERY_CHARS = 1000

_ITEM = re.compile(
    r"""\s*(?:
        "(?P<phrase>[^"]*)"?
      | (?P<field>[^\W\d]\w*)(?:(?P<sign>:)|\s*(?P<compare><=|>=|<|>|=))\s*
        (?:"(?P<quoted>[^"]*)"?|(?P<plain>[^\s"]*))
      | (?P<word>[^\s"]+)
    )""",
    re.VERBOSE,
)
_DURATION = re.compile(r"(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m(?:in)?)?(?:(\d+(?:\.\d+)?)s?)?")
_CLOCK = re.compile(r"(?:(\d+):)?(\d+):(\d\d)")
_DAYS_AGO = re.compile(r"(\d{1,5})d")


class QueryError(CallStoreError):
    """What was typed is no query."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A field that must compare so with a value."""

    field: str
    operator: Operator
    value: Value


@dataclass(frozen=True, slots=True)
class Query:
    """What a call must have.

    Attributes:
        words: Each must be in it, whatever its ending.
        phrases: The words of each, two or more, must follow each other in it, exactly.
        conditions: Each must hold.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    conditions: tuple[Condition, ...] = ()


def parse_query(text: str, *, now: datetime | None = None) -> Query:
    """Read what a person typed; a quote that is not closed goes to the end.

    Args:
        text: For instance ``refund "not working" agent:anna score<60``.
        now: What "today" and "7d" count from; by default the present, in local time.

    Raises:
        QueryError: If a field is unknown or its value makes no sense.
    """
    if len(text) > MAX_QUERY_CHARS:
        raise QueryError(f"that is too long to search for; take under {MAX_QUERY_CHARS} characters")
    now = now or datetime.now().astimezone()
    words: list[str] = []
    phrases: list[tuple[str, ...]] = []
    conditions: list[Condition] = []
    for found in _ITEM.finditer(text):
        if found["field"]:
            conditions.append(_condition(found, now))
        elif found["word"]:
            words += words_of(found["word"])
        else:
            phrase = words_of(found["phrase"] or "")
            if len(phrase) == 1:
                words += phrase
            elif phrase:
                phrases.append(tuple(phrase))
    return Query(tuple(dict.fromkeys(words)), tuple(dict.fromkeys(phrases)), tuple(conditions))


def _condition(found: re.Match[str], now: datetime) -> Condition:
    name = found["field"].lower()
    if name not in _FIELDS:
        raise QueryError(
            f"there is no field '{shown(name)}'{did_you_mean(name, _FIELDS)}; "
            f"fields are {', '.join(_FIELDS)}; put quotes around what is no field"
        )
    field = _FIELDS[name]
    text = (found["quoted"] or found["plain"] or "").strip()
    sign: str = found["compare"] or "="
    if not text:
        raise QueryError(f"{name} of what? for instance {field.example}")
    if sign != "=" and not field.compares:
        raise QueryError(f"{name} is not compared with {sign}; write it like {field.example}")
    value = field.read(text, now)
    if value is None:
        raise QueryError(f"'{shown(text)}' does not fit {name}; write it like {field.example}")
    operator: Operator = next(known for known in get_args(Operator) if known == sign)
    return Condition(name, operator, value)


@dataclass(frozen=True, slots=True)
class _Field:
    read: Callable[[str, datetime], Value | None]
    example: str
    compares: bool = False


def _number(text: str, _now: datetime) -> float | None:
    return float(text) if re.fullmatch(r"\d{1,9}(\.\d{1,9})?", text, re.ASCII) else None


def _name(text: str, _now: datetime) -> str:
    return text.lower()


def _agent(text: str, _now: datetime) -> str | None:
    return " ".join(words_of(text)) or None


def _yes(text: str, _now: datetime) -> bool | None:
    return {"yes": True, "no": False}.get(text.lower())


def _one_of(choices: tuple[str, ...]) -> Callable[[str, datetime], str | None]:
    def read(text: str, _now: datetime) -> str | None:
        if text.lower() in choices:
            return text.lower()
        near = did_you_mean(text, choices)
        raise QueryError(f"there is no '{shown(text)}'{near}; choose from {', '.join(choices)}")

    return read


def _duration(text: str, _now: datetime) -> float | None:
    """Read "90", "90s", "5m", "1h30m" or "5:00" as seconds."""
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (float(part or 0) for part in clock.groups())
    elif (units := _DURATION.fullmatch(text.lower())) and text:
        hours, minutes, seconds = (float(part or 0) for part in units.groups())
    else:
        return None
    return hours * 3600 + minutes * 60 + seconds


def _day(text: str, now: datetime) -> datetime | None:
    """Read a day as its midnight in local time, whatever that day's summer time."""
    ago = {"today": "0d", "yesterday": "1d"}.get(text.lower(), text.lower())
    try:
        if days := _DAYS_AGO.fullmatch(ago):
            day = datetime.combine(now.date() - timedelta(days=int(days[1])), time())
        else:
            day = datetime.strptime(text, "%Y-%m-%d")
        return day.astimezone()
    except (ValueError, OverflowError, OSError):
        return None


_FIELDS = {
    "agent": _Field(_agent, "agent:anna"),
    "after": _Field(_day, "after:2026-11-01 or after:7d"),
    "before": _Field(_day, "before:2026-11-01 or before:today"),
    "on": _Field(_day, "on:2026-11-01 or on:yesterday"),
    "score": _Field(_number, "score<60", compares=True),
    "frustration": _Field(_number, "frustration>0.5", compares=True),
    "length": _Field(_duration, "length>5m", compares=True),
    "prompt": _Field(_name, "prompt:listen"),
    "outcome": _Field(_one_of(get_args(Outcome)), "outcome:ignored"),
    "finding": _Field(_name, "finding:closing.rushed"),
    "good": _Field(_yes, "good:yes"),
    "state": _Field(_one_of(get_args(CallState)), "state:recovered"),
}
FIELDS = tuple(_FIELDS)
