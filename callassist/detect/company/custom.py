"""Findings of a company's own, from phrases in its prompt pack."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from callassist.detect.detector import Detector, finding
from callassist.detect.language.phrases import Hit
from callassist.detect.memory.conversation import Conversation
from callassist.detect.memory.said import Said
from callassist.settings.custom import AFTER, BEFORE, Cue, CustomFinding
from callassist.settings.judge import WORDS_LATE_S
from callassist.types import CHANNELS, Channel, Finding, Judgement, SpeechEvent, Stretch, Withdrawn

_SAME_S = 0.5
"""Two places of one utterance closer than this are one, timed anew by later words."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a phrase was said."""

    said: Said
    hit: Hit

    @property
    def start_s(self) -> float:
        return self.said.start_of(self.hit.start)

    @property
    def end_s(self) -> float:
        return self.said.end_of(self.hit.end - 1)

    @property
    def quote(self) -> str:
        return self.said.quote(self.hit.start, self.hit.end, around=0)


@dataclass(slots=True)
class _Ear:
    """How far the words of one side are known.

    Attributes:
        speaking_s: Since when this side speaks, if it does.
        wordless: Start and end of stretches whose words have not come.
        growing: The utterance that may still grow.
    """

    speaking_s: float | None = None
    wordless: list[tuple[float, float]] = field(default_factory=list)
    growing: Said | None = None

    def settled_s(self, until_s: float, tokens: int) -> float:
        """Return when all phrases of ``tokens`` begun by ``until_s`` are known at the latest.

        Infinity while this side still speaks: its words will tell.
        """
        growing = self.growing
        if growing is not None and growing.start_s <= until_s:
            settled = len(growing.tokens) - tokens
            told = settled >= 0 and growing.start_of(settled) > until_s
            return -math.inf if told else math.inf
        if self.speaking_s is not None and self.speaking_s <= until_s:
            return math.inf
        late = (end_s + WORDS_LATE_S for start_s, end_s in self.wordless if start_s <= until_s)
        return max(late, default=-math.inf)


