"""Takes commands from the user's other programs, on a thread of its own."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import socket
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

from callassist.errors import CallAssistError
from callassist.run.control.place import Address, Place, Transport
from callassist.run.control.protocol import (
    MAX_LINE_BYTES,
    REFUSED,
    Answer,
    Command,
    Refused,
    answer_line,
    command_of,
)
from callassist.run.status import Status

REQUEST_MAY_TAKE_S = 2.0
"""A client that has not said its line by then is sent away."""
FAREWELL_S = 0.5
"""Whoever asked the program to end is still answered."""
MAX_CLIENTS = 16
ENDING_MAY_TAKE_S = 5.0

log = logging.getLogger(__name__)

Do = Callable[[Command], Status]
"""Does a command and returns what then holds; may wait, and may raise ``CallAssistError``."""


class ControlServer:
    """Listens at a :class:`Place` as long as it is open."""

    def __init__(self, do: Do, place: Place, transport: Transport | None = None) -> None:
        """Listen from now on.

        Args:
            do: Called for each command, on threads of the server's own.
            place: Entered by this program.
            transport: How; by default what suits the system.

        Raises:
            CallAssistError: It cannot listen here.
        """
        self._do = do
        self._place = place
        self._token = secrets.token_urlsafe(32)
        self._clients = 0
        transport = transport or place.choose_transport()
        try:
            self._socket, address = self._listen(transport)
        except OSError as error:
            raise CallAssistError(_cannot(error)) from error
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._workers = ThreadPoolExecutor(4, thread_name_prefix="callassist-control")
        self._thread = threading.Thread(
            target=self._run, name="callassist-control-socket", daemon=True
        )
        self._thread.start()
        try:
            place.publish(address)
        except OSError as error:
            self.close()
            raise CallAssistError(_cannot(error)) from error

    def close(self) -> None:
        """Listen no more; safe to call twice."""
        self._place.withdraw()
        if not self._loop.is_closed():
            with contextlib.suppress(RuntimeError):  # it has just ended by itself
                self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(ENDING_MAY_TAKE_S)
        self._workers.shutdown(wait=False, cancel_futures=True)

    def _listen(self, transport: Transport) -> tuple[socket.socket, Address]:
        if transport == "unix":
            listening = socket.socket(socket.AF_UNIX)
            try:
                self._place.socket.unlink(missing_ok=True)
                listening.bind(str(self._place.socket))
                self._place.socket.chmod(0o600)
                listening.listen(MAX_CLIENTS)
            except OSError:
                listening.close()
                raise
            return listening, Address("unix", self._token, path=str(self._place.socket))
        listening = socket.socket(socket.AF_INET)
        try:
            listening.bind(("127.0.0.1", 0))
            listening.listen(MAX_CLIENTS)
        except OSError:
            listening.close()
            raise
        return listening, Address("tcp", self._token, port=listening.getsockname()[1])

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._serve_all())
        finally:
            self._loop.close()

    async def _serve_all(self) -> None:
        serve: Callable[..., Awaitable[asyncio.Server]] = (
            asyncio.start_unix_server
            if self._socket.family != socket.AF_INET
            else asyncio.start_server
        )
        server = await serve(self._serve, sock=self._socket, limit=MAX_LINE_BYTES)
        await self._stop.wait()
        server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        if others:
            _, late = await asyncio.wait(others, timeout=FAREWELL_S)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._clients += 1
        try:
            if self._clients <= MAX_CLIENTS:
                writer.write(answer_line(await self._answer(reader)))
                await asyncio.wait_for(writer.drain(), REQUEST_MAY_TAKE_S)
        except (OSError, TimeoutError):
            pass  # whoever asked has gone
        finally:
            self._clients -= 1
            await _hang_up(writer)

    async def _answer(self, reader: asyncio.StreamReader) -> Answer:
        try:
            line = await asyncio.wait_for(reader.readuntil(b"\n"), REQUEST_MAY_TAKE_S)
            command = command_of(line[:-1], self._token)
            status = await self._loop.run_in_executor(self._workers, self._do, command)
        except (Refused, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError):
            return Answer(ok=False, error=REFUSED)
        except CallAssistError as error:
            return Answer(ok=False, error=str(error))
        except Exception as error:
            log.info("a command failed", exc_info=True)
            what = f"{type(error).__name__}: {' '.join(str(error).split())}"
            return Answer(ok=False, error=f"a mistake in callassist ({what}); report it")
        return Answer(ok=True, status=status)


async def _hang_up(writer: asyncio.StreamWriter) -> None:
    """Close a connection, also one whose other end takes nothing."""
    writer.close()
    try:
        await asyncio.wait_for(writer.wait_closed(), REQUEST_MAY_TAKE_S)
    except (OSError, TimeoutError):
        writer.transport.abort()


def _cannot(error: OSError) -> str:
    return (
        f"callassist ctl cannot be served ({error.strerror or error}); set control = false "
        "under [calls] in the settings to do without"
    )
