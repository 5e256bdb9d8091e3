"""Reads the package of DOCX, PPTX and XLSX: XML parts that refer to each other by relationships."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.errors import UnreadableDocument
from ingest.readers.shared.archive import Archive
from ingest.readers.shared.hardened_xml import Element, XmlStream, parse_xml
from ingest.said import said

_SCHEMAS = "http://schemas.openxmlformats.org/"
W = f"{{{_SCHEMAS}wordprocessingml/2006/main}}"
S = f"{{{_SCHEMAS}spreadsheetml/2006/main}}"
P = f"{{{_SCHEMAS}presentationml/2006/main}}"
A = f"{{{_SCHEMAS}drawingml/2006/main}}"
R = f"{{{_SCHEMAS}officeDocument/2006/relationships}}"
_PACKAGE = f"{{{_SCHEMAS}package/2006/relationships}}"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_STRICT_MARK = b"http://purl.oclc.org/ooxml/"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The name of the stream in an OLE file that holds an office document encrypted by a password."""
_HELP = said("save_or_install", "save it as DOCX, XLSX or PPTX, or on Linux install LibreOffice")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""The escape of a character that XML can't contain, or of an underscore before such an escape (ECMA-376 part 1, 22.4.2.4)."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship: the last word of its type, and the name of its target part."""

    kind: str
    target: str


class Package:
    """The parts of an office document; `unread` are lines for the user about damage in the parts that were read.

    Raises `UnreadableDocument` as `refuse_old_format` and `Archive` do.
    """

    def __init__(self, data: bytes) -> None:
        refuse_old_format(data)
        self.unread: list[str] = []
        self._archive = Archive(data)
        self._relations: dict[str, dict[str, Relation]] = {}
        if self._archive.damaged:
            self.unread.append("the archive is damaged or cut: parts may be missing")

    def main(self, default: str) -> str:
        """Return the name of the main part, `default` if the package doesn't name it."""
        return next(iter(self.related("", "officeDocument")), default)

    def bytes(self, name: str) -> bytes:
        """Return the bytes of a part with the namespaces of the transitional variant, b"" if there is no such part."""
        if name not in self._archive:
            return b""
        content = self._archive.read(name)
        if not content.whole:
            self._damaged(name)
        return _STRICT.sub(_transitional, content.data) if _STRICT_MARK in content.data else content.data

    def xml(self, name: str) -> Element | None:
        """Return the root of a part, up to any damage, None if there is none; only the first of alternatives is kept."""
        data = self.bytes(name)
        if not data:
            return None
        root, whole = parse_xml(data)
        if not whole:
            self._damaged(name)
        if root is not None:
            _choose(root)
        return root

    def stream(self, name: str, *tags: str) -> Iterator[Element]:
        """Yield the elements with some tags of a part that is too large for a tree; each is emptied when the next is taken."""
        data = self.bytes(name)
        stream = XmlStream(data, *tags)
        yield from stream if data else ()
        if not stream.whole:
            self._damaged(name)

    def relations(self, name: str) -> dict[str, Relation]:
        """Return the relationships of a part by id, without those to targets outside of the package."""
        if name not in self._relations:
            self._relations[name] = self._read_relations(name)
        return self._relations[name]

    def links(self, name: str) -> dict[str, str]:
        """Return the addresses outside of the package that a part links to, by relationship id."""
        return {
            item.get("Id", ""): item.get("Target", "") for item in self._listed(name) if item.get("TargetMode") == "External"
        }

    def _read_relations(self, name: str) -> dict[str, Relation]:
        folder = posixpath.dirname(name)
        return {
            item.get("Id", ""): Relation(item.get("Type", "").rpartition("/")[2], _resolved(folder, item.get("Target", "")))
            for item in self._listed(name)
            if item.get("TargetMode") != "External"
        }

    def _listed(self, name: str) -> Iterator[Element]:
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        yield from () if root is None else root.iter(f"{_PACKAGE}Relationship")

    def related(self, name: str, *kinds: str) -> list[str]:
        """Return the names of the parts that a part has relationships of some kinds to."""
        return [relation.target for relation in self.relations(name).values() if relation.kind in kinds]

    def _damaged(self, name: str) -> None:
        line = f"its part {name} is damaged: text may be missing"
        if line not in self.unread:
            self.unread.append(line)


def is_encrypted(data: bytes) -> bool:
    """Return whether an OLE file holds an office document that is encrypted by a password."""
    return _ENCRYPTED in data


def refuse_old_format(data: bytes) -> None:
    """Raise `UnreadableDocument` for OLE files: binary formats of Office before 2007, and encrypted documents."""
    if not data.startswith(OLE):
        return
    if is_encrypted(data):
        raise UnreadableDocument(said("encrypted", "encrypted: remove its password first"))
    raise UnreadableDocument(said("old_office", "in the binary format of Office before 2007: {advice}", advice=_HELP))


def unescaped(text: str) -> str:
    """Return a text of a sheet or slide with its escapes (`_x000D_`) replaced by their characters."""
    return _ESCAPED.sub(lambda sign: chr(int(sign[1], 16)), text)


def texts(part: Element | None, tag: str) -> Iterator[str]:
    """Yield the texts of all elements with a tag; nothing if there is no part."""
    yield from () if part is None else (item.text or "" for item in part.iter(tag))


def _resolved(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _transitional(strict: re.Match[bytes]) -> bytes:
    return _SCHEMAS.encode() + strict[1] + b"/2006/"


def _choose(root: Element) -> None:
    """Replace each `AlternateContent` by its first alternative; the others are the same content for older programs."""
    for alternatives in list(root.iter(_ALTERNATIVES)):
        parent, first = alternatives.getparent(), next(iter(alternatives), None)
        if parent is not None and first is not None:
            at = parent.index(alternatives)
            parent[at : at + 1] = list(first)
        elif parent is not None:
            parent.remove(alternatives)
