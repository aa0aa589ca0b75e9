"""What holds for any call: the prompter is pure, and keeps its budget."""

import itertools
import random

from hypothesis import given
from hypothesis import strategies as st

from callassist.prompts.findings import FINDING_KINDS
from callassist.prompts.firing import Prompter
from callassist.prompts.ledger import outranks
from callassist.prompts.pack import default_pack
from tests.prompts.calls import default_with, finding, pack_of

PACKS = [
    default_pack(),
    default_with("[budget]\nmin_gap_s = 0\nmax_per_min = 10\nmax_per_10_min = 60\nstale_s = 9.0"),
    pack_of(
        'id = "a"\nwhen = { finding = "argument" }\nsay = "x"\ncooldown_s = 0\nshow_s = 9.0\n'
        'max_per_call = 100\neffect_s = 3.0\nclears = { finding = "alignment" }',
        'id = "b"\nwhen = [{ finding = "interruption" }, { finding = "alignment" }]\nsay = "y"\n'
        'severity = "warn"\npriority = 90\ncooldown_s = 2.0\nmax_per_call = 100',
        'id = "c"\nwhen = { finding = "apology" }\nsay = "z"\nseverity = "praise"\ncooldown_s = 0\n'
        'max_per_call = 100',
        budget="min_gap_s = 3.0\nmax_per_min = 10",
    ),
]  # fmt: skip
FAVORITES = ["argument", "alignment", "interruption", "apology", "restate.missing", "restate.done"]


@st.composite
def calls(draw):
    """A call's findings, in the order in which they are known, on a grid that makes ties."""
    known_s = 0.0
    found = []
    for _ in range(draw(st.integers(0, 25))):
        known_s += draw(st.sampled_from([0.0, 0.25, 1.0, 2.0, 3.0, 4.0, 8.0, 60.0, 600.0]))
        kind = draw(st.sampled_from(FAVORITES) | st.sampled_from(sorted(FINDING_KINDS)))
        channel = draw(st.sampled_from(FINDING_KINDS[kind].channels))
        start_s = known_s - draw(st.sampled_from([0.0, 1.0, 5.0]))
        score = draw(st.sampled_from([0.4, 0.6, 0.8, 1.0]))
        found.append(finding(kind, known_s, channel, start_s=start_s, score=score))
    return found


def run(pack, found, times=()):
    """Return all that is sent for ``found``, told the time at ``times`` in between."""
    prompter = Prompter(pack)
    sent = []
    left = sorted(times)
    for it in found:
        while left and left[0] <= it.known_s:
            sent += prompter.advance(left.pop(0))
        sent += prompter.push(it)
    for at_s in left:
        sent += prompter.advance(at_s)
    end_s = 50.0 + max([it.known_s for it in found], default=0.0)
    return sent + prompter.flush(max([end_s, *times]))


@given(
    st.sampled_from(PACKS),
    calls(),
    st.lists(st.floats(0, 3000) | st.integers(0, 400).map(lambda n: n / 4), max_size=40),
)
def test_being_told_the_time_changes_nothing(pack, found, times):
    last_s = 50.0 + max([it.known_s for it in found], default=0.0)
    times = [at_s for at_s in times if at_s <= last_s]
    assert run(pack, found, times) == run(pack, found)


@given(st.sampled_from(PACKS), calls())
def test_any_call_keeps_the_rules(pack, found):
    sent = run(pack, found)
    by_prompt = {}
    for prompt in sent:
        by_prompt.setdefault((prompt.id, prompt.shown_s), []).append(prompt)
    shown = []
    for states in by_prompt.values():
        assert states[0].outcome is None
        assert states[0].hide_s == states[0].shown_s + pack.rule(states[0].id).show_s
        assert states[-1].outcome is not None
        assert [state.outcome is None for state in states] == sorted(
            (state.outcome is None for state in states), reverse=True
        )
        shown.append(states[-1])
    shown.sort(key=lambda prompt: prompt.shown_s)
    budget = pack.budget
    for prompt in shown:
        rule = pack.rule(prompt.id)
        assert 1 <= len(prompt.say.split()) <= 8
        assert prompt.shown_s <= prompt.hide_s <= prompt.shown_s + rule.show_s
        stale_s = budget.stale_s if rule.stale_s is None else rule.stale_s
        assert 0 <= prompt.shown_s - prompt.finding.known_s <= stale_s
    for before, after in itertools.pairwise(shown):
        assert before.hide_s <= after.shown_s
        if not outranks(pack.rule(after.id), pack.rule(before.id), budget):
            assert after.shown_s - before.shown_s >= budget.min_gap_s
    for window_s, most in ((60.0, budget.max_per_min), (600.0, budget.max_per_10_min)):
        for at, prompt in enumerate(shown):
            if at >= most:
                assert prompt.shown_s - shown[at - most].shown_s >= window_s
    for rule in pack.rules:
        own = [prompt.shown_s for prompt in shown if prompt.id == rule.id]
        assert len(own) <= rule.max_per_call
        assert all(b - a >= rule.cooldown_s for a, b in itertools.pairwise(own))


@given(calls(), st.data())
def test_answers_at_any_moment_are_survived(found, data):
    prompter = Prompter(default_pack())
    seen = []
    for it in found:
        seen += prompter.push(it)
        if seen and data.draw(st.booleans()):
            prompt = data.draw(st.sampled_from(seen))
            answer = data.draw(st.sampled_from(["dismissed", "helped", "unhelpful"]))
            answered = prompter.respond(prompt, answer, it.known_s)
            assert any(
                (sent.id, sent.shown_s, sent.outcome) == (prompt.id, prompt.shown_s, answer)
                for sent in answered
            )
            seen += answered
        if data.draw(st.booleans()):
            seen += prompter.withdraw(it.kind, it.start_s, it.known_s)
    prompter.flush()
    assert prompter.flush() == []


def test_ten_thousand_findings_leave_nothing_behind():
    dice = random.Random(1)
    kinds = sorted(FINDING_KINDS)
    prompter = Prompter(default_pack())
    for step in range(10_000):
        kind = dice.choice(kinds)
        channel = dice.choice(FINDING_KINDS[kind].channels)
        prompter.push(finding(kind, step * 0.36, channel, score=dice.random()))
    prompter.flush(4000.0)
    kept = sum(len(found) for found in prompter._recent._kept.values())
    assert kept < 2000
    assert not prompter._open
    assert not prompter._waiting
