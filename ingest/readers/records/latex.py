"""LaTeX's spelling of letters as Unicode, by pylatexenc: M{\\"u}ller is Müller."""

import re
import unicodedata
from functools import lru_cache

from pylatexenc.latex2text import LatexNodes2Text

_BRACES = re.compile(r"[{}]")
_DOTLESS = re.compile("[ıȷ](?=[\u0300-\u036f])")
_DOTTED = {"ı": "i", "ȷ": "j"}
"""LaTeX puts accents on an i without its dot (`\\'\\i`), Unicode on one with it."""
_LONGEST = 20_000
"""Characters of a field that are translated; the parser takes 2 ms for a name, and more for what is no LaTeX at all."""


@lru_cache(maxsize=1)
def _translator() -> LatexNodes2Text:
    return LatexNodes2Text(math_mode="verbatim", keep_comments=True)


def unicode_of(field: str) -> str:
    """Return a field in one line of Unicode; one without commands loses its braces alone."""
    line = " ".join(field.split())
    if "\\" not in line or len(line) > _LONGEST:
        return _BRACES.sub("", line)
    found = _translator().latex_to_text(line, tolerant_parsing=True)
    return unicodedata.normalize("NFC", " ".join(_DOTLESS.sub(lambda sign: _DOTTED[sign[0]], found).split()))
