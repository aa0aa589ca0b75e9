"""The customer's frustration: an explained level, 0 calm to 1 furious.

Evidence comes from the customer's words (:mod:`~callassist.detect.frustration.upset`), from
saying the same again, from a raised voice (:mod:`~callassist.detect.frustration.voice`; only
with words that are not happy) and from what the agent does (findings). It moves a level
(:mod:`~callassist.detect.frustration.course`). Each piece of evidence is kept with the
time of the words and the time at which they were known: the live level uses the latter,
the curve of a finished call the former.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from callassist.detect.frustration.course import Course
from callassist.detect.frustration.cues import Cue
from callassist.detect.frustration.upset import DialogueReader, Reading
from callassist.detect.frustration.voice import Arousal, VoiceBaseline
from callassist.detect.language.phrases import PhraseBook, phrasebook
from callassist.detect.language.sentences import quote, sentences
from callassist.detect.language.text import content_stems, tokens_of, word_tokens
from callassist.settings import frustration as constants
from callassist.types import (
    Finding,
    Frustration,
    Reason,
    SpeechEvent,
    Stretch,
    Utterance,
    Word,
)

RAISED_VOICE = "raised voice"
CALM_TALK = "talks calmly"
_TEXT = attrgetter("text")


@dataclass(slots=True)
class _Chunk:
    """About one sentence of an utterance, and what it has counted for so far."""

    items: list[str] = field(default_factory=list)
    closed: bool = False
    rise: float = 0.0
    relief: float = 0.0
    quoted: set[int] = field(default_factory=set)
    wording: float | None = None


@dataclass(slots=True)
class _Spoken:
    """An utterance of the customer's, as far as it is known."""

    start_s: float
    end_s: float
    chunks: list[_Chunk] = field(default_factory=list)
    token_count: int = 0
    final: bool = False
    voiced: bool = False


