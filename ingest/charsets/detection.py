"""Detects the charset of bytes: chardet's guesses, checked by the plausibility of the decoded text and by its language."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

import chardet

from ingest.charsets.plausibility import doubt
from ingest.language.detection import language_and_confidence

ESCAPED = ("iso2022_jp_2", "iso2022_jp_ext", "iso2022_jp_2004", "iso2022_kr", "hz")
"""Charsets that switch between character sets inside of ASCII."""
DOUBLE = ("cp932", "euc_jis_2004", "gb18030", "big5hkscs", "cp949")
"""Charsets of two bytes a sign."""
_RARE = ("mac-roman", "cp866", "cp850", "cp852", "cp437")
CANDIDATES = (
    "cp1252", "iso8859-15", "cp1250", "iso8859-2", "cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp1253", "iso8859-7", "cp1254",
    "cp1255", "iso8859-8", "cp1256", "iso8859-6", "cp1257", "cp1258", "cp874", *DOUBLE, "iso8859-16", *_RARE,
)  # fmt: skip
"""Charsets that people still have files in, in order of preference. More of them would make Estonian or Macedonian of many
a short French text."""
_CENTRAL = ("cp1250", "iso8859-2", "iso8859-16", "cp852")
_WEST = ("cp1252", "iso8859-15", "mac-roman", "cp850", "cp437")
_PAGES = {
    **dict.fromkeys(("pl", "hu", "ro", "sq"), _CENTRAL),
    **dict.fromkeys(("cs", "sk", "sl", "hr"), ("iso8859-2", "cp1250", *_CENTRAL)),
    **dict.fromkeys(("et", "lt", "lv"), ("cp1257",)),
    "tr": ("cp1254",),
    "vi": ("cp1258",),
}
"""Code pages of Latin letters by language, others are Western; of two that look the same good the first is right."""
_LETTERS = {
    "de": "äöüßÄÖÜ", "fr": "àâçéèêëîïôûùÉÈÊÀÇ", "es": "áéíóúüñ", "it": "àèéìòù", "pt": "áâãàçéêíóôõú", "nl": "éëïóöü",
    "sv": "åäöÅÄÖ", "da": "æøåÆØÅ", "no": "æøåÆØÅ", "fi": "äöÄÖ",
}  # fmt: skip
"""The letters of Western languages by which the code pages of DOS and MacRoman are told from Windows' own."""
_EVERYDAY = {
    "big5hkscs": re.compile(rb"(?:[\x00-\x7f]|[\xa1\xa4-\xc6][\x40-\x7e\xa1-\xfe])+"),
    "gb18030": re.compile(rb"(?:[\x00-\x7f]|[\xa1-\xa3\xb0-\xd7][\xa1-\xfe])+"),
    "cp949": re.compile(rb"(?:[\x00-\x7f]|[\xa1-\xa3\xb0-\xc8][\xa1-\xfe])+"),
    "cp932": re.compile(rb"(?:[\x00-\x7f]|[\x81-\x83\x88-\x97][\x40-\x7e\x80-\xfc])+"),
    "euc_jis_2004": re.compile(rb"(?:[\x00-\x7f]|[\xa1-\xa5\xb0-\xcf][\xa1-\xfe])+"),
}
"""The signs of everyday text in charsets of two bytes a sign, each of which has its rare ones elsewhere."""
_ODD = 0.05
"""Share of odd places up to which a text is plausible."""
_TIE, _NEAR, _DECLARED = 0.9995, 0.8, 0.5
"""Shares of the best guess's confidence at which another is as good, has a chance, and is believed where it's declared."""
_RARE_SHARE = 0.98
_LATIN_SHARE = 0.75
"""Share of ASCII from which a text is in Latin letters; those without accents tell its language well enough."""
_SURE = 0.85


@dataclass(frozen=True, slots=True)
class _Guess:
    charset: str
    confidence: float
    language: str
    doubt: float


def escaped_charset(data: bytes) -> str | None:
    """Return the charset of text in one of `ESCAPED`, or None."""
    head = data[:200_000]
    return chardet.detect(head, include_encodings=ESCAPED, no_match_encoding="hz", compat_names=False)["encoding"]


def is_likely(sample: bytes, charset: str, few: bool) -> bool:
    """Whether the sample can be in the charset declared for it: with few letters to tell by, if they aren't odd in it."""
    if few:
        return doubt(sample.decode(charset, "replace")) <= _ODD
    guesses = _guesses(sample)
    enough = _DECLARED * max((guess.confidence for guess in guesses), default=0.0)
    return any(guess.charset == charset and guess.confidence >= enough and guess.doubt <= _ODD for guess in guesses)


def likeliest(sample: bytes) -> str | None:
    """Return the likeliest charset that makes plausible text of the sample, or None where it can't be told."""
    guesses = _guesses(sample)
    enough = _NEAR * max((guess.confidence for guess in guesses), default=0.0)
    plausible = [guess for guess in guesses if guess.confidence >= enough and guess.doubt <= _ODD]
    plain = sample.decode("ascii", "ignore")
    latin = len(plain) >= _LATIN_SHARE * len(sample)
    if not plausible:
        return None if latin else _by_signs(sample)
    if not latin:
        return _preferred(plausible)
    language, confidence = language_and_confidence(plain)
    return _of_language(_by_letters(sample, plausible, language), language, confidence >= _SURE)


def _by_signs(sample: bytes) -> str | None:
    """Return the one charset in which all signs are everyday ones; the detector gives up on a few signs again and again."""
    whole = sample[: sample.rfind(b"\n") + 1] or sample
    found = [charset for charset, signs in _EVERYDAY.items() if signs.fullmatch(whole)]
    return found[0] if len(found) == 1 else None


def _of_language(guesses: list[_Guess], language: str, sure: bool) -> str | None:
    """Return the best guess where it agrees with the language or none does; else the best that does, where that is sure."""
    pages = _PAGES.get(language, _WEST)
    best = _preferred(guesses)
    own = [guess for guess in guesses if guess.charset in pages]
    if best in pages or not own:
        return best
    return _preferred(own) if sure else None


def _by_letters(sample: bytes, guesses: list[_Guess], language: str) -> list[_Guess]:
    """Return the guesses with less confidence in rare charsets, unless they make more of the language's letters."""
    letters = frozenset(_LETTERS.get(language, ""))
    made = {guess.charset: sum(map(letters.__contains__, sample.decode(guess.charset, "replace"))) for guess in guesses}
    common = max((made[name] for name in made if name not in _RARE), default=0)
    return [
        replace(guess, confidence=guess.confidence * _RARE_SHARE)
        if guess.charset in _RARE and made[guess.charset] <= common
        else guess
        for guess in guesses
    ]


def _preferred(guesses: list[_Guess]) -> str:
    """Return the charset of the likeliest; where some are as good as it, of the one with the least odd places."""
    best = max(guess.confidence for guess in guesses)
    tied = [guess for guess in guesses if guess.confidence >= _TIE * best]
    order = (*_PAGES.get(tied[0].language, ()), *CANDIDATES)
    return min(tied, key=lambda guess: (guess.doubt, order.index(guess.charset))).charset


@lru_cache(maxsize=1)
def _guesses(sample: bytes) -> tuple[_Guess, ...]:
    found = chardet.detect_all(sample, ignore_threshold=True, include_encodings=CANDIDATES, compat_names=False)
    return tuple(
        _Guess(charset, one["confidence"], one["language"] or "", doubt(sample.decode(charset, "replace")))
        for one in found
        if (charset := one["encoding"])
    )
