"""Questions for what the customer gave in this call: nobody should have to say it twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from callassist.detect.detector import Detector, finding
from callassist.detect.language.facts import Fact, owner_before
from callassist.detect.language.phrases import Hit
from callassist.detect.language.text import content_stems, stem
from callassist.detect.memory.conversation import Conversation
from callassist.detect.memory.said import Said, WordTurn
from callassist.detect.understanding.questions import asks, begins_clause
from callassist.types import Finding, Judgement

_SCORE = 0.75
_SETTLE_S = 1.0
_REACH = 6
_BARE_AFTER = 3
_TOLD_REACH = 4
_THING_REACH = 4
_CALL_BACK = "phone"


@dataclass(frozen=True, slots=True)
class _Deed:
    """What the customer tried, and on what."""

    deed: str
    things: frozenset[str]
    quote: str


class AskedAgain(Detector):
    """Reports ``asked_again``: a name, number, date, email or remedy that was given.

    Whose it is counts: a wife's number is not the customer's. Making sure ("can you
    confirm …") and asking for another one are no asking again.
    """

    name = "asked_again"

    def __init__(self, conversation: Conversation) -> None:
        """Watch a conversation."""
        super().__init__(conversation)
        sets = conversation.book.sets
        self._words, self._facts, self._names = sets.asked_again, sets.facts, sets.names
        self._no_things = frozenset(map(stem, self._words.no_things))
        self._tried: list[_Deed] = []
        self._turn = -1

    def on_words(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take finished words of either side."""
        if not said.final or not said.tokens:
            return
        if said.channel == "customer":
            self._keep_tried(said)
            yield from self._told_before(said, now_s)
        elif said.turn is not None and said.turn.index != self._turn:
            yield from self._agent(said, now_s)

    def _agent(self, said: Said, now_s: float) -> Iterator[Finding]:
        """Compare what the agent asks for with what was given."""
        for hit, known in self._asked_for(said):
            self._turn = said.turn.index if said.turn is not None else -1
            found = finding("asked_again", said, hit, now_s, _SCORE)
            evidence = (f"“{known}”", *found.evidence)
            yield replace(found, evidence=evidence, phrases=(known,))
            return

    def _asked_for(self, said: Said) -> Iterator[tuple[Hit, str]]:
        """Yield what the agent asks for that is known: where, and what it is."""
        given = self.conversation.given
        for category in ("ask_other_name", "ask_name", "ask_details", "asks_when"):
            for hit in said.new_hits(category, self.name):
                if not self._asks(said, hit) or self._checks(said, hit):
                    continue
                if category == "ask_other_name":
                    known = self._other_name(said, hit)
                elif category == "ask_name":
                    known = self._own_name(said, hit)
                elif category == "asks_when":
                    known = self._date(said, hit, given)
                else:
                    known = self._number(said, hit, given)
                if known:
                    yield hit, known
        for hit in said.new_hits("asks_tried", self.name):
            known = self._was_tried(said, hit)
            if known:
                yield hit, known

    def _asks(self, said: Said, hit: Hit) -> bool:
        """Whether words that name a detail ask for it: "the number?", not "the number is 12"."""
        if said.tokens[hit.start] in self._words.asking or said.sentence_asks(hit.start):
            return True
        ends = said.ends_sentence(hit.end - 1) or len(said.tokens) - hit.end <= _BARE_AFTER
        return ends and begins_clause(said, hit.start)

    def _checks(self, said: Said, hit: Hit) -> bool:
        """Whether the agent only makes sure, or asks for another one."""
        around = said.tokens[max(0, hit.start - _REACH) : hit.end + _REACH]
        asked = said.tokens[hit.start : hit.end]
        another = not self._words.another.isdisjoint(asked)
        sure = self._words.making_sure
        if another or not sure or not sure.isdisjoint(around):
            return True
        hits = said.hits.get("restate_open", ())
        at = hit.start
        return any(at - 3 <= h.start and h.end >= at - 1 and h.start <= at for h in hits)

    def _own_name(self, said: Said, hit: Hit) -> str:
        """Return the customer's name if the agent asks for a part that is known."""
        name = self.conversation.customer_name
        asked = said.tokens[max(0, hit.start - 1) : hit.end + 2]
        if not self._words.not_callers.isdisjoint(said.tokens[hit.end : hit.end + 3]):
            return ""
        if not self._words.name_parts.isdisjoint(asked) and len(name.split()) < 2:
            return ""
        return name

    def _other_name(self, said: Said, hit: Hit) -> str:
        """Return the name of a relation of the customer's, if it was given."""
        names = self.conversation.others_names
        asked = said.tokens[hit.start : hit.end]
        relation = next((token for token in asked if token in self._names.relations), "")
        if not relation and len(names) == 1:
            relation = next(iter(names))
        return names.get(relation, "")

    def _number(self, said: Said, hit: Hit, given: Sequence[Fact]) -> str:
        """Return the number, or email, that the agent asks for, if it was given."""
        asked = said.tokens[hit.start : hit.end + 1]
        if not self._names.relations or not self._words.name.isdisjoint(asked):
            return ""
        if owner_before(said.tokens, hit.end, self._names, "other"):
            return ""
        if not self._facts.email.isdisjoint(asked):
            return next((fact.text for fact in given if fact.kind == "email"), "")
        labels = [self._facts.labels[token] for token in asked if token in self._facts.labels]
        if not labels and self._words.any_number.isdisjoint(asked):
            return ""
        label = labels[-1] if labels else ""
        if label == _CALL_BACK and not self._words.best.isdisjoint(asked):
            return ""
        known = [f for f in given if f.kind == "number" and f.label == label and not f.owner]
        if not label:
            known = [f for f in given if f.kind == "number"]
        return known[-1].text if len({fact.text for fact in known}) == 1 else ""

    def _date(self, said: Said, hit: Hit, given: Sequence[Fact]) -> str:
        """Return the date of the deed that the agent asks about, if one was given."""
        asked = said.tokens[hit.start : hit.end + _REACH]
        deeds = self._facts.deeds
        deed = next((deeds[token] for token in asked if token in deeds), "")
        dates = {fact.text for fact in given if fact.kind == "date" and deed and fact.label == deed}
        return dates.pop() if len(dates) == 1 else ""

    def _keep_tried(self, said: Said) -> None:
        """Remember what the customer has tried."""
        remedies = self._words.remedies
        for hit in said.hits.get("tried", ()):
            reach = range(hit.start, min(len(said.tokens), hit.end + 2))
            at = next((i for i in reach if said.tokens[i] in remedies), None)
            if at is not None:
                things = self._things(said.tokens[at + 1 : at + 1 + _THING_REACH])
                quote = said.quote(hit.start, hit.end + 3, around=0)
                self._tried.append(_Deed(remedies[said.tokens[at]], things, quote))

    def _was_tried(self, said: Said, hit: Hit) -> str:
        """Return the customer's words on a remedy that the agent proposes, if they tried it."""
        around = said.tokens[hit.start : hit.end + _REACH]
        once_more = self._words.once_more
        if not self._tried or not once_more or not once_more.isdisjoint(around):
            return ""
        remedies = self._words.remedies
        at = next((i for i in range(hit.start, hit.end) if said.tokens[i] in remedies), None)
        if at is None:
            following = range(hit.end, min(len(said.tokens), hit.end + 2))
            at = next((i for i in following if said.tokens[i] in remedies), None)
        if at is None:
            return ""
        deed = remedies[said.tokens[at]]
        things = self._things(said.tokens[at + 1 : at + 1 + _THING_REACH])
        for tried in reversed(self._tried):
            if tried.deed == deed and (not things or not tried.things or things & tried.things):
                return tried.quote
        return ""

    def _told_before(self, said: Said, now_s: float) -> Iterator[Finding]:
        """Report a question as asked again when the customer says so in answer to it."""
        turn = self.conversation.turn_before(said.turn) if said.turn is not None else None
        if turn is None or turn.channel != "agent" or turn.index == self._turn:
            return
        for hit in said.new_hits("told_before", self.name)[:1]:
            if not self._answers(turn, said, hit):
                continue
            self._turn = turn.index
            quote = f"“{said.quote(hit.start, hit.end)}”"
            yield Finding(
                "asked_again",
                "agent",
                turn.start_s,
                turn.end_s,
                now_s,
                _SCORE,
                (quote, turn.quote()),
            )

    def _answers(self, turn: WordTurn, said: Said, hit: Hit) -> bool:
        """Whether "I told you" answers a question of the turn before it."""
        told, words = said.tokens[hit.start : hit.end + _TOLD_REACH], self._words
        if words.says_so.isdisjoint(told) or words.told_here.isdisjoint(told):
            return False
        if words.told_colleagues.isdisjoint(told) and not words.told_others.isdisjoint(told):
            return False
        if turn.has("ask_details", "ask_name", "ask_other_name", "asks_when", "asks_tried"):
            return True
        first = said.turn is not None and said is said.turn.said[0]
        return first and any(asks(words) for words in turn.said)

    def _things(self, items: Sequence[str]) -> frozenset[str]:
        """Return the stems of the things among tokens."""
        return frozenset(content_stems(items)) - self._no_things
