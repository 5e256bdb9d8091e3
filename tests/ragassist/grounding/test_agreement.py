"""A claim of a whole sentence is compared with all that the sentence denies, a claim of one clause with that clause."""

import math

import numpy as np
import pytest

from indexes.embedding.embedder import Vectors
from ragassist.grounding.agreement import ClauseComparison

_CLAUSES = ("The ticket covers the guide and a cup of tea", "but it does not cover lunch in the hall.")
_SENTENCE = ", ".join(_CLAUSES)
_CLAIM = "Der Eintritt umfasst die Führung und eine Tasse Tee und das Mittagessen im Saal."
_DENIED = "Das Mittagessen im Saal ist im Eintritt nicht enthalten."
_OWN = "Der Eintritt umfasst die Führung und eine Tasse Tee aus der Teeküche."
_REST = "The ticket covers the guide, a cup of tea"
_ALL = f"{_REST}, {_CLAUSES[1]}"


def comparison(cosine_to_clause: float, cosine_to_sentence: float, cosine_to_rest: float = 0.5) -> ClauseComparison:
    """Return a comparison in which all claims have these cosines to the first clause, the sentence, and the rest of it
    without what it denies.
    """
    vectors = {
        _CLAUSES[0]: _at(cosine_to_clause),
        _CLAUSES[1]: _at(0.1),
        _SENTENCE: _at(cosine_to_sentence),
        _ALL: _at(cosine_to_sentence),
        _REST: _at(cosine_to_rest),
    }

    def embed(texts: list[str]) -> Vectors:
        return np.array([vectors.get(text, (1.0, 0.0)) for text in texts], dtype=np.float32)

    return ClauseComparison(embed, "de", "en")


def _at(cosine: float) -> tuple[float, float]:
    return cosine, math.sqrt(1 - cosine**2)


def test_a_claim_of_the_whole_sentence_is_compared_with_all_that_it_denies() -> None:
    _, agreement = comparison(0.5, 0.6).by_clauses(_CLAIM, _SENTENCE)
    assert agreement == -1.0


@pytest.mark.parametrize(("claim", "to_rest", "agrees"), [(_OWN, 0.8, 1.0), (_OWN, 0.5, -1.0), (_DENIED, 0.5, 1.0)])
def test_a_claim_draws_on_what_a_sentence_denies_unless_the_rest_is_nearer_to_it(
    claim: str, to_rest: float, agrees: float
) -> None:
    _, agreement = comparison(0.7, 0.6, to_rest).by_clauses(claim, _SENTENCE)
    assert agreement == agrees


def test_an_answer_without_a_verb_is_compared_with_its_clause() -> None:
    _, agreement = comparison(0.7, 0.6, 0.5).by_clauses("eine Tasse Tee", _SENTENCE)
    assert agreement == 1.0
