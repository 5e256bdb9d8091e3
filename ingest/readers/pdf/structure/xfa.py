"""Reads XFA forms, whose values are XML beside the pages; the page of a dynamic form only says that the viewer is too old."""

from collections.abc import Iterator
from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.generic import ArrayObject, StreamObject

from ingest.readers.pdf.structure.references import catalog_of, entry, resolved
from ingest.readers.shared.hardened_xml import Element, local, parse_xml

_MOST_FIELDS = 5_000


@dataclass(frozen=True, slots=True)
class XfaForm:
    """The values of a form as lines `caption: value`; `is_dynamic` says that the pages don't show them."""

    text: str
    is_dynamic: bool


def xfa_of(document: PdfReader) -> XfaForm | None:
    """Return the XFA form of a document, None if it has none; raises `UnreadableDocument` if its XML has a DOCTYPE."""
    catalog = catalog_of(document)
    form = entry(catalog, "/AcroForm")
    packets = entry(form, "/XFA")
    if packets is None:
        return None
    is_dynamic = bool(entry(catalog, "/NeedsRendering")) or not entry(form, "/Fields")
    roots = [root for root in map(_parsed, _streams(packets)) if root is not None]
    captions = dict(caption for root in roots for caption in _captions(root))
    lines = [f"{captions.get(name, name)}: {value}" for root in roots for name, value in _values(root)]
    return XfaForm("\n".join(lines[:_MOST_FIELDS]), is_dynamic)


def _streams(packets: object) -> Iterator[bytes]:
    parts = list(packets)[:100] if isinstance(packets, ArrayObject) else [packets]
    for part in parts:
        stream = resolved(part)
        if isinstance(stream, StreamObject):
            yield stream.get_data()


def _parsed(packet: bytes) -> Element | None:
    return parse_xml(packet)[0] if packet.strip().startswith(b"<") else None


def _named(root: Element, *names: str) -> Iterator[Element]:
    yield from (element for element in root.iter() if isinstance(element.tag, str) and local(element) in names)


def _captions(root: Element) -> Iterator[tuple[str, str]]:
    """Yield (name, caption) of the fields in the template."""
    for field in _named(root, "field"):
        caption = next(_named(field, "caption"), None)
        said = " ".join("".join(map(str, caption.itertext())).split()).rstrip(":") if caption is not None else ""
        if said and field.get("name"):
            yield str(field.get("name")), said


def _values(root: Element) -> Iterator[tuple[str, str]]:
    """Yield (name, value) of the fields in the data sets that aren't empty."""
    for data in _named(root, "datasets"):
        for element in data.iter():
            value = " ".join(str(element.text or "").split())
            if isinstance(element.tag, str) and len(element) == 0 and value:
                yield local(element), value
