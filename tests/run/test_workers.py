"""Recognition workers: order, draining, and errors that are not lost."""

from __future__ import annotations

import threading

from callassist.run.workers import RecognitionWorker


def test_jobs_run_in_order_on_another_thread() -> None:
    worker = RecognitionWorker("agent")
    seen: list[tuple[int, bool]] = []
    here = threading.current_thread()
    for number in range(20):
        worker.run(lambda n=number: seen.append((n, threading.current_thread() is here)))
    assert worker.drain()
    assert seen == [(n, False) for n in range(20)]
    worker.close()


def test_a_failed_job_is_kept_and_ends_the_rest() -> None:
    worker = RecognitionWorker("customer")
    ran: list[str] = []

    def fail() -> None:
        raise RuntimeError("no model")

    worker.run(fail)
    worker.run(lambda: ran.append("after"))
    assert worker.drain()
    assert str(worker.failure) == "no model"
    assert ran == []
    worker.close()


def test_draining_gives_up_on_a_stuck_job() -> None:
    worker = RecognitionWorker("agent")
    release = threading.Event()
    worker.run(lambda: (release.wait(30.0), None)[1])
    assert not worker.drain(timeout_s=0.05)
    release.set()
    worker.close()
