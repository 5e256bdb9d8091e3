"""Writes equations of OMML and MathML in one line, as people type them: (a+b)/2, x², √2.

Element names: ECMA-376 part 1, 22.1 (OMML) and the W3C's MathML 3, chapter 3.
"""

import re
from collections.abc import Callable
from itertools import zip_longest

from ingest.readers.shared.hardened_xml import Element, local
from ingest.readers.shared.raised import lowered, raised

_UNSEEN = frozenset(
    ("annotation", "annotation-xml", "maction", "phant", "mphantom", "none", "mprescripts", "instrText", "delText")
)
_SPACED = frozenset("=+−-<>≤≥≠≈→⇒∈±")
"""Operators that are written between blanks."""
_INVISIBLE = "\u2061\u2062\u2063\u2064"
"""Characters of MathML for function application, product, separator and sum, which are invisible."""
_SIMPLE_SIGNS = "_.,%′'°"
_NO_LINE = re.compile(r"0(?:\.0*)?[a-z%]*")
_ACCENTS = {
    **dict.fromkeys("¯ˉ\u0304", "\u0304"), **dict.fromkeys("_‾\u0305", "\u0305"), **dict.fromkeys("^ˆ\u0302", "\u0302"),
    **dict.fromkeys("~˜\u0303", "\u0303"), **dict.fromkeys(".˙\u0307", "\u0307"), **dict.fromkeys("¨\u0308", "\u0308"),
}  # fmt: skip
"""The combining characters for signs above a letter."""
_SHORT = 4
_DEEPEST = 60
"""Levels of nesting, below which the text is taken as it is; equations that people write have less than ten."""


def equation(element: Element) -> str:
    """Return an `m:oMath`, `m:oMathPara` or `math` element in one line, "" if it has no text."""
    return " ".join(_line(element, 0).split())


def _line(element: Element, depth: int) -> str:
    name = local(element)
    if name in _UNSEEN or name.endswith("Pr"):
        return ""
    if depth > _DEEPEST:
        return "".join(map(str, element.itertext()))
    if name in ("t", "mi", "mn", "mo", "mtext", "ms"):
        return _token(element, name)
    if write := _WRITERS.get(name):
        return write(element, depth + 1)
    text = element.text or "" if name not in ("math", "mrow", "oMath", "r") else ""
    return text.strip() + _joined(element, depth + 1)


def _token(element: Element, name: str) -> str:
    text = "".join(str(part) for part in element.itertext())
    if name != "mo":
        return text
    sign = text.strip()
    return f" {sign} " if sign in _SPACED else sign.strip(_INVISIBLE)


def _joined(element: Element, depth: int) -> str:
    """Return the children one after the other, with a blank between a number and a fraction (1 3/4)."""
    line = ""
    for child in element.iterchildren("*"):
        part = _line(child, depth)
        apart = local(child) in ("f", "mfrac") and line[-1:].isalnum()
        line += f" {part}" if apart else part
    return line


def _children(element: Element) -> list[Element]:
    return [child for child in element.iterchildren("*") if not local(child).endswith("Pr")]


def _at(element: Element, number: int, depth: int) -> str:
    children = _children(element)
    return _line(children[number], depth).strip() if number < len(children) else ""


def grouped(text: str) -> str:
    """Return an expression in brackets, unless it is a number, a word or already in brackets."""
    plain = all(char.isalnum() or char in _SIMPLE_SIGNS for char in text)
    closed = text.startswith("(") and text.find(")") == len(text) - 1
    return text if plain or closed else f"({text})"


def _fraction(element: Element, depth: int) -> str:
    """Return a fraction; one without a bar is a binomial coefficient or the like, no division, and gets a broken bar."""
    bar = "¦" if _property(element, "type") == "noBar" or _NO_LINE.fullmatch(element.get("linethickness", "")) else "/"
    return f"{grouped(_at(element, 0, depth))}{bar}{grouped(_at(element, 1, depth))}"


def _power(base: str, exponent: str) -> str:
    if not exponent:
        return base
    written = raised(exponent.replace(" ", ""), base)
    is_unicode = written != exponent.replace(" ", "") and not written.startswith("^")
    return base + (written if is_unicode else f"^{grouped(exponent)}")


def _index(base: str, index: str) -> str:
    if not index:
        return base
    written = lowered(index)
    return base + (written if written != index else f"_{grouped(index)}")


def _superscript(element: Element, depth: int) -> str:
    return _power(grouped(_at(element, 0, depth)), _at(element, 1, depth))


def _subscript(element: Element, depth: int) -> str:
    return _index(_at(element, 0, depth), _at(element, 1, depth))


def _both(element: Element, depth: int) -> str:
    return _power(_index(_at(element, 0, depth), _at(element, 1, depth)), _at(element, 2, depth))


def _before(element: Element, depth: int) -> str:
    """Return OMML's `sPre`, whose index and power are before the base."""
    return _power(_index("", _at(element, 0, depth)), _at(element, 1, depth)) + _at(element, 2, depth)


