"""What a changed prompt pack would have done over stored calls.

:class:`~callassist.run.whatif.running.WhatIf` asks, over the replay tapes of calls;
see ``docs/what-if.md``.
"""

from callassist.run.whatif.answers import CallAnswer, Totals, joined
from callassist.run.whatif.judging import judged_again
from callassist.run.whatif.packed import pack_tape, unpack_tape
from callassist.run.whatif.running import WhatIf, WhatIfRun
from callassist.run.whatif.sources import KeptCalls, StoredCall, call_files
from callassist.run.whatif.tape import Tape, tape_of_document, tape_of_events

__all__ = [
    "CallAnswer",
    "KeptCalls",
    "StoredCall",
    "Tape",
    "Totals",
    "WhatIf",
    "WhatIfRun",
    "call_files",
    "joined",
    "judged_again",
    "pack_tape",
    "tape_of_document",
    "tape_of_events",
    "unpack_tape",
]
