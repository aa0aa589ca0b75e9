"""``callassist live`` and the desktop program: a call on two real devices."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import cache
from pathlib import Path

import click

from callassist.cli.ending import interrupted_once
from callassist.cli.output import print_prompt, tell
from callassist.engines.choose import choose_engine
from callassist.errors import CallAssistError
from callassist.paths import settings_path, user_pack_path
from callassist.prompts.pack import Pack, merged_pack
from callassist.protocols import Engine
from callassist.review.report import clock
from callassist.run.jsonl import event_line
from callassist.run.live import DeferredSession, LiveSession
from callassist.settings.user import EngineChoice, UserSettings, load
from callassist.types import CallEvent, Health


@click.command()
@click.option(
    "--agent",
    "agent_device",
    metavar="DEV",
    help="What you speak into: an id or a part of a name, or 'default'.",
)
@click.option(
    "--customer",
    "customer_device",
    metavar="DEV",
    help="Where the customer is heard: a loopback, or 'default-loopback'.",
)
@click.option(
    "--engine",
    type=click.Choice(["auto", "vosk", "moonshine"]),
    help="The recognizer; auto takes an installed Vosk model first.",
)
@click.option("--model", type=click.Path(path_type=Path), help="A Vosk model folder.")
@click.option(
    "--pack", type=click.Path(path_type=Path), help="A prompt pack laid over the default one."
)
@click.option("--headless", is_flag=True, help="No overlay: print prompts as lines.")
@click.option("--jsonl", is_flag=True, help="With --headless: print every event as JSON.")
def live(
    agent_device: str | None,
    customer_device: str | None,
    engine: EngineChoice | None,
    model: Path | None,
    pack: Path | None,
    headless: bool,
    jsonl: bool,
) -> int:
    """Listen to a call on two devices and show prompts as it goes.

    'callassist devices' lists what can be heard; the customer is usually the
    loopback of what you hear in your headset. Ctrl-C ends the call. Nothing is
    recorded and nothing leaves this computer.

    \b
    Examples:
      callassist live --agent default --customer default-loopback
      callassist live --agent "USB Headset" --customer "Monitor of USB" --headless
      callassist live --agent mic --customer monitor --headless --jsonl > events.jsonl
    """  # noqa: D301
    if jsonl and not headless:
        raise click.UsageError("--jsonl prints events and needs --headless")
    settings = load(settings_path())
    settings.audio.agent_device = agent_device or settings.audio.agent_device
    settings.audio.customer_device = customer_device or settings.audio.customer_device
    if engine is not None:
        settings.engine = engine
    if model is not None:
        settings.model = str(model)
    if pack is not None:
        settings.prompts.pack = pack
    if headless:
        return _headless(settings, jsonl=jsonl)
    return desktop(settings)


def desktop(settings: UserSettings | None = None) -> int:
    """Run the overlay on the devices of ``settings``; the user's own by default."""
    settings = settings or load(settings_path())
    from callassist.gui.app import run_overlay

    pack = _pack(settings)
    with ExitStack() as stack:

        @cache
        def engine() -> Engine:
            return stack.enter_context(closing(_engine(settings)))

        def session() -> DeferredSession:
            # The overlay is on screen before devices and models are opened.
            return DeferredSession(lambda: open_session(settings, engine(), pack))

        return run_overlay(session(), settings, next_session=session)


def open_session(settings: UserSettings, engine: Engine, pack: Pack) -> LiveSession:
    """Open both devices of ``settings`` and return a session, not started.

    Raises:
        AudioDeviceError: If a device is not there or does not open.
    """
    from callassist.sources.live import LiveSource

    session: LiveSession | None = None

    def on_health(health: Health) -> None:
        if session is not None:
            session.device_changed(health)

    source = LiveSource(
        settings.audio.agent_device or "default",
        settings.audio.customer_device or "default-loopback",
        on_health,
    )
    session = LiveSession(source, engine, pack)
    return session


def _pack(settings: UserSettings) -> Pack:
    own = user_pack_path()
    return merged_pack(settings.prompts.pack or (own if own.exists() else None))


def _engine(settings: UserSettings) -> Engine:
    return choose_engine(
        settings.engine,
        Path(settings.model) if settings.model else None,
        settings.language,
        announce=tell,
    )


def _headless(settings: UserSettings, *, jsonl: bool) -> int:
    pack = _pack(settings)
    with closing(_engine(settings)) as engine, interrupted_once():
        session = open_session(settings, engine, pack)
        session.subscribe(_print_event if jsonl else _print_line)
        session.start()
        tell("listening; Ctrl-C ends the call")
        try:
            # A timeout lets Ctrl-C through on every system.
            while not session.wait(0.5):
                pass
        except KeyboardInterrupt:
            session.stop()
        if session.error is not None:
            if isinstance(session.error.__cause__, BrokenPipeError):
                raise session.error.__cause__  # whoever read it has read enough
            raise session.error
        tell(_summary(session))
    return 0


def _print_event(event: CallEvent) -> None:
    line = event_line(event)
    if line is not None:
        with _output_needed():
            sys.stdout.write(line + "\n")
            sys.stdout.flush()


def _print_line(event: CallEvent) -> None:
    with _output_needed():
        print_prompt(event)
    # At the start both sides wait for their first sound: that is no news yet.
    if isinstance(event, Health) and event.detail and event.at_s > 0:
        tell(f"{clock(event.at_s)}  {event.channel}: {event.detail}")


@contextmanager
def _output_needed() -> Iterator[None]:
    """End the call where its events cannot be printed any more: nobody would see them."""
    try:
        yield
    except OSError as error:
        raise CallAssistError(
            f"the call ended: what happens in it cannot be printed ({error.strerror or error})"
        ) from error


def _summary(session: LiveSession) -> str:
    shown = len(session.record.prompts)
    return f"call ended after {clock(session.duration_s)}; {shown} prompts were shown"
