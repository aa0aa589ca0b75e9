"""What must be found, what must be left, and how much of each."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from callassist.paths import resources_dir
from tests.store.redaction.reading import (
    LATER,
    dialogues,
    hours,
    missed,
    redacted_words,
    run,
    speak,
)
from tools.spoken_secrets import luhn, parts, scripts

SCENARIOS = Path(__file__).parents[2] / "scenarios"

SECRETS = """
customer: my card is {card: four five three two double nine eight one seven oh oh four one six 2 3}
customer: it's {card: 4532 9981 7004 1623}
customer: that's {card: 4532998170041623} on the front
customer: the reference is {card: 4532998170041623}
customer: {card: forty five thirty two ninety nine eighty one seventy oh four sixteen twenty three}
customer: card number {card: for five three to nine nine ate won seven oh oh four won sex to 3}
agent: and the security code | customer: {cvv: oh four two}
agent: last three digits on the back please | customer: {cvv: 731}
agent: card number | customer: {card: 4532998170041623} | agent: expiry | customer: {expiry: 428}
agent: what's the card number | customer: {card: 4532} um {card: 9981} | customer: {card: 7004 1623}
agent: sort code please | customer: {bank: twenty forty seven eighteen}
customer: my routing number is {bank: 021000021}
customer: the iban is {bank: DE89 3704 0044 0532 0130 00}
agent: your iban | customer: {bank: d e eight nine three seven oh four double oh four four oh five}
customer: my social is {ssn: five one two four four nine oh seven six}
customer: {ssn: 512-44-9076}
agent: the last four of your social | customer: sure {ssn: nine oh seven six}
customer: write to {email: j dot smith at gmail dot com} please
customer: my email is {email: anna_jones84@hotmail.co.uk}
agent: what's your email | customer: {email: j a n e underscore d o e at outlook dot com}
customer: call me on {phone: oh seven seven double four} {phone: one two three nine nine six}
customer: my number is {phone: plus one four one five five five five two six seven one}
agent: date of birth | customer: {birth_date: third of May nineteen eighty two}
customer: I was born on {birth_date: 05/03/82}
customer: my password is {password: blue elephant} but it's not working
customer: the password's {password: Rosebud7}
agent: could I have your mother's maiden name | customer: yes it's {password: Fairweather}
agent: what's your memorable word | customer: um I think it's {password: kingfisher}
customer: my pin is {pin: seven triple oh}
agent: can you read me the code we texted you | customer: {pin: 815 392}
customer: {card: four nine two nine one two eight oh seven six five four three} is my card number
"""

ORDINARY = """
customer: my order number is five five three one two
customer: the tracking number is 1 9 4 4 7 2 0 1 8 8 3
agent: your ticket number is 48213377 | customer: thank you
customer: it was forty nine pounds ninety nine and then another twelve pounds fifty
customer: you charged me $1,249.50 on the 21st of March and $1,249.50 on the 22nd
agent: it will take three to five working days | customer: I was told two to four weeks
agent: between ten thirty and twelve fifteen | customer: or nine to five on Monday
customer: I've called three times in two weeks and waited forty five minutes each time
customer: I'm seventy two and my husband is eighty one
customer: one two three four five six seven eight nine ten can you hear me
customer: I live at one hundred and twelve Mill Lane flat four
customer: it's the Pavilion fifteen with sixteen gigabytes and a five hundred and twelve gig disk
customer: we moved in nineteen ninety eight and again in two thousand and eleven
customer: my password is not working | agent: your password has expired
customer: I forgot my password | agent: let me send you a link
agent: what's your password reset link say | customer: I don't have one
customer: I sent you an email on Tuesday and looked at your website
customer: I looked at acme dot com and it said in stock
customer: the card was declined twice | agent: the card is fine now
agent: the last four digits of the card please | customer: four four one two
customer: it's the card ending four four one two
agent: can I have the meter reading | customer: it's one four five three three
agent: and the postcode | customer: S W one one two N B
customer: for my daughter's birthday on the ninth of June
agent: your flight is B A two four nine at six forty five | customer: gate fourteen
customer: my passport expires in May twenty twenty seven
agent: is there a model number on the back | customer: seven seven four two one
customer: of the fourteen boxes two were broken and one was missing
agent: the error code | customer: zero x eight oh oh seven
agent: press one for sales two for support or three for billing
"""


def table(text: str) -> list[list[str]]:
    """Return the scripts of a table: a line each, its turns between bars."""
    return [line.split(" | ") for line in text.strip().splitlines()]


@pytest.mark.parametrize("lines", table(SECRETS), ids=" | ".join)
def test_is_redacted(lines: list[str]) -> None:
    spoken = speak(lines)
    assert missed(spoken, run(spoken.utterances)) == []


@pytest.mark.parametrize("lines", table(ORDINARY), ids=" | ".join)
def test_is_left(lines: list[str]) -> None:
    spoken = speak(lines)
    redactor = run(spoken.utterances)
    assert redacted_words(spoken.utterances, redactor) == []
    assert [redactor.redact(item) for item in spoken.utterances] == spoken.utterances


@pytest.mark.parametrize("seed", [1, 2027])
def test_recall_of_spoken_forms(seed: int) -> None:
    lost: list[str] = []
    count = 0
    for script in scripts(208, seed):
        spoken = speak(script.lines, script.style)
        count += len(spoken.secrets)
        lost += [f"{script.kind}: {left}" for _, left in missed(spoken, run(spoken.utterances))]
    assert count >= 200
    assert len(lost) <= 0.02 * count, "\n".join(lost)


def test_recall_of_natural_dialogues() -> None:
    lost: list[str] = []
    count = 0
    for lines in [*dialogues(), *dialogues(LATER)]:
        spoken = speak(lines)
        count += len(spoken.secrets)
        lost += [f"{name}: {left}" for name, left in missed(spoken, run(spoken.utterances))]
    assert count >= 90
    assert len(lost) <= 0.02 * count, "\n".join(lost)


KNOWN = {
    "Five five three one.": "",
    "oh seven seven double four one, nine nine six.": "phone",
    "mary at green barn dot com.": "email",
    "third of May, nineteen eighty.": "birth_date",
    "fourth of May nineteen seventy.": "birth_date",
    "susan at field dot com.": "email",
    "Ninth of July.": "birth_date",
    "five five one two eight eight.": "phone",
    "oh seven seven double four one nine,": "phone",
    "Oh seven nine, two two three.": "phone",
    "Oh seven seven, three one two.": "phone",
}
"""The secrets in the scenarios; all else in them is ordinary."""


def test_hardly_anything_else_in_the_scenarios() -> None:
    false: list[str] = []
    spoken_hours = 0.0
    for path in sorted(SCENARIOS.glob("*.toml")):
        for scenario in tomllib.loads(path.read_text(encoding="utf-8"))["scenario"]:
            lines = [
                re.sub(r"^(agent|customer)[^:]*:", r"\1:", line.strip())
                for line in scenario["script"].strip().splitlines()
                if line.strip().startswith(("agent", "customer"))
            ]
            spoken = speak(lines)
            spoken_hours += hours(spoken.utterances)
            found = redacted_words(spoken.utterances, run(spoken.utterances))
            false += [f"{path.name}: {words}" for kind, words in found if KNOWN.get(words) != kind]
    assert spoken_hours > 1.0
    assert len(false) < spoken_hours, "\n".join(false)


def test_nothing_in_the_demo_call() -> None:
    truth = json.loads((resources_dir() / "demo" / "late-parcel.truth.json").read_text())
    spoken = speak(f"{turn['channel']}: {turn['text']}" for turn in truth["turns"])
    assert redacted_words(spoken.utterances, run(spoken.utterances)) == []


def test_the_forms_are_what_they_say() -> None:
    made = scripts(52, 9)
    assert {script.style for script in made} == {"words", "numerals"}
    assert len({script.kind for script in made}) == 13
    assert made == scripts(52, 9)
    assert made != scripts(52, 10)
    assert luhn("4532998170041623") == (sum_of("4532998170041623") % 10 == 0)
    assert parts("a {x: b c} d") == [("a ", ""), ("b c", "x"), (" d", "")]


def sum_of(digits: str) -> int:
    """Return the check sum, written out."""
    doubled = [int(d) * 2 for d in digits[-2::-2]]
    return sum(map(int, digits[-1::-2])) + sum(d // 10 + d % 10 for d in doubled)
