"""Reads documents of Word in a single XML file: as Word saves its packages today, and as Word 2003 did."""

import base64
import io
import zipfile
from collections.abc import Iterable, Iterator
from itertools import islice

from ingest.documents import Reading
from ingest.errors import UnreadableDocument
from ingest.readers.office import docx, pptx, xlsx
from ingest.readers.shared.hardened_xml import Element, local, markup_of, unwrap
from ingest.said import said

_PACKAGE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_WORD_2003 = "{http://schemas.microsoft.com/office/word/2003/wordml}"
_AUXILIARY = "{http://schemas.microsoft.com/office/word/2003/auxHint}*"
"""Elements around paragraphs that hold hints for other programs."""
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_READERS = {"/word/": docx.read, "/ppt/": pptx.read, "/xl/": xlsx.read}
_MOST_BYTES = 100_000_000
_LONGEST_NAME = 1_000
"""Characters of a part's name; parts without a name, or with a longer one, are left out."""


def is_word_xml(root: Element) -> bool:
    """Return whether the root is that of an office document in a single file."""
    return root.tag in (f"{_PACKAGE}package", f"{_WORD_2003}wordDocument")


def read_word_xml(root: Element) -> Reading:
    """Return the reading of an office document in a single file; raises `UnreadableDocument` as the readers of packages do."""
    if root.tag == f"{_WORD_2003}wordDocument":
        return docx.read(_packed(_parts_of_2003(root)))
    parts = dict(_parts(root))
    for folder, reader in _READERS.items():
        if any(name.startswith(folder) for name in parts):
            return reader(_packed(parts.items()))
    raise UnreadableDocument(said("office_without_text", "an Office document without a text"))


def _parts(root: Element) -> Iterator[tuple[str, bytes]]:
    for part in root.iterchildren(f"{_PACKAGE}part"):
        name = part.get(f"{_PACKAGE}name", "")
        if not 1 < len(name) <= _LONGEST_NAME:
            continue
        for content in part:
            if local(content) == "xmlData":
                yield from ((name, markup_of(element)) for element in islice(content.iterchildren("*"), 1))
            elif local(content) == "binaryData":
                yield name, _decoded(content.text or "")


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text)
    except ValueError:
        return b""


def _parts_of_2003(root: Element) -> Iterator[tuple[str, bytes]]:
    unwrap(root, _AUXILIARY)
    for element in root.iter(f"{_WORD_2003}*"):
        element.tag = str(element.tag).replace(_WORD_2003, _WORD)
        for name, value in list(element.attrib.items()):
            element.set(str(name).replace(_WORD_2003, _WORD), value)
    styles = root.find(f"{_WORD}styles")
    root.tag = f"{_WORD}document"
    if styles is not None:
        root.remove(styles)
        yield "word/styles.xml", markup_of(styles)
    yield "word/document.xml", markup_of(root)


def _packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    out, left = io.BytesIO(), _MOST_BYTES
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts:
            left -= len(content)
            if left < 0:
                raise UnreadableDocument(f"it holds more than {_MOST_BYTES // 1_000_000} MB")
            archive.writestr(name.lstrip("/"), content)
    return out.getvalue()
