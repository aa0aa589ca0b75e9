"""Findings and packs for tests of what is said when."""

from __future__ import annotations

import tomllib

from callassist.prompts.pack import Pack, default_path, parse_pack
from callassist.types import Finding, Prompt

DEFAULT = tomllib.loads(default_path().read_text("utf-8"))


def pack_of(*prompts: str, budget: str = "") -> Pack:
    """Return a pack of a few prompts, each written as the body of its ``[[prompt]]``."""
    text = f'schema = 1\nid = "test"\n[budget]\n{budget}\n'
    return parse_pack(text + "".join(f"[[prompt]]\n{prompt}\n" for prompt in prompts), "test.toml")


def default_with(changes: str) -> Pack:
    """Return the default pack with ``changes`` over it."""
    return parse_pack(changes, "changes.toml", DEFAULT)


def finding(kind: str, known_s: float, channel: str = "agent", **changes) -> Finding:
    """Return a finding of the second before ``known_s``."""
    fields = {"start_s": known_s - 1.0, "end_s": known_s, "score": 0.9, "evidence": ("quoted",)}
    return Finding(**{"kind": kind, "channel": channel, "known_s": known_s, **fields, **changes})


def told(prompts: list[Prompt]) -> list[tuple[str, float, float, str | None]]:
    """Return the gist of what was sent: id, shown_s, hide_s, outcome."""
    return [(it.id, it.shown_s, it.hide_s, it.outcome) for it in prompts]
