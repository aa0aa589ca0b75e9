"""Supervisors' marks on prompts: kept in a file, and scored over what a pack says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import tomli_w

from callassist.files import SHARED, write_whole
from callassist.review.marks_score import NEAR_S, Agreement, Hits, MarkedCalls, add, total
from callassist.review.prompt_marks import (
    FIELDS,
    MarksError,
    PromptMark,
    Verdict,
    read_marks,
)
from callassist.run.whatif import CallAnswer

SUFFIX = ".marks.toml"


@dataclass(frozen=True, slots=True)
class Score:
    """How prompts do against the marks, before a change and after it.

    Attributes:
        before: Without the change.
        after: With it.
        prompts: With it, by prompt.
        agreements: Of every two markers.
    """

    before: Hits
    after: Hits
    prompts: dict[str, Hits]
    agreements: list[Agreement]


class Verdicts:
    """The marks of a file; each change is written at once.

    Attributes:
        path: The file, ``.toml``; marks read from another form are kept beside it.
        marker: Who marks here.
    """

    def __init__(self, path: Path, marker: str = "") -> None:
        """Read the file, if there is one.

        Raises:
            MarksError: It cannot be read or has a mistake.
        """
        self.path = path if path.suffix.lower() == ".toml" else path.with_suffix(SUFFIX)
        self.marker = marker
        source = self.path if self.path.exists() else path
        self._marks = read_marks(source) if source.exists() else []
        self._scored = MarkedCalls(self._marks)

    def __len__(self) -> int:
        """Return how many marks there are."""
        return len(self._marks)

    def all(self) -> list[PromptMark]:
        """Return them all."""
        return list(self._marks)

    def verdict(self, call: str, prompt_id: str, at_s: float) -> Verdict | None:
        """Return what this marker says of a place, if anything."""
        found = self._near(call, prompt_id, at_s)
        return found.verdict if found else None

    def others(self, call: str, prompt_id: str, at_s: float) -> list[PromptMark]:
        """Return what other markers say of a place."""
        return [
            mark
            for mark in self._marks
            if mark.marker != self.marker and _is_there(mark, call, prompt_id, at_s)
        ]

    def mark(self, call: str, prompt_id: str, at_s: float, verdict: Verdict | None) -> None:
        """Say something of a place; ``None`` takes back what was said.

        Raises:
            MarksError: The file cannot be written; nothing has changed.
        """
        former = self._near(call, prompt_id, at_s)
        marks = [mark for mark in self._marks if mark is not former]
        if verdict is not None:
            marks.append(PromptMark(call, prompt_id, round(at_s, 2), verdict, self.marker))
        entries = [
            dict(zip(FIELDS, (m.call, m.prompt_id, m.at_s, m.verdict, m.marker), strict=True))
            for m in sorted(marks, key=lambda m: (m.call, m.at_s, m.prompt_id, m.marker))
        ]
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.path, tomli_w.dumps({"mark": entries}), newline="\n", mode=SHARED)
        except OSError as error:
            reason = error.strerror or error
            raise MarksError(f"cannot write the marks {self.path}: {reason}") from error
        self._marks = marks
        self._scored = MarkedCalls(marks)

    def score(self, answers: Iterable[CallAnswer]) -> Score:
        """Return how the packs of some answers do."""
        before: dict[str, Hits] = defaultdict(Hits)
        after: dict[str, Hits] = defaultdict(Hits)
        marked = self._scored.calls
        for answer in answers:
            if answer.call not in marked or answer.problem:
                continue
            for sayings, hits in ((answer.before, before), (answer.after, after)):
                fired = [(saying.id, saying.shown_s) for saying in sayings]
                for prompt_id, part in self._scored.score(answer.call, fired).items():
                    add(hits[prompt_id], part)
        return Score(total(before), total(after), dict(after), self._scored.agreements())

    def _near(self, call: str, prompt_id: str, at_s: float) -> PromptMark | None:
        mine = [
            mark
            for mark in self._marks
            if mark.marker == self.marker and _is_there(mark, call, prompt_id, at_s)
        ]
        return min(mine, key=lambda mark: abs(mark.at_s - at_s), default=None)


def _is_there(mark: PromptMark, call: str, prompt_id: str, at_s: float) -> bool:
    same = mark.call == call and mark.prompt_id == prompt_id
    return same and abs(mark.at_s - at_s) <= NEAR_S
