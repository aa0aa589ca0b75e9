"""``callassist live`` and the desktop program: a call on two real devices."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from callassist.cli.ending import interrupted_once
from callassist.cli.kept import open_kept
from callassist.cli.output import print_prompt, tell
from callassist.engines.choose import choose_engine
from callassist.errors import CallAssistError, CallStoreError
from callassist.paths import settings_path
from callassist.prompts.pack import Pack, merged_pack
from callassist.protocols import Engine
from callassist.review.clock import clock
from callassist.run.jsonl import event_line
from callassist.run.live import DeferredSession, LiveSession
from callassist.run.packs import current_pack
from callassist.settings.policy import Rules, current_rules
from callassist.settings.user import EngineChoice, UserSettings, load
from callassist.types import CallEvent, Health, Recording

if TYPE_CHECKING:
    from callassist.run.keeping import CallKeeper
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
@click.option("--model", type=click.Path(path_type=Path), help="A Vosk model folder.")
@click.option(
    "--pack", type=click.Path(path_type=Path), help="A prompt pack laid over the default one."
)
@click.option("--record", is_flag=True, help="Keep the call, sealed and without secrets.")
@click.option("--headless", is_flag=True, help="No overlay: print prompts as lines.")
@click.option("--jsonl", is_flag=True, help="With --headless: print every event as JSON.")
def live(
    agent_device: str | None,
    customer_device: str | None,
    engine: EngineChoice | None,
    model: Path | None,
    pack: Path | None,
    record: bool,
    headless: bool,
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
      callassist live --record
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
        merged_pack(pack)  # one that is asked for and has mistakes is refused, not passed over
        settings.prompts.pack = pack
    if headless:
        return _headless(settings, jsonl=jsonl, record=record)
    return desktop(settings, record=record)


def desktop(settings: UserSettings | None = None, *, record: bool = False) -> int:
    """Run the overlay on the devices of ``settings``; the user's own by default.

    Args:
        settings: What the user wants.
        record: Keep the first call from its start, where no consent must come first.
    """
    settings = settings or load(settings_path())
    from callassist.gui.app import run_overlay
    from callassist.gui.passphrase import PassphraseAsker
    from callassist.run.companion import open_library

    rules = current_rules(settings)
    pack = _pack(settings, rules)
    asker = PassphraseAsker(settings.overlay)
    with ExitStack() as stack:

        @cache
        def engine() -> Engine:
            return stack.enter_context(closing(_engine(settings)))

        ask: list[Ask] = []

        @cache
        def store() -> CallStore:
            return stack.enter_context(
                open_kept(create=True, ask=ask[0] if ask else None, finish_cut_off=False)
            )

        if record:
            _check_may_record(rules)
            store()
        _recover(store, engine, rules)
        ask.append(asker.ask)  # from here on there is a screen, and a thread that waits

        opened: list[LiveSession] = []

        def open_one(*, record: bool) -> LiveSession:
            opened.append(
                open_session(settings, engine(), pack, rules=rules, open_store=store, record=record)
            )
            return opened[-1]

        def session(*, record: bool = False) -> DeferredSession:
            # The overlay is on screen before devices and models are opened.
            return DeferredSession(lambda: open_one(record=record))

        first = session(record=record and not rules.consent_required)
        code = run_overlay(
            first,
            settings,
            next_session=session,
            rules=rules,
            open_library=open_library,
            asker=asker,
        )
        kept = [_kept(one) for one in opened]
        return code if all(kept) else 1


def open_session(
    settings: UserSettings,
    engine: Engine,
    pack: Pack,
    *,
    rules: Rules | None = None,
    open_store: Callable[[], CallStore] | None = None,
    record: bool = False,
) -> LiveSession:
    """Open both devices of ``settings`` and return a session, not started.

    Args:
        settings: Which devices.
        engine: The recognizer.
        pack: What is said and when.
        rules: What holds here; by default everything is allowed.
        open_store: Gives the store that keeps the call when it shall be kept; without it
            calls cannot be kept.
        record: Whether to keep it from its start.

    Raises:
        AudioDeviceError: If a device is not there or does not open.
        CallStoreError: If it shall be kept from its start and cannot be.
    """
    from callassist.sources.live import LiveSource

    rules = rules or Rules()
    session: LiveSession | None = None

    def on_health(health: Health) -> None:
        if session is not None:
            session.device_changed(health)

    source = LiveSource(
        settings.audio.agent_device or "default",
        settings.audio.customer_device or "default-loopback",
        on_health,
    )
    keeper = _keeper(settings, engine, pack, rules, open_store) if open_store else None
    session = LiveSession(source, engine, pack, keeper=keeper, measures=rules.measures)
    if keeper is not None and record:
        try:
            keeper.start()
        except BaseException:
            source.close()
            raise
    return session


def _keeper(
    settings: UserSettings,
    engine: Engine,
    pack: Pack,
    rules: Rules,
    open_store: Callable[[], CallStore],
) -> CallKeeper:
    """Return what keeps a call that begins now, once it is told to."""
    from callassist.run.batch import engine_facts
    from callassist.run.keeping import CallFacts, CallKeeper

    facts = CallFacts(
        datetime.now().astimezone(),
        agent=settings.recording.agent_name,
        engine=engine_facts(engine),
        language=engine.language,
        pack={"id": pack.id, "version": pack.version},
        measures=rules.measures,
    )
    return CallKeeper(open_store, facts, forbidden=rules.recording_forbidden)


def _check_may_record(rules: Rules) -> None:
    if rules.recording_forbidden:
        raise CallStoreError(rules.recording_forbidden)


def _recover(
    store: Callable[[], CallStore],
    engine: Callable[[], Engine],
    rules: Rules,
) -> None:
    """Finish calls that were cut off; a store that does not open is told, and no more."""
    from callassist.run.recovering import anything_to_recover, recover

    if not anything_to_recover():
        return
    try:
        for one in recover(store(), engine, measures=rules.measures):
            tell(one.line)
    except CallStoreError as error:
        tell(f"callassist: a call that was cut off waits to be recovered: {error}")


def _pack(settings: UserSettings, rules: Rules) -> Pack:
    """Return the pack in force; say what of it could not be used."""
    loaded = current_pack(settings, rules)
    for problem in loaded.problems:
        tell(f"callassist: {problem}")
    return loaded.pack


def _engine(settings: UserSettings) -> Engine:
    return choose_engine(
        settings.engine,
        Path(settings.model) if settings.model else None,
        settings.language,
        announce=tell,
    )


def _headless(settings: UserSettings, *, jsonl: bool, record: bool) -> int:
    rules = current_rules(settings)
    pack = _pack(settings, rules)
    with ExitStack() as stack:

        @cache
        def store() -> CallStore:
            return stack.enter_context(open_kept(create=True, finish_cut_off=False))

        if record:
            _check_may_record(rules)
            store()
            _ask_for_consent(rules)
        engine = stack.enter_context(closing(_engine(settings)))
        _recover(store, lambda: engine, rules)
        stack.enter_context(interrupted_once())
        session = open_session(settings, engine, pack, rules=rules, open_store=store, record=record)
        session.subscribe(_print_event if jsonl else _print_line)
        session.start()
        try:
            # A timeout lets Ctrl-C through on every system.
            while not session.wait_until_heard(0.5):
                pass
            if not session.ended:
                tell("listening; Ctrl-C ends the call")
                if record:
                    tell(f"recording to {store().name}, sealed; tell them: {rules.consent_line}")
            while not session.wait(0.5):
                pass
        except KeyboardInterrupt:
            session.stop()
        kept = _kept(session)
        if session.error is not None:
            if isinstance(session.error.__cause__, BrokenPipeError):
                raise session.error.__cause__  # whoever read it has read enough
            raise session.error
        tell(_summary(session))
        return 0 if kept else 1


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


def _print_line(event: CallEvent) -> None:
    with _output_needed():
        print_prompt(event)
    if isinstance(event, Recording) and event.problem:
        tell(f"{clock(event.at_s)}  {event.problem}")
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
