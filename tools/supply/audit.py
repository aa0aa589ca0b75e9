"""Asks whether anything is known against the locked libraries: ``make audit``.

pip-audit asks an advisory database. Where none answers, this says so in a line of its own and
nothing else: an audit that did not run is not one that found nothing. What can be checked
without a network (pins, hashes, licences) is checked by tests/guards/test_licences.py.

Ends with 0 when nothing is known or no database could be asked, with 1 when something is.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
LOCK = ROOT / "requirements" / "app.txt"
NOT_RUN = "audit not run: no advisory database reachable"
ASKING_MAY_TAKE_S = 300
_ENTRY = re.compile(r"^(?=\S)", re.MULTILINE)


def entries(lock: str) -> list[str]:
    """Return the lock's entries, each with its hashes."""
    return [entry for entry in _ENTRY.split(lock) if "==" in entry]


def asked(requirements: str) -> list[dict[str, Any]] | None:
    """Return what pip-audit says of each library, or ``None`` if it could not ask."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "requirements.txt"
        file.write_text(requirements, encoding="utf-8")
        command = [
            sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes",
            "--progress-spinner", "off", "--format", "json", "--timeout", "15", "-r", str(file),
        ]  # fmt: skip
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, check=False, timeout=ASKING_MAY_TAKE_S
            )
            found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
        except (subprocess.TimeoutExpired, ValueError, KeyError, TypeError):
            return None
    return found


def lines_of(found: list[dict[str, Any]]) -> list[str]:
    """Return a line for everything that is known."""
    return [
        f"{each['name']} {each['version']}: {known['id']}"
        f" (mended in {', '.join(known['fix_versions']) or 'no version yet'})"
        for each in found
        for known in each.get("vulns", ())
    ]


def main(lock: Path = LOCK) -> int:
    """Ask and tell."""
    locked = entries(lock.read_text("utf-8"))
    # One library first: where nobody answers for it, the others need not be asked for.
    probe = asked(locked[0])
    if not probe or "skip_reason" in probe[0]:
        print(NOT_RUN)
        return 0
    found = asked("".join(locked))
    if found is None:
        print(NOT_RUN)
        return 0
    unknown = [each["name"] for each in found if "skip_reason" in each]
    known = lines_of(found)
    for line in known:
        print(line)
    print(f"audited {len(found) - len(unknown)} of {len(locked)} libraries, {len(known)} known")
    if unknown:
        print(f"not audited: {', '.join(unknown)}")
    return 1 if known else 0


if __name__ == "__main__":
    sys.exit(main())
