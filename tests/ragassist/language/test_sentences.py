"""The sentences of a text."""

import time

import pytest

from ragassist.language.sentences import is_unfinished, sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def test_a_long_run_of_initials_takes_no_more_than_a_moment() -> None:
    initials = "A. " * 4000
    began = time.process_time()
    assert sentence_spans(initials) == [(0, len(initials) - 1)]
    assert is_unfinished(initials.strip())
    assert time.process_time() - began < 2


def test_an_abbreviation_after_a_long_sentence_is_joined_with_what_follows() -> None:
    begun = "The pump that was delivered in spring is described on the last page by Dr."
    assert sentences(f"{begun} Anna Meier. It is safe to use in any weather.") == [
        f"{begun} Anna Meier.",
        "It is safe to use in any weather.",
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Die Satzung des Vereins tritt am 11. 11. 2011 um 11:11 Uhr in Kraft. Die Mitglieder haben sie so beschlossen.", 2),
        ("Les statuts entrent en vigueur le 3. 5. 2020 à midi précis. Les membres les ont adoptés ce jour-là.", 2),
        ("The members who came to the meeting were 12.\n5 of them spoke about the new statutes.", 2),
        ("The whole repair of the pump had cost 31.50. 5 members said that this was too much.", 2),
    ],
)
def test_a_date_with_blanks_is_no_end_of_a_sentence(text: str, count: int) -> None:
    assert len(sentence_spans(text)) == count
