"""Decides what kind of text it is: by a classifier over its vector where the embedding model has one, else by patterns."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from indexes.embedding.embedder import Vectors
from indexes.searchable import SearchableLibrary
from ragassist.grounding.sentence_vectors import SentenceVectors
from ragassist.language.classifiers import Classifiers, classifiers_for, log_length
from ragassist.language.follow_up_signs import is_short, leans, points_back
from ragassist.language.function_words import negates
from ragassist.language.refusals import holds_our_refusal, is_refusal
from ragassist.language.registry import pattern_of_all
from ragassist.language.sentences import sentence_spans

_SIGN = 0.3
"""Weight of a yes-or-no sign beside a vector of unit length, so that regularisation treats both alike."""
_LENGTH = 0.5
"""The same of the logarithm of a length."""


@dataclass(frozen=True, slots=True)
class Models:
    """Classifiers, and what gives the vectors that they judge: of passages, shape (texts, dimension), and of one query."""

    classifiers: Classifiers
    passages: Callable[[list[str]], Vectors]
    query: Callable[[str], Vectors]


@dataclass(frozen=True, slots=True)
class TextJudge:
    """Judges sentences of answers, and questions; without models by patterns alone."""

    models: Models | None = None

    @classmethod
    def of(cls, library: SearchableLibrary, sentences: SentenceVectors) -> "TextJudge":
        """Return the judge for a library's embedding model; `sentences` gives and keeps the vectors of sentences."""
        usable = library.has_embedder and library.language_map.centres
        found = classifiers_for(library.embedder.fingerprint) if usable else None
        return cls(Models(found, sentences.of, library.query_vector) if found else None)

    def is_refusal(self, text: str) -> bool:
        """Whether a text is, or holds, a sentence that says that the documents hold no answer.

        A sentence's vectors as a passage and as a query are looked at together: of the labelled refusals that tells 2 to 3 %
        more right than either.
        """
        models = self.models
        if models is None or holds_our_refusal(text):
            return is_refusal(text)
        plain = _straight(text)
        texts = list(dict.fromkeys((plain, *(plain[start:end] for start, end in sentence_spans(plain)))))
        rows = np.hstack([models.passages(texts), np.vstack([models.query(one) for one in texts])])
        classify = models.classifiers.refusal.holds
        return any(classify(row, *refusal_signs(one)) for row, one in zip(rows, texts, strict=True))

    def leans(self, question: str, language: str, previous: str) -> bool:
        """Whether a question needs the one before it to be understood."""
        models = self.models
        if models is None:
            return leans(question, language)
        vector, before = models.query(_straight(question))[0], models.query(_straight(previous))[0]
        return models.classifiers.follow_up.holds(vector, *follow_up_signs(question, language, float(vector @ before)))

    def needs_reasoning(self, question: str) -> bool:
        """Whether a question compares, counts or calculates, so that its answer isn't read off one passage."""
        models = self.models
        if models is None:
            return compares(question)
        return models.classifiers.reasoning.holds(models.query(_straight(question))[0], *reasoning_signs(question))


def _straight(text: str) -> str:
    """Return a text with typewriter's apostrophes, so that the kind of apostrophe decides nothing."""
    return text.replace("’", "'")


PATTERNS = TextJudge()
"""The judge without an embedding model."""


def compares(question: str) -> bool:
    """Whether a question holds words that compare, count or sum up."""
    return pattern_of_all("comparing").search(_straight(question)) is not None


def refusal_signs(sentence: str) -> tuple[float, ...]:
    """Return the signs of a sentence beside its vector: the patterns of refusals, and a negation."""
    return _SIGN * is_refusal(sentence), _SIGN * negates(sentence)


def follow_up_signs(question: str, language: str, cosine: float) -> tuple[float, ...]:
    """Return the signs of a question: patterns, shortness, its cosine to the question before, and its length."""
    length = _LENGTH * log_length(question)
    return _SIGN * points_back(question, language), _SIGN * is_short(question), cosine, length


def reasoning_signs(question: str) -> tuple[float, ...]:
    """Return the signs of a question: words that compare, and its length."""
    return _SIGN * compares(question), _LENGTH * log_length(question)
