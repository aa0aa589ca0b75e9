"""How people say numbers, and how a recognizer writes what they said."""

from __future__ import annotations

import random
from typing import Literal

Style = Literal["words", "numerals"]
"""How a recognizer writes: lower-case number words, or numerals with punctuation."""

_ONES = "zero one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_HEARD_AS = {
    "two": ["to", "too", "do"],
    "four": ["for", "fore", "far"],
    "eight": ["ate", "a", "eighth"],
    "one": ["won", "want"],
    "three": ["tree", "free"],
    "six": ["sex", "sicks"],
    "nine": ["nein", "mine", "niner"],
    "five": ["fife", "fine", "time"],
    "seven": ["heaven", "famine"],
    "oh": ["o", "owe"],
    "zero": ["hero"],
}
_FILLERS = ["um", "uh", "let me see", "that's", "and then", "er", "dash", "space"]
_YES = ["sure it's", "yes it's", "okay", "yeah hang on um", "it's", "yep that's", "right so it's"]
_NODS = ["uh-huh", "okay", "yes", "got it", "mm-hmm", "right", "go on"]


class Writer:
    """Says numbers and answers as people do, and writes them as one recognizer would."""

    def __init__(self, dice: random.Random, style: Style) -> None:
        """Draw from ``dice``, and write in ``style``."""
        self.dice = dice
        self.style = style

    def digits(self, count: int) -> str:
        """Return so many digits."""
        return "".join(self.dice.choice("0123456789") for _ in range(count))

    def card_digits(self) -> str:
        """Return the digits of a payment card, with a valid check digit."""
        length = self.dice.choices([16, 15, 13, 19], [8, 2, 1, 1])[0]
        body = self.dice.choice(["4", "51", "37", "62"]) + self.digits(length)
        body = body[: length - 1]
        return body + next(last for last in "0123456789" if luhn(body + last))

    def said(self, digits: str, *, pairs: float = 0.15) -> str:
        """Return digits as people say them, with what a recognizer does to them."""
        words: list[str] = []
        at = 0
        while at < len(digits):
            run = len(digits[at:]) - len(digits[at:].lstrip(digits[at]))
            pair = digits[at : at + 2]
            if run >= 3 and self.dice.random() < 0.6:
                words += ["triple", self.digit(digits[at])]
                at += 3
            elif run >= 2 and self.dice.random() < 0.5:
                words += ["double", self.digit(digits[at])]
                at += 2
            elif len(pair) == 2 and pair[0] != "0" and self.dice.random() < pairs:
                words += self.pair(pair).split()
                at += 2
            else:
                words.append(self.digit(digits[at]))
                at += 1
        return " ".join(self._misheard(words))

    def digit(self, digit: str) -> str:
        """Return a digit as a word."""
        return (
            self.dice.choice(["zero", "oh", "oh", "nought"]) if digit == "0" else _ONES[int(digit)]
        )

    def pair(self, pair: str) -> str:
        """Return two digits as one number: "forty two"."""
        value = int(pair)
        if value < 20:
            return _TEENS[value - 10]
        ones = value % 10
        return _TENS[value // 10 - 2] + (f" {_ONES[ones]}" if ones else "")

    def _misheard(self, words: list[str]) -> list[str]:
        """Substitute, drop and insert about every thirtieth word each."""
        out: list[str] = []
        for word in words:
            chance = self.dice.random()
            if chance < 0.04 and word in _HEARD_AS:
                out.append(self.dice.choice(_HEARD_AS[word]))
            elif chance < 0.06 and len(words) > 6:
                continue
            elif chance < 0.08 and out:
                out += [self.dice.choice(["a", "the", "and", "uh"]), word]
            else:
                out.append(word)
        return out or words

    def groups(self, digits: str, sizes: list[int]) -> list[str]:
        """Cut digits into groups of these sizes; what is left is the last."""
        cut: list[str] = []
        for size in sizes:
            cut.append(digits[:size])
            digits = digits[size:]
        return [group for group in [*cut, digits] if group]

    def spelled_number(self, digits: str, sizes: list[int]) -> str:
        """Return a number as this recognizer would write it."""
        groups = self.groups(digits, sizes)
        if self.style == "words" or self.dice.random() < 0.25:
            joint = self.dice.choice([" ", " ", " um ", " dash "])
            return joint.join(self.said(group) for group in groups)
        return self.dice.choice([" ", "-", ", ", ". ", ""]).join(groups)

    def filled(self, text: str) -> str:
        """Return a text with a filler in front of it, now and then."""
        return f"{self.dice.choice(_FILLERS)} {text}" if self.dice.random() < 0.3 else text

    def over_turns(self, kind: str, digits: str, sizes: list[int]) -> list[str]:
        """Give a number group by group, the agent nodding or reading back."""
        lines: list[str] = []
        for at, group in enumerate(self.groups(digits, sizes)):
            said = self.spelled_number(group, [])
            lead = f"{self.dice.choice(_YES)} " if at == 0 else ""
            lines.append(f"customer: {lead}{self.filled('')}{{{kind}: {said}}}")
            back = self.dice.random()
            if back < 0.5:
                lines.append(f"agent: {self.dice.choice(_NODS)}")
            elif back < 0.75:
                lines.append(f"agent: {{{kind}: {self.spelled_number(group, [])}}}")
        return lines

    def answer(self, kind: str, asked: list[str], announced: list[str], said: str) -> list[str]:
        """Ask and answer, or say it unasked."""
        if self.dice.random() < 0.65:
            return [
                f"agent: {self.dice.choice(asked)}",
                f"customer: {self.dice.choice(_YES)} {{{kind}: {said}}}",
                f"agent: {self.dice.choice(['thank you', 'lovely one moment', 'great thanks'])}",
            ]
        return [f"customer: {self.dice.choice(announced)} {{{kind}: {said}}}", "agent: thank you"]

    def written(self, line: str) -> str:
        """Give a line the case and punctuation of this recognizer."""
        who, text = line.split(": ", 1)
        text = " ".join(text.split())
        if self.style == "words":
            return f"{who}: {text}"
        at = next((i for i, c in enumerate(text) if c.isalnum()), 0)
        if text.startswith("{"):
            at = text.index(": ") + 2
        text = text[:at] + text[at : at + 1].upper() + text[at + 1 :]
        end = "?" if who == "agent" and " " in text and self.dice.random() < 0.5 else "."
        return f"{who}: {text}{end}"


def luhn(digits: str) -> bool:
    """Return whether digits carry a valid check digit (ISO/IEC 7812-1, annex B)."""
    total = 0
    for at, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + at % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
