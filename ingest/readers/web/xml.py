"""Reads XML by lxml: the text of elements and attributes, without document types and entities."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

import regex

from ingest.charsets.decoding import decode
from ingest.documents import Block, Reading
from ingest.errors import UnreadableDocument
from ingest.language.scripts import DENSE
from ingest.readers.legacy.word_xml import is_word_xml, read_word_xml
from ingest.readers.records.chats import Message, message_of
from ingest.readers.shared.hardened_xml import HTML_TAGS, Element, local, parse_xml
from ingest.readers.web import html
from ingest.said import said

_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]{0,300}\?>")
_DECLARED = re.compile(rb"""\A\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*["']([\w.-]{2,40})""")
_DOCTYPE = re.compile(r"""<!DOCTYPE\b(?:[^<>"'\[\]]|"[^"]*"|'[^']*')*>""")
"""A document type without declarations of its own, which can be removed."""
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_MACHINE = frozenset(("style", "class", "d", "points", "transform", "viewBox", "xpath", "select", "match", "test", "pattern"))
"""Attributes that hold code, shapes or styles."""
_WORDS = regex.compile(rf"[^\W\d_]{{2,30}}[,;:.!?]? [^\W\d_]{{2}}|[\p{{Arabic}}{DENSE}]{{2,}}")
"""Two words, or two characters of Arabic or a script without blanks: text that a person wrote, not an identifier."""
_FIGURE = re.compile(
    r"(?:[a-z]+_?)??(?:price|amount|total|qty|quantity|sum|date|time|currency|unit|number|rate|percent|tax|weight|due|lat|lon)"
    r"(?:ID|Code|_?code|_?no)?",
    re.IGNORECASE,
)
"""Names of attributes that hold figures and dates, such as `unitPrice`, `currencyID` and `dueDate`."""
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][^\s<>/]*)(?P<more>[^<>]*)")
_ATTRIBUTES = re.compile(r"[\s/]*|\s+[\w-]+[\s/]*|.*=.*", re.DOTALL)
"""What follows the name of a tag: nothing, one word or values; a comparison such as `a<b and b>3` has several words."""
_KNOWN = HTML_TAGS | frozenset(("wbr", "picture", "main", "template", "svg", "path", "math", "nobr", "o:p"))
_PAIRED = frozenset(re.findall(r"\w+", "p div span a b i em strong ul ol li table blockquote pre h1 h2 h3 h4 h5 h6"))
"""Elements of HTML in the text of an element, as feeds and backups of sites have them, that show that it is HTML."""
_SINGLE = frozenset(("br", "img"))
_MOST_MARKUP = 10_000
"""Texts with HTML that are read as such, at 0.13 ms each; the tags of others stay."""
_LOOKED_AT = 500
"""Characters of an attribute by which it is decided whether a person wrote it."""
_LABELLED = 200
"""Characters up to which the text of an element has the element's name before it: `price: 3.50`."""


def read(data: bytes) -> Reading:
    """Return a block for each element with own text, one for each group of labelled values, and one for attributes with text.

    Raises `UnreadableDocument` if there is no XML, or the document type has declarations, which may be harmful.
    """
    found = _DECLARED.match(data[:1_000])
    text = decode(data, found[1].decode() if found else None)
    text = _DOCTYPE.sub("", _DECLARATION.sub("", text), count=1)
    if "<!DOCTYPE" in text:
        raise UnreadableDocument(
            said("entities_trap", "its document type brings entities along, which may be a trap: save it without")
        )
    root, whole = parse_xml(text.encode("utf-8", "replace"))
    if root is None:
        raise UnreadableDocument(said("no_xml", "damaged: it holds no XML"))
    if is_word_xml(root):
        return read_word_xml(root)
    unread = () if whole else ("damaged XML: what follows the damage may be missing",)
    hidden = sum(len(comment.strip()) for comment in _COMMENT.findall(text))
    return Reading(tuple(_blocks(root, _records(root))), unread=unread, hidden=hidden)


