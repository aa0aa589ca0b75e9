"""The kinds of secrets, each with what is asked and answered about it."""

from __future__ import annotations

from collections.abc import Callable

from tools.spoken_secrets.writer import Writer

_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
    " twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh"
    " twenty-eighth"
).split()
_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_FIRST = "jane peter anna tom ruth karl emma oscar lena frank".split()
_LAST = "miller doe harris novak fischer brown weber quinn ross clarke".split()
_MAIL = ["gmail dot com", "hotmail dot co dot uk", "outlook dot com", "yahoo dot com"]
_MAIL += ["icloud dot com", "acme tools dot net", "northfield dot org", "web dot de"]
_SECRET_WORDS = "elephant velvet harbor pickle comet lantern marble thunder walnut cactus".split()


def _card(writer: Writer) -> list[str]:
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


def _expiry(writer: Writer) -> list[str]:
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


def _cvv(writer: Writer) -> list[str]:
    asked = [
        "and the security code on the back",
        "what are the last three digits on the back of the card",
        "can i have the c v v",
        "and the three digit number on the back",
    ]
    said = writer.spelled_number(writer.digits(writer.dice.choice([3, 3, 4])), [])
    return writer.answer("cvv", asked, ["the security code is", "the cvv is"], said)


def _account(writer: Writer) -> list[str]:
    asked = [
        "what's your bank account number",
        "and the account number",
        "can i have your account number",
    ]
    said = writer.spelled_number(writer.digits(writer.dice.choice([8, 8, 10])), [4])
    return writer.answer("bank", asked, ["my account number is", "my bank account is"], said)


def _sort_code(writer: Writer) -> list[str]:
    said = writer.spelled_number(writer.digits(6), [2, 2])
    asked = ["what's the sort code", "and your sort code please"]
    return writer.answer("bank", asked, ["the sort code is", "sort code"], said)


def _routing(writer: Writer) -> list[str]:
    said = writer.spelled_number(writer.digits(9), [3, 3])
    asked = ["and the routing number", "what is your routing number"]
    return writer.answer("bank", asked, ["the routing number is", "routing number"], said)


def _iban(writer: Writer) -> list[str]:
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


def _social(writer: Writer) -> list[str]:
    digits = writer.digits(9)
    if writer.dice.random() < 0.35:
        asked = ["can you confirm the last four of your social", "and the last four of your ssn"]
        announced = ["the last four of my social are", "last four of my social is"]
        return writer.answer("ssn", asked, announced, writer.spelled_number(digits[5:], []))
    asked = ["what's your social security number", "can i get your social"]
    said = writer.spelled_number(digits, [3, 2])
    return writer.answer("ssn", asked, ["my social security number is", "my social is"], said)


def _email(writer: Writer) -> list[str]:
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


def _phone(writer: Writer) -> list[str]:
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


def _birth_date(writer: Writer) -> list[str]:
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


def _password(writer: Writer) -> list[str]:
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


def _pin(writer: Writer) -> list[str]:
    said = writer.spelled_number(writer.digits(writer.dice.choice([4, 4, 6])), [])
    asked = [
        "what's your telephone pin",
        "can you read me the code we texted you",
        "what is the one time passcode",
        "could you give me the verification code",
    ]
    announced = ["my pin is", "the passcode is", "the code you sent me is", "the pin's"]
    return writer.answer("pin", asked, announced, said)


MAKERS: dict[str, Callable[[Writer], list[str]]] = {
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
"""Writes the lines of a script of each kind."""
