"""Captures in a process of its own: ``python -m tests.sources.capturing AGENT CUSTOMER OUT``.

Prints each health and gap as a line of JSON, ends when stdin does, and writes what it
heard to OUT (npz): each channel's samples, whole and seamless, and its losses.
An empty CUSTOMER leaves that side out.
"""

from __future__ import annotations

import dataclasses
import json
import sys
import threading

import numpy as np

from callassist.sources.live import DeviceSource, LiveSource, open_device
from callassist.types import AudioBlock, Gap, Health


def tell(news: Health | Gap) -> None:
    kind = {"state": "gap"} if isinstance(news, Gap) else {}
    print(json.dumps(dataclasses.asdict(news) | kind), flush=True)


def open_source(agent: str, customer: str) -> DeviceSource:
    if not customer:
        return open_device(agent, "agent", tell)
    return LiveSource(agent, customer, tell)


def end_with_stdin(source: DeviceSource) -> None:
    sys.stdin.read()
    source.close()


def main(agent: str, customer: str, out: str) -> None:
    source = open_source(agent, customer)
    threading.Thread(target=end_with_stdin, args=(source,), daemon=True).start()
    heard: dict[str, list[AudioBlock]] = {"agent": [], "customer": []}
    for block in source.blocks():
        seam = heard[block.channel]
        ended_s = seam[-1].start_s + len(seam[-1].samples) / block.rate_hz if seam else 0.0
        assert abs(block.start_s - ended_s) < 1e-6, f"a seam at {ended_s} s: {block.start_s} s"
        seam.append(block)
    arrays = {}
    for channel, blocks in heard.items():
        arrays[channel] = np.concatenate([np.zeros(0, np.float32), *(b.samples for b in blocks)])
        arrays[f"{channel}_lost"] = np.array(sum(b.lost_samples for b in blocks))
    np.savez(out, **arrays)


if __name__ == "__main__":
    main(*sys.argv[1:])
