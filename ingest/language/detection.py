"""The language of a document or a chunk: long text, any language."""

from functools import lru_cache
from pathlib import Path

from langdetect import detector_factory
from langdetect.lang_detect_exception import LangDetectException

from ingest.language.scripts import language_of_script

_ENOUGH = 2_000
"""Letters that are looked at; more changes nothing and costs 1 ms a thousand."""
_LONG = 200
"""Characters from which a chunk may have a language of its own; below it is taken for its document's."""
_SURE = 0.95


@lru_cache(maxsize=1)
def _factory() -> detector_factory.DetectorFactory:
    factory = detector_factory.DetectorFactory()
    try:
        factory.load_profile(detector_factory.PROFILES_DIRECTORY)
    except LangDetectException as problem:
        if isinstance(problem.__context__, KeyboardInterrupt):  # its bare `except` takes Ctrl-C for a broken file
            raise KeyboardInterrupt from None
        raise
    factory.set_seed(0)  # langdetect draws at random: without a seed the same file gets another language tomorrow
    return factory


@lru_cache(maxsize=1)
def known_languages() -> frozenset[str]:
    """Return the ISO 639-1 codes that a document's language may be."""
    return frozenset(profile.name[:2] for profile in Path(detector_factory.PROFILES_DIRECTORY).iterdir())


def language_and_confidence(text: str) -> tuple[str, float]:
    """Return the ISO 639-1 code that the text's first letters tell, and how sure that is; "" and 0.0 without words."""
    detector = _factory().create()
    detector.append(text[:_ENOUGH])
    try:
        found = detector.get_probabilities()
    except LangDetectException:
        return "", 0.0
    return (found[0].lang[:2], found[0].prob) if found else ("", 0.0)


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of a text's language, or "" where there are no words to tell it by."""
    sample = text[:_ENOUGH]
    script = language_of_script(sample)
    # Arabic letters also write Persian and Urdu, which langdetect tells apart.
    return script if script in ("ja", "ko", "zh") else language_and_confidence(sample)[0]


def language_of_chunk(text: str, document_language: str) -> str:
    """Return the chunk's own language where it is long and clear enough, else the document's."""
    if script := language_of_script(text):
        return script if script != "ar" or document_language not in ("fa", "ur") else document_language
    if len(text) < _LONG:
        return document_language
    language, probability = language_and_confidence(text)
    return language if probability >= _SURE else document_language
