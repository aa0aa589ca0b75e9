"""A real web site on this machine that misbehaves as told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Site:
    """Serves one file; ``behave`` may be replaced by a test.

    Attributes:
        body: The file.
        asked: The ``Range`` header of each request, ``""`` without one.
        closing: Set when the test is over; a hanging answer waits for it.
    """

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.asked: list[str] = []
        self.paths: list[str] = []
        self.closing = threading.Event()
        self.behave: Callable[[Site, BaseHTTPRequestHandler], None] = serve
        self.address = ""

    def start_asked(self) -> int:
        """Return the first byte that the newest request wants."""
        asked = self.asked[-1]
        return int(asked.removeprefix("bytes=").removesuffix("-")) if asked else 0


def head(handler: BaseHTTPRequestHandler, status: int, **fields: object) -> None:
    handler.send_response(status)
    for name, value in fields.items():
        handler.send_header(name.replace("_", "-"), str(value))
    handler.end_headers()


def serve(site: Site, handler: BaseHTTPRequestHandler, stop_at: int | None = None) -> None:
    """Serve as a good site does; ``stop_at`` closes the connection at that byte."""
    start, size = site.start_asked(), len(site.body)
    if start:
        head(
            handler, 206, Content_Length=size - start,
            Content_Range=f"bytes {start}-{size - 1}/{size}",
        )  # fmt: skip
    else:
        head(handler, 200, Content_Length=size)
    handler.wfile.write(site.body[start:stop_at])


@contextmanager
def running(body: bytes) -> Iterator[Site]:
    site = Site(body)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.headers.get("Range", ""))
            site.paths.append(self.path)
            site.behave(site, self)
            self.close_connection = True

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.address = f"http://127.0.0.1:{server.server_address[1]}/model.zip"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
