"""The particulars of a claim: the names, identifiers and words that its source has to hold."""

import re
import unicodedata
from dataclasses import dataclass

from ingest.language.scripts import language_of_script
from ragassist.grounding.quantities import Figure, conflicts, figures, months, occurring
from ragassist.language.function_words import adds_nothing, asks_what, negates
from ragassist.retrieval.evidence import Source

_STEM = 4
"""Letters that forms of a word, and names in several languages, have in common: Frankreich and France."""
NAMES_TRANSLATED = 0.5
"""Share of a claim's names that may be called otherwise in another language: Germany is Alemania."""
WORDS_HELD = 0.5
"""Share of a claim's words, its question's left out, that a passage in its language must hold."""
_IDENTIFIERS = re.compile(r"(?a:\b[A-Z]{1,4}-?\d[\w-]*)")
_LATIN_NAMES = re.compile(r"[A-Z][a-zà-öø-ÿ]{2,}")
_OTHER_NAMES = re.compile(r"[\u0620-\u064a\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2,}")
_NAME = re.compile(r"(?<=[^\W\d_][\s,;(]|[,;] )[A-ZÀ-Þ][a-zà-öø-ÿ]{2,}")
_NAMING = ("en", "fr", "es")
"""Languages in which a capital within a sentence makes a name; German gives every noun one."""
_IN_LATIN_LETTERS = (*_NAMING, "de")
_WORD = re.compile(r"[^\W\d_]{4,}")
_DENSE_WORD = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2}")


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a claim says that can't be said in other words: figures, months, identifiers such as F7, names, a "not"."""

    language: str
    figures: tuple[Figure, ...]
    months: frozenset[int]
    words: frozenset[str]
    names: frozenset[str]
    own_words: tuple[str, ...]
    negated: bool
    empty: bool
    """Whether the claim says back what was asked and nothing else."""

    @classmethod
    def of(cls, claim: str, question: str, language: str = "") -> "Particulars":
        """Return the particulars of a claim in a language that its question doesn't hold already."""
        asked, folded, plain = occurring(question), _folded(question), _unaccented(question)
        of_other_script = _OTHER_NAMES if language_of_script(claim) is None else _LATIN_NAMES
        words = {_folded(word) for word in (*_IDENTIFIERS.findall(claim), *of_other_script.findall(claim))}
        names = _NAME.findall(claim) if language in _NAMING else ()
        return cls(
            language,
            tuple(figure for figure in figures(claim) if not figure.forms & asked.keys()),
            months(claim, dated=True) - months(question, dated=False),
            frozenset(word for word in words if word not in folded),
            frozenset(stem for name in names if (stem := _unaccented(name)[:_STEM]) not in plain),
            tuple(word for word in _stems(claim) if word not in plain),
            negates(claim) and not negates(question),
            asks_what(question) and adds_nothing(claim, question),
        )

    def occur_in(self, text: str) -> bool:
        """Whether a few sentences have the figures, the months and the words of another script."""
        folded = _folded(text)
        said = all(word in folded for word in self.words) and not any(conflicts(self.figures, occurring(text)))
        return said and self.months <= months(text, dated=False)

    def fit(self, source: Source) -> bool:
        """Whether a whole passage has the names and, in the claim's language, enough of its words."""
        if self.empty:
            return False
        plain = _unaccented(source.text)
        missing = sum(name not in plain for name in self.names) if source.language in _IN_LATIN_LETTERS else 0
        named = missing <= (0 if source.language == self.language else NAMES_TRANSLATED * len(self.names))
        if not named or source.language != self.language or not self.own_words:
            return named
        held = sum(word in plain for word in self.own_words) + len(self.figures)  # these must occur anyway
        return held >= WORDS_HELD * (len(self.own_words) + len(self.figures))


def _stems(claim: str) -> list[str]:
    """Return the beginnings of the words that mean something, and pairs of signs where words aren't set apart."""
    plain = _unaccented(claim)
    return [*(word[:_STEM] for word in _WORD.findall(plain) if word[0] < "\u3041"), *_DENSE_WORD.findall(plain)]


def _unaccented(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
