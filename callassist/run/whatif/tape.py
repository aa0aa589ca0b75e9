"""The replay tape of a call: what the prompter was told, and nothing else.

A pack decides what is said about findings, not what is found. So a call whose findings
are at hand needs neither its sound nor its words to be answered for another pack: the
findings, those taken back, the agent's own answers and the call's end are enough. Time
that passes in between need not be on the tape, because the prompter works off every
deadline in the order of time however seldom it is told the time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec

from callassist.errors import CallStoreError
from callassist.prompts.firing import ANSWERS
from callassist.review.callfile import READABLE, SCHEMA
from callassist.types import (
    CallEnded,
    CallEvent,
    Channel,
    Features,
    Finding,
    Frustration,
    Gap,
    Health,
    Hold,
    Load,
    Note,
    Outcome,
    Prompt,
    Recording,
    Withdrawn,
)

FindingKey = tuple[str, Channel, float]
"""What tells a finding of a call from all others: kind, side and start."""


def finding_key(finding: Finding) -> FindingKey:
    """Return what tells a finding of a call from all others."""
    return finding.kind, finding.channel, finding.start_s


class Saying(NamedTuple):
    """A prompt in a call, without its words.

    Attributes:
        id: The prompt's id.
        shown_s: When it was shown.
        hide_s: When it went.
        outcome: What came of it.
    """

    id: str
    shown_s: float
    hide_s: float
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, as the prompter was told it.

    Attributes:
        finding: What was found.
        last: Whether time went on after it: it is the last of those that came together,
            of which only the most important is shown.
    """

    finding: Finding
    last: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """The agent's own answer to a prompt.

    Attributes:
        prompt_id: Which prompt.
        of: What it had fired on.
        outcome: ``"dismissed"``, ``"helped"`` or ``"unhelpful"``.
        at_s: When the agent answered.
    """

    prompt_id: str
    of: FindingKey
    outcome: Outcome
    at_s: float


Step = Found | Withdrawn | Answered


@dataclass(frozen=True, slots=True)
class Tape:
    """A call as the prompter met it.

    Attributes:
        end_s: When the call ended.
        steps: What the prompter was told, in order.
        shown: The prompts that the agent really saw, as they ended.
        pack: The pack of that time, as ``id/version``; empty if unknown.
        exact: Whether nothing is missing: a tape from a ``.call.json`` file lacks what was
            taken back and what the agent answered.
        worded: Whether the findings have their evidence and phrases.
    """

    end_s: float
    steps: tuple[Step, ...]
    shown: tuple[Saying, ...] = ()
    pack: str = ""
    exact: bool = True
    worded: bool = True


def tape_of_events(
    events: Iterable[CallEvent], *, pack: str = "", end_s: float | None = None
) -> Tape:
    """Return the tape of a call whose events were kept, all of them and in order.

    Args:
        events: Of the whole call.
        pack: The pack of that time, as ``id/version``, if known.
        end_s: When the call ended; by default when its last event says so.
    """
    reader = _Reader()
    for event in events:
        reader.take(event)
    reader.go_on()
    return Tape(reader.now_s if end_s is None else end_s, tuple(reader.steps), reader.shown(), pack)


class _Source(msgspec.Struct):
    duration_s: float


class _Pack(msgspec.Struct):
    id: str
    version: int


class _Prompt(msgspec.Struct):
    id: str
    shown_s: float
    hide_s: float
    outcome: Outcome | None


class _Document(msgspec.Struct):
    """The parts of ``docs/call.schema.json`` that a tape is made of."""

    schema: str
    source: _Source
    pack: _Pack
    findings: list[Finding]
    prompts: list[_Prompt]


_DOCUMENT = msgspec.json.Decoder(_Document)


def tape_of_document(document: Mapping[str, Any] | bytes) -> Tape:
    """Return the tape of a ``.call.json`` document: nearly what the prompter was told.

    Findings of the same ``known_s`` are taken as having come together.

    Args:
        document: The document, or the bytes of its file.

    Raises:
        CallStoreError: If it is no call file, or its findings or prompts are damaged.
    """
    try:
        if isinstance(document, bytes):
            call = _DOCUMENT.decode(document)
        else:
            call = msgspec.convert(document, _Document)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        what = " ".join(str(error).split())
        raise CallStoreError(
            f"not a whole call file ({what}); analyze its recording again"
        ) from error
    if call.schema not in READABLE:
        raise CallStoreError(f"not a call file of {SCHEMA}; analyze its recording again")
    shown = tuple(Saying(it.id, it.shown_s, it.hide_s, it.outcome) for it in call.prompts)
    found = call.findings
    steps = tuple(
        Found(finding, last=after is None or after.known_s != finding.known_s)
        for finding, after in zip(found, [*found[1:], None], strict=False)
    )
    end_s = max([call.source.duration_s, *(finding.known_s for finding in found)])
    return Tape(end_s, steps, shown, f"{call.pack.id}/{call.pack.version}", exact=False)


class _Reader:
    """Gathers the steps from a call's events."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.now_s = 0.0
        self._prompts: dict[tuple[str, float], Prompt] = {}

    def shown(self) -> tuple[Saying, ...]:
        """Return the prompts as they ended, by time."""
        ended = sorted(self._prompts.values(), key=lambda prompt: prompt.shown_s)
        return tuple(Saying(it.id, it.shown_s, it.hide_s, it.outcome) for it in ended)

    def take(self, event: CallEvent) -> None:
        """Take the call's next event."""
        match event:
            case Finding():
                self._pass(event.known_s)
                self.steps.append(Found(event, last=False))
            case Withdrawn():
                self._pass(event.known_s)
                self.steps.append(event)
            case Frustration() | Note():
                self._pass(event.known_s)  # told among findings that come together
            case Prompt():
                self._take_prompt(event)
            case Hold():
                self.go_on()
                self._pass(event.known_s)
            case Health() | Gap() | Load() | Recording():
                pass  # they come from beside the pipeline
            case Features():
                self.go_on()
                hops = round(event.start_s / event.hop_s) + len(event.level_dbfs)
                self._pass(hops * event.hop_s)
            case CallEnded():
                self._pass(event.at_s)
            case _:
                self.go_on()
                self._pass(event.known_s)

    def _take_prompt(self, prompt: Prompt) -> None:
        key = prompt.id, prompt.shown_s
        before = self._prompts.get(key)
        self._prompts[key] = prompt
        last = self.steps[-1] if self.steps else None
        if (
            prompt.outcome is None
            and isinstance(last, Found)
            and last.finding.known_s == prompt.finding.known_s
        ):
            self.go_on()  # it can be shown only once all of its moment are told
        if prompt.outcome in ANSWERS:
            self.go_on()
            on_screen = before is not None and prompt.hide_s < before.hide_s
            at_s = prompt.hide_s if on_screen else max(self.now_s, prompt.hide_s)
            of = finding_key(prompt.finding)
            self.steps.append(Answered(prompt.id, of, prompt.outcome, at_s))

    def _pass(self, at_s: float) -> None:
        if math.isfinite(at_s):
            self.now_s = max(self.now_s, at_s)

    def go_on(self) -> None:
        """Note that what came last was the last of its moment."""
        if self.steps and isinstance(last := self.steps[-1], Found) and not last.last:
            self.steps[-1] = Found(last.finding, last=True)
