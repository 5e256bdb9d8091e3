"""Raised and lowered text as Unicode superscripts and subscripts, so that 10⁶ doesn't become 106."""

_SUPERSCRIPTS = str.maketrans("0123456789+-−–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ")
_SUBSCRIPTS = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_MARKS = frozenset("[*†‡§¶")
"""Begin the marks of footnotes, which no one takes for a number: [1], *, †2."""
_ORDINALS = frozenset(
    ("st", "nd", "rd", "th", "er", "ère", "re", "e", "ème", "me", "eme", "es", "o", "a", "os", "as", "º", "ª", "tm", "sm", "r")
)
"""Raised endings and marks that are read as letters of the word before them: 1st, 2ème, 3º, Windows TM."""


def raised(text: str, before: str = "") -> str:
    """Return raised text as Unicode superscripts, or behind a `^` where there are none; `before` is the text it stands on.

    Letters alone stay as they are where they end an ordinal or an abbreviation (1st, Mme), or stand on nothing.
    """
    words = text.strip()
    has_digits = any(map(str.isdigit, words))
    known = all(ord(sign) in _SUPERSCRIPTS for sign in words if not sign.isspace())
    if known and (has_digits or len(words) < 2):
        return text.translate(_SUPERSCRIPTS)
    if words[0] in _MARKS:
        return text
    last = before[-1:]
    if has_digits:
        return f"^{text}" if last.isalnum() or last in (")", "]") else text
    is_power = (last.isdigit() or last == ")") and words[0].isalpha() and words.casefold() not in _ORDINALS
    return f"^{text}" if is_power else text


def lowered(text: str) -> str:
    """Return lowered text with its digits and signs as Unicode subscripts; letters stay as they are."""
    words = text.strip()
    return text.translate(_SUBSCRIPTS) if all(ord(sign) in _SUBSCRIPTS for sign in words if not sign.isspace()) else text
