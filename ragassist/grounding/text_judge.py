"""Classifies answers and questions: by vectors where the embedding model has classifiers, else by patterns."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from indexes.embedding.embedder import Vectors
from indexes.searchable import SearchableLibrary
from ingest.language.punctuation import straightened
from ragassist.grounding.sentence_vectors import SentenceVectors
from ragassist.language.classifiers import Classifiers, classifiers_for, log_length
from ragassist.language.clauses import letters
from ragassist.language.follow_up_signs import is_short, leans, points_back
from ragassist.language.refusals import holds_our_refusal, is_refusal
from ragassist.language.registry import pattern_of_all
from ragassist.language.sentences import sentence_spans

_SIGN = 0.3
"""Value of a yes-or-no feature beside a vector of unit length, chosen so that regularisation treats both alike."""
_LENGTH = 0.5
"""Factor of the logarithm of a length, for the same reason."""


_UNLIKE, _LETTERS = 0.35, 20
"""Cosine below which two texts don't say the same, and fewest letters of a text that is compared. Of 166 translations between
the eight languages (22 letters or more) the lowest has .41; of 366 refusals in place of a translation one in a hundred has
more than .33, of sentences that say something else half have less than .23."""


@dataclass(frozen=True, slots=True)
class Models:
    """Classifiers, and the functions that embed passages, shape (texts, dimension), and one query for them."""

    classifiers: Classifiers
    passages: Callable[[list[str]], Vectors]
    query: Callable[[str], Vectors]


@dataclass(frozen=True, slots=True)
class TextJudge:
    """Judges sentences of answers, and questions; without `models` by patterns alone."""

    models: Models | None = None

    @classmethod
    def of(cls, library: SearchableLibrary, sentences: SentenceVectors) -> "TextJudge":
        """Return the judge for a library's embedding model; `sentences` computes and keeps the vectors."""
        usable = library.has_embedder and library.language_map.centres
        found = classifiers_for(library.embedder.fingerprint) if usable else None
        return cls(Models(found, sentences.of, library.query_vector) if found else None)

    def is_refusal(self, text: str) -> bool:
        """Whether a sentence of the text says that the documents hold no answer.

        A sentence is embedded both as a passage and as a query, and the mean of both vectors is classified.
        """
        models = self.models
        if models is None or holds_our_refusal(text):
            return is_refusal(text)
        plain = straightened(text)
        texts = list(dict.fromkeys((plain, *(plain[start:end] for start, end in sentence_spans(plain)))))
        rows = (models.passages(texts) + np.vstack([models.query(one) for one in texts])) / 2
        return any(models.classifiers.refusal.holds(one, row) for row, one in zip(rows, texts, strict=True))

    def differ(self, one: str, other: str) -> bool:
        """Whether two texts in any languages clearly don't say the same; False where they are too short, or without models."""
        if self.models is None or min(letters(one), letters(other)) < _LETTERS:
            return False
        vectors = self.models.passages([one, other])
        return float(vectors[0] @ vectors[1]) < _UNLIKE

    def leans(self, question: str, language: str, previous: str) -> bool:
        """Whether a question needs the one before it to be understood."""
        models = self.models
        if models is None:
            return leans(question, language)
        vector, before = (
            models.query(straightened(question))[0],
            models.query(straightened(previous))[0],
        )
        return models.classifiers.follow_up.holds(
            question, vector, *follow_up_signs(question, language, float(vector @ before))
        )

    def needs_reasoning(self, question: str) -> bool:
        """Whether a question compares, counts or calculates, so that its answer isn't read off one passage."""
        models = self.models
        if models is None:
            return compares(question)
        return models.classifiers.reasoning.holds(question, models.query(straightened(question))[0], *reasoning_signs(question))


PATTERNS = TextJudge()
"""The judge for a library without an embedding model."""


def compares(question: str) -> bool:
    """Whether a question holds words that compare, count or sum up."""
    return pattern_of_all("comparing").search(straightened(question)) is not None


def follow_up_signs(question: str, language: str, cosine: float) -> tuple[float, ...]:
    """Return the features of a question: patterns, shortness, its cosine to the question before, and its length."""
    length = _LENGTH * log_length(question)
    return _SIGN * points_back(question, language), _SIGN * is_short(question), cosine, length


def reasoning_signs(question: str) -> tuple[float, ...]:
    """Return the features of a question: words that compare, and its length."""
    return _SIGN * compares(question), _LENGTH * log_length(question)
