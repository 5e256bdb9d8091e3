"""Questions that are empty, too long or contain query syntax."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from indexes.embedding.embedder import MissingEmbedder, Vectors
from indexes.embedding.language_map import LanguageMap
from indexes.errors import LibraryForeign, VectorsInvalid
from indexes.hits import Filter, Mode
from indexes.library import Library
from indexes.records import FileFacts
from ingest.assembly import assemble
from ingest.chunking import Chunker
from ingest.documents import Block, Reading
from tests.fakes import DIMENSION, FakeEmbedder

MODES: tuple[Mode, ...] = ("hybrid", "dense", "lexical")
QUESTIONS = {
    "empty": "", "blank": " \n\t", "emoji": "😀🎉", "endless": "pump " * 20_000, "one word without an end": "x" * 100_000,
    "operators": 'AND OR NOT " ( ) * : ^ NEAR(', "open quote": '"pump', "near": "NEAR(pump motor, 2)", "column": "terms:pump",
    "prefix": "pum*", "minus": "-pump", "sql": "'; DROP TABLE chunks; --", "nul": "pu\0mp\0", "surrogate": "pump \ud800",
    "swahili": "Pampu ya mfereji ina uzito gani?", "thai": "ปั๊มน้ำหนักเท่าไร", "hindi": "पंप का वजन कितना है?",
    "marks": "\u0301\u0301", "bidi": "\u202epump\u202c", "private": "\ue000", "percent": "%s %d {} \\",
}  # fmt: skip


class NotANumberEmbedder(FakeEmbedder):
    """Returns NaN for queries."""

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return np.full((len(texts), DIMENSION), np.nan, np.float32)


def with_pump(library: Library) -> Library:
    document = assemble(Reading((Block("The canal pump K240 weighs 31.4 kg with its motor."),)), "test")
    library.add(FileFacts("/pump.txt", "a", 1, 1), document, Chunker(library.embedder.tokenizer))
    library.embed()
    return library


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("question", QUESTIONS.values(), ids=list(QUESTIONS))
def test_any_question_finds_the_one_chunk_or_nothing(fake_library: Library, mode: Mode, question: str) -> None:
    assert fake_library.search(question, "en", 10, mode) == []
    with_pump(fake_library)
    hits = fake_library.search(question, "en", 10, mode)
    assert [hit.chunk.path for hit in hits] in ([], ["/pump.txt"])
    assert all(np.isfinite([hit.score, hit.cosine, hit.coverage]).all() for hit in hits)
    if "pump" in question and mode != "dense":
        assert hits


@pytest.mark.parametrize("language", ["", "xx", "sw", "th"])
def test_a_language_outside_the_eight_is_searched_all_the_same(fake_library: Library, language: str) -> None:
    assert with_pump(fake_library).search("canal pump", language, 3)[0].chunk.path == "/pump.txt"


def test_a_filter_over_an_empty_library_finds_nothing(fake_library: Library) -> None:
    assert fake_library.search("pump", "en", 3, only=Filter(paths=("*.pdf",))) == []


def test_a_question_whose_vector_is_not_a_number_gives_one_line_and_is_searched_by_its_words(fake_library: Library) -> None:
    with_pump(fake_library)
    folder = fake_library.folder
    with Library(folder, NotANumberEmbedder(), lambda: LanguageMap.identity(DIMENSION)) as library:
        with pytest.raises(VectorsInvalid, match="no numbers for the question: run 'ragassist models verify'"):
            library.search("pump", "en", 3)
        assert library.search("pump", "en", 3, "lexical")


def test_without_its_model_a_library_is_searched_by_full_text_and_that_is_reported(
    open_fake_library: Callable[..., Library], fake_library: Library
) -> None:
    gone = MissingEmbedder("e5 is not installed: pull it")
    with_pump(fake_library)
    with Library(fake_library.folder, gone, lambda: LanguageMap.identity(DIMENSION)) as library:
        assert library.outdated() == "e5 is not installed: pull it; until then only full text is searched"
        assert library.search("How heavy is the pump?", "en", 3)[0].chunk.path == "/pump.txt"
        with pytest.raises(LibraryForeign, match="e5 is not installed: pull it"):
            library.search("pump", "en", 3, "dense")
    empty = open_fake_library("empty")
    with Library(empty.folder, gone, lambda: LanguageMap.identity(DIMENSION)) as library:
        assert library.search("pump", "en", 3, "dense") == []
        assert library.vector_model is None
