"""A pack's own file on the default pack, and calls to try it on."""

from __future__ import annotations

from functools import cache

import pytest

from callassist.prompts.pack import default_pack
from callassist.run.packs.in_force import layers_below
from callassist.run.studio.bench import Workbench
from callassist.run.studio.calls import CallSet
from callassist.run.whatif import StoredCall, tape_of_events
from callassist.settings.policy import Rules
from tests.benchmarks.stored_calls import moments, stored_calls
from tests.run.whatif.lived import call, live

OWN = """id = "acme"  # ours
version = 2

[[prompt]]
id = "use_name"
enabled = false  # our customers prefer it so
"""


@cache
def made_calls(count: int = 12) -> tuple[StoredCall, ...]:
    """Return made calls, as packed tapes."""
    lived = [tape_of_events(live(call(n, 120.0), default_pack())) for n in range(3)]
    return tuple(stored_calls(moments(lived), count))


def call_set(count: int = 12) -> CallSet:
    """Return made calls to try packs on."""
    calls = made_calls(count)
    names = tuple(one.name for one in calls)
    return CallSet(names, {names[0]: "The first call"}, f"{count} made calls", lambda _: calls)


@pytest.fixture
def own(tmp_path):
    """The pack's own file."""
    path = tmp_path / "acme.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


@pytest.fixture
def make_bench(own, tmp_path):
    """Return a function that makes workbenches on the file."""

    def make(*locked: str) -> Workbench:
        base = layers_below(Rules(), kept_dir=tmp_path / "kept")
        return Workbench(own, base, locked=locked, locked_by="Acme" if locked else "")

    return make


@pytest.fixture
def bench(make_bench):
    """A workbench without locks."""
    return make_bench()
