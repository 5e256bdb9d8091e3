"""The language of a question or an answer: the script decides where it can, then lingua and small words over the eight."""

import math
import re
from functools import lru_cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from ingest.language.scripts import EIGHT, language_of_script, may_be_japanese, script_of, scripts_in
from ragassist.language.function_words import function_words, word_count
from ragassist.language.locale import from_locale

_LATIN = {
    Language.ENGLISH: "en",
    Language.FRENCH: "fr",
    Language.GERMAN: "de",
    Language.SPANISH: "es",
}
_NOT_LANGUAGE = re.compile(r"https?://[!-~]+|[!-~]+@[!-~]+|[!-~]*[\d_/\\][!-~]*|`[^`]*`")
"""Links, addresses, part numbers, paths and code: they say nothing of the language around them."""
_QUOTED = re.compile(r'"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|「[^」]*」|『[^』]*』|《[^》]*》')
_LETTERS_WITHOUT_QUOTES = 6
"""Letters that a text must have outside its quotation marks for what is in them not to count."""
_LEAST, _WORD_WEIGHT = 1e-3, 1.0
"""A language's share is (lingua's confidence + least) · e^(weight · its small words). Of 914 short texts in the four Latin
languages 8 were taken wrong with these and 12 by lingua alone; weights from 0.5 to 1 and leasts to 0.05 differ by one
(bench/detection.py)."""
_LEAD = 3
"""Small words more than in any other language that decide alone: 72 % of 3,809 texts, none of them wrongly; lingua takes a
second to load."""
_CONVERSATION, _LOCALE = 5.0, 2.0
"""How much likelier the language of the conversation, or of the person's locale, is before a word is read. Texts whose share is
below 0.7 are right in two of three cases; above it all were."""
_FEWEST_OF_A_SCRIPT = 2
_HAN_ALONE = {"zh": 0.75, "ja": 0.25}
_LETTERS_TO_NOTICE = 30
_SURE_OF_ANOTHER = 0.99
_GRAMMAR = 0.3
"""A ninth language is noticed from so many letters on, if langdetect is so sure and a smaller share of the words than this are
small words of one of ours: 94 % of the texts in 14 other Latin languages, and 2 of 947 in ours, both damaged."""
_FOREIGN_SCRIPTS = ("Cyrl", "Grek", "Hebr", "Indi", "Thai")
_PERSIAN = frozenset("پچژگکیہےٹڈڑں")
_FEWEST_PERSIAN = 2


@lru_cache(maxsize=1)
def _detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(*_LATIN).build()


def detect(text: str) -> str | None:
    """Return one of the eight language codes, or None where the text holds nothing that tells."""
    found = shares(text)
    return max(found, key=lambda code: found[code]) if found else None


def shares(text: str) -> dict[str, float]:
    """Return how likely each language that comes into question is, together 1.0; empty where nothing in the text tells."""
    plain = telling(text)
    script = language_of_script(plain) or _script_around_names(plain)
    if script == "zh" and may_be_japanese(plain):
        return dict(_HAN_ALONE)
    if script:
        return {script: 1.0}
    counts = scripts_in(plain)
    if not counts["Latn"] or any(counts[foreign] > counts["Latn"] for foreign in _FOREIGN_SCRIPTS):
        return {}
    return _latin_shares(plain)


def _script_around_names(plain: str) -> str | None:
    """Return the language of a text's few letters of our other scripts, where its many Latin ones have no grammar: names."""
    own = "".join(char for char in plain if script_of(char) not in ("Latn", ""))
    return language_of_script(own) if len(own) >= _FEWEST_OF_A_SCRIPT and not any(function_words(plain).values()) else None


def _latin_shares(plain: str) -> dict[str, float]:
    words = function_words(plain)
    (first, most), (_, next_most) = words.most_common(2)
    if most - next_most >= _LEAD:
        return {first: 1.0}
    sure = {_LATIN[one.language]: one.value for one in _detector().compute_language_confidence_values(plain)
            if one.language in _LATIN}  # fmt: skip
    if not any(sure.values()):
        return {}
    weights = {code: (value + _LEAST) * math.exp(_WORD_WEIGHT * words[code]) for code, value in sure.items()}
    whole = sum(weights.values())
    return {code: weight / whole for code, weight in weights.items()}


def telling(text: str) -> str:
    """Return the text without what says nothing of its language: numbers, code, links, and quoted titles if enough is left."""
    plain = _NOT_LANGUAGE.sub(" ", text)
    if not _letters(plain) and _letters(text) >= _LETTERS_WITHOUT_QUOTES:  # "Preis/Leistung" is language all the same
        plain = text
    outside = _QUOTED.sub(" ", plain)
    return outside if _letters(outside) >= _LETTERS_WITHOUT_QUOTES else plain


def _letters(text: str) -> int:
    return sum(char.isalpha() for char in text)


def language_for(question: str, conversation_language: str | None) -> str:
    """Return which of the eight languages a question is answered in.

    Its own where it is clear. A short, mixed or undecidable one goes with the conversation, at its beginning with the
    locale; so does a question in a ninth language.
    """
    before, weight = (conversation_language, _CONVERSATION) if conversation_language else (from_locale(), _LOCALE)
    found = {} if other_language(question) else shares(question)
    if not found:
        return before
    weighed = {code: share * (weight if code == before else 1.0) for code, share in found.items()}
    return max(weighed, key=lambda code: weighed[code])


def other_language(text: str) -> str | None:
    """Return the ISO 639-1 code of a text that is clearly in a language outside the eight, else None."""
    from ingest.language.detection import (
        language_and_confidence,  # langdetect, which a text in one of the eight scripts doesn't need
    )

    plain = telling(text)
    counts = scripts_in(plain)
    main = max(counts, key=lambda script: counts[script], default="")
    persian = sum(char in _PERSIAN for char in plain) >= _FEWEST_PERSIAN
    if main not in (*_FOREIGN_SCRIPTS, "Latn") and not (main == "Arab" and persian):
        return None
    if main == "Latn" and (sum(counts.values()) < _LETTERS_TO_NOTICE or _has_our_grammar(plain)):
        return None
    code, sure = language_and_confidence(plain)
    if not code or code in EIGHT or (main == "Latn" and sure < _SURE_OF_ANOTHER):
        return None
    return code


def _has_our_grammar(plain: str) -> bool:
    return max(function_words(plain).values()) >= _GRAMMAR * word_count(plain)
