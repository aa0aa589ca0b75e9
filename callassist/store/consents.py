"""Whose name may stand at the figures of a team: what each agent has said about that."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import msgspec
from sqlalchemy import Connection, delete, insert, select

from callassist.errors import CallStoreError
from callassist.store.schema import consents
from callassist.store.sealing import SealError
from callassist.store.vault import Vault

_ABOUT = "consent to be named"


@dataclass(frozen=True, slots=True)
class NameConsent:
    """An agent agrees to be named at the figures of the team.

    Attributes:
        agent: The agent's name, as kept calls have it.
        given_at: When, with a zone.
        signed_in: Who was signed in at the computer where it was given.
        computer: That computer's name.
    """

    agent: str
    given_at: datetime
    signed_in: str = ""
    computer: str = ""


class Consents:
    """The consents of a store, each sealed under the store's key."""

    def __init__(self, vault: Vault) -> None:
        """Use an open store."""
        self._vault = vault

    def give(self, consent: NameConsent) -> None:
        """Keep a consent, in the place of one that the agent gave before.

        Raises:
            CallStoreError: If it names nobody.
        """
        agent = " ".join(consent.agent.split())
        if not agent:
            raise CallStoreError("a consent needs the agent's name: set recording.agent_name")
        plain = msgspec.msgpack.encode(replace(consent, agent=agent))
        sealed = self._vault.keys.sealer.seal(plain, _ABOUT)

        def work(connection: Connection) -> None:
            self._drop(connection, agent)
            connection.execute(insert(consents).values(token=self._token(agent), sealed=sealed))

        self._vault.database.write(work)

    def withdraw(self, agent: str) -> bool:
        """Forget an agent's consent; return whether there was one."""
        return self._vault.database.write(lambda connection: self._drop(connection, agent) > 0)

    def all(self) -> list[NameConsent]:
        """Return them by name; one that is damaged counts as not given."""
        found = []
        with self._vault.database.reading() as connection:
            for row in connection.execute(select(consents)):
                try:
                    plain = self._vault.keys.sealer.open(row.sealed, _ABOUT)
                except SealError:
                    continue
                found.append(msgspec.msgpack.decode(plain, type=NameConsent))
        return sorted(found, key=lambda consent: consent.agent.casefold())

    def _token(self, agent: str) -> int:
        return self._vault.index.name("consent", " ".join(agent.split()).casefold())

    def _drop(self, connection: Connection, agent: str) -> int:
        gone = connection.execute(delete(consents).where(consents.c.token == self._token(agent)))
        return gone.rowcount
