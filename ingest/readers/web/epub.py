"""Reads EPUB: the chapters in the order of the book's spine, each as HTML."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import unquote

from ingest.documents import Block, PageUnit, Reading
from ingest.errors import UnreadableDocument
from ingest.readers.shared.archive import Archive
from ingest.readers.shared.hardened_xml import Element, local, parse_xml
from ingest.readers.shared.summary import unread_lines
from ingest.readers.web import html
from ingest.said import said

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_SCRAMBLED = "encrypted: it opens only in its seller's app"
_PLAIN_DOCTYPE = re.compile(rb"<!DOCTYPE[^<>\[\]]{0,500}>")
"""A document type without own declarations, as in tables of contents of EPUB 2."""
_PAGE_NAME = re.compile(r"\.x?html?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Book:
    """The names of a book's chapters in the archive, in order, and their titles in the table of contents by these names."""

    chapters: tuple[str, ...]
    titles: dict[str, str]
    problems: tuple[str, ...] = ()


def read(data: bytes) -> Reading:
    """Return the blocks of each chapter, with its number as their page; missing and damaged chapters are listed as unread.

    Raises `UnreadableDocument` if the book is encrypted, or no chapter can be read.
    """
    archive = Archive(data)
    package = _package(archive)
    book = _book(archive, package) if package else None
    if book is None or not book.chapters:
        book = _loose(archive)
    scrambled, sheets = _encrypted(archive), dict[str, str | None]()
    if book.chapters and scrambled.issuperset(book.chapters):
        raise UnreadableDocument(said("drm", "protected by DRM: it opens only in its seller's app"))
    blocks, unread, hidden = list[Block](), list(book.problems), 0
    for number, name in enumerate(book.chapters, 1):
        chapter, problem = (Reading(()), _SCRAMBLED) if name in scrambled else _chapter(archive, name, sheets)
        blocks += _placed(chapter.blocks, number, book.titles.get(name, ""))
        unread += [f"chapter {number}: {problem}"] if problem else []
        hidden += chapter.hidden
    return Reading(
        tuple(blocks),
        unread_lines(blocks, unread, "chapter"),
        pages=len(book.chapters),
        page_unit=PageUnit.CHAPTER,
        hidden=hidden,
    )


def _chapter(archive: Archive, name: str, sheets: dict[str, str | None]) -> tuple[Reading, str]:
    if name not in archive:
        return Reading(()), f"{name} is missing from the book"
    content = archive.read(name)
    problem = "" if content.whole else "damaged, read as far as it goes"
    try:
        return html.parse(html.text_of(content.data), titled=False, linked=partial(_sheet, archive, sheets, name)), problem
    except UnreadableDocument as failure:
        return Reading(()), problem or str(failure)


def _sheet(archive: Archive, sheets: dict[str, str | None], chapter: str, link: str) -> str | None:
    """Return a style sheet of the book, None if it's missing; each is unpacked once, since the archive has a size budget."""
    name = _path(chapter, link)
    if name not in sheets:
        sheets[name] = archive.read(name).data.decode(errors="replace") if name in archive else None
    return sheets[name]


def _placed(blocks: tuple[Block, ...], number: int, title: str) -> Iterator[Block]:
    if any(block.heading for block in blocks):
        title = ""  # the chapter's own headings are more exact
    return (replace(block, page=number, heading=block.heading or title) for block in blocks)


def _package(archive: Archive) -> tuple[str, Element] | None:
    """Return the name and the root of the package document, which lists the parts of a book; None if there is none."""
    root = _xml(archive, _CONTAINER)
    named = [item.get("full-path") or "" for item in _all(root, "rootfile")]
    for name in (*named, *(name for name in archive if name.lower().endswith(".opf"))):
        if (package := _xml(archive, name)) is not None:
            return name, package
    return None


def _book(archive: Archive, package: tuple[str, Element]) -> _Book:
    opf, root = package
    parts = {item.get("id") or "": item for item in _all(root, "item")}
    listed = [(ref.get("linear") == "no", parts.get(ref.get("idref") or "")) for ref in _all(root, "itemref")]
    known = [(aside, _path(opf, part.get("href") or "")) for aside, part in listed if part is not None]
    chapters = dict.fromkeys(name for aside in (False, True) for beside, name in known if beside is aside)
    lost = sum(part is None for _, part in listed)
    problems = (f"{lost} chapters are listed but not in the book",) if lost else ()
    return _Book(tuple(chapters), _titles(archive, opf, parts), problems)


def _loose(archive: Archive) -> _Book:
    pages = tuple(name for name in archive if _PAGE_NAME.search(name))
    if not pages:
        raise UnreadableDocument(said("damaged_epub", "damaged EPUB: it has no list of chapters and no pages"))
    return _Book(pages, {}, ("its list of chapters is missing: they stand in the order of the file",))


def _titles(archive: Archive, opf: str, parts: dict[str, Element]) -> dict[str, str]:
    titles: dict[str, str] = {}
    for part in parts.values():
        name = _path(opf, part.get("href") or "")
        try:
            found = tuple(_contents(archive, name, part))
        except UnreadableDocument:
            continue  # without its table of contents a book only lacks headings
        for link, label in found:
            titles.setdefault(_path(name, link), label)
    return titles


def _contents(archive: Archive, name: str, part: Element) -> Iterator[tuple[str, str]]:
    """Yield (link, label) of each entry, if a part is a table of contents of EPUB 3 or EPUB 2."""
    if "nav" in (part.get("properties") or "").split() and name in archive:
        yield from html.contents(html.text_of(archive.read(name).data))
    elif part.get("media-type") == "application/x-dtbncx+xml":
        yield from _ncx(_xml(archive, name))


def _ncx(root: Element | None) -> Iterator[tuple[str, str]]:
    for point in _all(root, "navPoint"):
        link = next((child.get("src") or "" for child in point if local(child) == "content"), "")
        label = next((child for child in point if local(child) == "navLabel"), None)
        if link and label is not None:
            yield link, " ".join("".join(map(str, label.itertext())).split())


def _encrypted(archive: Archive) -> frozenset[str]:
    """Return the names of the encrypted parts, which may be fonts."""
    references = _all(_xml(archive, _ENCRYPTION), "CipherReference")
    return frozenset(posixpath.normpath(unquote(part.get("URI") or "").lstrip("/")) for part in references)


def _xml(archive: Archive, name: str) -> Element | None:
    if name not in archive:
        return None
    return parse_xml(_PLAIN_DOCTYPE.sub(b"", archive.read(name).data))[0]


def _all(root: Element | None, tag: str) -> list[Element]:
    return [] if root is None else [item for item in root.iter("{*}" + tag)]


def _path(beside: str, link: str) -> str:
    """Return the name in the archive of the target of a link in the part `beside`; no part has it if it is outside the book."""
    target = unquote(link.partition("#")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(beside), target))
