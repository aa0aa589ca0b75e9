"""Looks for what was said in the bytes of files."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from callassist.store.sound import from_pcm
from tests.store.recording import Item, played
from tests.store.scripted import LINES


class Scanner:
    """Reads every file under a folder and says which known things are in it."""

    def __init__(self, script: list[Item]) -> None:
        words = {word for line in LINES for word in line.split() if len(word) > 4}
        stems = {word[:-1] for word in words if len(word) > 5}
        self._needles = [
            needle.encode(code)
            for word in sorted(words | stems)
            for needle in (word, word.upper())
            for code in ("utf-8", "utf-16-le", "utf-16-be")
        ]
        sound = played(script)
        for column in range(2):
            (loud,) = np.nonzero(np.abs(sound[:, column]) > 2000)
            for at in loud[:: max(1, len(loud) // 40)]:
                raw = sound[at : at + 16, column]
                self._needles += [raw.tobytes(), from_pcm(raw).tobytes()]
                self._needles.append(sound[at : at + 8].tobytes())
        self.seen: set[str] = set()

    def scan(self, folder: Path) -> None:
        for path in folder.rglob("*"):
            try:
                data = path.read_bytes() if path.is_file() else b""
            except FileNotFoundError:
                continue
            self.seen.add(path.name.split("-")[0])
            found = [needle for needle in self._needles if needle in data]
            assert found == [], f"{path} holds {found[:3]}"
