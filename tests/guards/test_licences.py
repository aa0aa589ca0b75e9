"""What ships may be shipped: every locked library's licence, and that locks hold."""

from __future__ import annotations

import importlib.metadata
import re
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).parent.parent.parent / "requirements"
ALLOWED = frozenset(
    "0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause CC0-1.0 ISC MIT MIT-0 MPL-2.0 PSF-2.0 Zlib".split()
)
OTHERWISE_WRITTEN = {
    "Apache Software License": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "BSD 3-Clause License": "BSD-3-Clause",
    "BSD 3-clause": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
LESSER = {
    "pyside6-essentials": "LGPL-3.0-only",
    "shiboken6": "LGPL-3.0-only",
    "soxr": "LGPL-2.1-or-later",
}
"""Used as shared libraries that anybody may replace, which is what the LGPL asks for."""
LOCKED = re.compile(r"^([\w.-]+)==(\S+)(?: ; .*?)?(?: \\)?$", re.MULTILINE)


def locked(file: str) -> dict[str, str]:
    return dict(LOCKED.findall((REQUIREMENTS / file).read_text("utf-8")))


def licences_of(name: str) -> list[str]:
    """Every licence that all have to be kept; of alternatives the one that we take."""
    about = importlib.metadata.metadata(name)
    classified = [
        each.split(" :: ")[-1]
        for each in about.get_all("Classifier") or []
        if each.startswith("License :: OSI Approved :: ")
    ]
    stated = about.get("License-Expression") or about.get("License") or ""
    if not stated or stated == "UNKNOWN" or "\n" in stated:
        stated = " AND ".join(classified)
    found = []
    for part in re.split(r"\s+AND\s+", stated):
        choices = [OTHERWISE_WRITTEN.get(one, one) for one in re.split(r"\s+OR\s+", part)]
        taken = {*choices} & (ALLOWED | {LESSER.get(name, "")})
        found.append(min(taken) if taken else part)
    return found


@pytest.mark.parametrize("name", sorted(locked("app.txt")))
def test_a_library_that_ships_has_a_licence_that_allows_it(name: str) -> None:
    try:
        found = licences_of(name)
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("not for this system")
    assert found
    assert {*found} <= ALLOWED | {LESSER.get(name, "")}, found


@pytest.mark.parametrize("file", sorted(path.name for path in REQUIREMENTS.glob("*.txt")))
def test_every_version_is_pinned_and_hashed(file: str) -> None:
    text = (REQUIREMENTS / file).read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(lines) > 1
    assert [line for line in lines if not LOCKED.match(line) or not line.endswith("\\")] == []
    blocks = re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]
    assert [block for block in blocks if "--hash=sha256:" not in block] == []
    assert "://" not in text, "a lock takes packages by name and hash, from nowhere else"
