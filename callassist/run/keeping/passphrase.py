"""Makes the key of a passphrase in a process of its own, which takes its memory with it.

scrypt needs 128 MB for half a second. In the program that listens, beside its models, they
would be a third on top of all that it has, in the middle of a call.
"""

from __future__ import annotations

import json
import logging
import subprocess

from callassist.run.program import own_command

MAY_TAKE_S = 60.0
log = logging.getLogger(__name__)


def stretched_apart(secret: bytes, salt: bytes, cost: int) -> bytes:
    """Return what :func:`callassist.store.keys.stretched` does; the secret goes through a pipe."""
    asked = json.dumps({"secret": secret.hex(), "salt": salt.hex(), "cost": cost})
    try:
        answer = subprocess.run(
            own_command("calls", "stretch"), input=asked, capture_output=True, text=True,
            timeout=MAY_TAKE_S, check=True,
        )  # fmt: skip
        return bytes.fromhex(answer.stdout)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        from callassist.store.keys import stretched

        log.info("the key is made in this process: %s", type(error).__name__)
        return stretched(secret, salt, cost)


def answer(asked: str) -> str:
    """Return what the process of its own answers."""
    from callassist.store.keys import stretched

    facts = json.loads(asked)
    secret, salt = bytes.fromhex(facts["secret"]), bytes.fromhex(facts["salt"])
    return stretched(secret, salt, facts["cost"]).hex()