def _records(root: Element) -> frozenset[str]:
    """Return the names of elements that are records, all of whose attributes are text.

    In a document without text in elements these are all elements, except those that contain others and have at most one
    attribute, which counts or names its children. In other documents they are the empty elements of which at least one has
    an attribute of several words.
    """
    if not any(map(str.strip, map(str, root.itertext()))):
        return frozenset(local(element) for element in root.iter("*") if len(element) == 0 or len(element.attrib) > 1)
    empty = (element for element in root.iter("*") if len(element) == 0 and not (element.text or "").strip())
    return frozenset(local(element) for element in empty if _words_in(_fields(element)))


def _blocks(root: Element, records: Collection[str]) -> Iterator[Block]:
    """Yield the blocks of a tree, with all attributes of elements in `records`, and of others those of several words."""
    waiting, texts = [root], _Texts()
    while waiting:
        element = waiting.pop()
        if message := _picture_message(element):
            yield Block(message.said)
            continue
        if said := _attributes(element, records):
            yield Block(said)
        if _speaks(element):
            yield Block(texts.of(element))
            continue
        children = [child for child in element if isinstance(child.tag, str)]
        values = [child for child in children if _speaks(child) and len(child) == 0]
        names = Counter(map(local, values))
        if values and len(values) == len(children) and max(names.values()) == 1:
            lines = ((_attributes(child, records), texts.labelled(child)) for child in values)
            yield Block("\n".join(line for pair in lines for line in pair if line))
        else:
            waiting.extend(reversed(children))


def _attributes(element: Element, records: Collection[str]) -> str:
    """Return the text of an element's attributes: a message with its sender and time, or `name: value` for each."""
    fields = _fields(element)
    if message := message_of(fields):
        return message.said
    said = fields if local(element) in records else _worth_saying(fields)
    return "; ".join(f"{name}: {' '.join(value.split())}" for name, value in said.items() if value.strip())


def _picture_message(element: Element) -> Message | None:
    """Return the text of an MMS in a backup of Android, which is in parts within the element; None for any other element."""
    if local(element) != "mms":
        return None
    texts = (part.get("text", "") for part in element.iter("{*}part") if part.get("ct") == "text/plain")
    fields = _fields(element)
    return message_of(fields | {"body": " ".join(texts), "type": fields.get("msg_box", "")})


def _fields(element: Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items() if "}" not in str(name)}


def _words_in(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if name not in _MACHINE and _WORDS.search(value[:_LOOKED_AT])}


def _worth_saying(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the attributes with several words, and those that are figures by their names: prices, dates, units, places."""
    words = _words_in(fields)
    return {
        name: value for name, value in fields.items() if name in words or (_FIGURE.fullmatch(name) and len(value) <= _LABELLED)
    }


def _speaks(element: Element) -> bool:
    """Whether an element has text of its own, not only in elements within it."""
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


def _is_html(text: str) -> bool:
    """Return whether a text has an element of HTML, and no `<name` that isn't one, as programs and comparisons have it."""
    if "<" not in text:
        return False
    names: dict[str, set[str]] = {"": set(), "/": set()}
    for tag in _TAG.finditer(_COMMENT.sub("", text)):
        name = tag["name"].lower()
        if name not in _KNOWN or not _ATTRIBUTES.fullmatch(tag["more"]):
            return False
        names[tag["close"]].add(name)
    return bool(names[""] & (_SINGLE | (_PAIRED & names["/"])))


class _Texts:
    """Returns the texts of elements, of the first ones with HTML in it what a browser shows."""

    def __init__(self) -> None:
        self._left = _MOST_MARKUP

    def of(self, element: Element) -> str:
        """Return the text of an element in one line."""
        text = str(element.xpath("string()"))
        if self._left > 0 and _is_html(text):
            self._left -= 1
            text = html.words_of(text)
        return " ".join(text.split())

    def labelled(self, element: Element) -> str:
        """Return the text of an element behind its name, or a long text as it is."""
        text = self.of(element)
        return f"{local(element)}: {text}" if len(text) <= _LABELLED else text
