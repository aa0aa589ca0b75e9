"""The core's names for people, which windows show in their language.

Their sentences with something filled in are listed in callassist/gui/core_texts.py.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable

from callassist.paths import resources_dir
from callassist.prompts.findings import FINDING_KINDS
from callassist.review import event_names
from callassist.review.behaviors import BEHAVIORS
from callassist.review.practice import answers, boxes, questions
from callassist.review.team.measures import MEASURES
from callassist.run.health import REMEDIES
from callassist.run.studio import asking, form


def core_names() -> list[str]:
    """Return every name once, sorted."""
    names = {
        *event_names.FILTERS.values(),
        *event_names.OUTCOMES.values(),
        *event_names.OVERLAPS.values(),
        *event_names._TITLES.values(),
        *(event_names.title_of("interruption", side) for side in ("agent", "customer", "")),
        *(text for each in BEHAVIORS for text in (each.title, each.takes)),
        *(text for each in MEASURES for text in (each.title, each.explained, each.of)),
        *answers._NAMES.values(),
        *_of_practice(),
        *_of_studio(),
        *(line for lines in REMEDIES.values() for line in lines.values()),
        boxes.EXPLAINED,
        questions.PROMPT_TEXT,
    }
    return sorted(names - {""})


def _of_practice() -> Iterable[str]:
    text = (resources_dir() / "practice" / "en.toml").read_text(encoding="utf-8")
    for item in tomllib.loads(text)["behavior"]:
        yield item.get("title", "")
        yield item["why"]
        yield item["hint"]


def _of_studio() -> Iterable[str]:
    numbers = (*form.PROMPT_NUMBERS, *form.BUDGET_NUMBERS)
    words = (form.WITHIN_WORDS, form.TIMES)
    for each in (*numbers, form.MIN_SCORE, form.WITHIN, *words, form.SCORE, *form.CONDITIONS):
        yield each.label
        yield each.help
    yield from (asking.NO_SPEECH, asking.AS_FOUND)
    yield from form.SEVERITIES.values()
    yield from form.GROUPS.values()
    for kind in FINDING_KINDS.values():
        yield kind.meaning
