"""The language of the user's locale, and the names of languages."""

import ctypes
import os
import re
import sys
from locale import windows_locale

from ragassist.language.registry import FALLBACK, languages

_VARIABLES = "LC_ALL", "LC_MESSAGES", "LANG"


def language_name(code: str, language: str) -> str:
    """Return the name of a language in another one, or its code if no name is known."""
    from babel import Locale, UnknownLocaleError  # 50 ms

    try:
        return Locale.parse(code).get_language_name(language) or code
    except (UnknownLocaleError, ValueError):
        return code


def from_locale() -> str:
    """Return the language of the user's locale, on Windows that of its windows, if it has a pack; else English."""
    for name in (*(os.environ.get(name, "") for name in _VARIABLES), _of_windows()):
        code = re.split("[^a-z]", name.lower(), maxsplit=1)[0]
        if code in languages():
            return code
    return FALLBACK


def _of_windows() -> str:
    """Return the name of the locale that Windows shows itself in, such as de_DE; "" on other systems."""
    name = ""
    if sys.platform == "win32":
        name = windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return name
