"""How the rooms are joined: sound → Listen → Judge → Prompter → events for a screen.

One pipeline serves the live call, the recorded call, the batch and the
what-if. Listen is dear and its events can be stored; Judge and the prompter are
cheap and pure, so :meth:`Pipeline.hear` can be given stored events as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from callassist.detect.judge import Judge
from callassist.listen.listen import Heard, Listen
from callassist.prompts.firing import Prompter
from callassist.types import (
    AudioBlock,
    CallEvent,
    Features,
    Finding,
    Gap,
    Health,
    Hold,
    Judgement,
    Outcome,
    Prompt,
    Withdrawn,
)


class Pipeline:
    """The whole program between a source and a screen.

    The events depend on the sound alone, however it is cut into blocks.

    Attributes:
        listen: The ear.
        judge: What its events mean.
        prompter: What is said about it.
    """

    def __init__(self, listen: Listen, judge: Judge, prompter: Prompter) -> None:
        """Join the three stages."""
        self.listen = listen
        self.judge = judge
        self.prompter = prompter

    def push(self, block: AudioBlock) -> list[CallEvent]:
        """Take a block of either side; return all that came of it, in order."""
        events = self.hear(self.listen.push(block))
        return events + self._advance(self.listen.now_s)

    def hear(self, heard: Iterable[Heard]) -> list[CallEvent]:
        """Take what Listen heard, now or in a stored call; return all that came of it."""
        events: list[CallEvent] = []
        for event in heard:
            if isinstance(event, Features):
                events.append(event)
                continue
            events += self._advance(event.known_s)
            events.append(event)
            judge = self.judge
            made = judge.told(event) if isinstance(event, Hold) else judge.push(event)
            events += self._say(made)
        return events

    def told(self, event: Health | Gap) -> list[CallEvent]:
        """Take how a side can be heard; return what comes of it, not the event itself."""
        return self._say(self.judge.told(event))

    def flush(self) -> list[CallEvent]:
        """End the call; return what was still open."""
        events = self.hear(self.listen.flush())
        end_s = self.listen.now_s
        events += self._say(self.judge.flush(end_s))
        events += self.prompter.flush(end_s)
        return events

    def reset(self) -> None:
        """Forget the call."""
        self.listen.reset()
        self.judge.reset()
        self.prompter.reset()

    def respond(self, prompt: Prompt, outcome: Outcome) -> list[CallEvent]:
        """Take the agent's answer to a prompt, at the stream time reached."""
        return [*self.prompter.respond(prompt, outcome, self.listen.now_s)]

    def mute(self, muted: bool) -> list[CallEvent]:
        """Show no prompts from now on, or show them again."""
        return [*self.prompter.mute(muted, self.listen.now_s)]

    def _advance(self, now_s: float) -> list[CallEvent]:
        """Let time pass: for what waits on silence and for prompts that run out."""
        events = self._say(self.judge.advance(now_s))
        events += self.prompter.advance(now_s)
        return events

    def _say(self, judgements: Sequence[Judgement]) -> list[CallEvent]:
        events: list[CallEvent] = []
        for judgement in judgements:
            events.append(judgement)
            if isinstance(judgement, Finding):
                events += self.prompter.take(judgement)
            elif isinstance(judgement, Withdrawn):
                events += self.prompter.withdraw(
                    judgement.kind, judgement.start_s, judgement.known_s
                )
        # All that one event brought is known before the most important of it is shown.
        known_s = [j.known_s for j in judgements if isinstance(j, Finding)]
        return events + (self.prompter.advance(max(known_s)) if known_s else [])
