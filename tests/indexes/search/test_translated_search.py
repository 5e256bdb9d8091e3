"""A question finds passages in another language by words that say the same, which cost nothing where they are wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexes.embedding.language_map import LanguageMap
from indexes.hits import Filter
from indexes.library import Library
from indexes.records import FileFacts
from indexes.search.library_words import LibraryWords
from indexes.search.translated_search import TranslatedSearch
from indexes.translation.encoder import UniversalEncoder
from ingest.assembly import assemble
from ingest.chunking import Chunker
from ingest.documents import Block, Reading
from tests.fakes import DIMENSION, FakeEmbedder

GERMAN = {
    "printer": "Der Drucker steht im zweiten Stock. Das Passwort des Druckers lautet Birne.",
    "invoice": "Die Rechnung für Strom kommt im März. Die Rechnung für Wasser kommt im August.",
    "garden": "Im Garten wachsen Bäume. Der Apfelbaum am Zaun trägt erst im Oktober.",
}
ENGLISH = {
    "bus": "The bus to the harbour leaves every ten minutes from the square in front of the old town hall.",
    "library": "The library opens at nine in the morning and closes late in the evening on all days but Sunday.",
}
QUESTION = "Quel est le mot de passe de l’imprimante ?"


def identity_map() -> LanguageMap:
    return LanguageMap.identity(DIMENSION)


def add(library: Library, name: str, text: str) -> None:
    chunker = Chunker(library.embedder.tokenizer)
    document = assemble(Reading((Block(text),)), "plain")
    library.add(FileFacts(f"/{name}.txt", name, 1, 1), document, chunker)


@pytest.fixture(scope="module")
def encoder() -> UniversalEncoder:
    return UniversalEncoder()


@pytest.fixture
def library(tmp_path: Path, encoder: UniversalEncoder) -> Iterator[Library]:
    with Library(tmp_path / "library", FakeEmbedder(), identity_map, word_encoder=encoder) as opened:
        with opened.writing():
            for number in range(3):  # words in fewer than three passages have no vectors
                for name, text in (GERMAN | ENGLISH).items():
                    add(opened, f"{name}-{number}", f"{text} {'Nummer' if name in GERMAN else 'Number'} {number}.")
            opened.embed()
            opened.tidy(removed=True)
        yield opened


def first(library: Library, question: str, language: str) -> str:
    return library.search(question, language, 3)[0].chunk.path.split("-")[0].strip("/")


def first_by_words(library: Library, encoder: UniversalEncoder, question: str, language: str) -> str:
    """Return the first hit by translated words only, since vectors of a model without languages may find others."""
    words = LibraryWords(library.folder / "words.npz", encoder)
    found = TranslatedSearch(library.store, library.backend.words, words).search(question, language, 9)
    best = max(found, key=lambda identity: found[identity])
    return library.chunks([best])[best].path.split("-")[0].strip("/")


def test_a_question_finds_a_passage_by_words_that_say_the_same(library: Library) -> None:
    assert first(library, QUESTION, "fr") == "printer"


@pytest.mark.parametrize(
    ("question", "language", "name"),
    [
        ("What does the electricity bill cost?", "en", "invoice"),
        ("متى تصل فاتورة الكهرباء؟", "ar", "invoice"),
        ("水费的发票什么时候来？", "zh", "invoice"),
        ("Quel est le mot de passe de l’imprimante ?", "fr", "printer"),
        ("Wann öffnet die Bibliothek am Morgen?", "de", "library"),
        ("請求書はいつ届きますか。", "ja", "invoice"),
        ("정원의 나무는 무엇인가요?", "ko", "garden"),
        ("¿Cuál es la contraseña de la impresora?", "es", "printer"),
    ],
)
def test_translated_words_find_the_passage(
    library: Library, encoder: UniversalEncoder, question: str, language: str, name: str
) -> None:
    assert first_by_words(library, encoder, question, language) == name


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("garden", "en"),
        ("jardin", "fr"),
        ("jardín", "es"),
        ("حديقة", "ar"),
        ("花园", "zh"),
        ("庭園", "ja"),
        ("정원", "ko"),
    ],
)
def test_a_word_is_said_in_the_other_languages_of_the_library(library: Library, word: str, language: str) -> None:
    assert [(one.text, one.language) for one in library.words_for(word, language)] == [("garten", "de")]


@pytest.mark.parametrize(("word", "language"), [("Garten", "de"), ("Zanzibar", "en"), ("", "en")])
def test_a_word_of_one_language_or_of_nothing_is_said_in_no_other(library: Library, word: str, language: str) -> None:
    assert library.words_for(word, language) == []


def test_names_are_compared_with_a_text_in_any_language(library: Library) -> None:
    names = ["Der Drucker", "庭園", "أجرة الحافلة"]
    for text, nearest in (("the printer's password", 0), ("le jardin", 1), ("der Preis einer Busfahrt", 2)):
        found = library.name_similarities(text, names)
        assert max(range(3), key=lambda at: found[at]) == nearest
        assert library.name_similarities(text, names) == pytest.approx(found, abs=1e-5)
    assert library.name_similarities("a text", []) == []


def test_of_endless_names_and_texts_the_beginnings_are_compared(library: Library) -> None:
    begun, whole = "Der Drucker " * 50, "Der Drucker " * 50 + "水" * 5_000
    names = ["庭園", "the printer"]
    assert library.name_similarities(whole, names) == pytest.approx(library.name_similarities(begun, names), abs=1e-5)
    assert library.name_similarities(names[1], [whole]) == pytest.approx(library.name_similarities(names[1], [begun]), abs=1e-5)


def test_without_an_encoder_names_are_not_compared(tmp_path: Path) -> None:
    with Library(tmp_path, FakeEmbedder(), identity_map) as opened:
        assert opened.name_similarities("the printer", ["Der Drucker"]) == []


def test_without_the_words_it_is_not_found(library: Library) -> None:
    (library.folder / "words.npz").unlink()
    paths = [hit.chunk.path for hit in library.search(QUESTION, "fr", 1)]
    assert "printer" not in paths[0]


def test_a_question_with_hits_in_its_own_language_is_not_translated(library: Library) -> None:
    question = "When does the library close in the evening?"
    with_words = [hit.chunk.path for hit in library.search(question, "en", 5)]
    (library.folder / "words.npz").unlink()
    assert [hit.chunk.path for hit in library.search(question, "en", 5)] == with_words


def test_a_filter_applies_to_hits_of_translated_words(library: Library) -> None:
    hits = library.search(QUESTION, "fr", 5, only=Filter(paths=("/bus*",)))
    assert {hit.chunk.path.split("-")[0] for hit in hits} == {"/bus"}


def test_words_of_a_removed_document_are_removed_from_the_file(library: Library) -> None:
    path = library.folder / "words.npz"
    assert b"drucker" in path.read_bytes()
    with library.writing():
        library.remove([f"/printer-{number}.txt" for number in range(3)])
    assert b"drucker" not in path.read_bytes()
    assert b"garten" in path.read_bytes()


def test_a_damaged_file_of_words_keeps_no_words_of_a_removed_document(library: Library) -> None:
    path = library.folder / "words.npz"
    damaged = bytearray(path.read_bytes())
    at = damaged.index(b"held.npy") + 200
    damaged[at] ^= 1
    path.write_bytes(damaged)
    with library.writing():
        library.remove([f"/printer-{number}.txt" for number in range(3)])
    assert not path.exists() or b"drucker" not in path.read_bytes()


def test_only_the_first_words_of_a_long_question_are_translated(library: Library, encoder: UniversalEncoder) -> None:
    words = LibraryWords(library.folder / "words.npz", encoder)
    said = words.translated("打印机的密码是什么" * 200, {"de": 9})
    assert 0 < len(said) <= 150


def test_words_without_a_chunk_in_a_damaged_full_text_are_ignored(library: Library) -> None:
    with library.writing(), library.store.database.transaction():
        library.store.full_text.add(10_000, "Das Passwort des Druckers lautet Birne.", "de")
    assert first(library, QUESTION, "fr") == "printer"


def test_a_library_in_one_language_stores_no_words(tmp_path: Path, encoder: UniversalEncoder) -> None:
    with Library(tmp_path / "library", FakeEmbedder(), identity_map, word_encoder=encoder) as opened, opened.writing():
        for number in range(3):
            add(opened, f"bus-{number}", f"{ENGLISH['bus']} Number {number}.")
        opened.tidy(removed=True)
        assert not (opened.folder / "words.npz").exists()


def test_words_of_new_documents_are_stored_by_the_next_run(library: Library, encoder: UniversalEncoder) -> None:
    with library.writing():
        for number in range(3):
            add(library, f"cellar-{number}", f"Der Schlüssel zum Keller hängt neben dem Fahrrad. Nummer {number}.")
        library.embed()
        library.tidy(removed=True)
    assert first_by_words(library, encoder, "Où est la clé de la cave ?", "fr") == "cellar"


def test_a_full_disk_is_reported_in_one_line(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("indexes.translation.kept_words.write_atomically", full)
    with library.writing():
        add(library, "cellar-0", "Der Schlüssel zum Keller hängt neben dem Fahrrad.")
        told = library.tidy(removed=False)
    assert told == "the words of the library could not be written (No space left on device): run 'ragassist index' again"
