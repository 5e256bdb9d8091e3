"""Fits a support vector machine with a Gaussian kernel over sentence vectors and a linear one over n-grams.

It has thousands of support vectors. Fewer landmarks, found by k-means, take their place: their weights are those that give the
machine's own scores for the texts that it was fitted on.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.cluster import MiniBatchKMeans
from sklearn.svm import SVC

Numbers = NDArray[np.float64]
COMPONENTS, LANDMARKS = 64, 1024
_SHARPNESS, _OF_WORDING = 1.5, 0.5
"""The factor of a squared distance in the kernel, and that of the cosine of two texts' n-grams."""
_MARGIN = 5.0
"""The inverse strength of the regularisation."""
_RIDGE = 1e-3


@dataclass(slots=True, kw_only=True)
class Nearness:
    """The fitted machine; features begin with a vector of `dimension` components, n-grams follow."""

    dimension: int
    middle: Numbers
    axes: Numbers
    landmarks: Numbers
    weights: Numbers
    ngrams: Numbers
    bias: float
    sharpness: float = _SHARPNESS

    @classmethod
    def fitted(cls, features: csr_matrix, positive: NDArray[np.bool_], weight: Numbers, dimension: int) -> Self:
        """Return the machine that is fitted on the features of labelled texts, shape (texts, features)."""
        vectors, wording = features[:, :dimension].toarray(), features[:, dimension:]
        middle = vectors.mean(axis=0)
        axes = rounded(np.linalg.svd(vectors - middle, full_matrices=False)[2][:COMPONENTS].T)
        places = (vectors - middle) @ axes
        kernel = _near(places, places) + _OF_WORDING * (wording @ wording.T).toarray()
        machine = SVC(C=_MARGIN, kernel="precomputed").fit(kernel, positive, sample_weight=weight)
        support, strength = machine.support_, machine.dual_coef_[0]
        landmarks = rounded(_landmarks(places[support], np.abs(strength)))
        return cls(
            dimension=dimension,
            middle=middle,
            axes=axes,
            landmarks=landmarks,
            weights=_weights(_near(places, landmarks), _near(places, places[support]) @ strength, weight),
            ngrams=_OF_WORDING * (wording[support].T @ strength),
            bias=float(machine.intercept_[0]),
        )

    def decision_function(self, features: csr_matrix) -> Numbers:
        """Return the score of each text."""
        places = (features[:, : self.dimension].toarray() - self.middle) @ self.axes
        scores: Numbers = _near(places, self.landmarks) @ self.weights + features[:, self.dimension :] @ self.ngrams + self.bias
        return scores


def step_of(numbers: Numbers) -> float:
    """Return the step by which numbers are stored as 8-bit integers."""
    return float(np.abs(numbers).max(initial=0.0)) / 127 or 1.0


def rounded(numbers: Numbers) -> Numbers:
    """Return numbers as they are stored; weights that are fitted on them make up for the rounding."""
    return np.round(numbers / step_of(numbers)) * step_of(numbers)


def _near(some: Numbers, others: Numbers) -> Numbers:
    """Return the Gaussian kernel of each two places, shape (some, others)."""
    distances = (some**2).sum(axis=1)[:, None] + (others**2).sum(axis=1)[None] - 2 * some @ others.T
    near: Numbers = np.exp(-_SHARPNESS * distances)
    return near


def _landmarks(places: Numbers, strength: Numbers) -> Numbers:
    count = min(LANDMARKS, len(places))
    means = MiniBatchKMeans(count, random_state=0, n_init=1, batch_size=1024).fit(places, sample_weight=strength)
    return np.asarray(means.cluster_centers_, np.float64)


def _weights(near: Numbers, scores: Numbers, weight: Numbers) -> Numbers:
    """Return the weights of the landmarks, by ridge regression on the machine's scores."""
    weighted = near * weight[:, None]
    return np.asarray(np.linalg.solve(weighted.T @ near + _RIDGE * np.eye(near.shape[1]), weighted.T @ scores), np.float64)
