"""The language of the user's locale, and the names of languages."""

import os

from ragassist.language.registry import FALLBACK, languages


def language_name(code: str, language: str) -> str:
    """Return what a language is called in another; its code where no name is known."""
    from babel import Locale, UnknownLocaleError  # 50 ms

    try:
        return Locale.parse(code).get_language_name(language) or code
    except (UnknownLocaleError, ValueError):
        return code


def from_locale() -> str:
    """Return the language of the person's locale if there is a pack for it, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        code = os.environ.get(name, "")[:2].lower()
        if code in languages():
            return code
    return FALLBACK
