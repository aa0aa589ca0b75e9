"""Masks any text of a call: what was redacted in it, and what looks secret by itself."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Mapping, Sequence

from callassist.store.redaction.finding import Finder, Stretch
from callassist.store.redaction.lexicon import Lexicon
from callassist.store.redaction.numbers import NUMBER, Sort, digits_of, find_runs
from callassist.store.redaction.spans import Span
from callassist.store.redaction.tokens import Token, tokenize
from callassist.types import Utterance, Word

_WORD = re.compile(r"\S+")
_REMEMBERED = 128
"""Texts whose reading is remembered."""
_WORD_S = 0.3
_DIGITS = 3
"""Fewer digits of a secret tell nothing of it."""
_LETTERS = 4
_LONGEST_PHRASE = 24
_MAY_BE_DIGITS = NUMBER | {Sort.MAYBE}
_PLAIN_KINDS = frozenset({"email", "password"})


class Mask:
    """Remembers a call's secrets, in memory alone, and masks them."""

    def __init__(self, words: Lexicon, labels: Mapping[str, str]) -> None:
        """Use the words of a language.

        Args:
            words: The language's words.
            labels: Kind → what is put in the place of a secret.
        """
        self._words = words
        self._labels = labels
        self._digits: dict[str, str] = {}
        self._phrases: dict[tuple[str, ...], str] = {}
        self._texts: dict[tuple[str, ...], tuple[Sequence[Token], Sequence[Span]]] = {}

    def learn(self, side: Sequence[Token], spans: Sequence[Span]) -> None:
        """Remember what was redacted in one side's tokens."""
        joined: dict[str, str] = {}
        for span in spans:
            tokens = span.tokens(side)
            texts = tuple(token.text for token in tokens)
            if span.digits:
                joined[span.kind] = joined.get(span.kind, "") + span.digits
                if len(span.digits) >= _DIGITS:
                    self._digits.setdefault(span.digits, span.kind)
            for _, group in itertools.groupby(tokens, key=lambda token: token.utterance):
                phrase = tuple(token.text for token in group)[:_LONGEST_PHRASE]
                if len(phrase) > 1 or len(phrase[0]) >= _LETTERS:
                    self._phrases.setdefault(phrase, span.kind)
            if span.kind in _PLAIN_KINDS:
                for text in texts:
                    if len(text) > _LETTERS and not self._common(text):
                        self._phrases.setdefault((text,), span.kind)
        for kind, digits in joined.items():
            if len(digits) >= _DIGITS:
                self._digits.setdefault(digits, kind)

    def __call__(self, text: str) -> str:
        """Return a text with its secrets replaced; spaces and other words stay as they are."""
        found = list(_WORD.finditer(text))
        if not found:
            return text
        kinds = self._secret_words([match[0] for match in found])
        out: list[str] = []
        at = 0
        last = ""
        for place, match in enumerate(found):
            kind = kinds.get(place, "")
            if not kind:
                out.append(text[at : match.end()])
            elif kind != last:
                out.append(text[at : match.start()] + self._labels[kind])
            at = match.end()
            last = kind
        return "".join(out) + text[at:]

    def _common(self, text: str) -> bool:
        email = self._words.email
        return (
            text in email.providers
            or text in email.endings
            or text in email.bounds
            or text in self._words.numbers.joins
            or text in self._words.numbers.digits
            or text in self._words.numbers.teens
            or text in self._words.numbers.tens
            or text in self._words.password.skipped
        )

    def _secret_words(self, texts: Sequence[str]) -> dict[int, str]:
        """Return place → kind of the secret words."""
        tokens, spans = self._read(tuple(texts))
        if not tokens:
            return {}
        out: dict[int, str] = {}
        for span in [*spans, *self._repeated(tokens), *self._phrases_in(tokens)]:
            for token in span.tokens(tokens):
                out.setdefault(token.word, span.kind)
        return out

    def _read(self, texts: tuple[str, ...]) -> tuple[Sequence[Token], Sequence[Span]]:
        """Return the tokens of a text, and what of them is a secret by itself.

        Reasons, notes and prompts come again and again with the same words: what was read
        last is remembered, as the call's secrets are.
        """
        known = self._texts.get(texts)
        if known is not None:
            return known
        words = tuple(Word(text, at * _WORD_S, (at + 1) * _WORD_S) for at, text in enumerate(texts))
        end_s = len(texts) * _WORD_S
        tokens = tokenize(Utterance("customer", words, True, end_s, 0.0, end_s), 0, self._words)
        spans: Sequence[Span] = ()
        if tokens:
            found = Finder(self._words).find(Stretch.of(tokens), cut=False, replies=False)
            spans = found["customer"]
        if len(self._texts) >= _REMEMBERED:
            self._texts.clear()
        self._texts[texts] = tokens, spans
        return tokens, spans

    def _repeated(self, tokens: Sequence[Token]) -> list[Span]:
        """Return numbers that a secret of the call holds, or that hold one."""
        if not self._digits:
            return []
        plain = [_without_cue(token) for token in tokens]
        _, sorts = find_runs(plain, self._words.numbers)
        numbers = self._words.numbers
        known = "|".join(self._digits)
        places = [at for at, sort in enumerate(sorts) if sort in _MAY_BE_DIGITS]
        spans = []
        start = 0
        while start < len(places):
            end, best = start, ""
            while end < len(places):
                digits = digits_of(places[start : end + 1], plain, sorts, numbers)
                if digits not in known and not (end == start and self._holds(digits)):
                    break
                best = digits
                end += 1
            if len(best) >= _DIGITS:
                spans.append(Span(self._kind(best), places[start], places[end - 1]))
                start = end
            else:
                start += 1
        return spans

    def _holds(self, digits: str) -> bool:
        """Return whether digits written as one word hold a secret of the call."""
        return any(secret in digits for secret in self._digits)

    def _kind(self, digits: str) -> str:
        """Return the kind of the secret that digits are of."""
        return next(
            kind for secret, kind in self._digits.items() if digits in secret or secret in digits
        )

    def _phrases_in(self, tokens: Sequence[Token]) -> list[Span]:
        """Return the places of redacted words."""
        texts = [token.text for token in tokens]
        spans = []
        for phrase, kind in self._phrases.items():
            for at in range(len(texts) - len(phrase) + 1):
                if texts[at] == phrase[0] and tuple(texts[at : at + len(phrase)]) == phrase:
                    spans.append(Span(kind, at, at + len(phrase) - 1))
        return spans


def _without_cue(token: Token) -> Token:
    """Return a token as if nothing was asked for or announced."""
    return dataclasses.replace(token, cue=None, amount=False)
