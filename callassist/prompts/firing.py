"""Deciding which prompt to show, when, and what came of it.

:class:`Prompter` is pure and lives in stream time: the same findings give the same
prompts, however often it is told the time in between. Every deadline (a prompt's
time is up, its effect window has passed, a waiting one may be shown) is therefore
worked off in the order of time, before anything new is looked at.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from callassist.prompts.ledger import (
    DISMISSED_COOLDOWN_FACTOR,
    Ledger,
    RecentFindings,
    Usage,
    outranks,
)
from callassist.prompts.schema import Budget, Condition, Pack, PromptRule
from callassist.prompts.text import fill_say, fill_why
from callassist.types import Finding, Outcome, Prompt

ANSWERS: tuple[Outcome, ...] = ("dismissed", "helped", "unhelpful")


@dataclass(slots=True, eq=False)
class _Shown:
    """A prompt whose outcome is open, with the rule it was shown by."""

    prompt: Prompt
    rule: PromptRule

    @property
    def settles_s(self) -> float:
        """When nothing can be credited to it any more."""
        if self.rule.severity == "praise":
            return self.prompt.hide_s
        return self.prompt.shown_s + self.rule.effect_s


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A prompt that has grounds, and waits for its turn."""

    rule: PromptRule
    finding: Finding
    stale_after_s: float
    order: int


