"""The evaluation's own arithmetic: the bad line, the scenario counts, the table."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile as sf

from tests.scenarios.script import Scenario
from tools.evaluate.calls import call_sections, real_rows
from tools.evaluate.frustration import frustration_sections
from tools.evaluate.phone_line import (
    BLEED_DB,
    SNR_DB,
    active_dbfs,
    narrow_band,
    over_the_phone,
    write_phone_copy,
)
from tools.evaluate.rows import (
    NOTES,
    Row,
    Section,
    at_least,
    at_most,
    missing,
    none_of,
    page,
    shown,
    table,
    verdict,
    write_page,
)
from tools.evaluate.scenarios import ENOUGH, Seen, silence, tallies

ROOT = Path(__file__).parents[2]
RATE_HZ = 16_000


def level_db(samples: np.ndarray) -> float:
    return float(10.0 * np.log10(np.mean(samples**2)))


def a_call(agent_db: float = -20.0, customer_db: float = -30.0) -> np.ndarray:
    """The agent speaks in the 2nd second, the customer in the 4th; the rest is silence."""
    chance = np.random.default_rng(1)
    sound = np.zeros((6 * RATE_HZ, 2))
    for side, first_s, db in ((0, 1, agent_db), (1, 3, customer_db)):
        speech = narrow_band(chance.standard_normal((RATE_HZ, 1)), RATE_HZ)[:, 0]
        speech *= 10.0 ** (db / 20.0) / np.sqrt(np.mean(speech**2))
        sound[first_s * RATE_HZ : (first_s + 1) * RATE_HZ, side] = speech
    return sound


def test_active_speech_is_measured_without_its_pauses() -> None:
    sound = a_call()
    assert active_dbfs(sound[:, 0], RATE_HZ) == pytest.approx(-20.0, abs=0.3)
    assert active_dbfs(sound[:, 1], RATE_HZ) == pytest.approx(-30.0, abs=0.3)
    assert active_dbfs(np.zeros(RATE_HZ), RATE_HZ) == -120.0


def test_the_noise_lies_where_it_was_wanted() -> None:
    heard = over_the_phone(a_call(), RATE_HZ, seed=3)
    pause = heard[RATE_HZ * 5 :]  # both sides are silent there
    for side in range(2):
        assert -25.0 - level_db(pause[:, side]) == pytest.approx(SNR_DB, abs=0.5)


def test_nothing_is_left_outside_the_band() -> None:
    heard = over_the_phone(a_call(), RATE_HZ, seed=3)
    power = np.abs(np.fft.rfft(heard, axis=0)) ** 2
    hz = np.fft.rfftfreq(len(heard), 1 / RATE_HZ)
    outside = (hz < 300) | (hz > 3400)
    assert power[outside].sum() < 1e-6 * power.sum()


def test_the_customer_leaks_into_the_agents_side_only_and_late() -> None:
    loud = a_call(customer_db=-10.0)
    heard = over_the_phone(loud, RATE_HZ, seed=3)
    talk = slice(3 * RATE_HZ, 4 * RATE_HZ)
    clean = narrow_band(loud, RATE_HZ)[talk, 1]
    lags = range(0, 100)
    likeness = [float(np.dot(np.roll(clean, lag), heard[talk, 0])) for lag in lags]
    best = int(np.argmax(likeness))
    assert best == round(0.003 * RATE_HZ)
    gain = likeness[best] / float(np.dot(clean, clean))
    assert 20.0 * np.log10(gain) == pytest.approx(BLEED_DB, abs=0.5)
    other = slice(RATE_HZ, 2 * RATE_HZ)
    assert abs(np.corrcoef(heard[other, 1], loud[other, 0])[0, 1]) < 0.05


def test_a_phone_copy_is_the_same_each_time(tmp_path: Path) -> None:
    sf.write(tmp_path / "call.flac", a_call(), RATE_HZ)
    for name in ("one", "two"):
        write_phone_copy(tmp_path / "call.flac", tmp_path / f"{name}.flac")
    one, two = (sf.read(tmp_path / f"{name}.flac")[0] for name in ("one", "two"))
    assert np.array_equal(one, two)
    assert one.shape == (6 * RATE_HZ, 2)


def scenario(name: str, **expected: object) -> Scenario:
    defaults = {"fires": {}, "never": (), "shows": {}, "hides": ()}
    return Scenario(name=name, lines=(), quotes={}, **{**defaults, **expected})


def both_ways(
    findings: list[tuple[str, float]] = (), prompts: list[tuple[str, float]] = ()
) -> list[Seen]:
    return [Seen(list(findings), list(prompts))] * 2


def test_a_scenario_counts_where_it_names_the_finding_or_the_prompt() -> None:
    played = [
        (scenario("in time", fires={"argument": (1.0, 5.0)}), both_ways([("argument", 3.0)])),
        (scenario("too late", fires={"argument": (1.0, 5.0)}), both_ways([("argument", 6.0)])),
        (scenario("shown", shows={"same_side": (1.0, 5.0)}), both_ways((), [("same_side", 2.0)])),
        (scenario("silent", never=("argument",)), both_ways([("assumption", 3.0)])),
        (scenario("fired", never=("argument",)), both_ways([("argument", 3.0)])),
        (scenario("hidden", hides=("same_side",)), both_ways((), [("same_side", 2.0)])),
        (scenario("another", fires={"assumption": (0.0, 9.0)}), both_ways()),
    ]
    must, must_not = tallies(played, "same_side", ("argument",))
    assert (must.right, must.wrong) == (["in time", "shown"], ["too late"])
    assert (must_not.right, must_not.wrong) == (["silent"], ["fired", "hidden"])
    assert not must.enough


def test_a_scenario_must_go_right_both_ways() -> None:
    right, wrong = Seen([("argument", 3.0)], []), Seen([], [])
    must_fire = scenario("fires", fires={"argument": (1.0, 5.0)})
    must, _ = tallies([(must_fire, [right, wrong])], "same_side", ("argument",))
    assert must.wrong == ["fires"]
    _, must_not = tallies(
        [(scenario("never", never=("argument",)), [wrong, right])], "same_side", ("argument",)
    )
    assert must_not.wrong == ["never"]


def test_three_right_ones_are_enough() -> None:
    played = [
        (scenario(str(i), fires={"argument": (1.0, 5.0)}), both_ways([("argument", 3.0)]))
        for i in range(ENOUGH)
    ]
    assert tallies(played, "", ("argument",))[0].enough
    assert not tallies(played[1:], "", ("argument",))[0].enough


def test_where_nothing_may_be_shown_any_prompt_is_wrong() -> None:
    played = [
        (scenario("quiet", hides=("all",)), both_ways([("argument", 1.0)])),
        (scenario("loud", hides=("all",)), both_ways((), [("listen", 1.0)])),
    ]
    assert (silence(played).right, silence(played).wrong) == (["quiet"], ["loud"])


def test_a_bar_is_met_when_reached() -> None:
    assert at_least("area", 0.95, 0.95).met
    assert not at_least("area", 0.95, 0.9499).met
    assert at_most("prompts", 3.0, 3.0).met
    assert not at_most("prompts", 3.0, 3.01).met
    assert none_of("forbidden", 0).met
    assert not none_of("forbidden", 1).met
    assert shown("words", 0.1234).met is None
    assert shown("words", None).measured == "–"


SECTIONS = [
    Section("One", "How one is.", [at_least("area", 0.9, 0.95), none_of("forbidden", 2)]),
    Section("Two", "How two is.", [shown("words", 0.1), missing("rank", "≥ 0.6", "not here")]),
]


def test_the_table_says_what_was_met() -> None:
    text = table(SECTIONS)
    assert verdict(SECTIONS) == "1 of 2 requirements met; 1 not measured"
    assert text.endswith(verdict(SECTIONS))
    (missed,) = [line.split() for line in text.splitlines() if line.endswith(" no")]
    assert missed == ["forbidden", "0", "2", "no"]


def test_the_page_keeps_the_notes(tmp_path: Path) -> None:
    path = tmp_path / "evaluation.md"
    today = datetime.date(2026, 1, 2)
    first = page(SECTIONS, today, "callassist 1", 5.2, "")
    assert "| area | ≥ 0.9 | 0.950 | yes |" in first
    assert "| forbidden | 0 | 2 | **no** |" in first
    assert "Measured on 2026-01-02 with callassist 1, in 5 minutes." in first
    noted = first.split(NOTES)[0] + NOTES + "\nCold sarcasm is missed.\n"
    write_page(path, page(SECTIONS[:1], today, "callassist 2", 5.2, noted))
    text = path.read_text(encoding="utf-8")
    assert text.endswith("## Notes\n\nCold sarcasm is missed.\n")
    assert "rank" not in text
    assert list(tmp_path.iterdir()) == [path]


def test_the_page_in_the_project_names_no_place_of_anybodys_machine() -> None:
    text = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    assert "](/" not in text
    for place in ("/home/", "/root/", "/tmp/", "/work/", str(ROOT)):
        assert place not in text


def test_without_the_sets_every_requirement_says_so(tmp_path: Path) -> None:
    said: list[str] = []
    sections = [
        *call_sections(None, tmp_path, 1, said.append),
        *frustration_sections(None, said.append),
    ]
    rows: list[Row] = [row for section in sections for row in section.rows]
    assert len(sections) == 5
    assert all(row.measured.startswith("not measured") and row.met is None for row in rows)
    assert list(tmp_path.iterdir()) == []


def test_a_real_call_is_calm_and_undisturbed(tmp_path: Path) -> None:
    truths, analyses = tmp_path / "truths", tmp_path / "analyses"
    truths.mkdir()
    analyses.mkdir()
    truth = {"id": "garage", "forbid": ["listen", "protect"]}
    (truths / "garage.truth.json").write_text(json.dumps(truth))
    document = {
        "prompts": [{"id": "listen"}, {"id": "restate"}],
        "frustration": {"hop_s": 1.0, "level": [0.1] * 9 + [0.5]},
    }
    (analyses / "garage.call.json").write_text(json.dumps(document))
    listen, forbidden, prompts, calm = real_rows(truths, analyses)
    assert (listen.met, listen.measured) == (False, "1")
    assert (forbidden.met, forbidden.measured) == (False, "1")
    assert prompts.measured == "1 listen, 1 restate"
    assert (calm.met, calm.measured) == (False, "90.0 %")


def test_parts_are_measured_without_touching_the_page(tmp_path: Path) -> None:
    before = (ROOT / "docs" / "evaluation.md").read_bytes()
    command = [
        sys.executable, "-m", "tools.evaluate", "--only", "frustration",
        "--shared", str(tmp_path),
    ]  # fmt: skip
    run = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False
    )
    assert run.returncode == 0, run.stderr
    assert "no sets of recordings" in run.stderr
    assert "5 not measured" in run.stdout
    assert (ROOT / "docs" / "evaluation.md").read_bytes() == before
