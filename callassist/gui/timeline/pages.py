"""The side panel's pages as HTML for Qt: one event told whole, and the scorecard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP

from callassist.gui.core_texts import core, outcome_text, overlap_text
from callassist.gui.counts import counts
from callassist.gui.i18n import capital, number, percent, plain_number, translate
from callassist.gui.theme import Theme
from callassist.gui.timeline.eventlist import KINDS, kind_text
from callassist.review.clock import clock
from callassist.review.event_names import title_of
from callassist.review.events import Event
from callassist.review.timeline import Timeline

_CHANCES = {
    "given": QT_TRANSLATE_NOOP("Pages", "done"),
    "half": QT_TRANSLATE_NOOP("Pages", "half done"),
    "late": QT_TRANSLATE_NOOP("Pages", "put right later"),
    "missed": QT_TRANSLATE_NOOP("Pages", "missed"),
    "not_needed": QT_TRANSLATE_NOOP("Pages", "not needed"),
}
_CHANCE_COLORS = {
    "given": "praise",
    "half": "praise",
    "late": "warn",
    "missed": "alert",
    "not_needed": "muted",
}
_SIDES = {
    "agent": QT_TRANSLATE_NOOP("Pages", "agent"),
    "customer": QT_TRANSLATE_NOOP("Pages", "customer"),
}
SHOWN_MOMENTS = 40

Card = Mapping[str, Any]


def event_page(event: Event | None, timeline: Timeline, theme: Theme) -> str:
    """Return what happened at an event: what shows it, what was prompted, what came of it."""
    if event is None:
        return _page(
            theme,
            [
                _muted(
                    theme,
                    translate(
                        "Pages",
                        "Choose a flag, a sign or a moment to see what happened there. "
                        "N goes to the next one, B to the first hard moment.",
                    ),
                )
            ],
        )
    play_text = "▶ " + translate("Pages", "Play from 3 s before (R)")
    parts = [
        f"<h2>{escape(core(event.title))}</h2>",
        _muted(theme, " · ".join(_facts(event, timeline))),
        f"<p>{_link(theme, 'play:', play_text)}</p>",
    ]
    if event.mark is not None and event.mark.text:
        parts.append(f"<p>{escape(event.mark.text)}</p>")
    elif event.evidence:
        parts += _section(theme, translate("Pages", "What shows it"), event.evidence)
    if event.overlap is not None:
        length_s = event.overlap["end_s"] - event.overlap["start_s"]
        parts += _section(
            theme,
            translate("Pages", "Both spoke"),
            [
                translate("Pages", "{overlap}: {length} s").format(
                    overlap=overlap_text(event.overlap), length=number(length_s, 1)
                )
            ],
        )
    if event.prompt is not None:
        prompt = event.prompt
        after_s = prompt["shown_s"] - event.at_s
        when = translate("Pages", "at {time}")
        if event.kind != "prompt" and after_s >= 0.05:
            when = translate("Pages", "at {time}, {seconds} s after it began")
        when = when.format(time=clock(prompt["shown_s"]), seconds=number(after_s, 1))
        accent = theme.palette.severity(prompt["severity"])
        parts.append(_head(theme, translate("Pages", "What was prompted")))
        parts.append(
            f'<p><b style="color:{accent}">{escape(prompt["say"])}</b><br>'
            f"{escape(prompt['why'])}<br>{_muted_span(theme, when)}</p>"
        )
        outcome = capital(outcome_text(prompt["outcome"]))
        parts += _section(theme, translate("Pages", "What came of it"), [outcome])
    elif event.kind in ("missed", "late", "interruption"):
        parts += _section(
            theme,
            translate("Pages", "What was prompted"),
            [translate("Pages", "Nothing: the budget was used, or another prompt stood")],
        )
    if event.chance is not None and event.behavior is not None:
        outcome = event.chance["outcome"]
        color = getattr(theme.palette, _CHANCE_COLORS[outcome])
        parts.append(_head(theme, translate("Pages", "On the scorecard")))
        title = escape(core(event.behavior.title))
        parts.append(f'<p>{title}: <b style="color:{color}">{_chance(outcome)}</b></p>')
        if outcome in ("missed", "late") and event.behavior.takes:
            takes = capital(core(event.behavior.takes))
            parts += _section(theme, translate("Pages", "What it takes"), [takes])
    return _page(theme, parts)


def scorecard_page(card: Card, theme: Theme) -> str:
    """Return a scorecard whose parts lead to their seconds."""
    if not card:
        return _page(theme, [_muted(theme, translate("Pages", "This call has no scorecard."))])
    empathy = card["empathy"]
    score = empathy["score"]
    head = translate("Pages", "Empathy {score}")
    parts = [f"<h2>{head.format(score='–' if score is None else score)}</h2>"]
    parts.append(_muted(theme, core(empathy["says"])))
    rows = "".join(
        f'<tr><td style="color:{theme.palette.muted}; padding-right:{theme.px(1)}px">{name}</td>'
        f"<td>{value}</td></tr>"
        for name, value in _figures(card, theme)
    )
    parts.append(f'<table cellspacing="{theme.px(0.15)}">{rows}</table>')
    scored = [part for part in empathy["parts"] if part["of_points"]]
    scored.sort(key=lambda part: part["points"] - part["of_points"])
    for part in scored:
        parts += _part(part, theme, score is not None)
    rest = [part for part in empathy["parts"] if not part["of_points"]]
    if rest:
        parts.append(_head(theme, translate("Pages", "Seen, and not part of the score")))
    for part in rest:
        parts += _part(part, theme, with_points=False)
    return _page(theme, parts)


def _facts(event: Event, timeline: Timeline) -> Iterator[str]:
    yield clock(event.at_s)
    if event.end_s - event.at_s >= 0.5:
        yield f"{number(event.end_s - event.at_s, 1)} s"
    if event.kind in KINDS and KINDS[event.kind] != event.title.lower():
        yield kind_text(event.kind)
    if len(timeline.level):
        yield translate("Pages", "frustration {level}").format(
            level=number(100 * timeline.level_at(event.at_s), 0)
        )
    if event.mark is not None and event.mark.author:
        yield translate("Pages", "by {author}").format(author=event.mark.author)


def _figures(card: Card, theme: Theme) -> Iterator[tuple[str, str]]:
    share, pace, cut = card["talk_share"], card["words_per_minute"], card["interruptions_by"]
    yield (
        translate("Pages", "Talk"),
        _sides({side: part and percent(part) for side, part in share.items()}, "{}"),
    )
    yield translate("Pages", "Pace"), _sides(pace, translate("Pages", "{} words a minute"))
    both = not card.get("not_heard")  # what takes hearing both is not shown
    if both:
        yield translate("Pages", "Cut in"), _sides(cut, "{}×")
    course = card["frustration"]
    if course["peak"] is not None:
        figures = [f"{100 * course[at]:.0f}" for at in ("start", "peak", "end")]
        peak_at = course["peak_at_s"]
        figures[1] = _link(theme, f"at:{peak_at}", figures[1])
        yield translate("Pages", "Frustration"), " → ".join(figures)
    runs = [
        f"{_side(side)} {_link(theme, 'at:' + str(run['at_s']), number(run['length_s']) + ' s')}"
        for side, run in card["longest_monologue"].items()
        if run is not None
    ]
    if both:
        yield translate("Pages", "Longest monologue"), ", ".join(runs) or "–"
    waits = [
        _link(theme, f"at:{wait['at_s']}", f"{wait['length_s']:.0f} s")
        for wait in card["waits"]["each"][:8]
    ]
    if both:
        yield translate("Pages", "Waits"), ", ".join(waits) or translate("Pages", "none")
        said = card["reflections_to_questions"]
        yield (
            translate("Pages", "Said back"),
            translate("Pages", "{times} to {questions}").format(
                times=said["reflections"], questions=counts.questions(said["questions"])
            ),
        )
    prompts = card["prompts"]
    outcomes = ", ".join(
        f"{count} {outcome_text(outcome)}" for outcome, count in prompts["outcomes"].items()
    )
    yield (
        translate("Pages", "Prompts"),
        f"{prompts['shown']}" + (f" ({escape(outcomes)})" if outcomes else ""),
    )


def _part(part: Card, theme: Theme, with_points: bool) -> Iterator[str]:
    palette = theme.palette
    points = (
        translate("Pages", "{points} of {most}").format(
            points=plain_number(part["points"]), most=plain_number(part["of_points"])
        )
        if with_points
        else ""
    )
    yield (
        f'<table width="100%" style="margin-top:{theme.px(0.7)}px"><tr>'
        f"<td><b>{escape(core(part['title']))}</b></td>"
        f'<td align="right" style="color:{palette.muted}">{points}</td></tr></table>'
    )
    if with_points and part["of_points"]:
        full = max(1, round(100 * part["points"] / part["of_points"]))
        color = palette.praise if full >= 70 else palette.warn if full >= 35 else palette.alert
        cells = (
            f'<td width="{full}%" bgcolor="{color}" style="font-size:{theme.px(0.2)}px">&nbsp;</td>'
        )
        if full < 100:
            cells += (
                f'<td width="{100 - full}%" bgcolor="{palette.track}" '
                f'style="font-size:{theme.px(0.2)}px">&nbsp;</td>'
            )
        yield f'<table width="100%" cellspacing="0" cellpadding="0"><tr>{cells}</tr></table>'
    lines = []
    for moment in part["moments"][:SHOWN_MOMENTS]:
        outcome = moment["outcome"]
        color = getattr(palette, _CHANCE_COLORS[outcome])
        said = "; ".join(moment["evidence"][:2]) or core(title_of(moment["finding"], "agent"))
        lines.append(
            f"{_link(theme, 'at:' + str(moment['at_s']), clock(moment['at_s']))} "
            f'<span style="color:{color}">{_chance(outcome)}</span> '
            f'<span style="color:{palette.muted}">{escape(said)}</span>'
        )
    yield "<p>" + "<br>".join(lines) + "</p>"
    if part["takes"]:
        takes = translate("Pages", "It would have taken: {takes}.")
        yield f"<p>{escape(takes.format(takes=core(part['takes'])))}</p>"


def _chance(outcome: str) -> str:
    return translate("Pages", _CHANCES[outcome])


def _side(side: str) -> str:
    return translate("Pages", _SIDES[side])


def _sides(values: Card, form: str) -> str:
    said = (
        f"{_side(side)} {form.format(value)}" for side, value in values.items() if value is not None
    )
    return ", ".join(said) or "–"


def _section(theme: Theme, title: str, lines: object) -> list[str]:
    return [_head(theme, title), "<p>" + "<br>".join(escape(str(line)) for line in lines) + "</p>"]


def _head(theme: Theme, title: str) -> str:
    return f'<p style="margin-bottom:0; color:{theme.palette.muted}">{escape(title)}</p>'


def _muted(theme: Theme, text: str) -> str:
    return f'<p style="color:{theme.palette.muted}">{escape(text)}</p>'


def _muted_span(theme: Theme, text: str) -> str:
    return f'<span style="color:{theme.palette.muted}">{escape(text)}</span>'


def _link(theme: Theme, address: str, text: str) -> str:
    return f'<a href="{address}" style="color:{theme.palette.nudge}">{escape(text)}</a>'


def _page(theme: Theme, parts: list[str]) -> str:
    style = (
        f"p, table {{ margin-top: {theme.px(0.25)}px; margin-bottom: {theme.px(0.35)}px; }}"
        f"h2 {{ font-size: {round(theme.em_px * 1.25)}px; margin: 0; font-weight: 600; }}"
        "a { text-decoration: none; }"
    )
    return f"<html><head><style>{style}</style></head><body>{''.join(parts)}</body></html>"
