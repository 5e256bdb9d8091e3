"""Reads address books (vCard 2.1 to 4.0, RFC 6350): a block for each person, with names, numbers and addresses."""

import quopri
from collections.abc import Iterator

from ingest.charsets.decoding import decode
from ingest.documents import Block, Reading
from ingest.errors import UnreadableDocument
from ingest.readers.records.content_lines import ContentLine, content_lines, cut, letters_whole
from ingest.readers.shared.lines import one_line_ends
from ingest.said import said

_SAID = {
    "NICKNAME": "Nickname", "ORG": "Organization", "TITLE": "Title", "ROLE": "Role", "TEL": "Phone", "EMAIL": "Email",
    "ADR": "Address", "URL": "Web", "BDAY": "Birthday", "ANNIVERSARY": "Anniversary", "NOTE": "Note", "IMPP": "Chat",
    "CATEGORIES": "Categories", "RELATED": "Related", "LANG": "Language",
}  # fmt: skip
_KINDS = frozenset(("WORK", "HOME", "CELL", "FAX", "PAGER", "MAIN", "OTHER"))


def read(data: bytes) -> Reading:
    """Return a block for each card; raises `UnreadableDocument` if the file isn't an address book."""
    text = one_line_ends(decode(letters_whole(data)))
    if text.strip() and "BEGIN:VCARD" not in text[:2_000].upper():
        raise UnreadableDocument(said("not_address_book", "not an address book in spite of its name"))
    return Reading(tuple(blocks(text)), unread=cut(text))


def blocks(text: str) -> Iterator[Block]:
    """Yield a block for each card: the name, then lines `label: value`; pictures, sounds and keys are left out."""
    lines, name = list[str](), ""
    for line in content_lines(text):
        value = _value(line)
        if line.name == "BEGIN":
            lines, name = [], ""
        elif line.name == "END":
            yield Block("\n".join(filter(None, (name, *lines))))
        elif line.name == "FN" or (line.name == "N" and not name):
            name = value if line.name == "FN" else " ".join(filter(None, reversed(value.split(", ")[:2])))
        elif line.name in _SAID and value:
            lines.append(f"{_SAID[line.name]}{_kind(line)}: {value}")


def _value(line: ContentLine) -> str:
    value = line.value
    if line.parameters.get("ENCODING", "").upper() == "QUOTED-PRINTABLE":
        value = decode(quopri.decodestring(value.encode()), line.parameters.get("CHARSET"))
    parts = (part.strip() for part in value.split(";"))
    return ", ".join(part for part in parts if part).removeprefix("tel:")


def _kind(line: ContentLine) -> str:
    """Return the kinds of a number or address in brackets, such as ` (work)`."""
    kinds = [word.lower() for word in line.parameters.get("TYPE", "").upper().split(",") if word in _KINDS]
    return f" ({', '.join(kinds)})" if kinds else ""
