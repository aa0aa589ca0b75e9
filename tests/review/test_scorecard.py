"""The scorecard's figures, and that they need nothing but what a call file stores."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from callassist.errors import CallStoreError
from callassist.review.callfile import call_document, read_call, write_call
from callassist.review.record import CallRecord
from callassist.review.scorecard import scorecard
from callassist.settings.measures import Measures
from callassist.types import CallInfo, Finding, Turn, Utterance, Word

from .calls import call, finding, good_call, prompt, rude_call, turn

SCHEMA = Path(__file__).parents[2] / "docs" / "call.schema.json"


def with_card(document: dict[str, Any]) -> dict[str, Any]:
    timing = {"wall_s": 1.0, "real_time_factor": 0.1}
    return {**document, "scorecard": scorecard(document), "timing": timing}


@pytest.mark.parametrize(
    "document", [good_call(), rude_call(), call()], ids=["good", "rude", "empty"]
)
def test_a_card_keeps_the_contract(document: dict[str, Any]) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    text = json.dumps(with_card(document), allow_nan=False)
    jsonschema.validate(json.loads(text), schema)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda card: card.pop("empathy"),
        lambda card: card["empathy"].update(score=101),
        lambda card: card["empathy"]["parts"][0]["moments"][0].update(outcome="happy agent"),
        lambda card: card.update(agent_mood="tired"),
        lambda card: card["talk_share"].update(agent=1.2),
    ],
)
def test_the_contract_refuses_what_is_no_card(spoil: Any) -> None:
    document = with_card(good_call())
    spoil(document["scorecard"])
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, json.loads(SCHEMA.read_text(encoding="utf-8")))


def test_a_stored_call_scores_the_same_again() -> None:
    document = with_card(rude_call())
    stored = json.loads(json.dumps(document))
    assert scorecard(stored) == document["scorecard"]
    untouched = copy.deepcopy(stored)
    scorecard(stored)
    assert stored == untouched


def test_a_record_is_scored_as_its_file_is() -> None:
    record = CallRecord()
    words = tuple(Word(word, 2.0 + i, 3.0 + i) for i, word in enumerate("it broke again".split()))
    record.take(
        [
            Turn("customer", 2.0, 5.0, True, 5.5),
            Utterance("customer", words, True, 5.5, 2.0, 5.0),
            Finding("interruption", "agent", 4.00049, 5.0, 5.0, 0.9, ("2.0 s",)),
        ]
    )
    record.levels = [0.12345, 0.2]
    record.close()
    info = CallInfo("call.flac", "0" * 64, 12.3456, 16_000)
    pack = {"id": "default", "version": 1}
    document = call_document(record, info, engine={"name": "", "model": ""}, pack=pack, wall_s=1.0)
    assert document["scorecard"] == scorecard(json.loads(json.dumps(document)))


def test_talk() -> None:
    document = call(
        [
            turn("agent", 0.0, "one two three four", 2.0),
            turn("customer", 2.5, "one two three four five six seven eight nine", 8.5),
            turn("agent", 9.0, "yes", 9.5),
            turn("customer", 9.2, "one two three", 11.5),
        ],
        overlaps=[
            {"kind": "interruption", "by": "agent"},
            {"kind": "backchannel", "by": "agent"},
            {"kind": "interruption", "by": "customer"},
        ],
    )
    card = scorecard(document)
    assert card["talk_share"] == {"agent": 0.231, "customer": 0.769}
    assert card["interruptions_by"] == {"agent": 1, "customer": 1}
    # The agent's "yes" does not end what the customer has to say.
    assert card["longest_monologue"]["customer"] == {"at_s": 2.5, "length_s": 9.0}
    assert card["longest_monologue"]["agent"] == {"at_s": 0.0, "length_s": 2.0}
    assert card["words_per_minute"] == {"agent": 120, "customer": 87}
    nobody = scorecard(document, Measures(agent_voice=False, customer_voice=False))
    assert nobody["words_per_minute"] == {"agent": None, "customer": None}


def test_a_real_turn_between_ends_a_monologue() -> None:
    document = call(
        [
            turn("agent", 0.0, "one two", 5.0),
            turn("customer", 5.2, "no but listen", 6.4),
            turn("agent", 6.4, "one two", 10.0),
        ]
    )
    assert scorecard(document)["longest_monologue"]["agent"] == {"at_s": 0.0, "length_s": 5.0}


def test_waits_are_announced_unexplained_or_neither() -> None:
    document = call(
        [
            turn("customer", 20.0, "hello", 22.0),  # silence before the first word is no wait
            turn("agent", 22.5, "let me check, a minute", 25.0),
            turn("agent", 40.0, "here it is", 42.0),
            turn("customer", 47.0, "right", 48.0),
            turn("agent", 58.0, "so", 60.0),
            turn("customer", 67.5, "found it", 68.0),
        ],
        [
            finding("wait.announced", 22.5),
            finding("wait.unexplained", 48.0),
        ],
    )
    waits = scorecard(document)["waits"]
    assert [(w["at_s"], w["length_s"], w["announced"]) for w in waits["each"]] == [
        (25.0, 15.0, True),
        (48.0, 10.0, False),
        (60.0, 7.5, None),
    ]
    assert (waits["count"], waits["announced"], waits["unexplained"]) == (3, 1, 1)
    assert waits["longest_s"] == 15.0


def test_frustration_starts_when_they_have_first_spoken() -> None:
    document = call(
        [turn("agent", 0.0, "hello", 1.0), turn("customer", 1.5, "it is late", 3.5)],
        level=[0.0, 0.1, 0.2, 0.4, 0.9, 0.6],
    )
    expected = {"start": 0.4, "peak": 0.9, "peak_at_s": 4.0, "end": 0.6}
    assert scorecard(document)["frustration"] == expected
    unknown = scorecard(call())["frustration"]
    assert set(unknown.values()) == {None}
    alone = call([turn("agent", 0.0, "hello", 1.0)], level=[0.0, 0.0])
    assert set(scorecard(alone)["frustration"].values()) == {None}


@pytest.mark.parametrize(
    ("reflections", "questions", "ratio", "rating"),
    [(0, 0, None, None), (1, 0, None, None), (1, 2, 0.5, "below fair"), (2, 2, 1.0, "fair"),
     (4, 2, 2.0, "good")],
)  # fmt: skip
def test_reflections_to_questions(
    reflections: int, questions: int, ratio: float | None, rating: str | None
) -> None:
    found = [finding("restate.done", 10.0 * i) for i in range(reflections)]
    found += [finding("question.asked", 10.0 * i) for i in range(questions)]
    figures = scorecard(call((), found))["reflections_to_questions"]
    assert (figures["ratio"], figures["rating"]) == (ratio, rating)


def test_prompts_and_what_came_of_them() -> None:
    shown = [
        prompt("listen", 5.0, "followed"),
        prompt("listen", 25.0, "ignored"),
        prompt("restate", 45.0, None),
    ]
    assert scorecard(call(prompts=shown))["prompts"] == {
        "shown": 3,
        "outcomes": {"followed": 1, "ignored": 1, "open": 1},
        "each": {"listen": {"followed": 1, "ignored": 1}, "restate": {"open": 1}},
    }


def test_a_call_file_is_read_back(tmp_path: Path) -> None:
    document = with_card(good_call())
    write_call(document, tmp_path / "good.call.json")
    assert read_call(tmp_path / "good.call.json") == document


@pytest.mark.parametrize("text", ["", "[]", '{"schema": "other/1"}', "\x00"])
def test_what_is_no_call_file_is_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.call.json"
    path.write_text(text)
    with pytest.raises(CallStoreError, match=r"x\.call\.json is not a call file.*again") as caught:
        read_call(path)
    assert "\n" not in str(caught.value)
    with pytest.raises(CallStoreError, match="cannot read"):
        read_call(tmp_path / "missing.call.json")
