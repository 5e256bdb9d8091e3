"""Detects the language of a document or a chunk."""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from langdetect import detector_factory
from langdetect.lang_detect_exception import LangDetectException

from ingest.language.quick_detector import QuickDetector
from ingest.language.scripts import language_of_script

_ENOUGH = 2_000
"""Characters that are examined: more change no result, and a thousand cost 1 ms."""
_WINDOWS, _WINDOW = 9, 400
"""Number and length of the parts of a long text that are examined, so that a title page or a licence is only one of them."""
_LONG = 200
"""Characters from which a chunk may have another language than its document."""
_SURE = 0.95
_LIKELY, _AGREED = 0.6, 0.4
"""Lowest probability of a short text's language, and share that its parts give the language of a long one: labels, filler text
and transliterated words are taken for Italian, Catalan, Swahili and other languages, with hardly more than half of it."""
_LETTERS = 0.17
"""Smallest share of letters in a text that is in a language: a table of sines, or of measured values, is in none."""


@lru_cache(maxsize=1)
def _factory() -> detector_factory.DetectorFactory:
    factory = detector_factory.DetectorFactory()
    try:
        factory.load_profile(detector_factory.PROFILES_DIRECTORY)
    except LangDetectException as problem:
        if isinstance(problem.__context__, KeyboardInterrupt):  # langdetect's bare `except` treats Ctrl-C as a damaged file
            raise KeyboardInterrupt from None
        raise
    factory.set_seed(0)  # langdetect is random: without a seed, the same file may get another language in another run
    return factory


@lru_cache(maxsize=1)
def known_languages() -> frozenset[str]:
    """Return the ISO 639-1 codes of all languages that can be detected."""
    return frozenset(profile.name[:2] for profile in Path(detector_factory.PROFILES_DIRECTORY).iterdir())


def language_and_confidence(text: str) -> tuple[str, float]:
    """Return the ISO 639-1 code of the language at the start of a text and its probability; "" and 0.0 without words."""
    detector = QuickDetector(_factory())
    detector.append(text[:_ENOUGH])
    try:
        found = detector.get_probabilities()
    except LangDetectException:
        return "", 0.0
    return (found[0].lang[:2], found[0].prob) if found else ("", 0.0)


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the language of most of a text, "" if it is unclear or there are hardly any words."""
    if sum(map(str.isalpha, text)) < _LETTERS * len(text):
        return ""
    if len(text) <= _ENOUGH:
        language, confidence = _told(text)
        return language if confidence >= _LIKELY else ""
    votes = defaultdict[str, float](float)
    for window in _spread(text):
        language, confidence = _told(window)
        votes[language] += confidence
    best = max(votes, key=lambda language: votes[language])
    return (best or _told(text)[0]) if votes[best] >= _AGREED * sum(votes.values()) else ""


def _told(text: str) -> tuple[str, float]:
    """Return a language and its probability. For Arabic letters langdetect decides, which knows Persian and Urdu too."""
    script = language_of_script(text)
    return (script, 1.0) if script in ("ja", "ko", "zh") else language_and_confidence(text)


def _spread(text: str) -> Iterator[str]:
    """Yield parts of a text from start to end; each starts at a word if words are separated by blanks."""
    step = (len(text) - _WINDOW) / (_WINDOWS - 1)
    for number in range(_WINDOWS):
        at = int(number * step)
        blank = text.find(" ", at, at + _WINDOW // 4) if at else -1
        yield text[blank + 1 if blank >= 0 else at : at + _WINDOW]


def language_of_chunk(text: str, document_language: str) -> str:
    """Return the chunk's language if it is long and clear enough, else the document's."""
    if script := language_of_script(text):
        return script if script != "ar" or document_language not in ("fa", "ur") else document_language
    if len(text) < _LONG:
        return document_language
    language, probability = language_and_confidence(text)
    return language if probability >= _SURE else document_language
