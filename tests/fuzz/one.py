"""Fuzzes one parser in a process of its own: ``python -m tests.fuzz.one NAME INPUTS SEED``.

Native code may end a process, and so may coverage-guided search: hence one for each.
"""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz.guarded import held_to, refusing, soon
from tests.fuzz.parsers import BY_NAME, Parser

MOST_MEMORY_BYTES = 6 << 30
MOST_FILE_BYTES = 64 << 20
MOST_INPUT_BYTES = 16_384


def main(name: str, inputs: int, seed: int) -> None:
    """Feed ``inputs`` inputs; end with an error at the first that does harm."""
    parser = BY_NAME[name]
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_FILE_BYTES, MOST_FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # stores wait for the disk
    with TemporaryDirectory(prefix="fuzz-", dir=memory) as base:
        folder = Path(base) / "in"
        folder.mkdir()
        _live_in(folder)
        seeds = parser.seeds()
        for data in seeds:
            one(parser, data, folder)  # also loads what is loaded lazily
        if parser.by == "coverage" and _has_atheris():
            _by_coverage(parser, inputs, seed, folder, Path(base))
        else:
            _by_documents(parser, inputs, seed, folder)
    print(f"{name}: {len(seeds)} seeds and {inputs} inputs, seed {seed}")


def one(parser: Parser, data: bytes, folder: Path) -> None:
    """Give a parser one input, held to its folder and to its time."""
    try:
        with held_to(folder, starts=parser.starts), soon(), refusing():
            parser.feed(data, folder)
    except BaseException:
        print(f"the input was {data[:2000]!r}", file=sys.stderr)
        raise


def _live_in(folder: Path) -> None:
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        os.environ[name] = str(folder)
    os.environ["CALLASSIST_CALLS"] = str(folder / "kept")
    for name in ("CALLASSIST_POLICY", "CALLASSIST_PASSPHRASE", "CALLASSIST_STORE"):
        os.environ.pop(name, None)


def _has_atheris() -> bool:
    try:
        import atheris  # noqa: F401
    except ImportError:
        return False
    return True


def _by_documents(parser: Parser, inputs: int, seed: int, folder: Path) -> None:
    import hypothesis

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=inputs,
        deadline=None,
        database=None,
        derandomize=False,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(parser.strategy())
    def feed(data: bytes) -> None:
        one(parser, data, folder)

    feed()


def _by_coverage(parser: Parser, inputs: int, seed: int, folder: Path, base: Path) -> None:
    """Let atheris (libFuzzer) choose inputs by the branches of callassist that they reach."""
    import atheris

    corpus = base / "corpus"
    corpus.mkdir()
    for number, data in enumerate(parser.small_seeds()):
        (corpus / str(number)).write_bytes(data)
    most_bytes = max(MOST_INPUT_BYTES, *map(len, parser.small_seeds()))
    for name, module in list(sys.modules.items()):
        if name.startswith("callassist."):
            _instrument(module)

    def feed(data: bytes) -> None:
        one(parser, data, folder)

    options = [
        f"-runs={inputs}", f"-seed={seed}", f"-max_len={most_bytes}", "-rss_limit_mb=4096",
        "-print_final_stats=0", "-verbosity=0", f"-artifact_prefix={base}/",
    ]  # fmt: skip
    child = os.fork()  # libFuzzer ends its process
    if not child:
        atheris.Setup([sys.argv[0], *options, str(corpus)], feed)
        atheris.Fuzz()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{parser.name}: harmed by an input (exit {os.waitstatus_to_exitcode(status)})")


def _instrument(module: object) -> None:
    """Let atheris see the branches of a module's functions."""
    import types

    import atheris

    for value in list(vars(module).values()):
        if isinstance(value, types.FunctionType) and value.__module__ == module.__name__:
            atheris.instrument_func(value)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
