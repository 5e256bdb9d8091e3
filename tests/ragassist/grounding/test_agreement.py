"""A claim of a whole sentence is compared with all that the sentence denies, a claim of one clause with that clause."""

import math

import numpy as np
import pytest

from indexes.embedding.embedder import Vectors
from ragassist.grounding.agreement import ClauseComparison

_CLAUSES = ("The ticket covers the guide and a cup of tea", "but it does not cover lunch in the hall.")
_SENTENCE = ", ".join(_CLAUSES)
_CLAIM = "Der Eintritt umfasst die Führung und eine Tasse Tee und das Mittagessen im Saal."
_OWN = "Der Eintritt umfasst die Führung und eine Tasse Tee aus der Teeküche des Hauses."


def comparison(cosine_to_clause: float, cosine_to_sentence: float) -> ClauseComparison:
    """Return a comparison in which all claims have these cosines to the first clause and to the sentence."""
    vectors = {
        _CLAUSES[0]: _at(cosine_to_clause),
        _CLAUSES[1]: _at(0.1),
        _SENTENCE: _at(cosine_to_sentence),
    }

    def embed(texts: list[str]) -> Vectors:
        return np.array([vectors.get(text, (1.0, 0.0)) for text in texts], dtype=np.float32)

    return ClauseComparison(embed, "de", "en")


def _at(cosine: float) -> tuple[float, float]:
    return cosine, math.sqrt(1 - cosine**2)


@pytest.mark.parametrize(("to_clause", "to_sentence", "agrees"), [(0.5, 0.6, -1.0), (0.6, 0.5, 1.0)])
def test_a_claim_is_about_a_clause_only_if_it_is_nearer_to_it_than_to_the_sentence(
    to_clause: float, to_sentence: float, agrees: float
) -> None:
    _, agreement = comparison(to_clause, to_sentence).by_clauses(_CLAIM, _SENTENCE)
    assert agreement == agrees


def test_a_claim_of_the_affirmed_clause_agrees() -> None:
    _, agreement = comparison(0.7, 0.5).by_clauses(_OWN, _SENTENCE)
    assert agreement == 1.0
