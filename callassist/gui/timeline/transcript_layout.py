"""Where each word of the transcript stands: wrapped by hand, since each can be clicked on."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from PySide6.QtGui import QFontMetricsF

from callassist.review.timeline import LaneTurn, is_redacted_text

CHIP_PAD = 4.0


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word's place in px, from the text's top left corner."""

    text: str
    x: float
    line: int
    width: float
    redacted: bool


@dataclass(frozen=True, slots=True)
class TurnLayout:
    """A turn's words on lines."""

    words: tuple[PlacedWord, ...]
    lines: int

    def word_at(self, x: float, line: int) -> int | None:
        """Return the index of the word at a place; between two the one before."""
        best = None
        for index, word in enumerate(self.words):
            if word.line == line and (word.x <= x or best is None):
                best = index
        return best


class Wrapper:
    """Wraps turns to a width; knows every word's own width after it was met once."""

    def __init__(self, metrics: QFontMetricsF, width_px: float) -> None:
        """Wrap to ``width_px``."""
        self._metrics = metrics
        self._width_px = width_px
        self._space = metrics.horizontalAdvance(" ")
        self._widths: dict[str, float] = {}

    def wrap(self, turn: LaneTurn) -> TurnLayout:
        """Return a turn's layout; a turn without words is one of a line."""
        x, line = 0.0, 0
        placed = []
        for text in [word.text for word in turn.words] or turn.text.split():
            width = self._width(text)
            redacted = is_redacted_text(text)
            if redacted:
                width += 2 * CHIP_PAD
            if x > 0 and x + width > self._width_px:
                x, line = 0.0, line + 1
            placed.append(PlacedWord(text, x, line, width, redacted))
            x += width + self._space
        return TurnLayout(tuple(placed), line + 1)

    def _width(self, text: str) -> float:
        width = self._widths.get(text)
        if width is None:
            width = self._widths[text] = self._metrics.horizontalAdvance(text)
        return width


def current_word(turn: LaneTurn, at_s: float) -> int | None:
    """Return the index of the word that is being said, or was last; ``None`` outside the turn."""
    if not turn.start_s <= at_s <= turn.end_s + 0.2 or not turn.words:
        return None
    index = bisect_right(turn.words, at_s, key=lambda word: word.start_s) - 1
    return index if index >= 0 else None


def chip_text(text: str) -> str:
    """Return what stands on the chip of a redacted word."""
    return text.strip("[].,?!")