class Prompter:
    """Turns findings into prompts: one at a time, in good time, and not too many.

    A prompt is sent when it is shown (``outcome`` is ``None``) and again, with the
    same ``id`` and ``shown_s``, when it is hidden before its time or when its outcome
    is known. It is not sent again when it simply reaches its ``hide_s``.

    Outcomes:
        ``followed``: within ``effect_s`` of the showing came a finding of ``clears``
        that credits the agent and whose evidence ends after the showing.
        ``cleared``: over without credit or blame: the customer cleared it, it was being
        done already, it was withdrawn, it was praise, or nothing could show its effect.
        ``ignored``: nothing cleared it; or, where a prompt has no ``clears``, the agent
        did the same again.
        ``dismissed``, ``helped``, ``unhelpful``: the agent's own answer; it outweighs the rest.

    Attributes:
        behind_s: By so many seconds what is taken comes later than it was said, on a machine
            that does not keep up: its prompts are stale so much sooner.
    """

    def __init__(self, pack: Pack) -> None:
        """Begin a call with the prompts of ``pack``."""
        self._pack = pack
        self._rules = _by_finding(pack)
        self.behind_s = 0.0
        self.reset()

    def reset(self) -> None:
        """Forget the call; the pack stays."""
        self._now_s = 0.0
        self._muted = False
        self._idle_until_s = -math.inf  # before it nothing happens by itself
        self._on_screen: _Shown | None = None
        self._open: list[_Shown] = []
        self._waiting: dict[str, _Waiting] = {}
        self._order = 0
        self._ledger = Ledger()
        self._recent = RecentFindings()
        self._usage: dict[str, Usage] = {}
        self._said: dict[tuple[str, float], Prompt] = {}
        self._said_of: set[tuple[str, str, str, float]] = set()

    def set_pack(self, pack: Pack) -> None:
        """Go on with another pack: what was said, answered and silenced still counts.

        A prompt on the screen ends by the rule it was shown by.
        """
        self._pack = pack
        self._rules = _by_finding(pack)
        self._idle_until_s = -math.inf
        waiting = list(self._waiting.values())
        self._waiting = {}
        for one in waiting:
            rule = pack.rule(one.rule.id)
            if rule and rule.enabled and _any_matches(rule.when, one.finding):
                stale_after_s = one.finding.known_s + _stale_s(rule, pack.budget)
                self._waiting[rule.id] = replace(one, rule=rule, stale_after_s=stale_after_s)

    def push(self, finding: Finding) -> list[Prompt]:
        """Take a finding; return the prompts shown, hidden or judged by now."""
        return self.take(finding) + self.advance(finding.known_s)

    def take(self, finding: Finding) -> list[Prompt]:
        """Take one of several findings of the same moment, without showing anything for it yet.

        :meth:`advance` then shows the most important of what they call for.
        """
        now_s = max(self._now_s, finding.known_s)
        out = self.advance(now_s) if now_s > self._now_s else []
        settled = self._settle_by(finding)
        if settled:
            out += settled
            self._idle_until_s = -math.inf  # the screen may have room now
        for rule in self._rules.get(finding.kind, ()) if not self._muted else ():
            if self._has_grounds(rule, finding, now_s):
                self._order += 1
                stale_s = _stale_s(rule, self._pack.budget) - self.behind_s
                stale_after_s = finding.known_s + stale_s
                waiting = _Waiting(rule, finding, stale_after_s, self._order)
                self._waiting[rule.id] = waiting
                self._idle_until_s = -math.inf
        self._recent.add(finding)
        return out

    def mute(self, muted: bool, at_s: float) -> list[Prompt]:
        """Show nothing from ``at_s`` on, or show prompts again.

        What is on the screen is hidden, and can still be followed. What is found meanwhile
        calls for no prompt, then or later: nothing counts as shown that nobody saw.
        """
        out = self.advance(at_s)
        self._muted = muted
        if muted:
            self._waiting.clear()
            out += self._replace_on_screen()
        return out

    def advance(self, now_s: float) -> list[Prompt]:
        """Let stream time pass until ``now_s``; return what became of prompts meanwhile."""
        now_s = max(self._now_s, now_s)
        if now_s < self._idle_until_s:
            self._now_s = now_s
            return []
        return self._run_to(now_s)

    def flush(self, end_s: float | None = None) -> list[Prompt]:
        """End the call at ``end_s`` (by default, now): hide and judge what is open.

        What was not followed until then is ``ignored``.
        """
        out = self.advance(self._now_s if end_s is None else end_s)
        self._waiting.clear()
        for shown in list(self._open):
            out += self._settle(shown, _unanswered(shown.rule))
        return out + self._replace_on_screen()

    def respond(self, prompt: Prompt, outcome: Outcome, at_s: float) -> list[Prompt]:
        """Take the agent's answer to ``prompt`` and hide it.

        ``dismissed`` doubles the cooldown of its id, ``unhelpful`` silences its id,
        both for the rest of the call. An answer to a prompt that this call has not
        shown changes nothing.

        Raises:
            ValueError: ``outcome`` is none of ``ANSWERS``.
        """
        if outcome not in ANSWERS:
            raise ValueError(f"not an answer: {outcome}")
        out = self.advance(at_s)
        said = self._said.get((prompt.id, prompt.shown_s))
        if said is None:
            return out
        usage = self._usage[prompt.id]
        if outcome == "dismissed":
            usage.cooldown_factor *= DISMISSED_COOLDOWN_FACTOR
        elif outcome == "unhelpful":
            usage.silenced = True
        if outcome != "helped":
            self._waiting.pop(prompt.id, None)
        known = [*self._open, self._on_screen] if self._on_screen else self._open
        shown = next((one for one in known if one.prompt is said), None)
        if shown:
            out += self._settle(shown, outcome)
        else:
            out.append(self._note(replace(said, outcome=outcome)))
        return out + self._run_to(self._now_s)

    def withdraw(self, kind: str, start_s: float, now_s: float) -> list[Prompt]:
        """Take back the finding of ``kind`` that starts at ``start_s``: it proved wrong.

        Its prompt is hidden and ``cleared``; it no longer counts for the prompt's
        cooldown and ``max_per_call``, but it does for the budget: it was seen.
        """
        out = self.advance(now_s)
        self._recent.withdraw(kind, start_s)
        for prompt_id, waiting in list(self._waiting.items()):
            if (waiting.finding.kind, waiting.finding.start_s) == (kind, start_s):
                del self._waiting[prompt_id]
        for shown in list(self._open):
            finding = shown.prompt.finding
            if (finding.kind, finding.start_s) == (kind, start_s):
                usage = self._usage[shown.rule.id]
                usage.count -= 1
                usage.last_shown_s = -math.inf
                out += self._settle(shown, "cleared")
        return out + self._run_to(self._now_s)

    # --- Findings ---------------------------------------------------------------

    def _settle_by(self, finding: Finding) -> list[Prompt]:
        """Let ``finding`` end the prompts that it clears, shown and waiting."""
        out = []
        for shown in list(self._open):
            if _any_matches(shown.rule.clears, finding):
                after = finding.end_s > shown.prompt.shown_s
                credits_agent = self._pack.credits_agent(finding.kind)
                out += self._settle(shown, "followed" if after and credits_agent else "cleared")
            elif _did_again(shown, finding):
                out += self._settle(shown, "ignored", hide=False)
        for prompt_id, waiting in list(self._waiting.items()):
            ended_by = (*waiting.rule.clears, *waiting.rule.unless)
            if _any_matches(ended_by, finding):
                del self._waiting[prompt_id]
        return out

    def _has_grounds(self, rule: PromptRule, finding: Finding, now_s: float) -> bool:
        """Return whether ``rule``'s prompt would be right to show on ``finding``."""
        return (
            _any_matches(rule.when, finding)
            and now_s + self.behind_s - finding.known_s <= _stale_s(rule, self._pack.budget)
            and (rule.id, *_identity(finding)) not in self._said_of
            and self._usage.setdefault(rule.id, Usage()).allows(rule, now_s)
            and self._recent.allow(rule, now_s)
        )

    # --- Time -------------------------------------------------------------------

    def _run_to(self, until_s: float) -> list[Prompt]:
        """Work off every deadline up to ``until_s``, in the order of time."""
        out: list[Prompt] = []
        while (due_s := self._next_due_s()) <= until_s:
            self._now_s = max(self._now_s, due_s)
            for shown in [one for one in self._open if one.settles_s <= self._now_s]:
                out += self._settle(shown, _unanswered(shown.rule), hide=False)
            if self._on_screen and self._on_screen.prompt.hide_s <= self._now_s:
                self._on_screen = None
            out += self._show_next()
        self._now_s = until_s
        self._idle_until_s = due_s
        return out

    def _next_due_s(self) -> float:
        """Return when something happens next by itself; infinity for never."""
        due_s = min((shown.settles_s for shown in self._open), default=math.inf)
        if self._on_screen:
            due_s = min(due_s, self._on_screen.prompt.hide_s)
        for waiting in self._waiting.values():
            if waiting.stale_after_s >= self._now_s:  # else no room could come in time
                ready_s = self._ready_s(waiting)
                if ready_s <= waiting.stale_after_s:
                    due_s = min(due_s, ready_s)
        return due_s

    def _ready_s(self, waiting: _Waiting) -> float:
        """Return when screen and budget have room for a waiting prompt, not before now."""
        budget = self._pack.budget
        ready_s = max(self._now_s, self._ledger.earliest_s(waiting.rule, budget))
        shown = self._on_screen
        if shown and not outranks(waiting.rule, shown.rule, budget):
            ready_s = max(ready_s, shown.prompt.hide_s)
        return ready_s

    def _show_next(self) -> list[Prompt]:
        """Show the most important of the waiting prompts whose turn it is now."""
        ready = [
            waiting
            for waiting in self._waiting.values()
            if self._now_s <= waiting.stale_after_s and self._ready_s(waiting) <= self._now_s
        ]
        if not ready:
            return []
        chosen = max(ready, key=lambda waiting: (waiting.rule.priority, -waiting.order))
        del self._waiting[chosen.rule.id]
        out = self._replace_on_screen()
        prompt = self._note(self._prompt(chosen.rule, chosen.finding))
        self._on_screen = _Shown(prompt, chosen.rule)
        self._open.append(self._on_screen)
        self._ledger.add(self._now_s, chosen.rule)
        usage = self._usage[chosen.rule.id]
        usage.count += 1
        usage.last_shown_s = self._now_s
        self._said_of.add((chosen.rule.id, *_identity(chosen.finding)))
        return [*out, prompt]

    # --- Prompts ----------------------------------------------------------------

    def _prompt(self, rule: PromptRule, finding: Finding) -> Prompt:
        say = fill_say(rule.say, rule.say_plain, finding, rule.instead)
        return Prompt(
            id=rule.id,
            say=say,
            why=fill_why(rule.why, finding, rule.instead, say),
            severity=rule.severity,
            shown_s=self._now_s,
            hide_s=self._now_s + rule.show_s,
            finding=finding,
        )

    def _note(self, prompt: Prompt) -> Prompt:
        """Keep the last state of a prompt, for the agent's answer."""
        self._said[(prompt.id, prompt.shown_s)] = prompt
        return prompt

    def _replace_on_screen(self) -> list[Prompt]:
        """Hide the prompt on the screen, if any; but for praise it can still be followed."""
        shown = self._on_screen
        if shown is None:
            return []
        if shown.rule.severity == "praise":
            return self._settle(shown, "cleared")
        self._on_screen = None
        shown.prompt = self._note(replace(shown.prompt, hide_s=self._now_s))
        return [shown.prompt]

    def _settle(self, shown: _Shown, outcome: Outcome, *, hide: bool = True) -> list[Prompt]:
        """Give a prompt its outcome and, with ``hide``, take it off the screen."""
        hide_s = shown.prompt.hide_s
        if hide and shown is self._on_screen:
            self._on_screen = None
            hide_s = self._now_s
        if shown in self._open:
            self._open.remove(shown)
        shown.prompt = self._note(replace(shown.prompt, outcome=outcome, hide_s=hide_s))
        return [shown.prompt]


