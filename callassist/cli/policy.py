"""``callassist policy``: what a company allows here, and whether a policy file is right."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import click

from callassist.paths import settings_path
from callassist.settings.policy import PackRules, Rules, current_rules, load_policies, policy_paths
from callassist.settings.user import load


@click.group()
def policy() -> None:
    """Show what may be kept and measured here; check a policy file.

    A company's policy can forbid recording, shorten how long calls are kept, word
    the consent line, and leave voices unmeasured (EU mode). docs/policy.md has its
    form. Whatever it says, the stricter of policy and settings holds.
    """


@policy.command()
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def show(as_json: bool) -> int:
    """Show what holds on this computer, and who says so."""
    rules = current_rules(load(settings_path()))
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(rules), indent=2, ensure_ascii=False))
        return 0
    found = [path for path in policy_paths() if path.is_file()]
    if found:
        click.echo(f"policy of {rules.locked_by}: {', '.join(map(str, found))}\n")
    else:
        click.echo(f"no policy: your own settings hold (looked in {policy_paths()[0]})\n")
    for name, text in _lines(rules):
        click.echo(f"{name:<16} {text}")
    return 0


@policy.command()
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> int:
    """Check a policy FILE before it is given to agents' computers."""
    if not load_policies((file,)):
        click.echo(f"callassist: there is no file {file}", err=True)
        return 1
    click.echo(f"{file} is a valid policy")
    return 0


def _lines(rules: Rules) -> list[tuple[str, str]]:
    days = rules.keep_days
    measured = [
        who
        for who, may in (
            ("the agent", rules.measures.agent_voice),
            ("the customer", rules.measures.customer_voice),
        )
        if may
    ]
    asked = "must be confirmed first" if rules.consent_required else "asked when recording starts"
    return [
        ("keeping calls", rules.recording_forbidden or "allowed, when an agent asks for it"),
        ("consent", f"{asked}: “{rules.consent_line}”"),
        ("kept for", f"{days} days, then deleted for good" if days else "ever"),
        ("kept in", rules.store_address or "this computer, sealed"),
        ("taking out", rules.export_forbidden or "reports and exports are allowed"),
        ("voices measured", " and ".join(measured) or "nobody's: words and timing only"),
        ("EU mode", "on" if rules.eu_mode else "off"),
        ("prompts", _prompts(rules.packs)),
    ]


def _prompts(packs: PackRules) -> str:
    """Return which packs are used and what of them is locked, in a line."""
    parts = [
        f"profile {packs.profile}" if packs.profile else "",
        f"approved ones of {packs.team_folder}" if packs.team_folder else "",
        f"signed by {packs.trusted_key}" if packs.team_folder and packs.trusted_key else "",
        f"locked: {', '.join(packs.locked)}" if packs.locked else "",
    ]
    return "; ".join(filter(None, parts)) or "the default ones, and the agent's own"
