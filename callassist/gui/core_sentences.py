"""The sentences of the core that windows show, with a hole where it fills something in.

Holes named in :data:`NUMBERS` hold figures only, so that no other text is taken for a
sentence of the core. The core's plain names need no list here: see tools/translations.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

NUMBERS = frozenset(
    "bottom count high least low number other score top unhelpful value version".split()
)
SENTENCES: tuple[str, ...] = (
    QT_TRANSLATE_NOOP("Core", "On hold {length}"),
    QT_TRANSLATE_NOOP("Core", "Sound damaged"),
    QT_TRANSLATE_NOOP("Core", "the sound is damaged from {start} to {end}, and silent there"),
    QT_TRANSLATE_NOOP(
        "Core",
        "the sound is damaged in {count} places, the first from {start} to {end}, and silent there",
    ),
    QT_TRANSLATE_NOOP("Core", "agent not heard"),
    QT_TRANSLATE_NOOP("Core", "customer not heard"),
    QT_TRANSLATE_NOOP("Core", "not recorded"),
    QT_TRANSLATE_NOOP("Core", "the recording was off"),
    QT_TRANSLATE_NOOP("Core", "Not recorded {length}"),
    QT_TRANSLATE_NOOP("Core", "Agent not heard {length}"),
    QT_TRANSLATE_NOOP("Core", "Customer not heard {length}"),
    QT_TRANSLATE_NOOP("Core", "{score} of 100, from {count} opportunities"),
    QT_TRANSLATE_NOOP("Core", "too little to say: {count} opportunities in this call"),
    QT_TRANSLATE_NOOP("Core", "too little to say: {count} opportunity in this call"),
    QT_TRANSLATE_NOOP("Core", "{count} followed · {other} ignored"),
    QT_TRANSLATE_NOOP("Core", "{count} followed · {other} ignored · {unhelpful} unhelpful"),
    QT_TRANSLATE_NOOP("Core", "says “{words}”"),
    QT_TRANSLATE_NOOP("Core", "{count} call files"),
    QT_TRANSLATE_NOOP("Core", "{count} call file"),
    QT_TRANSLATE_NOOP("Core", "{count} kept calls"),
    QT_TRANSLATE_NOOP("Core", "{count} kept call"),
    QT_TRANSLATE_NOOP("Core", "{count} kept calls ({query})"),
    QT_TRANSLATE_NOOP("Core", "no calls"),
    QT_TRANSLATE_NOOP(
        "Core",
        "EU mode: figures of pace and tone are missing. No voice is measured, since the EU's AI "
        "Act restricts what may be inferred from a voice at work.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "Figures of pace and tone are missing: a policy does not allow the agent's voice to be "
        "measured.",
    ),
    QT_TRANSLATE_NOOP("Core", "typing"),
    QT_TRANSLATE_NOOP("Core", "take theirs"),
    QT_TRANSLATE_NOOP("Core", "add {name}"),
    QT_TRANSLATE_NOOP("Core", "remove {name}"),
    QT_TRANSLATE_NOOP("Core", "version {version}"),
    QT_TRANSLATE_NOOP("Core", "too few to tell"),
    QT_TRANSLATE_NOOP("Core", "too few to tell: {counts}"),
    QT_TRANSLATE_NOOP("Core", "{value}, {counts}, 95 % interval {range}"),
    QT_TRANSLATE_NOOP("Core", "{top} of {bottom} {nouns}"),
    QT_TRANSLATE_NOOP("Core", "{top} in {bottom} h"),
    QT_TRANSLATE_NOOP("Core", "{count} a week"),
    QT_TRANSLATE_NOOP("Core", "{count} weeks, {start} to {end}"),
    QT_TRANSLATE_NOOP("Core", "{count} week, {start} to {end}"),
    QT_TRANSLATE_NOOP("Core", "Week of {week}: {figures}"),
    QT_TRANSLATE_NOOP("Core", "{low}–{high} %"),
    QT_TRANSLATE_NOOP("Core", "{low}–{high}"),
    QT_TRANSLATE_NOOP("Core", "{value} %"),
    QT_TRANSLATE_NOOP("Core", "an hour"),
    QT_TRANSLATE_NOOP("Core", "{day} so far"),
    QT_TRANSLATE_NOOP("Core", "{week}: {figure}"),
    QT_TRANSLATE_NOOP(
        "Core", "Figures are shown by person from {least} agents on; these calls have {count}."
    ),
    QT_TRANSLATE_NOOP("Core", "Nobody can be shown by person: it takes {least} calls each."),
    QT_TRANSLATE_NOOP("Core", "{file} is not where it was: choose “Find the recording…”"),
    QT_TRANSLATE_NOOP("Core", "Just right: they go on, and you hear all of it."),
    QT_TRANSLATE_NOOP("Core", "Good: it lets them go on."),
    QT_TRANSLATE_NOOP("Core", "Kind words, but a little early: they go on yet."),
    QT_TRANSLATE_NOOP("Core", "This moment wanted a word. {hint}"),
    QT_TRANSLATE_NOOP("Core", "They had more to say. {hint}"),
    QT_TRANSLATE_NOOP("Core", "Part of it helps, but it also {sign}. {hint}"),
    QT_TRANSLATE_NOOP("Core", "Not yet: it {sign}. {hint}"),
    QT_TRANSLATE_NOOP("Core", "That helps in part. {hint}"),
    QT_TRANSLATE_NOOP("Core", "Not yet. {hint}"),
    QT_TRANSLATE_NOOP("Core", "Well said: that is what this moment called for."),
    QT_TRANSLATE_NOOP("Core", "{number} {nouns}"),
    QT_TRANSLATE_NOOP("Core", "{figure}, {number} {nouns}"),
    QT_TRANSLATE_NOOP("Core", "ignored"),
    QT_TRANSLATE_NOOP("Core", "cleared"),
    QT_TRANSLATE_NOOP("Core", "dismissed"),
    QT_TRANSLATE_NOOP("Core", "helped"),
    QT_TRANSLATE_NOOP("Core", "unhelpful"),
    QT_TRANSLATE_NOOP("Core", "{number} agreed to be named."),
    QT_TRANSLATE_NOOP("Core", "The others have numbers, dealt anew each time."),
    QT_TRANSLATE_NOOP(
        "Core", "Nobody agreed to be named, so they have numbers, dealt anew each time."
    ),
    QT_TRANSLATE_NOOP("Core", "{number} more is in the team’s figures only."),
    QT_TRANSLATE_NOOP("Core", "{number} more are in the team’s figures only."),
    QT_TRANSLATE_NOOP("Core", "call {id} has no sound here; everything else of it can be read"),
    QT_TRANSLATE_NOOP("Core", "the default pack, version {version}"),
    QT_TRANSLATE_NOOP("Core", "the profile {name}"),
    QT_TRANSLATE_NOOP("Core", "your own {name}"),
    QT_TRANSLATE_NOOP("Core", "its words in {language}"),
    QT_TRANSLATE_NOOP("Core", "{top} of {bottom} prompts"),
    QT_TRANSLATE_NOOP("Core", "{top} of {bottom} upset calls"),
    QT_TRANSLATE_NOOP("Core", "{top} of {bottom} calls"),
    QT_TRANSLATE_NOOP("Core", "{name}: {reason}; plug it in again, listening goes on by itself"),
    QT_TRANSLATE_NOOP("Core", "{name}: {reason}; plug it in again, waiting goes on by itself"),
    QT_TRANSLATE_NOOP("Core", "it is gone"),
    QT_TRANSLATE_NOOP("Core", "it stopped"),
    QT_TRANSLATE_NOOP("Core", "it sends nothing any more"),
    QT_TRANSLATE_NOOP(
        "Core",
        "{name}: it is not there; plug it in, or choose another (open Settings, Sound)",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        'no sound device is called "{name}": plug it in, or choose another (open Settings, Sound)',
    ),
    QT_TRANSLATE_NOOP("Core", 'no sound device is called "{name}": did you mean "{hint}"?'),
    QT_TRANSLATE_NOOP(
        "Core",
        'agent and customer cannot both be "{name}": choose the headset\'s microphone for the '
        "agent and a loopback for the customer (open Settings, Sound)",
    ),
    QT_TRANSLATE_NOOP("Core", "nothing plays on {name} yet: is the call's sound sent there?"),
    QT_TRANSLATE_NOOP("Core", "{name} gives only silence: is it muted, or is another one in use?"),
)
