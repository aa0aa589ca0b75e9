"""Laying one pack's file over another, key by key, before either is checked as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from callassist.prompts.hints import shown
from callassist.prompts.lines import KeyPath

Document = dict[str, Any]
_CONDITIONS = ("when", "unless", "only_after", "clears")


@dataclass(slots=True)
class Merged:
    """A merged document, and where its parts come from.

    Attributes:
        document: As ``tomllib`` would give it, ready to be checked.
        problems: What could not be merged: where in the upper file, and why.
        indices: For each prompt of ``document`` its index in the upper file, or ``None``.
        new: The indices in the upper file of prompts that the lower one lacks.
    """

    document: Document
    problems: list[tuple[KeyPath, str]] = field(default_factory=list)
    indices: list[int | None] = field(default_factory=list)
    new: set[int] = field(default_factory=set)

    def upper_path(self, path: KeyPath) -> KeyPath:
        """Return where a path of ``document`` lies in the upper file."""
        if len(path) > 1 and path[0] == "prompt" and isinstance(path[1], int):
            index = self.indices[path[1]]
            return () if index is None else ("prompt", index, *path[2:])
        return path


def lay_over(lower: Document, upper: Document) -> Merged:
    """Return ``upper`` laid over ``lower``: tables key by key, prompts by their ``id``."""
    prompts: list[Document] = [dict(prompt) for prompt in lower.get("prompt", [])]
    merged = Merged({**lower, **upper}, indices=[None] * len(prompts))
    budget, upper_budget = lower.get("budget"), upper.get("budget")
    if isinstance(budget, dict) and isinstance(upper_budget, dict):
        merged.document["budget"] = {**budget, **upper_budget}
    place = {prompt["id"]: at for at, prompt in enumerate(prompts)}
    for index, prompt in enumerate(_tables(upper, merged)):
        if prompt is None:
            continue
        at = place.get(prompt["id"])
        if at is None:
            place[prompt["id"]] = len(prompts)
            prompts.append(prompt)
            merged.indices.append(index)
            merged.new.add(index)
        elif merged.indices[at] is not None:
            twice = f"the id '{shown(prompt['id'])}' stands twice in the file"
            merged.problems.append((("prompt", index, "id"), twice))
        else:
            prompts[at] = _over(prompts[at], prompt)
            merged.indices[at] = index
    merged.document["prompt"] = prompts
    return merged


def _tables(upper: Document, merged: Merged) -> list[Document | None]:
    """Return the file's prompts, ``None`` for each that has no shape to be merged by."""
    found = upper.get("prompt", [])
    if not isinstance(found, list):
        merged.problems.append((("prompt",), "prompts are written [[prompt]], in double brackets"))
        return []
    tables: list[Document | None] = []
    for index, prompt in enumerate(found):
        path: KeyPath = ("prompt", index)
        if not isinstance(prompt, dict):
            merged.problems.append((path, "prompts are written [[prompt]], in double brackets"))
            tables.append(None)
        elif "id" not in prompt:
            merged.problems.append((path, "missing key 'id'"))
            tables.append(None)
        elif not isinstance(prompt["id"], str):
            merged.problems.append(((*path, "id"), "'id' must be text in quotes"))
            tables.append(None)
        else:
            tables.append(prompt)
    return tables


def _over(lower: Document, upper: Document) -> Document:
    prompt = {**lower, **upper}
    for key in (*_CONDITIONS, "instead"):
        below, above = lower.get(key), upper.get(key)
        # A condition that names its finding says all; one that does not changes the one below.
        if isinstance(below, dict) and isinstance(above, dict) and "finding" not in above:
            prompt[key] = {**below, **above}
    return prompt
