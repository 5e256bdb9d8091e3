"""Reads HWPX, the documents of Hancom Office (OWPML, KS X 6101): paragraphs and tables, section by section."""

from collections.abc import Iterator

from ingest.documents import Block, Reading
from ingest.errors import UnreadableDocument
from ingest.readers.shared.archive import Archive
from ingest.readers.shared.hardened_xml import Element, local, parse_xml
from ingest.said import said

_SECTION = "Contents/section"
_BLANKS = {"tab": "\t", "lineBreak": "\n", "fwSpace": " ", "nbSpace": " ", "hyphen": "-"}
_TEXTS = ("{*}t", "{*}script")
"""Runs of text, and equations in Hancom's equation language (`3 over 4`)."""


def read(data: bytes) -> Reading:
    """Return a block for each paragraph and table; raises `UnreadableDocument` if the archive has no sections."""
    archive = Archive(data)
    names = sorted(
        (name for name in archive if name.startswith(_SECTION) and name.endswith(".xml")), key=lambda one: (len(one), one)
    )
    if not names:
        raise UnreadableDocument(said("not_hancom", "not a document of Hancom Office in spite of its name"))
    blocks, unread = list[Block](), list[str]()
    for number, name in enumerate(names, 1):
        content = archive.read(name)
        root, whole = parse_xml(content.data)
        unread += [] if whole and content.whole else [f"section {number} is damaged: text may be missing"]
        blocks += () if root is None else _blocks(root)
    return Reading(tuple(blocks), tuple(unread))


def _blocks(parent: Element) -> Iterator[Block]:
    for child in parent.iterchildren("*"):
        if local(child) == "p":
            yield from _paragraph(child)
        else:
            yield from _blocks(child)


def _paragraph(paragraph: Element) -> Iterator[Block]:
    tables = [one for one in paragraph.iter("{*}tbl") if _nearest(one, "p") is paragraph]
    inside = {text for table in tables for text in table.iter(*_TEXTS)}
    text = "".join(_text(one) for one in paragraph.iter(*_TEXTS) if one not in inside)
    yield Block(text)
    yield from map(_table, tables)


def _table(table: Element) -> Block:
    rows = [
        [" ".join(_text(one) for one in cell.iter(*_TEXTS)) for cell in row.iterchildren("{*}tc")]
        for row in table.iter("{*}tr")
    ]
    lines = [" | ".join(" ".join(cell.split()) for cell in row) for row in rows if any(row)]
    return Block("\n".join(lines), header=lines[0] if len(lines) > 1 and all(rows[0]) else "")


def _text(element: Element) -> str:
    """Return the text of a run with its blanks, tabs and line ends, or the source of an equation."""
    if local(element) == "script":
        return f" {' '.join((element.text or '').split())} "
    parts = [element.text or ""]
    for child in element.iterchildren("*"):
        parts += [_BLANKS.get(local(child), ""), "".join(map(str, child.itertext())), child.tail or ""]
    return "".join(parts)


def _nearest(element: Element, name: str) -> Element | None:
    above = element.getparent()
    while above is not None and local(above) != name:
        above = above.getparent()
    return above
