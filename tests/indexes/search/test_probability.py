"""Scores are converted to probabilities in the same order."""

from hypothesis import given
from hypothesis import strategies as st

from indexes.library import Library
from indexes.records import FileFacts
from indexes.search.probability import logistic, probabilities
from ingest.assembly import assemble
from ingest.chunking import Chunker
from ingest.documents import Block, Reading

SCORES = st.lists(st.floats(-1, 2.3), max_size=40).map(lambda scores: sorted(scores, reverse=True))


@given(SCORES)
def test_they_lie_between_0_and_1_and_keep_the_order(scores: list[float]) -> None:
    found = probabilities(scores)
    assert len(found) == len(scores)
    assert all(0 <= one <= 1 for one in found)
    assert found == sorted(found, reverse=True)


def test_a_passage_with_an_outstanding_score_is_likelier_than_one_of_many_similar() -> None:
    alone = probabilities([0.6, *[0.2] * 9])[0]
    among = probabilities([0.6, *[0.55] * 9])[0]
    assert alone > 0.9
    assert among < 0.5


def test_a_single_passage_is_judged_by_usual_scores() -> None:
    near, far = probabilities([0.8])[0], probabilities([0.1])[0]
    assert near > 0.9
    assert far < 0.05


def test_of_passages_with_nothing_in_common_with_the_question_none_is_likely() -> None:
    assert max(probabilities([0.12, 0.1, 0.08, 0.05])) < 0.1


def test_log_odds_may_be_of_any_size() -> None:
    assert logistic(-9999.0) == 0  # servers give this log probability to tokens that are ruled out
    assert logistic(9999.0) == 1


def test_how_likely_the_first_hit_is_does_not_depend_on_how_many_are_asked_for(fake_library: Library) -> None:
    chunker = Chunker(fake_library.embedder.tokenizer)
    for number in range(15):
        words = " ".join(f"part{number}word{at}" for at in range(number + 3))
        document = assemble(Reading((Block(f"the canal pump {words}"),)), "plain")
        fake_library.add(FileFacts(f"/{number}.txt", str(number), 1, 1), document, chunker)
    fake_library.embed()
    first = {
        (hits[0].chunk.path, hits[0].score) for top in (1, 3, 10) if (hits := fake_library.search("canal pump", "en", top))
    }
    assert len(first) == 1
