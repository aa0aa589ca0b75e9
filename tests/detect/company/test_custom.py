"""A company's own findings: what fires, what only looks like it, and however words arrive."""

from __future__ import annotations

import random
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callassist.detect.judge import Judge
from callassist.detect.language.keyphrases import key_phrases
from callassist.detect.language.phrases import PhraseBook, phrasebook
from callassist.prompts.pack import parse_pack
from callassist.settings.custom import Additions, Cue, CustomFinding
from callassist.types import Finding, Judgement, Note, SpeechEvent, Stretch, Utterance, Withdrawn
from tests.detect.test_judge import utterance
from tests.scenarios.script import Scenario, read_scenarios, read_script, speech_events

PATH = Path(__file__).parent / "custom.toml"
SCENARIOS = read_scenarios(PATH)
ADDITIONS = parse_pack(tomllib.loads(PATH.read_text("utf-8"))["pack"], "acme").additions()


def run(events: list[SpeechEvent], end_s: float, additions: Additions = ADDITIONS, tick_s=None):
    judge = Judge(additions=additions)
    out: list[Judgement] = []
    now_s = 0.0
    for event in events:
        while tick_s and now_s + tick_s < event.known_s:
            now_s += tick_s
            out += judge.advance(now_s)
        out += judge.push(event)
    return out + judge.flush(end_s)


def end_of(scenario: Scenario) -> float:
    return scenario.lines[-1].end_s + 4.0


def standing(out: list[Judgement]) -> set[tuple]:
    """Return the custom findings that were not taken back."""
    left: dict[tuple[str, float], Finding] = {}
    for item in out:
        if isinstance(item, Finding) and item.kind.startswith("custom."):
            left[item.kind, item.start_s] = item
        elif isinstance(item, Withdrawn):
            left.pop((item.kind, item.start_s), None)
    return {(f.kind, f.start_s, f.end_s, f.evidence[1:], f.score) for f in left.values()}


@pytest.mark.parametrize("plain", [False, True], ids=["punctuated", "plain"])
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.name)
def test_scenario(scenario: Scenario, plain: bool) -> None:
    out = run(speech_events(scenario.lines, plain), end_of(scenario))
    found = [item for item in out if isinstance(item, Finding)]
    seen = [(f.kind, round(f.known_s, 1), f.evidence) for f in found]
    for kind, (from_s, to_s) in scenario.fires.items():
        assert any(f.kind == kind and from_s <= f.known_s <= to_s for f in found), seen
    for kind in scenario.never:
        assert not [item for item in seen if item[0] == kind]
    for kind, quote in scenario.quotes.items():
        lines = [line.lower() for f in found if f.kind == kind for line in f.evidence]
        assert any(quote in line for line in lines), lines
    for unwanted in scenario.no_notes:
        assert not [n for n in out if isinstance(n, Note) and f"{n.kind}:" == unwanted]


def test_there_are_enough_of_both_sorts() -> None:
    assert sum(bool(s.fires) for s in SCENARIOS) >= 12
    assert sum(bool(s.never or s.no_notes) for s in SCENARIOS) >= 12


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.name)
def test_it_does_not_matter_how_words_arrive(scenario: Scenario) -> None:
    """Partial words, finished words alone, a busy clock: the same findings stand."""
    events = speech_events(scenario.lines)
    end_s = end_of(scenario)
    out = run(events, end_s)
    finals = [e for e in events if not isinstance(e, Utterance) or e.final]
    words_alone = [e for e in finals if isinstance(e, Utterance)]
    assert standing(run(finals, end_s)) == standing(out)
    assert run(events, end_s, tick_s=0.1) == out
    late = run(words_alone, end_s + 3)
    assert standing(late) == standing(run(finals, end_s + 3))


@pytest.mark.parametrize("scenario", SCENARIOS[:14], ids=lambda s: s.name)
def test_nothing_is_withdrawn_where_words_only_grow(scenario: Scenario) -> None:
    out = run(speech_events(scenario.lines), end_of(scenario))
    assert not [w for w in out if isinstance(w, Withdrawn) and w.kind.startswith("custom.")]


WORDS = (
    "backend ticket as per the sla that means sorry third time voucher not basically okay".split()
)
lines_of_words = st.lists(
    st.tuples(
        st.sampled_from(["agent", "customer"]),
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join),
        st.sampled_from(["", "(+6)", "(+11)", "(-0.5)"]),
    ),
    min_size=1,
    max_size=6,
)


