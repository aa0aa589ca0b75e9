"""Settings by their keys, and what a policy decides of them."""

from __future__ import annotations

import pytest

from callassist.errors import CallAssistError
from callassist.settings.fixed import Fixed, fixed_by
from callassist.settings.keys import (
    default_of,
    differing,
    setting_keys,
    value_of,
    with_values,
)
from callassist.settings.policy import Policy, rules
from callassist.settings.user import UserSettings


def policy(**parts) -> Policy:
    return Policy.model_validate({"schema": 1, **parts})


def test_every_setting_has_a_key_that_leads_to_it():
    keys = setting_keys()
    assert {"engine", "overlay.theme", "calls.start", "hotkeys.mute"} <= set(keys)
    assert "overlay" not in keys
    assert len(set(keys)) == len(keys)
    for key in keys:
        default_of(key)


def test_values_are_laid_over_a_copy():
    before = UserSettings()
    after = with_values(before, {"overlay.theme": "dark", "eu_mode": True})
    assert (after.overlay.theme, after.eu_mode) == ("dark", True)
    assert before == UserSettings()
    assert differing(before, after) == ("overlay.theme", "eu_mode")


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("overlay.text_scale", 9.0, "less than or equal to 3"),
        ("language", "English!", 'not a language code such as "en"'),
        ("calls.start", "never", 'not one of "sound", "manual"'),
    ],
)
def test_a_wrong_value_is_refused_in_one_line(key, value, said):
    with pytest.raises(CallAssistError, match=said) as caught:
        with_values(UserSettings(), {key: value})
    assert "\n" not in str(caught.value)


def test_what_a_policy_fixes_is_what_the_rules_make_of_it():
    mine = with_values(
        UserSettings(),
        {
            "recording.keep_days": 400,
            "recording.consent_line": "mine",
            "prompts.team_folder": "/mine",
            "prompts.trusted_key": "mine",
        },
    )
    policies = (
        policy(company="Acme", recording={"max_keep_days": 30, "consent_required": True}),
        policy(
            company="Corp",
            eu_mode=True,
            recording={"max_keep_days": 60, "consent_line": "May I?"},
            prompts={"team_folder": "/packs", "profile": "sales"},
            store={"address": "postgresql://db"},
        ),
    )
    fixed, held = fixed_by(policies), rules(mine, policies)
    assert fixed["recording.keep_days"] == Fixed("Acme", limit=30)
    assert held.keep_days == 30
    assert fixed["recording.consent_required"] == Fixed("Acme", True)
    assert fixed["recording.consent_line"].value == held.consent_line == "May I?"
    assert fixed["recording.store"].value == held.store_address
    assert fixed["eu_mode"] == Fixed("Corp", True)
    assert held.eu_mode
    assert fixed["prompts.profile"].value == held.packs.profile
    assert fixed["prompts.team_folder"].value == held.packs.team_folder
    # A folder without a key decides that there is none: the user's own does not count then.
    assert fixed["prompts.trusted_key"] == Fixed("Corp")
    assert held.packs.trusted_key == ""
    assert all(value_of(mine, key) is not ... for key in fixed)
    assert fixed_by(()) == {}