def _by_finding(pack: Pack) -> dict[str, tuple[PromptRule, ...]]:
    rules: dict[str, tuple[PromptRule, ...]] = {}
    for rule in pack.active:
        for kind in {condition.finding for condition in rule.when}:
            rules[kind] = (*rules.get(kind, ()), rule)
    return rules


def _stale_s(rule: PromptRule, budget: Budget) -> float:
    return budget.stale_s if rule.stale_s is None else rule.stale_s


def _any_matches(conditions: tuple[Condition, ...], finding: Finding) -> bool:
    for condition in conditions:  # noqa: SIM110  any() takes twice as long, and this is asked most
        if condition.matches(finding):
            return True
    return False


def _unanswered(rule: PromptRule) -> Outcome:
    """Return the outcome of a prompt that nothing ended until its window had passed."""
    return "cleared" if rule.severity == "praise" or not rule.clears else "ignored"


def _did_again(shown: _Shown, finding: Finding) -> bool:
    """Return whether the agent did anew what a prompt without ``clears`` spoke of."""
    return (
        not shown.rule.clears
        and shown.rule.severity != "praise"
        and finding.channel == "agent"
        and finding.start_s >= shown.prompt.shown_s
        and _any_matches(shown.rule.when, finding)
    )


def _identity(finding: Finding) -> tuple[str, str, float]:
    """Return what stays the same when a finding is sent again."""
    return finding.kind, finding.channel, finding.start_s
