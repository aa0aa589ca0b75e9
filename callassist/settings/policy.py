"""What a company allows, in a file that its administrators own and agents cannot change.

The policy is looked for in the system's folder (on Linux ``/etc/xdg/callassist/policy.toml``)
and where ``CALLASSIST_POLICY`` points; where both say something, the stricter holds. A policy
that cannot be read or has mistakes allows nothing that it could have forbidden.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, ValidationError

from callassist.errors import CallAssistError
from callassist.paths import APP
from callassist.settings.measures import ALL_MEASURES, Measures
from callassist.settings.problems import problem_line
from callassist.settings.toml import parse_toml
from callassist.settings.user import DEFAULT_KEEP_DAYS, UserSettings

CONSENT_LINE = "I'd like to record this call to learn from it. Is that all right with you?"


class _Group(BaseModel):
    model_config = ConfigDict(extra="forbid")


class RecordingPolicy(_Group):
    """Whether calls may be kept, and for how long.

    Attributes:
        allowed: Whether live calls may be recorded and recordings imported.
        consent_line: What the agent says to the customer when a recording starts.
        consent_required: Whether sound is kept only once the agent has confirmed consent.
        max_keep_days: Calls older than this are purged; the user may choose less.
    """

    allowed: StrictBool = True
    consent_line: str | None = Field(default=None, min_length=1, max_length=300)
    consent_required: StrictBool = False
    max_keep_days: StrictInt | None = Field(default=None, ge=1, le=36500)


class MeasuresPolicy(_Group):
    """Whose voice may be measured.

    Attributes:
        agent_voice: Pace and loudness of the agent.
        customer_voice: The customer's raised voice, beside the words.
    """

    agent_voice: StrictBool = True
    customer_voice: StrictBool = True


class StorePolicy(_Group):
    """Where calls are kept and whether they may leave.

    Attributes:
        address: The team's database; ``None`` leaves the choice to the user.
        export_allowed: Whether reports, exports and sound may be written to files.
    """

    address: str | None = None
    export_allowed: StrictBool = True


class PromptsPolicy(_Group):
    """Which prompts agents see.

    Attributes:
        team_folder: Where approved packs lie: a folder, a ``file://`` address, or a file
            that holds either; ``None`` leaves it to the user.
        trusted_key: The public key that must have signed them.
        profile: The profile that is used; ``None`` leaves it to the user.
        locked: Keys that the user's own pack cannot change, with ``*`` for any letters:
            ``"budget.max_per_10_min"``, ``"dont_rush.*"``.
    """

    team_folder: str | None = Field(default=None, min_length=1, max_length=1000)
    trusted_key: str | None = Field(default=None, min_length=1, max_length=200)
    profile: str | None = Field(default=None, min_length=1, max_length=40)
    locked: list[str] = Field(default_factory=list, max_length=500)


class Policy(_Group):
    """A policy file.

    Attributes:
        schema_: Its form; 1.
        company: Whose policy it is, as people are told.
        eu_mode: No figure of anybody's voice is measured, shown or kept: the EU's AI Act
            (2024/1689, Article 5.1f) forbids inferring emotions at work, and its Annex III
            counts emotion from a voice as high-risk.
        recording: Whether calls may be kept.
        measures: Whose voice may be measured.
        store: Where calls are kept.
        prompts: Which prompts agents see.
    """

    schema_: Literal[1] = Field(alias="schema")
    company: str = "your company"
    eu_mode: StrictBool = False
    recording: RecordingPolicy = Field(default_factory=RecordingPolicy)
    measures: MeasuresPolicy = Field(default_factory=MeasuresPolicy)
    store: StorePolicy = Field(default_factory=StorePolicy)
    prompts: PromptsPolicy = Field(default_factory=PromptsPolicy)


@dataclass(frozen=True, slots=True)
class PackRules:
    """Which prompt packs are used on this computer.

    Attributes:
        profile: The profile, or none.
        profile_fixed: Whether a policy chose it.
        team_folder: Where approved packs lie, or none.
        trusted_key: The public key that must have signed them; ``""`` takes unsigned ones.
        locked: Keys that the user's own pack cannot change.
    """

    profile: str | None = None
    profile_fixed: bool = False
    team_folder: str | None = None
    trusted_key: str = ""
    locked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds after every policy was laid over the user's wishes.

    Attributes:
        recording_forbidden: Why calls may not be kept, one line, or nothing.
        consent_line: What the agent says when a recording starts.
        consent_required: Whether consent must be confirmed before sound is kept.
        keep_days: Calls older than this are purged; ``None`` for never.
        measures: Whose voice is measured.
        store_address: The database; ``None`` for the user's own on this computer.
        export_forbidden: Why nothing may leave the store, one line, or nothing.
        eu_mode: Whether the EU's limits hold.
        locked_by: Whose policy decides; nothing without one.
        packs: Which prompt packs are used.
    """

    recording_forbidden: str = ""
    consent_line: str = CONSENT_LINE
    consent_required: bool = False
    keep_days: int | None = DEFAULT_KEEP_DAYS
    measures: Measures = ALL_MEASURES
    store_address: str | None = None
    export_forbidden: str = ""
    eu_mode: bool = False
    locked_by: str = ""
    packs: PackRules = PackRules()


