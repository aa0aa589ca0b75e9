"""A language's word sets: the single words that the rules of the detectors go by.

They stand in ``[sets]`` of a lexicon (``resources/lexicons/en.toml``), a group for each
matter, each set as its words with spaces between. A word counts in just this form, as it is
heard (``"don't"`` is heard as ``do not``). Every set may be left out: what it is there to
tell is then not noticed in that language. Where a set only takes something back, and without
it there would be false alarms, the whole is not noticed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any, Final

from callassist.detect.language.text import word_tokens
from callassist.errors import CallAssistError

NO_WORDS: Final[frozenset[str]] = frozenset()
NO_TABLE: Final[Mapping[str, str]] = MappingProxyType({})
TIME_UNITS: Final[Mapping[str, float]] = {"second": 1.0, "minute": 60.0, "hour": 3600.0}
"""The units that ``[sets.waits.units]`` names words for, in seconds."""


def _table() -> Mapping[str, str]:
    return NO_TABLE


@dataclass(frozen=True, slots=True, eq=False)
class Talk:
    """Small words of any talk."""

    acknowledging: frozenset[str] = NO_WORDS
    """A few of these alone are a nod, which takes no turn: "okay", "uh huh", "I see"."""
    agrees: frozenset[str] = NO_WORDS
    """The customer begins so when the agent finished their sentence as they would have."""
    replies: frozenset[str] = NO_WORDS
    """Answers to "can you …" or "is it …"."""
    polite: frozenset[str] = NO_WORDS
    """Words of thanks that alone do not say that all is well."""
    you: frozenset[str] = NO_WORDS
    """The one spoken to."""
    about_you: frozenset[str] = NO_WORDS
    """The one spoken to, and what is theirs."""
    restates: frozenset[str] = NO_WORDS
    """Near the start of a turn these introduce what the customer told: "so …"."""
    meaning: frozenset[str] = NO_WORDS
    """Stems of "what does … mean", left out when it is asked whose word it was."""


@dataclass(frozen=True, slots=True, eq=False)
class Clauses:
    """Where clauses begin and end, and what denies them."""

    negations: frozenset[str] = NO_WORDS
    """Shortly before a phrase, in its clause, these take it back."""
    starts: frozenset[str] = NO_WORDS
    """Begin another clause, which a negation does not reach into."""
    sentence_starts: frozenset[str] = NO_WORDS
    """Begin another sentence in a long one without punctuation, but for within a number."""
    question_leads: frozenset[str] = NO_WORDS
    """Stand before the agent's questions: "okay what is …"."""
    no_lead_after: frozenset[str] = NO_WORDS
    """After these a lead is none: "I just …", "let me first …"."""
    customer_leads: frozenset[str] = NO_WORDS
    """Stand before the customer's questions."""
    denials: frozenset[str] = NO_WORDS
    """Say, in the customer's account, that something is wrong or missing."""


@dataclass(frozen=True, slots=True, eq=False)
class Questions:
    """The customer's questions, and what answers them."""

    when: frozenset[str] = NO_WORDS
    """Ask for a time, near the start of a question."""
    times: frozenset[str] = NO_WORDS
    """One of these, or a number, is in the answer to such a question."""
    yes_no: frozenset[str] = NO_WORDS
    """Begin questions that "yes" or "no" answers."""
    requests: frozenset[str] = NO_WORDS
    """Begin those that ask the agent to do something ("can you …"): a deed answers them."""
    modals: frozenset[str] = NO_WORDS
    """Stand in the answer after its subject: "you can …"."""
    subjects: Mapping[str, str] = field(default_factory=_table)
    """Subjects of an answer, by the subject of the question, with spaces between."""


@dataclass(frozen=True, slots=True, eq=False)
class AskedAgain:
    """Questions of the agent for what the customer gave."""

    asking: frozenset[str] = NO_WORDS
    """Words that name a detail ask for it when they begin so."""
    making_sure: frozenset[str] = NO_WORDS
    """Nearby, these say that the agent makes sure, or asks for another one. Without it no
    question for a detail is one asked again."""
    another: frozenset[str] = NO_WORDS
    """Within the question, these ask for another one."""
    name: frozenset[str] = NO_WORDS
    """Name a name."""
    name_parts: frozenset[str] = NO_WORDS
    """Ask for more than a first name."""
    not_callers: frozenset[str] = NO_WORDS
    """After "the name", these say that it is not the caller's that is asked for."""
    any_number: frozenset[str] = NO_WORDS
    """Name a number without saying of what."""
    best: frozenset[str] = NO_WORDS
    """With "phone number", these ask for the one to call back on, which may be another."""
    remedies: Mapping[str, str] = field(default_factory=_table)
    """What can be tried, by every form of its verb."""
    no_things: frozenset[str] = NO_WORDS
    """After such a verb, these are not what it was tried on."""
    once_more: frozenset[str] = NO_WORDS
    """Ask to try it again, or when it was tried. Without it no remedy is one asked again."""
    says_so: frozenset[str] = NO_WORDS
    """"I *told* you that already": one of these, and one of the next."""
    told_here: frozenset[str] = NO_WORDS
    """Say that it was told in this call."""
    told_others: frozenset[str] = NO_WORDS
    """Say that it was told to somebody else, …"""
    told_colleagues: frozenset[str] = NO_WORDS
    """… unless that is a colleague of the agent's."""


