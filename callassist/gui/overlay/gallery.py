"""Every state of the overlay as a picture: ``python -m callassist.gui.overlay.gallery FOLDER``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from callassist.run.health import REMEDIES
from callassist.settings.policy import CONSENT_LINE
from callassist.types import (
    Channel,
    Finding,
    Frustration,
    Health,
    HealthState,
    Note,
    Outcome,
    Prompt,
    Reason,
    Severity,
)

ThemeName = Literal["dark", "light"]
THEMES: tuple[ThemeName, ThemeName] = ("light", "dark")


def _prompt(
    prompt_id: str, say: str, why: str, severity: Severity = "nudge", outcome: Outcome | None = None
) -> Prompt:
    finding = Finding("gallery", "agent", 60.0, 61.0, 61.0, 0.9)
    return Prompt(prompt_id, say, why, severity, 61.0, 67.0, finding, outcome)


LISTEN = _prompt(
    "listen", "Let them finish", "You came in 0.4 s after “I have been waiting since”", "warn"
)
RESTATE = _prompt(
    "restate",
    "Say it back: “no hot water”, “three weeks”",
    "They described the problem for 24 s; none of it has been said back",
)
DONT_RUSH = _prompt(
    "dont_rush",
    "Not yet: their problem is still open",
    "“Is there anything else I can do?”",
    "warn",
)
MATCH_TONE = _prompt(
    "match_tone",
    "Match their tone: calm and serious",
    "“Awesome, no worries!” while they are upset",
)
WELL_DONE = _prompt(
    "well_done", "That helped", "“So you have been without heating since Monday”", "praise"
)
LONG = _prompt(
    "acknowledge",
    "Benennen Sie Kundenunzufriedenheitsempfindungen ausdrücklich und wertschätzend bitte",
    "„Die Rechtsschutzversicherungsgesellschaft hat mir schon dreimal mitgeteilt, dass die "
    "Kostenübernahmebestätigung unterwegs ist, aber angekommen ist bis heute nichts“",
)

HEARD = (Health("agent", "silent", 50.0), Health("customer", "hears", 50.0))
LOST = (
    Health("agent", "hears", 50.0),
    Health("customer", "lost", 50.0, "Cannot hear the customer: choose the call's sound again"),
)
UNWELL: tuple[tuple[Channel, HealthState], ...] = (
    ("agent", "quiet"),
    ("customer", "quiet"),
    ("agent", "clipping"),
    ("agent", "echo"),
    ("customer", "wrong"),
)
"""The lights with a remedy of the core's; a lost device brings its own."""
CALM = Frustration(40.0, 0.12, 40.0)
UPSET = Frustration(55.0, 0.62, 55.0, (Reason(52.0, "“this is the third time”", 0.25, 53.0),))
NOTES = (
    Note("name", "Mrs. Okafor", 8.0, 9.0),
    Note("number", "4471 208 93", 15.0, 16.0),
    Note("date", "since Monday, November 3", 21.0, 22.0),
    Note("amount", "€ 148.20", 24.0, 25.0),
    Note("tried", "restarted the boiler twice", 30.0, 31.0),
    Note("tried", "called the landlord", 34.0, 35.0),
    Note("phrase", "“a baby in the house and no hot water”", 38.0, 39.0),
)
MANY_NOTES = NOTES + tuple(
    Note("number", f"reference number {index} of a very long list, 00{index}", 40.0, 41.0)
    for index in range(14)
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A state to look at.

    Attributes:
        name: The picture's name.
        prompt: The prompt that stands.
        more: Further arguments of :func:`callassist.gui.overlay.pictures.render_overlay`.
    """

    name: str
    prompt: Prompt | None = None
    more: dict[str, Any] = field(default_factory=dict)


SCENES = (
    Scene("starting", more={"state": "starting", "frustration": None, "notes": ()}),
    Scene("quiet", more={"frustration": CALM, "notes": ()}),
    Scene("upset"),
    Scene("listen", LISTEN),
    Scene("restate", RESTATE),
    Scene("dont-rush", DONT_RUSH),
    Scene("match-tone", MATCH_TONE),
    Scene("well-done", WELL_DONE, {"frustration": CALM}),
    Scene("long", LONG),
    Scene("lost", more={"health": LOST}),
    Scene("lost-and-listen", LISTEN, {"health": LOST}),
    *(
        Scene(
            f"health-{channel}-{state}",
            more={"health": (Health(channel, state, 50.0, REMEDIES[state][channel]),)},
        )
        for channel, state in UNWELL
    ),
    Scene("notes-empty", more={"notes": (), "notes_open": True}),
    Scene("notes", more={"notes_open": True}),
    Scene("notes-many", more={"notes": MANY_NOTES, "notes_open": True}),
    Scene("recordable", more={"can_record": True}),
    Scene("recording", more={"recording": True, "can_record": True, "elapsed_s": 4210.0}),
    Scene("consent", more={"can_record": True, "consent": CONSENT_LINE}),
    Scene(
        "consent-recording", more={"recording": True, "can_record": True, "consent": CONSENT_LINE}
    ),
    Scene("muted", more={"muted": True}),
    Scene("left-hand", LISTEN, {"hand": "left"}),
    Scene("high-contrast", LISTEN, {"high_contrast": True}),
    Scene("paused", more={"state": "paused"}),
    Scene("ended", more={"state": "ended"}),
    Scene("standby", more={"state": "standby"}),
    Scene(
        "failed",
        more={
            "state": "idle",
            "problem": "cannot open the microphone “Headset”: "
            "it is in use; close the other program and start again",
        },
    ),
)


def render_all(folder: Path, *, scale: float = 1.0) -> Iterator[Path]:
    """Write every scene, light and dark, to ``folder``; yield each path.

    Raises:
        CallAssistError: A picture cannot be written.
    """
    from callassist.gui.overlay.pictures import render_overlay

    for scene in SCENES:
        for theme in THEMES:
            path = folder / f"{scene.name}-{theme}.png"
            arguments: dict[str, Any] = {
                "frustration": UPSET,
                "health": HEARD,
                "notes": NOTES,
                "elapsed_s": 62.0,
                "theme": theme,
                "scale": scale,
                **scene.more,
            }
            render_overlay(scene.prompt, path=path, **arguments)
            yield path


def main() -> None:
    """Write every picture to the folder given."""
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: python -m callassist.gui.overlay.gallery FOLDER [TEXT_SCALE]")
    scale = float(sys.argv[2]) if len(sys.argv) == 3 else 1.0
    for path in render_all(Path(sys.argv[1]), scale=scale):
        print(path)


if __name__ == "__main__":
    main()
