"""Takes secrets out of a call before anything of it is kept: see docs/redaction.md."""

from callassist.store.redaction.redactor import LABELS, Redactor

__all__ = ["LABELS", "Redactor"]
