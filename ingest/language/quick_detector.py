"""langdetect's detector with its inner loops written anew: the same probabilities, bit by bit, in a third of the time."""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from langdetect.detector import Detector
from langdetect.lang_detect_exception import ErrorCode, LangDetectException
from langdetect.utils.ngram import NGram
from numpy.typing import NDArray

_CHECKED_EVERY = 5
"""N-grams after which langdetect normalises the probabilities and looks whether they have converged."""
_LETTERS = 4096
"""Characters of which is kept how they are normalised, which langdetect looks up each time."""
_Floats = NDArray[np.float64]


@lru_cache(maxsize=_LETTERS)
def _normalized(char: str) -> str:
    """Return what stands for a character in n-grams: a blank for a sign, one letter for all syllables of Korean."""
    found: str = NGram.normalize(char)
    return found


class QuickDetector(Detector):  # type: ignore[misc]  # langdetect has no types
    """Multiplies the probabilities of all languages at once, where langdetect does it in a loop for each n-gram."""

    def _detect_block(self) -> None:
        """Set the mean probabilities of trials with random n-grams of the text. Raises `LangDetectException` without any."""
        self.cleaning_text()
        ngrams = self._extract_ngrams()
        if not ngrams:
            raise LangDetectException(ErrorCode.CantDetectError, "No features in text.")
        places = {word: at for at, word in enumerate(dict.fromkeys(ngrams))}
        known = np.array([self._row(word) for word in places])
        at = [places[word] for word in ngrams]
        self.random.seed(self.seed)
        found = np.zeros(len(self.langlist))
        for _ in range(self.n_trial):
            alpha = self.alpha + self.random.gauss(0.0, 1.0) * self.ALPHA_WIDTH
            found += self._trial(known + alpha / self.BASE_FREQ, self._chosen(at)) / self.n_trial
        self.langprob = found.tolist()

    def _extract_ngrams(self) -> list[str]:
        """Return the known n-grams of up to three characters in their order, without those within words of capitals."""
        found, grams, in_capitals, known = list[str](), " ", False, self.word_lang_prob_map
        for char in map(_normalized, self.text):
            last = grams[-1]
            if last == " ":
                grams, in_capitals = " ", False
                if char == " ":
                    continue
            grams = grams[1 - NGram.N_GRAM :] + char
            in_capitals = char.isupper() and (in_capitals or last.isupper())
            if in_capitals:
                continue
            if char != " " and char in known:
                found.append(char)
            if (pair := grams[-2:]) in known:
                found.append(pair)
            if len(grams) == NGram.N_GRAM and grams in known:
                found.append(grams)
        return found

    def _row(self, word: str) -> _Floats:
        """Return the probabilities of an n-gram, (languages,), and keep them for other texts in place of langdetect's list."""
        row = self.word_lang_prob_map[word]
        if isinstance(row, list):
            self.word_lang_prob_map[word] = row = np.array(row)
        kept: _Floats = row
        return kept

    def _chosen(self, items: list[int]) -> Iterator[int]:
        """Yield random items as `Random.choice` chooses them, without its calls."""
        many, bits, drawn = len(items), len(items).bit_length(), self.random.getrandbits
        while True:
            number = drawn(bits)
            if number < many:
                yield items[number]

    def _trial(self, weights: _Floats, chosen: Iterator[int]) -> _Floats:
        """Return the normalised probabilities, (languages,), once one is near 1 or enough n-grams were chosen."""
        found: _Floats = np.array(self._init_probability(), np.float64)
        for number, at in enumerate(chosen):
            found *= weights[at]
            if number % _CHECKED_EVERY == 0:
                values = found.tolist()
                total = sum(values)  # numpy would add in another order
                found /= total
                if max(values) / total > self.CONV_THRESHOLD or number >= self.ITERATION_LIMIT:
                    break
        return found
