"""Prompt packs for measuring."""

from __future__ import annotations

from callassist.prompts.pack import Pack, default_pack

SHOW_S = 2.0


def listen_without_limit() -> Pack:
    """Return a pack that says ``listen`` at every interruption, however many there are."""
    pack = default_pack()
    rule = pack.rule("listen")
    assert rule is not None
    often = {"cooldown_s": 0.0, "max_per_call": 1000, "show_s": SHOW_S}
    budget = {"min_gap_s": 0.0, "max_per_min": 1000, "max_per_10_min": 10_000}
    return pack.model_copy(
        update={
            "budget": pack.budget.model_copy(update=budget),
            "rules": (rule.model_copy(update=often),),
        }
    )
