"""Records a scripted call until it is killed, and says how far it has got.

``python -m tests.store.recording_child SPEED DURATION_S``: the store's folder and the
passphrase are in the environment. Each line it prints is a second of the call up to which
all sound has been put.
"""

from __future__ import annotations

import sys
import time
from datetime import datetime

from callassist.run.keeping.keeper import CallFacts, CallKeeper
from callassist.store.store import CallStore
from callassist.store.unlock import Unlock
from callassist.types import AudioBlock
from tests.store.scripted import BLOCK_S, OneSecret, scripted


def main() -> None:
    """Record."""
    speed, duration_s = float(sys.argv[1]), float(sys.argv[2])
    store = CallStore.open(unlock=Unlock(use_keyring=False))
    facts = CallFacts(datetime.now().astimezone(), engine={"name": "vosk", "model": "small"})
    keeper = CallKeeper(lambda: store, facts, redactor=OneSecret)
    keeper.start()
    begun_s = time.monotonic()
    for item in scripted(duration_s):
        if not isinstance(item, AudioBlock):
            keeper.put_event(item)
            continue
        if item.channel == "agent":
            due_s = begun_s + (item.start_s + BLOCK_S) / speed
            time.sleep(max(0.0, due_s - time.monotonic()))
        keeper.put_block(item)
        if item.channel == "customer":
            sys.stdout.write(f"{item.start_s + BLOCK_S:.3f}\n")
            sys.stdout.flush()
    keeper.end()
    keeper.wait()


if __name__ == "__main__":
    main()
