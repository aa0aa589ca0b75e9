"""Constants of the ear: how sound becomes speech, stretches, turns and overlaps.

How each was calibrated stands in ``docs/listening.md``.
"""

from __future__ import annotations

from dataclasses import dataclass

RATE_HZ = 16_000
HOP_SAMPLES = 512
HOP_S = HOP_SAMPLES / RATE_HZ
"""The grid of everything that Listen measures: 32 ms, the voice detector's window."""


@dataclass(frozen=True, slots=True)
class VoiceActivitySettings:
    """When sound counts as speech.

    Attributes:
        gate_dbfs: Below this level the voice detector is not even asked.
        gate_hold_s: How long it is asked on after the level fell below the gate.
        gain_db: The most by which a quiet channel is raised for the voice detector.
        loud_dbfs: Channels whose peaks reach this level are not raised.
        gain_fall_db_s: How fast loud peaks are forgotten.
        on_prob: Speech probability that starts activity.
        off_prob: Probability below which activity fades.
        on_s: How long speech must be probable before activity starts.
        off_s: How long it must be improbable before activity ends.
        masked_s: How long activity outlasts hops in which it cannot be told.
        fall_db: A hop this far below the recent peak is no speech, whatever the
            detector, which lags by a few hops, still says.
        peak_decay_db_s: How fast the recent peak is forgotten.
        noise_rise_db_s: How fast the estimate of the noise may rise.
        over_noise_db: What rises less than this above the noise holds no speech.
        noisy_db: A line is noisy when its peaks rise less than this above its noise.
        sure_prob: On a noisy line, a probability that counts even down in the noise.
        well_over_db: On a noisy line, what rises this far above the noise is speech
            from a low probability on, for there the detector is slow to believe.
        low_prob: That low probability.
    """

    gate_dbfs: float = -62.0
    gate_hold_s: float = 0.3
    gain_db: float = 18.0
    loud_dbfs: float = -22.0
    gain_fall_db_s: float = 1.0
    on_prob: float = 0.5
    off_prob: float = 0.35
    on_s: float = 0.064
    off_s: float = 0.16
    masked_s: float = 0.4
    fall_db: float = 32.0
    peak_decay_db_s: float = 6.0
    noise_rise_db_s: float = 3.0
    over_noise_db: float = 4.0
    noisy_db: float = 26.0
    sure_prob: float = 0.95
    well_over_db: float = 8.0
    low_prob: float = 0.2


@dataclass(frozen=True, slots=True)
class BleedSettings:
    """When one side's sound is the other side's voice, leaked.

    Attributes:
        memory_s: Time constant with which the leak's path is learned.
        min_drop_db: The other side must be at least this much louder.
        explained: Share of a hop's energy from which the leak explains it.
        coherent: Share of the energy heard under the other's speech that the path
            must explain before there is a leak at all.
        floor_db: What rises less than this above the noise, once the leak is
            taken away, is no speech.
        floor_rise_db_s: How fast the estimate of the noise may rise.
        hold_s: How long after the other side's sound a leak is still looked for.
    """

    memory_s: float = 3.0
    min_drop_db: float = 6.0
    explained: float = 0.5
    coherent: float = 0.12
    floor_db: float = 6.0
    floor_rise_db_s: float = 3.0
    hold_s: float = 0.3


@dataclass(frozen=True, slots=True)
class StretchSettings:
    """Where a stretch of speech (an inter-pausal unit) ends.

    Attributes:
        pause_s: Silence that ends a stretch.
        long_s: From this length on a shorter pause is enough.
        long_pause_s: That shorter pause.
        max_s: A stretch is cut here at the latest.
        pad_s: Sound given to the recognizer before and after the speech.
        min_s: Shorter sounds are no speech and are not recognized.
    """

    pause_s: float = 0.45
    long_s: float = 3.0
    long_pause_s: float = 0.2
    max_s: float = 14.0
    pad_s: float = 0.2
    min_s: float = 0.16


@dataclass(frozen=True, slots=True)
class RecognitionSettings:
    """When words are asked for and when they count as known.

    Attributes:
        first_partial_s: Age of a stretch at its first partial.
        partial_every_s: Time between later partials.
        overlap_partial_s: Age of a stretch that began in an overlap at a peek
            at its first words, which can tell a backchannel from a grab of the floor.
        allowance_s: Stream time granted to the recognizer for any answer.
        allowance_share: More of it, a share of the stretch's length.
    """

    first_partial_s: float = 1.5
    partial_every_s: float = 1.5
    overlap_partial_s: float = 0.48
    allowance_s: float = 0.2
    allowance_share: float = 0.05


