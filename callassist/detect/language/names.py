"""Names in the customer's words: their own, and those of others.

Most recognizers write no capitals, so a name is known by what stands around it ("my
name is …", "… speaking") or by the question that it answers. The words that say so, and
those that are no names, are the lexicon's (``[sets.names]``).
"""

from __future__ import annotations

from collections.abc import Iterator

from callassist.detect.language.facts import owner_before
from callassist.detect.language.text import is_number
from callassist.detect.memory.said import Said
from callassist.settings.custom import COMPANY, PRODUCT

_NO_ANSWER = ("told_before", "customer_hold", "not_heard", "my_surname")
_NAME_WORDS = 3
_ANSWER_TOKENS = 12


def own_name(said: Said, asked: bool) -> tuple[str, int] | None:
    """Return the customer's name and its token, if they gave it.

    Args:
        said: The customer's words.
        asked: Whether the agent has just asked for it.
    """
    for hit in said.hits.get("my_name", ()):
        found = name_at(said, hit.end)
        if found:
            return found, hit.end
    for hit in said.hits.get("names_self", ()):
        found, at = _name_before(said, hit.start)
        if found:
            return found, at
    if "this_is" in said.hits and _writes_capitals(said):
        at = said.hits["this_is"][0].end
        found = name_at(said, at)
        if found:
            return found, at
    return _name_answered(said) if asked else None


def surname(said: Said) -> str:
    """Return the customer's surname, if they gave it by itself ("my last name is …")."""
    names = (name_at(said, hit.end) for hit in said.hits.get("my_surname", ()))
    return next(filter(None, names), "")


def _name_answered(said: Said) -> tuple[str, int] | None:
    """Return the name that answers a question for it: "yes, it's Luis Ortega"."""
    tokens, words = said.tokens, said.book.sets.names
    if len(tokens) > _ANSWER_TOKENS or any(kind in said.hits for kind in _NO_ANSWER):
        return None
    at = next((i for i, t in enumerate(tokens) if t not in words.no_name), len(tokens))
    if at == len(tokens) or tokens[at] in words.relations or is_number(tokens[at]):
        return None
    found = name_at(said, at)
    end = at + len(found.split())
    if not found or (end < len(tokens) and tokens[end] not in words.after):
        return None
    return found, at


def name_at(said: Said, at: int) -> str:
    """Return the name that starts at a token, or nothing.

    A recognizer that writes capitals must have written it with one.
    """
    words = said.book.sets.names
    if not words.no_name:
        return ""
    parts: list[str] = []
    cased = _writes_capitals(said)
    tokens = said.tokens
    while at < len(tokens) and tokens[at] in words.titles:
        at += 1
    for index in range(at, min(len(tokens), at + _NAME_WORDS)):
        token = tokens[index]
        word = said.words[said.words_of(index, index + 1)[0]].text
        if token in words.no_name or len(token) < 2 or not token.isalpha():
            break
        if said.within(index, COMPANY, PRODUCT):
            break
        if cased and not word.lstrip("'\"“‘(")[:1].isupper():
            break
        parts.append(token.capitalize())
        if word[-1:] in ".?!,;:" or (not cased and len(parts) == _NAME_WORDS - 1):
            break
    return " ".join(parts)


def _name_before(said: Said, end: int) -> tuple[str, int]:
    """Return the name that ends before a token ("Ewan Grant speaking") and where it starts."""
    start, words = end, said.book.sets.names
    while start > 0 and end - start < _NAME_WORDS - 1:
        token = said.tokens[start - 1]
        if token in words.no_name or not token.isalpha() or len(token) < 2:
            break
        if said.within(start - 1, COMPANY, PRODUCT):
            break
        start -= 1
    lead = said.tokens[start - 1] if start else ""
    if start == end or (lead and lead not in words.before):
        return "", end
    it = start > 1 and said.tokens[start - 2] in words.it
    if it and lead in words.be and said.tokens[end] in words.here:
        return "", end
    return name_at(said, start), start


def _writes_capitals(said: Said) -> bool:
    """Whether the recognizer writes capitals: the first word has one, or an "I"."""
    return any(word.text[:1].isupper() for word in said.words)


def others_names(said: Said, relation: str) -> Iterator[tuple[str, str]]:
    """Yield (relation, name) of others: "my wife is called Isla", "my son Daniel"."""
    items, words = said.tokens, said.book.sets.names
    for hit in said.hits.get("their_name", ()):
        spoken_of = (token for token in reversed(items[: hit.start]) if token in words.relations)
        owner = owner_before(items, hit.end, words, next(spoken_of, relation))
        name = name_at(said, hit.end)
        if owner and name:
            yield owner, name
    if not _writes_capitals(said):
        return
    for index, token in enumerate(items[:-1]):
        if token in words.relations and index and items[index - 1] in words.ours:
            name = name_at(said, index + 1)
            if name and not said.ends_sentence(index):
                yield token, name
