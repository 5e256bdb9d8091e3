"""Finds the layers (optional content) that are switched off in a PDF, and disables the form XObjects on them."""

import re
from collections.abc import Iterable
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from ingest.readers.pdf.structure.references import catalog_of, entry, resolved

_MOST_GROUPS = 5_000
_MOST_OBJECTS = 20_000
_DEEPEST, _MOST_PARTS = 20, 100_000
"""Levels of a visibility expression, and parts of all of a document's, that are followed; others count as shown."""
_FORM = b"/Form"
_HIDDEN = "~~~"
"""The name of hidden memberships, with brackets as long as the word /OCMD that it replaces."""
_MEMBERSHIP = re.compile(rb"/Type(\s*)/OCMD(?![A-Za-z])")
_HEAD_BYTES = 4_000
"""Bytes from the start of a form XObject in which its subtype is searched."""


class Layers:
    """The layers of a document in its default configuration (ISO 32000-1, 8.11.4.3)."""

    def __init__(self, document: PdfReader) -> None:
        self._document, self._parts_left = document, _MOST_PARTS
        self._properties = entry(catalog_of(document), "/OCProperties")
        self._off = _switched_off(self._properties) if self._properties is not None else frozenset()

    @property
    def off(self) -> frozenset[str]:
        """The names of layers that are off, with "" if all memberships of the document's pages are hidden."""
        if not self._off:
            return frozenset()
        groups: list[Any] = [resolved(group) for group in self._groups()]
        on = {group.get("/Name") for group in groups if group.indirect_reference not in self._off}
        names = {str(group.get("/Name")) for group in groups if group.indirect_reference in self._off} - {
            str(name) for name in on
        }
        memberships = list(self._memberships())
        hidden = bool(memberships) and all(map(self._is_hidden, memberships))
        return frozenset(names | ({""} if hidden else set()) | ({_HIDDEN} if memberships else set()))

    def without_hidden_forms(self, data: bytes) -> bytes:
        """Return the document with an unknown subtype for the form XObjects on hidden layers, so that PDFium ignores them.

        Hidden memberships of several layers get a name, by which PDFium knows text on them.
        """
        if not self._off:
            return data
        out = bytearray(data)
        for number, place in self._document.xref.get(0, {}).items():
            if number > _MOST_OBJECTS:
                continue
            found = self._document.get_object(IndirectObject(number, 0, self._document))
            if isinstance(found, StreamObject) and "/OC" in found and self._is_hidden(found.raw_get("/OC")):
                at = out.find(_FORM, place, place + _HEAD_BYTES)
                out[at : at + len(_FORM)] = b"/None" if at >= 0 else b""
            elif isinstance(found, DictionaryObject) and found.get("/Type") == "/OCMD" and self._is_hidden(found):
                head = _MEMBERSHIP.search(out, place, out.find(b"endobj", place))
                if head:
                    out[slice(*head.span())] = b"/Name" + head[1] + b"(%s)" % _HIDDEN.encode()
        return bytes(out)

    def _groups(self) -> Iterable[Any]:
        return list(entry(self._properties, "/OCGs") or [])[:_MOST_GROUPS]

    def _memberships(self) -> Iterable[Any]:
        for page in self._document.pages:
            named: Any = entry(page.get("/Resources"), "/Properties") or {}
            yield from (named.raw_get(name) for name in named if entry(named.raw_get(name), "/Type") == "/OCMD")

    def _is_off(self, group: Any) -> bool:  # noqa: ANN401  any object of the format
        return isinstance(group, IndirectObject) and group in self._off

    def _is_hidden(self, reference: Any) -> bool:  # noqa: ANN401  any object of the format
        if self._is_off(reference):
            return True
        membership = resolved(reference)
        if not isinstance(membership, DictionaryObject) or membership.get("/Type") != "/OCMD":
            return False
        if "/VE" in membership:
            return not self._holds(membership.raw_get("/VE"), 0)
        groups = membership.raw_get("/OCGs") if "/OCGs" in membership else ArrayObject()
        members = list(resolved(groups)) if isinstance(resolved(groups), ArrayObject) else [groups]
        off = list(map(self._is_off, members))
        match membership.get("/P", "/AnyOn"):
            case "/AllOn":
                return any(off)
            case "/AnyOff":
                return not any(off)
            case "/AllOff":
                return not all(off)
        return bool(off) and all(off)

    def _holds(self, expression: Any, depth: int) -> bool:  # noqa: ANN401  any object of the format
        """Return whether a visibility expression is true: a layer that is on, or `/And`, `/Or` or `/Not` of expressions."""
        parts = resolved(expression)
        if not isinstance(parts, ArrayObject) or not len(parts) or depth > _DEEPEST or self._parts_left < len(parts):
            return not self._is_off(expression)
        self._parts_left -= len(parts)
        values = [self._holds(part, depth + 1) for part in list(parts)[1:]]
        match parts[0]:
            case "/And":
                return all(values)
            case "/Not":
                return not any(values[:1])
        return any(values)


def _switched_off(properties: DictionaryObject) -> frozenset[IndirectObject]:
    shown = entry(properties, "/D")
    groups = list(entry(properties, "/OCGs") or [])[:_MOST_GROUPS]
    on, off = (list(entry(shown, key) or [])[:_MOST_GROUPS] for key in ("/ON", "/OFF"))
    base_off = [group for group in groups if group not in on] if entry(shown, "/BaseState") == "/OFF" else []
    return frozenset(group for group in (*base_off, *off) if isinstance(group, IndirectObject))
