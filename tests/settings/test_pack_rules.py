"""Which packs a policy lets be used."""

import pytest

from callassist.errors import CallAssistError
from callassist.settings.policy import Policy, load_policies, rules
from callassist.settings.user import PromptSettings, UserSettings


def law(**prompts):
    return Policy.model_validate({"schema": 1, "company": "ACME", "prompts": prompts})


OWN = UserSettings(
    prompts=PromptSettings(profile="sales", team_folder="/mine", trusted_key="ed25519:mine")
)


def test_without_a_policy_the_user_decides():
    held = rules(OWN).packs
    assert (held.profile, held.profile_fixed) == ("sales", False)
    assert (held.team_folder, held.trusted_key, held.locked) == ("/mine", "ed25519:mine", ())
    assert rules(UserSettings()).packs.trusted_key == ""


def test_the_policys_folder_comes_with_the_policys_key():
    held = rules(OWN, (law(team_folder="/team"),)).packs
    assert (held.team_folder, held.trusted_key) == ("/team", "")
    held = rules(OWN, (law(team_folder="/team", trusted_key="ed25519:team", profile="eu"),)).packs
    assert (held.team_folder, held.trusted_key) == ("/team", "ed25519:team")
    assert (held.profile, held.profile_fixed) == ("eu", True)
    held = rules(OWN, (law(trusted_key="ed25519:team"),)).packs
    assert (held.team_folder, held.trusted_key) == ("/mine", "ed25519:team")


def test_what_any_policy_locks_is_locked():
    held = rules(OWN, (law(locked=["budget.*", "listen.say"]), law(locked=["budget.*", "x.*"])))
    assert held.packs.locked == ("budget.*", "listen.say", "x.*")


def test_a_slip_in_a_policy_is_told(tmp_path):
    path = tmp_path / "policy.toml"
    path.write_text('schema = 1\n[prompts]\nlokced = ["x"]\n')
    with pytest.raises(CallAssistError, match='did you mean "locked"'):
        load_policies((path,))
