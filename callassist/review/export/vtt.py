"""WebVTT: what was said as subtitles, a voice a side.

W3C 2019, *WebVTT: The Web Video Text Tracks Format*.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from callassist.review.call import ReviewCall
from callassist.review.characters import one_line
from callassist.review.pauses import unheard

LINE_CHARACTERS = 42
CUE_LINES = 2
"""Two lines of 42 characters: what subtitles usually hold, so that they can be read in time."""
CUE_S = 7.0
PAUSE_S = 0.8
"""A pause this long between two words ends a cue."""
SHORTEST_S = 0.001
PROMPTS_VOICE = "callassist"

Word = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cue:
    """Text to be shown for a while."""

    start_s: float
    end_s: float
    voice: str
    text: str
    at_top: bool = False


def call_vtt(call: ReviewCall, *, prompts: bool = False) -> str:
    """Return a call's words as WebVTT, each side as a voice.

    Args:
        call: The call.
        prompts: Whether what the agent's screen said is shown as well, at the top.
    """
    cues = [cue for turn in call.document["turns"] for cue in _cues(turn)]
    if prompts:
        cues += [
            Cue(prompt["shown_s"], prompt["hide_s"], PROMPTS_VOICE, one_line(prompt["say"]), True)
            for prompt in call.document["prompts"]
        ]
    holds = call.document.get("holds", ())
    cues += [_pause("[on hold]", hold["start_s"], hold["end_s"]) for hold in holds]
    cues += [_pause(f"[{gap.what}]", gap.start_s, gap.end_s) for gap in unheard(call.document)]
    # A cue may not begin before the one in front of it.
    cues = sorted((cue for cue in cues if cue.text), key=lambda cue: (cue.start_s, cue.end_s))
    title = one_line(call.title).replace("-->", "→")
    blocks = [f"WEBVTT - {title}".rstrip(" -"), *(_block(n, cue) for n, cue in enumerate(cues, 1))]
    return "\n\n".join(blocks) + "\n"


def _pause(text: str, start_s: float, end_s: float) -> Cue:
    """Return what stands in the place of words that nobody could say; seconds, not minutes."""
    return Cue(start_s, min(end_s, start_s + CUE_S), PROMPTS_VOICE, text)


def _cues(turn: Mapping[str, Any]) -> Iterator[Cue]:
    """Yield a turn as cues, broken where its words allow it best."""
    voice = turn["channel"].capitalize()
    for words in _pieces(turn["words"]):
        text = one_line(" ".join(word["text"] for word in words))
        yield Cue(words[0]["start_s"], words[-1]["end_s"], voice, text)


def _pieces(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Cut words into pieces that fit a cue: at a sentence's end if one is near, else a comma."""
    first = 0
    while first < len(words):
        last = _fitting(words, first)
        if last < len(words) and not _pauses(words, last):
            ends = range(last, first + max(1, (last - first) // 2), -1)
            cut = next((end for end in ends if words[end - 1]["text"][-1:] in tuple(".?!")), None)
            cut = cut or next((end for end in ends if words[end - 1]["text"][-1:] in ",;:"), None)
            last = cut or last
        yield words[first:last]
        first = last


def _fitting(words: Sequence[Word], first: int) -> int:
    """Return the end of what fits into a cue, or of what comes before the next pause."""
    room = LINE_CHARACTERS * CUE_LINES
    length = 0
    for index in range(first, len(words)):
        length += len(words[index]["text"]) + 1
        lasts_s = words[index]["end_s"] - words[first]["start_s"]
        if index > first and (length > room or lasts_s > CUE_S or _pauses(words, index)):
            return index
    return len(words)


def _pauses(words: Sequence[Word], index: int) -> bool:
    return bool(words[index]["start_s"] - words[index - 1]["end_s"] >= PAUSE_S)


def _block(number: int, cue: Cue) -> str:
    end_s = max(cue.end_s, cue.start_s + SHORTEST_S)
    setting = " line:0" if cue.at_top else ""
    lines = "\n".join(_escaped(line) for line in _lines(cue.text))
    return f"{number}\n{_time(cue.start_s)} --> {_time(end_s)}{setting}\n<v {cue.voice}>{lines}</v>"


def _lines(text: str) -> list[str]:
    """Break a text that is too long for a line into lines of about one length."""
    count = math.ceil(len(text) / LINE_CHARACTERS)
    aim = len(text) / max(1, count)
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) / 2 > aim and len(lines) < count - 1:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _time(seconds: float) -> str:
    milliseconds = round(1000 * max(0.0, seconds))
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02d}:{minute:02d}:{rest // 1000:02d}.{rest % 1000:03d}"
