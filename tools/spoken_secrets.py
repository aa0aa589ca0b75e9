"""Make spoken secrets as recognizers would write them, with what must be covered marked.

    python tools/spoken_secrets.py [--seed N] [--count N]

prints scripts. A line is ``agent: words`` or ``customer: words``; what is secret stands in
braces with its kind, ``{card: four nine two nine}``. Braces of one kind in one script are
one secret. Everything is invented: names, numbers and words are drawn at random.

This shares no word list with the redactor, so that the one can be measured by the other.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Style = Literal["words", "numerals"]
"""How a recognizer writes: lower-case number words, or numerals with punctuation."""

_ONES = "zero one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
    " twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh"
    " twenty-eighth"
).split()
_MONTHS = (
    "january february march april may june july august september october november december"
).split()
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
_FIRST = "jane peter anna tom ruth karl emma oscar lena frank".split()
_LAST = "miller doe harris novak fischer brown weber quinn ross clarke".split()
_MAIL = ["gmail dot com", "hotmail dot co dot uk", "outlook dot com", "yahoo dot com"]
_MAIL += ["icloud dot com", "acme tools dot net", "northfield dot org", "web dot de"]
_SECRET_WORDS = "elephant velvet harbor pickle comet lantern marble thunder walnut cactus".split()
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Script:
    """A short exchange.

    Attributes:
        kind: The kind of secret in it.
        style: How its recognizer writes.
        lines: ``agent: …`` and ``customer: …``, secrets in braces.
    """

    kind: str
    style: Style
    lines: tuple[str, ...]


def scripts(count: int, seed: int) -> list[Script]:
    """Return ``count`` scripts as recognizers write them, every kind in turn.

    The same seed gives the same scripts.
    """
    kinds = list(_MAKERS)
    return [
        _Writer(random.Random(f"{seed}/{at}"), "words" if at % 2 else "numerals").script(
            kinds[at // 2 % len(kinds)]
        )
        for at in range(count)
    ]


def to_be_said(count: int, seed: int) -> list[Script]:
    """Return ``count`` scripts as people say them, without a recognizer's errors."""
    kinds = list(_MAKERS)
    return [
        _Writer(random.Random(f"{seed}/{at}"), "words", heard=False).script(kinds[at % len(kinds)])
        for at in range(count)
    ]


