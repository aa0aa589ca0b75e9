"""Facts the customer gave, for the notes panel: nobody should have to say them twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from callassist.detect.conversation import Conversation
from callassist.detect.detector import Detector, finding
from callassist.detect.keyphrases import key_phrases
from callassist.detect.phrases import Hit
from callassist.detect.said import Said, WordTurn
from callassist.detect.text import is_number, normalize_numbers
from callassist.settings.judge import ACCOUNT_CONTENT
from callassist.types import Finding, Judgement, Note

_NUMBER_DIGITS = 4
_MONEY = frozenset("dollars dollar pounds pound euros euro quid bucks cents pence".split())
_MONTHS = frozenset(
    "january february march april june july august september october november december".split()
)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday".split())
_SPANS = frozenset("day days week weeks month months year years hour hours".split())
_DAY_LEADS = frozenset("last next on since this".split())
_NO_NAME = frozenset(
    """calling speaking here just not very so really a an the on in at from with trying having about
    sorry afraid sure fine good okay well here there going looking still now and is was your my it
    that this what who support customer service your through phone email""".split()
)
_NAME_WORDS = 2
_NUMBERED = frozenset(
    "account order phone booking reference policy card serial tracking customer claim".split()
)
_KIND_REACH = 6
_CHECKING = frozenset("confirm repeat again catch sorry verify check digits second other".split())
_WHOLE_NAME = frozenset("last full family second surname spell".split())


class Notes(Detector):
    """Emits :class:`~callassist.types.Note`; reports ``name.used`` and ``asked_again``."""

    name = "notes"

    def __init__(self, conversation: Conversation) -> None:
        """Watch a conversation."""
        super().__init__(conversation)
        self._told: set[tuple[str, str]] = set()
        self._phrases_at = 0
        self._asked = ""
        self._again_turn = -1
        self._numbers: dict[str, str] = {}
        self._asked_kind = ""

    def on_words(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take finished words: the customer's facts, the agent's use of them."""
        if not said.final or not said.tokens:
            return
        if said.channel == "customer":
            for kind, text, token in self._facts(said):
                yield from self._note(kind, text, said.start_of(token), now_s)
            self._keep_number(said)
            yield from self._told_before(said, now_s)
            return
        yield from self._agent(said, now_s)

    def _keep_number(self, said: Said) -> None:
        """Remember which number was given: "account number is …", or the one asked for."""
        items = normalize_numbers(said.tokens)
        for index, token in enumerate(items):
            if is_number(token) and len(token.replace(".", "")) >= _NUMBER_DIGITS:
                before = items[max(0, index - _KIND_REACH) : index]
                named = next((word for word in reversed(before) if word in _NUMBERED), "")
                if kind := named or self._asked_kind:
                    self._numbers.setdefault(kind, token)
        self._asked_kind = ""

    def _asks_number(self, said: Said, now_s: float) -> Iterator[Finding]:
        """Report that the agent asks for a number that was given, unless only to check it."""
        hits = said.new_hits("ask_details", self.name)
        if not hits or said.turn is None:
            return
        asked = said.tokens[hits[-1].start : hits[-1].end + 1]
        self._asked_kind = next((word for word in reversed(asked) if word in _NUMBERED), "")
        known = self._numbers.get(self._asked_kind)
        checks = _CHECKING.intersection(said.turn.tokens) or self._checks(said, hits[-1].start)
        if known is None or checks or said.turn.index == self._again_turn:
            return
        self._again_turn = said.turn.index
        found = finding("asked_again", said, hits[-1], now_s, 0.75)
        evidence = (f"“{known}”", *found.evidence)
        yield replace(found, evidence=evidence, phrases=(known,))

    def _told_before(self, said: Said, now_s: float) -> Iterator[Finding]:
        """Report a question as asked again when the customer says so in answer to it."""
        turn = self.conversation.asked_before(said)
        if turn is None or turn.index == self._again_turn:
            return
        for hit in said.new_hits("told_before", self.name)[:1]:
            self._again_turn = turn.index
            quote = f"“{said.quote(hit.start, hit.end)}”"
            yield Finding(
                "asked_again", "agent", turn.start_s, turn.end_s, now_s, 0.75, (quote, turn.quote())
            )

    def _note(self, kind: str, text: str, at_s: float, now_s: float) -> Iterator[Note]:
        """Emit a note unless the same was noted before."""
        key = (kind, text.lower())
        if text and key not in self._told:
            self._told.add(key)
            yield Note(kind, text, round(at_s, 3), now_s)

    def _facts(self, said: Said) -> Iterator[tuple[str, str, int]]:
        """Yield (kind, text, token) of every fact in an utterance."""
        name = self._name(said)
        if name is not None:
            self.conversation.customer_name = name[0]
            yield ("name", *name)
        items = normalize_numbers(said.tokens)
        place = {token: index for index, token in reversed(list(enumerate(said.tokens)))}
        for index, token in enumerate(items):
            before = items[index - 1] if index else ""
            after = items[index + 1] if index + 1 < len(items) else ""
            at = min(place.get(token, index), len(said.tokens) - 1)
            if is_number(token):
                if after in _MONEY:
                    yield "amount", f"{token} {after}", at
                elif token[-2:] in ("st", "nd", "rd", "th"):
                    month = next((t for t in items[index + 1 : index + 3] if t in _MONTHS), "")
                    yield "date", f"{token} {month}".strip(), at
                elif after == "ago" or (
                    after in _SPANS and items[index + 2 : index + 3] == ["ago"]
                ):
                    yield "date", " ".join(items[index : index + 3]), at
                elif len(token.replace(".", "")) >= _NUMBER_DIGITS:
                    yield "number", token, at
            elif token in _DAYS:
                yield "date", f"{before} {token}" if before in _DAY_LEADS else token, at
            elif token in _MONTHS and before in ("in", "since", "last", "on", "of"):
                yield "date", f"{before} {token}" if before != "of" else token, at
        for hit in said.hits.get("tried", ()):
            yield "tried", said.quote(hit.start, min(len(said.tokens), hit.end + 3), 0), hit.start

    def _name(self, said: Said) -> tuple[str, int] | None:
        """Return the customer's name and its token, if they gave it."""
        starts = [hit.end for hit in said.hits.get("my_name", ()) if self._plain(said, hit.end)]
        if not starts and self._asked == "name" and len(said.tokens) <= 8:
            starts = [i for i, t in enumerate(said.tokens) if t not in _NO_NAME][-_NAME_WORDS:][:1]
        if not starts:
            return None
        parts: list[str] = []
        for token in said.tokens[starts[0] : starts[0] + _NAME_WORDS]:
            if token in _NO_NAME or len(token) < 2 or not token.isalpha():
                break
            parts.append(token.capitalize())
        return (" ".join(parts), starts[0]) if parts else None

    def _plain(self, said: Said, at: int) -> bool:
        """Whether a word that may be a name stands at a token."""
        return at < len(said.tokens) and said.tokens[at] not in _NO_NAME

    def _agent(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take up what the agent asks for, and whether it was given already."""
        name = self.conversation.customer_name
        yield from self._asks_number(said, now_s)
        asks_name = said.new_hits("ask_name", self.name)
        self._asked = "name" if asks_name else ""
        if name and name.split()[0].lower() in said.tokens:
            index = said.tokens.index(name.split()[0].lower())
            yield Finding(
                "name.used", "agent", said.start_of(index), said.end_of(index), now_s, 0.8, (name,)
            )
        elif name and asks_name and self._asks_known(said, asks_name[0], name):
            self._again_turn = said.turn.index if said.turn is not None else -1
            found = finding("asked_again", said, asks_name[0], now_s, 0.75)
            yield replace(found, evidence=(f"“{name}”", *found.evidence), phrases=(name,))

    def _asks_known(self, said: Said, hit: Hit, name: str) -> bool:
        """Whether a question for a name asks for what is known; a surname may not be."""
        asked = said.tokens[max(0, hit.start - 2) : hit.end + 1]
        if any(token in _WHOLE_NAME for token in asked) and len(name.split()) < _NAME_WORDS:
            return False
        return not self._checks(said, hit.start)

    def _checks(self, said: Said, at: int) -> bool:
        """Whether the agent only makes sure ("just to confirm, your name is …")."""
        hits = said.hits.get("restate_open", ())
        return any(at - 3 <= hit.start and hit.end >= at - 1 and hit.start <= at for hit in hits)

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
