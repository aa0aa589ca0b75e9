"""A company's policy: the strictest word holds, and a broken one allows nothing."""

from __future__ import annotations

import pytest

from callassist.errors import CallAssistError
from callassist.settings.policy import Policy, load_policies, policy_paths, rules
from callassist.settings.user import RecordingSettings, UserSettings


@pytest.fixture
def write(tmp_path):
    def write(text, name="policy.toml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def policy(**groups):
    return Policy.model_validate({"schema": 1, **groups})


def test_without_a_policy_the_user_decides():
    own = UserSettings(
        recording=RecordingSettings(
            agent_name="Anna", consent_line="May I record?", keep_days=30, store="sqlite:///x"
        )
    )
    held = rules(own)
    assert not held.recording_forbidden
    assert not held.export_forbidden
    assert not held.locked_by
    assert (held.consent_line, held.keep_days, held.store_address) == (
        "May I record?",
        30,
        "sqlite:///x",
    )
    assert held.measures.agent_voice
    assert held.measures.customer_voice


def test_calls_may_be_kept_for_ever_only_where_nobody_says_less():
    for_ever = UserSettings(recording=RecordingSettings(keep_days=0))
    assert rules(for_ever).keep_days is None
    assert rules(for_ever, (policy(recording={"max_keep_days": 14}),)).keep_days == 14


@pytest.mark.parametrize(
    ("own_days", "company_days", "held"), [(7, 30, 7), (90, 30, 30), (30, 30, 30)]
)
def test_the_shorter_time_holds(own_days, company_days, held):
    own = UserSettings(recording=RecordingSettings(keep_days=own_days))
    assert rules(own, (policy(recording={"max_keep_days": company_days}),)).keep_days == held


def test_a_company_can_forbid_recording_and_export_and_is_named():
    held = rules(
        UserSettings(),
        (
            policy(
                company="Example Ltd",
                recording={"allowed": False},
                store={"export_allowed": False},
            ),
        ),
    )
    assert "Example Ltd" in held.recording_forbidden
    assert "Example Ltd" in held.export_forbidden
    assert held.locked_by == "Example Ltd"


def test_of_two_policies_the_strictest_holds_whichever_comes_first():
    mild, strict = policy(), policy(recording={"allowed": False, "consent_required": True})
    for both in ((mild, strict), (strict, mild)):
        held = rules(UserSettings(), both)
        assert held.recording_forbidden
        assert held.consent_required


def test_the_company_words_the_consent_and_names_the_database():
    own = UserSettings(recording=RecordingSettings(consent_line="Mine", store="sqlite:///mine"))
    held = rules(
        own, (policy(recording={"consent_line": "Ours"}, store={"address": "postgresql://ours"}),)
    )
    assert (held.consent_line, held.store_address) == ("Ours", "postgresql://ours")


@pytest.mark.parametrize("by_company", [True, False])
def test_in_eu_mode_nobodys_voice_is_measured(by_company):
    own = UserSettings(eu_mode=not by_company)
    held = rules(own, (policy(eu_mode=True),) if by_company else ())
    assert held.eu_mode
    assert not held.measures.agent_voice
    assert not held.measures.customer_voice


def test_the_agents_voice_alone_can_be_left_alone():
    held = rules(UserSettings(), (policy(measures={"agent_voice": False}),))
    assert not held.measures.agent_voice
    assert held.measures.customer_voice


def test_a_missing_policy_is_none(tmp_path):
    assert load_policies((tmp_path / "policy.toml", tmp_path / "no" / "folder.toml")) == ()


def test_the_whole_form_is_read(write):
    path = write(
        """
        schema = 1
        company = "Example Ltd"
        eu_mode = false
        [recording]
        allowed = true
        consent_line = "We record for training. Is that all right?"
        consent_required = true
        max_keep_days = 30
        [measures]
        agent_voice = false
        customer_voice = true
        [store]
        address = "postgresql+pg8000://calls.example/calls"
        export_allowed = false
        """
    )
    (found,) = load_policies((path,))
    assert found.company == "Example Ltd"
    assert found.recording.max_keep_days == 30


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("schema = 1\n[recording]\nalowed = false", 'did you mean "allowed"?'),
        ("schema = 2", "schema"),
        ("eu_mode = true", "schema is missing"),
        ('schema = 1\n[recording]\nallowed = "no"', "recording.allowed"),
        ("schema = 1\n[recording]\nmax_keep_days = 0", "recording.max_keep_days"),
        ("schema = ", "cannot be read"),
    ],
)
def test_a_policy_with_mistakes_is_refused_in_one_line(write, text, says):
    with pytest.raises(CallAssistError) as caught:
        load_policies((write(text),))
    line = str(caught.value)
    assert says in line
    assert "ask whoever looks after this computer" in line
    assert "\n" not in line


def test_a_policy_that_cannot_be_read_is_not_passed_over(tmp_path):
    with pytest.raises(CallAssistError, match="cannot be read"):
        load_policies((tmp_path,))


def test_a_named_policy_that_is_not_there_is_not_passed_over(monkeypatch, tmp_path):
    monkeypatch.setenv("CALLASSIST_POLICY", str(tmp_path / "gone.toml"))
    with pytest.raises(CallAssistError, match=r"gone\.toml that CALLASSIST_POLICY names is not"):
        load_policies()


def test_a_second_policy_can_be_named(monkeypatch, write):
    path = write("schema = 1")
    monkeypatch.setenv("CALLASSIST_POLICY", str(path))
    assert policy_paths()[-1] == path
    assert len(policy_paths()) == 2
