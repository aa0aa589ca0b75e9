"""A real Chromium, driven over a pipe by the DevTools protocol."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.conftest import NoNetwork

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
TIMEOUT_S = 30.0


def installed() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


class Chromium:
    """One browser; ``pages`` are opened in it one at a time."""

    def __init__(self, program: str, profile: Path) -> None:
        hear, self._to = os.pipe()
        self._from, say = os.pipe()
        command = NoNetwork.command(
            program, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
            "--no-first-run", "--disable-extensions", "--disable-component-update",
            "--disable-background-networking", "--autoplay-policy=no-user-gesture-required",
            "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={profile}", "about:blank",
        )  # fmt: skip

        def at_three_and_four() -> None:
            high_hear, high_say = (os.dup(fd) for fd in (hear, say))
            for high, low in ((high_hear, 3), (high_say, 4)):
                os.dup2(high, low)

        self._process = subprocess.Popen(
            command, pass_fds=(3, 4), preexec_fn=at_three_and_four,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(hear)
        os.close(say)
        self._read = b""
        self._last_id = 0
        self.events: list[dict[str, Any]] = []

    def call(self, method: str, session: str | None = None, **parameters: Any) -> dict[str, Any]:
        """Send a command and return its result; events on the way are kept in ``events``."""
        self._last_id += 1
        message = {"id": self._last_id, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._last_id:
                assert "error" not in answer, (method, answer["error"])
                return answer["result"]
            self.events.append(answer)

    def wait(self, method: str) -> dict[str, Any]:
        """Return the first event of this name that has not been waited for."""
        while True:
            for index, event in enumerate(self.events):
                if event.get("method") == method and not event.get("seen"):
                    self.events[index]["seen"] = True
                    return event["params"]
            self.events.append(self._next())

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._read:
            piece = os.read(self._from, 1 << 16)
            assert piece, "Chromium has ended"
            self._read += piece
        message, _, self._read = self._read.partition(b"\0")
        return json.loads(message)

    def close(self) -> None:
        try:
            self.call("Browser.close")
        finally:
            os.close(self._to)
            os.close(self._from)
            self._process.wait(TIMEOUT_S)


class Page:
    """A tab on a file."""

    def __init__(
        self,
        browser: Chromium,
        file: Path,
        *,
        width: int = 1280,
        scheme: str = "light",
        media: str = "",
        scripts: bool = True,
    ) -> None:
        self._browser = browser
        browser.events.clear()
        self._target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        attached = browser.call("Target.attachToTarget", targetId=self._target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.call(f"{domain}.enable")
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.call("Emulation.setEmulatedMedia", media=media, features=features)
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1,
            mobile=False,
        )  # fmt: skip
        if not scripts:
            self.call("Emulation.setScriptExecutionDisabled", value=True)
        self.call("Page.navigate", url=file.as_uri())
        browser.wait("Page.loadEventFired")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        return self._browser.call(method, self._session, **parameters)

    def run(self, script: str) -> Any:
        """Return the value of a script, run by the browser even where pages may run none."""
        answer = self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def point(self, selector: str, kind: str = "click", share: float = 0.5) -> None:
        """Move the mouse to an element, and click there unless ``kind`` is ``"move"``."""
        box = self.run(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
            " e.scrollIntoView({block: 'center', behavior: 'instant'});"
            " const b = e.getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; })()"
        )
        place = {"x": box[0] + share * box[2], "y": box[1] + box[3] / 2}
        self.call("Input.dispatchMouseEvent", type="mouseMoved", **place)
        if kind == "click":
            for step in ("mousePressed", "mouseReleased"):
                self.call(
                    "Input.dispatchMouseEvent", type=step, button="left", clickCount=1, **place
                )

    def requests(self) -> list[str]:
        """The addresses that the page asked for, its own and ``data:`` left out."""
        asked = self._of("Network.requestWillBeSent", lambda e: e["request"]["url"])
        return [url for url in asked if not url.startswith(("file:", "data:"))]

    def complaints(self) -> list[str]:
        """What the browser's console says."""
        self.run("1")  # whatever the page has caused until now has come by then
        return [
            *self._of("Log.entryAdded", lambda e: e["entry"]["text"]),
            *self._of("Runtime.consoleAPICalled", lambda e: str(e["args"])),
            *self._of("Runtime.exceptionThrown", lambda e: str(e["exceptionDetails"])),
        ]

    def screenshot(self, path: Path, height: int) -> None:
        clip = {"x": 0, "y": 0, "width": 1280, "height": height, "scale": 1}
        picture = self.call("Page.captureScreenshot", clip=clip, captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(picture["data"]))

    def pdf(self) -> bytes:
        return base64.b64decode(self.call("Page.printToPDF", preferCSSPageSize=True)["data"])

    def close(self) -> None:
        self._browser.call("Target.closeTarget", targetId=self._target)

    def _of(self, method: str, text: Callable[[dict[str, Any]], str]) -> list[str]:
        events = self._browser.events
        return [text(event["params"]) for event in events if event.get("method") == method]
