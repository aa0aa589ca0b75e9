"""``callassist prompts whatif``: what a changed pack would have done over stored calls."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from callassist.prompts.pack import Pack
    from callassist.review.marks_score import Hits, MarkedCalls
    from callassist.run.whatif import CallAnswer, StoredCall, Totals
    from callassist.settings.custom import Additions
    from callassist.store.store import CallStore

_PATH = click.Path(path_type=Path)
_SHARE = click.FloatRange(0.0, 1.0)


@click.command()
@click.argument("calls", nargs=-1)
@click.option(
    "--pack", "file", required=True, type=_PATH, help="The pack to try, over the default."
)
@click.option(
    "--against", type=_PATH, help="The pack to compare with, instead of the one in force here."
)
@click.option(
    "--as-shown", is_flag=True, help="Compare with what was really shown in the calls instead."
)
@click.option("--kept", "query", help='Kept calls too, found as by "calls search"; "" for all.')
@click.option("--marks", type=_PATH, help="Verdicts of people on prompts: .toml, .json or .csv.")
@click.option(
    "--min-precision", type=_SHARE, help="Bar: of marked prompts, the share that is right."
)
@click.option(
    "--min-recall", type=_SHARE, help="Bar: of places for a prompt, the share that has it."
)
@click.option(
    "--max-per-minute",
    type=click.FloatRange(0.0),
    help="Bar: prompts a minute of call, on average.",
)
@click.option("--json", "as_json", is_flag=True, help="Write all of it as JSON.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=None,
    help="Processes that share the work; as many as processors by default.",
)
def whatif(
    calls: tuple[str, ...],
    file: Path,
    against: Path | None,
    as_shown: bool,
    query: str | None,
    marks: Path | None,
    min_precision: float | None,
    min_recall: float | None,
    max_per_minute: float | None,
    as_json: bool,
    jobs: int | None,
) -> int:
    """Try a pack on CALLS: which prompts it would have added, lost and moved.

    CALLS are .call.json files, folders of them, and ids of kept calls. The pack lies
    over the default one, and is compared with the pack in force here unless --against
    or --as-shown says otherwise. docs/what-if.md tells how exact the answer is.

    Exits with 1 when a bar (--min-…, --max-…) is missed or a call could not be read.

    \b
    Examples:
      callassist prompts whatif --pack new.toml calls/
      callassist prompts whatif --pack new.toml --kept "agent:anna after:2026-11-01"
      callassist prompts whatif --pack new.toml calls/ --marks marks.csv --min-precision 0.8
    """  # noqa: D301
    if not calls and query is None:
        raise click.UsageError("name call files, folders or ids, or give --kept")
    if against is not None and as_shown:
        raise click.UsageError("--against and --as-shown exclude each other")
    if marks is None and (min_precision is not None or min_recall is not None):
        raise click.UsageError("--min-precision and --min-recall need --marks")

    from callassist.cli.ending import interrupted_once
    from callassist.cli.kept import open_kept
    from callassist.cli.prompts_whatif_text import as_document, as_table
    from callassist.prompts.pack import merged_pack
    from callassist.review.marks_score import MarkedCalls, total
    from callassist.review.prompt_marks import read_marks
    from callassist.run.whatif import Totals, call_files

    files, ids = _sorted_out(calls)
    pack = _checked(file)
    other = None if as_shown else _checked(against) if against else merged_pack(_own())
    marked = MarkedCalls(read_marks(marks)) if marks else None
    totals = Totals()
    with interrupted_once(), ExitStack() as opened:
        store = opened.enter_context(open_kept()) if ids or query is not None else None
        found = _Found(call_files(files), ids, query, store)
        answers = [*_told(_answers(found, pack, other, jobs or os.cpu_count() or 1, opened))]
    for answer in answers:
        totals.take(answer)
    answers.sort(key=lambda answer: answer.call)
    hits = _hits(answers, marked) if marked else {}
    before = "as shown" if as_shown else _named(other) if other else ""
    names = before, _named(pack)
    missed = _missed(
        totals, total(hits) if marked else None, min_precision, min_recall, max_per_minute
    )
    if as_json:
        click.echo(as_document(names, answers, totals, pack.budget, hits, marked, missed))
    else:
        as_table(names, answers, totals, pack.budget, hits, marked)
    for line in missed:
        click.echo(f"callassist: {line}", err=True)
    return 1 if missed or totals.problems else 0


def _checked(file: Path) -> Pack:
    """Return a pack laid over the default; tell every mistake of it with its line."""
    from callassist.errors import PromptPackError
    from callassist.prompts.pack import merged_pack

    try:
        return merged_pack(file)
    except PromptPackError as error:
        for problem in error.problems:
            click.echo(problem, err=True)
        if len(error.problems) <= 1:
            raise click.ClickException(str(error)) from None
        raise click.ClickException(f"{len(error.problems)} problems in {file}") from None


def _own() -> Path | None:
    from callassist import paths

    own = paths.user_pack_path()
    return own if own.is_file() else None


def _named(pack: Pack) -> str:
    return f"{pack.id}/{pack.version}"


def _sorted_out(refs: Sequence[str]) -> tuple[list[Path], list[str]]:
    """Return which references are files or folders, and which are ids of kept calls."""
    from callassist.review.callfile import CALL_SUFFIX

    files: list[Path] = []
    ids: list[str] = []
    for ref in refs:
        path = Path(ref)
        if path.exists() or ref.endswith(CALL_SUFFIX) or len(path.parts) > 1:
            files.append(path)
        else:
            ids.append(ref)
    return files, ids


class _Found:
    """The calls that were named, files first."""

    def __init__(
        self, files: list[StoredCall], refs: list[str], query: str | None, store: CallStore | None
    ) -> None:
        self.files = files
        self._store = store
        ids = dict.fromkeys(store.find(ref).id for ref in refs) if store else {}
        if store and query is not None:
            kept = store.calls(query)
            ids |= {call.id: None for call in kept if call.state != "recording"}
        self._ids = [*ids]

    def calls(self, additions: Additions | None = None) -> list[StoredCall] | Iterable[StoredCall]:
        """Return them; kept ones are judged anew for ``additions``."""
        from callassist.run.whatif import KeptCalls

        if self._store is None:
            return self.files
        kept = KeptCalls(self._ids, self._store.events, shelf=self._store, additions=additions)
        return chain(self.files, kept)


def _answers(
    found: _Found, pack: Pack, other: Pack | None, jobs: int, opened: ExitStack
) -> Iterator[CallAnswer]:
    """Return each call's answer, as they come."""
    from callassist.prompts.pack import default_pack
    from callassist.run.whatif import WhatIf, joined

    additions = pack.additions()
    if additions == (other or default_pack()).additions():
        return opened.enter_context(WhatIf(found.calls(), jobs)).run(pack, other)
    if found.files:
        click.echo(
            "callassist: the pack notices things of its own, for which call files cannot be "
            "judged again: their findings stay as they are",
            err=True,
        )
    after = opened.enter_context(WhatIf(found.calls(additions), jobs)).run(pack)
    if other is None:
        return after
    before = opened.enter_context(WhatIf(found.calls(), jobs)).run(other)
    return joined(before, after)


