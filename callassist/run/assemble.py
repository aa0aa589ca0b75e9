"""Builds the pipeline of a call from an engine and a prompt pack."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from callassist.detect.judge import Judge
from callassist.engines.silero import SileroDetector
from callassist.listen.listen import Listen
from callassist.pipeline import Pipeline
from callassist.prompts.firing import Prompter
from callassist.prompts.pack import Pack
from callassist.protocols import Engine, Runner
from callassist.settings.measures import ALL_MEASURES, Measures
from callassist.types import CHANNELS, Channel


def build_pipeline(
    engine: Engine | None,
    pack: Pack,
    *,
    runners: Mapping[Channel, Runner] | None = None,
    drain: Callable[[], None] | None = None,
    measures: Measures = ALL_MEASURES,
    pause_on_hold: bool = True,
) -> Pipeline:
    """Return a fresh pipeline.

    Args:
        engine: The recognizer of both sides' words; without one there are only
            the cues of timing.
        pack: What is said and when.
        runners: Where recognition runs; in line by default.
        drain: Waits until the runners have nothing left to do.
        measures: Whose voice may be measured.
        pause_on_hold: Whether nothing is noticed while the customer's side is hold music.
    """
    language = engine.language if engine else "en"
    listen = Listen(
        {channel: SileroDetector() for channel in CHANNELS},
        {channel: engine.recognizer() for channel in CHANNELS} if engine else None,
        runners=runners,
        drain=drain,
        language=language,
        watch_for_hold=pause_on_hold,
    )
    judge = Judge(measures=measures, additions=pack.additions(language))
    return Pipeline(listen, judge, Prompter(pack))
