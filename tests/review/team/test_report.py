"""Figures of a team: counted right, never without their counts, never of a voice in EU mode."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from callassist.review.scorecard import scorecard
from callassist.review.team import team_json, team_report
from callassist.review.team.chart import axis_top, chart_of, weeks_text
from callassist.review.team.figures import in_words
from callassist.review.team.measures import MEASURES, VOICE_BEHAVIORS, VOICE_PROMPTS
from callassist.review.team.page import team_page
from callassist.review.team.reading import Document, call_figures, has_eased
from callassist.review.team.tally import CallHead, Tally
from callassist.settings.measures import ALL_MEASURES, Measures
from tests.review.calls import finding, good_call, prompt, rude_call
from tests.review.team.made import AGENTS, made_calls

MONDAY = datetime(2026, 11, 2, 10, tzinfo=UTC)
MUTED = Measures(agent_voice=False, customer_voice=False)


def read(call, measures=ALL_MEASURES):
    document = {**call, "scorecard": scorecard(call)}
    return call_figures(msgspec.json.decode(json.dumps(document), type=Document), measures)


def head(agent="Ana", day=0, score=50, peak=0.8, last=0.2):
    return CallHead(agent, MONDAY + timedelta(days=day), score, peak, last)


def tally_of(count, measures=ALL_MEASURES, **options):
    tally = Tally(scores_from_documents=not measures.agent_voice)
    for made in made_calls(count, until=MONDAY + timedelta(days=6), **options):
        document = msgspec.json.decode(json.dumps(made.document), type=Document)
        empathy, levels = document.scorecard.empathy, document.frustration.level
        each = CallHead(
            made.header.agent, made.header.started_at, empathy.score, max(levels), levels[-1]
        )
        tally.add_head(each)
        tally.add_document(each, call_figures(document, measures))
    return tally


def trend(report, measure_id):
    return next(trend for trend in report.trends if trend.measure.id == measure_id)


def test_a_call_is_read_as_its_scorecard_says():
    call = rude_call()
    call["overlaps"] = [
        {"start_s": 7.5, "end_s": 8.0, "by": by, "kind": "interruption"}
        for by in ("agent", "customer", "agent")
    ]
    figures = read(call)
    assert figures.cut_in == 2
    assert figures.hours == pytest.approx(47 / 3600)
    assert figures.behaviors["same_side"] == (0, 0, 2)
    assert figures.behaviors["listening"][2] == 1
    assert figures.score == scorecard(call)["empathy"]["score"]


def test_a_prompt_counts_as_eased_only_when_it_could_ease():
    level = [0.6] * 30 + [0.3] * 60
    call = {**good_call(), "frustration": {"hop_s": 1.0, "level": level, "reasons": []}}
    shown = [(5.0, "followed"), (20.0, "ignored"), (40.0, None), (80.0, "followed")]
    call["prompts"] = [prompt("listen", at_s, outcome) for at_s, outcome in shown]
    count = read(call).prompts["listen"]
    # The first two come before it eases, the third after, and nobody knows what came of the last.
    assert (count.shown, count.followed, count.ignored) == (4, 2, 1)
    assert (count.tense, count.eased) == (3, 2)


@pytest.mark.parametrize(
    ("peak", "last", "eased"),
    [(0.8, 0.4, True), (0.8, 0.41, False), (0.49, 0.0, None), (None, None, None)],
)
def test_eased_is_asked_only_of_upset_customers(peak, last, eased):
    assert has_eased(peak, last) is eased


def test_weeks_without_calls_are_there_and_empty():
    tally = Tally()
    for day in (0, 1, 21):
        tally.add_head(head(day=day))
    report = team_report(tally, today=date(2026, 11, 24))
    assert report.weeks == tuple(date(2026, 11, day) for day in (2, 9, 16, 23))
    calls = trend(report, "calls")
    assert [point.figure.top for point in calls.points] == [2, 0, 0, 1]
    assert [point.running for point in calls.points] == [False, False, False, True]
    assert weeks_text(report.weeks) == "4 weeks, 2 Nov to 29 Nov 2026"


def test_too_few_are_counted_and_not_told():
    tally = Tally()
    for _ in range(9):
        tally.add_head(head())
    eased = trend(team_report(tally), "eased").total
    assert (eased.value, eased.top, eased.bottom) == (None, 9, 9)
    assert in_words(MEASURES[2], eased) == "too few to tell: 9 of 9 upset calls"
    tally.add_head(head())
    assert trend(team_report(tally), "eased").total.value == 1.0


def test_the_weeks_of_a_person_with_few_calls_are_not_shown_at_all():
    tally = Tally()
    for agent in ("Ana", "Ben", "Cleo"):
        for day in (0, 0, 7, 7, 7, 7, 7):
            tally.add_head(head(agent, day))
    report = team_report(tally, agreed={"ana", "ben", "cleo"})
    calls = report.people[0].trends[0]
    assert [point.figure.value for point in calls.points] == [None, 5.0]
    few = team_json(report)["people"][0]["trends"][0]["weeks"][0]
    assert (few["value"], few["count"], few["of"]) == (None, None, None)


def test_names_stand_only_where_they_agreed():
    report = team_report(tally_of(300), agreed={"ana lima", "jay park", "nobody"})
    labels = [row.label for row in report.people]
    assert labels[:2] == ["Ana Lima", "Jay Park"]
    texts = (json.dumps(team_json(report), ensure_ascii=False), team_page(report))
    for name in AGENTS:
        for text in texts:
            assert (name in text) == (name in labels), name


def test_the_sums_of_people_are_the_teams():
    report = team_report(tally_of(400), agreed=())
    assert sum(row.calls for row in report.people) == report.calls == 400
    assert [row.label for row in report.people] == [f"Agent {n}" for n in range(1, 8)]


def test_in_eu_mode_nothing_says_how_an_agent_spoke():
    call = rude_call()
    call["findings"] += [finding("pace.fast", 40.0, "190 words a minute"),
                         finding("tone.mismatch", 41.0, "5 dB louder")]  # fmt: skip
    call["prompts"] = [prompt(id, 41.0, "followed") for id in ("slow_down", "match_tone", "listen")]
    assert set(read(call).behaviors) >= VOICE_BEHAVIORS
    assert set(read(call).prompts) >= VOICE_PROMPTS
    muted = read(call, MUTED)
    assert not VOICE_BEHAVIORS & set(muted.behaviors)
    assert set(muted.prompts) == {"listen"}
    without = read(rude_call(), MUTED)
    assert (muted.behaviors, muted.score) == (without.behaviors, without.score)

    told = {"pace": "Keeping a pace", "tone": "Matching their tone", "slow": "Slow down",
            "match": "Match their tone", "voice": "words a minute", "loud": "dB"}  # fmt: skip
    titles = {"slow_down": "Slow down a little", "match_tone": "Match their tone"}
    report = team_report(tally_of(300), titles=titles)
    quiet = team_report(tally_of(300, MUTED), titles=titles, agent_voice=False, eu_mode=True)
    pages = [json.dumps(team_json(each)) + team_page(each) for each in (report, quiet)]
    for word in ("Keeping a pace", "Slow down a little"):
        assert word in pages[0]
    for word in told.values():
        assert word not in pages[1], word
    assert pages[1].count("EU mode: figures of pace and tone are missing") == 2, "in JSON and page"
    assert "EU mode" not in pages[0]
    ruled = team_report(tally_of(300, MUTED), agent_voice=False)
    assert "a policy does not allow" in team_page(ruled)


def test_a_score_without_the_parts_of_the_voice_keeps_the_others_weight():
    figures = call_figures(
        msgspec.convert(
            {"scorecard": {"empathy": {"score": 50, "parts": [
                {"id": "pace", "missed": 1, "points": 0.0, "of_points": 20.0},
                {"id": "listening", "given": 1, "points": 60.0, "of_points": 80.0},
            ]}}},
            Document,
        ),
        MUTED,
    )  # fmt: skip
    assert figures.score == 75


def test_nobody_is_ranked():
    tally = tally_of(400)
    report = team_report(tally, agreed={"ana lima", "ines duarte", "jay park", "sam okafor"})
    named = [row.label for row in report.people if row.named]
    assert named == sorted(named)


def test_axes_begin_at_nought_and_are_shared():
    report = team_report(tally_of(400))
    cutting = [row.trends[-1] for row in report.people]
    top = axis_top(cutting[0].measure, cutting)
    for one in cutting:
        for dot in chart_of(one, top).dots:
            assert 0.0 <= dot.low <= dot.y <= dot.high <= 1.0
    for one in report.trends:
        chart = chart_of(one, axis_top(one.measure, [one]))
        assert chart.ticks[0] == (0.0, "0")
        assert all(0.0 <= dot.y <= 1.0 for dot in chart.dots)


def test_a_gap_breaks_the_line():
    tally = Tally()
    for week in (0, 1, 3):
        for _ in range(12):
            tally.add_head(head(day=7 * week))
    chart = chart_of(trend(team_report(tally), "empathy"), 100.0)
    assert chart.runs == ((0, 1), (2,))
    assert chart.gaps == (pytest.approx(2 / 3),)


def test_nothing_at_all_is_a_report_and_a_page():
    report = team_report(Tally())
    assert (report.calls, report.weeks) == (0, ())
    assert "There is no call" in team_page(report)
    json.dumps(team_json(report), allow_nan=False)


def test_prompts_stand_in_the_order_of_what_is_sure():
    report = team_report(tally_of(600))
    assert report.useful[0].followed.low >= report.useful[-1].followed.low
    assert {row.id for row in report.useful} == {row.id for row in report.unheeded}
    assert all(row.shown < 10 for row in report.rare)
