"""XFA forms: what is filled in lies in XML beside the pages, which in a dynamic form only say that the viewer is too old."""

from collections.abc import Iterator
from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.generic import ArrayObject, StreamObject

from ingest.readers.pdf.structure.references import catalog_of, entry, resolved
from ingest.readers.shared.hardened_xml import Element, local, parse_xml

_MOST_FIELDS = 5_000


@dataclass(frozen=True, slots=True)
class XfaForm:
    """The values of a form, one a line behind its caption; `is_dynamic` says that the pages show nothing of it."""

    text: str
    is_dynamic: bool


def xfa_of(document: PdfReader) -> XfaForm | None:
    """Return the XFA form of a document, None where it has none; raises `UnreadableDocument` where its XML is hostile."""
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
    """Yield (name, caption) of the template's fields."""
    for field in _named(root, "field"):
        caption = next(_named(field, "caption"), None)
        said = " ".join("".join(map(str, caption.itertext())).split()).rstrip(":") if caption is not None else ""
        if said and field.get("name"):
            yield str(field.get("name")), said


def _values(root: Element) -> Iterator[tuple[str, str]]:
    """Yield (name, value) of the data sets' fields that are filled in."""
    for data in _named(root, "datasets"):
        for element in data.iter():
            value = " ".join(str(element.text or "").split())
            if isinstance(element.tag, str) and len(element) == 0 and value:
                yield local(element), value
