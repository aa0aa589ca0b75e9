"""How far words can be trusted: on a noisy line a recognizer invents half of them."""

from __future__ import annotations

from dataclasses import replace

from callassist.settings.custom import CUSTOM_PREFIX
from callassist.settings.judge import (
    CLARITY_KEPT,
    CLEAR_DB,
    DOUBTED,
    DOUBTED_TWICE,
    UNCLEAR_DB,
    UNCLEAR_SHARE,
)
from callassist.types import Channel, Finding, Judgement, Stretch


class Clarity:
    """Follows how far either side's voice rises above the noise of its line.

    Attributes:
        share: What the score of a finding from words is multiplied by: 1 on clear
            lines, less on noisy ones.
    """

    def __init__(self) -> None:
        """Begin with clear lines."""
        self._over_noise_db: dict[Channel, float] = {}
        self.share = 1.0

    def hear(self, stretch: Stretch) -> None:
        """Take a stretch of either side."""
        if not stretch.final or stretch.over_noise_db != stretch.over_noise_db:
            return
        before = self._over_noise_db.get(stretch.channel, stretch.over_noise_db)
        now = before + (1.0 - CLARITY_KEPT) * (stretch.over_noise_db - before)
        self._over_noise_db[stretch.channel] = now
        rise = (min(self._over_noise_db.values()) - UNCLEAR_DB) / (CLEAR_DB - UNCLEAR_DB)
        self.share = UNCLEAR_SHARE + (1.0 - UNCLEAR_SHARE) * min(1.0, max(0.0, rise))

    def doubt(self, judgements: list[Judgement]) -> list[Judgement]:
        """Return findings with the score that they deserve on these lines.

        Only what finds fault on words is doubted, and twice what misses them: what was
        heard in the sound is as good as ever, and what speaks for the agent may keep a
        prompt away.
        """
        return judgements if self.share >= 1.0 else [self._doubted(item) for item in judgements]

    def _doubted(self, item: Judgement) -> Judgement:
        if not isinstance(item, Finding):
            return item
        share = 1.0
        if item.kind in DOUBTED or item.kind.startswith(CUSTOM_PREFIX):
            share = self.share
        elif item.kind in DOUBTED_TWICE:
            share = self.share**2
        return replace(item, score=round(item.score * share, 3))
