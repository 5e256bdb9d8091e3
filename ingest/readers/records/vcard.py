"""Reads address books (vCard 2.1 to 4.0, RFC 6350): a block for each person, with names, numbers and addresses."""

import re
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
    "CATEGORIES": "Categories", "RELATED": "Related", "LANG": "Language", "X-ABRELATEDNAMES": "Related", "X-ABDATE": "Date",
    "X-ANNIVERSARY": "Anniversary", "X-SPOUSE": "Spouse", "X-SKYPE": "Skype", "X-SKYPE-USERNAME": "Skype", "X-JABBER": "Jabber",
    "X-QQ": "QQ", "X-MAIDENNAME": "Maiden name",
}  # fmt: skip
"""The properties that are read, some of them those of address books of Apple, Android and others."""
_KINDS = frozenset(("WORK", "HOME", "CELL", "FAX", "PAGER", "MAIN", "OTHER"))
_SPOKEN = (3, 1, 2, 0, 4)
"""Places of prefix, given name, other names, family name and suffix in `N` (RFC 6350, 6.2.2)."""
_LABEL = re.compile(r"_\$!<(.*)>!\$_")
"""A label of Apple's own, as it is stored."""
_DAYS = ("BDAY", "ANNIVERSARY", "X-ABDATE", "X-ANNIVERSARY")
_DAY = re.compile(r"(\d{4}|-)-?(\d\d)-?(\d\d)(?:T.*)?")


def read(data: bytes) -> Reading:
    """Return a block for each card; raises `UnreadableDocument` if the file isn't an address book."""
    text = one_line_ends(decode(letters_whole(data)))
    if text.strip() and "BEGIN:VCARD" not in text[:2_000].upper():
        raise UnreadableDocument(said("not_address_book", "not an address book in spite of its name"))
    return Reading(tuple(blocks(text)), unread=cut(text))


def blocks(text: str) -> Iterator[Block]:
    """Yield a block for each card: the name, then lines `label: value`; pictures, sounds and keys are left out."""
    card = list[ContentLine]()
    for line in content_lines(text):
        if line.name == "BEGIN":
            card = []
        elif line.name == "END":
            yield Block("\n".join(filter(None, (_name(card), *_lines(card)))))
        else:
            card.append(line)


def _name(card: list[ContentLine]) -> str:
    """Return the name in a card: as it is written, else from its parts, in the order in which they are said."""
    whole = next((line.value for line in card if line.name == "FN" and line.value), "")
    parts = next((line.parts for line in card if line.name == "N"), ())
    return whole or " ".join(filter(None, (parts[at] for at in _SPOKEN if at < len(parts))))


def _lines(card: list[ContentLine]) -> Iterator[str]:
    labels = {line.group: _LABEL.sub(r"\1", line.value) for line in card if line.name == "X-ABLABEL" and line.group}
    for line in card:
        if line.name in _SAID and (value := _value(line)):
            yield f"{_SAID[line.name]}{_kind(line, labels.get(line.group, ''))}: {value}"


def _value(line: ContentLine) -> str:
    if line.name in ("ADR", "ORG"):
        return ", ".join(filter(None, line.parts))
    day = _DAY.fullmatch(line.value) if line.name in _DAYS else None
    return "-".join(day.groups()) if day else line.value.removeprefix("tel:")


def _kind(line: ContentLine, label: str) -> str:
    """Return the kinds of a number or address in brackets, such as ` (work)`, and the label that a person gave it."""
    given = line.parameters.get("TYPE", "").split(",")
    kinds = [word.lower() for word in given if word.upper() in _KINDS or line.name == "RELATED"]
    return f" ({', '.join(filter(None, (*kinds, label)))})" if label or any(kinds) else ""
