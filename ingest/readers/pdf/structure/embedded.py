"""Finds the files in a PDF: those of the document or portfolio, and those attached to pages."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject

from ingest.errors import UnreadableDocument
from ingest.readers.pdf.structure.annotations import MOST_ANNOTATIONS
from ingest.readers.pdf.structure.references import catalog_of, entry, resolved
from ingest.readers.shared.attachments import Attachment
from ingest.said import said

_MOST_FILES = 1_000


def embedded_files(document: PdfReader) -> list[Attachment]:
    """Return the files in a PDF, each once."""
    tree = entry(entry(catalog_of(document), "/Names"), "/EmbeddedFiles")
    found: dict[int, Attachment] = {}
    for specification in (*_in_tree(tree, set()), *_pinned(document)):
        stream = _stream(specification)
        if stream is not None and len(found) < _MOST_FILES:
            name = str(entry(specification, "/UF") or entry(specification, "/F") or "unnamed")
            found.setdefault(id(stream), Attachment(name, partial(_data, stream)))
    return list(found.values())


def _in_tree(node: Any, seen: set[int]) -> Iterator[DictionaryObject]:  # noqa: ANN401  any object of the format
    node = resolved(node)
    if not isinstance(node, DictionaryObject) or id(node) in seen or len(seen) > _MOST_FILES:
        return
    seen.add(id(node))
    yield from (
        item for item in (entry.get_object() for entry in node.get("/Names") or []) if isinstance(item, DictionaryObject)
    )
    for child in list(node.get("/Kids") or [])[:_MOST_FILES]:
        yield from _in_tree(child, seen)


def _pinned(document: PdfReader) -> Iterator[DictionaryObject]:
    for page in document.pages:
        for reference in list(page.get("/Annots") or [])[:MOST_ANNOTATIONS]:
            annotation = reference.get_object()
            if isinstance(annotation, DictionaryObject) and annotation.get("/Subtype") == "/FileAttachment":
                specification = entry(annotation, "/FS")
                if isinstance(specification, DictionaryObject):
                    yield specification


def _stream(specification: DictionaryObject) -> StreamObject | None:
    files = entry(specification, "/EF")
    stream = entry(files, "/UF") or entry(files, "/F")
    return stream if isinstance(stream, StreamObject) else None


def _data(stream: StreamObject) -> bytes:
    try:
        return stream.get_data()
    except Exception as problem:  # pypdf may raise anything on a hostile stream; it costs this attachment alone
        raise UnreadableDocument(said("cannot_unpack", "it can't be unpacked")) from problem
