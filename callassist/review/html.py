"""What the HTML pages have in common: templates, and a policy that lets nothing else in."""

from __future__ import annotations

import base64
import hashlib

from jinja2 import Environment, PackageLoader, StrictUndefined


def template_environment(package: str) -> Environment:
    """Return what renders a package's ``templates``: every text escaped, nothing undefined."""
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def inlined(environment: Environment, name: str) -> str:
    """Return the text of a style or script that goes into a page, the same on every system."""
    assert environment.loader is not None
    source = environment.loader.get_source(environment, name)[0]
    return source.strip("\n").replace("\r\n", "\n")


def content_policy(style: str, *more: str) -> str:
    """Return a content security policy: one style known by its hash, and what ``more`` allows."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{content_hash(style)}'",
            *more,
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def content_hash(text: str) -> str:
    """Return what a content security policy calls an inline style or script by."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
