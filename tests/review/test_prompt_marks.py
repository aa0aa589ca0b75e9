"""Files of marks, and prompts held against them."""

import contextlib
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callassist.review.marks_score import MarkedCalls, total
from callassist.review.prompt_marks import (
    MarksError,
    PromptMark,
    parse_marks,
    read_marks,
)

TOML = """
[[mark]]
call = "a"
prompt = "listen"
at_s = 33
verdict = "right"
marker = "anna"

[[mark]]
call = "a"
prompt = "restate"
at_s = 50.5
verdict = "missing"
"""
JSON = json.dumps(
    {
        "mark": [
            {"call": "a", "prompt": "listen", "at_s": 33, "verdict": "right", "marker": "anna"},
            {"call": "a", "prompt": "restate", "at_s": 50.5, "verdict": "Missing"},
        ]
    }
)
CSV = "verdict, call,prompt,at_s,marker\nright,a,listen,33,anna\n\nmissing,a,restate,50.5,\n"
MARKS = [
    PromptMark("a", "listen", 33.0, "right", "anna"),
    PromptMark("a", "restate", 50.5, "missing"),
]


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        (TOML, ".toml"),
        (JSON, ".json"),
        (json.dumps(json.loads(JSON)["mark"]), ".json"),
        (CSV, ".csv"),
    ],
)
def test_three_forms_say_the_same(text, ending, tmp_path):
    path = tmp_path / f"marks{ending.upper()}"
    path.write_text(text)
    assert read_marks(path) == MARKS


@pytest.mark.parametrize(
    ("text", "ending", "says"),
    [
        (CSV.replace("right,a", "rihgt,a"), ".csv", "line 2: verdict must be right, wrong"),
        (CSV.replace("33", "soon"), ".csv", "line 2: at_s must be seconds"),
        (CSV.replace("33", "-1"), ".csv", "at_s must be seconds"),
        (CSV.replace("33", "nan"), ".csv", "at_s must be seconds"),
        ("call,prompt\n", ".csv", "line 1: the heading lacks at_s, verdict"),
        ("", ".csv", "line 1: the heading lacks"),
        (TOML.replace("at_s = 33", "at_s = true"), ".toml", "mark 1: at_s must be seconds"),
        (TOML.replace("marker", "maker"), ".toml", "mark 1: unknown field 'maker'"),
        (TOML.replace('call = "a"', "call = 3"), ".toml", "mark 1: call must be text"),
        (TOML.replace('verdict = "missing"', ""), ".toml", "mark 2: verdict is missing"),
        ("[mark]\ncall = 1", ".toml", "marks stand in a list 'mark'"),
        ("[[mark]", ".toml", "not TOML"),
        ("{", ".json", "not JSON"),
        ("[" * 100_000, ".json", "not JSON"),
        ("3", ".json", "marks stand in a list"),
        (TOML, ".txt", "marks are read from .toml, .json and .csv"),
    ],
)
def test_a_mistake_is_told_in_one_line_with_its_place(text, ending, says):
    with pytest.raises(MarksError) as error:
        parse_marks(text, ending, f"marks{ending}")
    assert says in str(error.value)
    assert len(str(error.value).splitlines()) == 1


