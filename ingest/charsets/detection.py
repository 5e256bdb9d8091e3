"""Detects the charset of bytes: takes chardet's guesses, and checks plausibility and language of the decoded text."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

import chardet

from ingest.charsets.plausibility import doubt
from ingest.language.detection import language_and_confidence

ESCAPED = ("iso2022_jp_2", "iso2022_jp_ext", "iso2022_jp_2004", "iso2022_kr", "hz")
"""Charsets that switch between character sets within ASCII bytes."""
DOUBLE = ("cp932", "euc_jis_2004", "gb18030", "big5hkscs", "cp949")
"""Charsets with two bytes for a character."""
_RARE = ("mac-roman", "cp866", "cp850", "cp852", "cp437")
CANDIDATES = (
    "cp1252", "iso8859-15", "cp1250", "iso8859-2", "cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp1253", "iso8859-7", "cp1254",
    "cp1255", "iso8859-8", "cp1256", "iso8859-6", "cp1257", "cp1258", "cp874", *DOUBLE, "iso8859-16", *_RARE,
)  # fmt: skip
"""Charsets of files that are still in use, in order of preference. With more candidates, many a short French text would be
taken for Estonian or Macedonian."""
_CENTRAL = ("cp1250", "iso8859-2", "iso8859-16", "cp852")
_WEST = ("cp1252", "iso8859-15", "mac-roman", "cp850", "cp437")
_PAGES = {
    **dict.fromkeys(("pl", "hu", "ro", "sq"), _CENTRAL),
    **dict.fromkeys(("cs", "sk", "sl", "hr"), ("iso8859-2", "cp1250", *_CENTRAL)),
    **dict.fromkeys(("et", "lt", "lv"), ("cp1257",)),
    "tr": ("cp1254",),
    "vi": ("cp1258",),
}
"""Code pages for languages in Latin letters, for others the Western ones; of equally good ones the first is chosen."""
_LETTERS = {
    "de": "äöüßÄÖÜ", "fr": "àâçéèêëîïôûùÉÈÊÀÇ", "es": "áéíóúüñ", "it": "àèéìòù", "pt": "áâãàçéêíóôõú", "nl": "éëïóöü",
    "sv": "åäöÅÄÖ", "da": "æøåÆØÅ", "no": "æøåÆØÅ", "fi": "äöÄÖ",
}  # fmt: skip
"""Letters of Western languages, which distinguish the code pages of DOS and MacRoman from those of Windows."""
_EVERYDAY = {
    "big5hkscs": re.compile(rb"(?:[\x00-\x7f]|[\xa1\xa4-\xc6][\x40-\x7e\xa1-\xfe])+"),
    "gb18030": re.compile(rb"(?:[\x00-\x7f]|[\xa1-\xa3\xb0-\xd7][\xa1-\xfe])+"),
    "cp949": re.compile(rb"(?:[\x00-\x7f]|[\xa1-\xa3\xb0-\xc8][\xa1-\xfe])+"),
    "cp932": re.compile(rb"(?:[\x00-\x7f]|[\x81-\x83\x88-\x97][\x40-\x7e\x80-\xfc])+"),
    "euc_jis_2004": re.compile(rb"(?:[\x00-\x7f]|[\xa1-\xa5\xb0-\xcf][\xa1-\xfe])+"),
}
"""The rows of frequent characters in charsets with two bytes for a character; rare characters have other rows."""
_ODD = 0.05
"""A text is plausible up to this share of odd places."""
_TIE, _NEAR, _DECLARED = 0.9995, 0.8, 0.5
"""Shares of the best guess's confidence from which another guess is as good, is considered, and is accepted if declared."""
_RARE_SHARE = 0.98
_LATIN_SHARE = 0.75
"""Share of ASCII from which a text is in Latin letters; the letters without accents then tell the language."""
_SURE = 0.85


@dataclass(frozen=True, slots=True)
class _Guess:
    charset: str
    confidence: float
    language: str
    doubt: float


def escaped_charset(data: bytes) -> str | None:
    """Return which of `ESCAPED` is the charset of the text, or None."""
    head = data[:200_000]
    return chardet.detect(head, include_encodings=ESCAPED, no_match_encoding="hz", compat_names=False)["encoding"]


def is_likely(sample: bytes, charset: str, few: bool) -> bool:
    """Whether the sample can be in the declared charset. If it has few letters, it only must not be odd in that charset."""
    if few:
        return doubt(sample.decode(charset, "replace")) <= _ODD
    guesses = _guesses(sample)
    enough = _DECLARED * max((guess.confidence for guess in guesses), default=0.0)
    return any(guess.charset == charset and guess.confidence >= enough and guess.doubt <= _ODD for guess in guesses)


def likeliest(sample: bytes) -> str | None:
    """Return the likeliest charset in which the sample is plausible, or None if it can't be detected."""
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
    """Return the only charset in which all characters are frequent ones; chardet often fails on a few characters."""
    whole = sample[: sample.rfind(b"\n") + 1] or sample
    found = [charset for charset, signs in _EVERYDAY.items() if signs.fullmatch(whole)]
    return found[0] if len(found) == 1 else None


def _of_language(guesses: list[_Guess], language: str, sure: bool) -> str | None:
    """Return the best guess if it fits the language or none does, else the best one that fits if the language is `sure`."""
    pages = _PAGES.get(language, _WEST)
    best = _preferred(guesses)
    own = [guess for guess in guesses if guess.charset in pages]
    if best in pages or not own:
        return best
    return _preferred(own) if sure else None


def _by_letters(sample: bytes, guesses: list[_Guess], language: str) -> list[_Guess]:
    """Return the guesses with less confidence in rare charsets, unless these give more letters of the language."""
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
    """Return the charset of the likeliest guess; of equally likely ones, of the one with the fewest odd places."""
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
