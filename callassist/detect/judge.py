"""Judge: speech events in, findings, frustration and notes out.

Cheap, pure and by stream time only: the studio reruns it alone over stored events.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from callassist.detect.company.custom import Custom
from callassist.detect.detector import Detector
from callassist.detect.feelings.argument import Argument
from callassist.detect.feelings.empathy import Empathy
from callassist.detect.feelings.focus import Focus
from callassist.detect.feelings.manner import Manner
from callassist.detect.feelings.rapport import Rapport
from callassist.detect.feelings.tone import Tone
from callassist.detect.frustration.model import FrustrationModel
from callassist.detect.language.acts import ActModel, act_model
from callassist.detect.language.phrases import PhraseBook, book_with, phrasebook
from callassist.detect.memory.clarity import Clarity
from callassist.detect.memory.conversation import Conversation
from callassist.detect.memory.floor import Floor
from callassist.detect.memory.unheard import Unheard
from callassist.detect.solving.closing import Closing
from callassist.detect.solving.feedback import Feedback
from callassist.detect.solving.next_step import NextStep
from callassist.detect.solving.ownership import Ownership
from callassist.detect.solving.refusal import Refusal
from callassist.detect.solving.stuck import Stuck
from callassist.detect.solving.urgency import Urgency
from callassist.detect.timing.interruption import Interruption
from callassist.detect.timing.pace import Pace
from callassist.detect.timing.waiting import Waiting
from callassist.detect.understanding.asked_again import AskedAgain
from callassist.detect.understanding.asking import Asking
from callassist.detect.understanding.naming import Naming
from callassist.detect.understanding.notes import Notes
from callassist.detect.understanding.questions import Questions
from callassist.detect.understanding.restating import Restating
from callassist.settings.custom import NO_ADDITIONS, Additions
from callassist.settings.measures import ALL_MEASURES, Measures
from callassist.types import (
    Finding,
    Frustration,
    Gap,
    Health,
    Hold,
    Judgement,
    Overlap,
    Reason,
    SpeechEvent,
    Stretch,
    Utterance,
)


class CustomerModel(Protocol):
    """What Judge asks of a model of the customer's frustration."""

    def push(
        self, event: SpeechEvent, findings: Sequence[Finding]
    ) -> Sequence[Frustration | Finding]:
        """Take an event and what was found on it; return what changed."""
        ...

    def take(self, findings: Sequence[Finding], now_s: float) -> Sequence[Frustration | Finding]:
        """Take findings that came without an event; return what changed."""
        ...

    def level(self, at_s: float) -> float:
        """Return the level, 0 calm to 1 furious, at a time not before the last event."""
        ...

    def curve(self, end_s: float, hop_s: float = 1.0) -> tuple[list[float], list[Reason]]:
        """Return the finished call's level in each hop, and why it moved."""
        ...


# Order matters: what the customer told and asked is known before what the agent says is judged.
DETECTORS: tuple[type[Detector], ...] = (
    Interruption,
    Asking,
    Restating,
    Empathy,
    Closing,
    NextStep,
    Feedback,
    Urgency,
    Focus,
    Rapport,
    Argument,
    Refusal,
    Ownership,
    Tone,
    Waiting,
    AskedAgain,
    Notes,
    Naming,
    Questions,
    Pace,
    Manner,
    Stuck,
)


def _listens(detector: Detector, method: str) -> bool:
    """Whether a detector does anything in a method, so that it need be called."""
    return getattr(type(detector), method) is not getattr(Detector, method)


