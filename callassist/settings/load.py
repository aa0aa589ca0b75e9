"""When a busy machine leaves out work during a call, and when it takes it up again.

How each was chosen stands in ``docs/load.md``.
"""

from __future__ import annotations

from typing import Final

BEHIND_S: Final = 0.6
"""The engine is behind the sound from here on; a loopback that is silent lags by up to 0.5 s."""
LATE_S: Final = 1.0
"""A recognizer is behind when its oldest answer is so much later than it was due."""
EASY_BEHIND_S: Final = 0.4
"""The engine keeps up as long as it is no further behind."""
EASY_LATE_S: Final = 0.3
"""The recognizers keep up as long as no answer is later."""
BUSY_FOR_S: Final = 1.5
"""Being behind for so long is no hiccup: one more thing is left out."""
STEP_S: Final = 3.0
"""What was left out gets so long to help before the next thing goes."""
EASE_S: Final = 20.0
"""After so long a time of keeping up, one thing is given back."""
RELAPSE_S: Final = 30.0
"""Busy again so soon after that: giving back was too early, and takes twice as long next time."""
MAX_EASE_S: Final = 160.0
"""It never takes longer."""