class FrustrationModel:
    """Follows one call; the same events always give the same level."""

    def __init__(self, book: PhraseBook | None = None) -> None:
        """Prepare for a call in a language with its phrases; English by default."""
        self._sentence_starts = (book or phrasebook()).sets.clauses.sentence_starts
        self._reader = DialogueReader()
        self._voice = VoiceBaseline()
        self.reset()

    def reset(self) -> None:
        """Forget everything, ready for another call."""
        self._reader.reset()
        self._voice.reset()
        self._course = Course()
        self._ledger: list[Reason] = []
        self._fresh: list[Reason] = []
        self._open: _Spoken | None = None
        self._arousals: list[tuple[float, float, Arousal]] = []
        self._awaiting_voice: list[_Spoken] = []
        self._said: dict[str, float] = {}
        self._found: set[tuple[str, float]] = set()
        self._agent_spoke = False
        self._armed = True
        self._risen_s = -constants.RISING_GAP_S
        self._low = 0.0
        self._quiet_s = 0.0
        self._peak = 0.0
        self._recent: list[Reason] = []

    def level(self, at_s: float) -> float:
        """Return the live level, 0 calm to 1 furious, at a time not before the last event."""
        return self._course.level(at_s)

    def push(
        self, event: SpeechEvent, findings: Sequence[Finding] = ()
    ) -> list[Frustration | Finding]:
        """Take an event and what was found on it; return what changed.

        A growing utterance counts what is new in it; the final one replaces it, so no
        words count twice.

        Returns:
            A :class:`Frustration` where the level moved, with its reasons, and the
            findings ``frustration.rising`` and ``frustration.eased``.
        """
        if isinstance(event, Utterance):
            if event.channel == "customer":
                self._hear(event)
            elif event.final:
                self._reader.agent(_tokens(event.words))
                self._agent_spoke = True
        elif isinstance(event, Stretch) and event.channel == "customer" and event.final:
            self._listen(event)
        return self.take(findings, event.known_s)

    def take(self, findings: Sequence[Finding], now_s: float) -> list[Frustration | Finding]:
        """Take findings that came without an event (timers, turns); return what changed."""
        for finding in findings:
            self._weigh(finding, now_s)
        if not self._fresh:
            self._quiet_s = max(self._quiet_s, now_s)
            return []
        return self._changes(now_s)

    def curve(self, end_s: float, hop_s: float = 1.0) -> tuple[list[float], list[Reason]]:
        """Return the finished call's level, one value a hop, and its reasons in order.

        Evidence stands where its words were said. A hop's value is the level at its end.
        """
        course = Course()
        reasons = sorted(self._ledger, key=lambda reason: (reason.at_s, reason.known_s))
        levels: list[float] = []
        at = 0
        hops = max(0, -int(-end_s // hop_s))
        for hop in range(1, hops + 1):
            until_s = hop * hop_s
            while at < len(reasons) and (reasons[at].at_s < until_s or hop == hops):
                course.move(reasons[at].weight, reasons[at].at_s)
                at += 1
            levels.append(round(course.level(until_s), 4))
        return levels, reasons

    def _hear(self, event: Utterance) -> None:
        """Take words of the customer's."""
        spoken = self._open
        if spoken is None or spoken.start_s != event.start_s:
            spoken = self._open = _Spoken(event.start_s, event.end_s)
        spoken.end_s = event.end_s
        if spoken.final:
            return
        for index, (words, ended) in enumerate(sentences(event.words, self._sentence_starts)):
            if index == len(spoken.chunks):
                spoken.chunks.append(_Chunk())
            elif spoken.chunks[index].closed and not event.final:
                continue
            self._judge(spoken.chunks[index], words, ended or event.final, event.known_s)
        if event.final:
            spoken.final = True
            self._awaiting_voice.append(spoken)
            self._add_voice(event.known_s)
            stems = (stem for chunk in spoken.chunks for stem in content_stems(chunk.items))
            self._said.update((stem, event.end_s) for stem in stems)

    def _judge(self, chunk: _Chunk, words: Sequence[Word], closed: bool, now_s: float) -> None:
        """Count what is new in a sentence."""
        items = _tokens(words)
        if items == chunk.items and closed == chunk.closed:
            return
        if chunk.closed and len(items) <= len(chunk.items):
            return
        chunk.items = items
        if not items:
            return
        if not closed:
            settled = items[: -constants.UNSETTLED_TOKENS]
            self._count(chunk, self._reader.cues(settled), 0.0, words, now_s)
            return
        chunk.closed = True
        reading = self._reader.customer(items)
        chunk.wording = reading.wording
        self._count(chunk, reading.cues, _wording_weight(reading), words, now_s)
        if _is_calm(reading) and len(items) >= constants.CALM_TOKENS:
            self._add(words[0].start_s, CALM_TALK, -constants.CALM_RELIEF, now_s)
        elif reading.sentence > constants.WORDING_FROM:
            self._repeated(items, words, now_s)

    def _count(
        self,
        chunk: _Chunk,
        cues: Sequence[Cue],
        wording: float,
        words: Sequence[Word],
        now_s: float,
    ) -> None:
        """Add the part of a sentence's evidence that is not counted yet."""
        if not cues and wording < constants.LEAST_EVIDENCE:
            return
        spared = 1.0 - wording
        mild = 0.0
        strong = 0.0
        relief = 0.0
        for cue in cues:
            if cue.weight < 0.0:
                relief -= cue.weight
            elif cue.mild:
                mild += cue.weight
            else:
                spared *= 1.0 - cue.weight
                strong += cue.weight
        spared *= 1.0 - min(mild, constants.MILD_CUES_LIMIT)
        rise = 1.0 - spared
        relief = min(constants.RELIEF_LIMIT, relief * constants.RELIEF_GAIN)
        if strong >= 0.2:
            relief *= constants.RELIEF_WHILE_UPSET
        elif relief > 0.0:
            rise *= max(0.0, 1.0 - relief / constants.RELIEF_LIMIT)
        if rise - chunk.rise >= constants.LEAST_EVIDENCE:
            fresh = [cue for cue in cues if cue.weight > 0.0 and cue.start not in chunk.quoted]
            best = max(fresh, key=lambda cue: cue.weight, default=None)
            chunk.quoted.update(cue.start for cue in fresh)
            first, last = _word_span(words, best) if best else (0, len(words) - 1)
            # What remains of the room once the sentence's earlier evidence is taken.
            weight = 1.0 - (1.0 - rise) / (1.0 - chunk.rise)
            self._add(words[first].start_s, quote(words, first, last), weight, now_s)
            chunk.rise = rise
        if relief - chunk.relief >= constants.LEAST_EVIDENCE:
            thanks = next(cue for cue in cues if cue.weight < 0.0)
            first, last = _word_span(words, thanks)
            weight = 1.0 - (1.0 - relief) / (1.0 - chunk.relief)
            self._add(words[first].start_s, quote(words, first, last), -weight, now_s)
            chunk.relief = relief

    def _repeated(self, items: Sequence[str], words: Sequence[Word], now_s: float) -> None:
        """Count a complaint that was made before."""
        stems = set(content_stems(items))
        again = [stem for stem in stems if stem in self._said]
        if len(again) >= constants.REPEAT_CONTENT_WORDS and len(
            again
        ) >= constants.REPEAT_SHARE * len(stems):
            text = f"says again: {quote(words, 0, 0, constants.QUOTE_CHARACTERS - 12)}"
            self._add(words[0].start_s, text, constants.REPEAT_WEIGHT, now_s)

    def _listen(self, stretch: Stretch) -> None:
        """Take a stretch of the customer's voice."""
        arousal = self._voice.push(stretch)
        if arousal is not None:
            self._arousals.append((stretch.start_s, stretch.end_s, arousal))
            self._add_voice(stretch.known_s)

    def _add_voice(self, now_s: float) -> None:
        """Join raised voices with the words they spoke, whichever came first."""
        horizon_s = now_s - 60.0
        self._arousals = [item for item in self._arousals if item[1] >= horizon_s]
        self._awaiting_voice = [item for item in self._awaiting_voice if item.end_s >= horizon_s]
        for spoken in list(self._awaiting_voice):
            heard = next((item for item in self._arousals if _overlap_s(item, spoken) > 0.0), None)
            if heard is None:
                continue
            self._awaiting_voice.remove(spoken)
            self._arousals.remove(heard)
            wordings = [chunk.wording for chunk in spoken.chunks if chunk.wording is not None]
            relieved = max((chunk.relief for chunk in spoken.chunks), default=0.0)
            upset = max((chunk.rise for chunk in spoken.chunks), default=0.0)
            if not wordings:
                continue
            share = 1.0 - max(wordings) / constants.HAPPY_WORDING
            gate = min(1.0, max(0.0, share, 2.0 * upset)) if relieved <= upset else 0.0
            raised = (heard[2].value - constants.VOICE_FROM) / constants.VOICE_SPAN
            weight = constants.VOICE_WEIGHT * min(1.0, max(0.0, raised)) * heard[2].trust * gate
            if weight >= constants.LEAST_EVIDENCE:
                self._add(spoken.start_s, RAISED_VOICE, weight, now_s)

    def _weigh(self, finding: Finding, now_s: float) -> None:
        """Count a finding, once."""
        weight = constants.FINDING_WEIGHTS.get(finding.kind)
        key = (finding.kind, finding.start_s)
        if weight is None or key in self._found:
            return
        if finding.kind == "interruption" and finding.channel != "agent":
            return
        self._found.add(key)
        weight *= finding.score
        if weight > 0.0 and finding.channel == "agent":
            fullness = min(1.0, self._course.level(now_s) / constants.FINDING_FULL_LEVEL)
            weight *= max(constants.FINDING_CALM_SHARE, fullness)
        self._add(finding.start_s, constants.FINDING_WORDS[finding.kind], weight, now_s)

    def _add(self, at_s: float, text: str, weight: float, now_s: float) -> None:
        """Keep a piece of evidence and move the level."""
        reason = Reason(at_s=at_s, text=text, weight=round(weight, 3), known_s=now_s)
        if weight < 0.0 and self._course.level(now_s) < constants.LEAST_EVIDENCE:
            return
        if not self._fresh:
            self._eased_by_time()
        self._ledger.append(reason)
        self._fresh.append(reason)
        self._course.move(reason.weight, now_s)

    def _eased_by_time(self) -> None:
        """Take up how far the level fell while there was no evidence."""
        self._low = min(self._low, self._course.level(self._quiet_s))
        if self._low < constants.REARM_LEVEL:
            self._armed = True

    def _changes(self, now_s: float) -> list[Frustration | Finding]:
        """Say what the latest evidence changed."""
        reasons, self._fresh = tuple(self._fresh), []
        level = self._course.level(now_s)
        at_s = max(reason.at_s for reason in reasons)
        out: list[Frustration | Finding] = [Frustration(at_s, level, now_s, reasons)]
        self._recent = [
            reason for reason in (*self._recent, *reasons) if reason.known_s >= now_s - 30.0
        ]
        self._low = min(self._low, level)
        self._peak = max(self._peak, level)
        if level < constants.REARM_LEVEL:
            self._armed = True
        crossed = self._armed and level >= constants.RISING_LEVEL
        jumped = level - self._low >= constants.RISING_JUMP and level >= constants.RISING_JUMP_LEVEL
        rose = any(reason.weight > 0.0 for reason in reasons)
        if rose and (crossed or jumped) and now_s - self._risen_s >= constants.RISING_GAP_S:
            out.append(self._moved("frustration.rising", level, now_s, rising=True))
            self._armed = self._armed and level < constants.RISING_LEVEL
            self._risen_s = now_s
            self._low = self._peak = level
            self._agent_spoke = False
        eased = any(reason.weight < 0.0 and reason.text != CALM_TALK for reason in reasons)
        if eased and self._agent_spoke and self._peak - level >= constants.EASED_DROP:
            score = min(1.0, 0.5 + self._peak - level)
            out.append(self._moved("frustration.eased", score, now_s, rising=False))
            self._low = self._peak = level
            self._agent_spoke = False
        return out

    def _moved(self, kind: str, score: float, now_s: float, *, rising: bool) -> Finding:
        """Return the finding that the level moved, with its strongest reasons first."""
        causes = [reason for reason in self._recent if (reason.weight > 0.0) == rising]
        ranked = sorted(causes, key=lambda reason: (-abs(reason.weight), reason.at_s))
        return Finding(
            kind=kind,
            channel="customer",
            start_s=min(reason.at_s for reason in causes),
            end_s=max(reason.at_s for reason in causes),
            known_s=now_s,
            score=round(score, 3),
            evidence=tuple(dict.fromkeys(reason.text for reason in ranked))[:3],
        )


def _tokens(words: Sequence[Word]) -> list[str]:
    """Return the tokens of words."""
    return tokens_of(map(_TEXT, words))


def _word_span(words: Sequence[Word], cue: Cue) -> tuple[int, int]:
    """Return the first and the last word of a cue."""
    word_of = [at for at, word in enumerate(words) for _ in word_tokens(word.text)]
    return word_of[cue.start], word_of[cue.end - 1]


def _wording_weight(reading: Reading) -> float:
    """Return what the wording of a sentence counts for, without its cues or what went before."""
    cues = constants.CUE_GAIN * sum(cue.weight for cue in reading.cues)
    over = (reading.sentence - cues - constants.WORDING_FROM) / constants.WORDING_SPAN
    return constants.WORDING_WEIGHT * min(1.0, max(0.0, over))


def _is_calm(reading: Reading) -> bool:
    """Return whether a sentence is plain talk: neither complaint nor thanks."""
    return reading.dialogue < constants.CALM_DIALOGUE and not any(
        cue.weight < 0.0 or not cue.mild for cue in reading.cues
    )


def _overlap_s(heard: tuple[float, float, Arousal], spoken: _Spoken) -> float:
    """Return how long a stretch and an utterance were at the same time, in seconds."""
    return min(heard[1], spoken.end_s) - max(heard[0], spoken.start_s)
