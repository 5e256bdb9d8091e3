"""A translated question finds passages in its language by their words, and only those."""

from collections.abc import Sequence

import pytest

from indexes.hits import Wording
from indexes.library import Library
from indexes.records import FileFacts
from ingest.assembly import assemble
from ingest.chunking import Chunker
from ingest.documents import Block, Reading

GERMAN = "Die Pumpe wird vor dem ersten Start mit zwei Litern Wasser gefüllt, danach schließt man das Ventil."
ENGLISH = (
    "The library opens at nine in the morning and closes late in the evening on all days but Sunday.",
    "The bus to the harbour leaves every ten minutes from the square in front of the old town hall.",
)
QUESTION = "How much does one fill?"


@pytest.fixture
def library(fake_library: Library) -> Library:
    chunker = Chunker(fake_library.embedder.tokenizer)
    for number, text in enumerate([GERMAN, *ENGLISH]):
        document = assemble(Reading((Block(text),)), "plain")
        fake_library.add(FileFacts(f"/{number}.txt", str(number), 1, 1), document, chunker)
    fake_library.embed()
    return fake_library


def paths(library: Library, wordings: Sequence[Wording] = ()) -> list[str]:
    return [hit.chunk.path for hit in library.search(QUESTION, "en", 3, wordings=wordings)]


def test_a_translation_into_the_language_of_a_passage_finds_it(library: Library) -> None:
    assert (
        paths(library, [Wording("Mit wie vielen Litern Wasser wird die Pumpe vor dem ersten Start gefüllt?", "de")])[0]
        == "/0.txt"
    )


def test_a_translation_counts_only_for_passages_in_its_language(library: Library) -> None:
    said = Wording("Die Pumpe wird vor dem ersten Start mit zwei Litern Wasser gefüllt", "fr")
    assert paths(library, [said]) == paths(library)


def test_the_languages_of_a_library_come_in_the_order_of_their_size(library: Library) -> None:
    assert library.languages() == {"en": 2, "de": 1}
