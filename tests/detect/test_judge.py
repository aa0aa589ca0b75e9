import math

import pytest

from callassist.detect.judge import Judge
from callassist.detect.language.keyphrases import key_phrases
from callassist.detect.language.phrases import phrasebook
from callassist.types import (
    Channel,
    Finding,
    Judgement,
    Note,
    Overlap,
    SpeechEvent,
    Stretch,
    Utterance,
    Withdrawn,
    Word,
)
from tests.scenarios.script import read_script, speech_events


def utterance(
    channel: Channel, text: str, start_s: float, known_s: float, final: bool
) -> Utterance:
    words = text.split()
    spoken = tuple(
        Word(word, start_s + 0.3 * i, start_s + 0.3 * i + 0.3) for i, word in enumerate(words)
    )
    return Utterance(channel, spoken, final, known_s, start_s, start_s + 0.3 * len(words))


def run(script: str) -> list[Judgement]:
    judge = Judge()
    lines = read_script(script)
    out = [item for event in speech_events(lines) for item in judge.push(event)]
    return out + judge.flush(lines[-1].end_s + 4.0)


def kinds(items: list[Judgement]) -> list[str]:
    return [item.kind for item in items if isinstance(item, Finding)]


def test_an_interruption_is_taken_back_when_disproved() -> None:
    judge = Judge()
    first = judge.push(Overlap(4.0, 4.5, "agent", "interruption", 4.7))
    again = judge.push(Overlap(4.0, 4.6, "agent", "interruption", 4.9))
    later = judge.push(Overlap(4.0, 4.8, "agent", "backchannel", 5.2))
    assert kinds(first) == ["interruption"]
    assert kinds(again) == []
    assert Withdrawn("interruption", 4.0, 5.2) in later


@pytest.mark.parametrize("kind", ["backchannel", "cooperative", "terminal", "bleed"])
def test_other_overlaps_are_nothing(kind: str) -> None:
    judge = Judge()
    assert kinds(judge.push(Overlap(4.0, 4.5, "agent", kind, 4.7))) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("nods", [False, True])
def test_a_backchannel_in_the_sound_is_no_turn_whatever_its_words(nods: bool) -> None:
    judge = Judge()
    judge.push(
        utterance("customer", "I lost all my savings and now I am so scared", 1.0, 4.6, True)
    )
    if nods:
        judge.push(Overlap(3.0, 3.5, "agent", "backchannel", 4.7))
    judge.push(utterance("agent", "I don't know", 3.1, 4.8, True))
    channels = [turn.channel for turn in judge.conversation.turns]
    assert channels == (["customer"] if nods else ["customer", "agent"])


def test_dead_air_is_known_at_its_sixth_second() -> None:
    events: list[SpeechEvent] = [
        Stretch("agent", 0.0, 0.2, False, 0.2),
        Stretch("agent", 0.0, 2.0, True, 2.3),
        Stretch("customer", 3.0, 3.2, False, 3.2),
        Stretch("customer", 3.0, 5.0, True, 5.3),
    ]
    often, seldom = Judge(), Judge()
    for judge in (often, seldom):
        for event in events:
            judge.push(event)
    ticks = [item for tick in range(60, 200) for item in often.advance(tick / 10)]
    once = seldom.advance(20.0)
    assert ticks == once
    waits = [item for item in once if isinstance(item, Finding)]
    assert [(item.kind, item.known_s) for item in waits] == [("wait.unexplained", 11.0)]


def test_growing_words_are_never_judged_twice() -> None:
    judge = Judge()
    out: list[Judgement] = []
    text = "Sir I need you to calm down and listen to me now please sir"
    words = text.split()
    for count in (4, 8, 11):
        out += judge.push(utterance("agent", " ".join(words[:count]), 1.0, 1.0 + count / 2, False))
    out += judge.push(utterance("agent", text, 1.0, 7.0, True))
    assert kinds(out).count("argument") == 1


def test_a_phrase_waits_for_the_words_that_may_change_it() -> None:
    judge = Judge()
    judge.push(utterance("agent", "how can i help", 0.0, 1.5, True))
    told = "my phone is broken and i am furious because nobody at your shop helps me"
    judge.push(utterance("customer", told, 2.0, 8.0, True))
    out = judge.push(utterance("agent", "is there anything else", 9.0, 10.0, False))
    out += judge.push(utterance("agent", "is there anything else you tried", 9.0, 11.5, True))
    assert "closing.rushed" not in kinds(out)


def test_reset_forgets_the_call() -> None:
    script = """
    agent: Good morning.
    customer: You lost my bag, my mother is in hospital and I am desperate.
    agent: Awesome, that's super fun!
    """
    judge = Judge()
    events = speech_events(read_script(script))
    first = [item for event in events for item in judge.push(event)]
    judge.reset()
    assert [item for event in events for item in judge.push(event)] == first
    assert "tone.mismatch" in kinds(first)


