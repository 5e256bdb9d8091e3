"""Writes LaTeX's letters and accents in Unicode by pylatexenc: M{\\"u}ller becomes Müller."""

import re
import unicodedata
from functools import lru_cache

from pylatexenc.latex2text import LatexNodes2Text

from ingest.readers.shared.raised import lowered, raised

_BRACES = re.compile(r"[{}]")
_TIE = re.compile("(?<!/)~")
"""LaTeX's no-break space, except the tilde after a slash in a web address (`/~name`)."""
_DOTLESS = re.compile("[ıȷ](?=[\u0300-\u036f])")
_DOTTED = {"ı": "i", "ȷ": "j"}
"""LaTeX's accented letters are a dotless i or j with an accent (`\\'\\i`); Unicode composes those with a dot."""
_URL = re.compile(r"\\url\s*\{([^{}]{1,2000})\}")
_IN_URL = {"~": r"\textasciitilde{}", **{sign: f"\\{sign}" for sign in "_%&#"}}
"""Signs of web addresses that mean something else in LaTeX, as it writes them in text."""
_MATHS = re.compile(r"(?<!\\)\$(?!\s)([^$\\]{0,80})(?<!\s)\$(?!\d)")
"""Formulas without commands, such as powers and indices in titles."""
_SCRIPT_IN_MATHS = re.compile(r"([\^_])(?:\{([^{}]{1,40})\}|([\w+-]))")
_SCRIPT = re.compile(r"\\text(super|sub)script\s*\{([^{}\\]{1,40})\}")
_LETTER = re.compile(
    r"\\\\|(?P<open>\{)?\\(?:(?P<mark>[\"'`^~=.]|[cvuHkrdb](?![A-Za-z]))[ \t]*"
    r"(?:\{[ \t]*(?P<braced>\\?[ij]|[A-Za-z])[ \t]*\}|(?P<bare>\\[ij](?![A-Za-z])[ \t]*|[A-Za-z]))"
    r"|(?P<name>ss|oe|OE|ae|AE|aa|AA|[oOlLij])(?![A-Za-z])(?:\{\}|[ \t]+(?=\S)|\\ )?)(?(open)\})"
)
"""A letter with an accent, or one of its own, such as `{\\ss}`, in its braces; or a line end, whose backslashes begin none."""
_ACCENTS = dict(
    zip(
        "\"'`^~=.cvuHkrdb",
        "\u0308\u0301\u0300\u0302\u0303\u0304\u0307\u0327\u030c\u0306\u030b\u0328\u030a\u0323\u0331",
        strict=True,
    )
)
_LETTERS = {"ss": "ß", "oe": "œ", "OE": "Œ", "ae": "æ", "AE": "Æ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł"}
_LETTERS |= {"i": "ı", "j": "ȷ"}
_LONGEST = 20_000
"""Characters up to which a field is parsed; pylatexenc takes 2 ms for a name, and more for text that isn't LaTeX."""
_LONGEST_EQUATION = 2_000
_DAMAGE = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""Exceptions that pylatexenc raises for LaTeX that isn't well formed, such as a command without its arguments."""


def _address(url: re.Match[str]) -> str:
    """Return a web address as LaTeX writes it in text."""
    return "".join(_IN_URL.get(sign, sign) for sign in re.sub(r"\\([~_%&#])", r"\1", url[1]))


def _plain(maths: re.Match[str]) -> str:
    return _SCRIPT_IN_MATHS.sub(_power, maths[1])


def _power(script: re.Match[str]) -> str:
    text = script[2] or script[3]
    return raised(text, "0") if script[1] == "^" else lowered(text)


def _set(script: re.Match[str]) -> str:
    return raised(script[2], script.string[: script.start()]) if script[1] == "super" else lowered(script[2])


def with_letters(text: str) -> str:
    """Return a text with LaTeX's letters and accents in Unicode; all other commands and the line ends stay as they are."""
    return _LETTER.sub(_letter, text)


def _letter(found: re.Match[str]) -> str:
    if name := found["name"]:
        return _LETTERS[name]
    base = (found["braced"] or found["bare"] or "").strip("\\ \t")
    letter = unicodedata.normalize("NFC", base + _ACCENTS[found["mark"]]) if found["mark"] else ""
    return letter if len(letter) == 1 else found[0]


def equation_of(source: str) -> str:
    """Return an equation in TeX as people type it, such as 3/4 for `\\frac{3}{4}`; one too long or damaged stays as it is."""
    line = " ".join(source.split())
    found = _as_text(_equations(), line) if len(line) <= _LONGEST_EQUATION else None
    return " ".join((found or "").split()) or line


@lru_cache(maxsize=1)
def _equations() -> LatexNodes2Text:
    return LatexNodes2Text(math_mode="text")


@lru_cache(maxsize=1)
def _translator() -> LatexNodes2Text:
    return LatexNodes2Text(math_mode="verbatim", keep_comments=True)


def unicode_of(field: str) -> str:
    """Return a field in one line of Unicode.

    One without commands, longer than 20,000 characters, or damaged, only loses its braces.
    """
    line = _SCRIPT.sub(_set, _MATHS.sub(_plain, _URL.sub(_address, " ".join(field.split()))))
    found = _as_text(_translator(), line) if "\\" in line and len(line) <= _LONGEST else None
    if found is None:
        return _BRACES.sub("", _TIE.sub(" ", line))
    return unicodedata.normalize("NFC", " ".join(_DOTLESS.sub(lambda sign: _DOTTED[sign[0]], found).split()))


def _as_text(translator: LatexNodes2Text, source: str) -> str | None:
    """Return LaTeX as text, None if it is damaged."""
    try:
        return str(translator.latex_to_text(source, tolerant_parsing=True))
    except _DAMAGE:
        return None
