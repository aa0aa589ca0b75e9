"""Constants of the lights: from when on a side is too quiet, clipping, or not alone.

How each was calibrated stands in ``docs/devices.md``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HealthSettings:
    """What the sound must show before a light says so.

    Attributes:
        dead_dbfs: At or below this nothing is sent at all.
        speech_prob: Probability from which a hop is speech.
        heard_for_s: A side that spoke within this is heard.
        full_scale: Samples at or above this are cut off.
        cut_share: A piece of 0.128 s clips when so much of it is cut off. An unclipped voice,
            even shouting at full scale, stays below a tenth of it.
        cut_pieces: So many clipping pieces within ``cut_window_s`` are clipping; a laugh
            has fewer.
        cut_window_s: See ``cut_pieces``.
        quiet_dbfs: Speech with a lower median level loses syllables.
        noisy_dbfs: Speech below this is too quiet if it also does not rise above noise.
        noisy_rise_db: By this much it must rise.
        quiet_clear_db: So much better than the above is good again.
        quiet_speech_s: Speech needed to say so in a call without any good speech yet.
        quiet_after_good_s: The same, since the last good speech.
        faint_dbfs: Sound below the voice detector's gate is looked at for a voice down to here.
        faint_rise_db: ... if it rises so far above the noise.
        faint_periodic: ... and is so periodic (peak of the normalized autocorrelation).
        shared_floor_dbfs: Both sides must be louder than this to be compared.
        shared_loud_dbfs: ... and one of them louder than this.
        shared_s: Sound of both sides that is compared.
        shared_share: Of the fainter side's energy the other must explain so much.
        leak_dbfs: An echo fainter than this is left to the ear's own veto.
        leak_drop_db: Where the customer is not even so much louder, nothing disproves an echo.
        leak_gone_db: So much fainter than the customer it is the bleed of any headset.
        leak_sure_db: So much fainter than the customer it is a leak, not the wrong device.
        leak_lag_s: Nearer to the customer's level an echo is told by this much delay.
    """

    dead_dbfs: float = -95.0
    speech_prob: float = 0.5
    heard_for_s: float = 3.0
    full_scale: float = 0.95
    cut_share: float = 0.005
    cut_pieces: int = 8
    cut_window_s: float = 3.072
    quiet_dbfs: float = -58.0
    noisy_dbfs: float = -50.0
    noisy_rise_db: float = 3.5
    quiet_clear_db: float = 4.0
    quiet_speech_s: float = 0.7
    quiet_after_good_s: float = 4.0
    faint_dbfs: float = -82.0
    faint_rise_db: float = 12.0
    faint_periodic: float = 0.6
    shared_floor_dbfs: float = -60.0
    shared_loud_dbfs: float = -45.0
    shared_s: float = 1.75
    shared_share: float = 0.5
    leak_dbfs: float = -46.0
    leak_drop_db: float = 3.0
    leak_gone_db: float = 24.0
    leak_sure_db: float = 12.0
    leak_lag_s: float = 0.008
