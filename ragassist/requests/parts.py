"""Finds the part of a document that a request names; if there is none, a message lists the parts of the document."""

from collections.abc import Callable
from itertools import dropwhile, takewhile

import regex

from indexes.lexical.folding import fold
from ingest.documents import SEPARATOR, Document, Section
from ragassist.language.measures.numerals import in_digits
from ragassist.language.phrases import phrase
from ragassist.requests.wishes import Part
from ragassist.untrusted import one_line, without_forged_marks

_NUMBER = regex.compile(r"(?<!\d)\d{1,9}(?!\d)")
_MOST_TOLD = 12
"""Most headings in the message; nobody would read a longer list."""


def range_of(document: Document, part: Part) -> tuple[int, int] | None:
    """Return where a part begins and ends in a document's text, None if the document has no such part.

    If no heading has a number, the headings below the title are counted. Of parts with the same name the first one is taken.
    """
    belongs = _belongs(document, part)
    sections = [section for section in document.sections if not section.leads]
    run = list(takewhile(belongs, dropwhile(lambda section: not belongs(section), sections)))
    return (run[0].start, run[-1].end) if run else None


def part_missing(document: Document, name: str, part: Part, language: str) -> str:
    """Return the message, in a language, that the document `name` doesn't have a part, with the parts that it has."""
    headings = _chapters(document)
    pages = phrase("count_pages", language, count=max((section.page or 0 for section in document.sections), default=0))
    shown = [without_forged_marks(one_line(heading)) for heading in headings[:_MOST_TOLD]]
    told = ", ".join(f"“{heading}”" for heading in shown) + (" …" if len(headings) > _MOST_TOLD else "")
    has_pages = any(section.page for section in document.sections)
    there = " · ".join(filter(None, (told, pages if has_pages else "")))
    missing = phrase("part_missing", language, document=name, part=without_forged_marks(one_line(part.said)))
    return f"{missing} {phrase('parts_there', language, list=there) if there else phrase('no_outline', language)}"


def _belongs(document: Document, part: Part) -> Callable[[Section], bool]:
    """Return a function that tells whether a section is in a part."""
    if part.page is not None:
        return lambda section: section.page == part.page
    above = _headings(document)
    if part.words:
        wanted = fold(part.words)
        return lambda section: any(wanted in fold(heading) for heading in above[section])
    numbers, chapters = _numbers(document), _chapters(document)
    if any(number is not None for number in numbers.values()):
        return lambda section: any(numbers[heading] == part.heading for heading in above[section])
    meant = next(iter(chapters[(part.heading or 0) - 1 : part.heading]), None) if part.heading else None
    return lambda section: meant is not None and meant in above[section][:1]


def _chapters(document: Document) -> list[str]:
    """Return the headings below a document's title, each once."""
    return list(dict.fromkeys(heading for headings in _headings(document).values() for heading in headings[:1]))


def _numbers(document: Document) -> dict[str, int | None]:
    """Return the number of each heading, None if it has none."""
    headings = {heading for above in _headings(document).values() for heading in above}
    return {heading: _first_number(heading, document.language) for heading in headings}


def _headings(document: Document) -> dict[Section, list[str]]:
    """Return the headings above each section without the document's title, which is the one above all sections."""
    paths = {section: list(filter(None, section.heading.split(SEPARATOR))) for section in document.sections}
    first = {path[0] for path in paths.values() if path}
    return {section: [heading for heading in path if len(first) > 1 or heading not in first] for section, path in paths.items()}


def _first_number(heading: str, language: str) -> int | None:
    folded = fold(heading)
    # Figures come before words for numbers: in Korean "99조" is article 99 and also 99 trillion.
    found = _NUMBER.search(folded) or _NUMBER.search(in_digits(folded, language, strict=False))
    return int(found[0]) if found else None
