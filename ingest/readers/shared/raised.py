"""Writes superscript and subscript text in Unicode superscripts and subscripts, so that 10⁶ doesn't become 106."""

_SUPERSCRIPTS = str.maketrans("0123456789+-−–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ")
_SUBSCRIPTS = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_MARKS = frozenset("[*†‡§¶")
"""First characters of footnote marks such as [1], * and †2, which can't be taken for a power."""
_ORDINALS = frozenset(
    ("st", "nd", "rd", "th", "er", "ère", "re", "e", "ème", "me", "eme", "es", "o", "a", "os", "as", "º", "ª", "tm", "sm", "r")
)
"""Superscript endings and marks that belong to the word before them: 1st, 2ème, 3º, Windows TM."""


def raised(text: str, before: str = "") -> str:
    """Return superscript text in Unicode superscripts, or after a `^` if Unicode has none; `before` is the text before it.

    Letters without digits stay as they are, unless they are the exponent of a number or a bracket: 1st and Mme are no powers.
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
    """Return subscript text in Unicode subscripts if it consists of digits, signs and brackets, else as it is."""
    words = text.strip()
    return text.translate(_SUBSCRIPTS) if all(ord(sign) in _SUBSCRIPTS for sign in words if not sign.isspace()) else text
