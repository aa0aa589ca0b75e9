"""``callassist team``: how a team's calls went, by week, and by person only with consent."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from callassist.cli.kept import open_kept, rules_here
from callassist.cli.library import user_name
from callassist.cli.output import progress_bars, tell, write_file
from callassist.errors import CallAssistError
from callassist.paths import settings_path, user_pack_path
from callassist.review.callfile import CALL_SUFFIX
from callassist.settings.user import load

if TYPE_CHECKING:
    from callassist.review.team import TeamReport
    from callassist.settings.policy import Rules

VIEW = "view"


class _ViewFirst(click.Group):
    """A group whose first command is meant where none is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the command that is meant in front."""
        if not args or args[0] not in self.commands:
            args = [VIEW, *args]
        return super().parse_args(ctx, args)


class _Unnamed(click.Command):
    """The command that is meant where none is named."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage as people type it."""
        path = ctx.parent.command_path if ctx.parent else ctx.command_path
        formatter.write_usage(path, " ".join(self.collect_usage_pieces(ctx)))


@click.group(cls=_ViewFirst)
def team() -> None:
    """How a team's calls went."""


@team.command(VIEW, cls=_Unnamed)
@click.argument("calls", metavar="[QUERY_OR_FILES]...", nargs=-1)
@click.option("--weeks", type=click.IntRange(1, 520), default=12, show_default=True,
              help="How many weeks back from the latest call.")  # fmt: skip
@click.option("--html", "page", type=click.Path(path_type=Path, dir_okay=False),
              help="Write a page for a meeting, without titles of calls.")  # fmt: skip
@click.option("--no-words", is_flag=True, help="Leave good moments out of the page.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--screenshot", type=click.Path(path_type=Path, dir_okay=False),
              help="Write a picture of the window instead of showing it.")  # fmt: skip
def view(
    calls: tuple[str, ...],
    weeks: int,
    page: Path | None,
    no_words: bool,
    as_json: bool,
    screenshot: Path | None,
) -> int:
    """Show how a team's calls went, week by week.

    Without arguments: all kept calls. With words or fields (as in `calls search`): the calls
    that they find. With .call.json files or folders: those.

    Nobody is ranked. A person is named only if they agreed on their own computer, with
    `callassist team consent --give`; the others have numbers, dealt anew each time.

    \b
    Examples:
      callassist team
      callassist team --weeks 26 --html meeting.html
      callassist team refund frustration>0.5 --json
      callassist team recordings/ --html meeting.html
    """  # noqa: D301
    rules = rules_here()
    files = _files(calls)
    if not files and (page or as_json or screenshot) and rules.export_forbidden:
        raise CallAssistError(rules.export_forbidden)
    if page is None and not as_json:
        return _show(files, " ".join(calls), weeks, rules, screenshot)
    if screenshot is not None:
        raise click.UsageError("--screenshot is a picture of the window: leave out --html, --json")
    report = _gathered(files, " ".join(calls), weeks, rules)
    if page is not None:
        from callassist.review.team.page import team_page

        write_file(page, team_page(report, words=not no_words), option="--html", inputs=calls)
    if as_json:
        from callassist.review.team import team_json

        click.echo(json.dumps(team_json(report), ensure_ascii=False, indent=1))
    return 0


@team.command()
@click.option("--give", "change", flag_value="give", help="Agree to be named.")
@click.option("--withdraw", "change", flag_value="withdraw", help="Do not be named any more.")
def consent(change: str | None) -> int:
    """Agree, or not, to be named at your figures in the team view.

    It is about the name in this computer's settings (`recording.agent_name`) and nobody
    else's: run it on your own computer. Without an option it says what holds.

    \b
    Examples:
      callassist team consent
      callassist team consent --give
      callassist team consent --withdraw
    """  # noqa: D301
    from callassist.review.team.people import agent_key
    from callassist.store.consents import NameConsent

    name = " ".join(load(settings_path()).recording.agent_name.split())
    if not name:
        raise CallAssistError(
            f"this computer does not know your name: set recording.agent_name in {settings_path()}"
        )
    with open_kept() as store:
        if change == "give":
            now = datetime.now().astimezone().replace(microsecond=0)
            store.consents.give(NameConsent(name, now, user_name(), _computer()))
        elif change == "withdraw":
            store.consents.withdraw(name)
        own = [each for each in store.consents.all() if agent_key(each.agent) == agent_key(name)]
    if own:
        (given,) = own
        where = f" on {given.computer}" if given.computer else ""
        by = f" by {given.signed_in}" if given.signed_in else ""
        click.echo(f"{name} is named in the team view: agreed {given.given_at:%Y-%m-%d}{by}{where}")
    else:
        click.echo(f"{name} is not named in the team view")
    return 0


def _files(calls: tuple[str, ...]) -> list[Path]:
    """Return the files that are meant; none if it is a query."""
    paths = [Path(each) for each in calls]
    meant = [path.name.endswith(CALL_SUFFIX) or path.exists() for path in paths]
    if any(meant) and not all(meant):
        other = calls[meant.index(False)]
        raise click.UsageError(f"'{other}' is no call file: give files, or a query, not both")
    return paths if any(meant) else []


def _gathered(files: list[Path], query: str, weeks: int, rules: Rules) -> TeamReport:
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn

    from callassist.run.team_view import files_report, store_report

    titles = _titles()
    bars, _ = progress_bars(TextColumn("reading calls"), BarColumn(), MofNCompleteColumn())
    with bars:
        bar = bars.add_task("", total=None)

        def progress(done: int, of: int, _report: TeamReport | None) -> bool:
            bars.update(bar, completed=done, total=of)
            return True

        if files:
            return files_report(
                files, weeks=weeks, measures=rules.measures, eu_mode=rules.eu_mode,
                titles=titles, progress=progress,
            )  # fmt: skip
        own = load(settings_path()).recording.agent_name
        with open_kept() as store:
            report = store_report(
                store, query, weeks=weeks, measures=rules.measures, eu_mode=rules.eu_mode,
                own_name=own, titles=titles, progress=progress,
            )  # fmt: skip
            store.activity.note("export", calls=report.calls)
    return report


def _titles() -> dict[str, str]:
    """Return what prompts say, of the default pack and the user's own."""
    from callassist.prompts.pack import default_pack, merged_pack
    from callassist.run.team_view import prompt_titles

    own = user_pack_path()
    try:
        return prompt_titles(default_pack(), merged_pack(own if own.exists() else None))
    except CallAssistError as error:
        tell(str(error))
        return prompt_titles(default_pack())


def _show(files: list[Path], query: str, weeks: int, rules: Rules, screenshot: Path | None) -> int:
    from callassist.gui.application import window_application
    from callassist.gui.team.show import TeamProgram, run_team, save_screenshot

    settings = load(settings_path())
    window_application(offscreen=screenshot is not None)
    program = TeamProgram(settings, rules, files=files, query=query, weeks=weeks, titles=_titles())
    if screenshot is not None:
        save_screenshot(program, screenshot)
        return 0
    return run_team(program)


def _computer() -> str:
    import platform

    return platform.node()
