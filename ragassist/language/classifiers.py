"""Linear classifiers over sentence vectors: for refusals, for follow-up questions, and for questions that need reasoning.

They are fitted by bench/fit_classifiers.py on the labelled sentences in bench/sentences/, only for the embedding model that
`made_for` names. The language is removed from the vectors, so that one classifier works for every language. Where a task's
texts differ in their wording more than in what they are about, the n-grams of a text are features too.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from ingest.language.scripts import dense_letters
from ragassist.language.ngrams import ngrams

Vector = NDArray[np.float32]
_DENSE_WEIGHT = 3
"""Latin letters that a letter of a dense script counts as."""
_WEIGHTS = "classifiers.npz"


@dataclass(frozen=True, slots=True)
class Classifier:
    """A logistic regression: weights of the vector's components, then of other features; the bias includes the threshold.

    `ngrams` are the weights of the n-grams of up to `longest` characters by bucket, or empty where they are no features.
    """

    weights: Vector
    bias: float
    ngrams: Vector
    longest: int

    def holds(self, text: str, vector: Vector, *signs: float) -> bool:
        """Whether a text with a vector of shape (dimension,) belongs to the class; `signs` are other features of the text."""
        score = float(self.weights @ np.array([*vector, *signs], dtype=np.float32)) + self.bias
        if len(self.ngrams):
            found = ngrams(text, self.longest, len(self.ngrams))
            score += float(self.ngrams[found].sum()) / math.sqrt(len(found))
        return score > 0


@dataclass(frozen=True, slots=True)
class Classifiers:
    """The classifiers of an embedding model."""

    refusal: Classifier
    follow_up: Classifier
    reasoning: Classifier


def classifiers_for(fingerprint: str) -> Classifiers | None:
    """Return the classifiers for an embedding model, None if they were fitted for another one."""
    made_for, found = _shipped()
    return found if fingerprint == made_for else None


@lru_cache(maxsize=1)
def _shipped() -> tuple[str, Classifiers]:
    """Return the embedding model of the classifiers in the package, and them."""
    with np.load(BytesIO(resources.files(__package__).joinpath(_WEIGHTS).read_bytes())) as file:
        found = Classifiers(
            **{
                name: Classifier(
                    file[name][:-1],
                    float(file[name][-1]),
                    file[f"{name}_ngrams"].astype(np.float32) * file[f"{name}_step"],
                    int(file[f"{name}_longest"]),
                )
                for name in ("refusal", "follow_up", "reasoning")
            }
        )
        return str(file["made_for"]), found


def log_length(text: str) -> float:
    """Return the logarithm of a text's length in Latin letters, a feature of a classifier."""
    letters = sum(char.isalnum() for char in text)
    return math.log1p(letters + (_DENSE_WEIGHT - 1) * dense_letters(text))
