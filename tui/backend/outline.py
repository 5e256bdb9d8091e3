"""The headings of a document."""

from indexes.records import Place
from ingest.documents import SEPARATOR, Document
from tui.backend.records import Heading


def headings_of(document: Document) -> list[Heading]:
    """Return each heading once, where its first section begins; those that have no text of their own stand before it."""
    found: list[Heading] = []
    before: list[str] = []
    for section in document.sections:
        parts = section.heading.split(SEPARATOR) if section.heading else []
        known = _shared(before, parts)
        place = Place(section.page, document.page_unit)
        found += [Heading(title, depth, section.start, place) for depth, title in enumerate(parts) if depth >= known]
        before = parts
    return found


def _shared(one: list[str], other: list[str]) -> int:
    """Return how many first parts two headings share."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))
