"""Batches on a real Dask cluster: every call once, whatever dies."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import soundfile as sf

from callassist.paths import resources_dir
from callassist.run.batch.cluster import Cluster, ClusterError
from callassist.run.batch.jobs import Job, Keep, Setup
from callassist.run.keeping.importing import ImportFacts
from callassist.store.store import CallStore
from callassist.store.unlock import PASSPHRASE_VARIABLE, Unlock
from tests.run.batch.dask_cluster import DaskCluster, dask_cluster, kill

pytest.importorskip("distributed")

DEMO_CALL = resources_dir() / "demo" / "late-parcel.flac"
LENGTH_S = 4


def cut(path: Path, number: int) -> Path:
    samples, rate_hz = sf.read(DEMO_CALL, dtype="float32")
    path.parent.mkdir(parents=True, exist_ok=True)
    start = number * LENGTH_S * rate_hz
    sf.write(path, samples[start : start + LENGTH_S * rate_hz], rate_hz)
    return path


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    folder = tmp_path / "calls"
    for number in range(6):
        cut(folder / "ab"[number % 2] / f"call{number}.flac", number)
    return folder


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[DaskCluster]:
    with dask_cluster(tmp_path / "dask") as running:
        yield running


def command(*arguments: str | Path) -> list[str]:
    words = [*map(str, arguments), "--engine", "moonshine"]
    return [sys.executable, "-m", "callassist", "analyze", *words]


def callassist(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments), capture_output=True, text=True, timeout=150, check=False
    )


def finished(out: Path) -> Counter[str]:
    """Count how often each call file was noted as done: once each, if all is well."""
    lines = (out / "done.jsonl").read_text().splitlines() if (out / "done.jsonl").exists() else []
    return Counter(json.loads(line)["call"] for line in lines)


def wait_for_files(out: Path, count: int, process: subprocess.Popen[str]) -> None:
    while len(list(out.rglob("*.call.json"))) < count:
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)


ALL = {f"{'ab'[n % 2]}/call{n}.call.json": 1 for n in range(6)}


@pytest.mark.cluster
@pytest.mark.timeout(300)
def test_a_cluster_gives_what_this_computer_gives(
    tmp_path: Path, calls: Path, cluster: DaskCluster
) -> None:
    pytest.importorskip("pyarrow")
    there, here = tmp_path / "there", tmp_path / "here"
    run = callassist(
        calls, "--out", there, "--parquet", tmp_path / "data", "--cluster", cluster.address
    )
    assert run.returncode == 0, run.stderr + cluster.said()
    assert finished(there) == ALL
    assert callassist(calls, "--out", here, "--jobs", "1").returncode == 0
    for name in ALL:
        documents = [json.loads((out / name).read_text()) for out in (there, here)]
        for document in documents:
            del document["timing"]
        assert documents[0] == documents[1]
    again = callassist(
        calls, "--out", there, "--parquet", tmp_path / "data", "--cluster", cluster.address
    )
    assert (again.returncode, again.stdout) == (0, "")
    assert "6 calls were done before" in again.stderr


@pytest.mark.cluster
@pytest.mark.timeout(300)
def test_a_worker_killed_in_mid_run_loses_nothing(
    tmp_path: Path, calls: Path, cluster: DaskCluster
) -> None:
    out = tmp_path / "out"
    arguments = command(calls, "--out", out, "--cluster", cluster.address)
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        wait_for_files(out, 1, run)
        kill(cluster.workers[0])
        stdout, stderr = run.communicate(timeout=200)
    assert run.returncode == 0, stderr
    assert finished(out) == ALL
    assert len(stdout.splitlines()) == 6
    assert "Traceback" not in stderr


@pytest.mark.cluster
@pytest.mark.timeout(300)
def test_a_cluster_that_is_gone_is_one_line_and_the_rest_is_done_later(
    tmp_path: Path, calls: Path, cluster: DaskCluster
) -> None:
    out = tmp_path / "out"
    arguments = command(calls, "--out", out, "--cluster", cluster.address)
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        wait_for_files(out, 2, run)
        kill(cluster.scheduler)
        _, stderr = run.communicate(timeout=100)
    assert run.returncode == 1
    said = [line for line in stderr.splitlines() if line.startswith("callassist: the cluster")]
    assert said == [
        f"callassist: the cluster at {cluster.address} is gone: what was finished stays; run the "
        "same command again to do the rest"
    ]
    assert "Traceback" not in stderr
    assert "distributed" not in stderr
    before = finished(out)
    assert 2 <= len(before) < 6
    rest = callassist(calls, "--out", out, "--jobs", "2")
    assert rest.returncode == 0, rest.stderr
    assert f"{len(before)} calls were done before" in rest.stderr
    assert finished(out) == ALL


@pytest.mark.cluster
@pytest.mark.timeout(300)
def test_a_recording_that_kills_workers_is_told_and_the_others_are_done(
    tmp_path: Path, calls: Path
) -> None:
    cut(calls / "poison.flac", 1)
    with dask_cluster(
        tmp_path / "dask", 2, ["--preload", "tests.run.batch.poisoned_worker"]
    ) as cluster:
        stopped = threading.Event()

        def revive() -> None:  # as a nanny, or whatever runs a center's workers, would
            while not stopped.wait(0.2):
                for worker in cluster.workers[:]:
                    if worker.poll() is not None:
                        cluster.workers.remove(worker)
                        cluster.add_worker("--preload", "tests.run.batch.poisoned_worker")

        nanny = threading.Thread(target=revive)
        nanny.start()
        try:
            run = callassist(calls, "--out", tmp_path / "out", "--cluster", cluster.address)
        finally:
            stopped.set()
            nanny.join()
    assert run.returncode == 1
    assert "poison.flac: 4 workers died of it" in run.stderr
    assert finished(tmp_path / "out") == ALL
    assert "poison.flac" in (tmp_path / "out" / "failures.csv").read_text()


@pytest.mark.cluster
@pytest.mark.timeout(300)
def test_urls_are_fetched_and_calls_kept_here(
    tmp_path: Path, calls: Path, cluster: DaskCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALLASSIST_CALLS", str(tmp_path / "kept"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "correct horse battery")
    pattern = f"file://{calls}/a/*.flac"
    for expected in (3, 0):
        run = callassist(pattern, "--keep", "--agent-name", "Anna", "--cluster", cluster.address)
        assert run.returncode == 0, run.stderr
        assert run.stderr.count("is kept as call") == expected
    assert callassist(calls / "b", "--keep", "--jobs", "1").returncode == 0
    with CallStore.open(unlock=Unlock(use_keyring=False), create=False) as store:
        kept = store.calls()
        assert sorted(call.title for call in kept) == [f"call{n}" for n in range(6)]
        assert all(call.has_sound for call in kept)
        assert [call.duration_s for call in kept] == [pytest.approx(LENGTH_S)] * 6


@pytest.mark.cluster
@pytest.mark.timeout(120)
def test_a_cluster_without_workers_is_one_line(tmp_path: Path, calls: Path) -> None:
    with (
        dask_cluster(tmp_path / "dask", 0) as cluster,
        Cluster(cluster.address, patience_s=0.5) as connected,
        pytest.raises(ClusterError, match="no workers: start some with 'dask worker tcp://"),
    ):
        connected.engine_facts(Setup("moonshine"))


@pytest.mark.cluster
def test_no_cluster_at_all_is_one_line(tmp_path: Path, calls: Path) -> None:
    run = callassist(calls, "--out", tmp_path / "out", "--cluster", "tcp://127.0.0.1:9")
    assert run.returncode == 1
    assert run.stderr.strip() == (
        "callassist: no Dask scheduler answers at tcp://127.0.0.1:9: start one with 'dask "
        "scheduler', or check the address"
    )


def test_what_travels_has_neither_the_passphrase_nor_the_store(tmp_path: Path) -> None:
    keep = Keep(ImportFacts(), "postgresql+pg8000://team@db/calls", "correct horse battery")
    pack = tmp_path / "pack.toml"
    pack.write_text('schema = 1\nid = "x"\nversion = 1\n')
    away = Setup("moonshine", pack=pack, keep=keep).elsewhere()
    assert away.keep is None
    assert away.gives_events
    assert away.prompts() == Setup(pack=pack).prompts()
    assert "horse" not in repr(away)


def test_a_job_is_known_by_the_same_name_from_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert Job(Path("a.wav"), None).recording == str(tmp_path / "a.wav")
    assert Job(Path("a.wav"), None, url="s3://x/a.wav").recording == "s3://x/a.wav"
    assert os.fspath(Job(Path("a.wav"), None, Path("b.wav")).recording) == (
        f"{tmp_path / 'a.wav'} + {tmp_path / 'b.wav'}"
    )
