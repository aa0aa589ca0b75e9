"""Around Qt's event loop: Ctrl-C that it hears, threads that do not hold it up, waiting in it."""

from __future__ import annotations

import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEventLoop, QSocketNotifier

SWITCH_INTERVAL_S = 0.001


@contextmanager
def short_turns() -> Iterator[None]:
    """Let the threads that hear a call hold Python's lock for 1 ms at most, not 5.

    The GUI thread needs the lock for a fraction of a millisecond many times a
    second; behind three busy threads it would wait for a whole frame.
    """
    before_s = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    try:
        yield
    finally:
        sys.setswitchinterval(before_s)


@contextmanager
def interrupts_to(slot: Callable[[], None]) -> Iterator[None]:
    """Call ``slot`` in the event loop on Ctrl-C or a request to end.

    Python runs a signal handler only between two of its own instructions, and an
    idle event loop has none; a byte in a socket wakes it without any polling.
    """
    reader, writer = socket.socketpair()
    reader.setblocking(False)
    writer.setblocking(False)
    notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read)

    def woken() -> None:
        reader.recv(64)
        slot()

    notifier.activated.connect(woken)
    names = (signal.SIGINT, signal.SIGTERM)
    before = {name: signal.signal(name, lambda *_: None) for name in names}
    fd_before = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(fd_before)
        for name, handler in before.items():
            signal.signal(name, handler)
        notifier.setEnabled(False)
        reader.close()
        writer.close()


def wait_while(busy: Callable[[], bool]) -> None:
    """Let events pass until nothing is under way."""
    loop = QEventLoop()
    while True:
        loop.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        if not busy():
            loop.processEvents()
            if not busy():
                return
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
