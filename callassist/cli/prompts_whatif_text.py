"""The answer of ``callassist prompts whatif`` as tables for people, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from callassist.prompts.pack import Budget
from callassist.review.clock import clock
from callassist.review.marks_score import Hits, MarkedCalls, total
from callassist.run.whatif.answers import CallAnswer, Load, Totals
from callassist.run.whatif.tape import Saying

SCHEMA = "callassist.whatif/1"
MAX_CALLS = 40
"""So many changed calls are listed for people; JSON has all."""
_PLAIN_WIDTH = 120  # of the tables where the output is no terminal

Names = tuple[str, str]
"""The packs before and after."""


def as_table(
    names: Names,
    answers: Sequence[CallAnswer],
    totals: Totals,
    budget: Budget,
    hits: Mapping[str, Hits],
    marked: MarkedCalls | None,
) -> None:
    """Print the answer for people."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=_PLAIN_WIDTH)

    def say(line: str) -> None:
        console.print(line, highlight=False, markup=False, soft_wrap=True)

    if not totals.calls:
        say("No calls to answer for.")
        return
    console.print(_prompts(totals, budget, hits, marked is not None))
    changed = [answer for answer in answers if answer.changed]
    if changed:
        console.print(_changed(changed[:MAX_CALLS]))
    if len(changed) > MAX_CALLS:
        say(f"… and {len(changed) - MAX_CALLS} more calls; --json lists all.")
    before, after = totals.before, totals.after
    say(
        f"{names[0]} → {names[1]}: {totals.changed} of {totals.calls} calls change; "
        f"{before.shown} → {after.shown} prompts, "
        f"{totals.per_minute(before):.2f} → {totals.per_minute(after):.2f} a minute, "
        f"at most {totals.busiest_before} → {totals.busiest_after} in one."
    )
    if totals.approximate:
        say(
            f"{totals.approximate} of them from call files, which lack what was taken back and "
            "the agents' answers: nearly exact (docs/what-if.md)."
        )
    if marked is not None:
        _say_marks(say, hits, marked)


def _prompts(totals: Totals, budget: Budget, hits: Mapping[str, Hits], with_marks: bool) -> Table:
    table = Table(header_style="bold", pad_edge=False)
    table.add_column("prompt", no_wrap=True)
    heads = "before", "after", "added", "lost", "moved", "a minute", "of budget", "followed"
    for heading in (*heads, *(("right", "precision", "recall") if with_marks else ())):
        table.add_column(heading, justify="right")
    ordered = sorted(totals.prompts.items(), key=lambda item: (-item[1].after.shown, item[0]))
    for prompt_id, one in ordered:
        cells = [
            prompt_id,
            str(one.before.shown),
            str(one.after.shown),
            str(one.gained or ""),
            str(one.lost or ""),
            str(one.moved or ""),
            f"{totals.per_minute(one.after):.2f}",
            f"{totals.budget_share(one.after, budget):.0%}",
            _share(one.after.followed_share),
        ]
        if with_marks:
            hit = hits.get(prompt_id, Hits())
            right = f"{hit.right}/{hit.right + hit.wrong}" if hit.right + hit.wrong else ""
            cells += [right, _share(hit.precision), _share(hit.recall)]
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _changed(answers: Sequence[CallAnswer]) -> Table:
    table = Table(header_style="bold", pad_edge=False)
    for heading in ("call", "added", "lost", "moved"):
        table.add_column(heading, overflow="fold")
    for answer in answers:
        moved = ", ".join(f"{_at(old)} → {clock(new.shown_s)}" for old, new in answer.moved)
        added = ", ".join(f"{_at(saying)}" for saying in answer.gained)
        lost = ", ".join(f"{_at(saying)}" for saying in answer.lost)
        table.add_row(*(Text(cell) for cell in (answer.call, added, lost, moved)))
    return table


def _say_marks(say: Any, hits: Mapping[str, Hits], marked: MarkedCalls) -> None:  # noqa: ANN401
    whole = total(hits)
    say(
        f"Against marks: precision {_share(whole.precision) or '–'} "
        f"({whole.right} right, {whole.wrong} wrong), recall {_share(whole.recall) or '–'} "
        f"({whole.missed} missing); {whole.unmarked} prompts nobody marked, "
        f"{whole.disputed} places in dispute."
    )
    for one in marked.agreements():
        kappa = f"kappa {one.kappa:.2f}" if one.kappa is not None else f"no kappa ({one.problem})"
        pair = " and ".join(marker or "(no name)" for marker in one.markers)
        say(f"{pair} agree on {one.agreed} of {one.n} places: {kappa}.")


def as_document(
    names: Names,
    answers: Sequence[CallAnswer],
    totals: Totals,
    budget: Budget,
    hits: Mapping[str, Hits],
    marked: MarkedCalls | None,
    missed: Sequence[str],
) -> str:
    """Return the answer as JSON; ``docs/what-if.md`` tells what its fields mean."""
    whole: dict[str, Any] = {
        "schema": SCHEMA,
        "before": names[0],
        "after": names[1],
        "calls": totals.calls,
        "changed_calls": totals.changed,
        "approximate_calls": totals.approximate,
        "failed_calls": totals.problems,
        "minutes": round(totals.duration_s / 60.0, 3),
        "load": {
            "before": _load(totals.before, totals, budget, totals.busiest_before),
            "after": _load(totals.after, totals, budget, totals.busiest_after),
        },
        "prompts": {
            prompt_id: {
                "before": _load(one.before, totals, budget),
                "after": _load(one.after, totals, budget),
                "gained": one.gained,
                "lost": one.lost,
                "moved": one.moved,
            }
            for prompt_id, one in sorted(totals.prompts.items())
        },
        "per_call": [_call(answer) for answer in answers],
        "missed_bars": list(missed),
    }
    if marked is not None:
        whole["marks"] = {
            **_hits(total(hits)),
            "prompts": {name: _hits(one) for name, one in sorted(hits.items())},
            "agreement": [asdict(one) for one in marked.agreements()],
        }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _load(load: Load, totals: Totals, budget: Budget, busiest: int | None = None) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "shown": load.shown,
        "calls": load.calls,
        "per_minute": round(totals.per_minute(load), 4),
        "budget_share": round(totals.budget_share(load, budget), 4),
        "outcomes": {str(name): count for name, count in sorted(load.outcomes.items(), key=str)},
    }
    return fields if busiest is None else {**fields, "busiest_minute": busiest}


def _call(answer: CallAnswer) -> dict[str, Any]:
    if answer.problem:
        return {"call": answer.call, "problem": answer.problem}
    return {
        "call": answer.call,
        "exact": answer.exact,
        "before": len(answer.before),
        "after": len(answer.after),
        "gained": [_saying(saying) for saying in answer.gained],
        "lost": [_saying(saying) for saying in answer.lost],
        "moved": [{**_saying(old), "to_s": round(new.shown_s, 3)} for old, new in answer.moved],
    }


def _saying(saying: Saying) -> dict[str, Any]:
    return {"id": saying.id, "shown_s": round(saying.shown_s, 3), "outcome": saying.outcome}


def _hits(hits: Hits) -> dict[str, Any]:
    return {**asdict(hits), "precision": hits.precision, "recall": hits.recall}


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.0%}"


def _at(saying: Saying) -> str:
    return f"{saying.id} {clock(saying.shown_s)}"
