"""The studio's test box: which phrases of a pack match a line, and why."""

from __future__ import annotations

from callassist.detect.company.explain import Match, explain
from callassist.prompts.schema import Pack
from callassist.types import Channel, Utterance

__all__ = ["Match", "try_words"]


def try_words(
    words: str | Utterance, pack: Pack, side: Channel = "agent", language: str = "en"
) -> list[Match]:
    """Return what matches in a line, or in what was said at a second of a call.

    Args:
        words: A line, or an utterance of a stored call.
        pack: The pack.
        side: Who says the line; an utterance knows it.
        language: Of the line.

    Raises:
        CallAssistError: There are no phrases for the language.
    """
    return explain(words, pack.additions(language), side, language)
