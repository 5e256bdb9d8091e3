"""Detects the language of a question or an answer: by its script if that decides, else by lingua and function words."""

import math
import re
from collections import Counter
from functools import lru_cache

from lingua import IsoCode639_1, Language, LanguageDetector, LanguageDetectorBuilder

from ingest.language.scripts import language_of_script, may_be_japanese, script_of, scripts_in
from ragassist.language.function_words import function_words, word_count
from ragassist.language.locale import from_locale
from ragassist.language.registry import languages, packs

_RUN = "(?:(?<![!-~])|(?<=`))"
"""Where a run of characters without a blank begins, so that a long one isn't searched anew from each of its characters."""
_NOT_LANGUAGE = re.compile(rf"https?://[!-~]+|{_RUN}[!-~]+@[!-~]+|(?:{_RUN}[!-~]*)?[\d_/\\][!-~]*|`[^`]*`")
"""Links, addresses, part numbers, paths and code, which are the same in every language."""
_QUOTED = re.compile(r'"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|「[^」]*」|『[^』]*』|《[^》]*》')
_LETTERS_WITHOUT_QUOTES = 6
"""Letters outside quotation marks from which the quotations don't count."""
_LEAST, _WORD_WEIGHT = 1e-3, 1.0
"""The share of a language is (lingua's confidence + least) · e^(weight · its function words). Of 914 short texts in the four
Latin languages, 8 were detected wrongly with these values and 12 by lingua alone. With weights from 0.5 to 1 and leasts up to
0.05, the number differs by one (bench/detection.py)."""
_LEAD = 3
"""Number of function words more than in any other language that decides without lingua, which takes a second to load. This
applies to 72 % of 3,809 texts, with no error."""
_CONVERSATION, _LOCALE = 5.0, 2.0
"""Prior odds of the language of the conversation, and of the user's locale. Texts with a share below 0.7 were right in two of
three cases, all others were right."""
_FEWEST_OF_A_SCRIPT = 2
_DECIDED = ("Arab", "Kana", "Hani", "Hang")
"""Scripts for which `language_of_script` decides."""
_HAN_ALONE = {"zh": 0.75, "ja": 0.25}
_LETTERS_TO_NOTICE = 30
_SURE_OF_ANOTHER = 0.99
_GRAMMAR = 0.3
"""A language without a pack is detected from this number of letters, if langdetect has this confidence and a smaller share of
the words than this are function words of a language with a pack. This finds 94 % of texts in 14 other Latin languages, and 2
of 947 in languages with a pack, both damaged."""
_FEWEST_FOREIGN = 2


@lru_cache(maxsize=16)
def _detector(codes: tuple[str, ...]) -> LanguageDetector | None:
    """Return lingua for those of the languages that it knows, None if they are fewer than two."""
    known = [language for language in Language.all() if _code(language) in codes]
    return LanguageDetectorBuilder.from_languages(*known).build() if len(known) > 1 else None


def _code(language: Language) -> str:
    code: IsoCode639_1 = language.iso_code_639_1
    return code.name.lower()


def _written_in(script: str) -> tuple[str, ...]:
    """Return the languages with this main script."""
    return tuple(code for code, pack in packs().items() if pack.scripts[0] == script)


def detect(text: str) -> str | None:
    """Return the ISO 639-1 code of the likeliest language of the program, None if the text doesn't show any."""
    found = shares(text)
    return max(found, key=lambda code: found[code]) if found else None


def shares(text: str) -> dict[str, float]:
    """Return the probabilities of the possible languages of a text by code, empty if the text doesn't show any."""
    plain = telling(text)
    script = language_of_script(plain) or _script_around_names(plain)
    if script == "zh" and may_be_japanese(plain):
        return dict(_HAN_ALONE)
    if script and len(alike := _written_in(packs()[script].scripts[0])) == 1:
        return {script: 1.0}
    candidates = alike if script else _written_in(_main_script(plain))
    return _shares_among(candidates, plain) if len(candidates) > 1 else dict.fromkeys(candidates, 1.0)


def _main_script(plain: str) -> str:
    """Return the script of most letters; the Latin one unless another one has more, since names and terms are often Latin."""
    counts = scripts_in(plain)
    foreign = {script: counts[script] for script in counts if script not in _DECIDED}
    return max(foreign, key=lambda script: (foreign[script], script == "Latn"), default="")


def _script_around_names(plain: str) -> str | None:
    """Return the language of a text's few letters in another script if its Latin letters show no grammar, as in names."""
    own = "".join(char for char in plain if script_of(char) not in ("Latn", ""))
    return language_of_script(own) if len(own) >= _FEWEST_OF_A_SCRIPT and not any(function_words(plain).values()) else None


def _shares_among(codes: tuple[str, ...], plain: str) -> dict[str, float]:
    """Return the probabilities of languages of the same script."""
    words = function_words(plain)
    (first, most), (_, next_most) = Counter({code: words[code] for code in codes}).most_common(2)
    if most - next_most >= _LEAD or (not next_most and most == word_count(plain)):
        return {first: 1.0}
    detector = _detector(codes)
    sure = {_code(one.language): one.value for one in detector.compute_language_confidence_values(plain)} if detector else {}
    if detector and not any(sure.values()):
        return {}
    weights = {code: (sure.get(code, 0.0) + _LEAST) * math.exp(_WORD_WEIGHT * words[code]) for code in codes}
    whole = sum(weights.values())
    return {code: weight / whole for code, weight in weights.items()}


def telling(text: str) -> str:
    """Return the text without numbers, code and links, which have no language, and without quotations if enough is left."""
    plain = _NOT_LANGUAGE.sub(" ", text)
    if not _letters(plain) and _letters(text) >= _LETTERS_WITHOUT_QUOTES:  # "Preis/Leistung" has a language
        plain = text
    outside = _QUOTED.sub(" ", plain)
    return outside if _letters(outside) >= _LETTERS_WITHOUT_QUOTES else plain


def _letters(text: str) -> int:
    return sum(char.isalpha() for char in text)


def language_for(question: str, conversation_language: str | None) -> str:
    """Return the code of the language in which a question is answered.

    It is the language of the question if that is clear. For a short or mixed question and one in a language without a pack, it
    is that of the conversation, or of the locale at its beginning.
    """
    known = conversation_language if conversation_language in languages() else None
    before, weight = (known, _CONVERSATION) if known else (from_locale(), _LOCALE)
    found = {} if other_language(question) else shares(question)
    if not found:
        return before
    weighed = {code: share * (weight if code == before else 1.0) for code, share in found.items()}
    return max(weighed, key=lambda code: weighed[code])


def other_language(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language if that clearly has no pack, else None."""
    from ingest.language.detection import (
        language_and_confidence,  # langdetect, which a text in a script of one language doesn't need
    )

    plain = telling(text)
    counts = scripts_in(plain)
    main = max(counts, key=lambda script: counts[script], default="")
    foreign = frozenset[str]().union(*(packs()[code].foreign_letters for code in _written_in(main)))
    if main in _DECIDED and sum(char in foreign for char in plain) < _FEWEST_FOREIGN:
        return None
    if main == "Latn" and (sum(counts.values()) < _LETTERS_TO_NOTICE or _has_our_grammar(plain)):
        return None
    code, sure = language_and_confidence(plain)
    if not code or code in languages() or (main == "Latn" and sure < _SURE_OF_ANOTHER):
        return None
    return code


def _has_our_grammar(plain: str) -> bool:
    return max(function_words(plain).values()) >= _GRAMMAR * word_count(plain)
