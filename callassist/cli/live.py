"""``callassist live`` and the desktop program: calls on two real devices."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from callassist.cli.ending import interrupted_once
from callassist.cli.kept import open_kept
from callassist.cli.options import model_option, pack_option
from callassist.cli.output import PromptPrinter, tell
from callassist.errors import CallAssistError, CallStoreError
from callassist.paths import settings_path
from callassist.prompts.pack import merged_pack
from callassist.protocols import Engine
from callassist.review.clock import clock
from callassist.run.calls import Calls
from callassist.run.control.place import AlreadyRunningError, Place
from callassist.run.control.server import ControlServer
from callassist.run.day import Day
from callassist.run.headless import HeadlessDay
from callassist.run.jsonl import event_line
from callassist.run.keeping.passphrase import stretched_apart
from callassist.run.live import DeferredSession, LiveSession
from callassist.run.memory import keep_little
from callassist.settings.policy import Rules
from callassist.settings.user import EngineChoice, UserSettings, load
from callassist.types import CallEvent, Health, Load, Recording

if TYPE_CHECKING:
    from callassist.run.keeping.recovering import Recovered
    from callassist.store.store import CallStore
    from callassist.store.unlock import Ask


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
@model_option
@pack_option
@click.option("--record", is_flag=True, help="Keep the call, sealed and without secrets.")
@click.option("--headless", is_flag=True, help="No overlay: print prompts as lines.")
@click.option("--wait", is_flag=True, help="With --headless: wait for calls, one after another.")
@click.option("--jsonl", is_flag=True, help="With --headless: print every event as JSON.")
def live(
    agent_device: str | None,
    customer_device: str | None,
    engine: EngineChoice | None,
    model: Path | None,
    pack: Path | None,
    record: bool,
    headless: bool,
    wait: bool,
    jsonl: bool,
) -> int:
    """Listen to a call on two devices and show prompts as it goes.

    'callassist devices' lists what can be heard; the customer is usually the
    loopback of what you hear in your headset. Ctrl-C ends the call. Nothing leaves
    this computer, and nothing is recorded unless you ask for it: --record keeps
    the call sealed on disk, card numbers, passwords and the like taken out of its
    words and sound; 'callassist calls' finds it again.

    \b
    Examples:
      callassist live --agent default --customer default-loopback
      callassist live --agent "USB Headset" --customer "Monitor of USB" --headless
      callassist live --agent mic --customer monitor --headless --jsonl > events.jsonl
      callassist live --headless --wait
      callassist live --record
    """  # noqa: D301
    if jsonl and not headless:
        raise click.UsageError("--jsonl prints events and needs --headless")
    if wait and not headless:
        raise click.UsageError("--wait needs --headless; the overlay waits as your settings say")
    settings = load(settings_path())
    settings.audio.agent_device = agent_device or settings.audio.agent_device
    settings.audio.customer_device = customer_device or settings.audio.customer_device
    if engine is not None:
        settings.engine = engine
    if model is not None:
        settings.model = str(model)
    if pack is not None:
        merged_pack(pack)  # one that is asked for and has mistakes is refused, not passed over
        settings.prompts.pack = pack
    if headless:
        return _headless(settings, jsonl=jsonl, record=record, wait=wait)
    return desktop(settings, record=record, begin=True)


def desktop(
    settings: UserSettings | None = None, *, record: bool = False, begin: bool = False
) -> int:
    """Run the program on screen for a day: standby, a call, standby.

    Args:
        settings: What the user wants; the user's own by default.
        record: Keep the first call from its start, where no consent must come first.
        begin: Begin with a call, and wait for the next after it.

    Raises:
        AlreadyRunningError: Another one runs.
        CallAssistError: The settings cannot be read, and their user wants to quit.
    """
    keep_little()
    own, settings = settings is None, settings or _own_settings()
    from callassist.gui.app import run_overlay
    from callassist.gui.launch import Launch
    from callassist.gui.passphrase import PassphraseAsker
    from callassist.run.companion import close_windows, open_library, wait_for_windows

    kept: list[bool] = []
    with ExitStack() as stack:
        place = stack.enter_context(only_one())
        if own and not settings.set_up:
            settings = _after_setup(settings)
        asker = PassphraseAsker(settings.overlay)
        ask: list[Ask] = []

        @cache
        def store() -> CallStore:
            return stack.enter_context(
                open_kept(
                    create=True,
                    ask=ask[0] if ask else None,
                    finish_cut_off=False,
                    stretch=stretched_apart,
                )
            )

        calls = Calls(settings, store, tell, lambda over: kept.append(_kept(over)))
        stack.callback(calls.close)
        if record:
            _check_may_record(calls.rules)
            store()
        found = _recover(store, calls.engine, calls.rules)
        ask.append(asker.ask)  # from here on there is a screen, and a thread that waits
        day = Day(settings, prepare=calls.engine)
        stack.callback(day.close)

        def session(*, record: bool = False) -> DeferredSession:
            # The overlay is on screen before devices and models are opened.
            return DeferredSession(lambda: calls.open(begun=day.begin(), record=record))

        try:
            launch = Launch(
                session(record=record and not calls.rules.consent_required),
                settings,
                begin=begin,
                next_session=session,
                day=day,
                rules=calls.rules,
                open_library=open_library,
                close_windows=close_windows,
                recovered=found,
                tell_kept=calls.tell_kept,
                asker=asker,
                apply=calls.apply,
                serve=(lambda do: ControlServer(do, place)) if settings.calls.control else None,
            )
            code = run_overlay(launch)
        finally:
            calls.settle(wait=True)
            wait_for_windows()
        return code if all(kept) else 1


def _own_settings() -> UserSettings:
    """Return the user's settings; where they cannot be read, ask on screen what to do."""
    try:
        return load(settings_path())
    except CallAssistError:
        from callassist.gui.screen import screen_problem

        if screen_problem() is not None:
            raise
        from callassist.gui.unreadable import settings_or_defaults

        return settings_or_defaults(settings_path())


