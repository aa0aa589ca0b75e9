"""The stream: what is settled when, how words and sound are taken out, and what is masked."""

from __future__ import annotations

import dataclasses
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from callassist.store.redaction import LABELS, Redactor
from callassist.store.redaction.redactor import MAX_HOLD_S, QUIET_S
from callassist.types import Utterance, Word
from tests.store.redaction.reading import Spoken, dialogues, run, speak
from tools.spoken_secrets import scripts

CARD = "four five three two nine nine eight one seven oh oh four one six two three"
DIALOGUES = dialogues()
VOCABULARY = (
    "four five oh double for to 45 4532 1,250.00 card number is my password the at dot gmail com"
    " pin code born on may third agent's £12 # 05/03/82 j.smith@x.de +44 1-2-3 a I ... ’ ß"
).split()


def utterance(text: str, start_s: float = 0.0, *, confidence: float = 1.0) -> Utterance:
    """Return a customer's utterance, 0.4 s a word."""
    words = tuple(
        Word(word, start_s + 0.4 * at, start_s + 0.4 * at + 0.4, confidence)
        for at, word in enumerate(text.split())
    )
    end_s = words[-1].end_s if words else start_s
    return Utterance("customer", words, True, end_s + 0.2, start_s, end_s)


def test_words_give_way_to_one_that_lasts_as_long() -> None:
    said = utterance(f"it's {CARD} okay")
    redactor = run([said])
    out = redactor.redact(said)
    assert out.text == "it's [card number] okay"
    assert (out.words[1].start_s, out.words[1].end_s) == (
        said.words[1].start_s,
        said.words[-2].end_s,
    )
    assert (out.start_s, out.end_s, out.known_s) == (said.start_s, said.end_s, said.known_s)


def test_redactions_hold_the_margin_for_inexact_times() -> None:
    exact = run([utterance(f"it's {CARD} okay", 2.0)]).redactions[0]
    guessed = run([utterance(f"it's {CARD} okay", 2.0, confidence=0.6)]).redactions[0]
    assert guessed.start_s < exact.start_s < 2.4 < 8.8 < exact.end_s < guessed.end_s
    assert guessed.kind == exact.kind == "card"


def test_a_partial_utterance_is_redacted_by_its_seconds() -> None:
    said = utterance(f"it's {CARD} okay")
    redactor = run([said])
    partial = dataclasses.replace(said, final=False, words=said.words[:9])
    assert redactor.redact(partial).text.endswith("[card number]")
    assert "four" not in redactor.redact(partial).text
    before = len(redactor.redactions)
    redactor.take(partial)
    redactor.flush()
    assert len(redactor.redactions) == before


def test_the_other_side_keeps_its_words_of_the_same_seconds() -> None:
    said = utterance(CARD)
    nod = Utterance("agent", (Word("okay", 1.0, 1.4),), True, 1.6, 1.0, 1.4)
    assert run([nod, said]).redact(nod) == nod


def test_what_may_be_secret_is_held_and_then_let_go() -> None:
    redactor = Redactor()
    redactor.take(utterance("the weather is nice today", 1.0))
    redactor.advance(9.0, {})
    assert redactor.settled_s > 5.0
    redactor.take(utterance("four five three two", 10.0))
    redactor.advance(12.0, {})
    assert redactor.settled_s < 10.0
    redactor.advance(11.6 + QUIET_S, {})
    assert redactor.settled_s > 11.6
    assert redactor.redactions == ()


def test_nothing_is_settled_while_speech_is_not_recognized() -> None:
    redactor = Redactor()
    redactor.advance(60.0, {"agent": None, "customer": 20.0})
    assert redactor.settled_s <= 20.0
    redactor.advance(61.0, {"agent": None, "customer": None})
    assert redactor.settled_s > 55.0


def test_the_hold_is_bounded() -> None:
    redactor = Redactor()
    for at in range(40):  # a number here and there, for two minutes
        redactor.take(utterance("and seven of them again", 3.0 * at))
        now_s = 3.0 * at + 2.4
        redactor.advance(now_s, {})
        assert now_s - redactor.settled_s < MAX_HOLD_S + QUIET_S
    assert redactor.redactions == ()