@dataclass(frozen=True, slots=True, eq=False)
class Manner:
    """Endearments and insults, or what is only told of others."""

    spoken_of: frozenset[str] = NO_WORDS
    """Before an endearment, these say that somebody is spoken of: "my darling wife". Without
    it endearments are not noticed."""
    spoken_of_after: frozenset[str] = NO_WORDS
    """The same after it: "the young man who …"."""
    reports: frozenset[str] = NO_WORDS
    """Before an insult, these say that it is told of another: "he called me …". Without it
    insults are not noticed."""
    own_reports: frozenset[str] = NO_WORDS
    """Before one of those, these make it the speaker's own: "I told him he is …"."""


@dataclass(frozen=True, slots=True, eq=False)
class Waits:
    """Waits that the agent announces."""

    plain: frozenset[str] = NO_WORDS
    """A reason that begins so announces a wait without its length: "let me check"."""
    units: Mapping[str, str] = field(default_factory=_table)
    """A unit of time (``second``, ``minute``, ``hour``) by every word for it."""


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Names in the customer's words."""

    no_name: frozenset[str] = NO_WORDS
    """Never part of a name. Without it no names are noticed, nor that they go unused."""
    after: frozenset[str] = NO_WORDS
    """May follow a name that answers a question for it."""
    before: frozenset[str] = NO_WORDS
    """May stand before a name that words like "speaking" follow."""
    titles: frozenset[str] = NO_WORDS
    """Stand before a name and are left out."""
    it: frozenset[str] = NO_WORDS
    """In "*it* is … here", which names nobody, …"""
    be: frozenset[str] = NO_WORDS
    """… the second word …"""
    here: frozenset[str] = NO_WORDS
    """… and the last."""
    ours: frozenset[str] = NO_WORDS
    """"*My* son Daniel": the next word is somebody of the speaker's."""
    relations: frozenset[str] = NO_WORDS
    """People and firms that are not the customer, whose names and numbers are their own.
    Without it no number is one asked again."""
    theirs: frozenset[str] = NO_WORDS
    """What follows is another's."""
    speakers: frozenset[str] = NO_WORDS
    """What follows is the speaker's, or the listener's."""


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """Numbers, amounts and dates in the customer's words."""

    labels: Mapping[str, str] = field(default_factory=_table)
    """What a number can be of, by every word for it; ``phone`` is one to call back on."""
    be: frozenset[str] = NO_WORDS
    """After a number, the word for what it is of may follow this: "… is my order number"."""
    deeds: Mapping[str, str] = field(default_factory=_table)
    """Deeds whose dates are asked for, by every form of the verb."""
    money: frozenset[str] = NO_WORDS
    """After a number: an amount."""
    units: frozenset[str] = NO_WORDS
    """After a number: a measure, which is no number of anything."""
    months: frozenset[str] = NO_WORDS
    month_leads: frozenset[str] = NO_WORDS
    """Before a month; without one it may be a name or a verb ("may")."""
    month_parts: frozenset[str] = NO_WORDS
    """Those of them that are no part of the date."""
    days: frozenset[str] = NO_WORDS
    lone_days: frozenset[str] = NO_WORDS
    """Days that stand by themselves: "yesterday"."""
    day_leads: frozenset[str] = NO_WORDS
    """Before a day, part of the date: "last monday"."""
    no_dates: frozenset[str] = NO_WORDS
    """Before a day: no date ("every monday")."""
    spans: frozenset[str] = NO_WORDS
    """Spans of time: "three *weeks* ago"."""
    past_spans: frozenset[str] = NO_WORDS
    """After "last": a date."""
    last: frozenset[str] = NO_WORDS
    ago: frozenset[str] = NO_WORDS
    one: frozenset[str] = NO_WORDS
    """"*A* month ago"."""
    ordinal_leads: frozenset[str] = NO_WORDS
    """"On *the* 3rd" …"""
    ordinal_days: frozenset[str] = NO_WORDS
    """… is a day after these."""
    year_leads: frozenset[str] = NO_WORDS
    """Before a year."""
    since: frozenset[str] = NO_WORDS
    """Begin a date from which something goes on."""
    email: frozenset[str] = NO_WORDS
    """Name an email address."""
    at_sign: frozenset[str] = NO_WORDS
    """The sign @ in an email address spelled out."""
    dot: frozenset[str] = NO_WORDS
    """The full stop in one."""
    clause_ends: frozenset[str] = NO_WORDS
    """End what was tried: "I restarted it | and …"."""


