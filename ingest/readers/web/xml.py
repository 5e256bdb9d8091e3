"""XML: the text of its elements and attributes, by lxml, without document types and entities."""

import re
from collections import Counter
from collections.abc import Iterator

import regex

from ingest.charsets.decoding import decode
from ingest.documents import Block, Reading
from ingest.errors import UnreadableDocument
from ingest.language.scripts import DENSE
from ingest.readers.records.chats import message_of
from ingest.readers.shared.hardened_xml import Element, local, parse_xml

_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]{0,300}\?>")
_DECLARED = re.compile(rb"""\A\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*["']([\w.-]{2,40})""")
_DOCTYPE = re.compile(r"""<!DOCTYPE\b(?:[^<>"'\[\]]|"[^"]*"|'[^']*')*>""")
"""Names a document type without bringing one along: nothing is read by it."""
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_MACHINE = frozenset(("style", "class", "d", "points", "transform", "viewBox", "xpath", "select", "match", "test", "pattern"))
"""Attributes that hold programs, shapes or styles."""
_WORDS = regex.compile(rf"[^\W\d_]{{2,30}}[,;:.!?]? [^\W\d_]{{2}}|[\p{{Arabic}}{DENSE}]{{2,}}")
"""Two words, or two signs of a script without blanks: what a person wrote, not an identifier."""
_LOOKED_AT = 500
"""Characters of an attribute by which it is told whether a person wrote it."""
_LABELLED = 200
"""Characters of a text up to which the name of its element is said before it: `price: 3.50`."""


def read(data: bytes) -> Reading:
    """Return a block for each element with text of its own, and one for each run of labelled values."""
    found = _DECLARED.match(data[:1_000])
    text = decode(data, found[1].decode() if found else None)
    text = _DOCTYPE.sub("", _DECLARATION.sub("", text), count=1)
    if "<!DOCTYPE" in text:
        raise UnreadableDocument("its document type brings entities along, which may be a trap: save it without")
    root, whole = parse_xml(text.encode("utf-8", "replace"))
    if root is None:
        raise UnreadableDocument("damaged: it holds no XML")
    unread = () if whole else ("damaged XML: what follows the damage may be missing",)
    hidden = sum(len(comment.strip()) for comment in _COMMENT.findall(text))
    blocks = tuple(_blocks(root, everything=not any(map(str.strip, map(str, root.itertext())))))
    return Reading(blocks, unread=unread, hidden=hidden)


def _blocks(root: Element, *, everything: bool) -> Iterator[Block]:
    """Yield the blocks of a tree; of attributes those that say something, or `everything` where there is no other text."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if said := _attributes(element, everything=everything):
            yield Block(said)
        if _speaks(element):
            yield Block(_text(element))
            continue
        children = [child for child in element if isinstance(child.tag, str)]
        values = [child for child in children if _speaks(child) and len(child) == 0]
        names = Counter(map(local, values))
        if values and len(values) == len(children) and max(names.values()) == 1:
            lines = ((_attributes(child, everything=everything), _labelled(child)) for child in values)
            yield Block("\n".join(line for pair in lines for line in pair if line))
        else:
            waiting.extend(reversed(children))


def _attributes(element: Element, *, everything: bool) -> str:
    """Return what an element's attributes say: a message with its sender and time, or `name: value` for each."""
    fields = {str(name): str(value) for name, value in element.attrib.items() if "}" not in str(name)}
    if not fields:
        return ""
    if message := message_of(fields):
        return message.said
    if everything and len(element) == 0:
        return "; ".join(f"{name}: {value}" for name, value in fields.items() if value.strip())
    words = {name: value for name, value in fields.items() if name not in _MACHINE and _WORDS.search(value[:_LOOKED_AT])}
    return "; ".join(f"{name}: {' '.join(value.split())}" for name, value in words.items())


def _speaks(element: Element) -> bool:
    """Whether there is text right in the element, not only in those inside it."""
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


def _text(element: Element) -> str:
    return " ".join(str(element.xpath("string()")).split())


def _labelled(element: Element) -> str:
    text = _text(element)
    return f"{local(element)}: {text}" if len(text) <= _LABELLED else text
