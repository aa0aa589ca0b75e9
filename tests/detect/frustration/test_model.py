"""The level: what raises it, what eases it, what it says, and what it must not count."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callassist.detect.frustration.course import Course
from callassist.detect.frustration.model import RAISED_VOICE, FrustrationModel
from callassist.settings.frustration import QUOTE_CHARACTERS, RISING_LEVEL
from callassist.types import Channel, Finding, Frustration, Stretch, Utterance, Word

WORD_S = 0.3
LAG_S = 1.0


def utterance(
    text: str, start_s: float, channel: Channel = "customer", *, final: bool = True
) -> Utterance:
    words = tuple(
        Word(word, start_s + at * WORD_S, start_s + (at + 1) * WORD_S)
        for at, word in enumerate(text.split())
    )
    end_s = start_s + len(words) * WORD_S
    return Utterance(channel, words, final, end_s + LAG_S, start_s, end_s)


def agent_finding(kind: str, start_s: float, score: float = 1.0) -> Finding:
    return Finding(kind, "agent", start_s, start_s + 1.0, start_s + 1.0, score)


class Call:
    """A call told line by line, each after the last."""

    def __init__(self) -> None:
        self.model = FrustrationModel()
        self.now_s = 1.0
        self.out: list[Frustration | Finding] = []

    def customer(self, text: str) -> Call:
        return self._say(text, "customer")

    def agent(self, text: str, *kinds: str) -> Call:
        return self._say(text, "agent", *kinds)

    def _say(self, text: str, channel: Channel, *kinds: str) -> Call:
        said = utterance(text, self.now_s, channel)
        findings = [agent_finding(kind, self.now_s) for kind in kinds]
        self.out += self.model.push(said, findings)
        self.now_s = said.known_s
        return self

    @property
    def level(self) -> float:
        return self.model.level(self.now_s)

    @property
    def kinds(self) -> list[str]:
        return [item.kind for item in self.out if isinstance(item, Finding)]

    @property
    def reasons(self) -> list[str]:
        return [
            reason.text
            for item in self.out
            if isinstance(item, Frustration)
            for reason in item.reasons
        ]


ANGRY = "This is the third time I have called and you are not listening to me"


@pytest.mark.parametrize(
    "text",
    [
        ANGRY,
        "It's ridiculous. I have been waiting for three weeks and nobody calls me back.",
        "I want to speak to your manager, this is completely unacceptable.",
        "Oh great, that is just great, I am so tired of this.",
        "I am desperate, my mother is in hospital and I have no way to get to her.",
    ],
)
def test_upset_words_raise_the_level_and_say_why(text: str) -> None:
    call = Call().customer(text)
    assert call.level >= RISING_LEVEL
    assert "frustration.rising" in call.kinds
    spoken = text.replace(".", "").replace(",", "").lower()
    for reason in call.reasons:
        assert len(reason) <= QUOTE_CHARACTERS
        assert reason.replace(".", "").replace(",", "").lower().rstrip("…") in spoken


@pytest.mark.parametrize(
    "text",
    [
        "Hello, I have a quick question about my bill please.",
        "I am not angry, no problem, take your time.",
        "Sure, it is four seven one nine two.",
        "That makes sense, thank you for explaining.",
        "I would like to change my address, I moved house in March.",
        "Could you tell me when the shop opens on Saturday?",
    ],
)
def test_calm_words_do_not(text: str) -> None:
    call = Call().customer(text)
    assert call.level < 0.2
    assert call.kinds == []


def test_the_level_persists_while_nothing_happens() -> None:
    call = Call().customer(ANGRY)
    top = call.level
    assert call.model.level(call.now_s + 60.0) > 0.5 * top
    assert call.model.level(call.now_s + 1200.0) < 0.1


def test_saying_it_back_and_thanks_ease_it_and_praise_is_due() -> None:
    call = Call().customer(ANGRY)
    top = call.level
    call.agent("So you called three times", "restate.done", "empathy.statement")
    assert call.level < 0.7 * top
    call.customer("Yes, thank you, that would be great.")
    assert call.level < 0.3
    assert call.kinds[-1] == "frustration.eased"


def test_it_never_eases_by_time_alone_or_before_the_agent_spoke() -> None:
    call = Call().customer(ANGRY)
    call.now_s += 300.0
    call.customer("Thank you.")
    assert "frustration.eased" not in call.kinds


def test_thanks_for_nothing_is_no_thanks() -> None:
    before = Call().customer("My parcel is late again.")
    level = before.level
    assert before.customer("Well thanks for nothing.").level > level


def test_being_cut_off_weighs_more_the_more_upset_one_is() -> None:
    def weight(text: str) -> float:
        call = Call().customer(text).agent("What is the number", "interruption")
        return next(r.weight for r in call.model.curve(60.0)[1] if "cut off" in r.text)

    assert 0.0 < weight("My parcel is late.") < weight(ANGRY)


def test_a_finding_counts_once() -> None:
    model = FrustrationModel()
    found = agent_finding("interruption", 5.0)
    event = utterance("well then", 5.0, "agent")
    model.push(event, [found])
    level = model.level(event.known_s)
    model.push(event, [found])
    assert model.level(event.known_s) <= level


def test_the_customers_own_interruption_is_not_held_against_the_agent() -> None:
    model = FrustrationModel()
    own = Finding("interruption", "customer", 5.0, 6.0, 6.0, 1.0)
    assert model.push(utterance("one moment", 5.0, "agent"), [own]) == []


@pytest.mark.parametrize("text", [ANGRY, "No, wait, it is not fine. You have not answered."])
def test_a_growing_utterance_counts_no_word_twice(text: str) -> None:
    whole = Call().customer(text)
    growing = FrustrationModel()
    words = text.split()
    for count in range(1, len(words)):
        growing.push(utterance(" ".join(words[:count]), 1.0, final=False))
    last = utterance(text, 1.0)
    growing.push(last)
    assert growing.level(last.known_s) == pytest.approx(whole.level, abs=0.08)
    again = growing.level(last.known_s)
    growing.push(last)
    assert growing.level(last.known_s) == again


def test_a_growing_utterance_is_acted_on_before_it_ends() -> None:
    model = FrustrationModel()
    early = utterance("this is the third time I have called about it", 1.0, final=False)
    assert any(isinstance(item, Frustration) for item in model.push(early))


def _voices(model: FrustrationModel, pitch_hz: float, tilt_db: float, text: str) -> list[str]:
    at_s = 0.0
    for _ in range(5):
        model.push(Stretch("customer", at_s, at_s + 2, True, at_s + 2.3, -25, 120, -15, 1.5))
        model.push(utterance("it is on the second page I think", at_s))
        at_s += 10.0
    model.push(Stretch("customer", at_s, at_s + 3, True, at_s + 3.3, -25, pitch_hz, tilt_db, 2.0))
    out = model.push(utterance(text, at_s))
    return [reason.text for item in out if isinstance(item, Frustration) for reason in item.reasons]


def test_a_raised_voice_counts_with_upset_words() -> None:
    assert RAISED_VOICE in _voices(FrustrationModel(), 180.0, -5.0, "you are not listening to me")


@pytest.mark.parametrize("text", ["that is wonderful thank you so much", "great I love it"])
def test_a_raised_voice_with_happy_words_is_joy(text: str) -> None:
    assert RAISED_VOICE not in _voices(FrustrationModel(), 180.0, -5.0, text)


def test_a_usual_voice_is_no_reason() -> None:
    assert RAISED_VOICE not in _voices(
        FrustrationModel(), 121.0, -15.0, "you are not listening to me"
    )


def test_the_curve_places_evidence_where_the_words_were_said() -> None:
    model = FrustrationModel()
    model.push(utterance("I have a question about my bill", 1.0))
    late = utterance("This is ridiculous.", 20.0)
    model.push(late)
    levels, reasons = model.curve(40.0)
    assert len(levels) == 40
    assert max(levels[:20]) < 0.1 < levels[21]
    assert [reason.at_s for reason in reasons] == sorted(reason.at_s for reason in reasons)
    assert any("ridiculous" in reason.text and reason.at_s >= 20.0 for reason in reasons)
    assert all(reason.known_s > reason.at_s for reason in reasons)


@pytest.mark.parametrize(
    ("end_s", "hop_s", "hops"), [(0.0, 1.0, 0), (9.2, 1.0, 10), (9.0, 0.5, 18)]
)
def test_the_curve_covers_the_call(end_s: float, hop_s: float, hops: int) -> None:
    assert len(FrustrationModel().curve(end_s, hop_s)[0]) == hops


def test_rising_does_not_flap() -> None:
    call = Call()
    for _ in range(10):
        call.customer("This is ridiculous.").agent("I see.").customer("It is number four two.")
    assert call.kinds.count("frustration.rising") <= 3


def test_reset_forgets_the_call() -> None:
    call = Call().customer(ANGRY)
    call.model.reset()
    assert call.model.level(call.now_s) == 0.0
    assert call.model.curve(5.0) == ([0.0] * 5, [])


def test_the_same_events_give_the_same_level() -> None:
    first, second = Call(), Call()
    for call in (first, second):
        call.customer(ANGRY).agent("I am sorry").customer("Still nothing works.")
    assert first.out == second.out
    assert first.model.curve(60.0) == second.model.curve(60.0)


LINES = st.sampled_from(
    [ANGRY, "thank you", "Okay.", "", "I am so angry", "that's fine", "no no no", "still waiting"]
)
KINDS = st.sampled_from(["interruption", "restate.done", "refusal.bare", "unknown.kind"])


@settings(max_examples=40)
@given(st.lists(st.tuples(LINES, st.booleans(), st.booleans(), KINDS), max_size=20))
def test_whatever_happens_the_level_stays_between_calm_and_furious(
    lines: list[tuple[str, bool, bool, str]],
) -> None:
    model = FrustrationModel()
    now_s = 0.0
    for text, is_agent, final, kind in lines:
        said = utterance(text, now_s, "agent" if is_agent else "customer", final=final)
        for item in model.push(said, [agent_finding(kind, now_s)]):
            if isinstance(item, Frustration):
                assert 0.0 <= item.level <= 1.0
                assert item.reasons
            else:
                assert item.evidence
        now_s = said.known_s
    assert all(0.0 <= level <= 1.0 for level in model.curve(now_s)[0])


def test_relief_takes_a_share_and_rises_take_the_room_left() -> None:
    course = Course()
    for at in range(50):
        course.move(1.0, float(at))
    assert course.level(50.0) < 1.0
    course.move(-1.0, 50.0)
    assert course.level(50.0) < 0.2