def test_a_file_that_cannot_be_read_is_one_line(tmp_path):
    with pytest.raises(MarksError, match="cannot read the marks"):
        read_marks(tmp_path / "none.csv")
    (tmp_path / "bad.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(MarksError, match="UTF-8"):
        read_marks(tmp_path / "bad.csv")


@given(st.text(max_size=200), st.sampled_from([".toml", ".json", ".csv"]))
def test_any_text_is_marks_or_one_line(text, ending):
    with contextlib.suppress(MarksError):
        parse_marks(text, ending, "marks")


def marks(*rows):
    return MarkedCalls(PromptMark("call", *row) for row in rows)


def test_precision_and_recall():
    marked = marks(
        ("a", 10.0, "right"), ("a", 40.0, "wrong"), ("a", 70.0, "missing"), ("a", 99.0, "right"),
        ("a", 150.0, "wrong"),
    )  # fmt: skip
    hits = marked.score("call", [("a", 11.0), ("a", 40.0), ("a", 72.0), ("a", 120.0), ("b", 10.0)])
    mine = hits["a"]
    assert (mine.right, mine.wrong, mine.missed, mine.avoided, mine.unmarked) == (2, 1, 1, 1, 1)
    assert mine.precision == pytest.approx(2 / 3)
    assert mine.recall == pytest.approx(2 / 3)
    assert (hits["b"].unmarked, hits["b"].precision, hits["b"].recall) == (1, None, None)
    whole = total(hits)
    assert (whole.right, whole.unmarked) == (2, 2)


def test_another_call_s_marks_say_nothing():
    assert marks(("a", 10.0, "right")).score("other", [("a", 10.0)])["a"].unmarked == 1


def test_most_markers_decide_and_a_tie_is_in_dispute():
    said = [("right", "x"), ("wrong", "y"), ("wrong", "z")]
    marked = marks(*(("a", 10.0, verdict, who) for verdict, who in said))
    assert marked.score("call", [("a", 10.0)])["a"].wrong == 1
    marked = marks(*(("a", 10.0, verdict, who) for verdict, who in said[:2]))
    hits = marked.score("call", [("a", 10.0)])["a"]
    assert (hits.disputed, hits.right, hits.wrong, hits.unmarked) == (1, 0, 0, 0)


def test_kappa_as_in_the_textbook():
    """20 both yes, 5 and 10 apart, 15 both no: agreed 0.7, by chance 0.5, kappa 0.4."""
    rows = []
    for count, one, two in ((20, "right", "right"), (5, "right", "wrong"), (10, "wrong", "missing"),
                            (15, "wrong", "wrong")):  # fmt: skip
        for _ in range(count):
            at_s = 20.0 * len(rows)
            rows += [("a", at_s, one, "anna"), ("a", at_s, two, "ben")]
    (agreement,) = marks(*rows).agreements()
    assert (agreement.markers, agreement.n, agreement.agreed) == (("anna", "ben"), 50, 35)
    assert agreement.kappa == pytest.approx(0.4)


def test_kappa_is_told_to_be_undefined():
    (apart,) = marks(("a", 1.0, "right", "x"), ("a", 50.0, "right", "y")).agreements()
    assert (apart.n, apart.kappa) == (0, None)
    assert "no place in common" in apart.problem
    (same,) = marks(("a", 1.0, "right", "x"), ("a", 1.0, "missing", "y")).agreements()
    assert (same.n, same.agreed, same.kappa) == (1, 1, None)
    assert "chance" in same.problem
    assert marks(("a", 1.0, "right", "x")).agreements() == []


VERDICTS = st.sampled_from(["right", "wrong", "missing"])
ROWS = st.lists(
    st.tuples(st.sampled_from("ab"), st.floats(0, 100), VERDICTS, st.sampled_from("xyz"))
)


@given(ROWS, st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 100))))
def test_every_prompt_and_every_place_counts_once(rows, fired):
    marked = marks(*rows)
    hits = total(marked.score("call", fired))
    met = len(fired) - hits.unmarked
    assert 0 <= met <= len(fired)
    assert hits.right + hits.wrong <= met <= hits.right + hits.wrong + hits.disputed
    for share in (hits.precision, hits.recall):
        assert share is None or 0.0 <= share <= 1.0
    for agreement in marked.agreements():
        assert agreement.agreed <= agreement.n
        assert (agreement.kappa is None) == bool(agreement.problem)
        assert agreement.kappa is None or (-1.0 <= agreement.kappa <= 1.0 + 1e-9)
        assert agreement.kappa is None or math.isfinite(agreement.kappa)
