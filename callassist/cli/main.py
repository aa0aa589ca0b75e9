"""The ``callassist`` command."""

from __future__ import annotations

import importlib
import io
import logging
import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from callassist import __version__
from callassist.cli.terminal import guard_stdout
from callassist.errors import CallAssistError

log = logging.getLogger(__name__)

COMMANDS = {
    "setup": "choose microphone, speech model and place, once",
    "demo": "play a bundled call through the whole program",
    "live": "listen to a call on two devices",
    "ctl": "start and stop calls in the running program",
    "analyze": "turn recordings into call files",
    "review": "see and hear how a call went",
    "library": "all kept calls in a window",
    "team": "how a team's calls went, without ranking anybody",
    "practice": "what would you have said?",
    "studio": "edit prompts and see what they would have done",
    "report": "write calls as one page for any browser",
    "export": "write a call as subtitles, a table or data",
    "calls": "list, search, show and delete kept calls",
    "settings": "change everything else, in a window",
    "devices": "list what can be heard",
    "doctor": "check this computer and say what to do",
    "policy": "show what may be kept and measured here",
    "prompts": "check and show prompt packs",
    "models": "install and check speech models",
}
"""Each command is an object of its name in ``callassist.cli.<name>``."""


class LazyGroup(click.Group):
    """Imports a command only when it is called, so that ``--help`` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"callassist.cli.{cmd_name}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="callassist")
@click.option("--verbose", "-v", is_flag=True, help="Log what happens inside, on stderr.")
@click.pass_context
def cli(ctx: click.Context, verbose: bool) -> None:
    """A quiet helper beside a call with an upset customer.

    Hears both sides of the call, keeps everything on this computer, and says
    one short thing at the right second. Without a command it starts the
    desktop program with the devices from your settings.

    \b
    First steps:
      callassist demo                      see it work on a bundled call
      callassist doctor                    check devices, models and screen
      callassist devices                   find the names of your devices
      callassist live --agent default --customer default-loopback
    """  # noqa: D301
    level = logging.INFO if verbose else logging.ERROR
    told = logging.StreamHandler()
    told.setLevel(level)  # the log on disk has more
    told.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    if verbose or ctx.invoked_subcommand in (None, "live"):
        from callassist.run import logfile

        if verbose:  # people send what it says: nothing of any call may stand there
            told.setFormatter(logfile.ContentFree())
        if ctx.invoked_subcommand in (None, "live"):
            ctx.with_resource(logfile.kept_log())
    logging.basicConfig(level=level, handlers=[told])
    if ctx.invoked_subcommand is None:
        from callassist.cli.live import desktop

        ctx.exit(desktop())


def main() -> None:
    """Run the command line: exit 0 when all went well, 2 on wrong usage, 1 on failure."""
    _ready_standard_streams()
    guard_stdout()
    signal.signal(signal.SIGTERM, _end)
    try:
        code = cli(standalone_mode=False)
    except click.UsageError as error:
        error.show()
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(1)
    except (click.Abort, KeyboardInterrupt):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second one, while Python ends, is noise
        click.echo("stopped; what was finished is kept", err=True)
        sys.exit(1)
    except CallAssistError as error:
        click.echo(f"callassist: {error}", err=True)
        sys.exit(1)
    except OSError as error:
        log.info("this was not foreseen", exc_info=True)
        where = f"{error.filename}: " if error.filename else ""
        line = f"callassist: {where}{error.strerror or error}; mend that and try again"
        click.echo(line, err=True)
        _drop_unwritten_output()
        sys.exit(1)
    except Exception as error:
        from callassist.run.logfile import note_crash

        note_crash(error)
        what = f"{type(error).__name__}: {' '.join(str(error).split())}"
        line = f"callassist: a mistake in callassist ({what}); report it with what --verbose says"
        click.echo(line, err=True)
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)


def _end(_number: int, _frame: FrameType | None) -> NoReturn:
    """End as Ctrl-C does when the system asks for it, so that what was done is kept."""
    raise KeyboardInterrupt


def _drop_unwritten_output() -> None:
    """Keep Python from failing once more, and louder, on what stdout still holds as it ends."""
    try:
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _ready_standard_streams() -> None:
    """Let nothing fail for want of a stream, or of a character in its encoding."""
    # A file opened while one of the first three is closed would take its place, and be
    # written into by native code that means stderr.
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(descriptor)
    for name in ("stdin", "stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            mode = "r" if name == "stdin" else "w"
            nothing = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115  stays open
            setattr(sys, name, nothing)
        elif isinstance(stream, io.TextIOWrapper) and name != "stdin":
            stream.reconfigure(errors="backslashreplace")
