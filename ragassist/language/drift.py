"""Detects whether a text is in another language than requested."""

import regex

from ingest.language.scripts import dense_letters, language_of_script, scripts_in
from ragassist.language.detection import detect, other_language, shares, telling
from ragassist.language.function_words import function_words
from ragassist.language.registry import packs

_LETTERS_TO_DIFFER, _LETTERS_OF_A_SCRIPT, _LETTERS_TO_MISS_A_SCRIPT = 20, 16, 12
"""Fewest letters of a part of an answer whose language is judged: among languages of one script, if the script is another
one, and if the language's own script is missing. A letter of a dense script counts as two."""
_SHARE_TO_DIFFER = 0.95
_WORDS_TO_DIFFER = 2
"""Fewest function words of another language of the script, which must also outnumber the own ones, since some are shared."""
_OWN_WORDS = 2
_OWN_WORDS_TO_BEGIN = 2
"""Number of function words more than of any other language that show the language of a sentence's beginning."""
_HIRAGANA = regex.compile(r"\p{Hiragana}")
_HIRAGANA_A_SIGN = 4
"""A text with more than one Hiragana for this number of Han characters isn't Chinese."""


def differs(text: str, language: str) -> bool:
    """Whether a part of an answer is certainly in another language than requested.

    Names, numbers and quotations in another language don't count; only grammar and script show a language.
    """
    plain = telling(text)
    counts = scripts_in(plain)
    fewest = _LETTERS_TO_MISS_A_SCRIPT if packs()[language].script_letters else _LETTERS_TO_DIFFER
    fewest = min(fewest, _LETTERS_OF_A_SCRIPT) if language_of_script(plain) else fewest
    if sum(counts.values()) + dense_letters(plain) < fewest:
        return False
    return not _holds_its_script(plain, language) and _is_of_another(plain, language)


def fits(text: str, language: str) -> bool:
    """Whether a part of an answer shows that it is in the requested language."""
    plain = telling(text)
    return _holds_its_script(plain, language) or detect(plain) == language


def _holds_its_script(plain: str, language: str) -> bool:
    """Whether enough letters are of a script that proves the language; Chinese sentences have Kana only in names."""
    pack = packs()[language]
    if not pack.script_letters:
        return False
    own = scripts_in(plain)[pack.scripts[0]]
    return own >= pack.script_letters and not (language == "zh" and len(_HIRAGANA.findall(plain)) * _HIRAGANA_A_SIGN > own)


def begins_in(text: str, language: str) -> bool:
    """Whether the first words of a sentence show that it is in this language and in no other one.

    A beginning of Han characters only may be Chinese or Japanese.
    """
    plain = telling(text)
    if packs()[language].script_letters:
        return language != "zh" and _holds_its_script(plain, language)
    words = function_words(plain)
    others = max((count for code, count in words.items() if code != language), default=0)
    return words[language] - others >= _OWN_WORDS_TO_BEGIN


def language_of_answer(answer: str, asked: str) -> str:
    """Return the ISO 639-1 code of an answer's language: the requested one unless the answer clearly differs."""
    if not differs(answer, asked):
        return asked
    return other_language(answer) or detect(answer) or asked


def _is_of_another(plain: str, language: str) -> bool:
    found = shares(plain)
    if not found:
        return other_language(plain) is not None
    code = max(found, key=lambda one: found[one])
    if code == language or (language == "ja" and code == "zh" and found.get("ja")):
        return False
    words = function_words(plain)
    if code not in words:
        return words[language] < _OWN_WORDS
    fewest = _WORDS_TO_DIFFER if language in words else 1  # without a letter of its script there is little doubt
    return found[code] >= _SHARE_TO_DIFFER and words[code] >= max(fewest, words[language] + 1)