@dataclass(frozen=True, slots=True)
class TurnSettings:
    """When somebody has the floor.

    Attributes:
        join_s: A shorter pause of the holder's joins stretches to one turn.
        take_s: The other side has taken the floor after this much speech in the
            holder's silence.
        short_s: A shorter word also takes it when the holder was silent this
            long before it ended ("Yes.").
    """

    join_s: float = 1.2
    take_s: float = 0.6
    short_s: float = 0.5


@dataclass(frozen=True, slots=True)
class OverlapSettings:
    """How overlaps are told apart.

    Attributes:
        hold_s: Who has spoken for less than this when the other comes in has
            started at the same time.
        resumed_s: The same for the holder of the floor who goes on after a pause.
        fresh_s: The newcomer must have been silent this long before.
        silent_s: A newcomer has left the floor after this silence if nobody speaks;
            while the holder speaks ``fresh_s`` is enough.
        terminal_s: A shorter overlap at the holder's end is terminal.
        backchannel_s: Newcomers who fall silent before this were backchannels.
        both_s: When both have gone on this long it is competitive.
        word_s: The same for either, when the newcomer's first words are a backchannel's.
        failed_s: A newcomer who gives way before this only tried.
    """

    hold_s: float = 0.4
    resumed_s: float = 0.16
    fresh_s: float = 0.4
    silent_s: float = 0.56
    terminal_s: float = 0.35
    backchannel_s: float = 0.8
    both_s: float = 0.88
    word_s: float = 0.92
    failed_s: float = 2.0


@dataclass(frozen=True, slots=True)
class HoldSettings:
    """When the customer's side is hold music.

    Attributes:
        gate_dbfs: Quieter sound is silence.
        fall_db: A hop this far below the loudest of its seconds is a pause.
        loud_share: Share of the time in which music is no pause.
        maybe_voice_prob: Probability of speech from which a hop may be a voice.
        voice_share: The most of it, of either side, that music may hold.
        soon_s: Seconds that must be music for a hold to begin.
        soon_tones: Partials of notes that must stand at a time, on average.
        soon_notes: Notes that must have come and gone.
        late_s: The same for music with weaker signs, which takes longer to be sure of.
        late_tones: Partials at a time in it.
        late_notes: Notes in it.
        last_s: The same for music of which a codec or dropouts have left little.
        last_tones: Partials at a time in it.
        last_notes: Notes in it.
        voice_prob: Probability of speech that is a voice.
        voice_s: So much of the customer's voice ends a hold ...
        voice_within_s: ... within such a time.
        agent_s: So much of the agent's speech ends it ...
        agent_within_s: ... within such a time: nobody talks to hold music for long.
        silent_s: Silence that ends it.
        over_voice_s: A voice of at most so long, with music and no pause on both sides of it,
            was music; such a hold begins before it ...
        over_voice_db: ... unless it is so much louder than the music: somebody spoke over it.
        forget_s: How often the voice detector forgets the music: after some seconds of
            it, it takes seconds to believe in a voice.
    """

    gate_dbfs: float = -58.0
    fall_db: float = 30.0
    loud_share: float = 0.8
    maybe_voice_prob: float = 0.3
    voice_share: float = 0.05
    soon_s: float = 4.096
    soon_tones: float = 0.7
    soon_notes: int = 8
    late_s: float = 8.192
    late_tones: float = 0.3
    late_notes: int = 8
    last_s: float = 12.288
    last_tones: float = 0.2
    last_notes: int = 8
    voice_prob: float = 0.5
    voice_s: float = 0.256
    voice_within_s: float = 0.512
    agent_s: float = 1.5
    agent_within_s: float = 2.0
    silent_s: float = 3.0
    over_voice_s: float = 4.0
    over_voice_db: float = 2.0
    forget_s: float = 0.256


@dataclass(frozen=True, slots=True)
class ListenSettings:
    """All of Listen's constants."""

    voice_activity: VoiceActivitySettings = VoiceActivitySettings()
    bleed: BleedSettings = BleedSettings()
    stretch: StretchSettings = StretchSettings()
    recognition: RecognitionSettings = RecognitionSettings()
    turn: TurnSettings = TurnSettings()
    overlap: OverlapSettings = OverlapSettings()
    hold: HoldSettings = HoldSettings()
