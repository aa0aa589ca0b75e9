"""Who is speaking, hop by hop: a voice detector's probabilities made into activity."""

from __future__ import annotations

from callassist.settings.listen import HOP_S, VoiceActivitySettings


def hops(seconds: float) -> int:
    """Return the number of hops nearest to ``seconds``, at least 1."""
    return max(1, round(seconds / HOP_S))


class ActivityTracker:
    """Turns one channel's probabilities into activity with hysteresis.

    Attributes:
        active: Whether the channel speaks, as far as is known.
        start_hop: First hop of the running (or last) activity.
        end_hop: First hop after the last activity; while active, after the
            last hop that held speech.
    """

    def __init__(self, settings: VoiceActivitySettings) -> None:
        """Start in silence."""
        self._settings = settings
        self._on_hops = hops(settings.on_s)
        self._off_hops = hops(settings.off_s)
        self.reset()

    def reset(self) -> None:
        """Forget everything, back to silence at hop 0."""
        self.active = False
        self.start_hop = 0
        self.end_hop = 0
        self._run = 0
        self._peak_dbfs = -100.0

    def step(self, hop: int, probability: float, level_dbfs: float) -> bool:
        """Take hop number ``hop``; return whether the channel is active."""
        settings = self._settings
        self._peak_dbfs -= settings.peak_decay_db_s * HOP_S
        if level_dbfs < self._peak_dbfs - settings.fall_db:
            probability = 0.0
        if probability >= settings.on_prob:
            self._peak_dbfs = max(self._peak_dbfs, level_dbfs)
        if self.active:
            if probability >= settings.off_prob:
                self.end_hop = hop + 1
            elif hop + 1 - self.end_hop >= self._off_hops:
                self.active = False
                self._run = 0
            return self.active
        self._run = self._run + 1 if probability >= settings.on_prob else 0
        if self._run >= self._on_hops:
            self.active = True
            self.start_hop = hop + 1 - self._run
            self.end_hop = hop + 1
        return self.active
