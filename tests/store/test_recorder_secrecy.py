"""No word and no sound is on the disk in plain, at any time."""

from __future__ import annotations

from pathlib import Path

import pytest

from callassist.store.sound import SoundFile
from callassist.types import AudioBlock
from tests.store.plain_bytes import Scanner
from tests.store.recording import SEALER, feed, played, recorder
from tests.store.scripted import SECRET, scripted, spoken
from tests.waiting import wait_until


def test_no_file_holds_a_word_or_a_sound_in_plain_at_any_time(tmp_path: Path) -> None:
    script = list(scripted(12.0))
    scanner = Scanner(script)
    writer = recorder(tmp_path)
    for number, item in enumerate(script):
        feed(writer, [item])
        if number % 100 == 0:
            wait_until(lambda: not writer._queue)
            scanner.scan(tmp_path)
    writer.close()
    scanner.scan(tmp_path)
    assert scanner.seen == {"pending", "events", "sound"}


def test_the_scanner_finds_what_it_looks_for(tmp_path: Path) -> None:
    script = list(scripted(12.0))
    scanner = Scanner(script)
    for data in ("marmalade".encode("utf-16-le"), b"tangerine", played(script).tobytes()):
        (tmp_path / "leak").write_bytes(b"\x00" + data)
        with pytest.raises(AssertionError):
            scanner.scan(tmp_path)


def test_a_secret_never_settles_raw(tmp_path: Path) -> None:
    """While its words are not known yet, a stretch's sound is only pending."""
    script = list(scripted(9.0))
    (secret,) = [line for line in spoken(9.0) if SECRET in line[3]]
    words_known_s = secret[2] + 0.3
    writer = recorder(tmp_path)
    for item in script:
        if isinstance(item, AudioBlock) and item.start_s > words_known_s - 0.2:
            break
        feed(writer, [item])
    wait_until(lambda: not writer._queue)
    writer.abandon()
    sound = SoundFile(tmp_path / "sound", SEALER)
    assert sound.duration_s <= secret[1]
    sound.close()
    assert list(tmp_path.glob("pending-*"))
