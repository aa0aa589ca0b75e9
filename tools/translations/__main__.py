"""Gathers the texts to translate, and packs the translations: ``python -m tools.translations``.

Every text of callassist/gui, and the core's names, go into one file a language, for Qt
Linguist: resources/translations/callassist_de.ts. Texts that are new there are marked as
unfinished, and those that are gone are taken out. Then each file is packed into the .qm
that the program reads. ``callassist_en.ts`` holds plural forms only, and is filled here.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

from tools.translations.core_names import core_names

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "resources" / "translations"
SOURCE_LANGUAGE = "en"
_PLURAL = re.compile(r"\((\w+)\)")


def update(folder: Path) -> None:
    """Bring every .ts file of a folder up to date with the sources."""
    for path in sorted(folder.glob("callassist_*.ts")):
        language = path.stem.removeprefix("callassist_")
        with tempfile.TemporaryDirectory() as scratch:
            names = Path(scratch) / "core_names.py"
            names.write_text(_as_source(core_names()), encoding="utf-8")
            sources = [str(file) for file in sorted((ROOT / "callassist" / "gui").rglob("*.py"))]
            options = ["-no-obsolete", "-locations", "none", "-silent"]
            options += ["-source-language", SOURCE_LANGUAGE, "-target-language", language]
            if language == SOURCE_LANGUAGE:
                options.append("-pluralonly")
            _run("lupdate", *options, *sources, str(names), "-ts", str(path))
        if language == SOURCE_LANGUAGE:
            _fill_plurals(path)


def release(folder: Path) -> None:
    """Pack every .ts file of a folder into a .qm file beside it."""
    for path in sorted(folder.glob("callassist_*.ts")):
        # Not over the old one: a program that runs has that mapped into its memory.
        packed = path.with_suffix(".qm.part")
        _run("lrelease", "-silent", str(path), "-qm", str(packed))
        packed.replace(path.with_suffix(".qm"))


def unfinished(path: Path) -> list[str]:
    """Return the texts of a .ts file that nobody has translated."""
    tree = ET.parse(path)
    return [
        message.findtext("source", "")
        for message in tree.iter("message")
        if message.find("translation[@type='unfinished']") is not None
    ]


def _fill_plurals(path: Path) -> None:
    """Write English plurals: ``%n call(s)`` is ``%n call`` for one and ``%n calls`` for more."""
    tree = ET.parse(path)
    for message in tree.iter("message"):
        source = message.findtext("source", "")
        translation = message.find("translation")
        if translation is None:
            continue
        translation.attrib.pop("type", None)
        forms = [_PLURAL.sub("", source), _PLURAL.sub(r"\1", source)]
        for form, text in zip(translation.iter("numerusform"), forms, strict=True):
            form.text = text
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    body = ET.tostring(tree.getroot(), encoding="unicode")
    path.write_text(f"{head}{body}\n", encoding="utf-8")


def _as_source(names: list[str]) -> str:
    """Return names as code in which lupdate finds them."""
    quoted = (name.replace("\\", "\\\\").replace('"', '\\"') for name in names)
    return "".join(f'QT_TRANSLATE_NOOP("Core", "{name}")\n' for name in quoted)


def _run(tool: str, *arguments: str) -> None:
    name = f"pyside6-{tool}" + (".exe" if os.name == "nt" else "")
    command = Path(sys.executable).with_name(name)
    done = subprocess.run([str(command), *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"pyside6-{tool}: {(done.stderr or done.stdout).strip()}")


def main() -> None:
    """Do both, and tell what is still to translate."""
    update(FOLDER)
    release(FOLDER)
    for path in sorted(FOLDER.glob("callassist_*.ts")):
        if left := unfinished(path):
            print(f"{path.name}: {len(left)} to translate, the first: {left[0]}")


if __name__ == "__main__":
    main()
