"""docs/prompt-packs.md says what the code does."""

import re
import tomllib
from pathlib import Path

import pytest

from callassist.prompts.company import Change, CountTable, CueTable, FindingRule, Words
from callassist.prompts.fields import LIMITS
from callassist.prompts.findings import FINDING_KINDS
from callassist.prompts.pack import default_pack, default_path, parse_pack
from callassist.prompts.problems import keys_of
from callassist.prompts.profiles import profile_names
from callassist.prompts.schema import Budget, Condition, Pack, PromptRule, RecentCondition
from callassist.prompts.text import PLACEHOLDERS
from callassist.settings.custom import OPEN_CATEGORIES
from callassist.settings.policy import Policy
from callassist.types import Outcome

DOCS = (Path(__file__).parents[2] / "docs" / "prompt-packs.md").read_text("utf-8")


def section(title: str) -> dict[str, str]:
    """Return the table rows after ``title``, by their first cell."""
    after = DOCS.partition(f"\n{title}\n")[2]
    assert after, title
    rows = {}
    for line in after.splitlines():
        if line.startswith("| `"):
            rows[line.split("`")[1]] = line
        elif rows:
            break
    return rows


@pytest.mark.parametrize(
    ("title", "model"),
    [
        ("At the top:", Pack),
        ("In `[budget]`:", Budget),
        ("In a `[[prompt]]`:", PromptRule),
        ("In `when`, `unless`, `only_after` and `clears`:", RecentCondition),
        ("In a `[[finding]]`:", FindingRule),
        ("In `follows` and `not_followed_by`:", CueTable),
        ("In `count`:", CountTable),
        ("In `[[words]]`:", Words),
        ("In `[[changelog]]`:", Change),
    ],
)
def test_every_key_is_explained_with_its_range_and_default(title, model):
    rows = section(title)
    assert list(rows) == keys_of(model)
    for name, field in model.model_fields.items():
        row = rows[field.alias or name]
        if name in LIMITS:
            assert f"| {LIMITS[name]} |" in row
        if isinstance(field.default, int | float) and not isinstance(field.default, bool):
            assert row.endswith(f"| {field.default:g} |")
        elif field.is_required() and model is not Pack:
            assert row.endswith("| required |")


def test_conditions_have_no_keys_but_those_of_unless():
    assert set(keys_of(Condition)) == set(keys_of(RecentCondition)) - {"within_s"}


def test_every_kind_of_finding_is_listed_as_in_the_code():
    rows = section("## Kinds of finding")
    for kind, about in FINDING_KINDS.items():
        cleared_by = ", ".join(f"`{other}`" for other in about.cleared_by) or "—"
        credit = "yes" if about.credits_agent else ""
        assert rows.pop(kind) == (
            f"| `{kind}` | {' or '.join(about.channels)} | {about.meaning} "
            f"| {cleared_by} | {credit} |"
        )
    assert not rows


def test_every_open_list_of_the_lexicon_is_listed():
    rows = section("Lists that `phrases` may add to:")
    assert {name: f"| `{name}` | {about} |" for name, about in OPEN_CATEGORIES.items()} == rows


def test_the_examples_of_a_company_are_packs():
    examples = re.findall(r"```toml\n(.*?)```", DOCS, re.DOTALL)
    lower = tomllib.loads(default_path().read_text("utf-8"))
    finding, words = (e for e in examples if e.startswith(("schema = 2", "[[words]]")))
    assert len(parse_pack(finding, "acme.toml", lower).additions().findings) == 2
    assert dict(parse_pack(words, "acme.toml", lower).additions().phrases)["company"]
    (policy,) = (e for e in examples if e.startswith("[prompts]"))
    held = Policy.model_validate({"schema": 1, **tomllib.loads(policy)}).prompts
    assert held.locked == ["budget.max_per_10_min", "dont_rush.*"]
    assert set(profile_names()) == set(re.search(r"come with the program: (.*?);", DOCS)[1]
                                       .replace("`", "").split(", "))  # fmt: skip


def test_every_placeholder_and_outcome_is_explained():
    assert list(section("## Placeholders")) == [f"{{{name}}}" for name in PLACEHOLDERS]
    for outcome in Outcome.__args__:
        assert f"`{outcome}`" in DOCS.partition("## What came of it")[2]


def test_the_example_is_a_pack():
    example = re.search(r"```toml\n(.*?)```", DOCS, re.DOTALL)[1]
    lower = tomllib.loads(default_path().read_text("utf-8"))
    pack = parse_pack(example, "acme.toml", lower)
    assert f"ok: {len(pack.active)} prompts" in DOCS
    assert pack.rule("dont_rush").when[0].finding == "closing.rushed"
    assert pack.rule("use_name").enabled is False
    assert len(pack.rules) == len(default_pack().rules) + 1
