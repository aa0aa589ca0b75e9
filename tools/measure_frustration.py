"""Measure the customer's frustration on text and voice that it was never trained on.

    python tools/measure_frustration.py FOLDER [--baselines]

FOLDER holds ``text/maia`` (customer-support dialogues with sentence emotions, CC BY-ND),
``text/goemotions``, ``emotion/emodb`` (acted German, 2-second clips) and
``emotion/arousal-valence`` (rated clips). What is missing is left out. ``--baselines``
adds VADER and a bag of words trained on GoEmotions; it needs vaderSentiment and
scikit-learn. Every figure is the area under the ROC curve unless it says otherwise.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile as sf
import soxr

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from callassist.detect.frustration.upset import DialogueReader
from callassist.detect.frustration.voice import VoiceBaseline
from callassist.detect.language.emotion import emotion_model
from callassist.detect.language.text import tokens
from callassist.listen.features import FeatureMeter
from callassist.settings.listen import HOP_S, HOP_SAMPLES, RATE_HZ
from callassist.types import Stretch

UPSET = {"frustration", "anger", "disappointment"}
GOEMOTIONS_UPSET = ("anger", "annoyance", "disappointment", "disapproval", "sadness")
BASELINE_CLIPS = 3
BASELINE_DRAWS = 4
GATE_DBFS = -55.0
LOUD_SPAN_DB = 30.0
_MASKED = re.compile(r"#\w+#|\[\w+\]|https?\S+")
Sentence = tuple[bool, str, list[str], bool]


def area(positive: list[float], negative: list[float]) -> float:
    """Return the area under the ROC curve; ties count half."""
    high, low = np.array(positive), np.sort(negative)
    below = np.searchsorted(low, high, "left") + np.searchsorted(low, high, "right")
    return float(below.mean() / 2 / len(low))


def split_area(scores: list[float], truth: list[bool]) -> float:
    """Return the area of scores against their truth."""
    return area(
        [score for score, upset in zip(scores, truth, strict=True) if upset],
        [score for score, upset in zip(scores, truth, strict=True) if not upset],
    )


def dialogues(folder: Path) -> Iterator[list[Sentence]]:
    """Yield each dialogue as (customer?, text, tokens, upset?)."""
    labels = (folder / "labels.txt").read_text(encoding="utf-8").split()
    for path in sorted(folder.glob("*.json")):
        for dialogue in json.loads(path.read_text(encoding="utf-8")):
            lines: list[Sentence] = []
            for turn in dialogue["turns"]:
                inbound = turn["floor"] == "inbound"
                texts = turn["text_mt"] if inbound else turn["text_src"]
                for text, label in zip(texts, turn["Emotion"], strict=False):
                    items = tokens(_MASKED.sub(" ", text))
                    lines.append((inbound, text, items, labels[label] in UPSET))
            yield lines


def words_alone(folder: Path, baselines: bool, goemotions: Path) -> Iterator[tuple[str, float]]:
    """Yield the rows of customer-support sentences."""
    reader = DialogueReader()
    truth: list[bool] = []
    texts: list[list[str]] = []
    scores: dict[str, list[float]] = {"wording": [], "sentence": [], "dialogue": []}
    for lines in dialogues(folder):
        reader.reset()
        for customer, _, items, upset in lines:
            if not customer:
                reader.agent(items)
                continue
            reading = reader.customer(items)
            truth.append(upset)
            texts.append(items)
            for name, kept in scores.items():
                kept.append(getattr(reading, name))
    for name, row in (
        ("text model alone", "wording"),
        ("sentence: text model and cues", "sentence"),
        ("sentence with the dialogue before it", "dialogue"),
    ):
        yield f"support sentences, {name}", split_area(scores[row], truth)
    if baselines:
        yield from _baselines(texts, truth, goemotions)


def _baselines(
    texts: list[list[str]], truth: list[bool], goemotions: Path
) -> Iterator[tuple[str, float]]:
    """Yield what VADER and a bag of words reach on the same sentences."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    joined = [" ".join(items) for items in texts]
    vader = SentimentIntensityAnalyzer()
    scores = [-vader.polarity_scores(text)["compound"] for text in joined]
    yield "support sentences, VADER", split_area(scores, truth)
    known, upset = read_goemotions(goemotions, "train")
    bag = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, token_pattern=r"\S+")
    features = bag.fit_transform([" ".join(items) for items in known])
    model = LogisticRegression(max_iter=300).fit(features, upset)
    scores = list(model.decision_function(bag.transform(joined)))
    yield "support sentences, bag of words", split_area(scores, truth)


