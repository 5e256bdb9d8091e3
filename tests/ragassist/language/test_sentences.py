"""The sentences of a text."""

import time

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
