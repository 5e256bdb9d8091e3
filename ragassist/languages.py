"""The language of a question or an answer: the script decides where it can, then lingua over the eight languages."""

import os
import re
from functools import lru_cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from ingest.scripts import EIGHT, language_of_script

_LATIN = {
    Language.ENGLISH: "en",
    Language.FRENCH: "fr",
    Language.GERMAN: "de",
    Language.SPANISH: "es",
}
_NOT_LANGUAGE = re.compile(r"https?://[!-~]+|[!-~]+@[!-~]+|[!-~]*[\d_/\\][!-~]*|`[^`]*`")
"""Links, addresses, part numbers, paths and code: they say nothing of the language around them."""


@lru_cache(maxsize=1)
def _detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(*_LATIN, Language.ARABIC, Language.CHINESE).build()


def detect(text: str) -> str | None:
    """Return one of the eight language codes, or None where the text holds nothing that tells."""
    plain = _NOT_LANGUAGE.sub(" ", text)
    plain = plain if any(c.isalpha() for c in plain) else text
    if by_script := language_of_script(plain):
        return by_script
    if not any(c.isalpha() for c in plain):
        return None
    found = _detector().detect_language_of(plain)
    return _LATIN.get(found) if found else None


def from_locale() -> str:
    """Return the language of the person's locale if it is one of the eight, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        code = os.environ.get(name, "")[:2].lower()
        if code in EIGHT:
            return code
    return "en"
