"""What is wrong with a phrase pattern, in words for its author.

The language is that of :mod:`callassist.detect.language.phrases`, which reads patterns
and passes over what it cannot read; this room must not know that one, and a pack's author
must be told. Whatever passes here, a phrase book takes (a test holds the two together).
"""

from __future__ import annotations

import re

from callassist.prompts.hints import shown

MAX_PATTERN_CHARS = 300
MAX_PATTERNS = 400  # of one list
MAX_DEPTH = 5  # of parentheses

_SIGN = re.compile(r"([\w'’]+)\((\w+)\)|([()|?*])|([^\s()|?*]+)")
_HEARD = re.compile(r"[a-zà-ÿ0-9]")
_STRANGE = re.compile(r"[^\W\d_a-zà-ÿ]")


def pattern_mistakes(pattern: str, *, takes_back: bool = True) -> list[str]:
    """Return what is wrong with a phrase pattern.

    Args:
        pattern: e.g. ``"have a (nice|great) day"``.
        takes_back: Whether ``!`` may stand before it.
    """
    text = pattern.strip()
    if text.startswith("!"):
        if not takes_back:
            return ["may not begin with '!' here: there is nothing to take back"]
        text = text[1:].strip()
    if not text:
        return ["must not be empty"]
    if len(text) > MAX_PATTERN_CHARS:
        return [f"must have at most {MAX_PATTERN_CHARS} characters, not {len(text)}"]
    if not text.isprintable():
        return ["must be one line without control characters"]
    if "!" in text:
        return ["may have '!' at its beginning only"]
    if strange := _STRANGE.search(text.lower()):
        return [f"has a letter that is not understood yet: '{shown(strange[0])}'"]
    return _form_mistakes(_SIGN.findall(text.lower()))


def _form_mistakes(signs: list[tuple[str, str, str, str]]) -> list[str]:
    """Return what is wrong with how the signs of a pattern stand."""
    depth = 0
    before = "start"
    words = 0
    for stem, _ending, sign, word in signs:
        if stem or word:
            if not _HEARD.search(stem or word):
                return [f"has '{shown(word or stem)}', which nobody can say"]
            words += 1
            before = "word"
            continue
        mistake = _sign_mistake(sign, before, depth)
        if mistake:
            return [mistake]
        depth += (sign == "(") - (sign == ")")
        if depth > MAX_DEPTH:
            return [f"has more than {MAX_DEPTH} parentheses within each other"]
        before = "word" if sign == ")" else sign
    if depth:
        return ["has a '(' without its ')'"]
    if before == "*":
        return ["must end with a word, not with '*'"]
    return [] if words else ["must have a word"]


def _sign_mistake(sign: str, before: str, depth: int) -> str:
    """Return what is wrong with a sign after what stands before it."""
    match sign:
        case ")" if not depth:
            return "has a ')' without its '('"
        case "|" if not depth:
            return "has a '|' outside of parentheses: write (one|other)"
        case ")" | "|" if before in ("(", "|"):
            return "has an empty choice: a word must stand on either side of '|'"
        case ")" | "|" if before == "*":
            return "may not have '*' at the end of a choice"
        case "*" if before in ("start", "(", "|"):
            return "must start with a word, not with '*'"
        case "*" if before == "*":
            return "may not have two '*' in a row"
        case "?" if before != "word":
            return "has a '?' that follows no word"
        case _:
            return ""