TANGLED = Additions(
    (
        # Phrases that run into one another, and some that take back what went before.
        CustomFinding(
            "custom.tangled",
            "agent",
            ("backend ticket", "ticket sorry time", "okay", "!okay * basically", "!sorry time not"),
        ),
        CustomFinding(
            "custom.quiet",
            "customer",
            ("okay", "the sla"),
            follows=Cue(("sorry", "third * voucher"), "agent", 8.0),
            not_followed_by=Cue(("ticket (time)?", "means not that"), "agent", 6.0),
            times=2,
            times_within_s=20.0,
        ),
    )
)


@settings(max_examples=200, deadline=None)
@given(lines_of_words, st.integers(0, 2**16), st.sampled_from([ADDITIONS, TANGLED]))
def test_any_words_give_the_same_however_they_are_cut(lines, seed, additions) -> None:
    speakers = [who for who, _, _ in lines]
    script = "\n".join(
        # A recognizer ends one stretch of a side before it begins the next.
        f"{who} {'' if gap == '(-0.5)' and who == before else gap}: {words}"
        for (who, words, gap), before in zip(lines, ["", *speakers], strict=False)
    )
    spoken = read_script(script)
    events = speech_events(spoken)
    end_s = spoken[-1].end_s + 30.0
    dice = random.Random(seed)
    fewer = [e for e in events if not isinstance(e, Utterance) or e.final or dice.random() < 0.5]
    finals = [e for e in events if not isinstance(e, Utterance) or e.final]
    wanted = standing(run(finals, end_s, additions))
    whole = run(events, end_s, additions)
    assert standing(whole) == wanted
    assert standing(run(fewer, end_s, additions)) == wanted
    assert run(events, end_s, additions, tick_s=0.7) == whole


def test_words_that_were_guessed_wrong_are_taken_back() -> None:
    guess = utterance("agent", "well as per the sla it takes two days to do", 0.0, 4.0, False)
    truth = utterance("agent", "well ask per the slam it takes two days to do", 0.0, 5.0, True)
    out = run([guess, truth], 9.0)
    (found,) = [f for f in out if isinstance(f, Finding) and f.kind == "custom.sla"]
    assert found.known_s == 4.0
    assert Withdrawn("custom.sla", found.start_s, 5.0) in out


def test_words_retimed_by_the_recognizer_are_the_same_words() -> None:
    guess = utterance("agent", "well as per the sla it takes two days to do", 0.0, 4.0, False)
    moved = tuple(replace(w, start_s=w.start_s + 0.08, end_s=w.end_s + 0.08) for w in guess.words)
    out = run([guess, replace(guess, words=moved, final=True, known_s=5.0)], 9.0)
    assert [f.kind for f in out if isinstance(f, Finding)].count("custom.sla") == 1
    assert not [w for w in out if isinstance(w, Withdrawn)]


def test_a_word_put_in_before_them_makes_them_no_others() -> None:
    guess = utterance("agent", "well as per the sla it takes two days to do", 0.0, 4.0, False)
    first, *rest = guess.words
    oh = replace(first, text="oh", end_s=0.1)
    words = (oh, replace(first, start_s=0.1), *(replace(w, start_s=w.start_s + 0.04) for w in rest))
    out = run([guess, replace(guess, words=words, final=True, known_s=5.0)], 9.0)
    assert [f.kind for f in out if isinstance(f, Finding)].count("custom.sla") == 1
    assert not [w for w in out if isinstance(w, Withdrawn)]


def test_what_did_not_follow_is_known_at_the_very_second() -> None:
    said = utterance("agent", "I opened a backend ticket", 0.0, 2.0, True)
    (found,) = [
        f for f in run([said], 30.0) if isinstance(f, Finding) and f.kind == "custom.jargon"
    ]
    assert found.known_s == pytest.approx(said.end_s + 10.0)
    assert found.start_s == pytest.approx(0.9)


def stretch(start_s: float, known_s: float, end_s: float | None = None) -> Stretch:
    return Stretch("agent", start_s, end_s or known_s, end_s is not None, known_s)


@pytest.mark.parametrize(
    ("words", "taken_back"),
    [("well as per the sla we wait a while", False), ("that means as per the sla we wait", True)],
)
def test_speech_heard_of_late_takes_back_only_what_it_disproves(words, taken_back) -> None:
    said = utterance("agent", "I opened a backend ticket", 0.0, 2.0, True)
    until_s = said.end_s + 10.0
    begun_s = until_s - 0.1  # the ear is sure of speech a little after it has begun
    events = [
        said,
        stretch(begun_s, until_s + 0.2),
        utterance("agent", words, begun_s, until_s + 1.0, False),
        stretch(begun_s, until_s + 2.0, begun_s + 1.5),
        utterance("agent", words, begun_s, until_s + 2.5, True),
    ]
    out = [j for j in run(events, 20.0) if getattr(j, "kind", "") == "custom.jargon"]
    assert [type(j) for j in out] == ([Finding, Withdrawn] if taken_back else [Finding])


