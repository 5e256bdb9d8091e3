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
_MATHS = re.compile(r"(?<!\\)\$(?!\s)([^$\\]{0,80})(?<!\s)\$(?!\d)")
"""Formulas without commands, such as powers and indices in titles."""
_SCRIPT_IN_MATHS = re.compile(r"([\^_])(?:\{([^{}]{1,40})\}|([\w+-]))")
_SCRIPT = re.compile(r"\\text(super|sub)script\s*\{([^{}\\]{1,40})\}")
_LONGEST = 20_000
"""Characters up to which a field is parsed; pylatexenc takes 2 ms for a name, and more for text that isn't LaTeX."""


def _plain(maths: re.Match[str]) -> str:
    return _SCRIPT_IN_MATHS.sub(_power, maths[1])


def _power(script: re.Match[str]) -> str:
    text = script[2] or script[3]
    return raised(text, "0") if script[1] == "^" else lowered(text)


def _set(script: re.Match[str]) -> str:
    return raised(script[2], script.string[: script.start()]) if script[1] == "super" else lowered(script[2])


@lru_cache(maxsize=1)
def _translator() -> LatexNodes2Text:
    return LatexNodes2Text(math_mode="verbatim", keep_comments=True)


def unicode_of(field: str) -> str:
    """Return a field in one line of Unicode; one without commands, or longer than 20,000 characters, only loses its braces."""
    line = _SCRIPT.sub(_set, _MATHS.sub(_plain, " ".join(field.split())))
    if "\\" not in line or len(line) > _LONGEST:
        return _BRACES.sub("", _TIE.sub(" ", line))
    found = _translator().latex_to_text(line, tolerant_parsing=True)
    return unicodedata.normalize("NFC", " ".join(_DOTLESS.sub(lambda sign: _DOTTED[sign[0]], found).split()))
