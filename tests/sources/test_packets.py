from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from callassist.sources import RATE_HZ
from callassist.sources.packets import QUEUE_S, PacketQueue


def sound(frames: int, value: float = 0.0) -> np.ndarray:
    return np.full(frames, value, np.float32)


def test_packets_come_in_order_with_their_times() -> None:
    queue = PacketQueue(1000)
    queue.offer(sound(100, 0.1), 1.0)
    queue.offer(sound(50, 0.2), 2.0)
    first, second = queue.take()
    assert (len(first.samples), first.arrival_s, first.lost_frames) == (100, 1.0, 0)
    assert (len(second.samples), second.arrival_s, second.broken) == (50, 2.0, False)
    assert queue.take() == []


def test_the_callbacks_buffer_may_be_used_again_at_once() -> None:
    queue = PacketQueue(1000)
    buffer = sound(10, 0.5)
    queue.offer(buffer, 1.0)
    buffer[:] = 0
    assert (queue.take()[0].samples == 0.5).all()


def test_what_does_not_fit_is_counted_in_the_next_packet() -> None:
    queue = PacketQueue(100)
    queue.offer(sound(80), 1.0)
    queue.offer(sound(30), 2.0, broken=True)
    queue.offer(sound(40), 3.0)
    assert [len(packet.samples) for packet in queue.take()] == [80]
    queue.offer(sound(10), 4.0)
    queue.offer(sound(10), 5.0)
    first, second = queue.take()
    assert (first.lost_frames, first.broken) == (70, True)
    assert (second.lost_frames, second.broken) == (0, False)


def test_what_comes_while_a_busy_machine_opens_a_call_waits_for_it() -> None:
    queue = PacketQueue(round(QUEUE_S * RATE_HZ))
    for number in range(round(25.0 / 0.02)):
        queue.offer(sound(round(0.02 * RATE_HZ), number / 1e4), 0.02 * (number + 1))
    packets = queue.take()
    assert sum(len(packet.samples) for packet in packets) == 25 * RATE_HZ
    assert sum(packet.lost_frames for packet in packets) == 0


@given(st.lists(st.one_of(st.integers(1, 60), st.none()), max_size=60))
def test_every_frame_is_kept_or_counted(steps: list[int | None]) -> None:
    queue = PacketQueue(100)
    offered = kept = lost = waiting = 0
    for frames in steps:
        if frames is None:
            for packet in queue.take():
                kept += len(packet.samples)
                lost += packet.lost_frames
            waiting = 0
        else:
            queue.offer(sound(frames), 0.0)
            offered += frames
            waiting += frames
    for packet in queue.take():
        kept += len(packet.samples)
        lost += packet.lost_frames
    queue.offer(sound(1), 0.0)
    lost += queue.take()[0].lost_frames
    assert kept + lost == offered
