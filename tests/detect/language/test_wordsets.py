"""Word sets: the shipped ones are whole, mistakes are named, and a language may lack any."""

from __future__ import annotations

from copy import copy
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from callassist.detect.judge import Judge
from callassist.detect.language.acts import act_model
from callassist.detect.language.phrases import PhraseBook, load_phrasebook, phrasebook
from callassist.detect.language.wordsets import NO_SETS, WordSets, read_sets
from callassist.errors import CallAssistError
from callassist.types import Finding, Note
from tests.scenarios.script import read_script, speech_events

_ALL = [
    f"{group.name}.{each.name}"
    for group in fields(NO_SETS)
    for each in fields(getattr(NO_SETS, group.name))
]


def without(name: str) -> PhraseBook:
    """Return the English book without one set."""
    group, _, key = name.partition(".")
    sets = phrasebook().sets
    lacking: Any = getattr(sets, group)
    empty = getattr(getattr(NO_SETS, group), key)
    return with_sets(replace(sets, **{group: replace(lacking, **{key: empty})}))


def with_sets(sets: WordSets) -> PhraseBook:
    book = copy(phrasebook())
    book.sets = sets
    return book


def noticed(script: str, book: PhraseBook) -> list[str]:
    """Return the findings and notes of a dialogue."""
    judge = Judge(book=book, acts=act_model())
    lines = read_script(script)
    out = [item for event in speech_events(lines) for item in judge.push(event)]
    out += judge.flush(lines[-1].end_s + 4.0)
    return [
        item.kind if isinstance(item, Finding) else f"note {item.kind}"
        for item in out
        if isinstance(item, Finding | Note)
    ]


@pytest.mark.parametrize("name", _ALL)
def test_english_has_every_set(name: str) -> None:
    group, _, key = name.partition(".")
    assert getattr(getattr(phrasebook().sets, group), key), f"[sets.{group}] lacks {key}"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[set.names]\nno_name = "a"', 'nothing reads "set" in the file; did you mean "sets"?'),
        ('[sets.name]\nno_name = "a"', 'nothing reads "name" in [sets]; did you mean "names"?'),
        ('[sets.names]\ntitels = "mr"', 'nothing reads "titels" in [sets.names]; did you mean'),
        ('[sets.names]\nxyz = "a"', "known are after, be, before"),
        ("sets = 3", "[sets] must hold lines like"),
        ("[sets]\nnames = 3", "[sets.names] must hold lines like"),
        ('[sets.names]\ntitles = ["dr"]', '"titles" in [sets.names] must be words in quotes'),
        ('[sets.names]\ntitles = "Dr"', '"Dr" of "titles" in [sets.names] is heard as "dr"'),
        ('[sets.clauses]\nnegations = "can\'t"', "is heard as \"can not\"; write single words"),
        ('[sets.clauses]\nnegations = "not ,"', '"," of "negations" in [sets.clauses] is heard as'),
        ('[sets.waits.units]\nday = "days"', 'nothing reads "day" in [sets.waits.units]'),
        ('[sets.waits]\nunits = "hour"', "[sets.waits.units] must hold lines like"),
        (
            '[sets.facts.labels]\nphone = "cell"\nmobile = "cell"',
            '"cell" in [sets.facts.labels] stands for "phone" and for "mobile"; keep one',
        ),
    ],
)  # fmt: skip
def test_a_mistake_says_where_it_is_and_what_to_do(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "xx.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CallAssistError) as caught:
        load_phrasebook(path)
    assert says in str(caught.value)
    assert str(caught.value).startswith("lexicon xx.toml: ")
    assert "\n" not in str(caught.value)


def test_sets_and_tables_are_read() -> None:
    sets = read_sets(
        {"talk": {"you": "you thou"}, "waits": {"units": {"minute": "minute min"}}}, "xx.toml"
    )
    assert sets.talk.you == {"you", "thou"}
    assert sets.waits.units == {"minute": "minute", "min": "minute"}
    assert not sets.names.no_name
    assert not PhraseBook({}).sets.talk.you


MANY = """
    customer: Hi, my name is Ewan Grant, my wife is called Isla, and my account number is four
      four seven one nine.
    agent: And what is your wife's account number?
    customer: I have already restarted the router on Monday and he told me to shut up you idiot.
    agent: Have you tried restarting it again? I have to ask that of my darling.
    customer: I paid twelve pounds last week, when will it come?
    agent: Can you confirm the account number for me? Please hold for two minutes.
    customer: Yes, you have it.
""".replace("\n      ", " ")


@pytest.mark.parametrize("name", _ALL)
def test_a_language_may_lack_a_set(name: str) -> None:
    """Nobody is told off, nor said to be abusive, for want of words to tell it apart by."""
    found = noticed(MANY, without(name))
    assert not {"asked_again", "customer.abusive", "talking_down"} & set(found)


def test_a_language_may_lack_all_of_them() -> None:
    full, bare = noticed(MANY, phrasebook()), noticed(MANY, with_sets(NO_SETS))
    assert {"note name", "note number", "note date", "note amount"} <= set(full)
    assert not {"note name", "note date", "note amount", "asked_again", "customer.abusive"} & set(
        bare
    )
