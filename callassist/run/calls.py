"""Opens one live call after another, each as the settings are by then."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from callassist.engines.choose import choose_engine
from callassist.engines.installed import installed_models
from callassist.prompts.pack import Pack
from callassist.protocols import Engine
from callassist.run.live import LiveSession
from callassist.run.load import Lag, LoadGuard
from callassist.run.logfile import note_event
from callassist.run.packs.in_force import current_pack
from callassist.settings.policy import Rules, current_rules
from callassist.settings.user import UserSettings
from callassist.types import Gap, Health

if TYPE_CHECKING:
    from callassist.run.keeping.keeper import CallKeeper
    from callassist.sources.standby import Begun
    from callassist.store.store import CallStore
    from callassist.store.summary import CallSummary

Tell = Callable[[str], None]
OpenStore = Callable[[], "CallStore"]
OnKept = Callable[["CallSummary"], None]


class Calls:
    """Everything that calls share, loaded once: settings, rules, pack and recognizer.

    Attributes:
        rules: What holds for keeping calls.
    """

    def __init__(
        self,
        settings: UserSettings,
        open_store: OpenStore,
        tell: Tell,
        on_over: Callable[[LiveSession], object],
    ) -> None:
        """Read rules and pack; the recognizer is loaded when it is first needed.

        Args:
            settings: What the user wants.
            open_store: Gives the store of kept calls.
            tell: Says a line to whoever looks.
            on_over: Told of each call that is over and, if it was recorded, kept.

        Raises:
            CallAssistError: A policy or the pack asked for has mistakes.
        """
        self._open_store = open_store
        self._tell = tell
        self._on_over = on_over
        self._on_kept: OnKept | None = None
        self._lock = threading.RLock()
        self._engine: Engine | None = None
        self._engine_is: tuple[str, str | None, str, tuple[str, ...]] | None = None
        self._outdated: list[Engine] = []
        self._sessions: list[LiveSession] = []
        self._read(settings)

    def apply(self, settings: UserSettings) -> None:
        """Let changed settings hold from the next call on; waits for nothing.

        Raises:
            CallAssistError: A policy or the pack asked for has mistakes.
        """
        self._read(settings)

    def engine(self) -> Engine:
        """Return the recognizer that the settings ask for, loaded.

        Raises:
            ModelError: There is none.
        """
        with self._lock:
            settings = self._settings
            installed = tuple(model.name for model in installed_models())  # one may be new
            wanted = (settings.engine, settings.model, settings.language, installed)
            if self._engine is not None and self._engine_is != wanted:
                self._outdated.append(self._engine)
                self._engine = None
            if self._engine is None:
                model = Path(settings.model) if settings.model else None
                self._engine = choose_engine(
                    settings.engine, model, settings.language, announce=self._tell
                )
                self._engine_is = wanted
            return self._engine

    def open(self, *, begun: Begun | None = None, record: bool = False) -> LiveSession:
        """Open both devices and return a session, not started.

        Args:
            begun: The customer's side, where it is open already and has heard the call begin.
            record: Whether to keep the call from its start.

        Raises:
            CallAssistError: A device or the recognizer does not open, or the call shall be
                kept and cannot be; ``begun`` is closed then.
        """
        with self._lock:
            try:
                self.settle()
                self._close_outdated()
                session = open_session(
                    self._settings,
                    self.engine(),
                    self._pack,
                    rules=self.rules,
                    open_store=self._open_store,
                    record=record,
                    begun=begun,
                    on_kept=self._kept,
                )
            except BaseException:
                if begun is not None:
                    begun.close()
                raise
            session.subscribe(note_event)
            self._sessions.append(session)
            return session

    def tell_kept(self, listener: OnKept) -> None:
        """Tell ``listener``, on a thread of the call's, once a call is whole in the store."""
        self._on_kept = listener

    def settle(self, *, wait: bool = False) -> None:
        """Let go of the calls that are over and kept.

        Args:
            wait: Whether to wait until the last is kept.
        """
        with self._lock:
            over = [
                session
                for session in self._sessions
                if wait or (session.ended and not (session.keeper and session.keeper.ending))
            ]
            for session in over:
                self._sessions.remove(session)
                if session.keeper is not None:
                    session.keeper.wait()
                self._on_over(session)

    def close(self) -> None:
        """Free the recognizer."""
        with self._lock:
            self._close_outdated()
            if self._engine is not None:
                self._engine.close()
                self._engine = None

    def _kept(self, summary: CallSummary) -> None:
        if self._on_kept is not None:
            self._on_kept(summary)

    def _read(self, settings: UserSettings) -> None:
        self._settings = settings.model_copy(deep=True)
        self.rules = current_rules(self._settings)
        loaded = current_pack(self._settings, self.rules)
        for problem in loaded.problems:
            self._tell(f"callassist: {problem}")
        self._pack = loaded.pack

    def _close_outdated(self) -> None:
        """Free the recognizers that no call uses any more."""
        while self._outdated and all(session.ended for session in self._sessions):
            self._outdated.pop().close()


def open_session(
    settings: UserSettings,
    engine: Engine,
    pack: Pack,
    *,
    rules: Rules | None = None,
    open_store: OpenStore | None = None,
    record: bool = False,
    begun: Begun | None = None,
    on_kept: OnKept | None = None,
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
        begun: The customer's side, where it is open already and has heard the call begin.
        on_kept: Told once the call is whole in the store; on a thread of the call's.

    Raises:
        AudioDeviceError: If a device is not there or does not open.
        CallStoreError: If it shall be kept from its start and cannot be.
    """
    from callassist.sources.live import LiveSource

    rules = rules or Rules()
    session: LiveSession | None = None

    def on_news(news: Health | Gap) -> None:
        if session is not None:
            session.device_changed(news)

    source = LiveSource(
        settings.audio.agent_device or "default",
        settings.audio.customer_device or "default-loopback",
        on_news,
        begun=begun,
    )
    keeper = _keeper(settings, engine, pack, rules, open_store, on_kept) if open_store else None
    session = LiveSession(
        source,
        engine,
        pack,
        keeper=keeper,
        measures=rules.measures,
        guard=LoadGuard(),
        lag=Lag(lambda: source.began_s),
        pause_on_hold=settings.calls.pause_on_hold,
    )
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
    open_store: OpenStore,
    on_kept: OnKept | None,
) -> CallKeeper:
    """Return what keeps a call that begins now, once it is told to."""
    from callassist.run.batch.analyzing import engine_facts
    from callassist.run.keeping.keeper import CallFacts, CallKeeper

    facts = CallFacts(
        datetime.now().astimezone(),
        agent=settings.recording.agent_name,
        engine=engine_facts(engine),
        language=engine.language,
        pack={"id": pack.id, "version": pack.version},
        measures=rules.measures,
    )
    return CallKeeper(open_store, facts, forbidden=rules.recording_forbidden, on_kept=on_kept)
