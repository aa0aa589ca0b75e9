"""Runs the prompter over a tape: what a pack would have said in that call."""

from __future__ import annotations

from collections.abc import Iterable

from callassist.prompts.firing import Prompter
from callassist.run.whatif.tape import Answered, FindingKey, Found, Saying, Tape, finding_key
from callassist.types import Prompt


def replay(tape: Tape, prompter: Prompter) -> list[Prompt]:
    """Return all that a prompter sends over a tape, as the live pipeline would.

    The agent's answers are given again to the same prompt, fired on the same finding;
    where that is not shown, they are left out.

    Args:
        tape: The call.
        prompter: With the pack to try; it is reset.
    """
    prompter.reset()
    sent: list[Prompt] = []
    for step in tape.steps:
        if isinstance(step, Found):
            finding = step.finding
            sent += prompter.take(finding)
            if step.last:
                sent += prompter.advance(finding.known_s)
        elif isinstance(step, Answered):
            sent += prompter.advance(step.at_s)
            answered = _shown_on(sent, step.prompt_id, step.of)
            if answered is not None:
                sent += prompter.respond(answered, step.outcome, step.at_s)
        else:
            sent += prompter.withdraw(step.kind, step.start_s, step.known_s)
    return sent + prompter.flush(tape.end_s)


def sayings(sent: Iterable[Prompt]) -> tuple[Saying, ...]:
    """Return each prompt of a call as it ended, by time."""
    last = {(prompt.id, prompt.shown_s): prompt for prompt in sent}
    ended = [Saying(it.id, it.shown_s, it.hide_s, it.outcome) for it in last.values()]
    return tuple(sorted(ended, key=lambda saying: saying.shown_s))


def _shown_on(sent: list[Prompt], prompt_id: str, of: FindingKey) -> Prompt | None:
    return next(
        (p for p in reversed(sent) if p.id == prompt_id and finding_key(p.finding) == of), None
    )
