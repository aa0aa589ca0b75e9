"""What a native library keeps in memory for nothing is given back."""

from __future__ import annotations

import mmap
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from callassist.engines.moonshine import RATE_HZ, MoonshineEngine, bundled_folder
from callassist.engines.native_memory import release_mapped

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux tells what is mapped"
)
SIZE = 64 * mmap.PAGESIZE


def resident(folder: Path) -> int:
    """Return how many bytes of the files of a folder this process has in memory."""
    total, inside = 0, False
    for line in Path("/proc/self/smaps").read_text(encoding="utf-8").splitlines():
        first, *rest = line.split(None, 5)
        if not first.endswith(":"):
            inside = len(rest) == 5 and Path(rest[-1]).parent == folder
        elif inside and first == "Rss:":
            total += 1024 * int(rest[0])
    return total


def mapped(path: Path, access: int) -> mmap.mmap:
    path.write_bytes(bytes(range(256)) * (SIZE // 256))
    with path.open("rb") as file:
        memory = mmap.mmap(file.fileno(), 0, flags=mmap.MAP_PRIVATE, prot=access)
    assert sum(memory[:: mmap.PAGESIZE]) == 0  # every page is read once
    return memory


def test_files_that_are_only_read_leave_memory_and_come_back(tmp_path: Path) -> None:
    memory = mapped(tmp_path / "weights", mmap.PROT_READ)
    before = memory[:]
    assert resident(tmp_path) == SIZE
    assert release_mapped(tmp_path) == SIZE
    assert resident(tmp_path) == 0
    assert memory[:] == before


def test_what_was_written_and_other_folders_stay(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    written = mapped(tmp_path / "written", mmap.PROT_READ | mmap.PROT_WRITE)
    elsewhere = mapped(other / "weights", mmap.PROT_READ)
    written[7] = 99
    assert release_mapped(tmp_path) == 0
    assert written[7] == 99
    assert resident(other) == SIZE
    assert elsewhere[7] == 7


def test_moonshine_does_not_keep_its_files_in_memory() -> None:
    folder = bundled_folder()
    assert folder is not None
    engine = MoonshineEngine()
    try:
        engine.transcribe(np.random.default_rng(1).normal(0, 0.1, RATE_HZ).astype(np.float32))
        assert resident(folder.resolve()) == 0
    finally:
        engine.close()


def test_moonshine_loads_no_client_for_the_web() -> None:
    code = (
        "import sys; from callassist.engines.moonshine import MoonshineEngine\n"
        "MoonshineEngine().close()\n"
        "assert not {'requests', 'urllib3', 'moonshine_voice.download'} & sys.modules.keys()\n"
        "import moonshine_voice; assert moonshine_voice.get_model_path\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