class _Writer:
    """Writes one script."""

    def __init__(self, dice: random.Random, style: Style, *, heard: bool = True) -> None:
        self.dice = dice
        self.style = style
        self.heard = heard

    def script(self, kind: str) -> Script:
        lines = _MAKERS[kind](self)
        return Script(kind, self.style, tuple(self._written(line) for line in lines))

    def digits(self, count: int) -> str:
        return "".join(self.dice.choice("0123456789") for _ in range(count))

    def card_digits(self) -> str:
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
        return (
            self.dice.choice(["zero", "oh", "oh", "nought"]) if digit == "0" else _ONES[int(digit)]
        )

    def pair(self, pair: str) -> str:
        value = int(pair)
        if value < 20:
            return _TEENS[value - 10]
        ones = value % 10
        return _TENS[value // 10 - 2] + (f" {_ONES[ones]}" if ones else "")

    def _misheard(self, words: list[str]) -> list[str]:
        """Substitute, drop and insert about every thirtieth word each."""
        if not self.heard:
            return words
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

    def _written(self, line: str) -> str:
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


def _card(writer: _Writer) -> list[str]:
    digits = writer.card_digits()
    sizes = {16: [4, 4, 4], 15: [4, 6], 13: [4, 4], 19: [4, 4, 4, 4]}[len(digits)]
    asked = [
        "can i have the long number on the card",
        "what's the card number please",
        "could you read me the sixteen digits on the front",
        "i'll take the payment now can you give me your card details",
    ]
    way = writer.dice.random()
    if way < 0.5:
        ask = [f"agent: {writer.dice.choice(asked)}"] if writer.dice.random() < 0.8 else []
        return [*ask, *writer.over_turns("card", digits, sizes), "agent: thank you for that"]
    said = writer.spelled_number(digits, sizes)
    if way < 0.6:
        return [f"customer: right then {{card: {said}}}", "agent: okay"]
    return writer.answer("card", asked, ["my card number is", "the card is", "it's a visa"], said)


def _expiry(writer: _Writer) -> list[str]:
    month, year = writer.dice.randint(1, 12), writer.dice.randint(26, 32)
    ways = [
        f"{writer.said(f'{month:02}', pairs=0)} {writer.pair(str(year))}",
        f"{_MONTHS[month - 1]} {writer.pair(str(year))}",
        f"{_MONTHS[month - 1]} twenty {writer.pair(str(year))}",
    ]
    if writer.style == "numerals":
        ways += [
            f"{month:02}/{year}",
            f"{month:02} {year}",
            f"{_MONTHS[month - 1].title()} 20{year}",
        ]
    card = writer.card_digits()
    asked = writer.dice.choice(
        ["and the expiry date", "when does it expire", "and the expiration date on it"]
    )
    lead = writer.dice.choice(["", "it is", "that is"])
    return [
        "agent: and the card number",
        f"customer: {{card: {writer.spelled_number(card, [4, 4, 4])}}}",
        f"agent: {asked}",
        f"customer: {lead} {{expiry: {writer.dice.choice(ways)}}}",
    ]


def _cvv(writer: _Writer) -> list[str]:
    asked = [
        "and the security code on the back",
        "what are the last three digits on the back of the card",
        "can i have the c v v",
        "and the three digit number on the back",
    ]
    said = writer.spelled_number(writer.digits(writer.dice.choice([3, 3, 4])), [])
    return writer.answer("cvv", asked, ["the security code is", "the cvv is"], said)


def _account(writer: _Writer) -> list[str]:
    asked = [
        "what's your bank account number",
        "and the account number",
        "can i have your account number",
    ]
    said = writer.spelled_number(writer.digits(writer.dice.choice([8, 8, 10])), [4])
    return writer.answer("bank", asked, ["my account number is", "my bank account is"], said)


def _sort_code(writer: _Writer) -> list[str]:
    said = writer.spelled_number(writer.digits(6), [2, 2])
    asked = ["what's the sort code", "and your sort code please"]
    return writer.answer("bank", asked, ["the sort code is", "sort code"], said)


def _routing(writer: _Writer) -> list[str]:
    said = writer.spelled_number(writer.digits(9), [3, 3])
    asked = ["and the routing number", "what is your routing number"]
    return writer.answer("bank", asked, ["the routing number is", "routing number"], said)


def _iban(writer: _Writer) -> list[str]:
    country, bank = writer.dice.choice(["gb", "de", "fr", "nl"]), writer.dice.choice(_LAST)[:4]
    digits = writer.digits(16)
    if writer.style == "numerals" and writer.dice.random() < 0.6:
        groups = [country.upper() + digits[:2], bank.upper(), *writer.groups(digits[2:], [4, 4, 4])]
        said = writer.dice.choice([" ", "-", ""]).join(groups)
    else:
        said = " ".join(
            [*country, writer.said(digits[:2]), *bank, writer.said(digits[2:], pairs=0.05)]
        )
    asked = ["could i have your iban", "what's the i ban", "please read me the iban"]
    return writer.answer("bank", asked, ["my iban is", "the iban is"], said)


def _social(writer: _Writer) -> list[str]:
    digits = writer.digits(9)
    if writer.dice.random() < 0.35:
        asked = ["can you confirm the last four of your social", "and the last four of your ssn"]
        announced = ["the last four of my social are", "last four of my social is"]
        return writer.answer("ssn", asked, announced, writer.spelled_number(digits[5:], []))
    asked = ["what's your social security number", "can i get your social"]
    said = writer.spelled_number(digits, [3, 2])
    return writer.answer("ssn", asked, ["my social security number is", "my social is"], said)


def _email(writer: _Writer) -> list[str]:
    dice = writer.dice
    first, last = dice.choice(_FIRST), dice.choice(_LAST)
    number = writer.digits(2)
    host = dice.choice(_MAIL)
    local = dice.choice(
        [
            f"{first} dot {last}",
            f"{first[0]} dot {last}",
            f"{first} underscore {last}",
            f"{' '.join(first)} {last}",
            f"{first}{last} {writer.said(number)}",
            f"{first} dash {last} {writer.pair('4' + number[1])}",
            f"{' '.join(last)} {writer.said(number)}",
        ]
    )
    said = f"{local} at {host}"
    if writer.style == "numerals":
        plain = host.replace(" dot ", ".").replace(" ", "")
        said = dice.choice(
            [
                f"{first}.{last}@{plain}",
                f"{first}{last}{number} at {plain}",
                f"{local} at {plain}",
                f"{first[0]}.{last} at {plain}",
            ]
        )
    asked = [
        "what's your email address",
        "can i take an e-mail for the confirmation",
        "and which email should i send it to",
    ]
    return writer.answer("email", asked, ["my email is", "send it to", "you can email me at"], said)


def _phone(writer: _Writer) -> list[str]:
    dice = writer.dice
    digits, sizes = dice.choice(
        [
            ("07" + writer.digits(9), [5, 3]),
            (dice.choice("23456789") + writer.digits(9), [3, 3]),
            (writer.digits(7), [3]),
            ("0" + writer.digits(9), [3, 3]),
        ]
    )
    said = writer.spelled_number(digits, sizes)
    if len(digits) == 10 and digits[0] != "0" and dice.random() < 0.3:
        said = ("+1 " if writer.style == "numerals" else "plus one ") + said
    asked = [
        "what's the best number to reach you on",
        "can i take a contact number",
        "and your phone number",
    ]
    announced = ["my number is", "call me back on", "my mobile is", "you can reach me at"]
    if dice.random() < 0.3:
        return [f"agent: {dice.choice(asked)}", *writer.over_turns("phone", digits, sizes)]
    return writer.answer("phone", asked, announced, said)


def _birth_date(writer: _Writer) -> list[str]:
    dice = writer.dice
    day, month, year = dice.randint(1, 28), dice.randint(1, 12), dice.randint(1940, 2004)
    tail = (
        f"nineteen {writer.pair(str(year)[2:])}" if 1909 < year < 2000 else "two thousand and two"
    )
    name = _MONTHS[month - 1]
    ways = [
        f"the {_ORDINALS[day - 1]} of {name} {tail}",
        f"{name} {_ORDINALS[day - 1]} {tail}",
        f"{_ORDINALS[day - 1]} of the {_ORDINALS[month - 1]} {writer.pair('6' + str(year)[3])}",
        f"{writer.said(f'{day:02}', pairs=0)} {writer.said(f'{month:02}', pairs=0)} {tail}",
    ]
    if writer.style == "numerals":
        ways += [
            f"{month:02}/{day:02}/{str(year)[2:]}",
            f"{day} {name.title()} {year}",
            f"{name.title()} {day}, {year}",
            f"{day:02}-{month:02}-{year}",
        ]
    asked = ["can i take your date of birth", "and your date of birth please", "what's your d o b"]
    announced = ["i was born on", "my date of birth is", "my birthday is"]
    return writer.answer("birth_date", asked, announced, dice.choice(ways))


def _password(writer: _Writer) -> list[str]:
    dice = writer.dice
    words = dice.sample(_SECRET_WORDS, dice.randint(1, 3))
    if dice.random() < 0.4:
        words.append(writer.pair("4" + writer.digits(1)))
    asked = [
        "what's the password on the account",
        "can you tell me your memorable word",
        "and your password",
    ]
    announced = ["my password is", "the password's", "the passphrase is"]
    if dice.random() < 0.25:
        return [
            "agent: and what's your mother's maiden name",
            f"customer: it's {{password: {dice.choice(_LAST)}}}",
        ]
    return writer.answer("password", asked, announced, " ".join(words))


def _pin(writer: _Writer) -> list[str]:
    said = writer.spelled_number(writer.digits(writer.dice.choice([4, 4, 6])), [])
    asked = [
        "what's your telephone pin",
        "can you read me the code we texted you",
        "what is the one time passcode",
        "could you give me the verification code",
    ]
    announced = ["my pin is", "the passcode is", "the code you sent me is", "the pin's"]
    return writer.answer("pin", asked, announced, said)


_MAKERS: dict[str, Callable[[_Writer], list[str]]] = {
    "card": _card,
    "expiry": _expiry,
    "cvv": _cvv,
    "account": _account,
    "sort code": _sort_code,
    "routing": _routing,
    "iban": _iban,
    "ssn": _social,
    "email": _email,
    "phone": _phone,
    "birth_date": _birth_date,
    "password": _password,
    "pin": _pin,
}


_MARK = re.compile(r"\{([a-z_0-9]+): ([^{}]*)\}")


def parts(line: str) -> list[tuple[str, str]]:
    """Return the pieces of a line's words with the secret they belong to (``""`` for none)."""
    out: list[tuple[str, str]] = []
    at = 0
    for mark in _MARK.finditer(line):
        out += [(line[at : mark.start()], ""), (mark[2], mark[1])]
        at = mark.end()
    return [(text, name) for text, name in [*out, (line[at:], "")] if text.strip()]


def main() -> None:
    """Print scripts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=208)
    options = parser.parse_args()
    for script in scripts(options.count, options.seed):
        print(f"# {script.kind}, {script.style}")
        print("\n".join(script.lines), end="\n\n")


if __name__ == "__main__":
    main()
