"""``callassist calls``: the calls that are kept."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec

import click

from callassist.cli.kept import can_ask, open_kept, rules_here
from callassist.cli.output import tell
from callassist.errors import CallAssistError

if TYPE_CHECKING:
    from callassist.store.store import CallStore
    from callassist.store.summary import CallSummary

PAGE = 50
SHOWN_BEFORE_DELETION = 10
_PLAIN_WIDTH = 140  # of the table where the output is no terminal
_NONE_YET = "no calls are kept yet; keep one with: callassist live --record, or analyze --keep"

Words = ParamSpec("Words")


def _with_store(
    command: Callable[Concatenate[CallStore, Words], int],
) -> Callable[Words, int]:
    """Give a command the open store; where there is none yet, say how to begin."""

    @wraps(command)
    def run(*args: Words.args, **options: Words.kwargs) -> int:
        from callassist.store.troubles import NoStoreError

        try:
            store = open_kept()
        except NoStoreError:
            if "query" in options and options.get("as_json"):
                click.echo("[]")
            tell(_NONE_YET)
            return 1 if "refs" in options or "ref" in options else 0
        with store:
            return command(store, *args, **options)

    return run


@click.group()
def calls() -> None:
    """List, search, show, export and delete the calls that are kept.

    Kept calls are sealed on disk: only this program opens them, with the key in your
    keyring or your passphrase (asked for, or in CALLASSIST_PASSPHRASE). An ID may be
    cut short as long as only one call begins so.

    \b
    Examples:
      callassist calls list
      callassist calls list refund agent:anna 'score<60'
      callassist calls show 7kd2
      callassist calls purge --older-than 90d --dry-run
    """  # noqa: D301


@calls.command("list")
@click.argument("query", nargs=-1)
@click.option("--sort", default="started_at", show_default=True, metavar="COLUMN",
              help="Any column of --json: score, duration_s, title …")  # fmt: skip
@click.option("--up", is_flag=True, help="The lowest, oldest or shortest first.")
@click.option("--limit", default=PAGE, show_default=True, type=click.IntRange(0),
              help="Show at most so many; 0 for all.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
@_with_store
def list_(
    store: CallStore, query: Sequence[str], sort: str, up: bool, limit: int, as_json: bool
) -> int:
    """List the calls that QUERY finds, the latest first; without one, all.

    Words and "exact phrases" must all be in the call, its title or its comments.
    Fields narrow: agent: after: before: on: score frustration length prompt: outcome:
    finding: good: state:. Keep < and > from your shell with quotes.

    \b
    Examples:
      callassist calls list refund agent:anna
      callassist calls list '"not working" score<60 after:7d'
      callassist calls list 'length>10m prompt:listen outcome:ignored' --sort score --up
    """  # noqa: D301
    from callassist.cli.calls_text import calls_table, summary_data

    text = " ".join(query)
    found = store.calls(text, sort=sort, descending=not up, limit=limit or None)
    if as_json:
        rows = [summary_data(call) for call in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    if not found:
        nothing = "no kept call fits; leave a word or a field out"
        tell(nothing if text and store.count() else _NONE_YET)
        return 0
    from rich.console import Console

    Console(width=None if sys.stdout.isatty() else _PLAIN_WIDTH).print(calls_table(found))
    total = store.count(text)
    if total > len(found):
        tell(f"{len(found)} of {total} calls; --limit 0 shows all, a query finds some")
    return 0


@calls.command()
@click.argument("ref", metavar="ID")
@click.option("--json", "as_json", is_flag=True,
              help="Print the summary, call file, comments and redactions as JSON.")  # fmt: skip
@_with_store
def show(store: CallStore, ref: str, as_json: bool) -> int:
    """Show one call: what it is, its scorecard, its comments.

    For what was said use `callassist export ID --format vtt`, to hear it
    `callassist review ID`.
    """
    import dataclasses

    from callassist.cli.calls_text import facts_of, gaps_of, summary_data
    from callassist.review.measured import measured
    from callassist.review.scorecard_text import scorecard_text

    call = store.find(ref)
    is_open = call.state == "recording"
    measures = rules_here().measures
    document = None if is_open else measured(store.document(call.id), measures)
    marks = store.marks(call.id).all()
    redactions = [] if is_open else store.redactions(call.id)
    damage = "" if is_open else _damage(store, call)
    if as_json:
        data = {
            "summary": summary_data(call),
            "document": document,
            "marks": [dataclasses.asdict(mark) for mark in marks],
            "redactions": [dataclasses.asdict(redaction) for redaction in redactions],
            "sound_problem": damage,
        }
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return 0
    if document is None:
        click.echo(call.title)
    else:
        click.echo(scorecard_text(call.title, document["scorecard"]))
    facts = facts_of(call, marks, redactions, damage)
    for name, text in [*facts, *gaps_of(document or {})]:
        click.echo(f"{name:<12} {text}")
    return 0


@calls.command()
@click.argument("refs", metavar="ID...", nargs=-1, required=True)
@click.option("--yes", is_flag=True, help="Do not ask.")
@_with_store
def delete(store: CallStore, refs: Sequence[str], yes: bool) -> int:
    """Delete calls for good: sound, words, comments, practice results, everything.

    Nobody can bring a deleted call back, not from the disk either: its own key is
    destroyed with it.
    """
    found = list({call.id: call for call in map(store.find, refs)}.values())
    _confirm("delete", found, yes=yes)
    for call in found:
        store.delete(call.id)
        tell(f"deleted {call.id}")
    return 0


@calls.command()
@click.option("--older-than", "age", required=True, metavar="AGE",
              help="For instance 90d, 12w, 6m or 1y.")  # fmt: skip
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--dry-run", is_flag=True, help="Only show what would be deleted.")
@_with_store
def purge(store: CallStore, age: str, yes: bool, dry_run: bool) -> int:
    """Delete for good every call that began longer ago than an age.

    \b
    Examples:
      callassist calls purge --older-than 90d --dry-run
      callassist calls purge --older-than 1y --yes
    """  # noqa: D301
    from callassist.cli.calls_text import read_age

    older_than = read_age(age)
    found = store.older_than(older_than)
    if not found:
        tell(f"no kept call is older than {age}")
        return 0
    if dry_run:
        for call in found:
            click.echo(_line(call))
        tell(f"{_calls(found)} would be deleted; nothing was")
        return 0
    _confirm("delete", found, yes=yes)
    gone = store.purge(older_than)
    tell(f"deleted {_calls(gone)}")
    if staying := len(found) - len(gone):
        tell(f"{staying} stayed: being recorded right now")
    return 0


@calls.command()
@click.argument("ref", metavar="ID")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True,
              help="The folder in which a folder of the call's own is made.")  # fmt: skip
@_with_store
def export(store: CallStore, ref: str, out: Path) -> int:
    """Take everything about a call out of the store, into plain files.

    Writes call.json, sound.flac, comments.json, kept.json (summary, redactions,
    practice results) and events.jsonl. These are not sealed any more: mind where
    you put them.
    """
    from callassist.cli.calls_export import export_all

    if forbidden := rules_here().export_forbidden:
        raise CallAssistError(forbidden)
    for path in export_all(store, store.find(ref), out):
        click.echo(path)
    return 0


@calls.command()
@click.argument("ref", metavar="ID")
@click.argument("title", required=False)
@click.option("--agent", help="Who took the call.")
@_with_store
def rename(store: CallStore, ref: str, title: str | None, agent: str | None) -> int:
    """Give a call another TITLE, or say who took it.

    \b
    Examples:
      callassist calls rename 7kd2 "The lost voucher"
      callassist calls rename 7kd2 --agent "Anna Berg"
    """  # noqa: D301
    if title is None and agent is None:
        raise click.UsageError("give a title, or --agent, or both")
    call = store.find(ref)
    if title is not None:
        store.rename(call.id, title)
    if agent is not None:
        store.set_agent(call.id, agent)
    changed = store.find(call.id)
    tell(f"{changed.id} is now '{changed.title}', agent: {changed.agent or 'not known'}")
    return 0


@calls.command()
@click.option("--json", "as_json", is_flag=True, help="Print the log as JSON.")
def log(as_json: bool) -> int:
    """Show what was done with kept calls, and when: ids and counts, never content."""
    from callassist.store.activity import ActivityLog
    from callassist.store.opening import log_folder

    entries = list(ActivityLog(log_folder(rules_here().store_address)).entries())
    if as_json:
        rows = [
            {"at": entry.at.isoformat(), "action": entry.action, "call": entry.call}
            | dict(entry.counts)
            for entry in entries
        ]
        click.echo(json.dumps(rows, indent=2))
        return 0
    if not entries:
        tell("nothing was done with kept calls yet")
    for entry in entries:
        counts = ", ".join(f"{name} {count}" for name, count in entry.counts.items())
        line = f"{entry.at.astimezone():%Y-%m-%d %H:%M:%S}  {entry.action:<8} {entry.call:<8}"
        click.echo(f"{line}  {counts}".rstrip())
    return 0


@calls.command()
@click.option("--passphrase", "to", flag_value="passphrase", help="Choose a new passphrase.")
@click.option("--keyring", "to", flag_value="keyring", help="Move the key into the keyring.")
@_with_store
def key(store: CallStore, to: str | None) -> int:
    """Show what opens the kept calls, or change it.

    The calls themselves are not sealed anew: their key is wrapped anew. With a keyring,
    whoever can log in as you opens them; if the keyring is lost, so are the calls. With
    a passphrase, whoever knows it does; nobody can reset it.

    \b
    Examples:
      callassist calls key                  what opens them now
      callassist calls key --passphrase     a new passphrase
      callassist calls key --keyring        into this computer's keyring

    A script gives the new passphrase in CALLASSIST_NEW_PASSPHRASE.
    """  # noqa: D301
    from callassist.cli.kept import new_unlock

    if to is None:
        click.echo(f"the kept calls in {store.name} open with {_OPENED_BY[store.key_kind]}")
        return 0
    store.move_key("keyring" if to == "keyring" else "passphrase", new_unlock())
    tell(f"from now on they open with {_OPENED_BY[store.key_kind]}")
    return 0


@calls.command(hidden=True)
def stretch() -> int:
    """Make the key of a passphrase, for another callassist: see run/keeping/passphrase.py."""
    import sys

    from callassist.run.keeping.passphrase import answer

    click.echo(answer(sys.stdin.read()), nl=False)
    return 0


_OPENED_BY = {"keyring": "the key in this computer's keyring", "passphrase": "a passphrase"}


def _confirm(verb: str, found: Sequence[CallSummary], *, yes: bool) -> None:
    """Ask whether these calls shall really go.

    Raises:
        CallAssistError: If nobody can be asked.
        click.Abort: If they shall not.
    """
    if yes:
        return
    if not can_ask():
        raise CallAssistError(f"nobody is here to say yes; to {verb} {_calls(found)}, add --yes")
    _print_some(found)
    click.confirm(f"{verb.capitalize()} {_calls(found)} for good?", abort=True, err=True)


def _print_some(found: Sequence[CallSummary]) -> None:
    for call in found[:SHOWN_BEFORE_DELETION]:
        tell(f"  {_line(call)}")
    if len(found) > SHOWN_BEFORE_DELETION:
        tell(f"  … and {len(found) - SHOWN_BEFORE_DELETION} more")


def _damage(store: CallStore, call: CallSummary) -> str:
    """Return in one line what is wrong with a call's sound, or nothing."""
    from contextlib import closing

    from callassist.review.damage import damage_line, damage_of

    if not call.has_sound:
        return ""
    try:
        with closing(store.sound(call.id)) as sound:
            return damage_line(damage_of(sound, call.duration_s))
    except CallAssistError as error:
        return str(error)


def _line(call: CallSummary) -> str:
    from callassist.cli.calls_text import when

    return f"{call.id}  {when(call)}  {call.title}"


def _calls(found: Sequence[CallSummary]) -> str:
    return f"{len(found)} {'call' if len(found) == 1 else 'calls'}"
