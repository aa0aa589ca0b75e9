"""Findings and packs for tests of what is said when."""

from __future__ import annotations

import tomllib

import pytest

from callassist.errors import PromptPackError
from callassist.prompts.pack import Pack, default_path, parse_pack
from callassist.types import Finding, Prompt

DEFAULT = tomllib.loads(default_path().read_text("utf-8"))
A = 'id = "a"\nwhen = { finding = "argument" }\nsay = "Same side"\n'
B = 'id = "b"\nwhen = { finding = "refusal.bare" }\nsay = "Offer"\n'
C = 'id = "c"\nwhen = { finding = "stuck" }\nsay = "Ask"\n'
"""Three short prompts on three findings, for :func:`pack_of`."""
WARN = 'severity = "warn"\n'
WHOLE = """\
schema = 1
id = "mine"
version = 2
[[prompt]]
id = "listen"
when = { finding = "interruption", channel = "agent" }
say = "Let them finish"
"""
"""A whole pack of one prompt."""


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


def problems_of(text: str, lower=None) -> tuple[str, ...]:
    """Return what is wrong with a pack that must not be read."""
    with pytest.raises(PromptPackError) as caught:
        parse_pack(text, "prompts.toml", lower)
    return caught.value.problems


def prompt_problems(*keys: str) -> tuple[str, ...]:
    """Return what is wrong with the prompt of :data:`WHOLE` when it has these lines too."""
    return problems_of(WHOLE + "\n".join(keys))