def read_goemotions(folder: Path, part: str) -> tuple[list[list[str]], list[bool]]:
    """Return a part's comments as tokens, and which are upset."""
    labels = (folder / "labels.txt").read_text(encoding="utf-8").split()
    wanted = {str(labels.index(name)) for name in GOEMOTIONS_UPSET}
    rows = [line.split("\t") for line in (folder / f"{part}.tsv").read_text("utf-8").splitlines()]
    return (
        [tokens(_MASKED.sub(" ", row[0])) for row in rows],
        [bool(wanted & set(row[1].split(","))) for row in rows],
    )


def clip(path: Path, *, level: bool = False) -> Stretch:
    """Return a clip as one stretch, its level left out unless asked for."""
    sound, rate_hz = sf.read(path, dtype="float32", always_2d=True)
    samples = soxr.resample(sound[:, 0], rate_hz, RATE_HZ).astype(np.float32)
    count = len(samples) // HOP_SAMPLES
    hops = FeatureMeter(GATE_DBFS).measure(samples[: count * HOP_SAMPLES].reshape(count, -1))
    voiced = ~np.isnan(hops.pitch_hz) & (hops.level_dbfs > hops.level_dbfs.max() - LOUD_SPAN_DB)
    end_s = count * HOP_S
    medians = [
        float(np.median(values[voiced])) if voiced.any() else float("nan")
        for values in (hops.level_dbfs, hops.pitch_hz, hops.tilt_db)
    ]
    loudness = medians[0] if level else float("nan")
    voiced_s = float(voiced.sum() * HOP_S)
    return Stretch("customer", 0, end_s, True, end_s, loudness, *medians[1:], voiced_s)


def arousal(baseline: list[Stretch], heard: Stretch) -> float:
    """Return a clip's arousal against others of its speaker's; 0 where nothing is known."""
    voice = VoiceBaseline()
    for stretch in baseline:
        voice.push(stretch)
    found = voice.push(heard)
    return found.value if found else 0.0


def acted_anger(folder: Path) -> Iterator[tuple[str, float]]:
    """Yield the rows of acted clips; W anger, N neutral, F happiness."""
    speakers: dict[str, dict[str, list[Stretch]]] = {}
    for path in sorted(folder.glob("*.flac")):
        kinds = speakers.setdefault(path.name[:2], {})
        kinds.setdefault(path.name[5], []).append(clip(path))
    chance = random.Random(0)
    scores: dict[str, list[float]] = {"W": [], "N": [], "F": []}
    for kinds in speakers.values():
        for _ in range(BASELINE_DRAWS):
            usual = chance.sample(kinds["N"], BASELINE_CLIPS)
            for kind, kept in scores.items():
                kept += [arousal(usual, each) for each in kinds.get(kind, []) if each not in usual]
    yield "voice, anger against neutral", area(scores["W"], scores["N"])
    yield "voice, anger against neutral and happiness", area(scores["W"], scores["N"] + scores["F"])


def rated_arousal(folder: Path) -> Iterator[tuple[str, float]]:
    """Yield the rank correlation with rated arousal, each clip against all the others."""
    with (folder / "arousal.csv").open(encoding="utf-8") as file:
        rated = {name: float(value) for name, value in csv.reader(file)}
    clips = {name: clip(folder / name) for name in rated}
    scores = [
        arousal([other for key, other in clips.items() if key != name], clips[name])
        for name in rated
    ]
    ranks = [np.argsort(np.argsort(values)) for values in (scores, list(rated.values()))]
    yield "voice, rank correlation with rated arousal", float(np.corrcoef(ranks[0], ranks[1])[0, 1])


def rows(folder: Path, baselines: bool = False) -> Iterator[tuple[str, float]]:
    """Yield (what, figure) for everything that ``folder`` holds."""
    goemotions = folder / "text" / "goemotions"
    if (goemotions / "test.tsv").is_file():
        texts, truth = read_goemotions(goemotions, "test")
        scores = [emotion_model().score(items) for items in texts]
        yield "GoEmotions test, text model", split_area(scores, truth)
    if (folder / "text" / "maia").is_dir():
        yield from words_alone(folder / "text" / "maia", baselines, goemotions)
    if (folder / "emotion" / "emodb").is_dir():
        yield from acted_anger(folder / "emotion" / "emodb")
    if (folder / "emotion" / "arousal-valence").is_dir():
        yield from rated_arousal(folder / "emotion" / "arousal-valence")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--baselines", action="store_true")
    options = parser.parse_args()
    for what, figure in rows(options.folder, options.baselines):
        print(f"{what:60s} {figure:.3f}", flush=True)


if __name__ == "__main__":
    main()
