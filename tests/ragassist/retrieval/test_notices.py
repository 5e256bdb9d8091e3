"""Notices in the question's language: quoted phrases that occur nowhere, and an empty library."""

import pytest

from indexes.hits import Filter
from indexes.library import Library
from indexes.records import FileFacts
from ingest.assembly import assemble
from ingest.chunking import Chunker
from ingest.documents import Block, Reading
from ragassist.language.phrases import phrase
from ragassist.language.registry import languages
from ragassist.retrieval.notices import library_notices, phrases_not_found


@pytest.fixture
def library(fake_library: Library) -> Library:
    document = assemble(Reading((Block("The pump near the canal is old."),)), "plain")
    fake_library.add(FileFacts("/pump.txt", "p", 1, 1), document, Chunker(fake_library.embedder.tokenizer))
    fake_library.embed()
    return fake_library


@pytest.mark.parametrize("language", languages())
def test_a_phrase_that_no_passage_contains_is_named(library: Library, language: str) -> None:
    (line,) = phrases_not_found(library, 'Where is the "canal near the pump" and "the canal"?', language)
    assert "canal near the pump" in line


@pytest.mark.parametrize("question", ["where is the pump?", '"the pump near"', 'a 5" pipe', '""'])
def test_there_is_no_notice_if_every_phrase_is_found_or_there_is_none(library: Library, question: str) -> None:
    assert phrases_not_found(library, question, "en") == ()


def test_a_phrase_in_a_document_outside_the_filter_counts_as_missing(library: Library) -> None:
    assert phrases_not_found(library, '"the pump near"', "en", Filter(formats=("pdf",)))


@pytest.mark.parametrize("language", languages())
def test_a_library_without_documents_is_called_empty(fake_library: Library, language: str) -> None:
    assert library_notices(fake_library, language) == (phrase("request_library", language, documents=0),)


def test_a_library_with_documents_is_not_called_empty(library: Library) -> None:
    assert library_notices(library, "en") == ()
