"""The figures that ``make bench`` measures: what each must reach, and how it is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal["s", "ms", "%", "MB", "times", ""]


@dataclass(frozen=True, slots=True)
class Figure:
    """Something to measure.

    Attributes:
        name: What it is called in the table.
        how: How it is measured, for people.
        unit: Of its value; ``%`` values are 0 to 100.
        at_most: It must not lie above this.
        at_least: It must not lie below this.
        aim: A bar that is not enforced yet; shown, never failed.
    """

    name: str
    how: str
    unit: Unit
    at_most: float | None = None
    at_least: float | None = None
    aim: float | None = None

    @property
    def required(self) -> str:
        """The bar, for the table."""
        if self.at_most is not None:
            return f"≤ {self.text(self.at_most)}"
        if self.at_least is not None:
            return f"≥ {self.text(self.at_least)}"
        return f"(aim ≤ {self.text(self.aim)})" if self.aim is not None else "–"

    def text(self, value: float) -> str:
        """Return a value with its unit, rounded as far as it means something."""
        places = {"s": 2, "ms": 0, "%": 1, "MB": 0, "times": 2, "": 3}[self.unit]
        if self.unit == "ms" and abs(value) < 20:
            places = 1
        shown = f"{value:.{places}f}"
        return shown if not self.unit else f"{shown} {self.unit}"

    def holds(self, value: float) -> bool:
        """Return whether a value lies within the bar."""
        over = self.at_most is not None and not value <= self.at_most
        under = self.at_least is not None and not value >= self.at_least
        return not (over or under)


_COMPOSED = (
    "Turns of the two speakers are cut out of the demo call by its truth (and out of the calls in "
    "`../shared/calls`, where that folder stands beside the checkout) and laid over each other "
    "at random places, from a fixed seed: interruptions where the first speaker gives way after "
    "0.45–1.2 s, and as many terminal overlaps (0.1–0.3 s), short words (0.25–0.65 s) under a "
    "turn that goes on, and gaps. Listen hears all of it with the real voice detector and "
    "without a recognizer."
)
_LIVE = (
    "A process of its own runs the overlay on a recording that comes in real time, with "
    "Moonshine, as a live call would, on a virtual screen."
)
_STORED = (
    "The dialogues of `tests/scenarios`, in random order from a fixed seed, as the events that "
    "Listen would tell of them: stretches, turns, overlaps, and words that grow every 1.5 s. The "
    "phrases are loaded before."
)

_WHATIF = (
    "Made calls of 5 minutes on average, each from the moments of real dialogues in a random "
    "order (`tests/benchmarks/stored_calls.py`), as packed replay tapes in memory: reading and "
    "unsealing them is not part of it. A process of its own."
)

_CLUSTER = (
    "Pieces of the demo call, all as long, on a scheduler and workers of this computer; each "
    "process has loaded Moonshine before. From the first result that is written to the last."
)

FIGURES: dict[str, Figure] = {
    "interruption_known": Figure(
        "An interruption is known after its start (stream time, p95)",
        _COMPOSED + " Known is the first overlap that is called an interruption, by the right "
        "side and within 0.7 s of the true start.",
        "s",
        at_most=1.0,
    ),
    "interruption_f1": Figure(
        "Composed interruptions: F1",
        "Of the same overlaps. Any overlap that was ever called an interruption counts as false, "
        "also where it was taken back; one that was taken back does not count as found.",
        "",
        at_least=0.9,
    ),
    "prompt_painted": Figure(
        "Its prompt is on screen after that (wall, p95)",
        _LIVE + " The call is composed as above, the pack says `listen` without a limit. From "
        "the second at which the sound had gone as far as the finding's `known_s`, to the first "
        "frame handed to the screen with the card at least half opaque. That includes the wait "
        "for the block (30 ms, about what the devices give), Listen, Judge, the way to the GUI "
        "thread, layout, half of the fade, and painting.",
        "ms",
        at_most=150.0,
    ),
    "words_prompt": Figure(
        "A prompt that needs words is shown after they end (stream time, p95)",
        "`analyze` with Moonshine over the demo call (and `../shared/calls`, where it is): every "
        "finding made of words that the default pack has a prompt for, shown or held back by the "
        "budget. From the end of the words that the finding quotes to its `known_s`, at which its "
        "prompt is shown if nothing else stands; where the finding quotes none (something was "
        "*not* said, or the customer calmed down), from the last words heard by then.",
        "s",
        at_most=2.5,
    ),
    "analyze_rest": Figure(
        "`analyze`, everything but the recognizer: share of real time on one core",
        "`analyze` of the demo call (stereo, a minute). Processor time of the thread that does it, "
        "all but what passed inside the recognizer's four methods. The other threads are the "
        "recognizer's own and count as its cost.",
        "%",
        at_most=2.0,
    ),
    "analyze_whole": Figure(
        "`analyze`, all of it with Moonshine: share of real time (wall)",
        "The same runs, by the clock, with the model loaded before.",
        "%",
        at_most=25.0,
    ),
    "analyze_bare": Figure(
        "The bare recognizer on the same sound: share of real time (wall)",
        "In turn with the runs above: Moonshine's own call, once for each stretch of speech that "
        "the runs gave it, without partial answers, word times or anything else of ours.",
        "%",
    ),
    "analyze_ratio": Figure(
        "`analyze` against the bare recognizer",
        "The two above divided, run by run. What lies above 1 is nearly all recognition too: "
        "growing turns are recognized anew for partial words, and newcomers are peeked at.",
        "times",
    ),
    "overlay_visible": Figure(
        "Overlay visible after start",
        _LIVE + " From the start of the process to the first frame of a window that the screen "
        "has exposed. The files are in the system's cache.",
        "s",
        at_most=2.0,
    ),
    "listening": Figure(
        "Listening after start",
        "The same runs, to the first sound that Listen has measured.",
        "s",
        at_most=4.0,
    ),
    "devices_listening": Figure(
        "The same on two real devices: `callassist live`",
        "`callassist live` on two monitors of a private PulseAudio, overlay and all, to the first "
        "sound that Listen has measured; the overlay's own figure stands beside it.",
        "s",
        at_most=4.0,
    ),
    "standby_ready": Figure(
        "Standby after start of `callassist`: from now on a call begins by itself",
        '`callassist` with `start = "sound"` on two monitors of a private PulseAudio, with its '
        "overlay on a virtual screen, to the first answer of its control socket that it waits "
        "for a call, with the customer's device open.",
        "s",
        at_most=4.0,
    ),
    "standby_share": Figure(
        "Processor in standby, the whole program: share of one core",
        "The same program, a minute after that start: user and system time of its process from "
        "`/proc` over 40 s in which nothing plays. What the sound server and the screen's server "
        "do for it is theirs and not counted.",
        "%",
        at_most=1.0,
    ),
    "standby_noise": Figure(
        "The same while the customer's side has a voice detector's attention",
        "The same with noise at -45 dBFS on the customer's side: every hop of it goes to the voice "
        "detector.",
        "%",
    ),
    "call_begins": Figure(
        "A call that is heard in standby is listened to after its first word began (wall)",
        "The same program; the customer's first turn of the demo call is played. To the answer "
        "of its control socket that it listens; what was said before is in the call.",
        "s",
        aim=2.0,
    ),
    "live_memory": Figure(
        "Live memory (peak)",
        "`VmHWM` of the process above at the end of the demo call.",
        "MB",
        at_most=450.0,
    ),
    "devices_memory": Figure(
        "Live memory (peak) on two real devices: `callassist live`",
        "`VmHWM` of the process of *Processor in a call with Moonshine*, after that minute.",
        "MB",
        at_most=450.0,
    ),
    "vosk_memory": Figure(
        "Live memory (peak) with a small Vosk model",
        "`VmHWM` of the overlay over 20 s of English with the Korean small model that the tests "
        "have. Its files take 254 MB, several times those of the English one, which the default "
        "engine takes and which no test can fetch: this shows how Vosk behaves, not what the "
        "product needs.",
        "MB",
        aim=450.0,
    ),
    "frame_work": Figure(
        "Longest work of the GUI thread in one go while a call runs",
        "`gui.frames.FrameProbe` over the whole demo call in the process above: processor time "
        "of the GUI thread between two turns of its event loop, which holds all painting, "
        "layout and slots.",
        "ms",
        at_most=16.0,
    ),
    "frame_stall": Figure(
        "Longest stall of the GUI thread while a call runs (wall)",
        "The same probe by the clock: work, and waiting for a core or for Python's lock. On a "
        "machine that is busy elsewhere it says more about the machine.",
        "ms",
        aim=16.0,
    ),
    "cpu_moonshine": Figure(
        "Processor in a call with Moonshine, share of one core",
        "`callassist live` on two monitors of a private PulseAudio, with its overlay on a virtual "
        "screen; processor time of the process (`/proc/<pid>/stat`) over a minute of the demo "
        "call, in which nearly always somebody speaks.",
        "%",
        at_most=60.0,
    ),
    "cpu_vosk": Figure(
        "Processor in a call with Vosk, share of one core",
        "The same with the Korean small model that the tests have, which hears English: "
        "dearer than the language it knows.",
        "%",
        at_most=60.0,
    ),
    "busy_overlaps": Figure(
        "Overlaps on a busy machine are told after they are known (wall, p95)",
        "The composed call in real time, by a live session with Moonshine, all on one processor "
        "that other processes of the same priority want for themselves. From the second at "
        "which the sound had gone as far as an overlap's `known_s` to the listener; the wait "
        "for the block (30 ms) is in it. See `docs/load.md`.",
        "ms",
        at_most=300.0,
    ),
    "timeline_open": Figure(
        "A 2-hour call's timeline opens",
        "A process of its own, on a virtual screen, is given a made call of two hours (as busy as "
        "a real one: about 1,000 turns and 16,000 words), its outline and its FLAC. From the "
        "wish to see it to the first frame of the window that the screen has, imports included.",
        "s",
        at_most=1.0,
    ),
    "timeline_memory": Figure(
        "Memory of that process (peak)",
        "`VmHWM` after panning, zooming and playing.",
        "MB",
        at_most=400.0,
    ),
    "timeline_frame": Figure(
        "Pan and zoom in it: a frame (p95)",
        "The same window at 1280x800: 120 steps of zooming from all of it to a minute and back, "
        "and 100 steps of panning each at 2 hours, 10 minutes, a minute and 10 seconds. From "
        "the wish to move to the frame handed to the screen, by the clock.",
        "ms",
        at_most=20.0,
    ),
    "timeline_seek": Figure(
        "Seek to sound in it (p95)",
        "40 seeks to anywhere while it plays on a private PulseAudio, from a FLAC of two hours. "
        "From the call of `Player.seek` to the first sample of the new place in the device's "
        "callback; the device's own delay (about 60 ms are asked for) comes on top.",
        "ms",
        at_most=150.0,
    ),
    "keeping_share": Figure(
        "Keeping a call, against hearing it (processor time)",
        "The same call, in blocks of 20 ms, through the whole pipeline with Moonshine, then with "
        "all its events through the recorder: cleaned, redacted, sealed, written and fsynced as "
        "in a live call. The second by the first.",
        "%",
        at_most=2.0,
    ),
    "search": Figure(
        "A page of kept calls is found among 10,000 (slowest kind of search)",
        "A store of made-up calls (`tests/store/generate.py`: word frequencies as in real talk, "
        "650 words in the median), opened anew. Words, phrases and fields, each search's median; "
        "200 summaries are unsealed for each page.",
        "ms",
        at_most=200.0,
    ),
    "judge_hour": Figure(
        "Judge alone, an hour's call (processor time)",
        _STORED + " One call of an hour; no dialogue comes twice before all have come once.",
        "ms",
        aim=100.0,
    ),
    "judge_prompter_hour": Figure(
        "Judge and Prompter, an hour's call (processor time)",
        "The same through `Pipeline.hear`, as the what-if runs it.",
        "ms",
        aim=100.0,
    ),
    "judge_calls": Figure(
        "Judge alone, 1,000 calls of 5 minutes (processor time, one core)",
        _STORED + " Each call is another order of other dialogues, none twice in a call; its words "
        "come in other calls too, as words do.",
        "s",
        aim=10.0,
    ),
    "judge_prompter_calls": Figure(
        "Judge and Prompter, 1,000 calls of 5 minutes (processor time, one core)",
        "The same through `Pipeline.hear`. Two cores share it by calls.",
        "s",
        aim=10.0,
    ),
    "whatif_first": Figure(
        "What-if over 1,000 stored calls: first numbers",
        _WHATIF + " From the question to the first call's answer; the other processes are not "
        "up yet then.",
        "s",
        at_most=0.5,
    ),
    "whatif_thousand": Figure(
        "What-if over 1,000 stored calls: all of it (wall)",
        "The same to the last answer, the start of the processes included.",
        "s",
        at_most=5.0,
    ),
    "whatif_move": Figure(
        "A slider moves: 1,000 calls answered anew (wall)",
        "The same calls, the processes up: another `min_score` of the prompt with the most "
        "findings. Calls without such a finding need no work.",
        "s",
        at_most=1.0,
    ),
    "whatif_budget": Figure(
        "The budget's slider moves: 1,000 calls answered anew (wall)",
        "The same with another `min_gap_s`, which touches every call.",
        "s",
        at_most=1.0,
    ),
    "whatif_ten_thousand": Figure(
        "What-if over 10,000 stored calls: all of it (wall)",
        "As with 1,000.",
        "s",
        at_most=40.0,
    ),
    "whatif_memory": Figure(
        "Memory of that (peak)",
        "`VmHWM` of all processes together, after the first question and six further ones.",
        "MB",
        at_most=500.0,
    ),
    "whatif_linear": Figure(
        "10,000 calls against 1,000, by time",
        "10 would be just as long for each call; starting the processes counts once.",
        "times",
        at_most=13.0,
    ),
    "cluster_speedup": Figure(
        "`analyze --cluster`: two Dask workers against one (by time)",
        _CLUSTER + " Each worker has one processor to itself, as `docs/scale.md` advises, since "
        "Moonshine alone would use both. One worker and both in turn.",
        "times",
        at_least=1.8,
    ),
    "cluster_overhead": Figure(
        "`analyze --cluster` against processes of this computer: more time for a call",
        _CLUSTER + " Two workers, free to use both processors, and `analyze --jobs 2`, in turn.",
        "%",
        at_most=10.0,
    ),
}
"""In the order of the table."""