def test_what_was_told_is_not_taken_back_only_because_somebody_speaks() -> None:
    said = utterance("agent", "I opened a backend ticket", 0.0, 2.0, True)
    until_s = said.end_s + 10.0
    events = [
        said,
        stretch(until_s - 0.1, until_s + 0.2),
        utterance("agent", "as per the sla", until_s - 2.0, until_s + 0.4, True),
    ]
    out = [j for j in run(events, until_s + 2.0) if getattr(j, "kind", "") == "custom.jargon"]
    assert [type(j) for j in out] == [Finding]


@pytest.mark.parametrize(
    ("guess", "whole", "spoken_s"),
    [
        ("a backend ticket", "a backend ticket sorry time and so on", (0.3, 1.5)),
        ("well okay", "well okay then basically we wait", None),
        ("the ticket sorry time", "the ticket sorry time not now", None),
    ],
)
def test_a_phrase_counts_only_once_no_word_can_change_it(guess, whole, spoken_s) -> None:
    words = utterance("agent", whole, 0.0, 5.0, True)
    part = utterance("agent", guess, 0.0, 2.0, False)
    out = [j for j in run([part, words], 9.0, TANGLED) if getattr(j, "kind", "")[:6] == "custom"]
    assert [(j.start_s, j.end_s) for j in out if isinstance(j, Finding)] == (
        [pytest.approx(spoken_s)] if spoken_s else []
    )
    assert not [j for j in out if isinstance(j, Withdrawn)]


def test_what_is_still_being_said_is_waited_for() -> None:
    said = utterance("agent", "I opened a backend ticket", 0.0, 2.0, True)
    until_s = said.end_s + 10.0
    begun_s = until_s - 3.0
    speech = [said, stretch(begun_s, begun_s + 0.3), stretch(begun_s, until_s + 1.0, until_s - 1)]
    late = utterance("agent", "that means we wait", begun_s, until_s + 2.0, True)
    assert not standing(run([*speech, late], 40.0))
    never = run(speech, 40.0)  # the recognizer made no words of it
    (found,) = [f for f in never if isinstance(f, Finding) and f.kind == "custom.jargon"]
    assert found.known_s == pytest.approx(until_s - 1 + 3.0)


def test_without_additions_nothing_is_added() -> None:
    judge = Judge()
    assert judge.conversation.book is phrasebook()
    assert not [d for d in judge._timed if d.name == "custom"]
    assert Judge(additions=ADDITIONS).conversation.book is not phrasebook()
    assert Judge(additions=ADDITIONS).conversation.book is Judge(additions=ADDITIONS)._book


def test_a_book_with_more_phrases_finds_what_one_made_at_once_does() -> None:
    base = {"a": ["as * late", "go (on|away)"], "b": ["(very)? late now"]}
    more = {"a": ["as late now", "!go away now"], "c": ["late", "go * now", "away?"]}
    both = {key: [*base.get(key, []), *more.get(key, [])] for key in {**base, **more}}
    whole, small = PhraseBook(both), PhraseBook(base)
    small.scan("as very late now go away".split())  # what it met before changes nothing
    grown = small.with_phrases(more)
    dice = random.Random(3)
    for _ in range(300):
        words = dice.choices("as late now go on away very x".split(), k=9)
        assert grown.find(words) == whole.find(words)
        assert small.find(words) == PhraseBook(base).find(words)
    assert grown.longest == whole.longest


def test_products_are_offered_as_key_phrases_and_the_company_is_not() -> None:
    text = "I bought a zento box in January, and now acme says that it keeps crashing."
    said = Judge(additions=ADDITIONS).conversation.hear(utterance("customer", text, 0, 9, True))
    assert said is not None
    book = Judge(additions=ADDITIONS).conversation.book
    ours = key_phrases([said], book, best_first=True)
    assert any("zento box" in phrase for phrase in ours)
    assert not any("acme" in phrase for phrase in ours)
    plain = Judge().conversation.hear(utterance("customer", text, 0, 9, True))
    assert plain is not None
    assert not any("zento" in p for p in key_phrases([plain], phrasebook(), best_first=True))


def test_a_side_follows_itself_too() -> None:
    rule = CustomFinding("custom.x", "agent", ("one two",), times=2, times_within_s=5.0)
    out = run(
        [utterance("agent", "one two and one two and one two", 0.0, 4.0, True)],
        9.0,
        Additions((rule,)),
    )
    assert [f.kind for f in out if isinstance(f, Finding)].count("custom.x") == 1
