"""The calls that a pack is tried on: call files, or kept calls that a query finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from callassist.errors import CallStoreError
from callassist.review.call import ReviewCall
from callassist.run.opening import open_call
from callassist.run.whatif import KeptCalls, StoredCall, call_files
from callassist.settings.custom import Additions
from callassist.store.store import CallStore
from callassist.types import Channel, Utterance, Word

Source = Callable[[Additions | None], Iterable[StoredCall]]
Opener = Callable[[str], ReviewCall]


@dataclass(frozen=True, slots=True)
class CallSet:
    """Calls to try packs on.

    Attributes:
        names: What the calls are called by answers and marks.
        titles: What people call them, where that is something else.
        about: Where they come from, for people: ``"12 call files"``.
        source: Hands them out; judged anew where something is added to what is noticed.
        opener: Opens one for review.
        can_judge_anew: Whether ``source`` heeds what is added.
    """

    names: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    about: str = "no calls"
    source: Source = field(default=lambda _: ())
    opener: Opener | None = None
    can_judge_anew: bool = False

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.names)

    def title(self, name: str) -> str:
        """Return what people call a call."""
        return self.titles.get(name, name)

    def open(self, name: str) -> ReviewCall:
        """Open a call for review.

        Raises:
            CallAssistError: It cannot be read.
        """
        if self.opener is None:
            raise CallStoreError(f"{name} cannot be opened: it is not at hand as a call")
        return self.opener(name)


def calls_of_files(paths: Sequence[Path]) -> CallSet:
    """Return the calls of call files and of folders of them.

    Raises:
        CallStoreError: One is not there, or holds none.
    """
    found = call_files(paths)
    files = {call.name: Path(str(call.packed)) for call in found if isinstance(call.packed, Path)}

    def opened(name: str) -> ReviewCall:
        return open_call(files[name])

    count = len(found)
    about = f"{count:,} call file" + ("" if count == 1 else "s")
    return CallSet(tuple(call.name for call in found), {}, about, lambda _: found, opened)


def kept_calls(store: CallStore, query: str = "", ids: Sequence[str] = ()) -> CallSet:
    """Return kept calls; their tapes are kept in the store once they are made.

    Args:
        store: Open as long as the calls are used.
        query: As in the library's search.
        ids: These calls instead, or their unique beginnings.

    Raises:
        CallAssistError: The query has a mistake, or there is no such call.
    """
    chosen = [store.find(ref) for ref in ids] if ids else store.calls(query)
    calls = [call for call in chosen if call.state != "recording"]
    names = tuple(call.id for call in calls)

    def source(additions: Additions | None) -> Iterable[StoredCall]:
        return KeptCalls(names, store.events, shelf=store, additions=additions)

    def opened(name: str) -> ReviewCall:
        return open_call(name, store=store)

    count = len(calls)
    about = f"{count:,} kept call" + ("" if count == 1 else "s")
    if query:
        about += f" ({query})"
    titles = {call.id: call.title for call in calls}
    return CallSet(names, titles, about, source, opened, can_judge_anew=True)


def both(one: CallSet, other: CallSet) -> CallSet:
    """Return the calls of two sets as one."""
    if not one:
        return other
    if not other:
        return one

    def source(additions: Additions | None) -> Iterable[StoredCall]:
        return [*one.source(additions), *other.source(additions)]

    def opened(name: str) -> ReviewCall:
        return (one if name in one.names else other).open(name)

    return CallSet(
        (*one.names, *other.names),
        {**one.titles, **other.titles},
        f"{one.about} and {other.about}",
        source,
        opened,
        one.can_judge_anew and other.can_judge_anew,
    )


def said_at(document: Mapping[str, Any], at_s: float) -> Utterance | None:
    """Return what was said at a second of a call, or last before it.

    Args:
        document: See ``docs/call.schema.json``.
        at_s: Seconds from the start of the call.
    """
    begun = [turn for turn in document["turns"] if turn["start_s"] <= at_s and turn["text"]]
    if not begun:
        return None
    turn = max(begun, key=lambda each: float(each["start_s"]))
    words = tuple(
        Word(word["text"], word["start_s"], word["end_s"], word["confidence"])
        for word in turn["words"]
    )
    side: Channel = turn["channel"]
    return Utterance(side, words, True, turn["end_s"], turn["start_s"], turn["end_s"])
