"""The pictures of the library, practice and studio windows can be made again."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6")

from callassist.store import keys
from tools.pictures.__main__ import main


def test_all_are_written(tmp_path, monkeypatch, qapp):
    monkeypatch.setattr(keys, "SCRYPT_COST", 2)
    main(tmp_path)
    names = {
        f"{window}-{color}.png"
        for window in ("library", "practice", "studio")
        for color in ("dark", "light")
    } | {"library-german.png"}
    assert {path.name for path in tmp_path.iterdir()} == names
    assert all((tmp_path / name).stat().st_size > 50_000 for name in names)
