"""The outline of a document: its headings with their depths."""

from indexes.records import Place
from ingest.documents import SEPARATOR, Document
from tui.backend.records import OutlineHeading


def headings_of(document: Document) -> list[OutlineHeading]:
    """Return each heading once, in their order, with the start and place of the first section below it.

    A section names all headings above it, so one without a text of its own begins where the first section inside it does.
    """
    found: list[OutlineHeading] = []
    before: list[str] = []
    for section in document.sections:
        parts = section.heading.split(SEPARATOR) if section.heading else []
        known = _shared(before, parts)
        place = Place(section.page, document.page_unit)
        found += [OutlineHeading(title, depth, section.start, place) for depth, title in enumerate(parts) if depth >= known]
        before = parts
    return found


def _shared(one: list[str], other: list[str]) -> int:
    """Return the length of the common prefix of two heading paths."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))
