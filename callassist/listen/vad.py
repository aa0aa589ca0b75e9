"""Who is speaking, hop by hop: a voice detector's probabilities made into activity."""

from __future__ import annotations

from callassist.settings.listen import HOP_S, VoiceActivitySettings


def hops(seconds: float) -> int:
    """Return the number of hops nearest to ``seconds``, at least 1."""
    return max(1, round(seconds / HOP_S))


class NoiseFloor:
    """Follows the level of one channel's noise: down at once, up slowly.

    Speech has pauses of some hops every second or two, so the lowest level of
    late is the noise (Martin 2001, "Noise power spectral density estimation
    based on optimal smoothing and minimum statistics", in one band).

    Attributes:
        dbfs: The noise's level; 0 before any sound.
    """

    def __init__(self, settings: VoiceActivitySettings) -> None:
        """Start without an estimate."""
        self._settings = settings
        self.reset()

    def reset(self) -> None:
        """Forget the noise."""
        self.dbfs = 0.0

    def step(self, level_dbfs: float) -> float:
        """Take the next hop's level; return the noise's."""
        risen_dbfs = self.dbfs + self._settings.noise_rise_db_s * HOP_S
        self.dbfs = min(risen_dbfs, level_dbfs)
        return self.dbfs


class DetectorGain:
    """Brings a quiet channel up to where the voice detector was trained.

    It is slow to believe in a quiet voice.
    """

    def __init__(self, settings: VoiceActivitySettings) -> None:
        """Start with all the gain there may be."""
        self._settings = settings
        self.reset()

    def reset(self) -> None:
        """Forget how loud the channel was."""
        self._peak_dbfs = -100.0

    def step(self, level_dbfs: float) -> float:
        """Take the next hop's level; return the factor for its samples."""
        settings = self._settings
        self._peak_dbfs -= settings.gain_fall_db_s * HOP_S
        self._peak_dbfs = max(self._peak_dbfs, level_dbfs)
        gain_db = min(settings.gain_db, max(0.0, settings.loud_dbfs - self._peak_dbfs))
        return float(10.0 ** (gain_db / 20.0))


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
        self._masked_hops = hops(settings.masked_s)
        self.reset()

    def reset(self) -> None:
        """Forget everything, back to silence at hop 0."""
        self.active = False
        self.start_hop = 0
        self.end_hop = 0
        self._run = 0
        self._peak_dbfs = -100.0

    def step(
        self,
        hop: int,
        probability: float,
        level_dbfs: float,
        noise_dbfs: float,
        *,
        masked: bool = False,
    ) -> bool:
        """Take hop number ``hop``; return whether the channel is active.

        Args:
            hop: The hop's number.
            probability: Of speech.
            level_dbfs: The hop's level.
            noise_dbfs: The noise's level.
            masked: The other side's voice hides whatever may be said here.
        """
        settings = self._settings
        self._peak_dbfs -= settings.peak_decay_db_s * HOP_S
        if level_dbfs < self._peak_dbfs - settings.fall_db:
            probability = 0.0
        heard = 0.0 if masked else self._over_noise(probability, level_dbfs, noise_dbfs)
        if heard >= settings.on_prob:
            self._peak_dbfs = max(self._peak_dbfs, level_dbfs)
        if self.active:
            quiet_hops = hop + 1 - self.end_hop
            if heard >= settings.off_prob:
                self.end_hop = hop + 1
            elif quiet_hops >= self._masked_hops or (
                quiet_hops >= self._off_hops and probability < settings.off_prob
            ):
                self.active = False
                self._run = 0
            return self.active
        self._run = self._run + 1 if heard >= settings.on_prob else 0
        if self._run >= self._on_hops:
            self.active = True
            self.start_hop = hop + 1 - self._run
            self.end_hop = hop + 1
        return self.active

    def _over_noise(self, probability: float, level_dbfs: float, noise_dbfs: float) -> float:
        """Return the probability of speech in the light of the line's noise."""
        settings = self._settings
        over_db = level_dbfs - noise_dbfs
        noisy = self._peak_dbfs - noise_dbfs < settings.noisy_db
        if over_db < settings.over_noise_db:
            return probability if noisy and probability >= settings.sure_prob else 0.0
        if noisy and over_db >= settings.well_over_db and probability >= settings.low_prob:
            return max(probability, settings.on_prob)
        return probability
