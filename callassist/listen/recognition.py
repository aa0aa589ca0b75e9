"""Gives stretches of speech to a recognizer and brings its words back in stream time."""

from __future__ import annotations

import heapq
import itertools
import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue

import numpy as np

from callassist.listen.vad import hops
from callassist.protocols import Recognizer, Runner
from callassist.settings.listen import HOP_S, RecognitionSettings, StretchSettings
from callassist.types import Channel, Samples, Utterance, Word


def agreed_prefix(before: tuple[Word, ...], now: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the words of ``now`` on which two partial answers running agree.

    This is LocalAgreement-2 of Liu, Spanakis and Niehues 2020 ("Low-latency
    sequence-to-sequence speech recognition and translation by partial
    hypothesis selection"): what two answers share from the start rarely changes.
    """
    same = 0
    for old, new in zip(before, now, strict=False):
        if old.text.strip(".,!?").lower() != new.text.strip(".,!?").lower():
            break
        same += 1
    # The last word heard so far may be half a word.
    return now[: min(same, len(now) - 1)] if same else ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a recognizer said; a ``peek`` is only a first look at a newcomer's words."""

    utterance: Utterance
    peek: bool


@dataclass(slots=True)
class _Open:
    """A stretch on its way; ``lost`` once any of its sound was left out."""

    lost: bool


class Recognition:
    """One channel's stretches on their way through a recognizer.

    The recognizer's work is handed to a :data:`Runner`; answers wait until the
    stream time at which they count as known, so that a fast machine, a slow
    one and a batch see the same events. An answer that comes later than that
    (a busy machine) is known when it comes.

    Attributes:
        partials: Whether words are asked for before a stretch has ended.
        words: Whether words are asked for at all; without, what waits is dropped as well,
            and each stretch is told of as unheard. Peeks go on: cues of timing use them.
    """

    def __init__(
        self,
        channel: Channel,
        recognizer: Recognizer,
        runner: Runner,
        settings: RecognitionSettings,
        stretch_settings: StretchSettings,
    ) -> None:
        """Recognize ``channel`` with ``recognizer``, whose jobs ``runner`` runs in order."""
        self._channel = channel
        self._recognizer = recognizer
        self._run = runner
        self._settings = settings
        self._pad_hops = hops(stretch_settings.pad_s)
        # A cut may lie a quarter of the longest stretch back, and starts anew there.
        history_hops = hops(stretch_settings.max_s / 3) + 2 * self._pad_hops
        self._history: deque[Samples] = deque(maxlen=history_hops)
        self.partials = True
        self.words = True
        self._answers: SimpleQueue[tuple[int, Answer]] = SimpleQueue()
        self._order = itertools.count()
        self._epoch = 0
        # Touched by the runner's jobs alone:
        self._before: tuple[Word, ...] = ()
        self._settled = 0
        self.reset()

    def reset(self) -> None:
        """Forget the open stretch and every answer under way."""
        self._epoch += 1
        self._waiting: list[tuple[float, int, Answer]] = []
        self._history.clear()
        self._heard_hops = 0
        self._fed_hops = 0
        self._known_s = 0.0
        self._open = _Open(lost=False)
        self._asked: deque[float] = deque()
        self._start_hop: int | None = None
        self._next_partial_s = 0.0
        self._peek_s: float | None = None

    def hear(self, samples: Samples) -> None:
        """Keep float32[n], the newest hop, for the open or the next stretch."""
        self._history.append(samples)
        self._heard_hops += 1

    def open(self, start_hop: int, *, peek: bool) -> None:
        """Begin a stretch at ``start_hop``.

        Args:
            start_hop: Where speech began.
            peek: Whether to look early at the first words (see ``overlap_partial_s``).
        """
        oldest_hop = self._heard_hops - len(self._history)
        self._start_hop = start_hop
        self._fed_hops = max(start_hop - self._pad_hops, oldest_hop)
        self._offset_s = self._fed_hops * HOP_S
        self._next_partial_s = self._settings.first_partial_s
        self._peek_s = self._settings.overlap_partial_s if peek else None
        self._open = _Open(lost=not (self.words or peek))
        if not self._open.lost:
            self._run(self._begin)

    def step(self) -> None:
        """Ask for partial words if the open stretch has reached the age for it."""
        if self._start_hop is None:
            return
        age_s = (self._heard_hops - self._start_hop) * HOP_S
        if self._peek_s is not None and age_s >= self._peek_s:
            self._peek_s = None
            self._ask(self._recognizer.partial, self._heard_hops, peek=True)
        elif age_s >= self._next_partial_s:
            self._next_partial_s += self._settings.partial_every_s
            self._ask(self._recognizer.partial, self._heard_hops)

    def close(self, end_hop: int) -> None:
        """End the open stretch; its speech ended at ``end_hop``."""
        if self._start_hop is not None:
            self._ask(self._recognizer.finish, end_hop, final=True)
            self._start_hop = None

    def drop(self) -> None:
        """Give up the open stretch: it was no speech."""
        self._start_hop = None

    def late_s(self, now_s: float) -> float:
        """Return by how much the oldest answer that has not come is late, in stream seconds."""
        try:
            return max(0.0, now_s - self._asked[0])
        except IndexError:
            return 0.0

    def due(self, now_s: float) -> list[Answer]:
        """Return the answers that count as known at stream time ``now_s``, in order."""
        while True:
            try:
                epoch, answer = self._answers.get_nowait()
            except Empty:
                break
            if epoch == self._epoch:
                item = (answer.utterance.known_s, next(self._order), answer)
                heapq.heappush(self._waiting, item)
        ready = []
        while self._waiting and self._waiting[0][0] <= now_s + 1e-9:
            known_s, _, answer = heapq.heappop(self._waiting)
            if now_s - known_s > 2 * HOP_S and now_s != math.inf:
                answer = replace(answer, utterance=replace(answer.utterance, known_s=now_s))
            ready.append(answer)
        return ready

    def _begin(self) -> None:
        self._recognizer.start()
        self._before, self._settled = (), 0

    def _ask(
        self,
        answer: Callable[[], tuple[Word, ...]],
        end_hop: int,
        *,
        final: bool = False,
        peek: bool = False,
    ) -> None:
        """Feed the sound heard since the last question and ask for words up to ``end_hop``."""
        assert self._start_hop is not None
        epoch, offset_s = self._epoch, self._offset_s
        start_s, end_s = self._start_hop * HOP_S, end_hop * HOP_S
        stretch, asked = self._open, self._asked
        stretch.lost = stretch.lost or not (self.words or peek)
        if stretch.lost:
            now_s = self._heard_hops * HOP_S
            unheard = Utterance(self._channel, (), final, now_s, start_s, end_s, heard=False)
            self._answers.put((epoch, Answer(unheard, peek)))
            return
        sound = self._take(min(end_hop + self._pad_hops, self._heard_hops))
        known_s = self._heard_hops * HOP_S + self._settings.allowance_s
        known_s += self._settings.allowance_share * (end_s - start_s)
        # The end may be shorter than the partial before it, but never known sooner.
        self._known_s = known_s = max(known_s, self._known_s)

        def words_now() -> tuple[Word, ...] | None:
            """Return the words to tell; ``None`` where there are none worth it."""
            if len(sound):
                self._recognizer.accept(sound)
            if not (final or peek or self.partials):
                return None
            words = tuple(_placed(word, offset_s, start_s, end_s) for word in answer())
            if final or peek:
                return words
            settled = agreed_prefix(self._before, words)
            self._before = words
            if len(settled) <= self._settled:
                return None
            self._settled = len(settled)
            return settled

        def job() -> None:
            stretch.lost = stretch.lost or not (self.words or peek)
            words = () if stretch.lost else words_now()
            if words is not None:
                utterance = Utterance(
                    self._channel, words, final, known_s, start_s, end_s, heard=not stretch.lost
                )
                self._answers.put((epoch, Answer(utterance, peek)))
            asked.popleft()

        asked.append(known_s)
        self._run(job)

    def _take(self, end_hop: int) -> Samples:
        """Return the kept sound from what was fed last up to ``end_hop``."""
        oldest_hop = self._heard_hops - len(self._history)
        wanted = itertools.islice(
            self._history, max(self._fed_hops - oldest_hop, 0), max(end_hop - oldest_hop, 0)
        )
        pieces = list(wanted)
        self._fed_hops = max(self._fed_hops, end_hop)
        return np.concatenate(pieces) if pieces else np.zeros(0, np.float32)


def _placed(word: Word, offset_s: float, start_s: float, end_s: float) -> Word:
    """Move a word to call time, inside its stretch: the sound had a margin, the words have none."""
    return replace(
        word,
        start_s=min(max(word.start_s + offset_s, start_s), end_s),
        end_s=min(max(word.end_s + offset_s, start_s), end_s),
    )
