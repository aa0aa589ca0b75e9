"""The overlay as it stood at each prompt of a call, painted afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from callassist.gui.overlay.pictures import render_overlay
from callassist.types import CallEvent, Channel, Frustration, Health, Note, Prompt, Stretch


@dataclass(frozen=True, slots=True)
class Moment:
    """What the overlay had to show when a prompt came."""

    prompt: Prompt
    frustration: Frustration | None
    health: tuple[Health, ...]
    notes: tuple[Note, ...]


class Moments:
    """Follows a call's events and keeps a moment a prompt."""

    def __init__(self) -> None:
        """Start with an empty overlay."""
        self._frustration: Frustration | None = None
        self._heard: dict[Channel, Health] = {}
        self._notes: list[Note] = []
        self.moments: list[Moment] = []

    def take(self, event: CallEvent) -> None:
        """Take an event, in order; from any one thread."""
        match event:
            case Frustration():
                self._frustration = event
            case Stretch():
                # A recording has no device whose health could be told: who speaks is heard.
                self._heard[event.channel] = Health(event.channel, "hears", event.known_s)
            case Note():
                self._notes.append(event)
            case Prompt(outcome=None) if not self._is_known(event):
                self.moments.append(
                    Moment(
                        event,
                        self._frustration,
                        tuple(self._heard.values()),
                        tuple(self._notes),
                    )
                )
            case _:
                pass

    def _is_known(self, prompt: Prompt) -> bool:
        """Return whether it was shown already: one that makes room is sent again."""
        last = self.moments[-1].prompt if self.moments else None
        return last is not None and (last.id, last.shown_s) == (prompt.id, prompt.shown_s)

    def write_pictures(self, folder: Path) -> dict[float, Path]:
        """Write ``NN-promptid.png`` a moment into ``folder``; on the GUI thread.

        Returns:
            The pictures by their prompt's ``shown_s``, to the millisecond.

        Raises:
            CallAssistError: If a picture cannot be written.
        """
        pictures = {}
        for number, moment in enumerate(self.moments, start=1):
            path = folder / f"{number:02}-{moment.prompt.id}.png"
            render_overlay(
                moment.prompt,
                moment.frustration,
                moment.health,
                moment.notes,
                moment.prompt.shown_s,
                pixel_ratio=2.0,
                path=path,
            )
            pictures[round(moment.prompt.shown_s, 3)] = path
        return pictures
