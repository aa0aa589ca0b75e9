"""Where the calls of a what-if come from: call files, folders of them, kept calls."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Protocol

from callassist.errors import CallAssistError, CallStoreError
from callassist.review.callfile import CALL_SUFFIX
from callassist.run.whatif.judging import judged_again
from callassist.run.whatif.packed import pack_tape
from callassist.run.whatif.tape import tape_of_document, tape_of_events
from callassist.settings.custom import Additions
from callassist.types import CallEvent


@dataclass(frozen=True, slots=True)
class StoredCall:
    """A call to answer for.

    Attributes:
        name: What it is called: its id in the store, or its file's name without the ending.
        packed: Its tape, see :func:`callassist.run.whatif.packed.pack_tape`; or the file to
            make it from.
        problem: Why there is none, one line, or nothing.
    """

    name: str
    packed: bytes | Path = b""
    problem: str = ""


class Calls(Protocol):
    """Hands out calls, one after the other, and knows how many there are."""

    def __iter__(self) -> Iterator[StoredCall]:
        """Yield them; what cannot be read is told in ``problem``, and the others go on."""
        ...

    def __len__(self) -> int:
        """Return how many there are."""
        ...


def read_tape(path: Path) -> bytes:
    """Return the packed tape of a call file.

    Raises:
        CallStoreError: If it cannot be read, or is no call file.
    """
    try:
        text = path.read_bytes()
    except OSError as error:
        raise CallStoreError(f"cannot read {path}: {error.strerror}") from error
    try:
        return pack_tape(tape_of_document(text))
    except CallStoreError as error:
        raise CallStoreError(f"{path} is {error}") from error


def call_files(paths: Iterable[Path]) -> list[StoredCall]:
    """Return the calls of files and folders, with those of folders within.

    A file in a folder is named by its way from there, a file by itself by its name alone;
    where two would have one name, both are named by the whole path.

    Raises:
        CallStoreError: If a path is neither a call file nor a folder, or is not there.
    """
    found: dict[Path, str] = {}
    for path in paths:
        if path.is_dir():
            files = sorted(path.rglob(f"*{CALL_SUFFIX}"))
            found.update({file: _name(file.relative_to(path)) for file in files})
        elif not path.exists():
            raise CallStoreError(f"{path} is not there: name call files or folders of them")
        elif not path.name.endswith(CALL_SUFFIX):
            raise CallStoreError(
                f"{path} is no call file (*{CALL_SUFFIX}): make one with 'callassist analyze'"
            )
        else:
            found.setdefault(path, _name(PurePath(path.name)))
    names = list(found.values())
    twice = (
        {name for name in names if names.count(name) > 1} if len(set(names)) < len(names) else set()
    )
    return [
        StoredCall(_name(path) if name in twice else name, path) for path, name in found.items()
    ]


def _name(path: PurePath) -> str:
    return path.as_posix().removesuffix(CALL_SUFFIX)


class TapeShelf(Protocol):
    """Keeps packed tapes, sealed, beside the calls they were made of."""

    def tape(self, call_id: str) -> bytes | None:
        """Return a call's tape, if it was kept."""
        ...

    def keep_tape(self, call_id: str, packed: bytes) -> None:
        """Keep a call's tape."""
        ...


class KeptCalls:
    """Calls of a store; a call's tape is made once and kept, where there is a shelf."""

    def __init__(
        self,
        ids: Sequence[str],
        events: Callable[[str], Iterable[CallEvent]],
        *,
        pack_of: Callable[[str], str] | None = None,
        shelf: TapeShelf | None = None,
        additions: Additions | None = None,
    ) -> None:
        """Prepare to hand out calls; nothing is read yet.

        Args:
            ids: The calls.
            events: Gives a call's events, all of them and in order.
            pack_of: Gives the ``id/version`` of the pack of its time.
            shelf: Where tapes are kept.
            additions: Judge every call anew with these: some 20 ms for five minutes of it,
                and no such tape is kept. By default the stored findings hold.
        """
        self._ids = tuple(ids)
        self._events = events
        self._pack_of = pack_of
        self._shelf = shelf
        self._additions = additions

    def __len__(self) -> int:
        """Return how many calls there are."""
        return len(self._ids)

    def __iter__(self) -> Iterator[StoredCall]:
        """Yield them in order."""
        for call_id in self._ids:
            try:
                yield StoredCall(call_id, self._tape(call_id))
            except CallAssistError as error:
                yield StoredCall(call_id, problem=str(error))

    def _tape(self, call_id: str) -> bytes:
        pack = self._pack_of(call_id) if self._pack_of is not None else ""
        if self._additions is not None:
            return pack_tape(judged_again(self._events(call_id), self._additions, pack=pack))
        kept = self._shelf.tape(call_id) if self._shelf is not None else None
        if kept is not None:
            return kept
        packed = pack_tape(tape_of_events(self._events(call_id), pack=pack))
        if self._shelf is not None:
            self._shelf.keep_tape(call_id, packed)
        return packed
