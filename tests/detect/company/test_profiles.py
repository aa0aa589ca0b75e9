"""What the profiles notice besides: lines that must be found, and others like them."""

import pytest

from callassist.detect.judge import Judge
from callassist.prompts.pack import merged_pack
from callassist.prompts.profiles import profile_path
from callassist.types import Finding
from tests.scenarios.script import read_script, speech_events


def noticed(profile: str, script: str) -> set[str]:
    lines = read_script(script)
    judge = Judge(additions=merged_pack(profile_path(profile)).additions())
    out = [item for event in speech_events(lines) for item in judge.push(event)]
    out += judge.flush(lines[-1].end_s + 20.0)
    return {f.kind for f in out if isinstance(f, Finding) and f.kind.startswith("custom.")}


@pytest.mark.parametrize(
    ("profile", "script", "found"),
    [
        ("sales", "agent: This price is only for today, you know.", {"custom.pressure"}),
        ("sales", "agent: You would be crazy not to take it.", {"custom.pressure"}),
        ("sales", "agent: I am only in the office today.", set()),
        ("sales", "customer: That is too expensive for me.\nagent: It has five stars.",
         {"custom.price_concern"}),
        ("sales", "customer: That is too expensive for me.\nagent: What budget do you have?",
         set()),
        ("sales", "customer: It is not too expensive, I like it.", set()),
        ("sales", "agent: The other one is very expensive.", set()),
        ("support", "agent: I will pass it to the tier two team.\ncustomer: (+11): Okay.".replace(
            "customer: (+11)", "customer (+11)"), {"custom.internal_words"}),
        ("support", "agent: There is a second level ticket, which is where our engineers look.",
         set()),
        ("support", "agent: I will pass it to our engineers today.", set()),
    ],
)  # fmt: skip
def test_a_profile_notices(profile, script, found):
    assert noticed(profile, script) == found
