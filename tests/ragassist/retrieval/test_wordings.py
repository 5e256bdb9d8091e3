"""A question whose search has a low score is translated into the library's other languages and searched again."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from indexes.hits import Hit, Wording
from indexes.library import Library
from indexes.records import FileFacts
from ingest.assembly import assemble
from ingest.chunking import Chunker
from ingest.documents import Block, Reading
from ragassist.retrieval.retriever import Retriever
from ragassist.retrieval.wordings import chosen_languages

GERMAN = "Die Pumpe wird vor dem ersten Start mit zwei Litern Wasser gefüllt, danach schließt man das Ventil."
ENGLISH = "The library opens at nine in the morning and closes late in the evening on all days but Sunday."
FRENCH = "La bibliothèque du port ouvre à neuf heures du matin et ferme tard le soir, sauf le dimanche."
QUESTION = "¿Cuánto se llena?"


class Translator:
    """Translates every question into the same text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.asked: list[list[str]] = []

    def wordings(self, question: str, language: str, into: Sequence[str]) -> Sequence[Wording]:
        self.asked.append(list(into))
        return [Wording(self.text, code) for code in into if self.text]


@pytest.fixture
def library(fake_library: Library) -> Library:
    chunker = Chunker(fake_library.embedder.tokenizer)
    for number, text in enumerate([GERMAN, ENGLISH, FRENCH, ENGLISH + " It is closed today."]):
        document = assemble(Reading((Block(text),)), "plain")
        fake_library.add(FileFacts(f"/{number}.txt", str(number), 1, 1), document, chunker)
    fake_library.embed()
    return fake_library


def first(library: Library, translator: Translator, most: int = 3) -> str:
    retriever = Retriever(library, 900, translator=translator, most_wordings=most)
    return retriever.evidence(QUESTION, "es").sources[0].path


def test_passages_that_the_translated_question_finds_come_first(library: Library) -> None:
    translator = Translator("Mit wie vielen Litern Wasser wird die Pumpe vor dem ersten Start gefüllt?")
    assert first(library, translator) == "/0.txt"
    assert [sorted(into) for into in translator.asked] == [["de", "en", "fr"]]


def test_without_a_translation_the_results_of_the_first_search_are_used(library: Library) -> None:
    said, silent = Translator("unbekannt"), Translator("")
    assert first(library, silent) == first(library, said, most=0)
    assert said.asked == []


def hits(library: Library, score: float) -> list[Hit]:
    return [replace(hit, score=score) for hit in library.search(QUESTION, "es", 4)]


def test_a_question_that_finds_passages_in_its_own_language_is_not_translated(library: Library) -> None:
    english = [hit for hit in hits(library, 0.5) if hit.chunk.language == "en"]
    assert chosen_languages(library, "en", english, 3) == []


def test_a_question_whose_search_has_a_high_score_is_not_translated(library: Library) -> None:
    assert chosen_languages(library, "es", hits(library, 0.31), 3) == []
    assert sorted(chosen_languages(library, "es", hits(library, 0.29), 3)) == ["de", "en", "fr"]


def test_the_question_is_not_translated_into_its_own_language_nor_into_more_languages_than_allowed(library: Library) -> None:
    assert "de" not in chosen_languages(library, "de", [], 3)
    assert chosen_languages(library, "de", [], 1) == ["en"]
