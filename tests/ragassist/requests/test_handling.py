"""Requests that no passage answers are answered from the catalogue, with numbers that the database counted."""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Event as StopEvent

import pytest

from indexes.indexing.indexer import Indexer
from indexes.library import Library
from ingest.isolation.worker import Worker
from ragassist.answering.options import AskOptions
from ragassist.answering.session import Session
from ragassist.errors import ModelMissing
from ragassist.events import Answered
from ragassist.formats.json_contract import ask_json
from ragassist.generation.loaded_model import LoadedModel
from ragassist.language.phrases import phrase
from ragassist.language.registry import languages
from ragassist.requests.catalogue import Catalogue, suggestions
from ragassist.requests.handling import answer
from ragassist.requests.kinds import RequestKind

PAPERS = {
    "pump.md": "# Capacity\n\nThe canal pump K240 moves 14.5 cubic metres of water an hour through its two hoses.",
    "lease.md": "# Rent\n\nThe rent of the warehouse is 790 euros a month, and mould has to be reported at once.",
    "miete.txt": "Der Vermieter zahlt die Reparatur der Heizung, und die Miete ist am ersten Werktag des Monats fällig.",
    "empty.pdf": "",
}


@pytest.fixture
def library(fake_library: Library, worker: Worker, tmp_path: Path) -> Library:
    papers = tmp_path / "papers"
    papers.mkdir()
    for name, text in PAPERS.items():
        (papers / name).write_text(text, encoding="utf-8")
    Indexer(fake_library, worker).update([papers])
    return fake_library


def no_model(_: StopEvent) -> LoadedModel:
    raise ModelMissing("none is installed")


@pytest.fixture
def session(library: Library) -> Iterator[Session]:
    opened = Session(library, no_model)
    yield opened
    opened.close()


def asked(session: Session, text: str, kind: str) -> Answered:
    return session.answer(text, AskOptions(kind=RequestKind(kind), language="en"))


def test_an_overview_counts_what_is_there_and_names_it(session: Session) -> None:
    said = asked(session, "Which documents are in this library?", "overview").answer
    assert "This library holds 3 documents." in said
    assert "By type: MD 2, TXT 1" in said
    assert "English 2, German 1" in said
    assert "- lease.md (English)" in said
    assert "One file could not be read" in said


def test_an_overview_of_a_topic_names_the_documents_that_hold_its_words(session: Session) -> None:
    said = asked(session, "Which documents deal with mould?", "overview").answer
    assert "- lease.md" in said
    assert "pump.md" not in said


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("How many documents are there?", "This library holds 3 documents."),
        ("How many files mention the pump?", "1 of 3 documents (with “pump”)"),
        ("How many documents in German do I have?", "1 of 3 documents (in German)"),
        ("How many PDFs are in the library?", "0 of 3 documents (type PDF)"),
        ("How many Markdown files mention mould?", "1 of 3 documents (type MARKDOWN; with “mould”)"),
        ("How many documents are about “canal pump”?", "1 of 3 documents (with “canal pump”)"),
    ],
)
def test_a_count_is_what_the_database_counted_and_says_by_what(session: Session, text: str, counted: str) -> None:
    assert counted in asked(session, text, "count").answer


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("kind", [RequestKind.SMALLTALK, RequestKind.CAPABILITY, RequestKind.OVERVIEW, RequestKind.COUNT])
def test_every_kind_is_answered_in_every_language(library: Library, kind: RequestKind, language: str) -> None:
    assert answer(library, kind, "…", language).strip()


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("reply", ["greeting", "thanks", "goodbye"])
def test_small_talk_is_answered_by_what_it_is(library: Library, language: str, reply: str) -> None:
    said = answer(library, RequestKind.SMALLTALK, phrase(f"{reply}_example", language), language)
    assert said.startswith(phrase(reply, language))


def test_a_greeting_brings_questions_made_of_the_documents_own_headings(session: Session) -> None:
    said = asked(session, "Hello!", "smalltalk").answer
    assert "What does pump.md say about “Capacity”?" in said


def test_it_is_no_refusal_has_no_citation_and_tells_its_kind(session: Session) -> None:
    answered = asked(session, "Hello!", "smalltalk")
    assert (answered.kind, answered.abstained, answered.citations, answered.model) == ("smalltalk", False, (), None)
    assert list(ask_json(answered))[:2] == ["question", "kind"]


def test_a_new_question_does_not_lean_on_small_talk(session: Session) -> None:
    first = session.answer("How much water does the canal pump move?", AskOptions(kind=RequestKind.LOOKUP, language="en"))
    asked(session, "Thank you!", "smalltalk")
    again = session.answer("And the rent?", AskOptions(kind=RequestKind.LOOKUP, language="en"))
    assert first.kind == again.kind == "lookup"
    assert any("lease.md" in citation.path for citation in (*again.citations, *again.nearest))


def test_an_empty_library_says_so(fake_library: Library) -> None:
    for kind in (RequestKind.OVERVIEW, RequestKind.COUNT, RequestKind.CAPABILITY):
        assert "empty" in answer(fake_library, kind, "What is in here?", "en")


def test_suggested_questions_begin_with_documents_in_the_language_of_whoever_asks(
    fake_library: Library, worker: Worker, tmp_path: Path
) -> None:
    texts = {
        "lease.md": "# Rent\n\nThe rent of the warehouse is 790 euros a month, and mould has to be reported at once.",
        "miete.md": "# Miete\n\nDer Vermieter zahlt die Reparatur der Heizung, und die Miete ist am ersten Werktag fällig.",
    }
    for at, (name, text) in enumerate(texts.items()):
        (tmp_path / name).write_text(text, encoding="utf-8")
        os.utime(tmp_path / name, (at, at))  # the German one is the newer one
    Indexer(fake_library, worker).update([tmp_path])
    for language, first in (("en", "lease.md"), ("de", "miete.md")):
        assert first in suggestions(fake_library, Catalogue.of(fake_library), language)[0]