def policy_paths() -> tuple[Path, ...]:
    """Return where policies are looked for."""
    paths = [Path(platformdirs.site_config_dir(APP, appauthor=False)) / "policy.toml"]
    if named := os.environ.get("CALLASSIST_POLICY"):
        paths.append(Path(named))
    return tuple(paths)


def load_policies(paths: tuple[Path, ...] | None = None) -> tuple[Policy, ...]:
    """Read every policy there is.

    Raises:
        CallAssistError: One cannot be read or has mistakes: what it forbids is not known,
            so nothing may start that it could forbid.
    """
    paths = policy_paths() if paths is None else paths
    named = os.environ.get("CALLASSIST_POLICY")
    if named and Path(named) in paths and not Path(named).exists():
        raise CallAssistError(
            f"the policy {named} that CALLASSIST_POLICY names is not there; "
            "ask whoever looks after this computer"
        )
    found = (_load(path) for path in paths)
    return tuple(policy for policy in found if policy is not None)


def current_rules(settings: UserSettings) -> Rules:
    """Return what holds on this computer for ``settings``.

    Raises:
        CallAssistError: A policy cannot be read or has mistakes.
    """
    return rules(settings, load_policies())


def rules(settings: UserSettings, policies: tuple[Policy, ...] = ()) -> Rules:
    """Lay ``policies`` over the user's ``settings``; the strictest of all holds."""
    recordings = [policy.recording for policy in policies]
    forbids = next((p.company for p in policies if not p.recording.allowed), "")
    keeps_in = next((p.company for p in policies if not p.store.export_allowed), "")
    days = [settings.recording.keep_days or None, *(r.max_keep_days for r in recordings)]
    known_days = [limit for limit in days if limit is not None]
    eu_mode = any(policy.eu_mode for policy in policies) or settings.eu_mode
    return Rules(
        recording_forbidden=f"the policy of {forbids} does not allow keeping calls"
        if forbids
        else "",
        consent_line=_first(
            *(r.consent_line for r in recordings), settings.recording.consent_line, CONSENT_LINE
        ),
        consent_required=any(r.consent_required for r in recordings)
        or settings.recording.consent_required,
        keep_days=min(known_days) if known_days else None,
        measures=Measures(
            agent_voice=not eu_mode and all(p.measures.agent_voice for p in policies),
            customer_voice=not eu_mode and all(p.measures.customer_voice for p in policies),
        ),
        store_address=next(
            (p.store.address for p in policies if p.store.address), settings.recording.store
        ),
        export_forbidden=f"the policy of {keeps_in} does not allow taking calls out of the store"
        if keeps_in
        else "",
        eu_mode=eu_mode,
        locked_by=next((policy.company for policy in policies), ""),
        packs=_pack_rules(settings, [policy.prompts for policy in policies]),
    )


def _pack_rules(settings: UserSettings, prompts: list[PromptsPolicy]) -> PackRules:
    own = settings.prompts
    profile = next((p.profile for p in prompts if p.profile), None)
    # A folder without its key would let anybody who can write there decide: they belong together.
    decides = next((p for p in prompts if p.team_folder), own)
    key = next((p.trusted_key for p in prompts if p.trusted_key), decides.trusted_key)
    return PackRules(
        profile=profile or own.profile,
        profile_fixed=profile is not None,
        team_folder=decides.team_folder,
        trusted_key=key or "",
        locked=tuple(dict.fromkeys(key for p in prompts for key in p.locked)),
    )


def _first(*texts: str | None) -> str:
    return next(text for text in texts if text)


def _load(path: Path) -> Policy | None:
    try:
        data = parse_toml(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        raise CallAssistError(
            f"the policy {path} cannot be read ({' '.join(str(error).split())}); "
            "ask whoever looks after this computer"
        ) from error
    try:
        return Policy.model_validate(data)
    except ValidationError as error:
        problems = "; ".join(problem_line(Policy, item) for item in error.errors())
        raise CallAssistError(
            f"the policy {path} has mistakes: {problems}; ask whoever looks after this computer"
        ) from error
