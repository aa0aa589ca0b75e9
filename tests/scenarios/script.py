"""Scenarios a supervisor can read: a dialogue, what must be noticed, and what must not.

A line is ``who: words``. It follows the one before after 0.4 s at 2.8 words a second,
unless it says otherwise: ``agent (+8): …`` waits 8 s, ``agent (-0.2): …`` starts
before the other has ended, ``agent (2.0-3.5): …`` gives both times. ``agent (-1)
interrupts: …`` and ``… backchannel: …`` add what the ear would tell of the overlap.
``hold: 40`` is hold music for 40 s, ``agent gone: 8`` a device that is away for 8 s.

``fires`` and ``never`` speak of findings, ``shows`` and ``hides`` of the prompts that the
shipped pack makes of them. Both ``fires`` and ``shows`` name the line on or soon after
which it must come: ``{ "restate" = 4 }``, or ``[4, 6.0]`` for up to 6 s after its end.
``notes = ["number: 47192"]`` wants a note of that kind with those words, ``no_notes``
one that must not be there (``"name:"`` for none of that kind).
``withdraws`` wants a finding taken back, ``keeps`` one that stands.
``hides = ["all"]`` wants a call in which no prompt at all is shown.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from callassist.types import (
    Channel,
    Gap,
    Health,
    Hold,
    Overlap,
    OverlapKind,
    SpeechEvent,
    Stretch,
    Turn,
    Utterance,
    Word,
)

WORDS_A_SECOND = 2.8
GAP_S = 0.4
WITHIN_S = 4.0
PARTIAL_S = 1.5
_KINDS = {
    "interrupts": "interruption",
    "backchannel": "backchannel",
    "tries": "failed_interruption",
}
_KEYS = frozenset(
    "name script fires never quotes shows hides notes no_notes withdraws keeps".split()
)
_PAUSE = re.compile(r"(hold|agent gone|customer gone)\s*(?:\(([+-]?[\d.]+)\))?\s*:\s*([\d.]+)")
MUSIC_KNOWN_S = 4.5
LOSS_KNOWN_S = 0.4
_LINE = re.compile(
    r"(agent|customer)\s*(?:\(([+-]?[\d.]+)(?:-([\d.]+))?\))?\s*(interrupts|backchannel|tries)?\s*:(.*)"
)


@dataclass(frozen=True)
class Line:
    """One utterance of a script."""

    channel: Channel
    text: str
    start_s: float
    end_s: float
    overlap: str = ""


@dataclass(frozen=True)
class Scenario:
    """A dialogue with what must and must not be found in it, and shown."""

    name: str
    lines: tuple[Line, ...]
    fires: dict[str, tuple[float, float]]
    never: tuple[str, ...]
    quotes: dict[str, str] = field(default_factory=dict)
    shows: dict[str, tuple[float, float]] = field(default_factory=dict)
    hides: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    no_notes: tuple[str, ...] = ()
    withdraws: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()


def read_script(script: str) -> tuple[Line, ...]:
    """Read the lines of a dialogue."""
    lines: list[Line] = []
    clock_s = 0.5
    for raw in filter(None, map(str.strip, script.splitlines())):
        if pause := _PAUSE.fullmatch(raw):
            what, first, lasts = pause.groups()
            start_s = clock_s + (float(first) if first else GAP_S)
            side: Channel = "agent" if what == "agent gone" else "customer"
            lines.append(Line(side, what, start_s, start_s + float(lasts), "pause"))
            clock_s = max(clock_s, lines[-1].end_s)
            continue
        match = _LINE.fullmatch(raw)
        assert match, f"not a line of a script: {raw}"
        who, first, last, overlap, text = match.groups()
        if last is not None:
            start_s, end_s = float(first), float(last)
        else:
            start_s = clock_s + (float(first) if first else GAP_S)
            end_s = start_s + max(0.4, len(text.split()) / WORDS_A_SECOND)
        lines.append(Line(cast("Channel", who), text.strip(), start_s, end_s, overlap or ""))
        clock_s = max(clock_s, end_s)
    return tuple(lines)


def read_scenarios(path: Path) -> list[Scenario]:
    """Read a file of scenarios."""
    scenarios = []
    for item in tomllib.loads(path.read_text(encoding="utf-8"))["scenario"]:
        unknown = item.keys() - _KEYS
        assert not unknown, f"{path.name}, {item['name']}: unknown {sorted(unknown)}"
        lines = read_script(item["script"])
        scenarios.append(
            Scenario(
                f"{path.stem}: {item['name']}",
                lines,
                _windows(item.get("fires", {}), lines),
                tuple(item.get("never", ())),
                item.get("quotes", {}),
                _windows(item.get("shows", {}), lines),
                tuple(item.get("hides", ())),
                tuple(item.get("notes", ())),
                tuple(item.get("no_notes", ())),
                tuple(item.get("withdraws", ())),
                tuple(item.get("keeps", ())),
            )
        )
    return scenarios


def _windows(
    wanted: dict[str, int | list[float]], lines: tuple[Line, ...]
) -> dict[str, tuple[float, float]]:
    """Return from when to when each of ``wanted`` must come, in seconds."""
    windows = {}
    for name, where in wanted.items():
        number, within_s = (where, WITHIN_S) if isinstance(where, int) else where
        line = lines[int(number) - 1]
        windows[name] = (line.start_s, line.end_s + within_s)
    return windows


def told_s(event: SpeechEvent | Hold | Health | Gap) -> float:
    """Return the stream time at which an event is told."""
    if isinstance(event, Health):
        return event.at_s
    return event.end_s if isinstance(event, Gap) else event.known_s


def _pause_events(line: Line) -> list[SpeechEvent | Hold | Health | Gap]:
    """Return what is told of hold music, or of a device that is gone and comes back."""
    start_s, end_s = line.start_s, line.end_s
    if line.text == "hold":
        begins = Hold(start_s, None, start_s + MUSIC_KNOWN_S)
        return [begins, Hold(start_s, end_s, end_s + LOSS_KNOWN_S)]
    return [
        Health(line.channel, "lost", start_s + LOSS_KNOWN_S),
        Gap(line.channel, start_s, end_s, "Headset was unplugged"),
        Health(line.channel, "silent", end_s),
    ]


def speech_events(
    lines: tuple[Line, ...], plain: bool = False
) -> list[SpeechEvent | Hold | Health | Gap]:
    """Return what Listen and the devices would tell of a dialogue, in the order of time.

    ``plain`` writes words as Vosk does: lower case, no punctuation.
    """
    events: list[SpeechEvent | Hold | Health | Gap] = []
    for line in lines:
        if line.overlap == "pause":
            events += _pause_events(line)
            continue
        text = re.sub(r"[^a-z0-9' ]", " ", line.text.lower()) if plain else line.text
        start_s, end_s, channel = line.start_s, line.end_s, line.channel
        written = text.split()
        each_s = (end_s - start_s) / len(written)
        words = tuple(
            Word(word, start_s + i * each_s, start_s + (i + 1) * each_s)
            for i, word in enumerate(written)
        )
        known_s = start_s + 0.25
        events.append(Stretch(channel, start_s, known_s, False, known_s))
        events.append(Turn(channel, start_s, known_s, False, known_s))
        at_s = start_s + PARTIAL_S
        while at_s < end_s:
            settled = tuple(word for word in words if word.end_s <= at_s - 0.3)
            if settled:
                heard = Utterance(channel, settled, False, at_s + 0.5, start_s, settled[-1].end_s)
                events.append(heard)
            at_s += PARTIAL_S
        sound = (-30.0, 120.0, 0.0, end_s - start_s)
        events.append(Stretch(channel, start_s, end_s, True, end_s + 0.3, *sound))
        events.append(Turn(channel, start_s, end_s, True, end_s + 0.7))
        events.append(Utterance(channel, words, True, end_s + 0.8, start_s, end_s))
        if line.overlap:
            kind = cast("OverlapKind", _KINDS[line.overlap])
            events.append(Overlap(start_s, start_s + 0.6, channel, kind, start_s + 0.8))
    return sorted(events, key=told_s)
