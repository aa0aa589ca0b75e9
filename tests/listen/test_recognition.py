"""Words on their way through a recognizer: settled prefixes and stream time."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from callassist.listen.backchannels import is_backchannel
from callassist.listen.recognition import Recognition, agreed_prefix
from callassist.settings.listen import HOP_S, HOP_SAMPLES, RecognitionSettings, StretchSettings
from callassist.types import Word
from tests.fakes import CountingRecognizer


def words(text: str) -> tuple[Word, ...]:
    return tuple(Word(w, i * 0.3, i * 0.3 + 0.3) for i, w in enumerate(text.split()))


def test_two_answers_settle_on_what_they_share() -> None:
    settled = agreed_prefix(words("I have been"), words("i have bean waiting since"))
    assert [w.text for w in settled] == ["i", "have"]
    assert agreed_prefix(words("so"), words("no way")) == ()
    assert [w.text for w in agreed_prefix(words("It's late."), words("It's late, and"))] == [
        "It's",
        "late,",
    ]


def test_the_last_word_may_be_half_a_word() -> None:
    assert [w.text for w in agreed_prefix(words("not del"), words("not del"))] == ["not"]


def recognition(jobs: list[Callable[[], None]]) -> Recognition:
    return Recognition(
        "agent", CountingRecognizer(), jobs.append, RecognitionSettings(), StretchSettings()
    )


def hear(rec: Recognition, hops: int) -> None:
    for _ in range(hops):
        rec.hear(np.zeros(HOP_SAMPLES, np.float32))


def test_an_answer_waits_for_its_stream_time() -> None:
    jobs: list[Callable[[], None]] = []
    rec = recognition(jobs)
    hear(rec, 100)
    rec.open(60, peek=False)
    rec.close(90)
    for job in jobs:
        job()
    asked_s = 100 * HOP_S
    assert rec.due(asked_s) == []
    (answer,) = rec.due(asked_s + 1.0)
    assert answer.utterance.final
    assert answer.utterance.known_s > asked_s


def test_a_late_answer_is_known_when_it_comes() -> None:
    jobs: list[Callable[[], None]] = []
    rec = recognition(jobs)
    hear(rec, 100)
    rec.open(60, peek=False)
    rec.close(90)
    assert rec.due(8.0) == []
    for job in jobs:
        job()
    (answer,) = rec.due(9.0)
    assert answer.utterance.known_s == 9.0


def test_answers_of_the_last_call_are_dropped() -> None:
    jobs: list[Callable[[], None]] = []
    rec = recognition(jobs)
    hear(rec, 100)
    rec.open(60, peek=False)
    rec.close(90)
    rec.reset()
    for job in jobs:
        job()
    assert rec.due(100.0) == []


def test_the_recognizer_hears_the_stretch_with_its_padding() -> None:
    jobs: list[Callable[[], None]] = []
    recognizer = CountingRecognizer()
    settings = StretchSettings()
    rec = Recognition("agent", recognizer, jobs.append, RecognitionSettings(), settings)
    hear(rec, 200)
    rec.open(100, peek=False)
    rec.close(150)
    for job in jobs:
        job()
    pad = round(settings.pad_s / HOP_S)
    assert recognizer.samples == (50 + 2 * pad) * HOP_SAMPLES


def test_backchannels_by_their_words() -> None:
    assert is_backchannel(["Okay."])
    assert is_backchannel(["Mm-hmm,", "I", "see."])
    assert is_backchannel(["Oh", "dear."])
    assert not is_backchannel(["Okay,", "what", "is", "the", "number?"])
    assert not is_backchannel([])
    assert not is_backchannel(["네"], language="ko")


def test_the_last_words_are_never_known_before_the_partial_ones() -> None:
    jobs: list[Callable[[], None]] = []
    rec = recognition(jobs)
    hear(rec, 60)
    rec.open(50, peek=False)
    for _ in range(4 * round(RecognitionSettings().partial_every_s / HOP_S)):
        hear(rec, 1)
        rec.step()
    rec.close(120)
    for job in jobs:
        job()
    finals = [answer.utterance.final for answer in rec.due(1000.0)]
    assert finals == sorted(finals)


def growing(rec: Recognition, jobs: list[Callable[[], None]], seconds: float) -> None:
    """Let an open stretch grow, with its jobs run as they come."""
    for _ in range(round(seconds / HOP_S)):
        hear(rec, 1)
        rec.step()
        run(jobs)


def run(jobs: list[Callable[[], None]]) -> None:
    for job in jobs:
        job()
    jobs.clear()


def test_without_partials_the_sound_is_fed_all_the_same() -> None:
    found = []
    for partials in (True, False):
        jobs: list[Callable[[], None]] = []
        rec = recognition(jobs)
        rec.partials = partials
        hear(rec, 10)
        rec.open(10, peek=False)
        growing(rec, jobs, 6.0)
        rec.close(190)
        run(jobs)
        found.append([answer.utterance for answer in rec.due(100.0)])
    assert [u.final for u in found[1]] == [True]
    assert len(found[0]) > 1
    assert found[1] == found[0][-1:]


def test_without_words_what_waits_is_dropped_and_told_as_unheard() -> None:
    jobs: list[Callable[[], None]] = []
    rec = recognition(jobs)
    hear(rec, 100)
    rec.open(60, peek=False)
    rec.close(90)
    rec.words = False
    run(jobs)
    (answer,) = rec.due(100.0)
    assert (answer.utterance.heard, answer.utterance.words, answer.utterance.final) == (
        False,
        (),
        True,
    )
    rec.open(95, peek=False)
    growing(rec, jobs, 3.2)
    assert jobs == []
    told = [answer.utterance for answer in rec.due(100.0 * HOP_S + 3.3)]
    assert [(u.heard, u.final) for u in told] == [(False, False)] * 2  # known while it lasts
    rec.words = True
    rec.close(190)
    (answer,) = rec.due(200.0)
    assert not answer.utterance.heard, "its beginning is lost, so it is no stretch to trust"
    rec.open(195, peek=False)
    growing(rec, jobs, 1.0)
    rec.close(220)
    run(jobs)
    (answer,) = rec.due(200.0)
    assert answer.utterance.heard
    assert answer.utterance.words


def test_without_words_a_newcomer_is_peeked_at_still() -> None:
    jobs: list[Callable[[], None]] = []
    rec = recognition(jobs)
    rec.words = False
    hear(rec, 60)
    rec.open(55, peek=True)
    growing(rec, jobs, 1.0)
    (answer,) = rec.due(60.0)
    assert answer.peek
    assert answer.utterance.words
    rec.close(85)
    run(jobs)
    (answer,) = rec.due(60.0)
    assert not answer.utterance.heard


def test_how_late_the_oldest_answer_is() -> None:
    jobs: list[Callable[[], None]] = []
    rec = recognition(jobs)
    hear(rec, 100)
    rec.open(60, peek=False)
    rec.close(90)
    due_s = 100 * HOP_S + RecognitionSettings().allowance_s
    due_s += 30 * HOP_S * RecognitionSettings().allowance_share
    assert rec.late_s(due_s - 0.1) == 0.0
    assert abs(rec.late_s(due_s + 2.0) - 2.0) < 1e-9
    run(jobs)
    assert rec.late_s(due_s + 2.0) == 0.0