def test_nothing_is_known_before_its_event() -> None:
    judge = Judge()
    script = """
    agent: Support, how can I help?
    customer: My internet has been down since Monday and nobody calls me back, it is ridiculous.
    agent: What's your account number?
    customer: It's four seven one nine two. When will it be fixed?
    agent: Thank you for calling, have a great day.
    """
    for event in speech_events(read_script(script)):
        for item in judge.push(event):
            assert item.known_s <= event.known_s
            if isinstance(item, Finding):
                assert item.start_s <= item.known_s
                assert 0.0 <= item.score <= 1.0
                assert all(len(line) <= 90 for line in item.evidence)


def test_notes_keep_what_the_customer_gave() -> None:
    notes = [
        item
        for item in run("""
        agent: Who am I speaking with?
        customer: My name is Ewan Grant. My account number is four seven one nine two.
        agent: What can I do for you, Ewan?
        customer: You charged me twelve dollars last Friday and I already tried the website.
        """)
        if isinstance(item, Note)
    ]
    seen = {(note.kind, note.text.lower()) for note in notes}
    assert ("name", "ewan grant") in seen
    assert ("number", "47192") in seen
    assert ("amount", "12 dollars") in seen
    assert ("date", "last friday") in seen
    assert any(kind == "tried" and "website" in text for kind, text in seen)


def test_a_name_that_was_given_is_not_asked_for_again() -> None:
    out = run("""
    agent: Hello, mobile care.
    customer: Hi, my name is Isla Grant and I want to cancel a contract.
    agent: Okay. What's your name, please?
    customer: Isla Grant, I said.
    """)
    assert "asked_again" in kinds(out)


def test_key_phrases_are_the_customers_own_words() -> None:
    text = (
        "So I bought a washing machine from you in January, and it leaked from the first day."
        " The technician ordered a pump, and that was five weeks ago, and I have heard nothing."
        " My kitchen floor is ruined."
    )
    judge = Judge()
    said = judge.conversation.hear(utterance("customer", text, 0.0, 20.0, True))
    assert said is not None
    phrases = key_phrases([said], phrasebook())
    assert len(phrases) == 3
    assert all(phrase in text.lower() for phrase in phrases)
    assert all(1 < len(phrase.split()) <= 7 for phrase in phrases)
    assert "kitchen floor is ruined" in phrases


def test_complaints_of_the_agent_are_no_key_phrases() -> None:
    text = (
        "The machine swallowed the card at the hotel. That is what I've been trying to tell you."
        " You are not listening to me. They left my parcel on the front porch the second time a"
        " driver came."
    )
    said = Judge().conversation.hear(utterance("customer", text, 0.0, 20.0, True))
    assert said is not None
    ranked = key_phrases([said], phrasebook(), best_first=True)
    assert sorted(ranked) == sorted(key_phrases([said], phrasebook()))
    assert not any(word in phrase for phrase in ranked for word in ("listening", "trying"))
    assert not any(phrase.endswith("a driver came") for phrase in ranked)


def test_a_quote_stays_within_its_sentence() -> None:
    text = "They refused the card. That is ridiculous. I want my money back."
    said = Judge().conversation.hear(utterance("customer", text, 0.0, 20.0, True))
    assert said is not None
    at = said.tokens.index("ridiculous")
    assert said.quote(at, at + 1, around=5) == "That is ridiculous"


def test_a_guess_that_comes_after_the_final_words_changes_nothing() -> None:
    judge = Judge()
    judge.push(utterance("agent", "How can I help you today?", 0.0, 2.0, True))
    told = "My heating has been off since Monday and it is ridiculous, I am so upset."
    judge.push(utterance("customer", told, 3.0, 8.0, True))
    judge.push(utterance("customer", told[:-20], 3.0, 8.1, False))
    turn = judge.conversation.turns[-1]
    assert turn.said[-1].final
    assert " ".join(word.text for word in turn.said[-1].words) == told


def test_alignment_and_the_next_step_are_told_once_a_turn() -> None:
    found = run("""
    agent: Card services.
    customer: My card was refused and I have no cash left.
    agent: Let's sort this out. We can fix this together, and I will call you tomorrow, and you will get a card on Friday.
    customer: Good.
    """)  # noqa: E501
    assert kinds(found).count("alignment") == 1
    assert kinds(found).count("next_step.given") == 1


def test_the_end_of_the_call_fires_nothing_that_was_not_due() -> None:
    judge = Judge()
    judge.push(Stretch("agent", 0.0, 2.0, True, 2.3))
    judge.push(Stretch("customer", 3.0, 5.0, True, 5.3))
    assert judge.flush(9.0) == []
    assert judge.flush(math.inf) == []


def test_a_surname_may_be_asked_for_when_only_the_first_name_was_given() -> None:
    out = run("""
    agent: Platinum Motors, how can I help you today?
    customer: Hi, my name is Jackie, and I got my car back from your shop.
    agent: Okay Jackie. What was your last name?
    customer: Hill.
    """)
    assert "asked_again" not in kinds(out)
