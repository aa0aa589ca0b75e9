"""The page: views of the calls laid into the template."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from callassist import __version__
from callassist.review.call import ReviewCall
from callassist.review.characters import fit
from callassist.review.clock import clock
from callassist.review.html import content_hash, content_policy, inlined, template_environment
from callassist.review.page.lines import quarter
from callassist.review.page.sound import SOUND_LIMIT_BYTES, encode_sound
from callassist.review.page.view import CallView, call_view

Pictures = Mapping[float, Path]


def report_page(
    calls: Iterable[ReviewCall],
    *,
    words: bool = True,
    sound: bool = False,
    pictures: Pictures | None = None,
    tell: Callable[[str], None] = lambda line: None,
) -> str:
    """Return finished calls as one HTML page that needs nothing but itself.

    Several calls get an index in front. The page runs no code but its own and can reach no
    address: its content security policy names the hashes of its one style and one script.

    Args:
        calls: What to show, in this order; at least one. Each is read before the next is
            taken, so that no more than one sound need be open.
        words: ``False`` leaves out all that was said, noted or written: times and figures stay.
        sound: Whether to put the sound in, up to ``SOUND_LIMIT_BYTES`` a page.
        pictures: PNG of the overlay by a prompt's ``shown_s``, for every call of the page.
        tell: Takes a line for each call whose sound was asked for and is not in the page.

    Raises:
        ValueError: If there is no call.
    """
    left = SOUND_LIMIT_BYTES if sound else 0
    views = []
    for number, call in enumerate(calls, 1):
        view = call_view(call, number, words=words)
        if sound:
            encoded, problem = encode_sound(call, left)
            left -= len(encoded.data) if encoded else 0
            view.sound = encoded.address if encoded else ""
            if problem:
                view.notices.append(problem)
                tell(f"{call.title}: {problem}")
        views.append(view)
    if not views:
        raise ValueError("a report needs a call")
    return _render(views, words=words, pictures=_as_data(pictures or {}) if words else {})


def _render(views: list[CallView], *, words: bool, pictures: Mapping[float, str]) -> str:
    environment = _environment()
    style, script = (inlined(environment, name) for name in ("report.css", "report.js"))
    policy = content_policy(
        style, f"script-src '{content_hash(script)}'", "img-src data:", "media-src data:"
    )
    page = environment.get_template("report.html.j2").render(
        calls=views,
        words=words,
        pictures=pictures,
        policy=policy,
        style=Markup(style),
        script=Markup(script),
        version=__version__,
    )
    return fit(page.rstrip("\n"))


@cache
def _environment() -> Environment:
    environment = template_environment("callassist.review.page")
    environment.filters["clock"] = clock
    environment.filters["quarter"] = quarter
    environment.filters["percent"] = lambda share: f"{100 * share:.0f}"
    return environment


def _as_data(pictures: Pictures) -> dict[float, str]:
    return {
        shown_s: f"data:image/png;base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"
        for shown_s, path in pictures.items()
    }
