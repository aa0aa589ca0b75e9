"""Holds and gaps in a call's document: measured around, drawn, stepped through, exported."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from callassist.cli.calls_text import gaps_of
from callassist.review.call import ReviewCall
from callassist.review.callfile import SCHEMA, call_document, read_call, write_call
from callassist.review.export.csv import call_csv
from callassist.review.export.vtt import call_vtt
from callassist.review.page import report_page
from callassist.review.record import CallRecord
from callassist.review.scorecard import scorecard
from callassist.review.timeline import Timeline, next_event, previous_event
from callassist.types import (
    CHANNELS,
    NOT_RECORDED,
    CallInfo,
    Channel,
    Finding,
    Gap,
    Hold,
    Note,
    Overlap,
    Utterance,
    Word,
)
from tests.review.calls import call, turn

SCHEMA_FILE = json.loads((Path(__file__).parents[2] / "docs" / "call.schema.json").read_text())
HOLD = {"start_s": 12.0, "end_s": 84.0}
GAP = {"channel": "agent", "start_s": 95.0, "end_s": 103.0, "reason": "Headset was unplugged"}


def held(*, pauses: bool = True) -> dict[str, Any]:
    """A call with 75 s and 11 s of silence, most of them a hold and a gap."""
    document = call(
        [
            turn("customer", 2.0, "My parcel never came and nobody calls me back", 10.0),
            turn("agent", 85.0, "I am back and I have found it", 93.0),
            turn("customer", 104.0, "Good", 105.0),
        ]
    )
    if pauses:
        document |= {"schema": SCHEMA, "holds": [HOLD], "gaps": [GAP]}
    document["scorecard"] = scorecard(document)
    document["timing"] = {"wall_s": 1.0, "real_time_factor": 0.01}
    return document


@pytest.mark.parametrize("pauses", [True, False])
def test_files_with_and_without_holds_are_read(tmp_path: Path, pauses: bool) -> None:
    document = held(pauses=pauses)
    jsonschema.validate(document, SCHEMA_FILE)
    write_call(document, tmp_path / "a.call.json")
    assert read_call(tmp_path / "a.call.json") == document


def test_the_schema_knows_which_version_has_holds() -> None:
    for document in ({**held(), "schema": "callassist.call/1"},
                     {**held(pauses=False), "schema": SCHEMA}):  # fmt: skip
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(document, SCHEMA_FILE)


def test_waits_and_silences_leave_them_out() -> None:
    assert held(pauses=False)["scorecard"]["waits"]["count"] == 2
    assert held()["scorecard"]["waits"]["count"] == 0
    assert len(Timeline(held(pauses=False)).silences) == 3
    assert Timeline(held()).silences == [(105.0, 120.0)]


def test_one_steps_through_them() -> None:
    timeline = Timeline(held())
    events = timeline.with_marks((), ["holds"])
    assert [(e.kind, e.title) for e in events] == [
        ("hold", "On hold 1:12"),
        ("gap", "Agent not heard 0:08"),
    ]
    assert next_event(events, 20.0) is events[1]
    assert previous_event(events, 20.0) is events[0]


def test_a_record_keeps_them_and_drops_who_gave_way_to_a_dead_line() -> None:
    record = CallRecord()
    record.take([
        Hold(5.0, None, 9.5), Hold(5.0, 40.0, 40.3), Hold(100.0, None, 104.5),
        Gap("customer", 60.0, 64.0, "The computer slept"),
        Overlap(59.0, 60.0, "agent", "interruption", 60.9),
        Overlap(70.0, 71.0, "agent", "interruption", 71.9),
    ])  # fmt: skip
    record.close()
    document = call_document(
        record, CallInfo("a.flac", "0" * 64, 120.0, 16_000),
        engine={"name": "", "model": ""}, pack={"id": "default", "version": 1}, wall_s=1.0,
    )  # fmt: skip
    jsonschema.validate(document, SCHEMA_FILE)
    assert document["holds"] == [
        {"start_s": 5.0, "end_s": 40.0},
        {"start_s": 100.0, "end_s": 120.0},
    ]
    assert document["gaps"][0]["reason"] == "The computer slept"
    assert [overlap["start_s"] for overlap in document["overlaps"]] == [70.0]


def test_exports_and_page_tell_of_them() -> None:
    one = ReviewCall("Monday", held())
    rows = [line for line in call_csv(one).splitlines() if ",hold," in line or ",gap," in line]
    assert len(rows) == 2
    assert "Headset was unplugged" in rows[1]
    assert "<v callassist>[on hold]</v>" in call_vtt(one)
    page = report_page([one])
    assert 'class="hold"' in page
    assert "0:12 On hold 1:12" in page
    assert "1:35 Agent not heard 0:08, Headset was unplugged" in page
    assert 'class="hold"' not in report_page([ReviewCall("Monday", held(pauses=False))])


def test_what_music_seemed_to_say_is_no_word_no_finding_and_no_note() -> None:
    def said(channel: Channel, text: str, start_s: float) -> Utterance:
        words = tuple(
            Word(word, start_s + 0.5 * n, start_s + 0.5 * n + 0.4)
            for n, word in enumerate(text.split())
        )
        end_s = words[-1].end_s
        return Utterance(channel, words, True, end_s + 0.3, start_s, end_s)

    def found(channel: Channel, start_s: float) -> Finding:
        return Finding("thanks", channel, start_s, start_s + 1.0, start_s + 1.3, 0.9)

    record = CallRecord()
    record.take([
        said("customer", "my kitchen is ruined. And?", 7.6), found("customer", 8.0),
        said("customer", "Thank you for watching. You", 12.0), found("customer", 12.0),
        found("agent", 12.0), Note("phrase", "watching", 13.5, 14.5),
        said("agent", "one moment", 12.5),
        Hold(10.0, None, 17.0), Hold(10.0, 24.0, 24.4),
        said("customer", "You", 24.1), Hold(24.0, None, 30.0), Hold(24.0, 50.0, 50.3),
        said("customer", "Hello again", 49.9), found("customer", 49.9),
    ])  # fmt: skip
    record.close()
    assert [turn.text for turn in record.turns] == [
        "my kitchen is ruined. And?", "one moment", "Hello again"
    ]  # fmt: skip
    assert [(f.channel, f.start_s) for f in record.findings] == [
        ("customer", 8.0), ("agent", 12.0), ("customer", 49.9)
    ]  # fmt: skip
    assert record.notes == []


def test_what_was_not_recorded_is_told_once_for_both_sides_everywhere() -> None:
    document = held()
    span = {"start_s": 20.0, "end_s": 80.0, "reason": NOT_RECORDED}
    document |= {"holds": [], "gaps": [{**span, "channel": c} for c in CHANNELS] + [GAP]}
    jsonschema.validate(document, SCHEMA_FILE)
    document["scorecard"] = scorecard(document)
    assert [wait["at_s"] for wait in document["scorecard"]["waits"]["each"]] == [10.0]
    review = ReviewCall("Monday", document)
    timeline = Timeline(document)
    assert timeline.silences[:2] == [(10.0, 20.0), (80.0, 85.0)]
    assert [(e.title, e.channel) for e in timeline.gaps.items] == [
        ("Not recorded 1:00", None), ("Agent not heard 0:08", "agent")
    ]  # fmt: skip
    assert call_vtt(review).count("[not recorded]") == 1
    rows = [row.split(",") for row in call_csv(review).splitlines() if ",gap," in row]
    assert [(row[4], row[6]) for row in rows] == [("", "not_recorded"), ("agent", "")]
    page = report_page([review])
    assert page.count("Not recorded 1:00, the recording was off</p>") == 1
    assert gaps_of(document) == [
        ("gap", "Not recorded 1:00, from 0:20: the recording was off"),
        ("gap", "Agent not heard 0:08, from 1:35: Headset was unplugged"),
    ]