class Judge:
    """The stage from speech events to findings.

    Events come in the order of their ``known_s``. Timers (a silence that lasts, a
    turn that is over) act at their own stream time, so it does not matter how often
    :meth:`advance` is called.

    Attributes:
        conversation: What the detectors remember of the call.
        frustration: The model of the customer's frustration.
    """

    def __init__(
        self,
        model: Callable[[], CustomerModel] = FrustrationModel,
        book: PhraseBook | None = None,
        acts: ActModel | None = None,
        measures: Measures = ALL_MEASURES,
        additions: Additions = NO_ADDITIONS,
    ) -> None:
        """Prepare for a call.

        Args:
            model: Makes the customer's frustration model, one for each call.
            book: The language's phrases; English by default.
            acts: Tells what sentences do in that language; English where ``book`` is left out.
            measures: Whose voice may be measured; the rest is judged by words and timing.
            additions: A company's own findings and words, for that language.
        """
        self._make_model = model
        self._book = book_with(book or phrasebook(), additions)
        self._custom = additions.findings
        self._acts = acts if book is not None else act_model()
        self._measures = measures
        self._muted = {
            channel
            for channel, measured in (
                ("agent", measures.agent_voice),
                ("customer", measures.customer_voice),
            )
            if not measured
        }
        self.reset()

    def reset(self) -> None:
        """Forget everything, ready for another call."""
        self.conversation = Conversation(self._book, self._acts)
        self.conversation.paced = self._measures.agent_voice
        self._floor = Floor(self.conversation)
        self._clarity = Clarity()
        self._unheard = Unheard()
        self.frustration = self._make_model()
        detectors = [kind(self.conversation) for kind in DETECTORS]
        if self._custom:
            detectors.append(Custom(self.conversation, self._custom))
        self._timed = [each for each in detectors if _listens(each, "on_time")]
        self._on_sound = [each.on_sound for each in detectors if _listens(each, "on_sound")]
        self._on_words = [each.on_words for each in detectors if _listens(each, "on_words")]
        self._on_turn = [each.on_turn for each in detectors if _listens(each, "on_turn")]
        self._on_level = [each.on_level for each in detectors if _listens(each, "on_level")]
        self._on_pause = [each.on_pause for each in detectors if _listens(each, "on_pause")]
        self._on_resume = [each.on_resume for each in detectors if _listens(each, "on_resume")]
        self._now_s = 0.0

    def push(self, event: SpeechEvent) -> list[Judgement]:
        """Take an event; return what became certain up to and with it."""
        if self.conversation.pauses.on and self._passes_by(event):
            return []
        out = self._elapse(event.known_s)
        now_s = self._now_s
        found: list[Judgement] = []
        self._unheard.hear(event)
        if isinstance(event, Utterance) and not event.heard:
            self._unheard.take(event)  # it has no words, which is not to say that none were said
        elif isinstance(event, Utterance):
            said = self.conversation.hear(event)
            if said is not None:
                for on_words in self._on_words:
                    found.extend(on_words(said, now_s))
        else:
            if isinstance(event, Stretch):
                self._clarity.hear(event)
                if event.channel in self._muted:
                    event = replace(event, level_dbfs=math.nan, pitch_hz=math.nan, tilt_db=math.nan)
            elif isinstance(event, Overlap):
                self.conversation.overlap(event)
            for on_sound in self._on_sound:
                found.extend(on_sound(event))
        found = self._unheard.told(found)
        found += self._told(self.frustration.push(event, _findings(found)), now_s)
        if self._floor.push(event):
            found += self._weighed(self._turns(now_s), now_s)
        return self._clarity.doubt(out + found if out else found)

    def told(self, event: Hold | Gap | Health) -> list[Judgement]:
        """Take that a hold begins or is over, or how a side can be heard.

        Nothing is noticed in a hold: what is said in it is to nobody in the call. Where a
        side is lost, nothing follows from silence, or from who seems to give way.
        """
        out = self._elapse(event.known_s) if isinstance(event, Hold) else []
        now_s = self._now_s
        pauses = self.conversation.pauses
        pause = pauses.take(event)
        if pause is None:
            return out
        found: list[Judgement] = []
        for on_pause in self._on_pause:
            found.extend(on_pause(pause.since_s, now_s))
        if pause.until_s is not None and not pauses.on:
            for on_resume in self._on_resume:
                found.extend(on_resume(pause.until_s, now_s))
        return self._clarity.doubt(out + self._weighed(found, now_s))

    def _passes_by(self, event: SpeechEvent) -> bool:
        """Take an event in a pause; return whether that is all there is to it."""
        if isinstance(event, Overlap):
            return True
        hold_s = self.conversation.pauses.hold_s
        if hold_s is None or event.start_s < hold_s:
            return False
        self._now_s = max(self._now_s, event.known_s)
        self._floor.push(event)
        if not isinstance(event, Utterance):
            for on_sound in self._on_sound:
                for _ in on_sound(event):
                    pass
        return True

    def advance(self, now_s: float) -> list[Judgement]:
        """Let stream time pass; return what silence made certain."""
        return self._clarity.doubt(self._elapse(now_s))

    def _elapse(self, now_s: float) -> list[Judgement]:
        """Let stream time pass, at face value."""
        now_s = max(now_s, self._now_s)
        held = self.conversation.pauses.hold_s is not None
        out = self._timers(now_s) if not held and self._due_s() <= now_s else []
        self._now_s = now_s
        return out

    def flush(self, end_s: float = math.inf) -> list[Judgement]:
        """End the call at ``end_s``: timers due by then act, later ones never will."""
        return self.advance(end_s) if math.isfinite(end_s) else []

    def _timers(self, now_s: float) -> list[Judgement]:
        """Act on every deadline up to ``now_s``, earliest first."""
        out: list[Judgement] = []
        while (due_s := self._due_s()) <= now_s:
            at_s = self._now_s = max(due_s, self._now_s)
            out += self._weighed(list(self._on_time(at_s)), at_s)
            out += self._weighed(self._turns(at_s), at_s)
        return out

    def _due_s(self) -> float:
        """Return the earliest deadline."""
        due_s = self._floor.due_s
        for detector in self._timed:
            if detector.due_s < due_s:
                due_s = detector.due_s
        return due_s

    def _on_time(self, at_s: float) -> Iterator[Judgement]:
        """Wake the detectors whose deadline is reached."""
        for detector in self._timed:
            if detector.due_s <= at_s:
                detector.due_s = math.inf
                yield from detector.on_time(at_s)

    def _weighed(self, found: list[Judgement], now_s: float) -> list[Judgement]:
        """Return what was found without an event, and what the customer makes of it."""
        found = self._unheard.told(found)
        if findings := _findings(found):
            return found + self._told(self.frustration.take(findings, now_s), now_s)
        return found

    def _told(self, changes: Sequence[Frustration | Finding], now_s: float) -> list[Judgement]:
        """Tell the detectors of changes of the customer's frustration; return all of it."""
        out: list[Judgement] = []
        for change in changes:
            out.append(change)
            if isinstance(change, Frustration):
                self.conversation.level = change.level
                for on_level in self._on_level:
                    out.extend(self._unheard.told(on_level(change.level, change.at_s, now_s)))
        self.conversation.level = self.frustration.level(now_s)
        return out

    def _turns(self, now_s: float) -> list[Judgement]:
        """Tell the detectors of turns that are done."""
        found: list[Judgement] = []
        for turn in self._floor.done(now_s):
            for on_turn in self._on_turn:
                found.extend(on_turn(turn, now_s))
        return found


def _findings(judgements: list[Judgement]) -> list[Finding]:
    return [item for item in judgements if isinstance(item, Finding)] if judgements else []