class Custom(Detector):
    """Reports findings of a pack's ``[[finding]]`` tables.

    What holds is worked out anew from all places of a finding's phrases whenever one of
    them is said, so it does not depend on how words arrive: what late or corrected words
    disprove is withdrawn. A phrase counts once no further word can change it.
    """

    name = "custom"

    def __init__(self, conversation: Conversation, rules: tuple[CustomFinding, ...]) -> None:
        """Watch a conversation for ``rules``, whose phrases its book has."""
        super().__init__(conversation)
        self._rules = rules
        self._places: dict[str, list[_Place]] = {}
        self._asking: dict[str, CustomFinding] = {}
        for rule in rules:
            for category in rule.categories():
                self._places[category] = []
                self._asking[category] = rule
        self._longest = {c: conversation.book.longest[c] for c in self._places}
        self._touched: dict[Channel, tuple[Said, frozenset[str]]] = {}
        self._ears = {channel: _Ear() for channel in CHANNELS}
        self._told: dict[str, list[tuple[Said, float]]] = {rule.kind: [] for rule in rules}
        self._due_s = {rule.kind: math.inf for rule in rules}
        self._waiting: set[str] = set()

    def on_sound(self, event: SpeechEvent) -> Iterator[Judgement]:
        """Follow who speaks: a missing phrase is missing only once all words are known."""
        if not isinstance(event, Stretch):
            return
        ear = self._ears[event.channel]
        if not event.final:
            ear.speaking_s = event.start_s
            return
        if ear.speaking_s is None or ear.speaking_s <= event.start_s:
            ear.speaking_s = None
        ear.wordless.append((event.start_s, event.end_s))
        for rule in self._rules:
            if self._waits_for(rule, event.channel):
                yield from self._judge(rule, event.known_s)

    def on_words(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take words of either side."""
        ear = self._ears[said.channel]
        ear.growing = None if said.final else said
        if said.final and ear.wordless:
            ear.wordless = [one for one in ear.wordless if one[1] > said.end_s + _SAME_S]
        changed = {self._asking[category].kind for category in self._take(said)}
        for rule in self._rules:
            if rule.kind in changed or self._waits_for(rule, said.channel):
                yield from self._judge(rule, now_s)

    def on_time(self, now_s: float) -> Iterator[Judgement]:
        """Look whether what should have followed has."""
        for rule in self._rules:
            if self._due_s[rule.kind] <= now_s:
                yield from self._judge(rule, now_s)
        self.due_s = min(self._due_s.values())

    def on_resume(self, until_s: float, now_s: float) -> Iterator[Judgement]:
        """Look again what has not followed, the pause left out."""
        for rule in self._rules:
            if rule.kind in self._waiting:
                yield from self._judge(rule, now_s)

    def _waits_for(self, rule: CustomFinding, channel: Channel) -> bool:
        """Return whether a finding may wait for words of this side."""
        cue = rule.not_followed_by
        return rule.kind in self._waiting and cue is not None and cue.side == channel

    def _take(self, said: Said) -> frozenset[str]:
        """Note where phrases stand in these words; return the categories that changed."""
        before, were = self._touched.get(said.channel, (said, frozenset[str]()))
        were = were if before is said else frozenset()
        hits = said.hits
        now = frozenset(hits.keys() & self._places.keys()) if hits else frozenset[str]()
        self._touched[said.channel] = said, now
        changed = set()
        for category in were | now:
            if said.channel != self._side_of(category):
                continue
            places = self._places[category]
            old = [place for place in places[-8:] if place.said is said]
            limit = len(said.tokens)
            if not said.final:
                limit -= self._longest[category] - 1
            new = [_Place(said, hit) for hit in hits.get(category, ()) if hit.end <= limit]
            if [place.hit for place in old] != [place.hit for place in new] or said.final:
                self._places[category] = [p for p in places if p.said is not said] + new
                changed.add(category)
        return frozenset(changed)

    def _side_of(self, category: str) -> Channel:
        """Return whose words a category is looked for in."""
        rule = self._asking[category]
        if rule.follows and category == rule.kind + AFTER:
            return rule.follows.side
        if rule.not_followed_by and category == rule.kind + BEFORE:
            return rule.not_followed_by.side
        return rule.side

    def _judge(self, rule: CustomFinding, now_s: float) -> Iterator[Judgement]:
        """Report what holds of a finding now, and take back what holds no more."""
        standing = list(self._standing(rule, now_s))
        self.due_s = min(self._due_s.values())
        told = self._told[rule.kind]
        kept: list[tuple[Said, float]] = []
        fresh: list[Finding] = []
        for place, lines in standing:
            known = next((each for each in told if _same(each, place)), None)
            if known is None:
                made = finding(rule.kind, place.said, place.hit, now_s, rule.score, *lines)
                kept.append((place.said, made.start_s))
                fresh.append(made)
            else:
                told.remove(known)
                kept.append(known)
        self._told[rule.kind] = kept
        yield from (Withdrawn(rule.kind, start_s, now_s) for _, start_s in told)
        yield from fresh

    def _standing(self, rule: CustomFinding, now_s: float) -> Iterator[tuple[_Place, list[str]]]:
        """Yield the places at which a finding holds, with evidence; set when to look again."""
        places = sorted(self._places[rule.kind], key=lambda place: place.start_s)
        found = [(place, self._before(rule, place)) for place in places]
        held = [(place, [line]) for place, line in found if line is not None]
        held = _counted(held, rule)
        cue = rule.not_followed_by
        if cue is None:
            yield from held
            return
        category = rule.kind + BEFORE
        sure_s = []
        for place, lines in held:
            if self._followed(place, self._places[category], cue, rule.side):
                continue
            until_s = self.conversation.pauses.later(place.end_s, place.end_s + cue.within_s)
            settled_s = self._ears[cue.side].settled_s(until_s, self._longest[category])
            waits = max(until_s, settled_s) > now_s or self.conversation.pauses.on
            if waits and not self._was_told(rule, place):
                sure_s.append(max(until_s, settled_s))
            else:
                yield place, [*lines, f"nothing of it followed in {cue.within_s:g} s"]
        paused = self.conversation.pauses.on
        self._due_s[rule.kind] = math.inf if paused else min(sure_s, default=math.inf)
        self._waiting.discard(rule.kind)
        if sure_s:
            self._waiting.add(rule.kind)

    def _was_told(self, rule: CustomFinding, place: _Place) -> bool:
        """Return whether a place was reported: speech heard of later only adds to what is known."""
        return any(_same(told, place) for told in self._told[rule.kind])

    def _before(self, rule: CustomFinding, place: _Place) -> str | None:
        """Return the quote that ``follows`` asks for, nothing if none, ``None`` if it lacks."""
        cue = rule.follows
        if cue is None:
            return ""
        for before in reversed(self._places[rule.kind + AFTER]):
            gap_s = place.start_s - before.end_s
            if before.start_s < place.start_s and gap_s <= cue.within_s:
                return f"after “{before.quote}”"
        return None

    def _followed(self, place: _Place, cues: list[_Place], cue: Cue, side: Channel) -> bool:
        """Return whether one of ``cues`` was said soon after a place."""
        until_s = self.conversation.pauses.later(place.end_s, place.end_s + cue.within_s)
        for after in reversed(cues):
            later = (
                after.start_s >= place.end_s - 1e-6
                if cue.side == side
                else after.end_s > place.end_s
            )
            if later and after.start_s <= until_s:
                return True
        return False


def _same(told: tuple[Said, float], place: _Place) -> bool:
    """Return whether a place is the one that was told at that start."""
    said, start_s = told
    return said is place.said and abs(start_s - place.start_s) < _SAME_S


def _counted(
    held: list[tuple[_Place, list[str]]], rule: CustomFinding
) -> list[tuple[_Place, list[str]]]:
    """Return those places that complete ``rule.times`` within ``rule.times_within_s``."""
    if rule.times == 1:
        return held
    complete = []
    run: list[_Place] = []
    for place, lines in held:
        run = [p for p in run if place.start_s - p.start_s <= rule.times_within_s]
        run.append(place)
        if len(run) >= rule.times:
            took_s = place.end_s - run[0].start_s
            complete.append((place, [*lines, f"{len(run)} times in {took_s:.0f} s"]))
            run = []
    return complete
