"""Feeds what reads prompt packs, settings, policies, catalogues and model archives."""

from __future__ import annotations

import io
import shutil
import warnings
import zipfile
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from tests.fuzz.hostile import TEXTS, Make, as_toml

DEEP_TOML = b"x = " + b"[" * 20_000
DEEP_TABLES = b"x = " + b"{a=" * 20_000
DOTTED = b"a." * 20_000 + b"b = 1"
HUGE_NUMBER = b"x = " + b"9" * 5_000
LONG_PACK = b'schema = 2\nid = "a"\nversion = 1\n' + b'[[prompt]]\nid = "a"\n' * 20_000

PACK: dict[str, Any] = {
    "schema": 2,
    "id": "acme",
    "version": 3,
    "author": "Kim",
    "changelog": [{"version": 2, "author": "Kim", "text": "shorter"}],
    "budget": {"min_gap_s": 8.0, "max_per_min": 4, "max_per_10_min": 8, "nudge_share": 0.6,
               "replace_margin": 20, "stale_s": 4.0},
    "prompt": [
        {
            "id": "listen", "when": {"finding": "interruption", "channel": "agent"},
            "say": "Let them finish", "why": "{evidence}", "severity": "warn", "priority": 95,
            "show_s": 5.0, "cooldown_s": 8.0, "max_per_call": 4,
        },
        {
            "id": "own", "when": [{"finding": "custom.demo"}], "say": "Say {phrases} back",
            "say_plain": "Say it back", "why": "", "severity": "nudge", "priority": 30,
            "show_s": 5.0, "cooldown_s": 60.0, "max_per_call": 2,
        },
    ],
    "finding": [
        {
            "id": "custom.demo", "side": "agent", "any_of": ["free (trial|demo) *", "try it?"],
            "follows": {"any_of": ["price"], "side": "customer", "within_s": 30.0},
        }
    ],
    "words": [{"language": "en", "products": ["Zento 3"], "phrases": {"apology": ["my bad"]}}],
}  # fmt: skip
SMALL_PACK: dict[str, Any] = {
    "schema": 2,
    "version": 3,
    "budget": {"min_gap_s": 8.0},
    "prompt": [{"id": "listen", "say": "Let them finish", "instead": {"a": "b"}}],
}
TOKEN = "a token that nobody guesses"
REQUEST = {"token": TOKEN, "command": "status"}
ANSWER = {"ok": True, "status": {"state": "idle", "call_s": 0.0, "agent": {"state": "hears"}}}
SETTINGS: dict[str, Any] = {
    "engine": "vosk",
    "language": "en",
    "model": "/models/x",
    "overlay": {"theme": "dark", "opacity": 0.9, "positions": {"HDMI-1": [10, 20]}},
    "audio": {"agent_device": "default"},
    "prompts": {"pack": "/x.toml", "team_folder": "/t", "profile": "sales"},
    "recording": {"agent_name": "Kim", "keep_days": 30, "store": "sqlite:////x/y.sqlite"},
    "calls": {"start": "sound", "end_after_silence_s": 30.0},
    "hotkeys": {"dismiss": "Ctrl+Alt+D"},
}
POLICY: dict[str, Any] = {
    "schema": 1,
    "company": "Acme",
    "eu_mode": True,
    "recording": {"allowed": True, "consent_line": "May I?", "max_keep_days": 30},
    "measures": {"agent_voice": False},
    "store": {"address": "postgresql://a:b@c/d", "export_allowed": False},
    "prompts": {"team_folder": "/t", "trusted_key": "ed25519:x", "locked": ["dont_rush.*"]},
}
CATALOGUE: dict[str, Any] = {
    "schema": 1,
    "model": [
        {
            "name": "vosk-model-x", "engine": "vosk", "language": "en", "about": "small",
            "licence": "Apache-2.0", "address": "https://example.org/x.zip", "sha256": "0" * 64,
            "bytes": 10, "max_unpacked_bytes": 100,
        }
    ],
}  # fmt: skip
MANIFEST: dict[str, Any] = {
    "name": "vosk-model-x",
    "language": "en",
    "archive_sha256": "0" * 64,
    "files": {"am/final.mdl": {"bytes": 3, "sha256": "0" * 64}},
}


@cache
def _lower() -> Any:
    from callassist.prompts.pack import changeable, default_document

    return changeable(default_document())