@dataclass(frozen=True, slots=True, eq=False)
class KeyPhrases:
    """Short phrases of the customer's account, fit to be shown and said back."""

    breaks: frozenset[str] = NO_WORDS
    """Between two phrases."""
    inside: frozenset[str] = NO_WORDS
    """Stop words that may stand within a phrase."""
    leads: frozenset[str] = NO_WORDS
    """Stop words that may begin one."""
    ends: frozenset[str] = NO_WORDS
    """Words that may end one."""
    times: frozenset[str] = NO_WORDS
    """Tell when."""
    back_in_time: frozenset[str] = NO_WORDS
    """End a time: "two weeks *ago*"."""
    dull: frozenset[str] = NO_WORDS
    """Tell nothing of the problem, so that they never stand in one."""
    determiners: frozenset[str] = NO_WORDS
    """Begin a new thing."""
    denials: frozenset[str] = NO_WORDS
    """Say that something is not so: that tells much."""
    retold: Mapping[str, str] = field(default_factory=_table)
    """The agent's word for each of the customer's: "my" becomes "their"."""


@dataclass(frozen=True, slots=True, eq=False)
class WordSets:
    """All sets of a language, in groups."""

    talk: Talk = field(default_factory=Talk)
    clauses: Clauses = field(default_factory=Clauses)
    questions: Questions = field(default_factory=Questions)
    asked_again: AskedAgain = field(default_factory=AskedAgain)
    manner: Manner = field(default_factory=Manner)
    waits: Waits = field(default_factory=Waits)
    names: Names = field(default_factory=Names)
    facts: Facts = field(default_factory=Facts)
    key_phrases: KeyPhrases = field(default_factory=KeyPhrases)


NO_SETS: Final = WordSets()
_FIXED_KEYS: Final[Mapping[str, Iterable[str]]] = {"[sets.waits.units]": TIME_UNITS}


def read_sets(data: object, lexicon: str) -> WordSets:
    """Return the word sets that a lexicon's ``[sets]`` holds.

    Args:
        data: The section, as TOML has it.
        lexicon: The file's name, for errors.

    Raises:
        CallAssistError: A group or set is unknown, or is not made of single words; the text
            is one line that says what to correct.
    """
    read: dict[str, Any] = {}
    given = check_table(data, "[sets]", lexicon)
    for name, group in given.items():
        place = f"[sets.{name}]"
        check_name(name, [each.name for each in fields(NO_SETS)], "[sets]", lexicon)
        empty = getattr(NO_SETS, name)
        known = [each.name for each in fields(empty)]
        sets: dict[str, Any] = {}
        for key, value in check_table(group, place, lexicon).items():
            check_name(key, known, place, lexicon)
            if isinstance(getattr(empty, key), frozenset):
                sets[key] = read_words(value, key, place, lexicon)
            else:
                sets[key] = _read_table(value, f"[sets.{name}.{key}]", lexicon)
        read[name] = type(empty)(**sets)
    return WordSets(**read)


def check_name(name: str, known: Collection[str], place: str, lexicon: str) -> None:
    """Check that a lexicon's section or set is one that somebody reads.

    Raises:
        CallAssistError: It is not.
    """
    if name in known:
        return
    import difflib  # for a mistake alone

    near = difflib.get_close_matches(name, known, 1)
    meant = f'did you mean "{near[0]}"?' if near else f"known are {', '.join(sorted(known))}"
    raise CallAssistError(f'lexicon {lexicon}: nothing reads "{name}" in {place}; {meant}')


def check_table(data: object, place: str, lexicon: str) -> Mapping[str, object]:
    """Return a part of a lexicon that must be a table.

    Raises:
        CallAssistError: It is none.
    """
    if not isinstance(data, Mapping):
        raise CallAssistError(f'lexicon {lexicon}: {place} must hold lines like name = "words"')
    return data


def read_words(value: object, key: str, place: str, lexicon: str) -> frozenset[str]:
    """Return the words of a set of a lexicon's section.

    Raises:
        CallAssistError: They are no words with spaces between, each as it is heard.
    """
    return frozenset(_words(value, key, place, lexicon))


def _words(value: object, key: str, place: str, lexicon: str) -> Iterator[str]:
    """Yield the words of a set, each as it is heard."""
    if not isinstance(value, str):
        raise CallAssistError(
            f'lexicon {lexicon}: "{key}" in {place} must be words in quotes, with spaces between'
        )
    for word in value.split():
        if word_tokens(word) != (word,):
            heard = " ".join(word_tokens(word)) or "nothing"
            raise CallAssistError(
                f'lexicon {lexicon}: "{word}" of "{key}" in {place} is heard as "{heard}"; '
                "write single words in that form"
            )
        yield word


def _read_table(data: object, place: str, lexicon: str) -> Mapping[str, str]:
    """Return what each word of a table stands for."""
    table: dict[str, str] = {}
    for meaning, value in check_table(data, place, lexicon).items():
        if place in _FIXED_KEYS:
            check_name(meaning, tuple(_FIXED_KEYS[place]), place, lexicon)
        for word in _words(value, meaning, place, lexicon):
            if word in table:
                raise CallAssistError(
                    f'lexicon {lexicon}: "{word}" in {place} stands for "{table[word]}" and for '
                    f'"{meaning}"; keep one'
                )
            table[word] = meaning
    return MappingProxyType(table)
