"""Linear classifiers over sentence vectors: for refusals, for follow-up questions, and for questions that need reasoning.

They are fitted by bench/fit_classifiers.py on the labelled sentences in bench/sentences/, only for the embedding model that
`made_for` names. The language is removed from the vectors, so that one classifier works for every language.
"""

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.language.scripts import dense_letters

Vector = NDArray[np.float32]
_DENSE_WEIGHT = 3
"""Latin letters that a letter of a dense script counts as."""


@dataclass(frozen=True, slots=True)
class Classifier:
    """A logistic regression: weights of the vector's components, then of other features; the bias includes the threshold."""

    weights: Vector
    bias: float

    def holds(self, vector: Vector, *signs: float) -> bool:
        """Whether the text of a vector of shape (dimension,) belongs to the class; `signs` are other features of the text."""
        return float(self.weights @ np.array([*vector, *signs], dtype=np.float32)) + self.bias > 0


@dataclass(frozen=True, slots=True)
class Classifiers:
    """The classifiers of an embedding model."""

    refusal: Classifier
    follow_up: Classifier
    reasoning: Classifier


def classifiers_for(fingerprint: str) -> Classifiers | None:
    """Return the classifiers for an embedding model, None if they were fitted for another one."""
    data = _data()
    if fingerprint != data["made_for"]:
        return None
    return Classifiers(**{name: _classifier(data[name]) for name in ("refusal", "follow_up", "reasoning")})


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    text = resources.files(__package__).joinpath("classifiers.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


def _classifier(numbers: list[float]) -> Classifier:
    return Classifier(np.array(numbers[:-1], dtype=np.float32), numbers[-1])


def log_length(text: str) -> float:
    """Return the logarithm of a text's length in Latin letters, a feature of a classifier."""
    letters = sum(char.isalnum() for char in text)
    return math.log1p(letters + (_DENSE_WEIGHT - 1) * dense_letters(text))
