"""The clauses of a sentence, as its punctuation sets them apart."""

import regex

_SEPARATOR = regex.compile(
    r"(?<!\d)[,،，](?!\d)|(?<=\d)[,，،](?=\s|\p{Han}|\p{Hiragana}|\p{Katakana})|[;；؛:：、。]|(?<=[\p{Ll}\p{Lo}]{2}[.!?؟])\s|[！？](?=\S)|\s[–—-]\s|[()（）]"
)
_DENSE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_DENSE_WEIGHT = 3
_FEWEST = 12
"""Letters of a clause, a sign of a script without blanks counted as three; a shorter piece goes with the one before it."""


def letters(text: str) -> int:
    """Return how many letters and digits a text has, a sign of Han, kana or Hangul counted as three."""
    return sum(char.isalnum() for char in text) + (_DENSE_WEIGHT - 1) * len(_DENSE.findall(text))


def clauses(text: str) -> list[str]:
    """Return the clauses of a text in order, itself where it has but one."""
    pieces: list[str] = []
    start = 0
    for found in (*_SEPARATOR.finditer(text), None):
        end = found.start() if found else len(text)
        piece = text[start:end].strip()
        if pieces and (letters(piece) < _FEWEST or letters(pieces[-1]) < _FEWEST):
            pieces[-1] = f"{pieces[-1]}, {piece}" if piece else pieces[-1]
        elif piece:
            pieces.append(piece)
        start = found.end() if found else end
    return pieces or [text]
