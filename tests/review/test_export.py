"""Exports: what other programs read is what was said."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections import Counter
from pathlib import Path

import jsonschema
import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from callassist.review.call import ReviewCall
from callassist.review.characters import one_line
from callassist.review.export import call_csv, call_json, call_vtt
from tests.review.calls import call, turn
from tests.review.review_calls import REDACTIONS, call_of_texts, marks, review_call
from tests.review.texts import NASTY, any_text

DOCS = Path(__file__).parents[2] / "docs"
FORMULA_STARTS = tuple("=+-@\uff1d\uff0b\uff0d\uff20")


def captions(text: str) -> list[webvtt.Caption]:
    return list(webvtt.from_string(text))


def plain(caption: webvtt.Caption) -> str:
    return html.unescape(caption.text.replace("\n", " "))


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), strict=True))


def said(call: ReviewCall, side: str) -> str:
    turns = (turn for turn in call.document["turns"] if turn["channel"] == side)
    return " ".join(one_line(" ".join(t["text"] for t in turns)).split())


# WebVTT


def test_vtt_has_every_word_of_each_side_in_order() -> None:
    kept = review_call()
    cues = captions(call_vtt(kept))
    for side in ("agent", "customer"):
        spoken = " ".join(plain(cue) for cue in cues if cue.voice == side.capitalize())
        assert spoken == said(kept, side)


def test_vtt_cues_stand_where_their_words_were_said() -> None:
    late = review_call(call([turn("agent", 3600.5, "One two three four five.")]))
    (cue,) = captions(call_vtt(late))
    assert (cue.start, cue.end) == ("01:00:00.500", "01:00:02.500")


def test_vtt_breaks_long_turns_at_sentences_and_into_two_lines() -> None:
    text = "It was to come on Friday and it is not here. " * 6
    cues = captions(call_vtt(review_call(call([turn("customer", 0.0, text)]))))
    assert len(cues) == 6
    for cue in cues:
        assert plain(cue) == "It was to come on Friday and it is not here."
        assert [len(line) for line in cue.text.split("\n")] == pytest.approx([22, 21], abs=6)


def test_vtt_ends_a_cue_at_a_pause() -> None:
    spoken = turn("agent", 0.0, "one two three")
    spoken["words"][2].update(start_s=5.0, end_s=5.4)
    assert [plain(cue) for cue in captions(call_vtt(review_call(call([spoken]))))] == [
        "one two", "three",
    ]  # fmt: skip


def test_vtt_has_prompts_only_when_asked() -> None:
    call = review_call()
    assert "callassist" not in {cue.voice for cue in captions(call_vtt(call))}
    shown = [cue for cue in captions(call_vtt(call, prompts=True)) if cue.voice == "callassist"]
    assert [(cue.start, cue.text) for cue in shown] == [
        ("00:00:08.300", "Say"), ("00:00:26.000", "Say"),
    ]  # fmt: skip


def test_a_call_without_words_is_an_empty_vtt() -> None:
    assert captions(call_vtt(review_call(call([turn("agent", 1.0, "")])))) == []


@given(st.lists(any_text, max_size=5), any_text)
def test_vtt_of_any_text_parses_back(texts: list[str], title: str) -> None:
    call = call_of_texts([*texts, title] if texts else [title])
    text = call_vtt(call)
    text.encode("utf-8")
    cues = captions(text)
    for side in ("agent", "customer"):
        spoken = " ".join(plain(cue) for cue in cues if cue.voice == side.capitalize())
        turns = [turn for turn in call.document["turns"] if turn["channel"] == side]
        words = [one_line(word["text"]) for turn in turns for word in turn["words"]]
        assert spoken.split() == " ".join(words).split()
    starts = [cue.start_in_seconds for cue in cues]
    assert starts == sorted(starts)
    assert all(cue.end_in_seconds >= cue.start_in_seconds for cue in cues)
    # Exactly the cues that were meant: nothing in a text begins another.
    assert len(re.findall(r"^\d\d:.* --> ", text, re.M)) == text.count(" --> ") == len(cues)


# CSV


def test_csv_has_a_row_for_everything_that_happened() -> None:
    table = rows(call_csv(review_call(marks=marks(), redactions=REDACTIONS)))
    assert Counter(row["what"] for row in table) == {
        "turn": 8, "overlap": 2, "frustration": 2, "finding": 8, "prompt": 2, "note": 1,
        "comment": 1, "good_moment": 1, "redaction": 1,
    }  # fmt: skip
    starts = [float(row["start_s"]) for row in table]
    assert starts == sorted(starts)


def test_csv_rows_say_who_when_what_and_how_upset() -> None:
    table = rows(call_csv(review_call(marks=marks())))
    (prompt,) = (row for row in table if row["what"] == "prompt" and row["kind"] == "listen")
    assert prompt == {
        "call": "Ramp", "time": "0:08", "start_s": "8.3", "end_s": "13.3", "side": "agent",
        "what": "prompt", "kind": "listen", "text": "Say", "detail": "why",
        "outcome": "followed", "value": "", "frustration": "10",
    }  # fmt: skip
    (comment,) = (row for row in table if row["what"] == "comment")
    assert (comment["text"], comment["detail"]) == ("Never say calm down", "Bo")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", " =1", "\uff1d1", "\x00=1"])
def test_csv_disarms_formulas(text: str) -> None:
    spoken = rows(call_csv(review_call(call([turn("agent", 0.0, text)]))))[0]["text"]
    assert not spoken.startswith((*FORMULA_STARTS, "\t", "\r", " "))


def test_csv_leaves_numbers_below_zero_numbers() -> None:
    eased = review_call(call(level=[0.5], reasons=[{"at_s": 0.0, "text": "", "weight": -0.25}]))
    assert rows(call_csv(eased))[0]["value"] == "-0.25"


@given(st.lists(any_text, min_size=1, max_size=5))
def test_csv_of_any_text_parses_back(texts: list[str]) -> None:
    call = call_of_texts(texts)
    text = call_csv(call)
    text.encode("utf-8")
    assert text.count("\n") == text.count("\r\n") == len(rows(text)) + 1  # a line a row
    spoken = [row["text"] for row in rows(text) if row["what"] == "turn"]
    assert [cell.removeprefix("'") for cell in spoken] == [
        one_line(t["text"]).removeprefix("'") for t in call.document["turns"]
    ]
    for row in rows(text):
        numbers = ("start_s", "end_s", "value", "frustration")
        assert not any(
            cell.startswith(FORMULA_STARTS) for name, cell in row.items() if name not in numbers
        )


# JSON


def test_json_is_what_its_schema_says() -> None:
    call_schema, schema = (
        json.loads((DOCS / name).read_text(encoding="utf-8"))
        for name in ("call.schema.json", "export.schema.json")
    )
    call = review_call(marks=marks(), redactions=REDACTIONS, call_id="7kd2aaaa")
    export = json.loads(call_json(call))
    jsonschema.validate(export, schema)
    jsonschema.validate(export["call"], call_schema)
    assert export["call"] == call.document
    assert [mark["text"] for mark in export["marks"]] == ["Never say calm down", "A clear story"]
    assert export["redactions"][0]["kind"] == "card"


@given(st.lists(any_text, min_size=1, max_size=5))
def test_json_of_any_text_reads_back(texts: list[str]) -> None:
    call = call_of_texts(texts)
    read = json.loads(call_json(call).encode("utf-8"))
    for turn_read, turn_said in zip(read["call"]["turns"], call.document["turns"], strict=True):
        assert turn_read["text"] == re.sub("[\ud800-\udfff]", "\ufffd", turn_said["text"])


@pytest.mark.parametrize("text", NASTY)
def test_one_line_can_be_written_anywhere(text: str) -> None:
    clean = one_line(text)
    clean.encode("utf-8")
    assert clean.isprintable() or not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", clean)
    assert one_line(clean) == clean