def test_a_card_given_slowly_for_a_minute_is_found() -> None:
    redactor = Redactor()
    groups = "my card number is four five three|two nine|nine eight one|seven oh oh|four one|two"
    said = [utterance(group, 1.0 + 9.0 * at) for at, group in enumerate(groups.split("|"))]
    for item in said:
        redactor.take(item)
        redactor.advance(item.known_s, {})
    redactor.flush()
    text = " ".join(redactor.redact(item).text for item in said)
    assert text == "my card number is" + 6 * " [card number]"


def test_what_is_settled_never_changes() -> None:
    for lines in DIALOGUES:
        redactor = Redactor()
        for item in speak(lines).utterances:
            redactor.take(item)
            redactor.advance(item.known_s, {})
            settled_s, known = redactor.settled_s, redactor.redactions
            redactor.advance(item.known_s + 0.1, {})
            new = set(redactor.redactions) - set(known)
            assert all(one.start_s >= settled_s for one in new)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(DIALOGUES), st.integers(0, 10**6))
def test_the_schedule_of_advancing_does_not_matter(lines: list[str], seed: int) -> None:
    spoken = speak(lines)
    dice = random.Random(seed)
    redactor = Redactor()
    now_s = 0.0
    for item in spoken.utterances:
        while now_s < item.known_s:  # its side's speech is open until it is recognized
            now_s = min(item.known_s, now_s + dice.uniform(0.05, 3.0))
            open_s = item.start_s if now_s >= item.start_s else None
            redactor.advance(now_s, {item.channel: open_s})
        redactor.take(item)
        if dice.random() < 0.5:
            redactor.advance(item.known_s, {})
    redactor.flush()
    flushed = Redactor()
    for item in spoken.utterances:
        flushed.take(item)
    flushed.flush()
    assert redactor.redactions == flushed.redactions == run(spoken.utterances).redactions


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["agent", "customer"]),
            st.lists(st.one_of(st.sampled_from(VOCABULARY), st.text(max_size=6)), max_size=14),
            st.floats(0.0, 6.0),
        ),
        max_size=6,
    )
)
def test_any_words_are_borne(turns: list[tuple[str, list[str], float]]) -> None:
    at_s = 0.0
    said = []
    for channel, texts, gap_s in turns:
        at_s += gap_s
        words = tuple(Word(text, at_s + 0.3 * n, at_s + 0.3 * n) for n, text in enumerate(texts))
        end_s = at_s + 0.3 * len(texts)
        said.append(Utterance(channel, words, True, end_s, at_s, end_s))  # type: ignore[arg-type]
        at_s = end_s
    redactor = run(said)
    assert redactor.settled_s == float("inf")
    for item in said:
        out = redactor.redact(item)
        assert len(out.words) <= len(item.words)
        assert isinstance(redactor.mask(item.text), str)
    assert all(one.kind in LABELS and one.start_s <= one.end_s for one in redactor.redactions)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_masking_reveals_no_redacted_run(seed: int) -> None:
    script = scripts(26, seed)[seed % 26]
    spoken = speak(script.lines, script.style)
    redactor = run(spoken.utterances)
    for item in spoken.utterances:
        kept = {(word.start_s, word.text) for word in redactor.redact(item).words}
        taken = [w.text for w in item.words if (w.start_s, w.text) not in kept]
        masked = redactor.mask(f"“{item.text}” (12.3 s)")
        if len(taken) >= 3:
            assert " ".join(taken) not in masked
            assert any(label in masked for label in LABELS.values())


def test_masking_knows_what_was_said_in_this_call() -> None:
    spoken: Spoken = speak(
        [
            "agent: what's your memorable word",
            "customer: it's kingfisher",
            "agent: and the card number",
            f"customer: {CARD}",
        ]
    )
    mask = run(spoken.utterances).mask
    assert mask("they said kingfisher twice") == "they said [password] twice"
    assert mask("number: 4532") == "number: [card number]"
    assert mask("“…seven oh oh four…”, 3.2 s") == "[card number] 3.2 s"
    assert mask("refund of 40 pounds\n by Friday") == "refund of 40 pounds\n by Friday"
    assert Redactor().mask("write to a.b@c.de") == "write to [e-mail address]"


def test_another_language_falls_back_to_english_words() -> None:
    redactor = Redactor("xx")
    redactor.take(utterance(CARD))
    redactor.flush()
    assert [one.kind for one in redactor.redactions] == ["card"]
