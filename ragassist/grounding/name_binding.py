"""Detects, across languages, a claim that gives a name of one clause of a sentence to the statement of another.

Words are paired by the vectors that compare sentences, names also by how they sound in Latin letters. "Los pagos los firma
Omar Reyes" takes its name from the second clause of "Helena Marsh signs for payments, Omar Reyes for repairs", the rest from
the first. Where neither language writes names in a way of their own (in Arabic and Chinese, say), nothing is known.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import regex
from anyascii import anyascii
from rapidfuzz import fuzz

from indexes.embedding.embedder import Vectors
from ingest.language.scripts import DENSE
from ragassist.grounding.binding import parts_of
from ragassist.grounding.names import names_in
from ragassist.grounding.quantities import measures
from ragassist.language.measures.weekdays import is_calendar_name
from ragassist.language.registry import packs

_MOST_CLAUSES, _MOST_WORDS = 3, 9
"""Longer sentences and claims aren't compared: in 900 sentences of an encyclopaedia and its translations, their names and words
are paired too often with those of a wrong clause."""
_SAME_NAME = 0.45
"""Lowest mean of cosine and likeness of sound of a name and its form in another language."""
_SAME_WORD = 0.5
"""Lowest cosine of a word and its translation."""
_NAME_NEARER, _WORD_NEARER = 0.05, 0.2
"""By how much a name or a word must be nearer to one clause than to the others to belong to it."""
_WORD = regex.compile(
    r"(?P<kana>[\p{Katakana}ー]{2,})|(?P<han>\p{Han}+)|(?P<hangul>\p{Hangul}{2,})"
    rf"|(?P<word>[[\p{{L}}\p{{M}}]--[{DENSE}]]{{3,}})",
    regex.V1,
)
_CLOCK_SIGN = regex.compile(r"(?<=\d)[:：](?=\d)")
_KEPT_SIGN = "\ue000"
_NOT_LATIN = regex.compile("[^a-z]")


@dataclass(frozen=True, slots=True)
class _Paired:
    """How near each word of a claim is to the nearest one of each clause, shape (clauses, words), and which words are names."""

    as_names: Vectors
    as_words: Vectors
    are_names: "np.ndarray[tuple[int], np.dtype[np.bool_]]"


@dataclass(frozen=True, slots=True)
class NameBinding:
    """Compares claims in the language `of_claim` with sentences in the language `of_source`; `embed` gives vectors without
    languages, shape (texts, dimension).
    """

    embed: Callable[[list[str]], Vectors]
    of_claim: str
    of_source: str

    def gives_to_another(self, claim: str, sentence: str) -> bool:
        """Whether a claim has a name of one clause and what another clause, with a name of its own, says."""
        parts, words = self._clauses(sentence), _words(claim, self.of_claim)
        if not 1 < len(parts) <= _MOST_CLAUSES or not words or len(words) > _MOST_WORDS:
            return False
        if not (names_in(claim, self.of_claim) or names_in(sentence, self.of_source)):
            return False
        if len(parts_of(_with_clocks_kept(claim), self.of_claim)) >= _MOST_CLAUSES:
            return False
        return self._differs(claim, sentence, parts, self._paired(claim, words, sentence, parts))

    def _clauses(self, sentence: str) -> list[str]:
        """Return the clauses of a sentence; one that is only a name is joined with the next."""
        found: list[str] = []
        name = ""
        for part in parts_of(_with_clocks_kept(sentence), self.of_source):
            part = f"{name} {part.replace(_KEPT_SIGN, ':')}".strip()
            own = frozenset(_words(part, self.of_source))
            name = part if own and own <= names_in(sentence, self.of_source) else ""
            found += [] if name or not own else [part]
        return [*found[:-1], f"{found[-1]} {name}".strip()] if found else []

    def _paired(self, claim: str, words: Sequence[str], sentence: str, parts: Sequence[str]) -> _Paired:
        own, names = self.embed(list(words)), names_in(claim, self.of_claim)
        known = names_in(sentence, self.of_source)
        cosines, likeness, named = [], [], []
        for part in parts:
            its = _words(part, self.of_source)
            near = own @ self.embed(its).T
            alike = (near + np.array([[_sounds_like(word, other) for other in its] for word in words])) / 2
            cosines.append(near.max(axis=1))
            likeness.append(alike.max(axis=1))
            named.append([its[at] in known for at in alike.argmax(axis=1)])
        as_names = np.stack(likeness)
        best = as_names.argmax(axis=0)
        held = np.array([named[at][word] for word, at in enumerate(best)]) & (as_names.max(axis=0) >= _SAME_NAME)
        held &= np.array([not word[0].islower() and word.lower() not in _titles(self.of_claim) for word in words])
        return _Paired(as_names, np.stack(cosines), held | np.array([word in names for word in words]))

    def _differs(self, claim: str, sentence: str, parts: Sequence[str], paired: _Paired) -> bool:
        names, words = paired.as_names[:, paired.are_names], paired.as_words[:, ~paired.are_names]
        if not names.size or not words.size:
            return False
        at = int(names[:, 0].argmax())
        ordered = np.sort(names, axis=0)
        clear = (names.argmax(axis=0) == at).all() and (ordered[-1] - ordered[-2]).min() >= _NAME_NEARER
        if not clear or ordered[-1].min() < _SAME_NAME:
            return False
        return self._says_another(claim, sentence, parts, words, at)

    def _says_another(self, claim: str, sentence: str, parts: Sequence[str], words: Vectors, at: int) -> bool:
        """Whether the values of a claim, or else its words, belong to another clause than the one at an index."""
        others = np.delete(words, at, axis=0)
        advantage = np.where(words.max(axis=0) >= _SAME_WORD, others.max(axis=0) - words[at], 0)
        far = int(others[:, int(advantage.argmax())].argmax())
        other = parts[far + (far >= at)]
        if self._has_capitals() and names_in(sentence, self.of_source).isdisjoint(_words(other, self.of_source)):
            return False
        wanted = measures(claim, self.of_claim, strict=True)
        holding = [not any(wanted.missing(measures(part, self.of_source))) for part in parts]
        if wanted.count() and any(holding):
            return not holding[at]
        if _stands_in(self.of_source).search(parts[at]):
            return False
        return bool(advantage.max() >= _WORD_NEARER and advantage.max() + advantage.min() >= _NAME_NEARER)

    def _has_capitals(self) -> bool:
        pack = packs().get(self.of_source)
        return pack is not None and pack.scripts[0] == "Latn"


def _with_clocks_kept(text: str) -> str:
    return str(_CLOCK_SIGN.sub(_KEPT_SIGN, text))


def _words(text: str, language: str) -> list[str]:
    """Return the words of a text, each once, without function words, months and days; of Han characters each pair."""
    pack = packs().get(language)
    empty = pack.function_words if pack else frozenset[str]()
    found: list[str] = []
    for match in _WORD.finditer(text):
        run = match[0]
        found += [run[at : at + 2] for at in range(max(1, len(run) - 1))] if match.lastgroup == "han" else [run]
    return [word for word in dict.fromkeys(found) if word.lower() not in empty and not is_calendar_name(word, language)]


def _titles(language: str) -> frozenset[str]:
    pack = packs().get(language)
    return pack.titles if pack else frozenset()


@lru_cache(maxsize=16)
def _stands_in(language: str) -> "regex.Pattern[str]":
    pack = packs().get(language)
    return regex.compile(pack.stand_ins if pack and pack.stand_ins else "(?!)", regex.IGNORECASE)


def _sounds_like(word: str, other: str) -> float:
    return float(fuzz.ratio(_sound(word), _sound(other))) / 100


@lru_cache(maxsize=2_048)
def _sound(word: str) -> str:
    return str(_NOT_LATIN.sub("", anyascii(word).lower()))
