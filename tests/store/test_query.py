"""Reading what people type."""

from __future__ import annotations

import contextlib
from datetime import datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from callassist.store.query import FIELDS, Condition, Query, QueryError, parse_query

NOW = datetime(2026, 11, 22, 15, 30).astimezone()


def midnight(day: int) -> datetime:
    return datetime(2026, 11, day).astimezone()


def conditions(text: str) -> tuple[Condition, ...]:
    return parse_query(text, now=NOW).conditions


def test_words_phrases_and_fields() -> None:
    assert parse_query('Refund isn\'t "not  Working" agent:Anna score<60') == Query(
        ("refund", "is", "not"),
        (("not", "working"),),
        (Condition("agent", "=", "anna"), Condition("score", "<", 60.0)),
    )


def test_a_quote_that_is_still_open_goes_to_the_end() -> None:
    assert parse_query('"have a gre') == Query((), (("have", "a", "gre"),))
    assert conditions('agent:"anna ma') == (Condition("agent", "=", "anna ma"),)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90", 90), ("90s", 90), ("5m", 300), ("5min", 300), ("1h30m", 5400), ("1.5h", 5400),
     ("5:00", 300), ("1:02:03", 3723), ("1m30", 90), ("0", 0)],
)  # fmt: skip
def test_lengths(text: str, seconds: float) -> None:
    assert conditions(f"length>{text}") == (Condition("length", ">", seconds),)


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026-11-01", 1), ("today", 22), ("Yesterday", 21), ("7d", 15), ("0d", 22)],
)
def test_days(text: str, day: int) -> None:
    assert conditions(f"after:{text}") == (Condition("after", "=", midnight(day)),)


@pytest.mark.parametrize("space", ["", " "])
@pytest.mark.parametrize("sign", ["<", "<=", ">", ">=", "="])
def test_signs(space: str, sign: str) -> None:
    assert conditions(f"score{space}{sign}{space}60") == (Condition("score", sign, 60.0),)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("agnet:anna", ("no field 'agnet'", "did you mean 'agent'", "quotes")),
        ("http://shop.example", ("no field 'http'",)),
        ("score:", ("score of what?", "score<60")),
        ("score<", ("score of what?",)),
        ("score<high", ("'high' does not fit score", "score<60")),
        ("score<nan", ("does not fit",)),
        ("score<1e9", ("does not fit",)),
        ("agent<anna", ("agent is not compared with <",)),
        ('agent:"."', ("does not fit agent",)),
        ("outcome:ignorred", ("did you mean 'ignored'", "choose from followed")),
        ("state:gone", ("choose from recording, whole, recovered",)),
        ("good:maybe", ("does not fit good",)),
        ("length>5x", ("does not fit length", "length>5m")),
        ("length>m", ("does not fit length",)),
        ("after:11/01/2026", ("does not fit after", "after:2026-11-01")),
        ("after:2026-02-30", ("does not fit after",)),
        ("after:99999d", ()),
        ("x" * 1001, ("too long",)),
    ],
)
def test_what_is_wrong_is_one_line_that_helps(text: str, parts: tuple[str, ...]) -> None:
    if not parts:
        assert len(conditions(text)) == 1
        return
    with pytest.raises(QueryError) as error:
        parse_query(text, now=NOW)
    line = str(error.value)
    assert "\n" not in line
    for part in parts:
        assert part in line


values = st.one_of(st.text(max_size=12), st.from_regex(r"\A[0-9:.hmsd-]{1,12}\Z"))
signs = st.sampled_from([":", "<", "<=", ">", ">=", "=", " < ", ": "])
items = st.one_of(
    st.text(max_size=20),
    st.text(max_size=20).map(lambda text: f'"{text}"'),
    st.tuples(st.sampled_from(FIELDS), signs, values).map("".join),
)


@given(st.lists(items, max_size=6).map(" ".join))
@example("before:9999-12-31")
@example("on:9999-12-31")
@example("after:0001-01-01")
@example("length>٣m")
def test_anything_typed_is_a_query_or_one_line(text: str) -> None:
    query = read_or_told(text)
    assert all(word and " " not in word for word in query.words)
    assert all(len(phrase) > 1 for phrase in query.phrases)
    assert all(condition.field in FIELDS for condition in query.conditions)


def read_or_told(text: str) -> Query:
    """Read a query; where that fails, hold the line to be one."""
    with contextlib.suppress(QueryError):
        return parse_query(text, now=NOW)
    with pytest.raises(QueryError) as error:
        parse_query(text, now=NOW)
    assert str(error.value).isprintable()
    return Query()


@given(st.lists(st.from_regex(r"\A[a-z]{3,9}\Z"), min_size=1, max_size=5, unique=True))
def test_plain_words_are_all_asked_for(words: list[str]) -> None:
    assert len(parse_query(" ".join(words)).conditions) == 0
    quoted = parse_query(f'"{" ".join(words)}"')
    assert quoted.words + tuple(word for phrase in quoted.phrases for word in phrase)
    assert len(quoted.phrases) == (len(parse_query(" ".join(words)).words) > 1)


@given(st.integers(0, 9999), st.integers(0, 59), st.integers(0, 59))
def test_a_length_reads_the_same_however_it_is_written(h: int, m: int, s: int) -> None:
    total = timedelta(hours=h, minutes=m, seconds=s).total_seconds()
    for written in (f"{h}h{m}m{s}s", f"{h}:{m:02d}:{s:02d}", f"{int(total)}", f"{int(total)}s"):
        assert conditions(f"length={written}") == (Condition("length", "=", total),)