def feed_pack(data: bytes, folder: Path) -> None:
    """Load a pack alone and over the default one, and say what it says."""
    from callassist.errors import PromptPackError
    from callassist.prompts.pack import laid_over, parse_document, parse_pack, read_text

    path = folder / "pack.toml"
    path.write_bytes(data)
    text = read_text(path)
    document = parse_document(text, path.name)
    try:
        _say(parse_pack(text, path.name))
    except PromptPackError as error:
        _held(*error.problems)
    _say(laid_over(text, path.name, _lower(), document)[1])


def _say(pack: Any) -> None:
    from callassist.detect.language.phrases import book_with, phrasebook
    from callassist.prompts.text import fill_say, fill_why
    from callassist.types import Finding

    found = Finding("x", "agent", 0.0, 1.0, 1.5, 0.9, ("{evidence} {0.__class__}",), ("{seconds}",))
    for rule in pack.rules:
        for text in (
            fill_say(rule.say, rule.say_plain, found, rule.instead),
            fill_why(rule.why, found, rule.instead),
        ):
            assert "<class" not in text
    book = book_with(phrasebook("en"), pack.additions("en"))
    book.find("free demo demo a a a a b try it my bad x x x".split())


def _held(*lines: str) -> None:
    assert all(len(line.splitlines()) == 1 for line in lines)


def feed_sealed_pack(data: bytes, folder: Path) -> None:
    from callassist.prompts.pack import read_text
    from callassist.prompts.sealing import unseal
    from callassist.store.signing import verify

    path = folder / "a.pack.toml"
    path.write_bytes(data)
    unseal(read_text(path), path.name, verify, "")


def feed_pattern(data: bytes, folder: Path) -> None:
    """Take a phrase pattern that the pack's check lets through, and look for it in long talk."""
    from callassist.detect.language.phrases import PhraseBook
    from callassist.prompts.patterns import pattern_mistakes

    pattern = data.decode("utf-8", "replace")
    if pattern_mistakes(pattern):
        return
    book = PhraseBook({"greeting": [pattern, "hello"]})
    book.find(["a", "b", "one", "two", "a"] * 40)


def feed_studio_text(data: bytes, folder: Path) -> None:
    from callassist.run.studio.pack_text import changed
    from callassist.settings.toml import parse_toml

    text = data.decode("utf-8", "replace")
    try:
        wanted = parse_toml(text)
    except ValueError:
        return
    if not all(isinstance(wanted.get(name, []), list) for name in ("prompt", "finding")):
        return
    if not isinstance(wanted.get("budget", {}), dict):
        return
    places = (("version",), ("budget", "min_gap_s"), ("prompt", "listen", "say"))
    parse_toml(changed(text, places[len(data) % 3], 7))


def feed_settings(data: bytes, folder: Path) -> None:
    from callassist.settings.user import load, save

    path = folder / "settings.toml"
    path.write_bytes(data)
    save(load(path), path)
    load(path)


def feed_policy(data: bytes, folder: Path) -> None:
    from callassist.settings.policy import load_policies, rules
    from callassist.settings.user import UserSettings

    path = folder / "policy.toml"
    path.write_bytes(data)
    rules(UserSettings(), load_policies((path,)))


def feed_catalogue(data: bytes, folder: Path) -> None:
    from callassist.engines.catalogue import read_catalogue

    path = folder / "catalogue.toml"
    path.write_bytes(data)
    for entry in read_catalogue(path):
        assert (folder / entry.name).resolve().parent == folder.resolve()


def feed_manifest(data: bytes, folder: Path) -> None:
    from callassist.engines.manifest import MANIFEST as NAME
    from callassist.engines.manifest import check_sizes, verify_files

    model = folder / "model"
    (model / "am").mkdir(parents=True, exist_ok=True)
    (model / "am" / "final.mdl").write_bytes(b"abc")
    (model / NAME).write_bytes(data)
    verify_files(model)
    check_sizes(model)


def feed_archive(data: bytes, folder: Path) -> None:
    """Unpack a zip; whatever comes of it, it stays within its folder and its size."""
    from callassist.engines.unpack import unpack_zip

    archive = folder / "model.zip"
    archive.write_bytes(data)
    target = folder / "target" / "model"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    try:
        unpack_zip(archive, target, 1_000_000)
    finally:
        assert [each.name for each in target.parent.iterdir()] == ["model"]
        files = list(target.rglob("*"))
        assert not any(each.is_symlink() for each in files)
        assert sum(each.stat().st_size for each in files if each.is_file()) <= 3_000_000


