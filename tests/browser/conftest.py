"""One Chromium for all tests of this folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.browser.chromium import Chromium, Page, installed

Opener = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory, _homes: Any) -> Iterator[Chromium]:
    program = installed()
    if program is None:
        pytest.skip("Chromium is not installed")
    browser = Chromium(program, tmp_path_factory.mktemp("profile"))
    yield browser
    browser.close()


@pytest.fixture
def opened(chromium: Chromium) -> Iterator[Opener]:
    """Opens pages that are closed after the test."""
    with ExitStack() as closing:

        def open_page(*arguments: Any, **options: Any) -> Page:
            page = Page(chromium, *arguments, **options)
            closing.callback(page.close)
            return page

        yield open_page
