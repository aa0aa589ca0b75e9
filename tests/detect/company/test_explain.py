"""The test box: which phrases match which words, and why."""

from callassist.detect.company.explain import Match, explain
from callassist.settings.custom import NO_ADDITIONS
from tests.detect.company.test_custom import ADDITIONS
from tests.detect.test_judge import utterance


def box(line: str, side="agent", additions=ADDITIONS) -> list[Match]:
    return explain(line, additions, side)


def one(found: list[Match], name: str, kind: str) -> Match:
    (match,) = [match for match in found if (match.name, match.kind) == (name, kind)]
    return match


def test_a_finding_names_its_words_its_phrase_and_what_it_still_needs():
    found = box("I have raised a backend ticket as per the SLA")
    assert one(found, "custom.sla", "finding") == Match(
        "finding", "custom.sla", "as per the SLA", 6, 9, ("as per (the)? sla",), "it fires", True
    )
    jargon = next(m for m in found if m.name == "custom.jargon")
    assert (jargon.quote, jargon.first, jargon.last) == ("backend ticket", 4, 5)
    assert not jargon.fires
    assert jargon.why == "unless followed by “that means” or the like of the agent within 10 s"


def test_every_need_of_a_finding_is_told():
    sorry = one(box("I am so sorry"), "custom.voucher_unoffered", "finding")
    assert sorry.why.startswith("only after “(third|fourth) time” or the like of the customer")
    assert "unless followed by “voucher” or the like of the agent within 12 s" in sorry.why
    assert (
        one(box("basically"), "custom.basically", "finding").why == "only the 3rd time within 30 s"
    )
    cue = one(box("the third time", "customer"), "custom.voucher_unoffered", "finding")
    assert cue.why == "follows of custom.voucher_unoffered"


def test_the_wrong_side_is_told():
    match = one(box("as per the SLA", "customer"), "custom.sla", "finding")
    assert (match.why, match.fires) == ("but only the agent's words count", False)


def test_what_is_taken_back_is_told_with_the_phrase_that_does():
    found = box("It is not a backend ticket")
    assert not [m for m in found if m.kind == "finding"]
    assert one(found, "custom.jargon", "taken back").patterns == ("!not a backend ticket",)
    greeting = box("Thank you for choosing Acme, one moment")
    assert not [m for m in greeting if m.name == "closing_hard" and m.kind == "category"]
    assert "!thank you for choosing acme" in one(greeting, "closing_hard", "taken back").patterns


def test_the_programs_own_lists_and_ones_own_words_are_named():
    found = box("My bad on that, have a great day with your Zento box")
    assert one(found, "apology", "category").patterns == ("my bad on that",)
    assert one(found, "closing_hard", "category").why == "agent: ends the call"
    assert one(found, "product", "word").quote == "Zento box"
    assert [m.first for m in found] == sorted(m.first for m in found)


def test_a_second_of_a_call_is_explained_as_a_line_is():
    said = utterance("agent", "as per the SLA", 12.0, 14.0, True)
    assert explain(said, ADDITIONS) == box("as per the SLA")


def test_nothing_matches_nothing():
    assert box("") == []
    assert box("…", additions=NO_ADDITIONS) == []
    assert box("a banana boat", additions=NO_ADDITIONS) == []
