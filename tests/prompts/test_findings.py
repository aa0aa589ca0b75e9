"""The table of finding kinds."""

from callassist.prompts.findings import FINDING_KINDS


def test_kinds_are_dotted_names_with_a_meaning():
    for kind, about in FINDING_KINDS.items():
        assert kind.replace(".", "").replace("_", "").isalpha()
        assert kind == kind.lower()
        assert about.meaning
        assert set(about.channels) <= {"agent", "customer"}


def test_what_clears_a_kind_is_a_kind():
    for about in FINDING_KINDS.values():
        assert set(about.cleared_by) <= FINDING_KINDS.keys()


def test_what_the_agent_does_well_credits_them():
    credited = {kind for kind, about in FINDING_KINDS.items() if about.credits_agent}
    assert {"floor.returned", "restate.done", "empathy.statement", "customer.turn"} <= credited
    assert not credited & {"interruption", "resolution.confirmed", "frustration.eased"}
