"""Gathers a team's figures from kept calls or from a folder of call files."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from heapq import nlargest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from callassist.errors import CallAssistError, CallStoreError
from callassist.prompts.schema import Pack
from callassist.review.callfile import CALL_SUFFIX, READABLE
from callassist.review.team.people import MIN_AGENTS, agent_key
from callassist.review.team.reading import Document, call_figures
from callassist.review.team.report import GoodMoment, TeamReport, team_report
from callassist.review.team.tally import CallHead, Tally, week_of
from callassist.settings.measures import ALL_MEASURES, Measures

if TYPE_CHECKING:
    from callassist.store.store import CallStore
    from callassist.store.summary import CallSummary

WEEKS = 12
MAX_WEEKS = 520
PAGE = 1000
"""Summaries fetched at once."""
TOLD_EVERY = 500
"""Calls after which progress is told."""
MOMENTS = 12
"""Good moments shown; the latest ones."""
MOMENT_BEFORE_S, MOMENT_AFTER_S = 8.0, 10.0
"""What was said so long before and after a good moment stands at it."""
MOMENT_LINES = 3

Progress = Callable[[int, int, TeamReport | None], bool]
"""Told how many calls are read, of how many, and the figures so far (now and then); it
returns whether to go on."""


class TooFewAgentsError(CallAssistError):
    """A search would show figures of one or two people who did not agree to it."""


class Turn(msgspec.Struct):
    """A turn of a call."""

    channel: str
    start_s: float
    end_s: float
    text: str


class Spoken(msgspec.Struct):
    """What was said in a call."""

    turns: list[Turn] = []


def store_report(
    store: CallStore,
    query: str = "",
    *,
    weeks: int = WEEKS,
    measures: Measures = ALL_MEASURES,
    eu_mode: bool = False,
    own_name: str = "",
    titles: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> TeamReport:
    """Return the figures of kept calls.

    Summaries come first, a page at a time; then every call's document is read and let go.

    Args:
        store: The calls.
        query: Which calls (:mod:`callassist.store.query`); empty for all.
        weeks: How many weeks back from the latest call found.
        measures: Whose voice may be measured.
        eu_mode: Whether that is the EU mode's doing, as the report then says.
        own_name: Who sits here: they may always see their own figures.
        titles: What prompts say, see :func:`prompt_titles`.
        progress: Told how far it is; it may end the reading, and what was read is returned.

    Raises:
        TooFewAgentsError: The query would single out people who did not agree to it.
        CallAssistError: The calls cannot be read.
    """
    agreed = {agent_key(consent.agent) for consent in store.consents.all()}
    tally = Tally(scores_from_documents=not measures.agent_voice)
    heads: dict[str, CallHead] = {}
    good: list[CallSummary] = []
    for summary in _summaries(store, query, weeks):
        head = _head_of(summary)
        heads[summary.id] = head
        tally.add_head(head)
        if summary.good_moments:
            good.append(summary)
    singled_out = set(tally.people) - agreed - {agent_key(own_name)}
    if query.strip() and singled_out and len(tally.people) < MIN_AGENTS:
        raise TooFewAgentsError(
            f"this search finds calls of fewer than {MIN_AGENTS} agents, who did not all agree "
            "to be named: search more widely, or ask them for `callassist team consent --give`"
        )
    moments = _good_moments(store, good)
    make = _maker(
        tally,
        agreed=agreed,
        today=datetime.now().astimezone().date(),
        titles=titles,
        moments=moments,
        moments_in_all=sum(summary.good_moments for summary in good),
        agent_voice=measures.agent_voice,
        eu_mode=eu_mode,
    )
    go_on = progress is None or progress(0, len(heads), make())
    if go_on:
        for number, (call_id, document) in enumerate(store.documents(list(heads), Document), 1):
            if document is None:
                tally.unreadable += 1
            else:
                tally.add_document(heads[call_id], call_figures(document, measures))
            if number % TOLD_EVERY == 0 and progress and not progress(number, len(heads), make()):
                break
    return make()


def files_report(
    paths: Sequence[Path],
    *,
    weeks: int = WEEKS,
    measures: Measures = ALL_MEASURES,
    eu_mode: bool = False,
    titles: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> TeamReport:
    """Return the figures of call files, and of those in folders.

    A call file names nobody, so nothing is shown by person. Its day is the date in its
    name (``2026-11-03``), or else the day on which it was written.

    Raises:
        CallAssistError: There is no call file.
    """
    files = _call_files(paths)
    dated = [(_day_of(file), file) for file in files]
    latest = max(moment for (moment, _), _ in dated)
    first = _first_week(latest, weeks)
    chosen = [(moment, named, file) for (moment, named), file in dated
              if week_of(moment) >= first]  # fmt: skip
    tally = Tally(scores_from_documents=not measures.agent_voice)
    decoder = msgspec.json.Decoder(Document)
    notices = []
    guessed = sum(not named for _, named, _ in chosen)
    if guessed:
        notices.append(
            f"{guessed:,} of {len(chosen):,} files have no date in their name: the day they were "
            "written is taken"
        )
    make = _maker(
        tally,
        today=datetime.now().astimezone().date(),
        titles=titles,
        agent_voice=measures.agent_voice,
        eu_mode=eu_mode,
        notices=notices,
    )
    for number, (moment, _, file) in enumerate(chosen, 1):
        try:
            document = decoder.decode(file.read_bytes())
        except (OSError, ValueError, msgspec.DecodeError, RecursionError):
            document = None
        if document is None or document.schema not in READABLE:
            tally.unreadable += 1
        else:
            head = _head_of_file(document, moment)
            tally.add_head(head)
            tally.add_document(head, call_figures(document, measures))
        if number % TOLD_EVERY == 0 and progress and not progress(number, len(chosen), make()):
            break
    return make()


def prompt_titles(*packs: Pack) -> dict[str, str]:
    """Return what each prompt says where nothing fills its placeholder; later packs win."""
    return {rule.id: rule.say_plain or rule.say for pack in packs for rule in pack.rules}


def _maker(tally: Tally, **facts: Any) -> Callable[[], TeamReport]:  # noqa: ANN401  passed on
    """Return what makes reports of a tally that grows; the numbers of people stay the same."""
    seed = random.SystemRandom().getrandbits(64)
    return lambda: team_report(tally, **facts, shuffle=random.Random(seed))


def _summaries(store: CallStore, query: str, weeks: int) -> Iterator[CallSummary]:
    """Yield the finished calls of the weeks, the latest first."""
    first: date | None = None
    offset = 0
    seen: set[str] = set()
    while page := store.calls(query, limit=PAGE, offset=offset):
        for summary in page:
            if summary.state == "recording" or summary.id in seen:
                continue  # a call that came meanwhile moves the others to the next page
            first = first or _first_week(summary.started_at, weeks)
            if week_of(summary.started_at) < first:
                return
            seen.add(summary.id)
            yield summary
        offset += PAGE


def _first_week(latest: datetime, weeks: int) -> date:
    return week_of(latest) - timedelta(weeks=weeks - 1)


def _head_of(summary: CallSummary) -> CallHead:
    last = summary.curve[-1] if summary.curve else None
    peak = summary.peak_frustration
    return CallHead(summary.agent, summary.started_at, summary.score, peak, last)


def _head_of_file(document: Document, moment: datetime) -> CallHead:
    from callassist.store.summary import sparkline

    curve = sparkline(document.frustration.level)
    score = document.scorecard.empathy.score
    return CallHead("", moment, score, max(curve, default=None), curve[-1] if curve else None)


def _good_moments(store: CallStore, good: Sequence[CallSummary]) -> list[GoodMoment]:
    """Return the latest good moments with what was said there."""
    latest = nlargest(MOMENTS, good, key=lambda summary: summary.started_at)
    by_id = {summary.id: summary for summary in latest}
    marks = [*store.marks_of(list(by_id), "good_moment")][:MOMENTS]
    spoken = dict(store.documents(list(dict.fromkeys(id for id, _ in marks)), Spoken))
    return [
        GoodMoment(
            call_id,
            by_id[call_id].title,
            by_id[call_id].started_at.date(),
            mark.at_s,
            mark.text,
            _lines(spoken.get(call_id), mark.at_s, mark.end_s),
        )
        for call_id, mark in marks
    ]


def _lines(spoken: Spoken | None, at_s: float, end_s: float | None) -> tuple[tuple[str, str], ...]:
    """Return what was said around a moment: the turn it lies in, and those beside it."""
    if spoken is None:
        return ()
    until_s = max(at_s + MOMENT_AFTER_S, end_s or 0.0)
    near = [
        turn
        for turn in sorted(spoken.turns, key=lambda turn: turn.start_s)
        if turn.end_s >= at_s - MOMENT_BEFORE_S and turn.start_s <= until_s and turn.text.strip()
    ]
    near = sorted(nlargest(MOMENT_LINES, near, key=lambda turn: -_away_s(turn, at_s)),
                  key=lambda turn: turn.start_s)  # fmt: skip
    return tuple((turn.channel, turn.text) for turn in near)


def _away_s(turn: Turn, at_s: float) -> float:
    return max(turn.start_s - at_s, at_s - turn.end_s, 0.0)


def _call_files(paths: Sequence[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += sorted(path.rglob(f"*{CALL_SUFFIX}"))
        elif path.is_file():
            files.append(path)
        else:
            raise CallStoreError(f"{path} is not there: check the path")
    if not files:
        raise CallStoreError(
            f"there is no call file in {paths[0]}: `callassist analyze` makes them"
        )
    return list(dict.fromkeys(files))


_DATE = re.compile(r"(?<!\d)(20\d\d)-?([01]\d)-?([0-3]\d)(?!\d)")


def _day_of(file: Path) -> tuple[datetime, bool]:
    """Return when a call was, and whether its file's name says so."""
    found = _DATE.search(file.name)
    if found:
        try:
            year, month, day = (int(part) for part in found.groups())
            return datetime(year, month, day, 12).astimezone(), True
        except ValueError:
            pass
    return datetime.fromtimestamp(file.stat().st_mtime).astimezone(), False
