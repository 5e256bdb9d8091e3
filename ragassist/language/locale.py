"""The language of the user's locale, and the names of languages."""

import os
import re

from ragassist.language.registry import FALLBACK, languages


def language_name(code: str, language: str) -> str:
    """Return the name of a language in another one, or its code if no name is known."""
    from babel import Locale, UnknownLocaleError  # 50 ms

    try:
        return Locale.parse(code).get_language_name(language) or code
    except (UnknownLocaleError, ValueError):
        return code


def from_locale() -> str:
    """Return the language of the user's locale if it has a pack, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        code = re.split("[^a-z]", os.environ.get(name, "").lower(), maxsplit=1)[0]
        if code in languages():
            return code
    return FALLBACK
