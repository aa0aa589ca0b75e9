"""Calls as rows of tables: what ``analyze --parquet`` writes; docs/dataset.md explains it.

Each table is a list of columns: name, type, and what makes the value of a row.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import callassist
from callassist.run.batch.done import Done

Type = Literal["text", "texts", "words", "number", "count"]
Row = Mapping[str, Any]

FORM = "callassist.dataset/1"
CALLS = "calls"
ID_CHARACTERS = 16


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: Its name.
        type: Of its values; any may be missing (null).
        of: Makes the value of a row.
        says: What it holds, for people.
    """

    name: str
    type: Type
    of: Callable[[Row], Any]
    says: str


def _field(name: str, type: Type, says: str) -> Column:
    return Column(name, type, lambda row: row[name], says)


_CALL = _field("call_id", "text", "Which call; the same in all tables.")
_CHANNEL = _field("channel", "text", "`agent` or `customer`.")
_START = _field("start_s", "number", "Start, in seconds of the call.")
_END = _field("end_s", "number", "End, in seconds of the call.")
_KNOWN = _field("known_s", "number", "When it could first be known, in seconds of the call.")


def _card(name: str, *path: str, type: Type = "number", says: str) -> Column:
    def of(row: Row) -> object:
        value: Any = row["scorecard"]
        for step in path:
            value = value[step]
        return value

    return Column(name, type, of, says)


TABLES: dict[str, tuple[Column, ...]] = {
    CALLS: (
        _CALL,
        _field("recording", "text", "The recording's full path or URL."),
        _field("sha256", "text", "Of the recording."),
        _field("state", "text", "The file's size and time, to see whether it has changed."),
        _field("made_with", "text", "A mark of program, engine, model and pack."),
        Column("program", "text", lambda _row: callassist.__version__, "callassist's version."),
        Column("engine", "text", lambda row: row["engine"]["name"], "The recognizer."),
        Column("model", "text", lambda row: row["engine"]["model"], "Its model."),
        Column("pack_id", "text", lambda row: row["pack"]["id"], "The prompt pack."),
        Column("pack_version", "count", lambda row: row["pack"]["version"], "Its version."),
        Column("duration_s", "number", lambda row: row["source"]["duration_s"], "Length."),
        Column(
            "wall_s", "number", lambda row: row["timing"]["wall_s"], "How long the analysis took."
        ),
        _card("talk_share_agent", "talk_share", "agent", says="The agent's share of speech."),
        _card("talk_share_customer", "talk_share", "customer", says="The customer's."),
        _card(
            "interruptions_by_agent", "interruptions_by", "agent",
            type="count", says="How often the agent interrupted.",
        ),
        _card(
            "interruptions_by_customer", "interruptions_by", "customer",
            type="count", says="How often the customer did.",
        ),
        _card("frustration_start", "frustration", "start", says="The customer's, 0 to 1."),
        _card("frustration_peak", "frustration", "peak", says="Its peak."),
        _card("frustration_end", "frustration", "end", says="At the end."),
        _card("empathy_score", "empathy", "score", type="count", says="0 to 100, or null."),
        _card("prompts_shown", "prompts", "shown", type="count", says="How many prompts."),
    ),
    "turns": (
        _CALL, _CHANNEL, _START, _END,
        _field("text", "text", "What was said."),
        _field("words", "words", "Its words: text, start_s, end_s, confidence (0 to 1)."),
    ),
    "overlaps": (
        _CALL, _START, _END, _KNOWN,
        _field("by", "text", "Who came second: `agent` or `customer`."),
        _field("kind", "text", "`interruption`, `backchannel`, `terminal` and so on."),
        _field("evidence", "text", "What shows it."),
    ),
    "findings": (
        _CALL, _CHANNEL, _START, _END, _KNOWN,
        _field("kind", "text", "A dotted name, such as `closing.rushed`."),
        _field("score", "number", "How sure, 0 to 1."),
        _field("evidence", "texts", "Quotes and measured seconds."),
        _field("phrases", "texts", "The customer's own key phrases."),
    ),
    "prompts": (
        _CALL,
        Column("prompt", "text", lambda row: row["id"], "The prompt's id in the pack."),
        _field("say", "text", "What it said."),
        _field("why", "text", "What it gave as the reason."),
        _field("severity", "text", "`nudge`, `warn` or `praise`."),
        _field("shown_s", "number", "When it was shown, in seconds of the call."),
        _field("hide_s", "number", "When it was hidden."),
        _field("outcome", "text", "`followed`, `ignored` and so on; null while open."),
    ),
}  # fmt: skip
"""The columns of each table, in order."""


def call_id(done: Done) -> str:
    """Return the id of a call: of its recording's name and sound."""
    text = f"{done.recording}\0{done.sha256}"
    return hashlib.sha256(text.encode()).hexdigest()[:ID_CHARACTERS]


def rows_of(table: str, done: Done, document: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    """Return a call's rows of a table, every column filled.

    Args:
        table: One of :data:`TABLES`.
        done: The call's recording.
        document: The call's, as in its call file.
    """
    known = {"call_id": call_id(done)}
    if table == CALLS:
        known |= {
            "recording": done.recording,
            "state": done.state,
            "sha256": done.sha256,
            "made_with": done.made_with,
        }
    sources = [document] if table == CALLS else document[table]
    for source in sources:
        row = {**source, **known}
        yield {column.name: column.of(row) for column in TABLES[table]}
