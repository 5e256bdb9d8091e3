"""Text becomes terms for full-text search, in any script."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import regex
import Stemmer

from ingest.scripts import script_of

VERSION = "2"
"""Changes when `terms` does: what was indexed by other terms is indexed anew, since it could not be taken back."""

_STEMMERS = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "hu": "hungarian", "id": "indonesian", "it": "italian", "nl": "dutch", "no": "norwegian",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
_UNSPACED = frozenset(("Hani", "Kana", "Hang", "Thai"))
_WORDS = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_JOINED = regex.compile(r"(?<![a-z0-9])[a-z0-9]++(?:[-./_+][a-z0-9]++)+")  # possessive: linear on text without an end
_ARABIC_FOLDS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})
_ARABIC_MARKS = regex.compile("[\u064b-\u065f\u0670]")


def terms(text: str, language: str) -> list[str]:
    """Return the terms of a text in order, repeated where they repeat; `language` chooses the stemmer.

    Case, width, digits of other scripts and Arabic letter variants are folded. Scripts without spaces become character
    bigrams. An identifier such as `HX-200/4` is a term as a whole as well as in its parts.
    """
    folded = _fold(text)
    found = [joined for joined in _JOINED.findall(folded) if any(map(str.isdigit, joined))]
    for word in _WORDS.findall(folded):
        found.extend(_word_terms(word, language))
    return found


def _fold(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold().translate(_ARABIC_FOLDS)
    text = _ARABIC_MARKS.sub("", text)
    return "".join(str(unicodedata.digit(c)) if not c.isascii() and c.isdecimal() else c for c in text)


def _word_terms(word: str, language: str) -> Iterator[str]:
    for run, unspaced in _runs(word):
        if unspaced:
            yield from (run[i : i + 2] for i in range(max(1, len(run) - 1)))
        else:
            yield _stem(run, language)


def _runs(word: str) -> Iterator[tuple[str, bool]]:
    start = 0
    for at in range(1, len(word) + 1):
        if at == len(word) or _is_unspaced(word[at]) != _is_unspaced(word[start]):
            yield word[start:at], _is_unspaced(word[start])
            start = at


def _is_unspaced(char: str) -> bool:
    return ord(char) >= 0x0E00 and script_of(char) in _UNSPACED


@lru_cache(maxsize=32)
def _stemmer(language: str) -> "Stemmer.Stemmer | None":
    name = _STEMMERS.get(language)
    return Stemmer.Stemmer(name) if name else None


def _stem(word: str, language: str) -> str:
    stemmer = _stemmer(language)
    return stemmer.stemWord(word) if stemmer and not word.isdecimal() else word