def feed_team_folder(data: bytes, folder: Path) -> None:
    """Read an address as settings hold it, and the same bytes as a shortcut's file."""
    from callassist.errors import PromptPackError
    from callassist.run.packs.team import resolve_folder

    try:
        resolve_folder(data.decode("utf-8", "replace"))
    except PromptPackError as error:
        _held(str(error))
    shortcut = folder / "team.url"
    shortcut.write_bytes(data)
    resolve_folder(str(shortcut))


def feed_team_packs(data: bytes, folder: Path) -> None:
    from callassist.run.packs.team import team_packs

    team = folder / "team"
    team.mkdir(exist_ok=True)
    (team / "a.pack.toml").write_bytes(data)
    team_packs(str(team), "", folder / "kept.pack.toml")


def feed_control_request(data: bytes, folder: Path) -> None:
    from callassist.run.control.protocol import Refused, command_of

    try:
        command_of(data, TOKEN)
    except Refused:
        return


def feed_control_answer(data: bytes, folder: Path) -> None:
    """Read what a program that only claims to be callassist may say, or leave in a file."""
    from callassist.run.control.place import Place
    from callassist.run.control.protocol import answer_of

    place = Place(folder / "place")
    place.folder.mkdir(mode=0o700, exist_ok=True)
    (place.folder / "control.json").write_bytes(data)
    place.address()
    answer_of(data)


def zip_of(*entries: tuple[str, bytes], mode: int = 0) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if mode:
                info.external_attr = mode << 16
            archive.writestr(info, content)
    return made.getvalue()


@cache
def archives() -> tuple[bytes, ...]:
    return (
        zip_of(("m/am/final.mdl", b"x" * 50), ("m/conf/model.conf", b"y")),
        zip_of(("../../escaped", b"x")),
        zip_of(("/tmp/escaped", b"x")),
        zip_of(("m/link", b"/etc/passwd"), mode=0o120777),
        zip_of(("m/a", b"x"), ("m/a/b", b"y")),
        zip_of(("C:\\escaped", b"x"), ("..\\escaped", b"x")),
        zip_of(("m/bomb", bytes(64 << 20))),
        zip_of(*((f"m/{number}", b"") for number in range(3_000))),
    )


NAMES = (
    "m/a", "m/b", "m", "M/A", "m/", "./m/a", "../x", "/x", "m/../../x", "m\\..\\x", "C:x",
    "x:stream", "m//a", "con", "m/\x00a", "a" * 300, "é/" * 90, "", ".", "..", "m/.",
)  # fmt: skip
KINDS = (0, 0o100644, 0o120777, 0o060666, 0o040755, 0o010644, 0o177777)


def archive_of() -> Make:
    """Return what makes archives with hostile names, kinds and sizes."""

    def make(chance: Random) -> bytes:
        entries = []
        for _ in range(chance.randint(0, 4)):
            odd = "".join(chance.choices("ab./\\:\x00 é-", k=chance.randint(0, 12)))
            name = chance.choice(NAMES) if chance.random() < 0.6 else odd
            big = bytes(1_200_000) if chance.random() < 0.02 else b""
            entries.append((name, chance.choice([b"", b"x", b"/etc/passwd", big])))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # zipfile's, on names that stand twice
            return zip_of(*entries, mode=chance.choice(KINDS))

    return make


@cache
def sealed_pack() -> bytes:
    from callassist.prompts.sealing import seal

    return seal(as_toml(PACK).decode()).encode()


PATTERN_PARTS = (
    "a", "b", " ", "(", ")", "|", "?", "*", "!", "(a|b)", "(a|b)?", "a?", " * ", "minute(s)",
    "one two", "'", "’", "9", "é", "\x00", "ß", "(a (b|a)? a)",
)  # fmt: skip
ADDRESS_PARTS = (
    "file://", "FILE:", "http://", "URL=", "\n", "/", "//", "~", "~root", "..", "host", "\x00",
    "%00", "%2e%2e/", "C:\\", "\\\\host\\share", "[", "]", ":", "@", "#", "a", "é", " ",
    "[InternetShortcut]\n", *TEXTS[:12],
)  # fmt: skip
