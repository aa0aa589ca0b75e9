"""How many of something there are, in words: a language has its own forms for one and more.

They live on one class, since Qt looks plural forms up under the class that asks, and
Python's ``lupdate`` finds them only in ``self.tr``.
"""

from __future__ import annotations

from PySide6.QtCore import QObject


class Counts(QObject):
    """Numbers with their nouns; ask :data:`counts`. ``%Ln`` is written as the language does."""

    def calls(self, n: int) -> str:
        """Return ``3 calls``."""
        return self.tr("%Ln call(s)", "", n)

    def calls_found(self, n: int) -> str:
        """Return ``3 calls found``."""
        return self.tr("%Ln call(s) found", "", n)

    def calls_selected(self, n: int) -> str:
        """Return ``3 calls selected``."""
        return self.tr("%Ln call(s) selected", "", n)

    def calls_unreadable(self, n: int) -> str:
        """Return ``3 calls could not be read``."""
        return self.tr("%Ln call(s) could not be read", "", n)

    def calls_unreadable_below(self, n: int) -> str:
        """Return ``3 calls cannot be read; they are listed below``."""
        return self.tr("%Ln call(s) cannot be read, listed below", "", n)

    def recovered(self, n: int) -> str:
        """Return ``Recovered: 3 calls that were cut off``."""
        return self.tr("Recovered: %Ln call(s) that were cut off", "", n)

    def doomed(self, n: int, left_s: int) -> str:
        """Return what is said before calls are deleted."""
        text = self.tr(
            "%Ln call(s) will be deleted for good in {left_s} s. Nobody can undo it then.", "", n
        )
        return text.format(left_s=left_s)

    def agents(self, n: int) -> str:
        """Return ``3 agents``."""
        return self.tr("%Ln agent(s)", "", n)

    def weeks(self, n: int) -> str:
        """Return ``3 weeks``."""
        return self.tr("%Ln week(s)", "", n)

    def secrets_left_out(self, n: int) -> str:
        """Return ``3 secrets left out``."""
        return self.tr("%Ln secret(s) left out", "", n)

    def moments(self, n: int) -> str:
        """Return ``3 moments``."""
        return self.tr("%Ln moment(s)", "", n)

    def moments_in_calls(self, n: int, calls: int) -> str:
        """Return ``3 moments in 2 calls``, or ``3 moments in this call``."""
        if calls == 1:
            return self.tr("%Ln moment(s) in this call", "", n)
        return self.tr("%Ln moment(s) in {calls} calls", "", n).format(calls=calls)

    def matches(self, n: int) -> str:
        """Return ``3 matches``."""
        return self.tr("%Ln match(es)", "", n)

    def mistakes(self, n: int) -> str:
        """Return ``3 mistakes: …``."""
        return self.tr("%Ln mistake(s): the numbers are of the last good text", "", n)

    def prompts(self, n: int) -> str:
        """Return ``3 prompts``."""
        return self.tr("%Ln prompt(s)", "", n)

    def marks(self, n: int) -> str:
        """Return ``3 marks``."""
        return self.tr("%Ln mark(s)", "", n)

    def times_said(self, n: int) -> str:
        """Return ``said 3 times``."""
        return self.tr("said %Ln time(s)", "", n)

    def times_fired(self, n: int, before: int) -> str:
        """Return ``fired 3 times, before 2``."""
        return self.tr("fired %Ln time(s), before {before}", "", n).format(before=before)

    def questions(self, n: int) -> str:
        """Return ``3 questions``."""
        return self.tr("%Ln question(s)", "", n)


counts = Counts()
"""Asked by every window."""
