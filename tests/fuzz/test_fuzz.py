"""Every parser takes thousands of hostile inputs; ``-s`` shows the table and the seeds.

``CALLASSIST_FUZZ_INPUTS`` says how many each gets, ``CALLASSIST_FUZZ_SEED`` with what seed.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import hypothesis
import pytest

from tests.fuzz.guarded import EscapedError, HangError, held_to, soon
from tests.fuzz.one import one
from tests.fuzz.parsers import BY_NAME, PARSERS, Parser

AT_ONCE = 2
MAY_TAKE_S = 1200
NAMES = [parser.name for parser in PARSERS]
QUICK = [parser for parser in PARSERS if not parser.starts]
ROOT = Path(__file__).parent.parent.parent

Runs = dict[str, Future[subprocess.CompletedProcess[str]]]


def run(parser: Parser, seed: int) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path[1:]])}
    return subprocess.run(
        [sys.executable, "-m", "tests.fuzz.one", parser.name, str(parser.inputs), str(seed)],
        env=environment, capture_output=True, text=True, errors="replace", check=False,
        timeout=MAY_TAKE_S, stdin=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.fixture(scope="module")
def runs(request: pytest.FixtureRequest) -> Iterator[Runs]:
    """All chosen parsers' runs, two processes at a time."""
    seed = int(os.environ.get("CALLASSIST_FUZZ_SEED", random.randrange(1 << 31)))
    chosen = [
        item.callspec.params["name"]
        for item in request.session.items
        if isinstance(item, pytest.Function) and item.originalname == "test_survives"
    ]
    pool = ThreadPoolExecutor(AT_ONCE)
    try:
        yield {name: pool.submit(run, BY_NAME[name], seed) for name in chosen}
    finally:
        pool.shutdown(cancel_futures=True)


@pytest.mark.fuzz
@pytest.mark.timeout(2 * MAY_TAKE_S)
@pytest.mark.parametrize("name", NAMES)
def test_survives(name: str, runs: Runs) -> None:
    done = runs[name].result()
    assert done.returncode == 0, done.stderr[-6_000:]
    print(done.stdout.strip())


@pytest.mark.parametrize("parser", QUICK, ids=lambda parser: parser.name)
def test_a_few_inputs(parser: Parser, home: Path) -> None:
    """The same with a handful of inputs, in every run of the tests."""

    @hypothesis.settings(
        max_examples=8, phases=[hypothesis.Phase.generate], database=None, derandomize=True,
        deadline=None, suppress_health_check=list(hypothesis.HealthCheck),
    )  # fmt: skip
    @hypothesis.given(parser.strategy())
    def feed(data: bytes) -> None:
        one(parser, data, home)

    one(parser, parser.seeds()[0], home)
    feed()


def test_the_guards_see_what_they_are_for(home: Path, tmp_path: Path) -> None:
    with pytest.raises(EscapedError), held_to(home):
        (tmp_path / "escaped").write_text("x")
    (home / "link").symlink_to(tmp_path)
    with pytest.raises(EscapedError), held_to(home):
        (home / "link" / "escaped").write_text("x")
    with pytest.raises(EscapedError), held_to(home):
        subprocess.run(["true"], check=False)
    with pytest.raises(HangError), soon(0.05):
        for _ in iter(int, 1):
            pass
    assert list(tmp_path.iterdir()) == []
