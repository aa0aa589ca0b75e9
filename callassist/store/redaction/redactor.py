"""Finds secrets in a call while it goes on, and takes them out of its words.

The words of both sides are put in order of time and read once. A stretch in which
something may be secret stays open until nothing of the kind has been said for
``QUIET_S``, or for ``MAX_HOLD_S`` at most; then it is judged as a whole. What has been
judged never changes, so that sound and words before ``settled_s`` can be written for good.
"""

from __future__ import annotations

import heapq
import itertools
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from callassist.store.redaction.finding import Finder, Stretch
from callassist.store.redaction.lexicon import lexicon
from callassist.store.redaction.masking import Mask
from callassist.store.redaction.spans import Span
from callassist.store.redaction.tokens import MAX_MARGIN_S, Token, tokenize
from callassist.types import CHANNELS, Channel, Redaction, Utterance, Word

QUIET_S = 5.5
"""A stretch ends when nothing that may be secret was said for so long."""
MAX_HOLD_S = 20.0
"""No stretch stays open longer."""
LEAD_S = 3.0
"""So much before the first suspicion is judged with it: "jane smith … at gmail dot com"."""
_BREATH_S = 2.0
"""A stretch that is too long is cut at a pause of this length, if there is one."""
LABELS: Mapping[str, str] = {
    "card": "[card number]",
    "cvv": "[security code]",
    "bank": "[bank details]",
    "ssn": "[social security number]",
    "email": "[e-mail address]",
    "phone": "[phone number]",
    "birth_date": "[date of birth]",
    "password": "[password]",
    "pin": "[PIN]",
}


@dataclass(frozen=True, slots=True)
class _Piece:
    """The redacted words of one utterance; times as its words have them."""

    kind: str
    start_s: float
    end_s: float
    margin_s: float


