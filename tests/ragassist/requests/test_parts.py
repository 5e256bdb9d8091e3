"""The part of a document that a request names is found by its number or words, wherever it stands."""

import pytest

from ingest.documents import SEPARATOR, Document, Section
from ragassist.requests.parts import part_missing, range_of
from ragassist.requests.wishes import Part

ARTICLES = ("Article 1 Rent", "Article 2 Notice", "Article 3 Keys")
PAYMENTS = ("Payment", "Deposit", "Keys", "Late payment")


def document(*headings: str, title: str = "") -> Document:
    """Return a document with a section of 10 characters below each heading, and one below its title."""
    paths = [title] * bool(title) + [f"{title}{SEPARATOR * bool(title)}{heading}" for heading in headings]
    sections = tuple(Section(10 * at, 10 * at + 10, None, path) for at, path in enumerate(paths))
    return Document(text="x" * 10 * len(sections), sections=sections, language="en", reader="test")


@pytest.mark.parametrize(
    ("own", "part", "found"),
    [
        (document(*ARTICLES), Part(heading=1), (0, 10)),
        (document(*ARTICLES), Part(words="Rent"), (0, 10)),
        (document(*ARTICLES, title="Lease"), Part(heading=1), (10, 20)),
        (document("", *ARTICLES, title="Lease 7"), Part(heading=7), None),
        (document("Rent", "Notice"), Part(heading=1), (0, 10)),
        (document("Rent", "Notice", title="Lease"), Part(heading=1), (10, 20)),
        (document(*ARTICLES), Part(heading=99), None),
    ],
)
def test_the_first_heading_is_a_part_unless_the_whole_document_is_below_it(
    own: Document, part: Part, found: tuple[int, int] | None
) -> None:
    assert range_of(own, part) == found


def test_the_first_heading_is_listed_among_the_parts() -> None:
    told = part_missing(document(*ARTICLES), "lease.md", Part(heading=99, said="article 99"), "en")
    assert "“Article 1 Rent”, “Article 2 Notice”, “Article 3 Keys”" in told


@pytest.mark.parametrize(
    ("headings", "part", "found"),
    [
        (PAYMENTS, Part(words="payment"), (0, 10)),
        ((*ARTICLES, "Annex 1"), Part(heading=1), (0, 10)),
        (("Keys", "Payment", "Payment › Rent", "Deposit", "Late payment"), Part(words="payment"), (10, 30)),
    ],
)
def test_a_part_ends_where_another_begins(headings: tuple[str, ...], part: Part, found: tuple[int, int]) -> None:
    assert range_of(document(*headings), part) == found
