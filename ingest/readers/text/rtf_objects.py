"""Writes form fields and equations of RTF as text, which the file has no text for."""

import re
import string
import struct
from collections.abc import Iterator

from ingest.readers.shared.equations import equation
from ingest.readers.shared.hardened_xml import Element, local, new_element

_GROUP = re.compile(r"\\[^a-zA-Z]|\{(?:\\(mmath|field)(?![a-z]))?|\}")
_MOST, _LONGEST = 5_000, 50_000
"""Most objects that are written as text, and the most characters of one."""
_FORM = re.compile(r"FORM(CHECKBOX|DROPDOWN)\b")
_RESULT, _DEFAULT = re.compile(r"\\ffres(\d{1,2})"), re.compile(r"\\ffdefres(\d{1,2})")
_ENTRY = re.compile(r"\{\\\*\\ffl ([^{}]{0,200})\}")
_PLAIN = frozenset(string.printable) - frozenset("\\{}")
_UNSET = 25
"""The result of a form field that has its default (RTF specification 1.9.1, form fields)."""
_NO_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TOKEN = re.compile(
    r"\\([a-z]{1,32})(-?\d{1,9})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)", re.IGNORECASE | re.DOTALL
)


def with_objects(source: str) -> str:
    """Return the source of an RTF file with its form fields and equations replaced by text."""
    if "\\mmath" not in source and not _FORM.search(source):
        return source
    return "".join(_written(source))


def _written(source: str) -> Iterator[str]:
    done = written = 0
    for start, end, kind in _objects(source):
        if start < done or written >= _MOST:
            continue  # an object within it is already written
        if shown := _equation(source[start:end]) if kind == "mmath" else _form(source[start:end]):
            yield source[done:start]
            yield f" {shown} "
            done, written = end, written + 1
    yield source[done:]


def _objects(source: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, kind) of the groups that are fields or equations, those within others first."""
    groups = list[tuple[int, str]]()
    for found in _GROUP.finditer(source):
        if found[0].startswith("{"):
            groups.append((found.start(), found[1] or ""))
        elif found[0] == "}" and groups:
            start, kind = groups.pop()
            if kind and found.end() - start <= _LONGEST:
                yield start, found.end(), kind


def _form(group: str) -> str:
    """Return a box, or the chosen entry of a drop-down list, in RTF; "" for any other field."""
    kind, result, default = _FORM.search(group), _RESULT.search(group), _DEFAULT.search(group)
    if kind is None:
        return ""
    value = next((int(found[1]) for found in (result, default) if found and int(found[1]) != _UNSET), 0)
    if kind[1] == "CHECKBOX":
        return _spelled("☒" if value else "☐")
    entries = _ENTRY.findall(group)
    return entries[value] if value < len(entries) else ""


def _equation(group: str) -> str:
    return _spelled(equation(_tree(group)))


def _tree(group: str) -> Element:
    """Return an equation as OMML, whose elements have the names of RTF's groups without their `m` (`\\mnum`, `\\mden`)."""
    root = new_element("oMath")
    stack, is_new, skipped, half = [root], False, 0, ""
    for word, number, code, sign, brace, letters in _TOKEN.findall(group):
        if brace == "{":
            stack.append(stack[-1])
            is_new = True
        elif brace and len(stack) > 1:
            stack.pop()
        elif is_new and word.startswith("m") and word != "m":
            stack[-1] = new_element(word[1:], stack[-1])
            is_new = False
        elif text := _letters(word, number, code, sign, letters)[skipped:]:
            text, half = _whole(half + text)
            _say(stack[-1], text)
        skipped = 1 if word == "u" else 0
    return root


def _letters(word: str, number: str, code: str, sign: str, letters: str) -> str:
    if word == "u" and number:
        return chr(int(number) % 0x10000)
    if code:
        return bytes.fromhex(code).decode("cp1252", "replace")
    return letters or (sign if sign in "\\{}" else "")


def _whole(text: str) -> tuple[str, str]:
    """Return text without characters that XML can't hold, and separately the high surrogate at its end, else ""."""
    whole = text[:-1] if "\ud800" <= text[-1:] < "\udc00" else text
    joined = whole.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return _NO_XML.sub("", joined), text[len(whole) :]


def _say(element: Element, text: str) -> None:
    """Add text to a run, or set it as the value of a property."""
    if not text:
        return
    if local(element) == "r":
        new_element("t", element).text = text
    elif (above := element.getparent()) is not None and local(above).endswith("Pr"):
        element.set("{m}val", text)


def _spelled(text: str) -> str:
    """Return text in RTF, with characters beyond ASCII as signed UTF-16 code units."""
    packed = text.encode("utf-16-le")
    units = struct.unpack(f"<{len(packed) // 2}h", packed)
    return "".join(chr(unit) if chr(unit % 0x10000) in _PLAIN else f"\\u{unit}?" for unit in units)
