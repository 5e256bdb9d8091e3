"""The parts of a claim that a paraphrase keeps: values, dates, identifiers and names; and its words."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

import regex

from ingest.language.scripts import DENSE, language_of_script
from ragassist.grounding.derived_values import without_differences
from ragassist.grounding.literals import holds_all, holds_one, literals, quoted
from ragassist.grounding.names import CAPITALISED, names_inside
from ragassist.grounding.quantities import Measures, measures
from ragassist.language.function_words import adds_nothing, asks_what
from ragassist.language.registry import packs
from ragassist.retrieval.evidence import Source

_STEM = 4
"""Number of first letters by which forms of a word, or of a name in two languages, are taken for the same: Frankreich and
France."""
NAMES_TRANSLATED = 0.5
"""Share of the names of a claim that may be missing from a source in another language: Germany is Alemania in Spanish."""
_IDENTIFIERS = regex.compile(r"(?<![\p{Latin}\d])\p{Lu}{1,4}-?\d(?:[\p{Latin}\d_-]*[\p{Latin}\d])?")
"""F7, TX-60: a particle of Korean or Japanese that follows is no part of one."""
_WORD = regex.compile(r"[\p{Latin}\p{Arabic}\p{Cyrillic}\p{Greek}]{4,}")
_DENSE_WORD = regex.compile(rf"[{DENSE}]{{2}}")
_OTHER_NAMES = regex.compile(rf"[[\p{{Arabic}}&&\p{{L}}]{DENSE}]{{2,}}", regex.V1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """The particulars of a claim that aren't in its question."""

    language: str
    measures: Measures
    words: frozenset[str]
    """Identifiers such as F7, and words in another script than the claim's."""
    names: frozenset[str]
    literals: frozenset[str]
    """Paths, addresses and code, which are the same in every language."""
    quoted: frozenset[str]
    own_words: tuple[str, ...]
    empty: bool
    """Whether the claim only repeats the question."""

    @classmethod
    def of(cls, claim: str, question: str, language: str = "") -> "Particulars":
        """Return the particulars of a claim in a language."""
        folded, plain = _folded(question), _unaccented(question)
        pack = packs().get(language)
        is_latin = _is_latin(language) if pack else language_of_script(claim) is None
        of_other_script = _OTHER_NAMES if is_latin else CAPITALISED
        words = {_folded(word) for word in (*_IDENTIFIERS.findall(claim), *of_other_script.findall(claim))}
        names = names_inside(claim, pack) if pack and pack.scripts[0] == "Latn" else ()
        return cls(
            language=language,
            measures=without_differences(measures(claim, language, strict=True)).without(measures(question, language)),
            words=frozenset(word for word in words if word not in folded),
            names=frozenset(stem for name in names if (stem := _unaccented(name)[:_STEM]) not in plain),
            literals=literals(claim) - literals(question),
            quoted=quoted(claim) - quoted(question),
            own_words=tuple(word for word in stems_of(claim) if word not in plain),
            empty=asks_what(question) and adds_nothing(claim, question),
        )

    @property
    def are_none(self) -> bool:
        """Whether there is no value, identifier, literal, name or word of another script."""
        return not (self.measures.count() or self.words or self.literals or self.names)

    def occur_in(self, text: str, language: str) -> bool:
        """Whether a text in a language holds all values, identifiers and words of another script."""
        folded = _folded(text)
        return all(word in folded for word in self.words) and not any(self.measures.missing(measures(text, language)))

    def occurs_partly(self, sentence: str, language: str) -> bool:
        """Whether a sentence holds at least one of the values, literals or quoted words."""
        if holds_one(sentence, self.literals) or quoted(sentence) & self.quoted:
            return True
        wanted = self.measures.count()
        return wanted > 0 and sum(1 for _ in self.measures.missing(measures(sentence, language))) < wanted

    def names_fit(self, source: Source) -> bool:
        """Whether a passage holds the literals, and the names: all of them, or in another language at least half of them."""
        if self.empty or not holds_all(source, self.literals):
            return False
        if not self.names or not _is_latin(source.language):
            return True
        plain = _unaccented(source.text)
        missing = sum(name not in plain for name in self.names)
        return missing <= (0 if source.language == self.language else NAMES_TRANSLATED * len(self.names))

    def words_held(self, text: str) -> float:
        """Return the share of the claim's words and values in a text of its language that is known to have all the values."""
        values = self.measures.count()
        if not self.own_words:
            return 1.0
        plain = _unaccented(text)
        return (sum(word in plain for word in self.own_words) + values) / (len(self.own_words) + values)


def identifiers(text: str) -> frozenset[str]:
    """Return the part numbers and codes of a text, without case: f7, tx-60."""
    return frozenset(map(_folded, _IDENTIFIERS.findall(text)))


def without_identifiers(text: str) -> str:
    """Return a text without its part numbers and codes, unless it is nothing else."""
    return str(_IDENTIFIERS.sub("", text)).strip() or text


def stems_of(text: str) -> list[str]:
    """Return the stems of the words of a text, and pairs of characters in scripts without spaces."""
    plain = _unaccented(text)
    return [*(word[:_STEM] for word in _WORD.findall(plain)), *_DENSE_WORD.findall(plain)]


def words_held(stems: Collection[str], text: str) -> int:
    """Return how many stems occur in a text."""
    plain = _unaccented(text)
    return sum(stem in plain for stem in stems)


def _is_latin(language: str) -> bool:
    pack = packs().get(language)
    return pack is None or pack.scripts[0] == "Latn"


def _unaccented(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
