"""Fetches one file that is known by its size and SHA-256: resumable, bounded, checked.

What has arrived stays in a ``.part`` file, from which the next try goes on.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

from callassist import __version__
from callassist.engines.manifest import file_sha256
from callassist.errors import ModelError

if TYPE_CHECKING:  # loaded only to fetch a model: nothing else may have to do with a network
    import requests

GIVE_UP_S = 5.0
"""No answer from the site until then, from looking up its name on, and it counts as away."""
STALL_S = 15.0
"""No byte for this long, and the transfer counts as broken off."""
_FRUITLESS_TRIES = 3
_CHUNK_BYTES = 1 << 14
"""What has come of a chunk is lost when the transfer breaks off within it."""

Told = Callable[[int, int], None]
"""Hears the bytes that have arrived and the bytes in all."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The file to fetch.

    Attributes:
        address: Its http or https address.
        bytes: Its exact size.
        sha256: Its SHA-256 in hex.
    """

    address: str
    bytes: int
    sha256: str

    @property
    def host(self) -> str:
        """The site's name, for people."""
        return urlsplit(self.address).hostname or self.address


class _BrokenOffError(Exception):
    """The transfer ended early; what has arrived is kept."""


def download(wanted: Wanted, part: Path, told: Told, give_up_s: float = GIVE_UP_S) -> None:
    """Fetch a file into ``part``, going on from what is there.

    A transfer that breaks off is resumed at once, as long as each try brings
    something. Nothing beyond the wanted size is ever read.

    Args:
        wanted: The file.
        part: Where it goes; on return it holds the whole checked file.
        told: Hears of progress.
        give_up_s: Seconds until a site that does not answer counts as away.

    Raises:
        ModelError: If the site is away, has another file, or breaks off for good (``part``
            is kept then, and by Ctrl-C), or what arrived is not the file (``part`` is
            removed).
        OSError: If the disk is full or ``part`` cannot be written.
    """
    if not _is_web_address(wanted.address):
        raise ModelError(f"{wanted.address!r} is no http or https address")
    fruitless = 0
    while True:
        resumed_at = _size(part)
        if resumed_at > wanted.bytes:
            part.unlink()
            continue
        problem = ""
        if resumed_at < wanted.bytes:
            try:
                _fetch(wanted, part, resumed_at, told, give_up_s)
            except _BrokenOffError as error:
                problem = str(error)
        arrived = _size(part)
        if arrived == wanted.bytes:
            if file_sha256(part) == wanted.sha256:
                return
            part.unlink()
            if resumed_at == 0:
                raise ModelError(
                    f"{wanted.host} sent another file than expected (its SHA-256 differs); "
                    "nothing was installed: try again, or use --from FILE.zip"
                )
            continue  # the part kept from before was bad: once more from the start
        fruitless = fruitless + 1 if arrived <= resumed_at else 0
        if fruitless >= _FRUITLESS_TRIES:
            raise ModelError(
                f"{wanted.host} broke off after {arrived / 1e6:.1f} of {wanted.bytes / 1e6:.1f} MB"
                f" ({problem}); run it again to go on from there"
            )


def _is_web_address(address: str) -> bool:
    try:
        return urlsplit(address).scheme in ("http", "https") and bool(urlsplit(address).hostname)
    except ValueError:  # as of a bracket that is not closed
        return False


def _fetch(wanted: Wanted, part: Path, start: int, told: Told, give_up_s: float) -> None:
    """Write what the site sends from byte ``start`` on to ``part``."""
    import requests

    with _answer(wanted, start, give_up_s) as response:
        if response.status_code == requests.codes.requested_range_not_satisfiable and start:
            part.unlink()  # the site disagrees with what is here
            return
        if response.status_code not in (requests.codes.ok, requests.codes.partial_content):
            raise ModelError(
                f"{wanted.host} answered {response.status_code} {response.reason} for "
                f"{wanted.address}; try --address with a mirror, or --from FILE.zip"
            )
        if not _continues(response, start):
            start = 0
        announced = response.headers.get("Content-Length", "")
        if announced.isdecimal() and start + int(announced) != wanted.bytes:
            raise ModelError(
                f"{wanted.host} has another file there: {start + int(announced)} bytes instead "
                f"of {wanted.bytes}; try --address with a mirror, or --from FILE.zip"
            )
        part.parent.mkdir(parents=True, exist_ok=True)
        with part.open("r+b" if start else "wb") as file:
            file.seek(start)
            file.truncate()
            _receive(response, file, start, wanted, told)