def _told(answers: Iterable[CallAnswer]) -> Iterator[CallAnswer]:
    """Yield the answers; tell each call that could not be answered."""
    for answer in answers:
        if answer.problem:
            click.echo(f"callassist: {answer.problem}", err=True)
        yield answer


def _hits(answers: Sequence[CallAnswer], marked: MarkedCalls) -> dict[str, Hits]:
    """Return how the tried pack does against people's marks, by prompt, over marked calls."""
    from callassist.review.marks_score import Hits, add

    hits: dict[str, Hits] = defaultdict(Hits)
    for answer in answers:
        if answer.call in marked.calls and not answer.problem:
            fired = [(saying.id, saying.shown_s) for saying in answer.after]
            for prompt_id, part in marked.score(answer.call, fired).items():
                add(hits[prompt_id], part)
    unknown = marked.calls - {answer.call for answer in answers}
    if unknown:
        named = ", ".join(sorted(unknown)[:3])
        click.echo(
            f"callassist: {len(unknown)} marked calls are not among these ({named})", err=True
        )
    return dict(hits)


def _missed(
    totals: Totals,
    hits: Hits | None,
    min_precision: float | None,
    min_recall: float | None,
    max_per_minute: float | None,
) -> list[str]:
    """Return a line for each bar that is missed; what cannot be told misses its bar."""
    missed = []
    figures: dict[str, Any] = {
        "precision": (hits.precision if hits else None, min_precision),
        "recall": (hits.recall if hits else None, min_recall),
    }
    for name, (value, bar) in figures.items():
        if bar is not None and value is None:
            missed.append(f"no {name}: no mark speaks of these calls' prompts, wanted {bar:g}")
        elif bar is not None and value < bar:
            missed.append(f"{name} is {value:.3f}, wanted at least {bar:g}")
    load = totals.per_minute(totals.after)
    if max_per_minute is not None and load > max_per_minute:
        missed.append(f"{load:.3f} prompts a minute, wanted at most {max_per_minute:g}")
    return missed
