"""Queries as conditions on the tables, and sorting."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, exists, or_, select

from callassist.errors import CallStoreError
from callassist.prompts.hints import did_you_mean
from callassist.store.query import Condition, Query
from callassist.store.schema import calls, facts, tokens
from callassist.store.words import BlindIndex

_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_COLUMNS: dict[str, Column[Any]] = {
    "score": calls.c.score,
    "frustration": calls.c.peak_frustration,
    "length": calls.c.duration_s,
}
SORTS: dict[str, Column[Any]] = {
    "started_at": calls.c.started_at,
    "duration_s": calls.c.duration_s,
    "score": calls.c.score,
    "peak_frustration": calls.c.peak_frustration,
    "good_moments": calls.c.good_moments,
    "marks": calls.c.marks,
    "followed": calls.c.followed,
    "redactions": calls.c.redactions,
    "sound_bytes": calls.c.sound_bytes,
    "state": calls.c.state,
}
"""What the database sorts by; names and titles are sealed, and sorted when opened."""
SEALED_SORTS = ("title", "agent")


def check_sort(sort: str) -> None:
    """Refuse to sort by what there is not.

    Raises:
        CallStoreError: If there is no such column.
    """
    known = (*SORTS, *SEALED_SORTS)
    if sort not in known:
        raise CallStoreError(
            f"cannot sort by '{sort}'{did_you_mean(sort, known)}; sort by {', '.join(known)}"
        )


def matching(query: Query, index: BlindIndex) -> list[ColumnElement[bool]]:
    """Return what a row of ``calls`` must fulfil; see also :func:`unproven_phrases`."""
    wanted = [index.word(word) for word in query.words]
    for phrase in query.phrases:
        wanted += [index.pair(*pair) for pair in pairwise(phrase)]
    conditions = [_has_token(token) for token in dict.fromkeys(wanted)]
    conditions += [_holds(condition, index) for condition in query.conditions]
    return conditions + _answers(query)


def unproven_phrases(query: Query) -> list[tuple[str, ...]]:
    """Return the phrases that the index alone cannot prove to be in a call.

    It knows pairs of words; three words in a row are proven by reading.
    """
    return [phrase for phrase in query.phrases if len(phrase) > 2]


def ordered(rows: Select[Any], sort: str, descending: bool) -> Select[Any]:
    """Sort by a column of the database; rows without a value come last."""
    column = SORTS.get(sort, calls.c.started_at)
    direction = column.desc() if descending else column.asc()
    if column.nullable:
        direction = direction.nulls_last()
    latest_first = calls.c.number.desc() if descending else calls.c.number.asc()
    return rows.order_by(direction, latest_first)


def _has_token(token: int) -> ColumnElement[bool]:
    return calls.c.number.in_(select(tokens.c.call).where(tokens.c.token == token))


def _holds(condition: Condition, index: BlindIndex) -> ColumnElement[bool]:
    value = condition.value
    match condition.field, value:
        case "agent", str():
            return _all([_has_token(index.agent(word)) for word in value.split()])
        case "after", datetime():
            return calls.c.started_at >= value.timestamp()
        case "before", datetime():
            return calls.c.started_at < value.timestamp()
        case "on", datetime():
            next_day = (value.replace(tzinfo=None) + timedelta(days=1)).astimezone()
            return calls.c.started_at.between(value.timestamp(), next_day.timestamp() - 1e-6)
        case "prompt" | "outcome", str():
            return _has_fact(condition.field, facts.c.name == value)
        case "finding", str():
            within = facts.c.name.startswith(f"{value}.", autoescape=True)
            return _has_fact("finding", or_(facts.c.name == value, within))
        case "good", bool():
            return calls.c.good_moments > 0 if value else calls.c.good_moments == 0
        case "state", str():
            return calls.c.state == value
    compared: ColumnElement[bool] = _COMPARE[condition.operator](_COLUMNS[condition.field], value)
    return compared


def _answers(query: Query) -> list[ColumnElement[bool]]:
    """Let a prompt and an outcome in one query be of the same prompt."""
    named = {field: [c.value for c in query.conditions if c.field == field] for field in _BOTH}
    return [
        _has_fact("answer", facts.c.name == answer_name(str(prompt), str(outcome)))
        for prompt in named["prompt"]
        for outcome in named["outcome"]
    ]


_BOTH = ("prompt", "outcome")


def answer_name(prompt: str, outcome: str) -> str:
    """Return the fact's name of a prompt with an outcome."""
    return f"{prompt} {outcome}"


def _has_fact(kind: str, named: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(facts.c.kind == kind, named, facts.c.call == calls.c.number)


def _all(conditions: list[ColumnElement[bool]]) -> ColumnElement[bool]:
    first, *rest = conditions
    for condition in rest:
        first = first & condition
    return first