def _receive(
    response: requests.Response, file: BinaryIO, start: int, wanted: Wanted, told: Told
) -> None:
    arrived = start
    told(arrived, wanted.bytes)
    for chunk in _chunks(response):
        if arrived + len(chunk) > wanted.bytes:
            file.truncate(0)
            raise ModelError(
                f"{wanted.host} sends more than the {wanted.bytes} bytes of the model: it has "
                "another file there; try --address with a mirror, or --from FILE.zip"
            )
        file.write(chunk)
        arrived += len(chunk)
        told(arrived, wanted.bytes)
    if arrived < wanted.bytes:
        raise _BrokenOffError("the connection was closed")


def _chunks(response: requests.Response) -> Iterator[bytes]:
    """Yield the body; a RequestException is an OSError and must not pass for a disk's."""
    import requests

    try:
        yield from response.iter_content(_CHUNK_BYTES)
    except requests.RequestException as error:
        stalled = "timed out" in str(error).lower()
        reason = "nothing more came" if stalled else "the connection was lost"
        raise _BrokenOffError(reason) from error


def _continues(response: requests.Response, start: int) -> bool:
    """Return whether the body starts at byte ``start``, as was asked."""
    import requests

    if response.status_code != requests.codes.partial_content:
        return start == 0
    return response.headers.get("Content-Range", "").startswith(f"bytes {start}-")


def _answer(wanted: Wanted, start: int, give_up_s: float) -> requests.Response:
    """Ask for the file from byte ``start`` on and wait for the head of the answer.

    In a thread of its own: a name look-up cannot be given a time limit, and a dead
    name server holds it for half a minute.
    """
    import requests

    answers: queue.SimpleQueue[requests.Response | Exception] = queue.SimpleQueue()
    given_up = threading.Event()

    def ask() -> None:
        headers = {"Accept-Encoding": "identity", "User-Agent": f"callassist/{__version__}"}
        if start:
            headers["Range"] = f"bytes={start}-"
        try:
            response = requests.get(
                wanted.address, headers=headers, stream=True, timeout=(give_up_s, STALL_S)
            )
        except Exception as error:  # handed to the caller, whatever it is
            answers.put(error)
            return
        answers.put(response)
        if given_up.is_set():
            response.close()

    threading.Thread(target=ask, name="callassist-download", daemon=True).start()
    try:
        answer = answers.get(timeout=give_up_s)
    except queue.Empty:
        given_up.set()
        raise ModelError(
            f"{wanted.host} did not answer within {give_up_s:g} s; "
            "check the network and run it again, or use --from FILE.zip"
        ) from None
    if isinstance(answer, requests.Response):
        return answer
    if isinstance(answer, requests.RequestException):
        raise ModelError(
            f"{wanted.host} cannot be reached ({_reason(answer)}); "
            "check the network and run it again, or use --from FILE.zip"
        ) from answer
    raise answer


def _reason(error: BaseException) -> str:
    """Return the root of a chain of wrapped network errors in a few words."""
    import requests

    if isinstance(error, requests.Timeout):
        return "no answer"
    if isinstance(error, requests.exceptions.SSLError):
        return "its certificate is not trusted"
    if isinstance(error, requests.TooManyRedirects):
        return "it redirects endlessly"
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError) and seen.strerror:
            return seen.strerror.lower()
        seen = getattr(seen, "reason", None) or seen.__cause__ or seen.__context__
    return "no connection"


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
