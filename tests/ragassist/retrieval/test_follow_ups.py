"""A follow-up is judged by the evidence of both questions together, a new question by its own evidence."""

from indexes.records import Place
from ragassist.retrieval.evidence import Evidence, Source
from ragassist.retrieval.follow_ups import PreviousTurn, with_earlier


def source(path: str) -> Source:
    return Source(n=1, path=path, place=Place(), heading="", language="en", start=0, end=4, text="text", score=1.0)


ALONE = Evidence((source("/alone"),), 0.05, compared=12)
BOTH = Evidence((source("/both"),), 0.7, compared=20)


def test_a_follow_up_takes_the_score_of_both_questions_together() -> None:
    found = with_earlier("And F9?", PreviousTurn("What is F7?"), ALONE, lambda _: BOTH, leans=True)
    assert [one.path for one in found.sources] == ["/both", "/alone"]
    assert (found.best_score, found.compared) == (0.7, 20)


def test_a_new_question_keeps_its_own_score_even_if_it_is_low() -> None:
    found = with_earlier("Who digs?", PreviousTurn("What is F7?"), ALONE, lambda _: BOTH, leans=False)
    assert [one.path for one in found.sources] == ["/alone", "/both"]
    assert (found.best_score, found.compared) == (0.05, 12)


def test_passages_that_were_left_out_of_either_search_are_still_counted() -> None:
    alone = Evidence((source("/alone"),), 0.05, (source("/dropped"),), compared=12)
    both = Evidence((source("/both"),), 0.7, (source("/dropped too"), source("/alone")), compared=20)
    found = with_earlier("And F9?", PreviousTurn("What is F7?"), alone, lambda _: both, leans=True)
    assert [one.path for one in found.left_out] == ["/dropped too", "/dropped"]