class Redactor:
    """Redacts one call.

    ``take`` every final utterance in order of ``known_s``, ``advance`` often; then
    ``redact`` whatever lies before ``settled_s``, and make its ``redactions`` silent on both
    sides. The result does not depend on when ``advance`` is called.
    """

    def __init__(self, language: str = "en") -> None:
        """Start a call.

        Args:
            language: BCP 47 code of the words.
        """
        self._lexicon = lexicon(language)
        self._finder = Finder(self._lexicon)
        self._mask = Mask(self._lexicon, LABELS)
        self._numbers = itertools.count()
        self._waiting: list[tuple[float, int, int, Token]] = []
        self._order = itertools.count()
        self._lead: deque[Token] = deque()
        self._stretch: list[Token] = []
        self._suspicious_s: list[float] = []
        self._suspicious_at: list[int] = []
        self._horizon_s = 0.0
        self._settled_s = 0.0
        self._redactions: list[Redaction] = []
        self._told: tuple[Redaction, ...] = ()
        self._pieces: dict[Channel, list[_Piece]] = {channel: [] for channel in CHANNELS}

    @property
    def settled_s(self) -> float:
        """Nothing before this second of the call will be redacted any more."""
        return self._settled_s

    @property
    def redactions(self) -> tuple[Redaction, ...]:
        """What was redacted so far, in order of ``start_s``.

        ``start_s`` to ``end_s`` are exactly the seconds to make silent, on both sides; the
        margin for inexact word times is in them.
        """
        if len(self._told) != len(self._redactions):
            self._told = tuple(self._redactions)
        return self._told

    def take(self, utterance: Utterance) -> None:
        """Take an utterance; one that is not final is ignored."""
        if not utterance.final:
            return
        for token in tokenize(utterance, next(self._numbers), self._lexicon):
            side = CHANNELS.index(token.channel)
            heapq.heappush(self._waiting, (token.start_s, side, next(self._order), token))

    def advance(self, now_s: float, open_from_s: Mapping[Channel, float | None]) -> None:
        """Let time go on.

        Args:
            now_s: How far the call has been heard.
            open_from_s: Since when a side's speech is not recognized yet; ``None`` or
                missing where all of it is.
        """
        horizon_s = min([now_s, *(at_s for at_s in open_from_s.values() if at_s is not None)])
        if horizon_s > self._horizon_s:
            self._read(horizon_s)
            self._horizon_s = horizon_s
            self._settle()

    def flush(self) -> None:
        """Judge all that is left at the end of the call."""
        self._read(float("inf"))
        self._horizon_s = float("inf")
        self._settle()

    def redact(self, utterance: Utterance) -> Utterance:
        """Return an utterance with its redacted words replaced by "[card number]" and the like.

        The replacement lasts as long as what it replaces. Words of an utterance that is not
        final may lie elsewhere than they will, so these are taken with the margin.
        """
        loose = not utterance.final
        out: list[Word] = []
        last: _Piece | None = None
        for word in utterance.words:
            piece = self._piece(utterance.channel, word, loose=loose)
            if piece is None:
                out.append(word)
            elif piece is last:
                before = out.pop()
                out.append(Word(before.text, before.start_s, word.end_s, before.confidence))
            else:
                out.append(Word(LABELS[piece.kind], word.start_s, word.end_s, word.confidence))
            last = piece
        if last is None and len(out) == len(utterance.words) and out == list(utterance.words):
            return utterance
        return Utterance(
            utterance.channel,
            tuple(out),
            utterance.final,
            utterance.known_s,
            utterance.start_s,
            utterance.end_s,
        )

    def mask(self, text: str) -> str:
        """Return any text of this call without its secrets.

        What was redacted in the call is masked wherever it stands again, spoken or written,
        and whatever looks secret by itself.
        """
        return self._mask(text)

    def _read(self, horizon_s: float) -> None:
        """Read all words that start before a second, and end what has gone quiet by then."""
        while self._waiting and self._waiting[0][0] < horizon_s:
            token = heapq.heappop(self._waiting)[3]
            self._end_if_quiet(token.start_s)
            self._step(token)
        self._end_if_quiet(horizon_s)

    def _end_if_quiet(self, at_s: float) -> None:
        if self._suspicious_s and at_s - self._suspicious_s[-1] >= QUIET_S:
            self._judge(len(self._stretch), cut=False)

    def _step(self, token: Token) -> None:
        suspicious = self._finder.suspicious(token)
        if self._suspicious_s and token.start_s - self._suspicious_s[0] >= MAX_HOLD_S:
            self._cut()
        if not suspicious and not self._suspicious_s:
            self._lead.append(token)
            while self._lead and self._lead[0].end_s < token.start_s - LEAD_S:
                self._lead.popleft()
            return
        if not self._suspicious_s:
            self._stretch = [lead for lead in self._lead if lead.end_s >= token.start_s - LEAD_S]
            self._lead.clear()
        if suspicious:
            self._suspicious_s.append(token.end_s)
            self._suspicious_at.append(len(self._stretch))
        self._stretch.append(token)

    def _cut(self) -> None:
        """End a stretch that lasts too long, at a pause if there is one in its second half."""
        pauses = [
            (later_s - earlier_s, at)
            for earlier_s, later_s, at in zip(
                self._suspicious_s, self._suspicious_s[1:], self._suspicious_at[1:], strict=False
            )
            if at > len(self._stretch) // 2
        ]
        pause_s, at = max(pauses, default=(0.0, 0))
        self._judge(at if pause_s >= _BREATH_S else len(self._stretch), cut=True)

    def _judge(self, count: int, *, cut: bool) -> None:
        """Judge the first tokens of the stretch; read the others again."""
        judged, rest = self._stretch[:count], self._stretch[count:]
        stretch = Stretch.of(judged)
        for channel, spans in self._finder.find(stretch, cut=cut).items():
            for span in spans:
                self._keep(channel, span, stretch)
            self._mask.learn(stretch.sides[channel], spans)
        self._stretch = []
        self._suspicious_s = []
        self._suspicious_at = []
        self._lead = deque(token for token in judged[-40:] if not cut)
        for token in rest:
            self._step(token)

    def _keep(self, channel: Channel, span: Span, stretch: Stretch) -> None:
        """Note a span: a redaction for each utterance it reaches into."""
        tokens = span.tokens(stretch.sides[channel])
        for _, group in itertools.groupby(tokens, key=lambda token: token.utterance):
            part = list(group)
            start_s, end_s = part[0].start_s, max(token.end_s for token in part)
            margin_s = part[0].margin_s
            piece = _Piece(span.kind, start_s, end_s, margin_s)
            pieces = self._pieces[channel]
            pieces.insert(bisect_right(pieces, start_s, key=lambda p: p.start_s), piece)
            redaction = Redaction(
                span.kind, channel, max(0.0, start_s - margin_s), end_s + margin_s
            )
            place = bisect_right(self._redactions, redaction.start_s, key=lambda r: r.start_s)
            self._redactions.insert(place, redaction)

    def _settle(self) -> None:
        open_s = self._horizon_s
        if self._stretch:
            open_s = min(open_s, min(token.start_s for token in self._stretch))
        if self._waiting:
            open_s = min(open_s, self._waiting[0][0])
        held_s = self._horizon_s - LEAD_S
        self._settled_s = max(self._settled_s, min(open_s, held_s) - MAX_MARGIN_S)

    def _piece(self, channel: Channel, word: Word, *, loose: bool) -> _Piece | None:
        """Return the redacted piece that a word lies in."""
        pieces = self._pieces[channel]
        # Pieces of one side hardly overlap, so that a few before the place are enough.
        place = bisect_left(pieces, word.end_s + MAX_MARGIN_S, key=lambda p: p.start_s)
        for piece in pieces[max(0, place - 4) : place + 1]:
            margin_s = piece.margin_s if loose else 0.0
            start_s, end_s = piece.start_s - margin_s, piece.end_s + margin_s
            shared_s = min(word.end_s, end_s) - max(word.start_s, start_s)
            least_s = 0.0 if loose else (word.end_s - word.start_s) / 2
            inside = start_s <= word.start_s and word.end_s <= end_s
            if inside or shared_s > max(least_s, 1e-6):
                return piece
        return None