def _around(element: Element, depth: int) -> str:
    """Return MathML's `mmultiscripts`: pairs of an index and a power after the base, and behind a mark those before it."""
    children = _children(element)
    marks = [at for at, child in enumerate(children) if local(child) == "mprescripts"][:1] or [len(children)]
    after, before = children[1 : marks[0]], children[marks[0] + 1 :]
    return _scripts(before, depth) + _at(element, 0, depth) + _scripts(after, depth)


def _scripts(children: list[Element], depth: int) -> str:
    written = [_line(child, depth).strip() for child in children]
    return "".join(_power(_index("", index), power) for index, power in zip_longest(written[::2], written[1::2], fillvalue=""))


def _root(element: Element, depth: int) -> str:
    """Return a root; the degree comes first in OMML's `rad`, last in MathML's `mroot`, and `msqrt` has none."""
    if local(element) == "msqrt":
        return f"√{grouped(_joined(element, depth).strip())}"
    degree, base = (0, 1) if local(element) == "rad" else (1, 0)
    if len(_children(element)) < 2:
        return f"√{grouped(_at(element, 0, depth))}"
    return f"{raised(_at(element, degree, depth))}√{grouped(_at(element, base, depth))}"


def _limits(element: Element, depth: int) -> str:
    """Return a base with its lower and upper limit; a single sign above it, as a bar or arrow, is an accent."""
    name, base = local(element), _at(element, 0, depth)
    below = _at(element, 1, depth) if name in ("limLow", "munder", "munderover") else ""
    above = _at(element, 2 if name == "munderover" else 1, depth) if name in ("limUpp", "mover", "munderover") else ""
    if len(above) == 1 and not above.isalnum():
        base, above = _accented(base, above), ""
    return base + (f"_{grouped(below)}" if below else "") + (f"^{grouped(above)}" if above else "")


def _accent(element: Element, depth: int) -> str:
    """Return OMML's `acc` and `bar`: a base with a sign above it, by default a circumflex and a bar."""
    default = "\u0302" if local(element) == "acc" else "\u0305"
    below = _property(element, "pos") == "bot" or (local(element) == "bar" and not _property(element, "pos"))
    return _at(element, 0, depth) if below else _accented(_at(element, 0, depth), _property(element, "chr", default))


def _accented(base: str, sign: str) -> str:
    """Return letters or digits with a sign above each, as in the mean x̄ and in 0.3̅; others are left out."""
    mark = _ACCENTS.get(sign, "")
    return "".join(char + mark for char in base) if len(base) <= _SHORT and base.isalnum() else base


def _operator(element: Element, depth: int) -> str:
    """Return OMML's `nary`, a sum, product or integral with its limits; without a character it is an integral."""
    sign = _property(element, "chr") or "∫"
    parts = {local(child): _line(child, depth).strip() for child in _children(element)}
    limits = "".join(f"{mark}{grouped(parts[name])}" for mark, name in (("_", "sub"), ("^", "sup")) if parts.get(name))
    return f"{sign}{limits} {parts.get('e', '')}"


def _bracketed(element: Element, depth: int) -> str:
    if local(element) == "mfenced":
        opened, closed, between = element.get("open", "("), element.get("close", ")"), element.get("separators", ",")[:1]
    else:
        opened, closed = (_property(element, name, default) for name, default in (("begChr", "("), ("endChr", ")")))
        between = _property(element, "sepChr", "|")
    return f"{opened}{between.join(_line(child, depth).strip() for child in _children(element))}{closed}"


def _property(element: Element, name: str, default: str = "") -> str:
    own = (
        found
        for child in element.iterchildren("*")
        if local(child).endswith("Pr")
        for found in child.iterchildren(f"{{*}}{name}")
    )
    for found in own:
        return next((str(value) for key, value in found.attrib.items() if str(key).endswith("}val")), default)
    return default


def _rows(element: Element, depth: int) -> str:
    rows = [child for child in _children(element)]
    if local(element) == "eqArr":
        return "; ".join(_line(row, depth).strip() for row in rows)
    return "[" + "; ".join(", ".join(_line(cell, depth).strip() for cell in _children(row)) for row in rows) + "]"


def _function(element: Element, depth: int) -> str:
    return f"{_at(element, 0, depth)} {_at(element, 1, depth)}"


def _first(element: Element, depth: int) -> str:
    return _at(element, 0, depth)


_WRITERS: dict[str, Callable[[Element, int], str]] = {
    **dict.fromkeys(("f", "mfrac"), _fraction),
    **dict.fromkeys(("sSup", "msup"), _superscript),
    **dict.fromkeys(("sSub", "msub"), _subscript),
    **dict.fromkeys(("sSubSup", "msubsup"), _both),
    **dict.fromkeys(("rad", "msqrt", "mroot"), _root),
    **dict.fromkeys(("limLow", "limUpp", "munder", "mover", "munderover"), _limits),
    **dict.fromkeys(("d", "mfenced"), _bracketed),
    **dict.fromkeys(("m", "eqArr", "mtable"), _rows),
    **dict.fromkeys(("acc", "bar"), _accent),
    "sPre": _before,
    "mmultiscripts": _around,
    "nary": _operator,
    "func": _function,
    "semantics": _first,
}
