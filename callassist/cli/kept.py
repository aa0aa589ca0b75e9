"""How commands open the kept calls: where they are, and who is asked for the passphrase."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from callassist.cli.output import tell

if TYPE_CHECKING:
    from callassist.protocols import Engine
    from callassist.run.keeping.recovering import Recovered
    from callassist.settings.policy import Rules
    from callassist.store.store import CallStore
    from callassist.store.unlock import Ask, Asking, Stretch, Unlock

NEW_PASSPHRASE_VARIABLE = "CALLASSIST_NEW_PASSPHRASE"


def rules_here() -> Rules:
    """Return what policy and settings say.

    Raises:
        CallAssistError: If one of them has mistakes.
    """
    from callassist.paths import settings_path
    from callassist.settings.policy import current_rules
    from callassist.settings.user import load

    return current_rules(load(settings_path()))


def open_kept(
    *,
    create: bool = False,
    ask: Ask | None = None,
    finish_cut_off: bool = True,
    stretch: Stretch | None = None,
) -> CallStore:
    """Open the store that policy and settings name.

    What has outstayed its time is forgotten, and what a crash cut off is recovered, first.

    Args:
        create: Whether to make it where there is none.
        ask: Asks a person for the passphrase; on the terminal by default.
        finish_cut_off: Whether to recover calls; a live call does so itself.
        stretch: How a passphrase becomes a key; in this process by default.

    Raises:
        NoStoreError: If no call was kept yet and ``create`` is false.
        CallAssistError: If it cannot be opened.
    """
    from callassist.run.keeping.retention import forget_expired
    from callassist.store.store import CallStore
    from callassist.store.unlock import Unlock

    rules = rules_here()
    unlock = Unlock(ask or ask_passphrase, stretch=stretch)
    store = CallStore.open(rules.store_address, unlock=unlock, create=create)
    try:
        if count := forget_expired(store, rules):
            calls = "call was" if count == 1 else "calls were"
            tell(f"{count} {calls} older than {rules.keep_days} days, and deleted for good")
        if finish_cut_off:
            for one in recovered(store, rules):
                tell(one.line)
    except BaseException:
        store.close()
        raise
    return store


def recovered(store: CallStore, rules: Rules) -> list[Recovered]:
    """Finish calls that were cut off; return what became of each.

    Raises:
        CallStoreError: If the store cannot be written.
    """
    from contextlib import ExitStack, closing

    from callassist.run.keeping.recovering import anything_to_recover, recover

    if not anything_to_recover():
        return []
    with ExitStack() as stack:

        def engine() -> Engine:
            return stack.enter_context(closing(settings_engine()))

        return recover(store, engine, measures=rules.measures)


def settings_engine() -> Engine:
    """Return the recognizer that the settings name; whoever asked for it closes it.

    Raises:
        ModelError: If there is none.
    """
    from pathlib import Path

    from callassist.engines.choose import choose_engine
    from callassist.paths import settings_path
    from callassist.settings.user import load

    settings = load(settings_path())
    model = Path(settings.model) if settings.model else None
    return choose_engine(settings.engine, model, settings.language, announce=tell)


def new_unlock() -> Unlock:
    """Return where a new passphrase comes from: the present one's variable must not be it."""
    from callassist.store.unlock import PASSPHRASE_VARIABLE, Unlock

    given = os.environ.get(NEW_PASSPHRASE_VARIABLE, "")
    return Unlock(ask_passphrase, environment={PASSPHRASE_VARIABLE: given})


def ask_passphrase(asking: Asking) -> str | None:
    """Ask for the passphrase without showing it; ``None`` where nobody can answer."""
    if not can_ask():
        return None
    if asking == "new":
        text = "New passphrase for the kept calls (nobody can read them without it)"
        answer = click.prompt(text, hide_input=True, confirmation_prompt=True, err=True)
    else:
        wrong = "That was not it. " if asking == "again" else ""
        text = f"{wrong}Passphrase of the kept calls"
        answer = click.prompt(text, hide_input=True, err=True, default="", show_default=False)
    return str(answer) or None


def can_ask() -> bool:
    """Return whether there is somebody who can answer."""
    return sys.stdin.isatty()
