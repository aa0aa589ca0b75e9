"""Which of the user's settings a company's policy decides, and as what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from callassist.settings.policy import Policy


@dataclass(frozen=True, slots=True)
class Fixed:
    """What a policy says of one setting.

    Attributes:
        company: Whose policy it is.
        value: What it is, whatever the user's settings say.
        limit: The user may choose up to this; ``value`` means nothing then.
    """

    company: str
    value: Any = None
    limit: int | None = None


def fixed_by(policies: tuple[Policy, ...]) -> dict[str, Fixed]:
    """Return what ``policies`` decide, by the keys of ``UserSettings``.

    Holds to the same order as :func:`callassist.settings.policy.rules`: the first policy
    that names a value, the strictest limit, and what any of them demands.
    """
    fixed: dict[str, Fixed] = {}
    for policy in policies:
        company, recording, prompts = policy.company, policy.recording, policy.prompts
        wants: dict[str, Any] = {
            "recording.consent_line": recording.consent_line,
            "recording.consent_required": recording.consent_required,
            "recording.store": policy.store.address,
            "eu_mode": policy.eu_mode,
            "prompts.profile": prompts.profile,
            "prompts.team_folder": prompts.team_folder,
            "prompts.trusted_key": prompts.trusted_key,
        }
        if prompts.team_folder and not prompts.trusted_key:
            fixed.setdefault("prompts.trusted_key", Fixed(company))  # the folder's key, or none
        for key, value in wants.items():
            if value:
                fixed.setdefault(key, Fixed(company, value))
        days = recording.max_keep_days
        known = fixed.get("recording.keep_days")
        if days is not None and (known is None or known.limit is None or days < known.limit):
            fixed["recording.keep_days"] = Fixed(company, limit=days)
    return fixed
