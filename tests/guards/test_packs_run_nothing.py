"""Texts from packs, calls and people are shown, and never run, expanded twice or obeyed."""

from __future__ import annotations

import ast
import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

import callassist
from callassist.errors import PromptPackError
from callassist.prompts.pack import parse_pack
from callassist.prompts.text import fill_say, fill_why
from callassist.review.export.csv import call_csv
from callassist.review.page import report_page
from callassist.types import Finding
from tests.review.calls import rude_call
from tests.review.review_calls import review_call

PACKAGE = Path(callassist.__file__).parent
PACK = """
schema = 2
id = "acme"
version = 1
[[prompt]]
id = "listen"
when = {{ finding = "interruption", channel = "agent" }}
say = "{say}"
why = "{why}"
severity = "warn"
priority = 95
show_s = 5.0
cooldown_s = 8.0
max_per_call = 4
"""
CODE = (
    "{evidence.__class__}", "{evidence[0]}", "{0.__globals__}", "{evidence!r}", "{evidence:>9}",
    "{__import__}", "{}", "{{evidence}}", "{{7*7}}", "{% for x in y %}", "{evidence", "}",
)  # fmt: skip


@pytest.mark.parametrize("code", CODE)
@pytest.mark.parametrize("key", ["say", "why"])
def test_a_pack_that_reaches_into_the_program_is_refused(code: str, key: str) -> None:
    texts = {"say": "Let them finish", "why": ""} | {key: code}
    with pytest.raises(PromptPackError) as refused:
        parse_pack(PACK.format(**texts), "acme.toml")
    assert len(str(refused.value).splitlines()) == 1


def test_what_fills_a_placeholder_is_not_filled_again() -> None:
    evidence = "{seconds} {evidence.__class__} {{7*7}} %s \\1 \\g<0>"
    found = Finding("x", "agent", 0.0, 1.5, 2.0, 0.9, (evidence,), ("{phrase} %d",))
    assert fill_why("{evidence}", found, {}) == evidence
    assert fill_say("Say {phrase} back", None, found, {}) == "Say {phrase} %d back"


def calls_of(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node, ast.unparse(node.func)


NEVER = {
    "eval", "exec", "compile", "__import__", "os.system", "os.popen", "pickle.load",
    "pickle.loads", "marshal.loads", "shelve.open", "yaml.load", "Template", "jinja2.Template",
    "types.FunctionType", "runpy.run_path",
}  # fmt: skip


CODE_READERS = {"pickle", "marshal", "shelve", "dill", "yaml"}
BETWEEN_OUR_OWN = "run/whatif/answering.py"
"""Packs go to the program's own worker processes pickled, over a pipe that nobody else has."""


def test_nothing_in_the_program_could_run_a_text() -> None:
    seen = 0
    for file in PACKAGE.rglob("*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            own = {"pickle"} if file.relative_to(PACKAGE).as_posix() == BETWEEN_OUR_OWN else set()
            assert (CODE_READERS - own).isdisjoint(names), file
        for call, name in calls_of(tree):
            where = f"{file}:{call.lineno}"
            seen += 1
            assert name not in NEVER or BETWEEN_OUR_OWN in where, where
            assert not name.endswith(".from_string"), where
            for keyword in call.keywords:
                if keyword.arg == "shell":
                    pytest.fail(f"{where}: through a shell")
                if name.endswith("Environment") and keyword.arg == "autoescape":
                    assert isinstance(keyword.value, ast.Constant), where
                    assert keyword.value.value is True, where
    assert seen > 5_000


def test_templates_come_from_the_package_alone() -> None:
    makers = [
        (file, call)
        for file in PACKAGE.rglob("*.py")
        for call, name in calls_of(ast.parse(file.read_text("utf-8")))
        if name == "Environment"
    ]
    assert len(makers) == 1
    for file, call in makers:
        given = {keyword.arg: ast.unparse(keyword.value) for keyword in call.keywords}
        assert given["loader"].startswith("PackageLoader("), file
        assert given["autoescape"] == "True", file


def test_a_call_full_of_code_makes_a_page_and_a_table_without_any() -> None:
    attack = "<script>document.title='owned'</script><img src=x onerror=alert(1)>{{7*7}}"
    formula = "=cmd|' /C calc'!A0"
    document = rude_call()
    document["turns"][0]["text"] = attack
    document["turns"][1]["text"] = formula
    for word in document["turns"][0]["words"]:
        word["text"] = attack
    call = review_call(document, title=attack)
    page = report_page([call])
    assert "<script>document.title" not in page
    assert "<img src=x" not in page
    assert "49" not in page.split("{{7*7}}")[0][-10:]
    rows = list(csv.reader(io.StringIO(call_csv(call).removeprefix("\ufeff"))))
    cells = [cell for row in rows for cell in row]
    assert f"'{formula}" in cells
    assert not [cell for cell in cells if cell[:1] in tuple("=+@")]
