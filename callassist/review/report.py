"""A finished call as one page that opens in any browser, without a network."""

from __future__ import annotations

import base64
from html import escape
from pathlib import Path
from typing import Any

_STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; margin-bottom: 0; } .quiet { opacity: .7; }
ol { list-style: none; padding: 0; } li { margin: .5rem 0; }
.said { display: grid; grid-template-columns: 3.5rem 5.5rem 1fr; gap: .5rem; }
.prompt { margin: .8rem 0 .8rem 4rem; padding: .6rem .8rem; border: 1px solid; border-radius: 8px; }
.prompt img { display: block; max-width: 100%; margin-top: .6rem; }
"""


def report_page(document: dict[str, Any], pictures: dict[float, Path] | None = None) -> str:
    """Return a call document as an HTML page: transcript and prompts, in order of time.

    Args:
        document: See :mod:`callassist.review.callfile`.
        pictures: PNG of the overlay by a prompt's ``shown_s``.
    """
    moments = [(turn["start_s"], _turn(turn)) for turn in document["turns"]]
    moments += [
        (prompt["shown_s"], _prompt(prompt, (pictures or {}).get(prompt["shown_s"])))
        for prompt in document["prompts"]
    ]
    lines = "\n".join(line for _, line in sorted(moments, key=lambda moment: moment[0]))
    name, engine = Path(document["source"]["path"]).name, document["engine"]
    length = clock(document["source"]["duration_s"])
    card = document["scorecard"]
    peak, score = card["frustration"]["peak"], card["empathy"]["score"]
    facts = f"{length} min · heard by {engine['name']} ({engine['model']})"
    if peak is not None:
        facts += f" · frustration peaked at {peak:.0%}"
    if score is not None:
        facts += f" · empathy {score} of 100"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(name)}</title><style>{_STYLE}</style></head><body>\n"
        f'<h1>{escape(name)}</h1>\n<p class="quiet">{escape(facts)}</p>\n'
        f"<ol>\n{lines}\n</ol>\n</body></html>\n"
    )


def _turn(turn: dict[str, Any]) -> str:
    return (
        f'<li class="said"><span class="quiet">{clock(turn["start_s"])}</span>'
        f"<strong>{escape(turn['channel'])}</strong><span>{escape(turn['text'])}</span></li>"
    )


def _prompt(prompt: dict[str, Any], picture: Path | None) -> str:
    image = ""
    if picture is not None:
        data = base64.b64encode(picture.read_bytes()).decode("ascii")
        alt = escape(f"The overlay says: {prompt['say']}", quote=True)
        image = f'<img alt="{alt}" src="data:image/png;base64,{data}">'
    outcome = f" · {escape(prompt['outcome'])}" if prompt["outcome"] else ""
    return (
        f'<li class="prompt"><span class="quiet">{clock(prompt["shown_s"])}{outcome}</span>'
        f"<br><strong>{escape(prompt['say'])}</strong><br>{escape(prompt['why'])}{image}</li>"
    )


def clock(seconds: float) -> str:
    """Return call time as ``m:ss``."""
    return f"{int(seconds // 60)}:{int(seconds % 60):02d}"
