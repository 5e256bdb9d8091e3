"""Classifiers over sentence vectors: for refusals, for follow-up questions, and for questions that need reasoning.

They are fitted by bench/fit_classifiers.py on the labelled sentences in bench/sentences/, only for the embedding model that
`made_for` names. The language is removed from the vectors, so that one classifier works for every language. The n-grams of a
text are features too, since the texts differ in their wording more than in what they are about.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from io import BytesIO

import numpy as np
from numpy.lib.npyio import NpzFile
from numpy.typing import NDArray

from ingest.language.scripts import dense_letters
from ragassist.language.ngrams import ngrams

Vector = NDArray[np.float32]
_DENSE_WEIGHT = 3
"""Latin letters that a letter of a dense script counts as."""
_WEIGHTS = "classifiers.npz"


@dataclass(frozen=True, slots=True)
class NgramWeights:
    """The weights of the n-grams of up to `longest` characters, by bucket."""

    ngrams: Vector
    longest: int

    def score(self, text: str) -> float:
        """Return what the wording of a text adds to the score."""
        found = ngrams(text, self.longest, len(self.ngrams))
        return float(self.ngrams[found].sum()) / math.sqrt(len(found))


@dataclass(frozen=True, slots=True)
class Classifier:
    """A logistic regression: weights of the vector's components, then of other features; the bias includes the threshold."""

    weights: Vector
    bias: float
    wording: NgramWeights

    def holds(self, text: str, vector: Vector, *signs: float) -> bool:
        """Whether a text with a vector of shape (dimension,) belongs to the class; `signs` are other features of the text."""
        score = float(self.weights @ np.array([*vector, *signs], dtype=np.float32)) + self.bias
        return score + self.wording.score(text) > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NearnessClassifier:
    """A support vector machine with a Gaussian kernel over a vector's main components, and the wording.

    The support vectors are replaced by fewer `landmarks`, shape (landmarks, components).
    """

    middle: Vector
    """The mean vector, which is subtracted first, shape (dimension,)."""
    axes: Vector
    """The main components, shape (dimension, components)."""
    landmarks: Vector
    weights: Vector
    sharpness: float
    """The factor of a squared distance to a landmark."""
    bias: float
    wording: NgramWeights

    def holds(self, text: str, vector: Vector) -> bool:
        """Whether a text with a vector of shape (dimension,) belongs to the class."""
        distances = ((self.landmarks - (vector - self.middle) @ self.axes) ** 2).sum(axis=1)
        return float(self.weights @ np.exp(-self.sharpness * distances)) + self.bias + self.wording.score(text) > 0


@dataclass(frozen=True, slots=True)
class Classifiers:
    """The classifiers of an embedding model."""

    refusal: NearnessClassifier
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
        found = Classifiers(_nearness(file, "refusal"), _linear(file, "follow_up"), _linear(file, "reasoning"))
        return str(file["made_for"]), found


def _linear(file: NpzFile, name: str) -> Classifier:
    return Classifier(file[name][:-1], float(file[name][-1]), _wording(file, name))


def _nearness(file: NpzFile, name: str) -> NearnessClassifier:
    *weights, sharpness, bias = file[name]
    return NearnessClassifier(
        middle=file[f"{name}_middle"],
        axes=_unpacked(file, f"{name}_axes"),
        landmarks=_unpacked(file, f"{name}_landmarks"),
        weights=np.array(weights, np.float32),
        sharpness=float(sharpness),
        bias=float(bias),
        wording=_wording(file, name),
    )


def _wording(file: NpzFile, name: str) -> NgramWeights:
    return NgramWeights(_unpacked(file, f"{name}_ngrams"), int(file[f"{name}_longest"]))


def _unpacked(file: NpzFile, name: str) -> Vector:
    """Return numbers that are stored as 8-bit integers with a step."""
    numbers: Vector = file[name].astype(np.float32) * file[f"{name}_step"]
    return numbers


def log_length(text: str) -> float:
    """Return the logarithm of a text's length in Latin letters, a feature of a classifier."""
    letters = sum(char.isalnum() for char in text)
    return math.log1p(letters + (_DENSE_WEIGHT - 1) * dense_letters(text))