def _after_setup(settings: UserSettings) -> UserSettings:
    """Go through the first steps, where somebody can see them; return what was chosen."""
    from callassist.gui.screen import is_offscreen

    if is_offscreen():
        return settings
    from callassist.gui.setup.show import run_setup

    run_setup(starts_program=True)
    return load(settings_path())


@contextmanager
def only_one() -> Iterator[Place]:
    """Be the one program on screen while the block lasts.

    Raises:
        AlreadyRunningError: Another one runs.
    """
    place = Place()
    place.enter()
    try:
        yield place
    finally:
        place.leave()


@contextmanager
def one_of_several() -> Iterator[Place | None]:
    """Be the program that takes commands while the block lasts, where none does yet."""
    try:
        with only_one() as place:
            yield place
    except AlreadyRunningError:
        yield None


def _check_may_record(rules: Rules) -> None:
    if rules.recording_forbidden:
        raise CallStoreError(rules.recording_forbidden)


def _recover(
    store: Callable[[], CallStore],
    engine: Callable[[], Engine],
    rules: Rules,
) -> list[Recovered]:
    """Finish calls that were cut off; a store that does not open is told, and no more."""
    from callassist.run.keeping.recovering import Recovered, anything_to_recover, recover

    if not anything_to_recover():
        return []
    try:
        found = recover(store(), engine, measures=rules.measures)
        for one in found:
            tell(one.line)
    except CallStoreError as error:
        waits = f"a call that was cut off waits to be recovered: {error}"
        tell(f"callassist: {waits}")
        found = [Recovered("", waits)]
    return found


def _headless(settings: UserSettings, *, jsonl: bool, record: bool, wait: bool) -> int:
    keep_little()
    kept: list[bool] = []
    with ExitStack() as stack:
        place = stack.enter_context(one_of_several())

        @cache
        def store() -> CallStore:
            return stack.enter_context(
                open_kept(create=True, finish_cut_off=False, stretch=stretched_apart)
            )

        def over(session: LiveSession) -> None:
            kept.append(_kept(session))
            if session.error is None:
                tell(_summary(session))

        calls = Calls(settings, store, tell, over)
        stack.callback(calls.close)
        if record:
            _check_may_record(calls.rules)
            store()
            _ask_for_consent(calls.rules)
        _recover(store, calls.engine, calls.rules)
        stack.enter_context(interrupted_once())
        day = HeadlessDay(settings, calls, wait=wait, record=record)
        day.on_event = _print_event if jsonl else CallLines().print
        day.on_listening = lambda: _say_listening(record, store, calls.rules)
        day.on_standby = lambda: tell("waiting for a call; Ctrl-C ends")
        stack.callback(day.close)
        if place is not None and settings.calls.control:
            stack.callback(ControlServer(day.do, place).close)
        try:
            day.run()
        except KeyboardInterrupt:
            day.end()
        finally:
            calls.settle(wait=True)
        if day.error is not None:
            if isinstance(day.error.__cause__, BrokenPipeError):
                raise day.error.__cause__  # whoever read it has read enough
            raise day.error
        return 0 if all(kept) else 1


def _say_listening(record: bool, store: Callable[[], CallStore], rules: Rules) -> None:
    tell("listening; Ctrl-C ends the call")
    if record:
        tell(f"recording to {store().name}, sealed; tell them: {rules.consent_line}")


def _ask_for_consent(rules: Rules) -> None:
    """Wait for the agent to confirm that the customer agreed, where that must come first.

    Raises:
        CallStoreError: If they did not, or nobody can answer.
    """
    if not rules.consent_required:
        return
    if not sys.stdin.isatty():
        raise CallStoreError(
            "recording needs the customer's consent first, and nobody can confirm it here: "
            "use the overlay's record button, or a terminal"
        )
    tell(f"ask them: {rules.consent_line}")
    if not click.confirm("Did they agree?", err=True):
        raise CallStoreError("they did not agree, so nothing is recorded; start without --record")


def _kept(session: LiveSession) -> bool:
    """Wait until what was recorded is kept; say what came of it. Return whether all is well."""
    keeper = session.keeper
    summary = keeper.wait() if keeper is not None else None
    if keeper is None or not (keeper.problem or summary):
        return True
    if summary is not None:
        left_out = f", {summary.redactions} secrets left out" if summary.redactions else ""
        tell(f"kept as call {summary.id}: {clock(summary.duration_s)}{left_out}")
        return True
    tell(f"callassist: {keeper.problem}")
    return False


def _print_event(event: CallEvent) -> None:
    line = event_line(event)
    if line is not None:
        with _output_needed():
            sys.stdout.write(line + "\n")
            sys.stdout.flush()


class CallLines:
    """Prints a call as lines: its prompts, and what an agent without a screen must know."""

    def __init__(self) -> None:
        """Begin a day."""
        self._prompts = PromptPrinter()

    def print(self, event: CallEvent) -> None:
        """Print what is news in ``event``."""
        with _output_needed():
            self._prompts.take(event)
        if isinstance(event, Recording) and event.problem:
            tell(f"{clock(event.at_s)}  {event.problem}")
        if isinstance(event, Load):
            busy = "the computer is busy: you are heard less closely"
            tell(f"{clock(event.at_s)}  {busy if event.shed else 'all is heard again'}")
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
