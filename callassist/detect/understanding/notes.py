"""Facts the customer gave, for the notes panel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from callassist.detect.detector import Detector
from callassist.detect.language.facts import Fact, facts
from callassist.detect.language.keyphrases import key_phrases
from callassist.detect.language.names import others_names, own_name, surname
from callassist.detect.memory.conversation import Conversation
from callassist.detect.memory.said import Said, WordTurn
from callassist.settings.judge import ACCOUNT_CONTENT
from callassist.types import Judgement, Note

_EMAIL = "email"
_SPANNING = ("start", "happen")
_ASKED_LASTS_TOKENS = 3
_SHOWN = frozenset(("name", "number", "date", "amount", "tried"))


class Notes(Detector):
    """Emits :class:`~callassist.types.Note`; keeps what was given for the other detectors."""

    name = "notes"

    def __init__(self, conversation: Conversation) -> None:
        """Watch a conversation."""
        super().__init__(conversation)
        self._words = conversation.book.sets.facts
        self._relations = conversation.book.sets.names.relations
        self._told: set[tuple[str, str]] = set()
        self._phrases_at = 0
        self._asked_name = False
        self._asked_label = ""
        self._relation = ""

    def on_words(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take finished words: the customer's facts, what the agent asks for."""
        if not said.final or not said.tokens:
            return
        if said.channel == "customer":
            yield from self._customer(said, now_s)
        else:
            self._agent(said)

    def _agent(self, said: Said) -> None:
        """Remember what the agent asks for: the answer may be a bare name or number."""
        asked_name = "ask_name" in said.hits
        hits = said.hits.get("ask_details", ())
        if asked_name or hits:
            self._asked_name = asked_name
            words = said.tokens[hits[-1].start : hits[-1].end + 1] if hits else []
            labels = [self._words.labels[token] for token in words if token in self._words.labels]
            self._asked_label = labels[-1] if labels else ""
            if not self._words.email.isdisjoint(words):
                self._asked_label = _EMAIL

    def _customer(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take the customer's facts."""
        conversation = self.conversation
        for fact in facts(said, self._asked_label, self._relation):
            if fact.kind in _SHOWN:
                yield from self._note(fact.kind, fact.text, said.start_of(fact.token), now_s)
            conversation.given.append(fact)
            if fact.kind == "date" and fact.text.split()[0] in self._words.since:
                conversation.given += [replace(fact, label=label) for label in _SPANNING]
        if self._asked_label == _EMAIL and self._spells_email(said):
            text = said.quote(0, len(said.tokens), around=0)
            conversation.given.append(Fact("email", text, 0))
        found = own_name(said, self._asked_name)
        last = surname(said)
        if last and len(conversation.customer_name.split()) == 1:
            found = (f"{conversation.customer_name} {last}", 0)
        if found is not None and len(found[0]) >= len(conversation.customer_name):
            conversation.customer_name = found[0]
            yield from self._note("name", found[0], said.start_of(found[1]), now_s)
        for relation, name in others_names(said, self._relation):
            conversation.others_names[relation] = name
            yield from self._note("name", f"{name} ({relation})", said.start_s, now_s)
        for token in said.tokens:
            if token in self._relations:
                self._relation = token
        if found is not None or len(said.tokens) > _ASKED_LASTS_TOKENS:
            self._asked_name = False
            self._asked_label = ""

    def _spells_email(self, said: Said) -> bool:
        """Whether words spell an email address out: "jo at example dot com"."""
        at_sign, dot = self._words.at_sign, self._words.dot
        return not (at_sign.isdisjoint(said.tokens) or dot.isdisjoint(said.tokens))

    def _note(self, kind: str, text: str, at_s: float, now_s: float) -> Iterator[Note]:
        """Emit a note unless the same was noted before."""
        key = (kind, text.lower())
        if text and key not in self._told:
            self._told.add(key)
            yield Note(kind, text, round(at_s, 3), now_s)

    def on_turn(self, turn: WordTurn, now_s: float) -> Iterator[Judgement]:
        """Keep the key phrases of an account once the customer has told it."""
        account = self.conversation.account
        if turn.channel != "customer" or account.size < ACCOUNT_CONTENT:
            return
        if account.tokens == self._phrases_at:
            return
        self._phrases_at = account.tokens
        for phrase in key_phrases(account.said, self.conversation.book):
            yield from self._note("phrase", phrase, account.said[0].start_s, now_s)
