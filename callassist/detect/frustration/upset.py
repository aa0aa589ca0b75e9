"""How upset a customer's sentence is, alone and with the dialogue before it.

A sentence's score is that of the text model (:mod:`callassist.detect.language.emotion`) and the
service cues (:mod:`callassist.detect.frustration.cues`). In a dialogue it gains from what
the customer said before (upset persists) and from bad news or apologies of the agent.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import NamedTuple

from callassist.detect.frustration.cues import Cue, CueLexicon, cue_lexicon
from callassist.detect.language.acts import ActModel, act_model
from callassist.detect.language.emotion import EmotionModel, emotion_model
from callassist.settings.frustration import (
    ACT_CUES,
    ACT_CUES_ENOUGH,
    ACT_LIKELY_SHARE,
    BAD_NEWS_GAIN,
    BAD_NEWS_KEPT,
    CONTEXT_GAIN,
    CONTEXT_HALF_LIFE_SENTENCES,
    CUE_GAIN,
    LENGTH_GAIN,
)


class Reading(NamedTuple):
    """What one sentence of the customer says of their state.

    Attributes:
        wording: The text model's score of the words alone, in standard deviations.
        sentence: The same with cues and length: compare sentences by this.
        dialogue: The same with what was said before: the best guess there is.
        cues: The phrases that were found.
    """

    wording: float
    sentence: float
    dialogue: float
    cues: tuple[Cue, ...]


class DialogueReader:
    """Reads a dialogue sentence by sentence."""

    def __init__(
        self,
        model: EmotionModel | None = None,
        lexicon: CueLexicon | None = None,
        acts: ActModel | None = None,
    ) -> None:
        """Use the shipped models and English lexicon unless told otherwise."""
        self._model = model or emotion_model()
        self._lexicon = lexicon or cue_lexicon()
        self._acts = acts or act_model()
        self.reset()

    def reset(self) -> None:
        """Forget the dialogue."""
        self._sum = 0.0
        self._weight = 0.0
        self._bad_news = 0.0

    def cues(self, items: Sequence[str]) -> list[Cue]:
        """Return the cues among tokens without taking them as said."""
        return self._lexicon.find(items)

    def customer(self, items: Sequence[str]) -> Reading:
        """Read the customer's next sentence, given as tokens."""
        cues = tuple(self._lexicon.find(items))
        cues += self._acted(items, cues)
        wording = self._model.score(items)
        sentence = (
            wording
            + CUE_GAIN * sum(cue.weight for cue in cues)
            + LENGTH_GAIN * math.log1p(len(items))
        )
        before = self._sum / (self._weight + 1.0)
        dialogue = sentence + CONTEXT_GAIN * before + BAD_NEWS_GAIN * self._bad_news
        kept = 0.5 ** (1.0 / CONTEXT_HALF_LIFE_SENTENCES)
        self._sum = self._sum * kept + sentence
        self._weight = self._weight * kept + 1.0
        return Reading(wording, sentence, dialogue, cues)

    def _acted(self, items: Sequence[str], cues: Sequence[Cue]) -> tuple[Cue, ...]:
        """Return what a sentence does beyond what its phrases say, as a cue of all of it."""
        told = sum(cue.weight for cue in cues if cue.weight > 0.0 and not cue.mild)
        if told >= ACT_CUES_ENOUGH:
            return ()
        weights = [
            ACT_CUES[act] * (1.0 if sure else ACT_LIKELY_SHARE)
            for act, sure in self._acts.acts("customer", items).items()
            if act in ACT_CUES
        ]
        if not weights:
            return ()
        return (Cue(0, len(items), max(weights), "what it says", False),)

    def agent(self, items: Sequence[str]) -> None:
        """Take what the agent said next, given as tokens."""
        words = self._lexicon.words
        bad = not words.bad_news.isdisjoint(items) or not words.bad_pairs.isdisjoint(
            itertools.pairwise(items)
        )
        self._bad_news = max(self._bad_news * BAD_NEWS_KEPT, float(bad))
