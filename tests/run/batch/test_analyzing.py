"""The demo call from file to prompts, with the real engine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema

from callassist.paths import resources_dir
from callassist.types import CallEvent, Features, Stretch, Turn, Utterance

ROOT = Path(__file__).parents[3]


def test_the_document_keeps_its_contract(analyzed: tuple[dict[str, Any], list[CallEvent]]) -> None:
    document, _ = analyzed
    schema = json.loads((ROOT / "docs" / "call.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(json.dumps(document, allow_nan=False)), schema)


def test_what_must_be_said_is_said_in_time(
    analyzed: tuple[dict[str, Any], list[CallEvent]],
) -> None:
    document, _ = analyzed
    truth = json.loads((resources_dir() / "demo" / "late-parcel.truth.json").read_text())
    for want in truth["expect"]:
        ids = [want["prompt"]] if isinstance(want["prompt"], str) else want["prompt"]
        assert any(
            prompt["id"] in ids and want["from_s"] <= prompt["shown_s"] <= want["to_s"]
            for prompt in document["prompts"]
        ), want
    found = [o for o in document["overlaps"] if o["kind"] == "interruption"]
    assert [o["by"] for o in found] == [t["by"] for t in truth["interruptions"]]
    for overlap, wanted in zip(found, truth["interruptions"], strict=True):
        assert abs(overlap["start_s"] - wanted["start_s"]) < 0.3


def test_frustration_rises_and_eases_with_reasons(
    analyzed: tuple[dict[str, Any], list[CallEvent]],
) -> None:
    document, _ = analyzed
    level = document["frustration"]["level"]
    assert len(level) in (60, 61)
    assert max(level[25:36]) > max(level[:9]) + 0.2
    assert level[-1] < max(level) - 0.2
    assert any("third time" in r["text"].lower() for r in document["frustration"]["reasons"])


def test_words_lie_in_their_turns(analyzed: tuple[dict[str, Any], list[CallEvent]]) -> None:
    document, _ = analyzed
    assert len(document["turns"]) >= 10
    for turn in document["turns"]:
        starts = [word["start_s"] for word in turn["words"]]
        assert starts == sorted(starts)
        assert turn["start_s"] - 0.5 <= starts[0]
        assert turn["words"][-1]["end_s"] <= turn["end_s"] + 0.5


def test_nothing_looks_ahead(analyzed: tuple[dict[str, Any], list[CallEvent]]) -> None:
    _, events = analyzed
    now_s = 0.0
    for event in events:
        if isinstance(event, Features):
            continue
        known_s = getattr(event, "known_s", None)
        if isinstance(event, Stretch | Turn | Utterance):
            assert event.start_s <= event.known_s
        if known_s is not None:
            assert known_s >= now_s - 0.1
            now_s = max(now_s, known_s)
