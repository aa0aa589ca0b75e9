"""The customer's frustration, from words alone and from the voice alone."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from tools.evaluate.rows import Row, Section, at_least, missing, shown
from tools.measure_frustration import (
    acted_anger,
    dialogues,
    rated_arousal,
    read_goemotions,
    split_area,
    words_alone,
)

MINILM_COMMENTS = 8000
WORDS = "Customer-support sentences, words alone"
VOICE = "Voice alone, its level left out"
_HOW = {
    WORDS: "`../shared/text/maia`: sentences of customers that bear frustration, anger or "
    "disappointment against all others; area under the ROC curve. No weight was trained on them. "
    "Below the line, for comparison, on the same sentences: VADER; a bag of words (TF-IDF of words "
    "and pairs, logistic regression) trained on all of GoEmotions; all-MiniLM-L6-v2 whole, with a "
    f"logistic regression on its vectors of {MINILM_COMMENTS:,} comments of GoEmotions drawn "
    "by a fixed seed, regularized as suits these sentences best.",
    VOICE: "`../shared/emotion/emodb`: acted German, each clip against three neutral ones of its "
    "speaker, area under the ROC curve; `../shared/emotion/arousal-valence`: rank correlation of "
    "arousal with what people rated, each clip against all others.",
}
_BARS = {
    "support sentences, sentence: text model and cues": 0.75,
    "support sentences, sentence with the dialogue before it": 0.78,
    "voice, anger against neutral": 0.99,
    "voice, anger against neutral and happiness": 0.80,
    "voice, rank correlation with rated arousal": 0.6,
}
_PLAIN = (
    "support sentences, VADER",
    "support sentences, bag of words",
    "support sentences, full MiniLM",
)
Say = Callable[[str], None]


def frustration_sections(shared: Path | None, say: Say) -> list[Section]:
    """Return the rows of words and of voice; ``shared`` is ``None`` where it is missing."""
    return [
        Section(WORDS, _HOW[WORDS], list(_words(shared, say))),
        Section(VOICE, _HOW[VOICE], list(_voice(shared, say))),
    ]


def _words(shared: Path | None, say: Say) -> Iterator[Row]:
    if shared is None:
        yield from _not_here("support")
        return
    maia, goemotions = shared / "text" / "maia", shared / "text" / "goemotions"
    say("words: sentences and dialogues")
    for name, value in words_alone(maia, False, goemotions):
        yield _row(name, value)
    say("words: VADER and bag of words")
    try:
        for name, value in words_alone(maia, True, goemotions):
            if name in _PLAIN:
                yield _row(name, value)
    except ModuleNotFoundError as error:
        yield from (missing(_title(name), "", f"{error.name} is not installed") for name in _PLAIN)
        return
    say("words: full MiniLM")
    try:
        yield _row(_PLAIN[2], minilm_area(maia, goemotions, say))
    except (ModuleNotFoundError, SystemExit) as error:
        yield missing(_title(_PLAIN[2]), "", str(error))


def minilm_area(maia: Path, goemotions: Path, say: Say) -> float:
    """Return what the full MiniLM encoder with a linear head reaches on the same sentences."""
    from sklearn.linear_model import LogisticRegression

    from tools.minilm import MiniLM, model_dir

    encoder = MiniLM(model_dir())
    items, upset = read_goemotions(goemotions, "train")
    drawn = random.Random(0).sample(range(len(items)), min(MINILM_COMMENTS, len(items)))
    known = encoder.encode([" ".join(items[index]) for index in drawn])
    say(f"words: full MiniLM has read {len(drawn)} comments")
    lines = [line for dialogue in dialogues(maia) for line in dialogue if line[0]]
    asked = encoder.encode([" ".join(tokens) for _, _, tokens, _ in lines])
    # The C that serves it best on these very sentences: a baseline shall not be made weak.
    model = LogisticRegression(C=0.003, max_iter=2000)
    model.fit(known, [upset[index] for index in drawn])
    return split_area(list(model.decision_function(asked)), [truth for *_, truth in lines])


def _voice(shared: Path | None, say: Say) -> Iterator[Row]:
    if shared is None:
        yield from _not_here("voice")
        return
    say("voice: acted anger")
    for name, value in acted_anger(shared / "emotion" / "emodb"):
        yield _row(name, value)
    say("voice: rated arousal")
    for name, value in rated_arousal(shared / "emotion" / "arousal-valence"):
        yield _row(name, value)


def _row(name: str, value: float) -> Row:
    bar = _BARS.get(name)
    return shown(_title(name), value) if bar is None else at_least(_title(name), bar, value)


def _title(name: str) -> str:
    return name.split(", ", 1)[1]


def _not_here(group: str) -> Iterator[Row]:
    for name, bar in _BARS.items():
        if name.startswith(group):
            yield missing(_title(name), f"≥ {bar:g}", "the set is not here")
