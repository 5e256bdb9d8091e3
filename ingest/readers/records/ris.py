"""Reads RIS, PubMed's NBIB and EndNote's tagged references: a block for each entry, with words for its tags."""

import re
from collections.abc import Iterator

from ingest.charsets.decoding import decode
from ingest.documents import Block, Counted, Reading, Span
from ingest.errors import UnreadableDocument
from ingest.readers.records.latex import unicode_of
from ingest.readers.shared.lines import one_line_ends
from ingest.said import said

_TAGGED = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,4}- ?(.*)")
_ENDNOTE = re.compile(r"%([A-Z0-9@!$&+*<>~?:^=,\[\]()#'-]) (.*)")
_NAMES = {
    **dict.fromkeys(("AU", "A1", "FAU"), "author"), **dict.fromkeys(("A2", "ED"), "editor"),
    **dict.fromkeys(("TI", "T1", "CT"), "title"), **dict.fromkeys(("JO", "JF", "JA", "T2", "TA", "JT"), "journal"),
    **dict.fromkeys(("PY", "Y1", "DP"), "year"), "DA": "date", **dict.fromkeys(("AB", "N2"), "abstract"), "N1": "note",
    **dict.fromkeys(("KW", "OT", "MH"), "keyword"), "PB": "publisher", "CY": "place", "VL": "volume", "VI": "volume",
    "IS": "issue", "IP": "issue", "SP": "first page", "EP": "last page", "PG": "pages", "DO": "DOI", "UR": "address",
    "SN": "ISSN or ISBN", "LA": "language", "TY": "kind", "PMID": "PMID", "AD": "address of the author",
    "0": "kind", "A": "author", "E": "editor", "T": "title", "J": "journal", "B": "book or journal", "D": "year", "8": "date",
    "X": "abstract", "Z": "note", "K": "keyword", "I": "publisher", "C": "place", "V": "volume", "N": "issue", "P": "pages",
    "R": "DOI", "U": "address", "@": "ISSN or ISBN", "G": "language", "7": "edition", "Y": "editor", "S": "series",
}  # fmt: skip


def read(data: bytes) -> Reading:
    """Return a block of one line for each entry; raises `UnreadableDocument` if no line has a tag."""
    text = one_line_ends(decode(data))
    blocks = tuple(_entries(text))
    if not blocks and text.strip():
        raise UnreadableDocument(
            said("not_references", "no reference in spite of its name: not one line begins with a tag such as 'TI  - '")
        )
    return Reading(blocks, counted=Counted.LINE)


def _entries(text: str) -> Iterator[Block]:
    parts, first = list[str](), 0
    for number, line in enumerate([*text.split("\n"), ""], 1):
        found = _TAGGED.match(line) or _ENDNOTE.match(line)
        if parts and (not line.strip() or (found and found[1] == "ER")):
            yield Block("; ".join(parts), span=Span(first, number - 1))
            parts = []
        elif found and found[2].strip():
            first = number if not parts else first
            parts.append(f"{_NAMES.get(found[1], found[1])}: {unicode_of(found[2])}")
        elif parts and line.strip():
            parts[-1] += f" {unicode_of(line)}"
